"""How hard a text is to read.

English: the Flesch–Kincaid grade level (Kincaid, Fishburne, Rogers and Chissom 1975,
"Derivation of new readability formulas for Navy enlisted personnel", Naval Technical
Training Command, Research Branch Report 8-75):
``0.39 * words / sentences + 11.8 * syllables / words - 15.59``, a school grade.

Arabic: LIX (Björnsson 1968, "Läsbarhet"; Anderson 1983, "Lix and Rix: variations on a
little-known readability index", Journal of Reading 26(6), 490–496, uses it across
languages): ``words / sentences + 100 * long words / words``. It needs no syllables, which
unvowelled Arabic does not show (El-Haj and Rayson 2016, "OSMAN: a novel Arabic readability
metric", LREC, have to add the vowels by machine first). A word is long with more than six
letters without its vowel signs.

Both are rough on short texts, so they are asked of a whole module, and a number is a reason
to read a text again, not a verdict.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

LONG_WORD = 6  # letters; a longer word is a long one (LIX)
TATWEEL = "ـ"

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
SENTENCE_END = re.compile(r"[.!?؟…\n]+")
VOWELS = re.compile(r"[aeiouy]+")


@dataclass(frozen=True, slots=True)
class Measure:
    """A reading measure of a text: its value, the most a band bears, and its name."""

    name: str
    value: float
    limit: float


# The most a band should need: US school grades for English, LIX for Arabic. The grades are
# those of the authors' guide; the LIX figures are ours, set beside them on parallel texts.
GRADE_LIMITS = {"5-7": 1.0, "8-10": 3.0, "11-13": 5.0, "14-17": 7.0, "adults": 8.0}
LIX_LIMITS = {"5-7": 20.0, "8-10": 25.0, "11-13": 30.0, "14-17": 35.0, "adults": 40.0}
# Fewer words than this say nothing about how hard they are.
FEWEST_WORDS = 60


def words_of(text: str) -> list[str]:
    """Return the words of a text, without numbers and signs; vowel signs are taken off."""
    return WORD.findall(bare(text))


def bare(text: str) -> str:
    """Return a text without vowel signs and stretching, as Arabic is mostly written."""
    composed = unicodedata.normalize("NFC", text)
    return "".join(letter for letter in composed if not is_sign(letter))


def is_sign(letter: str) -> bool:
    """Return whether a letter is only a vowel sign or a stretching."""
    return letter == TATWEEL or unicodedata.category(letter) == "Mn"


def count_words(text: str) -> int:
    """Count what stands between spaces, as a reader sees it; lone signs do not count."""
    return sum(any(letter.isalnum() for letter in part) for part in text.split())


def sentences_of(texts: Iterable[str]) -> list[list[str]]:
    """Return the words of each sentence; the end of a text ends a sentence, too."""
    return [
        words
        for text in texts
        for part in SENTENCE_END.split(text)
        if (words := words_of(part))
    ]


def syllables(word: str) -> int:
    """Count the syllables of an English word by its groups of vowels; at least one.

    A silent e at the end does not count ("time"), save after a consonant and l ("table");
    nor does the e of "-ed" and "-es" where it is not spoken ("asked", "makes").
    """
    word = word.casefold().replace("’", "'").removesuffix("'s")
    count = len(VOWELS.findall(word))
    if (
        re.search(r"[^aeiouyl]e$", word)
        or re.search(r"[aeiouy]le$", word)
        or re.search(r"[^aeiouytd]ed$", word)
        or re.search(r"[^aeiouysxzcg]es$", word)
        and not re.search(r"(?:sh|ch)es$", word)
    ):
        count -= 1
    return max(1, count)


def flesch_kincaid(texts: Iterable[str]) -> float:
    """Return the Flesch–Kincaid grade of English texts; 0 where there are no words."""
    sentences = sentences_of(texts)
    words = [word for sentence in sentences for word in sentence]
    if not words:
        return 0.0
    spoken = sum(syllables(word) for word in words)
    return 0.39 * len(words) / len(sentences) + 11.8 * spoken / len(words) - 15.59


def lix(texts: Iterable[str]) -> float:
    """Return the LIX of texts in any language; 0 where there are no words."""
    sentences = sentences_of(texts)
    words = [word for sentence in sentences for word in sentence]
    if not words:
        return 0.0
    long = sum(len(word) > LONG_WORD for word in words)
    return len(words) / len(sentences) + 100 * long / len(words)


def measure(texts: Iterable[str], locale: str, band: str) -> Measure | None:
    """Measure texts against what a band bears.

    Args:
        texts: whole texts, as a reader gets them.
        locale: their language; there is a measure for "en" and "ar".
        band: "5-7" … "14-17", or "adults".

    Returns:
        The measure, or None for another language and for too few words.
    """
    texts = list(texts)
    if sum(len(words_of(text)) for text in texts) < FEWEST_WORDS:
        return None
    if locale == "en":
        return Measure("Flesch–Kincaid", flesch_kincaid(texts), GRADE_LIMITS[band])
    if locale == "ar":
        return Measure("LIX", lix(texts), LIX_LIMITS[band])
    return None
