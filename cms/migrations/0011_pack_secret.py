from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cms", "0010_circles")]

    operations = [
        migrations.AddField(
            model_name="loadedpack",
            name="secret",
            field=models.CharField(blank=True, default="", max_length=64, verbose_name="secret"),
            preserve_default=False,
        ),
    ]
