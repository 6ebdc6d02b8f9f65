"""Which languages readers are offered: those that have a locale in the admin."""

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.utils.translation import get_language

from wagtail.models import Locale

from cms.memory import Memory

_offered: Memory[str, tuple[str, ...]] = Memory(1)


def offered() -> tuple[str, ...]:
    """Return the codes of the languages that readers may choose, in the order of LANGUAGES.

    Of those that the settings allow, the ones that have a locale; the site's default
    language always. One query at most; none while the answer at hand is young.
    """
    if found := _offered.get_fresh("", settings.LANGUAGES_TTL_SECONDS):
        return found
    try:
        made = set(Locale.objects.values_list("language_code", flat=True))
    except (InterfaceError, OperationalError):
        # The database is away: what was offered before still is.
        if (known := _offered.get("")) is None:
            raise
        return _offered.put("", known)
    made.add(settings.LANGUAGE_CODE)
    codes = tuple(code for code, _name in settings.LANGUAGES if code in made)
    return _offered.put("", codes)


def offered_or_default(code: str) -> str:
    """Return the offered language that a code means, or the site's default.

    A code with a region or script is taken for its language where that is offered:
    "ar-bh" for "ar". Codes are in small letters, as Django has them.
    """
    for candidate in (code, code.split("-")[0]):
        if candidate in offered():
            return candidate
    return settings.LANGUAGE_CODE


def page_locale() -> str:
    """Return the language of the page that is being made."""
    return offered_or_default(get_language() or "")


def forget() -> None:
    """Look again at the next question."""
    _offered.clear()
