"""Documents list their runs of common words (PostgreSQL), in the sets that are there as well."""

from django.db import migrations, transaction

from csto_archive.search.engines import ENGINES
from csto_archive.search.engines.tables import SETS


def add(apps, schema_editor):
    change(schema_editor, "add_runs")


def remove(apps, schema_editor):
    change(schema_editor, "remove_runs")


def change(schema_editor, how):
    """One set after the other, so that readers of the other one need not wait."""
    if schema_editor.connection.vendor == "postgresql":
        for name in SETS:
            with transaction.atomic():
                getattr(ENGINES["postgresql"](name), how)()


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("search", "0001_initial")]
    operations = [migrations.RunPython(add, remove)]
