"""What a learner could see in a question without understanding it.

A check measures nothing if a phrase, a slot or a word gives its answer away. And where a word
such as “report” stands among the wrong answers only, it is unlearnt by playing.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

import pytest

from tests.curriculum.test_words import PACKS, leaves

CHILDREN = [pack for pack in PACKS if pack["track"] == "children"]
ADULTS = [pack for pack in PACKS if pack["track"] != "children"]
FORMS = ("form_a", "form_b")

# Each form asks once about something in which nothing is wrong.
HARMLESS = {
    "e1-ground": ("a3", "b3"),
    "e2-corridor": ("a5", "b5"),
    "e3-seats": ("a5", "b5"),
    "e4-bars": ("a5", "b5"),
    "e6-found": ("a5", "b5"),
    "e8-likeness": ("a5", "b5"),
    "p1-unbox": ("a5", "b5"),
    "p2-tell": ("a4", "b4"),
    "p3-nearby": ("a5", "b5"),
    "p5-steady": ("a5", "b5"),
    "p6-bill": ("a5", "b5"),
    "p7-really": ("a5", "b5"),
    "t1-0810-circles": ("a2", "b2"),
    "t1-1113-detective": ("a3", "b3"),
    "t10-0810-captain": ("a3", "b3"),
    "t10-1113-odds": ("a2", "b2"),
    "t12-0507-hand": ("a3", "b3"),
    "t12-0810-starter": ("a2", "b2"),
    "t12-1113-report": ("a2", "b2"),
    "t12-1417-carry": ("a2", "b2"),
    "t2-0507-toothbrush": ("a3", "b3"),
    "t2-0810-gulls": ("a3", "b3"),
    "t2-1113-soup": ("a3", "b3"),
    "t3-0810-cake": ("a3", "b3"),
    "t3-1113-sticker": ("a3", "b3"),
    "t4-0507-surprise": ("a3", "b3"),
    "t4-0810-parrot": ("a3", "b3"),
    "t4-1113-storm": ("a5", "b5"),
    "t5-0810-hooks": ("a2", "b2"),
    "t5-1113-clock": ("a3", "b3"),
    "t5-1417-callback": ("a2", "b2"),
    "t6-0810-octopus": ("a3", "b3"),
    "t6-1113-crab": ("a3", "b3"),
    "t6-1417-clip": ("a2", "b2"),
    "t8-0507-cheese": ("a3", "b3"),
    "t8-0810-turtle": ("a3", "b3"),
    "t8-1113-noodle": ("a3", "b3"),
    "t9-1417-podcast": ("a2", "b2"),
}
# Names and pronouns do not make another question of it.
WHO = {
    "en": re.compile(r"\b(he|she|they|you|we|the\s\w+|her\s\w+|[A-Z]\w+)\b(?!\?)"),
    "ar": re.compile(r"\b[يتن](?=فعل|جيب)|\S+(?=؟)$"),
}

CUES = {
    "report": {
        "en": r"\breport",
        "ar": r"\b(يبلّغ|تبلّغ|يبلّغان|الإبلاغ|إبلاغ|أبلغ)\b",
    },
    "warn": {"en": r"\bwarn", "ar": r"\b(يحذّر|تحذّر|تحذير|ينبّه|تنبّه\S*|تنبيه)\b"},
    "wait": {"en": r"\bwait", "ar": r"\b(ينتظر|تنتظر|ينتظران|انتظار|يتمهّل|تتمهّل)\b"},
    "block": {"en": r"\bblock(s|ed|ing)?\b", "ar": r"\S*حظر\S*"},
}
ADULT = (
    r"\b(tells?|told|asks?|checks?|shows?|mum|dad|adult|teacher|grown-up|grandpa|grandma"
    r"|aunt|uncle|ms|mr|helpline|parents?|coach)\b"
)
# How far following a cue may be better than chance, and how bad it may at most be.
TELLING_HELPS = 0.15
NEVER_RIGHT = 0.10
ALWAYS_RIGHT = 0.60


def asked(pack: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield from pack["steps"]
    for form in FORMS:
        yield from pack["check"][form]


def choices(packs: list[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    for pack in packs:
        for item in asked(pack):
            if item["type"] == "choice" and all(o["text"] for o in item["options"]):
                yield item["options"]


def followed(
    packs: list[dict[str, Any]], cue: str, language: str
) -> tuple[float, float, int]:
    """Return how often whoever takes an option with the cue is right, chance, and n."""
    right, chance = [], []
    for options in choices(packs):
        cued = [o for o in options if re.search(cue, o["text"][language], re.I)]
        if cued:
            right.append(sum(o["correct"] for o in cued) / len(cued))
            chance.append(sum(o["correct"] for o in options) / len(options))
    return sum(right) / len(right), sum(chance) / len(chance), len(right)


def question(prompt: str, language: str) -> str:
    """Return the last sentence of a prompt without whom it is about."""
    last = re.split(r"(?<=[.!?؟:»”])\s+", prompt.strip())[-1]
    return re.sub(r"\s+", " ", WHO[language].sub("", last)).strip()


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("cue", CUES)
def test_what_protects_is_neither_always_wrong_nor_always_right(cue, language) -> None:
    """Reporting, warning, waiting and blocking are right where they are."""
    rate, _chance, number = followed(CHILDREN, CUES[cue][language], language)

    assert number >= 5
    assert NEVER_RIGHT <= rate <= ALWAYS_RIGHT, (cue, language, rate, number)


def test_naming_an_adult_is_not_the_answer_to_everything() -> None:
    rate, chance, number = followed(CHILDREN, ADULT, "en")

    assert number > 80
    assert rate <= chance + TELLING_HELPS, (rate, chance)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_in_no_band_is_the_longest_answer_the_right_one(language) -> None:
    longest: dict[str, list[bool]] = defaultdict(list)
    for pack in PACKS:
        for options in choices([pack]):
            lengths = [len(o["text"][language]) for o in options]
            right = [n for n, o in enumerate(options) if o["correct"]]
            if len(right) == 1:
                is_longest = lengths[right[0]] == max(lengths)
                alone = lengths.count(max(lengths)) == 1
                longest[pack["band"] or pack["track"]].append(is_longest and alone)
    for band, found in longest.items():
        share = sum(found) / len(found)
        assert share <= 0.4, (band, language, share, len(found))


def test_each_form_asks_about_one_thing_that_is_fine() -> None:
    assert HARMLESS.keys() == {pack["key"] for pack in PACKS}
    for pack in PACKS:
        for form, own in zip(FORMS, HARMLESS[pack["key"]], strict=True):
            item = next(i for i in pack["check"][form] if i["id"] == own)
            assert item["type"] == "choice"


@pytest.mark.parametrize("language", ["en", "ar"])
def test_no_phrase_tells_that_all_is_well(language) -> None:
    """“What fits?” once stood 26 times in children’s checks: before harmless things only."""
    fine: Counter[str] = Counter()
    other: Counter[str] = Counter()
    for pack in CHILDREN:
        for form, own in zip(FORMS, HARMLESS[pack["key"]], strict=True):
            for item in pack["check"][form]:
                if item["type"] == "choice":
                    counted = fine if item["id"] == own else other
                    counted[question(item["prompt"][language], language)] += 1
    told = {
        words: (number, other[words])
        for words, number in fine.items()
        if number >= 4 and other[words] < number / 2
    }
    assert told == {}


@pytest.mark.parametrize("packs", [CHILDREN, ADULTS], ids=["children", "adults"])
def test_no_slot_tells_that_all_is_well(packs) -> None:
    slots: Counter[int] = Counter()
    for pack in packs:
        for form, own in zip(FORMS, HARMLESS[pack["key"]], strict=True):
            slots[[item["id"] for item in pack["check"][form]].index(own)] += 1
    assert max(slots.values()) / slots.total() <= 0.5, slots


STEPS = {
    "keep": r"\b(keep|save|note)\b.*\b(chat|proof|account|demands|threats|name)",
    "report": r"^report|\breport (it|the account)|\breport to\b",
    "block": r"\bblock\b",
}


def test_proof_is_kept_before_a_report_and_a_report_made_before_a_block() -> None:
    """A blocked account can be hard to report; order is scored by neighbours."""
    seen = 0
    for pack in PACKS:
        for item in asked(pack):
            if item["type"] != "order":
                continue
            texts = [thing["text"]["en"] for thing in item["things"]]
            places = {
                step: [n for n, text in enumerate(texts) if re.search(cue, text, re.I)]
                for step, cue in STEPS.items()
            }
            if places["report"] and places["block"]:
                seen += 1
                assert min(places["report"]) <= min(places["block"]), (
                    pack["key"],
                    texts,
                )
                assert min(places["keep"]) < min(places["report"]), (pack["key"], texts)
    assert seen >= 5


def test_a_no_is_never_turned_round_in_arabic() -> None:
    """Unquoted, «لا تعني لا» says that it does *not* mean no."""
    reversed_ = [
        (pack["key"], path)
        for pack in PACKS
        for path, words in leaves(pack)
        if re.search(r"\b(لا|ولا) تعني «?لا\b", words["ar"])
        or re.search(r"(?<!«)\bنعم وحدها تعني", words["ar"])
    ]
    assert reversed_ == []


def test_a_lesson_promises_no_hours_of_a_country_s_helpline() -> None:
    """Hours differ by country: they stand in the country's data only."""
    promised = [
        (pack["key"], path, words["en"])
        for pack in PACKS
        for path, words in leaves(pack)
        if re.search(
            r"(helpline|hotline|line) (answers|is open) (at night|day|all|every)",
            words["en"],
        )
        or re.search(r"خطّ المساعدة يجيب (ليلًا|دائمًا|كلّ)", words["ar"])
    ]
    assert promised == []
