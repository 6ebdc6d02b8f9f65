"""Emergency numbers and international services, so that no site is without them."""

from uuid import NAMESPACE_URL, uuid5

from django.db import migrations, models

EMERGENCY_NAMES = {"en": "Emergency number", "ar": "رقم الطوارئ"}
# Order in the list, country, number. Common knowledge: shown as not checked until somebody
# of the country has called it.
EMERGENCY_NUMBERS = [
    (1, "BH", "999"),
    (3, "SA", "911"),
    (7, "AE", "999"),
    (9, "KW", "112"),
    (11, "EG", "122"),
    (13, "US", "911"),
    (16, "FR", "112"),
    (18, "ES", "112"),
    (21, "IT", "112"),
    (23, "BG", "112"),
    (25, "IN", "112"),
    (27, "JP", "110"),
    (29, "MY", "999"),
    (31, "KE", "999"),
    (33, "UG", "999"),
    (35, "ZA", "10111"),
    (37, "AR", "911"),
    (39, "CO", "123"),
    (41, "PY", "911"),
]
# Order in the list, name in English and in Arabic, website.
INTERNATIONAL = [
    (
        42,
        "Find a helpline near you",
        "خطّ مساعدة قريب منك",
        "https://findahelpline.com/",
    ),
    (
        43,
        "Child Helpline International: helplines by country",
        "المنظّمة الدولية لخطوط مساعدة الأطفال: خطوط كلّ بلد",
        "https://childhelplineinternational.org/",
    ),
    (
        44,
        "INHOPE: report pictures of children",
        "إنهوب: للإبلاغ عن صور مسيئة لأطفال",
        "https://inhope.org/",
    ),
    (
        45,
        "Take It Down: get a picture of yourself removed",
        "«تيك إت داون»: لإزالة صورة لك من الإنترنت",
        "https://takeitdown.ncmec.org/",
    ),
]


def add_what_is_missing(apps, schema_editor):
    """Add what a site does not have yet; what its editors have written stays as it is."""
    Helpline = apps.get_model("cms", "Helpline")
    Locale = apps.get_model("wagtailcore", "Locale")
    locales = Locale.objects.filter(language_code__in=EMERGENCY_NAMES)

    def add(names, **fields):
        # The same on every site: a pack from another one brings no second copy.
        thing = fields.get("url") or f"emergency:{fields['country']}"
        key = uuid5(NAMESPACE_URL, thing)
        for locale in locales:
            name = names[locale.language_code]
            Helpline.objects.create(
                locale=locale, translation_key=key, name=name, **fields
            )

    has_number = set(
        Helpline.objects.filter(service="emergency").values_list("country", flat=True)
    )
    for order, country, phone in EMERGENCY_NUMBERS:
        if country not in has_number:
            add(
                EMERGENCY_NAMES,
                country=country,
                service="emergency",
                phone=phone,
                channels=["phone"],
                source="Common knowledge, no source kept: check before use",
                sort_order=order,
            )
    has_website = set(Helpline.objects.filter(country="").values_list("url", flat=True))
    for order, english, arabic, url in INTERNATIONAL:
        if url not in has_website:
            add(
                {"en": english, "ar": arabic},
                country="",
                service="helpline",
                url=url,
                channels=["web"],
                sort_order=order,
            )


class Migration(migrations.Migration):
    dependencies = [("cms", "0012_mixed_cards")]

    operations = [
        migrations.AlterField(
            model_name="helpline",
            name="verified_on",
            field=models.DateField(
                blank=True,
                help_text="The day on which somebody last tried it. After six months a"
                " helpline is hidden; an emergency number or an international service is"
                " shown as not checked.",
                null=True,
                verbose_name="checked on",
            ),
        ),
        migrations.RunPython(add_what_is_missing, migrations.RunPython.noop),
    ]
