"""Triggers: whatever changes what readers see of the coverage gives the archive another version."""

from django.db import migrations

from csto_archive.versions.watching import AN_ARTICLE, Watch, of_articles

SEEN = [
    "id", "kicker", "headline", "standfirst", "body", "byline", "dateline", "slug", "source_id",
    "original_url", "canonical_url", "published_on", "published_precision", "sort_date", "status",
    "published_at", "is_sample", "off_topic", "story_family_id", "capture_id", "created_at",
    "updated_at", "word_count",
]
# Nobody reads these on a public page; a test knows that every column is in one of the two lists.
UNSEEN = [
    "editor_notes", "version", "imported", "imported_version", "part", "batch_id", "folded",
    "stemmed", "wording",
]
PROVED = [
    "article_id", "capture_id", "field", "value", "rule", "confidence", "start", "end", "quote",
    "decision", "decided_value",
]
OF_ARTICLE = of_articles("shown.id = changed.article_id")


def of_story(column):
    """Nothing is told of a story before its second carrier."""
    return of_articles(
        f"shown.story_family_id = changed.{column} AND EXISTS (SELECT 1 FROM articles_article AS"
        " other WHERE other.story_family_id = shown.story_family_id AND other.id <> shown.id"
        " AND other.published_at IS NOT NULL AND other.published_at <= shown.published_at"
        " AND other.status IN ('published', 'withdrawn', 'merged'))"
    )


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0011_word_count"),
        ("versions", "0001_initial"),
    ]
    operations = [
        Watch("articles_article", AN_ARTICLE, ["id", "status", "published_at"], SEEN),
        Watch("articles_photo", OF_ARTICLE, ["article_id"]),
        Watch("articles_coverage", OF_ARTICLE, ["article_id"]),
        Watch("articles_membermention", OF_ARTICLE, ["article_id"]),
        Watch("articles_initiativemention", OF_ARTICLE, ["article_id"]),
        Watch("articles_correction", OF_ARTICLE, ["article_id"]),
        Watch("articles_quotation", OF_ARTICLE, ["article_id"]),
        Watch("articles_evidence", OF_ARTICLE, ["article_id"], PROVED),
        Watch("articles_merger", OF_ARTICLE, ["article_id"], ["article_id", "into_id", "merged_at"]),
        Watch("articles_source", of_articles("shown.source_id = changed.id")),
        Watch("articles_storyfamily", of_story("id")),
        Watch("articles_formerstory", of_story("into_id"), ["into_id"]),
        Watch(
            "articles_capture", of_articles("shown.capture_id = changed.id"), ["id"],
            ["captured_at", "url", "sha256"],
        ),
    ]
