"""Which import made each article, as far as the reports of the imports tell."""

from django.db import migrations


def fill(apps, schema_editor):
    """The first import that says so, of articles that are no older than it."""
    alias = schema_editor.connection.alias
    articles = apps.get_model("articles", "Article").objects.using(alias)
    for batch in apps.get_model("articles", "ImportBatch").objects.using(alias).order_by("pk"):
        made = [line for line in batch.report if line.get("outcome") == "created"]
        numbers = {number for line in made for number in line.get("articles", ())}
        young = articles.filter(pk__in=numbers, batch=None, created_at__gte=batch.started_at)
        young.update(batch=batch)


def wait_again(apps, schema_editor):
    """Before, there was no such thing as an import taken back."""
    captures = apps.get_model("articles", "Capture").objects.using(schema_editor.connection.alias)
    captures.filter(status="undone").update(status="needs_editor")


class Migration(migrations.Migration):
    dependencies = [("articles", "0004_batches_undone")]
    operations = [migrations.RunPython(fill, wait_again, elidable=True)]
