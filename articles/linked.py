"""Articles as schema.org has them, with nothing that their page does not show."""

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from articles.models import Article, Source
from csto_archive.arabic.dates import iso_date
from csto_archive.machines import archive, breadcrumbs, full
from summits.linked import summit_in_brief

DESCRIPTION = 200


def linked_of(article: Article, description: str) -> list[dict]:
    """The article and the way to it. Of its text no more than the beginning is told."""
    way = breadcrumbs(
        (_("المقالات"), full("articles:articles")), (article.headline, article.permalink)
    )
    return [_news(article, description), way]


def _news(article: Article, description: str) -> dict:
    day, precision = article.published_on, article.published_precision
    members = [mention.member for mention in article.mentions.all()]
    named = [{"@type": "Country", "name": m.name, "url": m.permalink} for m in members]
    return {
        "@type": "NewsArticle",
        "@id": article.permalink,
        "url": article.permalink,
        "headline": article.headline,
        "alternativeHeadline": article.kicker,
        "description": Truncator(description).chars(DESCRIPTION),
        "inLanguage": "ar",
        "datePublished": day and iso_date(day, precision),
        "dateModified": article.updated_at.isoformat(timespec="seconds"),
        "author": article.byline and {"@type": "Person", "name": article.byline},
        "publisher": article.source and _outlet(article.source),
        "isBasedOn": article.original_url if article.canonical_url else "",
        "isPartOf": archive(),
        "image": full("article_card", article.pk),
        "isAccessibleForFree": article.rights == Source.Rights.FULL_TEXT,
        "creativeWorkStatus": _("عيّنة تعليمية") if article.is_sample else "",
        "about": [summit_in_brief(summit) for summit in article.main_summits],
        "mentions": [*map(summit_in_brief, article.background_summits), *named],
    }


def _outlet(source: Source) -> dict:
    return {"@type": "NewsMediaOrganization", "name": source.name, "url": source.permalink}
