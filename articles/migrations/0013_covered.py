"""Indexes that hold all that is counted, so that neither a text nor what is known of the archive's
size decides how long a page takes."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0012_watched_by_version")]

    operations = [
        migrations.RemoveIndex("article", "article_counted"),
        migrations.AddIndex(
            "article",
            models.Index(
                fields=[
                    "status", "published_on", "published_precision", "is_sample", "word_count",
                    "published_at",
                ],
                name="article_counted",
            ),
        ),
        migrations.AddIndex(
            "article",
            models.Index(
                fields=[
                    "story_family", "status", "source", "published_at", "published_precision",
                    "published_on", "is_sample",
                ],
                name="article_of_story",
            ),
        ),
        migrations.AddIndex(
            "article",
            models.Index(
                fields=["source", "status", "published_at", "published_on", "is_sample"],
                name="article_of_source",
            ),
        ),
    ]
