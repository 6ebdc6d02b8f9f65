"""The pictures of the seats' codes: which there are, and how many make a code in a band.

A code is pictures in an order, all different: a small child who taps twice has not made
another code. ``frontend/src/art/pictures.svg`` draws each picture as ``pic-<id>``, in the
order of the sets here; a test holds them equal.
"""

import secrets
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from cms.choices import Band


@dataclass(frozen=True, slots=True)
class PictureSet:
    """The pictures that a band chooses among, and how many of them make a code."""

    pictures: tuple[str, ...]
    length: int


NAMES: dict[str, Promise] = {
    "anchor": pgettext_lazy("picture of a code", "anchor"),
    "boat": pgettext_lazy("picture of a code", "boat"),
    "shell": pgettext_lazy("picture of a code", "shell"),
    "palm": pgettext_lazy("picture of a code", "palm tree"),
    "lamp": pgettext_lazy("picture of a code", "lamp"),
    "kite": pgettext_lazy("picture of a code", "kite"),
    "drum": pgettext_lazy("picture of a code", "drum"),
    "key": pgettext_lazy("picture of a code", "key"),
    "cloud": pgettext_lazy("picture of a code", "cloud"),
    "bell": pgettext_lazy("picture of a code", "bell"),
    "leaf": pgettext_lazy("picture of a code", "leaf"),
    "cup": pgettext_lazy("picture of a code", "cup"),
    "compass": pgettext_lazy("picture of a code", "compass"),
    "lighthouse": pgettext_lazy("picture of a code", "lighthouse"),
    "coral": pgettext_lazy("picture of a code", "coral"),
    "star": pgettext_lazy("picture of a code", "star"),
    "mountain": pgettext_lazy("picture of a code", "mountain"),
    "bridge": pgettext_lazy("picture of a code", "bridge"),
    "tent": pgettext_lazy("picture of a code", "tent"),
    "bicycle": pgettext_lazy("picture of a code", "bicycle"),
    "guitar": pgettext_lazy("picture of a code", "guitar"),
    "clock": pgettext_lazy("picture of a code", "clock"),
    "umbrella": pgettext_lazy("picture of a code", "umbrella"),
    "book": pgettext_lazy("picture of a code", "book"),
    "telescope": pgettext_lazy("picture of a code", "telescope"),
    "ladder": pgettext_lazy("picture of a code", "ladder"),
    "basket": pgettext_lazy("picture of a code", "basket"),
    "feather": pgettext_lazy("picture of a code", "feather"),
}

_FIRST = 12
SMALL = PictureSet(tuple(NAMES)[:_FIRST], length=3)
LARGE = PictureSet(tuple(NAMES)[_FIRST:], length=4)


def set_for(band: str) -> PictureSet:
    """Return the set of a band: twelve pictures for the two youngest, sixteen for others."""
    return SMALL if band in (Band.B0507, Band.B0810) else LARGE


def new_code(band: str) -> list[str]:
    """Draw a code of a band, by chance that nobody can foresee: ids in their order."""
    chosen = set_for(band)
    return secrets.SystemRandom().sample(chosen.pictures, chosen.length)
