"""The uploads that the app ``quizzes`` had; their table is there already."""

import uuid

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("quizzes", "0008_uploads_leave"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="Upload",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("name", models.CharField(max_length=255, verbose_name="file name")),
                        ("format", models.CharField(max_length=20, verbose_name="format")),
                        ("locale", models.CharField(max_length=12, verbose_name="language")),
                        ("title", models.CharField(max_length=200, verbose_name="title")),
                        ("data", models.BinaryField(verbose_name="file")),
                        (
                            "created_at",
                            models.DateTimeField(
                                db_index=True, default=django.utils.timezone.now, verbose_name="sent at"
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "file of questions",
                        "verbose_name_plural": "files of questions",
                        "db_table": "quizzes_upload",
                    },
                )
            ]
        )
    ]
