"""GIFT: Moodle's text format for questions (https://docs.moodle.org/en/GIFT_format).

A question is a paragraph: ``::title::prompt {answers} the prompt's end``. The rules follow
what Moodle's own importer does, and are more lenient where files in the wild are.
"""

import html
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import PurePath
from types import MappingProxyType
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from quizzes.exchange import building, extras
from quizzes.exchange.base import Format, LeaveOut, Unreadable, Written, attempt
from quizzes.exchange.building import GAP, Answer, Pair, Word
from quizzes.exchange.questions import ITSELF, LeftOut, Question, entries
from quizzes.exchange.text import as_text, decode, pictures_in, shorten, tidy
from quizzes.kinds.base import Form

# While a question is parsed, an escaped character is one of these controls, which tidy()
# takes out of foreign text anyway.
ESCAPED = "\\:#={}~n"
PLACEHOLDERS = {mark: chr(number) for number, mark in enumerate(ESCAPED, start=1)}
_TO_PLACEHOLDER = re.compile(r"\\([\\:#={}~n])")
_CONTROLS = re.compile(rf"[\x00-\x08\x0b-\x1f\x7f{GAP}]")
_FORMAT = re.compile(r"\[(html|moodle|plain|markdown)\]", re.IGNORECASE)
_WEIGHT = re.compile(r"%(-?\d{1,3}(?:\.\d*)?)%")
# The blank where the answers stand in the middle of the prompt.
BLANK = "_____"
# Moodle takes answers at the end of a prompt for no gap. This space it does not strip.
NO_BREAK = "\u00a0"


@dataclass(slots=True)
class Paragraph:
    """Lines of a file that belong together; ``line`` is the number of the first one."""

    line: int
    lines: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Give the lines without their comments."""
        return "\n".join(self.lines).strip(" \t\n")


class Gift(Format):
    """Read and write GIFT."""

    name = "gift"
    label = _("GIFT")
    suffix = ".gift"
    content_type = "text/plain"

    def sniff(self, data: bytes, filename: str) -> bool:
        """Tell whether the file is a text with braces, or is called GIFT."""
        if PurePath(filename).suffix.lower() == self.suffix:
            return True
        try:
            text = decode(data)
        except Unreadable:
            return False
        if re.match(r"\s*<|PK\x03\x04", text) or _is_json(data):
            return False
        hidden = _hide(text)
        return "}" in hidden.partition("{")[2] or hidden.lstrip().startswith("::")

    def read(self, data: bytes, locale: str) -> Iterator[Question | LeftOut]:
        """Yield the questions of a file; category "Form B" begins form B.

        Raises:
            Unreadable: if the file is no text.
        """
        form: Form = "A"
        for paragraph in paragraphs(decode(data, locale)):
            text = paragraph.text
            if text.upper().startswith("$CATEGORY:"):
                form = form_of_category(text.partition(":")[2])
            elif text:
                where = gettext("line %(line)d") % {"line": paragraph.line}
                for question in attempt(
                    where,
                    _called(text),
                    partial(_read, paragraph, locale),
                ):
                    if isinstance(question, Question):
                        question = replace(question, form=form, where=where)
                    yield question

    def write(self, title: str, questions: list[Question]) -> Written:
        """Give a file with the questions that GIFT can say; form B is a category."""
        parts, left_out = [f"// {_line(title)}\n"], []
        form: Form = "A"
        for number, question in enumerate(questions, start=1):
            where = gettext("question %(number)d") % {"number": number}
            try:
                body = _write(question)
            except LeaveOut as error:
                left_out.append(LeftOut(where, question.called, error.reason))
                continue
            if question.pictures:
                left_out.append(
                    LeftOut(where, question.called, gettext("GIFT has no pictures."))
                )
            if question.form != form:
                form = question.form
                parts.append(f"$CATEGORY: $course$/{_line(title)}/Form {form}\n")
            parts.append(body)
        return Written("\n".join(parts).encode(), tuple(left_out))


def _is_json(data: bytes) -> bool:
    try:
        json.loads(data)
    except (ValueError, RecursionError):
        return False
    return True


def form_of_category(path: str) -> Form:
    """Give the form that a category of questions is: "B" if its last part is "Form B"."""
    last = path.strip().rpartition("/")[2]
    return "B" if " ".join(last.split()).casefold() == "form b" else "A"


# Reading ------------------------------------------------------------------------


def _hide(text: str) -> str:
    """Replace what is escaped by placeholders."""
    text = _CONTROLS.sub("", text)
    return _TO_PLACEHOLDER.sub(lambda found: PLACEHOLDERS[found[1]], text)


def _show(text: str) -> str:
    """Put back what was escaped."""
    for mark, placeholder in PLACEHOLDERS.items():
        text = text.replace(placeholder, "\n" if mark == "n" else mark)
    return text


def paragraphs(text: str) -> Iterator[Paragraph]:
    """Yield the paragraphs of a file, a category line being one of its own.

    A paragraph ends with a blank line, except inside braces that are closed later, and
    where a line ends with the closing brace and the next ones have braces again.
    """
    found = list(_blocks(text))
    index = 0
    while index < len(found):
        paragraph, after = found[index], index + 1
        if _is_open(paragraph):
            closing = _closing(found, after)
            for more in found[after:closing]:
                paragraph.lines += more.lines
                paragraph.comments += more.comments
            after = max(after, closing)
        yield from _split(paragraph)
        index = after


def _blocks(text: str) -> Iterator[Paragraph]:
    current = Paragraph(1)
    for number, line in enumerate(text.split("\n"), start=1):
        stripped = line.strip(" \t")
        if stripped.upper().startswith("$CATEGORY:"):
            yield current
            yield Paragraph(number, [stripped])
            current = Paragraph(number + 1)
        elif not stripped:
            if current.lines or current.comments:
                yield current
                current = Paragraph(number + 1)
        elif stripped.startswith("//"):
            current.comments.append(stripped[2:].strip())
        else:
            if not current.lines:
                current.line = number
            current.lines.append(stripped)
    yield current


def _is_open(paragraph: Paragraph) -> bool:
    text = _hide(paragraph.text)
    return text.count("{") > text.count("}")


def _closing(found: list[Paragraph], start: int) -> int:
    """Give the index after the paragraph that closes a brace; ``start`` if none does."""
    for index in range(start, min(start + 20, len(found))):
        text = _hide(found[index].text)
        opens, closes = text.find("{"), text.find("}")
        if closes >= 0 and (opens < 0 or closes < opens):
            return index + 1
        if opens >= 0 or text.startswith("::"):
            return start
    return start


def _split(paragraph: Paragraph) -> Iterator[Paragraph]:
    """Part questions that no blank line parts."""
    hidden = [_hide(line) for line in paragraph.lines]
    last = max((n for n, line in enumerate(hidden) if "{" in line), default=-1)
    first = Paragraph(paragraph.line, comments=paragraph.comments)
    opens = closes = 0
    for number, line in enumerate(hidden):
        first.lines.append(paragraph.lines[number])
        opens += line.count("{")
        closes += line.count("}")
        if 0 < opens <= closes and line.endswith("}") and number < last:
            yield first
            first = Paragraph(paragraph.line + number + 1)
            opens = closes = 0
    if first.lines:
        yield first


def _called(text: str) -> str:
    """Give how a question is called in a report, whatever is wrong with it."""
    hidden = _hide(text)
    if hidden.startswith("::") and "::" in hidden[2:]:
        hidden = hidden[2:].partition("::")[0]
    return shorten(" ".join(tidy(_show(hidden.partition("{")[0])).split()), 80)


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
        """Give the words of the prompt, with ``between`` where the answers are."""
        return as_text(_show(f"{self.before}{between}{self.after}"), self.markup)

    def words(self, text: str) -> str:
        """Give the words of a part of the question, which may name its own format."""
        text = text.strip()
        found = _FORMAT.match(text)
        markup = found[1].lower() if found else self.markup
        return as_text(_show(text[found.end() :] if found else text), markup)

    def line(self, text: str) -> str:
        """Give the words of a part that is one line, however the file breaks it."""
        return self.words(re.sub(r"\s*\n\s*", " ", text))


def _take_apart(text: str) -> Parts:
    title = ""
    if text.startswith("::") and "::" in text[2:]:
        title, _colons, text = text[2:].partition("::")
    text = text.strip(" \t\n")
    found = _FORMAT.match(text)
    markup = found[1].lower() if found else "moodle"
    text = text[found.end() :] if found else text
    opens, closes = text.find("{"), text.find("}")
    if opens < 0 and closes < 0:
        return Parts(_show(title), markup, text, None, "", "")
    if opens < 0 or closes < opens:
        raise LeaveOut(gettext("Its braces do not match: “{” answers “}”."))
    answers, general = text[opens + 1 : closes], ""
    if "####" in answers:
        answers, _marks, general = answers.rpartition("####")
    after = text[closes + 1 :]
    if "{" in after:
        raise LeaveOut(gettext("It has answers in more than one place."))
    return Parts(_show(title), markup, text[:opens], answers.strip(), after, general)


def _read(paragraph: Paragraph, locale: str) -> Iterable[Question]:
    body = paragraph.text
    parts = _take_apart(_hide(body))
    kept = _kept(paragraph, body)
    notes: list[str] = []
    kind, value, source = _build(parts, kept[0] if kept else "", notes, locale)
    value["title"] = _title(parts)
    if kept and kept[0] == kind:
        extras.apply(kind, value, kept[1])
    elif any(comment.startswith(extras.MARK) for comment in paragraph.comments):
        notes.append(extras.lost_note())
    for comment in paragraph.comments:
        if identifier := re.search(r"\[id:([^\]]+)\]", comment):
            source[ITSELF] = tidy(identifier[1])
    if pictures_in(body):
        notes.append(gettext("Its pictures are left out: GIFT has no place for them."))
    yield Question(kind, value["title"], value, source, notes=tuple(notes))


def _title(parts: Parts) -> str:
    return " ".join(tidy(parts.title).split())


def _kept(paragraph: Paragraph, body: str) -> tuple[str, dict[str, Any]] | None:
    for comment in paragraph.comments:
        mark, colon, line = comment.partition(":")
        if colon and mark == extras.MARK:
            return extras.load(line.strip(), body)
    return None


def _build(
    parts: Parts, kept_kind: str, notes: list[str], locale: str
) -> tuple[str, dict[str, Any], dict[str, str]]:
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
    """Tell whether the answers stand in the middle of a sentence."""
    if not parts.after.strip(" \t\n"):
        return False
    asks = parts.before.rstrip().endswith(("?", "؟", ":", PLACEHOLDERS[":"], "."))
    return parts.after.startswith(NO_BREAK) or not (
        asks and not re.search(r"\w", parts.after)
    )


def _prompt_of_choice(parts: Parts, has_gap: bool) -> str:
    """Give the prompt with a blank for the gap; without one, a lone full stop goes."""
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
        right = tidy(_show(re.sub(r"\s*\n\s*", " ", right)))
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


# Writing ------------------------------------------------------------------------


def _escape(text: str) -> str:
    text = re.sub(r"([\\:#={}~])", r"\\\1", tidy(text))
    return text.replace("\n", "\\n")


def _part(text: str) -> str:
    """Give a part of the answers; what looks like a format, a weight or a comment is marked."""
    is_ambiguous = text.startswith(("[", "%", "/"))
    return f"[plain]{_escape(text)}" if is_ambiguous else _escape(text)


def _line(text: str) -> str:
    return " ".join(text.replace("/", " ").split())


def _write(question: Question) -> str:
    """Give a question as a paragraph, with a note of what GIFT has no place for.

    Raises:
        LeaveOut: if GIFT cannot say the question.
    """
    body = _body(question)
    parts = _take_apart(_hide(body))

    def read(kind: str, locale: str) -> Question:
        found, value, source = _build(parts, kind, [], locale)
        value["title"] = _title(parts)
        return Question(found, value["title"], value, source)

    kind, fields = extras.not_said(question, read)
    note = f"// {extras.MARK}: {extras.dump(body, kind, fields)}\n" if kind else ""
    return f"{note}{body}\n"


def _body(question: Question) -> str:
    writer = WRITERS.get(question.kind)
    if writer is None:
        raise LeaveOut(gettext("GIFT has no questions of this kind."))
    title = _escape(question.title).replace("\\n", " ")
    before, answers, after = writer(question.value)
    general = question.value.get("right") or ""
    if general and general == question.value.get("wrong"):
        answers.append(f"####{_part(general)}")
    lines = "".join(f"\t{line}\n" for line in answers)
    if question.kind == "order":
        lines = f">0 ALL VERTICAL ABSOLUTE_POSITION SHOW none\n{lines}"
    else:
        lines = f"\n{lines}"
    named = f"::{title}::" if title else ""
    return f"{named}[plain]{before}{{{lines}}}{after}".strip(" ")


def _write_choice(value: Mapping[str, Any]) -> tuple[str, list[str], str]:
    options = [option for _id, option in entries(value, "options")]
    right = sum(bool(option.get("correct")) for option in options)
    share = f"{100 / max(1, right):.5f}".rstrip("0").rstrip(".")
    marks = (f"~%{share}%", f"~%-{share}%") if value.get("multiple") else ("=", "~")
    answers = []
    for option in options:
        mark = marks[0] if option.get("correct") else marks[1]
        feedback = option.get("feedback") or ""
        answers.append(
            mark + _part(option["text"]) + (f"#{_part(feedback)}" if feedback else "")
        )
    return _escape(value.get("prompt") or ""), answers, ""


def _write_sort(value: Mapping[str, Any]) -> tuple[str, list[str], str]:
    pairs = [
        (thing["text"], bin_["text"])
        for _id, bin_ in entries(value, "bins")
        for _id, thing in entries(bin_, "items")
    ]
    return _escape(value.get("prompt") or ""), [_pair(*pair) for pair in pairs], ""


def _write_match(value: Mapping[str, Any]) -> tuple[str, list[str], str]:
    pairs = [(pair["left"], pair["right"]) for _id, pair in entries(value, "pairs")]
    pairs += [("", decoy["text"]) for _id, decoy in entries(value, "decoys")]
    return _escape(value.get("prompt") or ""), [_pair(*pair) for pair in pairs], ""


def _pair(left: str, right: str) -> str:
    if "->" in left:
        # GIFT escapes no arrow; HTML does.
        left = html.escape(tidy(left)).replace("\n", "<br>")
        return f"=[html]{_escape(left)} -> {_escape(right)}"
    return f"={_part(left)} -> {_escape(right)}"


def _write_gap(value: Mapping[str, Any]) -> tuple[str, list[str], str]:
    words = [word for _id, word in entries(value, "words")]
    before, gap, after = (value.get("text") or "").partition("{1}")
    if len(words) != 1 or not gap:
        raise LeaveOut(gettext("GIFT has one gap in a question, this one has more."))
    right, wrong = value.get("right") or "", value.get("wrong") or ""
    feedback = f"#{_part(right)}" if right and right != wrong else ""
    answers = [f"={_part(words[0]['text'])}{feedback}"]
    answers += [f"~{_part(decoy['text'])}" for _id, decoy in entries(value, "decoys")]
    # Leading and trailing space of the halves is that round the gap.
    after = f"\u00a0{_escape(after)}" if not after.strip() else _keep_space(after)
    return _keep_space(before), answers, after


def _keep_space(text: str) -> str:
    start = text[: len(text) - len(text.lstrip())]
    end = text[len(text.rstrip()) :]
    return start.replace("\n", "\\n") + _escape(text) + end.replace("\n", "\\n")


def _write_order(value: Mapping[str, Any]) -> tuple[str, list[str], str]:
    things = [thing["text"] for _id, thing in entries(value, "things")]
    return _escape(value.get("prompt") or ""), [_part(thing) for thing in things], ""


WRITERS: Mapping[str, Callable[[Mapping[str, Any]], tuple[str, list[str], str]]] = (
    MappingProxyType(
        {
            "choice": _write_choice,
            "sort": _write_sort,
            "match": _write_match,
            "gap": _write_gap,
            "order": _write_order,
        }
    )
)
