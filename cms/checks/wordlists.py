"""The lists of words that the lint looks for: ``words/<language>.toml``, a file a language.

What safeguarding leads add or take away (``cms.checks.listed``) is laid over them.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Literal

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cms.checks.findings import Level
from cms.checks.readability import is_sign
from cms.choices import Band

FOLDER = Path(__file__).parent / "words"
BANDS = frozenset({*Band.values, "adults"})
# Whose modules a phrase that was added is looked for in.
AUDIENCES: Mapping[str, tuple[Promise, frozenset[str]]] = {
    "all": (_("everybody"), BANDS),
    "children": (_("children, 5–17"), frozenset(Band.values)),
    "under-14": (_("children, 5–13"), frozenset(Band.values[:3])),
    "under-11": (_("children, 5–10"), frozenset(Band.values[:2])),
    "under-8": (_("children, 5–7"), frozenset(Band.values[:1])),
    "adults": (_("parents and educators"), frozenset({"adults"})),
}
MOST_WORDS = 8
# How many words before a phrase, in one clause, a negation still takes it back.
NEGATION_REACH = 4

# Letters that are written in more than one way and that Arabic readers take as one.
ALIKE = str.maketrans(
    dict.fromkeys("أإآٱ", "ا") | {"ى": "ي", "ة": "ه"} | dict.fromkeys("’‘", "'")
)
TOKEN = re.compile(r"\w+(?:'\w+)*")
# Small words that Arabic writes onto the next: and, so; by, for, like; will; the.
PROCLITICS = "(?:[وف]?(?:[بك]?ال|لل|[بلكس])?)?"
BETWEEN = r"[^\w.!?؟\n]+"
LETTERS = re.compile(r"\*?[\w'-]*\w[\w'-]*\*?")
UP_TO_THREE = rf"{BETWEEN}(?:[\w'-]+{BETWEEN}){{0,3}}"


@dataclass(frozen=True, slots=True)
class Pattern:
    """Some phrases, and where they must not stand."""

    rule: str
    level: Level
    bands: frozenset[str]
    where: Literal["ours", "everywhere"]
    unless: bool
    regex: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Change:
    """A phrase that is looked for beside the shipped ones, or no more.

    ``phrase`` is as ``simple`` gives it. Of one that is removed the rest says nothing.
    """

    rule: str
    phrase: str
    is_removed: bool
    level: Level
    bands: frozenset[str]
    where: Literal["ours", "everywhere"]
    unless: bool


class PhraseError(ValueError):
    """A phrase is not written as phrases are."""


@dataclass(frozen=True, slots=True)
class WordList:
    """The patterns of a language."""

    negations: frozenset[str]
    patterns: tuple[Pattern, ...]

    def find(
        self, text: str, band: str, *, is_quoted: bool
    ) -> Iterator[tuple[Pattern, str]]:
        """Yield each pattern that a text breaks, with the first words that do.

        Args:
            text: words of a module.
            band: "5-7" … "14-17", or "adults".
            is_quoted: whether it is what a character says or a tempting answer.
        """
        plain, positions = _simple_with_positions(text)
        for pattern in self.patterns:
            if band not in pattern.bands or (is_quoted and pattern.where == "ours"):
                continue
            for match in pattern.regex.finditer(plain):
                if not (pattern.unless and self._is_negated(plain[: match.start()])):
                    yield pattern, _as_written(text, match, positions)
                    break

    def _is_negated(self, before: str) -> bool:
        clause = re.split(r"[.!?؟,،;؛\n]", before)[-1]
        near = TOKEN.findall(clause)[-NEGATION_REACH:]
        return any(
            word in self.negations or word.lstrip("وف") in self.negations
            for word in near
        )


@lru_cache(maxsize=64)
def word_list(language: str, changes: tuple[Change, ...] = ()) -> WordList | None:
    """Return the list of a language, with what was changed; None where there is neither.

    Raises:
        ValueError: if a rule of the file is not written as en.toml explains.
    """
    data = _shipped(language)
    if not data and not changes:
        return None
    removed = {(c.rule, c.phrase) for c in changes if c.is_removed}
    is_arabic = language == "ar"
    rules = [
        rule | {"phrases": kept}
        for rule in data.get("rule", [])
        if (
            kept := [
                p for p in rule["phrases"] if (rule["id"], simple(p)) not in removed
            ]
        )
    ] + [
        {
            "id": change.rule,
            "level": change.level,
            "bands": change.bands,
            "where": change.where,
            "unless": change.unless,
            "phrases": [change.phrase],
        }
        for change in changes
        if not change.is_removed
    ]
    return WordList(
        negations=frozenset(simple(word) for word in data.get("negations", [])),
        patterns=tuple(_pattern(rule, is_arabic) for rule in rules),
    )


def shipped_phrases(language: str) -> dict[str, list[str]]:
    """Return the phrases of the shipped list of a language, by rule; {} without a file."""
    found: dict[str, list[str]] = {}
    for rule in _shipped(language).get("rule", []):
        known = found.setdefault(rule["id"], [])
        known += [phrase for phrase in rule["phrases"] if phrase not in known]
    return found


def is_shipped(language: str, rule: str, phrase: str) -> bool:
    """Return whether the shipped list of a language has a phrase for a rule."""
    known = shipped_phrases(language).get(rule, [])
    return simple(phrase) in map(simple, known)


def check_phrase(phrase: str) -> None:
    """Refuse a phrase that would match nothing, everything, or not what it seems to say.

    Raises:
        PhraseError: with words for an editor.
    """
    tokens = simple(phrase).split()
    if tokens and "..." in (tokens[0], tokens[-1]):
        raise PhraseError(gettext("“...” stands between words: “take ... phone”."))
    words = [token for token in tokens if token != "..."]  # noqa: S105 -- a gap
    if len(words) > MOST_WORDS:
        raise PhraseError(gettext("Write a phrase of a few words, not a sentence."))
    for token in words:
        for word in token.split("/"):
            if not word:
                raise PhraseError(
                    gettext("“/” needs a word on both sides: “phone/tablet”.")
                )
            if not LETTERS.fullmatch(word):
                raise PhraseError(
                    gettext(
                        "“%(word)s” is no word. Use letters, “*” only at the start or "
                        "the end of a word, “/” between words and “...” for a gap."
                    )
                    % {"word": word}
                )
    shortest = min(
        (len(word.strip("*")) for token in words for word in token.split("/")),
        default=0,
    )
    if len(words) < 2 and shortest < 2:
        raise PhraseError(gettext("Write a word of two letters at least."))


@cache
def _shipped(language: str) -> dict[str, Any]:
    path = FOLDER / f"{language}.toml"
    return tomllib.loads(path.read_text()) if path.is_file() else {}


def simple(text: str) -> str:
    """Return a text as it is compared: small letters, no vowel signs, one form of a letter."""
    return _simple_with_positions(text)[0]


def _simple_with_positions(text: str) -> tuple[str, list[int]]:
    """Return the simple text, and where each of its letters stood in the text's NFC form."""
    kept = [
        (letter.lower().translate(ALIKE), position)
        for position, letter in enumerate(unicodedata.normalize("NFC", text))
        if not is_sign(letter)
    ]
    return (
        "".join(letters for letters, _position in kept),
        [position for letters, position in kept for _letter in letters],
    )


def _as_written(text: str, match: re.Match[str], positions: list[int]) -> str:
    """Return what a match in the simple text was in the text itself, vowel signs and all."""
    composed = unicodedata.normalize("NFC", text)
    start, end = positions[match.start()], positions[match.end() - 1] + 1
    while end < len(composed) and is_sign(composed[end]):
        end += 1
    return composed[start:end]


def _pattern(rule: dict, is_arabic: bool) -> Pattern:
    bands = frozenset(rule.get("bands", BANDS))
    if not bands <= BANDS or rule["where"] not in ("ours", "everywhere"):
        raise ValueError(f"The rule {rule['id']} names a band or a place there is not.")
    start = PROCLITICS if is_arabic else ""
    phrases = "|".join(_phrase(phrase) for phrase in rule["phrases"])
    return Pattern(
        rule=rule["id"],
        level=Level(rule["level"]),
        bands=bands,
        where=rule["where"],
        unless=rule.get("unless", False),
        regex=re.compile(rf"(?<!\w)(?<!\w'){start}(?:{phrases})(?!\w)(?!'\w)"),
    )


def _phrase(phrase: str) -> str:
    """Return the regular expression of a phrase."""
    result = ""
    gap = ""
    for token in simple(phrase).split():
        if token == "...":  # noqa: S105 -- a gap, no password
            gap = UP_TO_THREE
            continue
        words = "|".join(
            re.escape(word).replace(r"\*", r"[\w']*") for word in token.split("/")
        )
        result += f"{gap}(?:{words})"
        gap = BETWEEN
    return result
