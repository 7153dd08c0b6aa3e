"""What an import made, and whether it was taken back."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from csto_archive.search.keeping import Pause, Resume


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0003_watched_by_search"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        Pause(),
        migrations.AddField(
            model_name="article",
            name="batch",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="articles",
                to="articles.importbatch",
                verbose_name="دفعة الاستيراد",
            ),
        ),
        migrations.AddField(
            model_name="article",
            name="imported_version",
            field=models.PositiveIntegerField(editable=False, null=True),
        ),
        Resume(),
        migrations.AddField(
            model_name="importbatch",
            name="undone_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="أُلغيت في"),
        ),
        migrations.AddField(
            model_name="importbatch",
            name="undone_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="ألغاها",
            ),
        ),
        migrations.AlterField(
            model_name="capture",
            name="status",
            field=models.CharField(
                choices=[
                    ("imported", "استُخرج مقالها"),
                    ("needs_editor", "تحتاج إلى محرر"),
                    ("undone", "أُلغي استيرادها"),
                ],
                default="imported",
                editable=False,
                max_length=12,
                verbose_name="الحالة",
            ),
        ),
        migrations.AlterField(
            model_name="capture",
            name="media_type",
            field=models.CharField(editable=False, max_length=100, verbose_name="نوع الملف"),
        ),
    ]
