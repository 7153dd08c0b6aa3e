"""Triggers: whatever changes what readers see of an article is noted for the search index."""

from django.db import migrations

from csto_archive.search.keeping import UPDATE, NoteAll, Watch

OF_ARTICLE = "SELECT {row}.article_id AS record"
ABOUT = "SELECT article_id AS record FROM articles_coverage"
CITY = f"{ABOUT} WHERE summit_id IN (SELECT id FROM summits_summit WHERE city_id = {{row}}.id)"
MEMBER = "SELECT article_id AS record FROM articles_membermention WHERE member_id = {row}.id"
INITIATIVE = (
    "SELECT article_id AS record FROM articles_initiativemention WHERE initiative_id = {row}.id"
)
SEARCHED = [
    "kicker", "headline", "standfirst", "body", "byline", "source_id", "sort_date",
    "published_on", "published_precision", "published_at", "status",
]
SOURCE = "SELECT id AS record FROM articles_article WHERE source_id = {row}.id"


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0002_stemmed"),
        ("summits", "0002_stemmed"),
        ("search", "0001_initial"),
    ]
    operations = [
        Watch("articles_article", "SELECT {row}.id AS record", columns=SEARCHED),
        Watch("articles_photo", OF_ARTICLE),
        Watch("articles_coverage", OF_ARTICLE),
        Watch("articles_membermention", OF_ARTICLE),
        Watch("articles_initiativemention", OF_ARTICLE),
        Watch("articles_source", SOURCE, [UPDATE], ["name", "rights"]),
        Watch(
            "summits_summit", f"{ABOUT} WHERE summit_id = {{row}}.id", [UPDATE],
            ["title", "start_date", "end_date", "city_id"],
        ),
        Watch("summits_city", CITY, [UPDATE], ["name"]),
        Watch("summits_member", MEMBER, [UPDATE], ["name"]),
        Watch("summits_initiative", INITIATIVE, [UPDATE], ["title"]),
        NoteAll("articles_article"),
    ]
