"""How often one address may do what: the limits, and an operator's changes to them."""

from collections.abc import Iterable

from django.core.exceptions import ImproperlyConfigured

# By name: how many at once, and the seconds after which there is another one.
DEFAULTS: dict[str, tuple[int, float]] = {
    "new-learner": (3000, 1),
    "certificate": (3000, 1),
    "lti-login": (3000, 1),
    "lti-launch": (3000, 1),
    "slip": (100, 1),
    "certificate-code": (60, 10),
    "class-code": (5, 6 * 60 * 60),
    "school-codes": (100, 1 / 20),
    "pictures-here": (40, 5 * 60),
    "pictures-away": (2, 24 * 60 * 60),
    "pictures-pool": (10, 30 * 60),
    "card": (5, 6 * 60 * 60),
    "password": (5, 30 * 60),
}


def limits_from(entries: Iterable[str]) -> dict[str, tuple[int, float]]:
    """Read LIMITS: the defaults with entries such as ``new-learner=6000/0.5`` in place.

    Raises:
        ImproperlyConfigured: for a name that is not a limit, or a value that is not a
            count above 0 and seconds above 0, with a slash between.
    """
    limits = dict(DEFAULTS)
    for entry in filter(None, (entry.strip() for entry in entries)):
        name, _equals, value = entry.partition("=")
        name = name.strip()
        burst, _slash, seconds = value.partition("/")
        try:
            limit = int(burst), float(seconds)
        except ValueError:
            limit = 0, 0.0
        if name not in DEFAULTS or limit[0] < 1 or not 0 < limit[1] < float("inf"):
            raise ImproperlyConfigured(
                f"LIMITS has {entry!r}. Write a name, how many may come at once and the"
                " seconds until another one may, such as new-learner=6000/0.5. The names"
                f" are {', '.join(DEFAULTS)}."
            )
        limits[name] = limit
    return limits


def guess_share_from(text: str) -> float:
    """Read GUESS_SHARE, a probability.

    Raises:
        ImproperlyConfigured: if it is not a number above 0 and below 1.
    """
    try:
        share = float(text)
    except ValueError:
        share = 0.0
    if not 0 < share < 1:
        raise ImproperlyConfigured(
            f"GUESS_SHARE is {text!r}. Write a probability above 0, such as 0.00003."
        )
    return share
