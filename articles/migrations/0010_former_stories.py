import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0009_readings")]

    operations = [
        migrations.CreateModel(
            name="FormerStory",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveBigIntegerField(unique=True)),
                (
                    "into",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="former",
                        to="articles.storyfamily",
                    ),
                ),
            ],
            options={
                "verbose_name": "رقم قصة ضُمّت إلى غيرها",
                "verbose_name_plural": "أرقام القصص التي ضُمّت إلى غيرها",
                "default_permissions": (),
            },
        ),
    ]
