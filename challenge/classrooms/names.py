"""Names that the system makes: "calm otter" for a seat, "merry lagoon" for a class.

A name is kept as ids, ``calm-otter``, and worded in the reader's language. All pairs are
kind ones in each language: animals and words that children tease with are left out.
"""

import secrets
from collections.abc import Collection
from functools import lru_cache
from typing import NamedTuple

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import pgettext, pgettext_lazy


class Noun(NamedTuple):
    """A thing with its name, and its grammatical gender where a language has genders."""

    name: Promise
    gender: Promise


class Adjective(NamedTuple):
    """What a thing is like, for either gender."""

    masculine: Promise
    feminine: Promise


ADJECTIVES = {
    "calm": Adjective(
        pgettext_lazy("masculine", "calm"), pgettext_lazy("feminine", "calm")
    ),
    "brave": Adjective(
        pgettext_lazy("masculine", "brave"), pgettext_lazy("feminine", "brave")
    ),
    "kind": Adjective(
        pgettext_lazy("masculine", "kind"), pgettext_lazy("feminine", "kind")
    ),
    "merry": Adjective(
        pgettext_lazy("masculine", "merry"), pgettext_lazy("feminine", "merry")
    ),
    "clever": Adjective(
        pgettext_lazy("masculine", "clever"), pgettext_lazy("feminine", "clever")
    ),
    "gentle": Adjective(
        pgettext_lazy("masculine", "gentle"), pgettext_lazy("feminine", "gentle")
    ),
    "patient": Adjective(
        pgettext_lazy("masculine", "patient"), pgettext_lazy("feminine", "patient")
    ),
    "friendly": Adjective(
        pgettext_lazy("masculine", "friendly"), pgettext_lazy("feminine", "friendly")
    ),
    "careful": Adjective(
        pgettext_lazy("masculine", "careful"), pgettext_lazy("feminine", "careful")
    ),
    "cheerful": Adjective(
        pgettext_lazy("masculine", "cheerful"), pgettext_lazy("feminine", "cheerful")
    ),
    "honest": Adjective(
        pgettext_lazy("masculine", "honest"), pgettext_lazy("feminine", "honest")
    ),
    "polite": Adjective(
        pgettext_lazy("masculine", "polite"), pgettext_lazy("feminine", "polite")
    ),
    "lively": Adjective(
        pgettext_lazy("masculine", "lively"), pgettext_lazy("feminine", "lively")
    ),
    "helpful": Adjective(
        pgettext_lazy("masculine", "helpful"), pgettext_lazy("feminine", "helpful")
    ),
    "generous": Adjective(
        pgettext_lazy("masculine", "generous"), pgettext_lazy("feminine", "generous")
    ),
    "hopeful": Adjective(
        pgettext_lazy("masculine", "hopeful"), pgettext_lazy("feminine", "hopeful")
    ),
    "happy": Adjective(
        pgettext_lazy("masculine", "happy"), pgettext_lazy("feminine", "happy")
    ),
    "loyal": Adjective(
        pgettext_lazy("masculine", "loyal"), pgettext_lazy("feminine", "loyal")
    ),
    "wise": Adjective(
        pgettext_lazy("masculine", "wise"), pgettext_lazy("feminine", "wise")
    ),
    "peaceful": Adjective(
        pgettext_lazy("masculine", "peaceful"), pgettext_lazy("feminine", "peaceful")
    ),
}
ANIMALS = {
    "dugong": Noun(
        pgettext_lazy("animal", "dugong"),
        pgettext_lazy("gender, m or f", "dugong"),
    ),
    "turtle": Noun(
        pgettext_lazy("animal", "turtle"),
        pgettext_lazy("gender, m or f", "turtle"),
    ),
    "dolphin": Noun(
        pgettext_lazy("animal", "dolphin"),
        pgettext_lazy("gender, m or f", "dolphin"),
    ),
    "seahorse": Noun(
        pgettext_lazy("animal", "seahorse"),
        pgettext_lazy("gender, m or f", "seahorse"),
    ),
    "octopus": Noun(
        pgettext_lazy("animal", "octopus"),
        pgettext_lazy("gender, m or f", "octopus"),
    ),
    "starfish": Noun(
        pgettext_lazy("animal", "starfish"),
        pgettext_lazy("gender, m or f", "starfish"),
    ),
    "jellyfish": Noun(
        pgettext_lazy("animal", "jellyfish"),
        pgettext_lazy("gender, m or f", "jellyfish"),
    ),
    "ray": Noun(pgettext_lazy("animal", "ray"), pgettext_lazy("gender, m or f", "ray")),
    "lobster": Noun(
        pgettext_lazy("animal", "lobster"),
        pgettext_lazy("gender, m or f", "lobster"),
    ),
    "seal": Noun(
        pgettext_lazy("animal", "seal"),
        pgettext_lazy("gender, m or f", "seal"),
    ),
    "otter": Noun(
        pgettext_lazy("animal", "otter"),
        pgettext_lazy("gender, m or f", "otter"),
    ),
    "pelican": Noun(
        pgettext_lazy("animal", "pelican"),
        pgettext_lazy("gender, m or f", "pelican"),
    ),
    "flamingo": Noun(
        pgettext_lazy("animal", "flamingo"),
        pgettext_lazy("gender, m or f", "flamingo"),
    ),
    "heron": Noun(
        pgettext_lazy("animal", "heron"),
        pgettext_lazy("gender, m or f", "heron"),
    ),
    "gull": Noun(
        pgettext_lazy("animal", "gull"),
        pgettext_lazy("gender, m or f", "gull"),
    ),
}
THINGS = {
    "lagoon": Noun(
        pgettext_lazy("thing", "lagoon"),
        pgettext_lazy("gender, m or f", "lagoon"),
    ),
    "harbour": Noun(
        pgettext_lazy("thing", "harbour"),
        pgettext_lazy("gender, m or f", "harbour"),
    ),
    "island": Noun(
        pgettext_lazy("thing", "island"),
        pgettext_lazy("gender, m or f", "island"),
    ),
    "lighthouse": Noun(
        pgettext_lazy("thing", "lighthouse"),
        pgettext_lazy("gender, m or f", "lighthouse"),
    ),
    "bay": Noun(pgettext_lazy("thing", "bay"), pgettext_lazy("gender, m or f", "bay")),
    "coral": Noun(
        pgettext_lazy("thing", "coral"),
        pgettext_lazy("gender, m or f", "coral"),
    ),
    "pearl": Noun(
        pgettext_lazy("thing", "pearl"),
        pgettext_lazy("gender, m or f", "pearl"),
    ),
    "shell": Noun(
        pgettext_lazy("thing", "shell"),
        pgettext_lazy("gender, m or f", "shell"),
    ),
    "wave": Noun(
        pgettext_lazy("thing", "wave"),
        pgettext_lazy("gender, m or f", "wave"),
    ),
    "sail": Noun(
        pgettext_lazy("thing", "sail"),
        pgettext_lazy("gender, m or f", "sail"),
    ),
    "anchor": Noun(
        pgettext_lazy("thing", "anchor"),
        pgettext_lazy("gender, m or f", "anchor"),
    ),
    "compass": Noun(
        pgettext_lazy("thing", "compass"),
        pgettext_lazy("gender, m or f", "compass"),
    ),
    "star": Noun(
        pgettext_lazy("thing", "star"),
        pgettext_lazy("gender, m or f", "star"),
    ),
    "shore": Noun(
        pgettext_lazy("thing", "shore"),
        pgettext_lazy("gender, m or f", "shore"),
    ),
    "palm": Noun(
        pgettext_lazy("thing", "palm"),
        pgettext_lazy("gender, m or f", "palm"),
    ),
    "boat": Noun(
        pgettext_lazy("thing", "boat"),
        pgettext_lazy("gender, m or f", "boat"),
    ),
}


# The words of a release stand still, and a class is worded at every look at its report.
@lru_cache(maxsize=4096)
def seat_label(label: str, locale: str) -> str:
    """Word the label of a seat in a language: "calm otter"."""
    return _worded(label, ANIMALS, locale)


def play_name(name: str, locale: str) -> str:
    """Word the play name of a class in a language: "merry lagoon"."""
    return _worded(name, THINGS, locale)


def new_play_name() -> str:
    """Make the play name of a class; two classes may have the same."""
    return f"{secrets.choice([*ADJECTIVES])}-{secrets.choice([*THINGS])}"


def new_label(animal: str, taken: Collection[str]) -> str:
    """Make the label of a seat with an animal, other than those ``taken``.

    Raises:
        IndexError: if all of that animal's labels are taken: twenty.
    """
    labels = (f"{adjective}-{animal}" for adjective in ADJECTIVES)
    return secrets.choice([label for label in labels if label not in taken])


def _worded(name: str, nouns: dict[str, Noun], locale: str) -> str:
    quality, _dash, thing = name.partition("-")
    adjective, noun = ADJECTIVES[quality], nouns[thing]
    with translation.override(locale):
        is_feminine = str(noun.gender) == "f"
        words = {
            "adjective": adjective.feminine if is_feminine else adjective.masculine,
            "noun": noun.name,
        }
        return pgettext("a made name", "%(adjective)s %(noun)s") % words
