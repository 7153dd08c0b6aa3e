"""Adds `stemmed`. SQLite makes each table anew for it, which drops triggers: those come later."""

from django.db import migrations, models

from articles.bodies import plain_text
from csto_archive.records import searchable_forms

BATCH = 500

# What each record was looked up by when this was written: (texts, days).
SEARCHABLE = {
    'Source': lambda s: ([s.name, *s.variants, *s.domains], []),
    'Article': lambda a: (
        [a.kicker, a.headline, a.standfirst, plain_text(a.body), a.byline],
        [a.published_on] if a.published_precision == 'day' else [],
    ),
}


def fill(apps, schema_editor):
    for name, searchable in SEARCHABLE.items():
        model = apps.get_model('articles', name)
        records = model.objects.using(schema_editor.connection.alias)
        numbers = list(records.order_by('pk').values_list('pk', flat=True))
        for at in range(0, len(numbers), BATCH):
            batch = list(records.filter(pk__in=numbers[at : at + BATCH]))
            for record in batch:
                forms = searchable_forms(*searchable(record))
                record.folded, record.stemmed = forms['folded'], forms['stemmed']
            records.bulk_update(batch, ['folded', 'stemmed'])


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0001_initial'),
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
