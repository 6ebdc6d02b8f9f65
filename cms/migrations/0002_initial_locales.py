from django.conf import settings
from django.db import migrations


def create_locales(apps, schema_editor):
    """Make a locale for each language that the product comes in; more are made in the admin."""
    Locale = apps.get_model("wagtailcore", "Locale")
    allowed = {code for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES}
    for code in ("en", "ar"):
        if code in allowed:
            Locale.objects.get_or_create(language_code=code)


def remove_welcome_page(apps, schema_editor):
    """Remove Wagtail's welcome page, and with it the site that points at it.

    It is of no use here: the first home page is made by an editor or by load_demo.
    """
    Page = apps.get_model("wagtailcore", "Page")
    welcome = Page.objects.filter(
        path="00010001",
        slug="home",
        numchild=0,
        content_type__app_label="wagtailcore",
        content_type__model="page",
    )
    if welcome.exists():
        welcome.delete()
        Page.objects.filter(path="0001", numchild=1).update(numchild=0)


class Migration(migrations.Migration):
    dependencies = [("cms", "0001_pages")]

    operations = [
        migrations.RunPython(create_locales, migrations.RunPython.noop),
        migrations.RunPython(remove_welcome_page, migrations.RunPython.noop),
    ]
