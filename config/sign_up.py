"""Who may sign up as an educator."""

import re
from collections.abc import Iterable

from django.core.exceptions import ImproperlyConfigured

OPEN, APPROVAL, CLOSED = "open", "approval", "closed"
_DOMAIN = re.compile(r"(?:[a-z0-9-]+\.)+[a-z0-9-]{2,}")


def sign_up_from(entries: Iterable[str]) -> list[str]:
    """Return EDUCATOR_SIGN_UP: one of the three words alone, or a list of mail domains.

    Raises:
        ImproperlyConfigured: for anything else, so that a slip does not open a site.
    """
    wanted = [entry.strip().lower().removeprefix("@") for entry in entries]
    if wanted in ([OPEN], [APPROVAL], [CLOSED]):
        return wanted
    if wanted and all(_DOMAIN.fullmatch(entry) for entry in wanted):
        return wanted
    raise ImproperlyConfigured(
        f'EDUCATOR_SIGN_UP is {",".join(wanted)!r}. Set it to "open", "approval" or'
        ' "closed", or to mail domains separated by commas, such as'
        ' "moe.example,school.example".'
    )
