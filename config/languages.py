"""The languages that a site may have."""

from collections.abc import Iterable

from django.conf.locale import LANG_INFO
from django.core.exceptions import ImproperlyConfigured
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

# config/locale/ has a catalogue for each; English and Arabic are whole.
PREPARED = ["en", "ar", "es", "fr", "pt", "ru", "zh-hans"]


def languages_from(codes: Iterable[str], default: str) -> list[tuple[str, Promise]]:
    """Return Django's LANGUAGES for a list of codes, the default language first.

    Names and directions come from Django, which knows about a hundred languages.

    Raises:
        ImproperlyConfigured: for a code that Django does not know.
    """
    wanted = dict.fromkeys([default, *(code.strip().lower() for code in codes)])
    unknown = [code for code in wanted if "name" not in LANG_INFO.get(code, {})]
    if unknown:
        known = ", ".join(sorted(code for code in LANG_INFO if code.islower()))
        raise ImproperlyConfigured(
            f"LANGUAGES names {', '.join(map(repr, unknown))}, which Django does not"
            f" know. It knows {known}."
        )
    return [(code, gettext_lazy(LANG_INFO[code]["name"])) for code in wanted]
