"""Uploads of files of questions belong to the app ``exchange`` now; the table stays."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("quizzes", "0007_mixed_cards")]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[migrations.DeleteModel(name="Upload")]
        )
    ]
