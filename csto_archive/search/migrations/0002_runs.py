"""Documents list their runs of common words (PostgreSQL), in sets that were made before as well."""

from django.db import migrations

from csto_archive.search.engines import ENGINES
from csto_archive.search.engines.tables import SETS


def add(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for name in SETS:
            ENGINES["postgresql"].add_runs(name)


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
