"""Triggers: whatever changes the reference data gives the archive another version."""

from django.db import migrations

from csto_archive.versions.watching import Watch


class Migration(migrations.Migration):
    dependencies = [("summits", "0002_stemmed"), ("versions", "0001_initial")]
    operations = [
        Watch("summits_city"),
        Watch("summits_cityname"),
        Watch("summits_member"),
        Watch("summits_leader"),
        Watch("summits_term"),
        Watch("summits_summit"),
        Watch("summits_attendance"),
        Watch("summits_initiative"),
        Watch("summits_measure"),
    ]
