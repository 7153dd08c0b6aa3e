"""Fills `wording` and the keys by which articles of like wording are found."""

from django.db import migrations

from csto_archive.arabic.minhash import keys, wording, words

BATCH = 500


def fill(apps, schema_editor):
    """Out of `folded`, whose fields are parted by « | »."""
    alias = schema_editor.connection.alias
    articles = apps.get_model('articles', 'Article').objects.using(alias)
    likeness_keys = apps.get_model('articles', 'LikenessKey').objects.using(alias)
    model = likeness_keys.model
    numbers = list(articles.filter(wording=None).order_by('pk').values_list('pk', flat=True))
    for at in range(0, len(numbers), BATCH):
        batch = list(articles.filter(pk__in=numbers[at : at + BATCH]).only('folded'))
        rows = []
        for article in batch:
            found = words(article.folded.replace(' | ', ' '))
            article.wording = wording(found)
            rows += [model(article=article, key=key) for key in sorted(keys(found))]
        articles.bulk_update(batch, ['wording'])
        likeness_keys.bulk_create(rows, batch_size=BATCH, ignore_conflicts=True)


def empty(apps, schema_editor):
    alias = schema_editor.connection.alias
    apps.get_model('articles', 'LikenessKey').objects.using(alias).all().delete()
    apps.get_model('articles', 'Article').objects.using(alias).update(wording=None)


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0007_stories_and_readings'),
    ]

    operations = [
        migrations.RunPython(fill, empty, elidable=True),
    ]
