"""Articles, stories and sources as schema.org has them: nothing that their page does not show."""

from collections.abc import Iterable

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from articles.cards import Card
from articles.models import Article, Source, StoryFamily
from csto_archive.arabic.dates import iso_date
from csto_archive.machines import LISTED, archive, breadcrumbs, collection, full, known
from summits.linked import state_in_brief, summit_in_brief

DESCRIPTION = 200


def linked_of(article: Article, description: str) -> list[dict]:
    """The article and the way to it. Of its text no more than the beginning is told."""
    way = breadcrumbs(
        (_("المقالات"), full("articles:articles")), (article.headline, article.permalink)
    )
    return [_news(article, description), way]


def _news(article: Article, description: str) -> dict:
    members = [mention.member for mention in article.mentions.all()]
    return {
        "@type": "NewsArticle",
        "@id": article.permalink,
        "url": article.permalink,
        "headline": article.headline,
        "alternativeHeadline": article.kicker,
        "description": Truncator(description).chars(DESCRIPTION),
        "inLanguage": "ar",
        "datePublished": _day(article),
        "dateModified": article.updated_at.isoformat(timespec="seconds"),
        "author": article.byline and {"@type": "Person", "name": article.byline},
        "publisher": article.source and _outlet(article.source),
        "isBasedOn": article.original_url if article.canonical_url else "",
        "isPartOf": archive(),
        "image": full("article_card", article.pk),
        "isAccessibleForFree": article.rights == Source.Rights.FULL_TEXT,
        "creativeWorkStatus": _("عيّنة تعليمية") if article.is_sample else "",
        "about": [summit_in_brief(summit) for summit in article.main_summits],
        "mentions": [
            *map(summit_in_brief, article.background_summits),
            *map(state_in_brief, members),
        ],
    }


def linked_story(story: StoryFamily, carriers: Iterable[Article]) -> list[dict]:
    """The story as the collection of the articles that carry it."""
    way = breadcrumbs((_("المقالات"), full("articles:articles")), (story.heading, story.permalink))
    return [
        {
            "@type": "Collection",
            "@id": story.permalink,
            "url": story.permalink,
            "name": story.heading,
            "inLanguage": "ar",
            "collectionSize": story.carrier_count,
            "hasPart": [_in_brief(carrier) for carrier in list(carriers)[:LISTED]],
            "isPartOf": archive(),
            "image": full("story_card", story.pk),
        },
        way,
    ]


def linked_source(source: Source, articles: Iterable[Card]) -> list[dict]:
    """The outlet and the list of what it wrote. Where all is invented, so is the outlet."""
    way = breadcrumbs((_("المصادر"), full("articles:sources")), (source.name, source.permalink))
    sites = [] if source.is_sample else [f"https://{domain}/" for domain in source.domains]
    outlet = _outlet(source) | {
        "@id": f"{source.permalink}#outlet",
        "sameAs": sites,
        "disambiguatingDescription": _("عيّنة تعليمية") if source.is_sample else "",
    }
    page = collection(source.name, source.permalink, named(articles), source.article_count)
    return [page | {"about": {"@id": outlet["@id"]}}, outlet, way]


def named(articles: Iterable[Card]) -> list[tuple[str, str]]:
    """Their headlines and full addresses; what is invented is named as that."""
    return [(_headline(article), article.permalink) for article in articles]


def _headline(article: Card) -> str:
    return f"{article.headline} [{_('عيّنة تعليمية')}]" if article.is_sample else article.headline


def _in_brief(article: Article) -> dict:
    brief = {
        "@type": "NewsArticle",
        "@id": article.permalink,
        "url": article.permalink,
        "headline": article.headline,
        "datePublished": _day(article),
        "publisher": article.source and _outlet(article.source),
        "creativeWorkStatus": _("عيّنة تعليمية") if article.is_sample else "",
    }
    return known(brief)


def _day(article: Article) -> str | None:
    """The date as precise as it is known."""
    day = article.published_on
    return day and iso_date(day, article.published_precision)


def _outlet(source: Source) -> dict:
    return {"@type": "NewsMediaOrganization", "name": source.name, "url": source.permalink}
