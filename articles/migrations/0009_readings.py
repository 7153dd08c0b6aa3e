"""What the importer had read of each article before readings were kept, out of `imported`."""

from django.db import migrations
from django.db.models import OuterRef, Subquery

BATCH = 500
# The text fields that an import wrote when this was written.
TEXTS = (
    "kicker", "headline", "standfirst", "body", "byline", "dateline", "published_on",
    "published_precision", "original_url",
)  # fmt: skip


def said(imported: dict) -> dict[str, str]:
    return {name: imported[name] for name in TEXTS if imported.get(name)}


def fill(apps, schema_editor):
    alias = schema_editor.connection.alias
    articles = apps.get_model("articles", "Article").objects.using(alias)
    readings = apps.get_model("articles", "Reading").objects.using(alias)
    captures = apps.get_model("articles", "Capture").objects.using(alias)
    known = articles.exclude(capture=None).exclude(imported=None)
    numbers = list(known.order_by("pk").values_list("pk", flat=True))
    for at in range(0, len(numbers), BATCH):
        rows = known.filter(pk__in=numbers[at : at + BATCH])
        readings.bulk_create(
            [
                readings.model(article_id=pk, capture_id=capture, part=part, values=said(imported))
                for pk, capture, part, imported in rows.values_list(
                    "pk", "capture", "part", "imported"
                )
            ],
            ignore_conflicts=True,
        )
    taken = captures.filter(pk=OuterRef("capture")).values("captured_at")
    readings.update(read_at=Subquery(taken))


class Migration(migrations.Migration):
    dependencies = [("articles", "0008_likeness")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop, elidable=True)]
