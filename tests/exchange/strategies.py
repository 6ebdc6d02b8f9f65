"""Questions of every kind that a format can hold, with hard words in them."""

from typing import Any

from hypothesis import strategies as st

from exchange.extras import leaves
from exchange.questions import Question, entry
from exchange.text import tidy
from quizzes import kinds

# What has a meaning in one of the formats, between other letters.
HARD = [
    *"~=#{}:\\%[]<>&'\"/-$*_.,;!?|",
    *(
        "->",
        "=>",
        "[html]",
        "[plain]",
        "%50%",
        "####",
        "//",
        "::",
        "\\n",
        "{1}",
        "[[1]]",
    ),
    *(
        "&amp;",
        "&lt;b&gt;",
        "<b>",
        "</text>",
        "]]>",
        "TRUE",
        "$CATEGORY:",
        "@@PLUGINFILE@@",
    ),
    *("{1:MC:=a~b}", "é", "e\u0301", "ال", "\u200f", "👧🏽", "☂️", "ß", "ﬁ"),
    *("a", "b", "Z", "0", "9", " ", "  "),
]


def words(limit: int = 60, lines: bool = False) -> st.SearchStrategy[str]:
    """Return words as a block stores them, with something in them."""
    letters = st.sampled_from([*HARD, "\n"] if lines else HARD) | st.characters(
        codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Co", "Zl", "Zp"]
    )
    made = st.lists(letters, min_size=1, max_size=12).map("".join).map(tidy)
    if not lines:
        made = made.map(lambda text: " ".join(text.split()))
    return made.filter(lambda text: text and len(text) <= limit and text == tidy(text))


def few(strategy: st.SearchStrategy, least: int, most: int) -> st.SearchStrategy:
    """Return a list of things that differ in their words."""
    return st.lists(strategy, min_size=least, max_size=most, unique=True)


maybe = st.just("") | words()
closings = st.fixed_dictionaries({"right": maybe, "wrong": maybe})
headings = st.fixed_dictionaries({"title": maybe, "prompt": words(lines=True)})


def listed(prefix: str, values: list[dict]) -> list[dict]:
    return [entry(f"{prefix}{number}", value) for number, value in enumerate(values)]


@st.composite
def choices(draw: st.DrawFn) -> Question:
    multiple = draw(st.booleans())
    texts = draw(few(words(), 2, 5))
    right = draw(st.integers(1, len(texts) - 1)) if multiple else 1
    options = [
        {"text": text, "correct": number < right, "feedback": draw(maybe)}
        for number, text in enumerate(texts)
    ]
    options = draw(st.permutations(options))
    more = {"multiple": multiple, "shuffle": draw(st.booleans())}
    return made(draw, "choice", more | {"options": listed("o", options)})


@st.composite
def sorts(draw: st.DrawFn) -> Question:
    names = draw(few(words(), 2, 4))
    bins = [
        {
            "text": name,
            "hint": draw(maybe),
            "items": listed(
                f"t{number}-",
                [
                    {"text": draw(words()), "feedback": draw(maybe)}
                    for _ in range(draw(st.integers(1, 3)))
                ],
            ),
        }
        for number, name in enumerate(names)
    ]
    return made(draw, "sort", {"bins": listed("b", bins)})


@st.composite
def matches(draw: st.DrawFn) -> Question:
    pairs = [
        {
            "left": draw(words()),
            "right": draw(words()),
            "right_id": f"r{number}",
            "feedback": draw(maybe),
        }
        for number in range(draw(st.integers(2, 4)))
    ]
    decoys = [{"text": text} for text in draw(few(words(), 0, 2))]
    value = {"pairs": listed("p", pairs), "decoys": listed("d", decoys)}
    return made(draw, "match", value)


@st.composite
def gaps(draw: st.DrawFn, most: int = 3) -> Question:
    count = draw(st.integers(1, most))
    around = words(lines=True).filter(lambda text: "{1}" not in text)
    text = draw(st.just("") | around)
    for number in range(1, count + 1):
        text += f" {{{number}}} " + draw(st.just("") | around)
    found = [{"text": draw(words()), "feedback": draw(maybe)} for _ in range(count)]
    decoys = [{"text": word} for word in draw(few(words(), 1, 3))]
    value = {
        "text": tidy(text),
        "words": listed("w", found),
        "decoys": listed("d", decoys),
    }
    return made(draw, "gap", value)


@st.composite
def orders(draw: st.DrawFn) -> Question:
    things = [
        {"text": text, "feedback": draw(maybe)} for text in draw(few(words(), 3, 6))
    ]
    return made(draw, "order", {"things": listed("t", things)})


def made(draw: st.DrawFn, kind: str, value: dict[str, Any]) -> Question:
    value = value | draw(headings) | draw(closings)
    form = draw(st.sampled_from(["A", "B"]))
    return Question(kind, value["title"], value, {}, form)


def said(question: Question) -> tuple:
    """Return what a question says, whatever its ids."""
    block = kinds.get(question.kind).block()
    return question.kind, question.form, dict(leaves(block, question.value))
