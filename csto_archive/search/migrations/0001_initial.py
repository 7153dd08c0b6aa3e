"""The tables of the index: two sets and what is said of them."""

from django.db import migrations

from csto_archive.arabic.analysis import ANALYSER_VERSION
from csto_archive.search.engines import ENGINES


def create(apps, schema_editor):
    ENGINES[schema_editor.connection.vendor].create_all(ANALYSER_VERSION)


def drop(apps, schema_editor):
    ENGINES[schema_editor.connection.vendor].drop_all()


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [migrations.RunPython(create, drop)]
