"""The table that the states of the archive are numbered by."""

from django.db import migrations

from csto_archive.versions.watching import NumberStates


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [NumberStates()]
