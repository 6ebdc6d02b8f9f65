from django.db import migrations, models
from django.db.models import F


def date_what_is_finished(apps, schema_editor):
    """Give modules finished before there were reviews the last day on which they changed."""
    finished = apps.get_model("challenge", "Progress").objects.filter(state="finished")
    finished.update(finished_on=F("updated_on"))


class Migration(migrations.Migration):
    dependencies = [("challenge", "0001_learners_progress_and_tallies")]

    operations = [
        migrations.AddField("progress", "finished_on", models.DateField(null=True)),
        migrations.AddField("progress", "reviewed_on", models.DateField(null=True)),
        migrations.AddField("progress", "reviewed_again_on", models.DateField(null=True)),
        migrations.RunPython(date_what_is_finished, migrations.RunPython.noop, elidable=True),
    ]
