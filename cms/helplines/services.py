"""Which helplines a reader of a country is shown."""

from typing import Any

from django.conf import settings

from cms.helplines.models import Helpline, Service


def helplines_for(country: str, locale: str) -> dict[str, object]:
    """Return what the help buoy shows for a country, in a language where there is one.

    A country that has no helpline here gets the fallback only: never the number of
    another country. The emergency number and the fallback are there whether or not
    somebody has checked them; a helpline is not.

    Args:
        country: ISO 3166 code in capitals, or "" for a reader who has not said.
        locale: a language of the site.

    Returns:
        ``country``, ``emergency`` (a number to dial, "" if none is known),
        ``emergency_verified_on`` (the day of its check; None if nobody has checked it
        within six months), ``helplines`` and ``fallback``; both lists hold what
        ``Helpline.as_data`` returns.
    """
    shown = Helpline.objects.shown().filter(
        country__in={country, ""}, locale__language_code__in={locale, _default()}
    )
    in_best_language: dict[Any, Helpline] = {}
    for line in shown.select_related("locale"):
        known = in_best_language.get(line.translation_key)
        if known is None or line.locale.language_code == locale:
            in_best_language[line.translation_key] = line
    lines = sorted(in_best_language.values(), key=lambda line: line.sort_order)
    own = [line for line in lines if country and line.country == country]
    numbers = [
        line.as_data()
        for line in own
        if line.service == Service.EMERGENCY and line.phone
    ]
    # One that was checked is better than one that was not.
    number = min(numbers, key=lambda data: data["verified_on"] is None, default=None)
    return {
        "country": country,
        "emergency": number["phone"] if number else "",
        "emergency_verified_on": number["verified_on"] if number else None,
        "helplines": [
            line.as_data() for line in own if line.service == Service.HELPLINE
        ],
        "fallback": [line.as_data() for line in lines if not line.country],
    }


def _default() -> str:
    return settings.LANGUAGE_CODE
