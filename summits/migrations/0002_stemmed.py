"""Adds `stemmed`. SQLite makes each table anew for it, which drops triggers: those come later."""

from django.db import migrations, models

from csto_archive.records import searchable_forms

# What each record was looked up by when this was written: (texts, days).
SEARCHABLE = {
    'City': lambda c: ([c.name, *c.variants, c.name_en, c.country_name], []),
    'Member': lambda m: ([m.name, *m.variants, m.name_en], []),
    'Leader': lambda l: ([l.name, *l.variants, l.name_en], []),
    'Summit': lambda s: (
        [
            s.title,
            *([s.city.name, *s.city.variants] if s.city else []),
            s.theme,
            s.summary,
            str(s.start_date.year),
        ],
        [s.start_date, s.end_date],
    ),
    'Initiative': lambda i: (
        [i.title, i.get_kind_display(), i.target_period, str(i.date.year)],
        [i.date],
    ),
}


def fill(apps, schema_editor):
    for name, searchable in SEARCHABLE.items():
        model = apps.get_model('summits', name)
        records = model.objects.using(schema_editor.connection.alias)
        if name == 'Summit':
            records = records.select_related('city')
        changed = []
        for record in records.all():
            forms = searchable_forms(*searchable(record))
            record.folded, record.stemmed = forms['folded'], forms['stemmed']
            changed.append(record)
        records.bulk_update(changed, ['folded', 'stemmed'], batch_size=200)


class Migration(migrations.Migration):

    dependencies = [
        ('summits', '0001_initial'),
    ]

    operations = [
        *(
            migrations.AddField(
                model_name=name.lower(),
                name='stemmed',
                field=models.TextField(blank=True, default='', editable=False),
            )
            for name in SEARCHABLE
        ),
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
    ]
