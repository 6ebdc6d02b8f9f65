"""A paragraph of GIFT as a question of ours."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext

from exchange import building, extras
from exchange.base import LeaveOut
from exchange.budget import Budget
from exchange.building import BLANK, GAP
from exchange.gift.paragraphs import PLACEHOLDERS, Paragraph, hide, show
from exchange.parts import Answer, Pair, Word
from exchange.questions import ITSELF, Question, shorten
from exchange.text import as_text, tidy

_FORMAT = re.compile(r"\[(html|moodle|plain|markdown)\]", re.IGNORECASE)
_WEIGHT = re.compile(r"%(-?\d{1,3}(?:\.\d*)?)%")
# Moodle takes answers at the end of a prompt for no gap. This space it does not strip.
NO_BREAK = "\u00a0"


def called(text: str) -> str:
    """Return how a question is called in a report, whatever is wrong with it."""
    hidden = hide(text)
    if hidden.startswith("::") and "::" in hidden[2:]:
        hidden = hidden[2:].partition("::")[0]
    # Far more than is shown.
    start = hidden[:1000].partition("{")[0]
    return shorten(" ".join(tidy(show(start)).split()), 80)


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a question; escaped characters are still placeholders."""

    title: str
    markup: str
    before: str
    answers: str | None
    after: str
    general: str

    def prompt(self, between: str = "") -> str:
        """Return the words of the prompt, with ``between`` where the answers are."""
        return as_text(show(f"{self.before}{between}{self.after}"), self.markup)

    def words(self, text: str) -> str:
        """Return the words of a part of the question, which may name its own format."""
        text = text.strip()
        found = _FORMAT.match(text)
        markup = found[1].lower() if found else self.markup
        return as_text(show(text[found.end() :] if found else text), markup)

    def line(self, text: str) -> str:
        """Return the words of a part that is one line, however the file breaks it."""
        return self.words(text.strip().replace("\n", " "))


def take_apart(text: str) -> Parts:
    """Return the parts of a paragraph whose escaped characters are placeholders.

    Raises:
        LeaveOut: if its braces do not match, or it has answers in several places.
    """
    title = ""
    if text.startswith("::") and "::" in text[2:]:
        title, _colons, text = text[2:].partition("::")
    text = text.strip(" \t\n")
    found = _FORMAT.match(text)
    markup = found[1].lower() if found else "moodle"
    text = text[found.end() :] if found else text
    opens, closes = text.find("{"), text.find("}")
    if opens < 0 and closes < 0:
        return Parts(show(title), markup, text, None, "", "")
    if opens < 0 or closes < opens:
        raise LeaveOut(gettext("Its braces do not match: “{” answers “}”."))
    answers, general = text[opens + 1 : closes], ""
    if "####" in answers:
        answers, _marks, general = answers.rpartition("####")
    after = text[closes + 1 :]
    if "{" in after:
        raise LeaveOut(gettext("It has answers in more than one place."))
    return Parts(show(title), markup, text[:opens], answers.strip(), after, general)


def read(paragraph: Paragraph, locale: str, budget: Budget) -> Iterator[Question]:
    """Yield the question of a paragraph, with what our own export has noted beside it.

    Raises:
        LeaveOut: if it cannot become one of ours.
        TooMuch: if the file has more than the budget.
    """
    body = paragraph.text
    parts = take_apart(hide(body))
    budget.take_parts(_count(parts.answers or ""))
    kept = _kept(paragraph, body)
    notes: list[str] = []
    kind, value, source = build(parts, kept[0] if kept else "", notes, locale)
    value["title"] = title_of(parts)
    for comment in paragraph.comments:
        if identifier := re.search(r"\[id:([^\]]{1,200})\]", comment):
            source[ITSELF] = tidy(identifier[1])
    question = Question(kind, value["title"], value, source, notes=tuple(notes))
    if any(comment.startswith(extras.MARK) for comment in paragraph.comments):
        question = extras.give_back(question, kept)
    if re.search(r"<img\b", body, re.IGNORECASE):
        note = gettext("Its pictures are left out: GIFT has no place for them.")
        question = replace(question, notes=(*question.notes, note))
    yield question


def _count(answers: str) -> int:
    """Return how many answers there are: in an order each line is one."""
    if answers.startswith(">"):
        return answers.count("\n")
    return answers.count("=") + answers.count("~")


def title_of(parts: Parts) -> str:
    """Return the title in one line."""
    return " ".join(tidy(parts.title).split())


def _kept(paragraph: Paragraph, body: str) -> extras.Note | None:
    for comment in paragraph.comments:
        mark, colon, line = comment.partition(":")
        if colon and mark == extras.MARK:
            return extras.load(line.strip(), body)
    return None


def build(
    parts: Parts, kept_kind: str, notes: list[str], locale: str
) -> tuple[str, dict[str, Any], dict[str, str]]:
    """Return kind, value and source of the question with these parts.

    ``kept_kind`` is the kind that our own export has noted, which settles what the parts
    leave open; "" for none. What is lost goes into ``notes``.

    Raises:
        LeaveOut: if it cannot become one of ours.
    """
    answers = parts.answers
    if answers is None:
        raise LeaveOut(gettext("It is a text without answers."))
    if not answers:
        raise LeaveOut(gettext("It asks for a free text: nothing here may be typed."))
    if answers.startswith("#"):
        raise LeaveOut(gettext("It asks for a number: nothing here may be typed."))
    if answers.startswith(">"):
        return "order", *_order(parts)
    if "~" in answers:
        return _choice_or_gap(parts, kept_kind, notes, locale)
    if "->" in answers and "=" in answers:
        return _matching(parts, kept_kind, notes)
    if re.fullmatch(r"(?i)t|true|f|false", answers.partition("#")[0].strip()):
        return "choice", *_true_false(parts, locale)
    raise LeaveOut(gettext("It asks for a word to type: nothing here may be typed."))


def _general(parts: Parts) -> dict[str, str]:
    words = parts.words(parts.general)
    return {"right": words, "wrong": words} if words else {}


def _has_gap(parts: Parts) -> bool:
    """Return whether the answers stand in the middle of a sentence."""
    if not parts.after.strip(" \t\n"):
        return False
    asks = parts.before.rstrip().endswith(("?", "؟", ":", PLACEHOLDERS[":"], "."))
    return parts.after.startswith(NO_BREAK) or not (
        asks and not re.search(r"\w", parts.after)
    )


def _prompt_of_choice(parts: Parts, has_gap: bool) -> str:
    """Return the prompt with a blank for the gap; without one, a lone full stop goes."""
    if has_gap:
        return parts.prompt(BLANK)
    after = parts.after if re.search(r"\w", parts.after) else ""
    return replace(parts, after=after).prompt()


def _true_false(parts: Parts, locale: str) -> tuple[dict[str, Any], dict[str, str]]:
    answer, *feedback = (parts.answers or "").split("#", 2)
    wrong, right = ([parts.line(line) for line in feedback] + ["", ""])[:2]
    is_true = answer.strip().lower().startswith("t")
    prompt = _prompt_of_choice(parts, has_gap=False)
    value, source = building.true_false(
        prompt, is_true, *((right, wrong) if is_true else (wrong, right)), locale
    )
    return value | {"prompt": prompt} | _general(parts), source


def _answers(parts: Parts) -> list[Answer]:
    found: list[Answer] = []
    # What stands before the first mark is an answer without one.
    for mark, given in re.findall(r"([~=]|^)([^~=]+)", (parts.answers or "").strip()):
        given = given.strip()
        weight = _WEIGHT.match(given)
        text, _mark, feedback = given[weight.end() if weight else 0 :].partition("#")
        share = 100.0 if mark == "=" else float(weight[1]) if weight else 0.0
        source = f"answer {len(found) + 1}"
        found.append(Answer(parts.line(text), share, parts.line(feedback), source))
    return found


def _choice_or_gap(
    parts: Parts, kept_kind: str, notes: list[str], locale: str
) -> tuple[str, dict[str, Any], dict[str, str]]:
    answers = _answers(parts)
    multiple = "=" not in (parts.answers or "")
    has_gap = kept_kind == "gap" or _has_gap(parts)
    right = [answer for answer in answers if answer.weight >= 100]
    if has_gap and not multiple and len(right) == 1 and kept_kind != "choice":
        # The words of a gap have no feedback of their own.
        others = [answer for answer in answers if answer is not right[0]]
        if not any(answer.feedback or answer.weight for answer in others):
            return "gap", *_gap(parts, right[0], others, locale)
    prompt = _prompt_of_choice(parts, has_gap)
    value, source = building.weighted_choice(prompt, answers, multiple, notes)
    return "choice", value | {"prompt": prompt} | _general(parts), source


def _gap(
    parts: Parts, right: Answer, others: list[Answer], locale: str
) -> tuple[dict[str, Any], dict[str, str]]:
    text = building.gap_text(parts.prompt(GAP))
    value, source = building.gap(
        text,
        text,
        [Word(right.text, right.source)],
        [Word(answer.text, answer.source) for answer in others],
    )
    value |= {"prompt": building.fill_in(locale), **_general(parts)}
    if right.feedback:
        value["right"] = "\n".join(filter(None, [right.feedback, value.get("right")]))
    return value, source


def _matching(
    parts: Parts, kept_kind: str, notes: list[str]
) -> tuple[str, dict[str, Any], dict[str, str]]:
    pairs = []
    for number, given in enumerate(
        filter(None, map(str.strip, (parts.answers or "").split("="))), start=1
    ):
        left, arrow, right = given.partition("->")
        if not arrow:
            raise LeaveOut(gettext("One of its pairs has no “->”."))
        # Moodle takes no format for the right side.
        right = tidy(show(right.replace("\n", " ")))
        pairs.append(
            Pair(parts.line(left), right, f"subquestion {number}", f"answer {number}")
        )
    prompt = parts.prompt()
    kind, value, source = building.matching(prompt, pairs, notes, kept_kind)
    return kind, value | {"prompt": prompt} | _general(parts), source


def _order(parts: Parts) -> tuple[dict[str, Any], dict[str, str]]:
    """Read the answers of Moodle's ordering plugin: options, then a line for each thing."""
    _options, *lines = (parts.answers or "").split("\n")
    things = [parts.words(line) for line in lines]
    prompt = parts.prompt()
    value, source = building.order(
        prompt,
        [Word(thing, f"answer {n}") for n, thing in enumerate(filter(None, things), 1)],
    )
    return value | {"prompt": prompt} | _general(parts), source
