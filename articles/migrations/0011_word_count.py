"""How many words each article has, counted in `folded`, and what is counted over the archive.

SQLite adds a column that may be NULL without rebuilding the table, so the triggers of the search
index stay where they are.
"""

from django.db import migrations, models
from django.db.models import Value
from django.db.models.functions import Greatest, Length, Replace


def times(text):
    return Length("folded") - Length(Replace("folded", Value(text), Value("")))


def fill(apps, schema_editor):
    """A blank stands around each word and around each « | » between two fields."""
    articles = apps.get_model("articles", "Article").objects
    articles = articles.using(schema_editor.connection.alias).filter(word_count=None)
    articles.update(word_count=Greatest(times(" ") - 1 - times("|"), Value(0)))


class Migration(migrations.Migration):
    dependencies = [("articles", "0010_former_stories"), ("summits", "0002_stemmed")]

    operations = [
        migrations.AddField(
            model_name="article",
            name="word_count",
            field=models.PositiveIntegerField(
                editable=False, null=True, verbose_name="عدد الكلمات"
            ),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                fields=[
                    "status", "published_at", "published_on", "published_precision", "is_sample",
                    "word_count",
                ],
                name="article_counted",
            ),
        ),
    ]
