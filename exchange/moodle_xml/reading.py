"""A question of Moodle XML as questions of ours."""

import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any
from xml.etree.ElementTree import Element

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from exchange import building, extras
from exchange.base import LeaveOut
from exchange.budget import Budget
from exchange.building import BLANK, GAP
from exchange.moodle_xml.cloze import Part, cloze_parts
from exchange.moodle_xml.texts import (
    MARKUPS,
    Reader,
    called,
    file_name,
    flag,
    from_base64,
    inner,
    plain_of,
)
from exchange.parts import Answer, Pair, Word
from exchange.questions import ITSELF, LeftOut, Question, shorten
from exchange.text import as_text, tidy

# A cloze that becomes a choice for each place repeats its text in each.
MAX_CLOZE = 20_000
# As many characters of a number are read as tell one from another.
MAX_DIGITS = 30
REASONS = {
    "description": _("It is a text without answers."),
    "essay": _("It asks for a free text: nothing here may be typed."),
    "shortanswer": _("It asks for a word to type: nothing here may be typed."),
    "regexp": _("It asks for a word to type: nothing here may be typed."),
    "numerical": _("It asks for a number: nothing here may be typed."),
    "calculated": _("It asks for a number: nothing here may be typed."),
    "calculatedsimple": _("It asks for a number: nothing here may be typed."),
    "calculatedmulti": _("Its numbers are made anew each time."),
    "randomsamatch": _("It is put together from other questions."),
    "random": _("It is put together from other questions."),
    "ddmarker": _(
        "Its answers are places in a picture: write a “Spot the trick” instead."
    ),
    "ddimageortext": _(
        "Its answers are places in a picture: write a “Spot the trick” instead."
    ),
}
# The elements that answers and the like are made of.
PARTS = ("answer", "subquestion", "dragbox", "selectoption")
MANY = ("oumultiresponse", "multichoiceset")


def read(element: Element, locale: str, budget: Budget) -> Iterator[Question | LeftOut]:
    """Yield what is in an element, with what our own export has noted inside it.

    Raises:
        LeaveOut: if it cannot become a question of ours.
        TooMuch: if the file has more than the budget.
    """
    kept = _kept(element)
    found = list(build(element, locale, kept[0] if kept else "", budget))
    idnumber = plain_of(element.find("idnumber"))
    for question in found:
        if isinstance(question, Question):
            source = dict(question.source)
            if idnumber:
                source[ITSELF] = idnumber
            question = replace(question, source=source)
            if element.find(extras.MARK) is not None:
                question = extras.give_back(question, kept)
        yield question


def _kept(element: Element) -> extras.Note | None:
    note = element.find(extras.MARK)
    return None if note is None else extras.load(note.text or "", body_of(element))


def body_of(element: Element) -> str:
    """Return all words of a question, without the note of our own and the pictures."""
    own = (extras.MARK, "file")
    return " ".join(part.text or "" for part in element.iter() if part.tag not in own)


def build(
    element: Element,
    locale: str,
    kept_kind: str = "",
    budget: Budget | None = None,
) -> Iterator[Question | LeftOut]:
    """Yield what is in an element: one question, or of a cloze several.

    ``kept_kind`` is the kind that our own export has noted; "" for none. What is built is
    taken from ``budget``, if there is one.

    Raises:
        LeaveOut: if it cannot become a question of ours.
        TooMuch: if the file has more than the budget.
    """
    type_ = (element.get("type") or "").strip().lower()
    reader = Reader(element, locale, budget or Budget())
    reader.budget.take_parts(sum(len(element.findall(name)) for name in PARTS))
    prompt = element.find("questiontext")
    if prompt is not None and (named := prompt.get("format")):
        reader.markup = MARKUPS.get(named, "moodle")
    if type_ in ("cloze", "multianswer"):
        yield from _cloze(reader)
        return
    builder = BUILDERS.get(type_)
    if builder is None:
        unknown = gettext("Questions of the type “%(type)s” are not read.")
        reason = REASONS.get(type_, unknown % {"type": shorten(type_, 40)})
        raise LeaveOut(str(reason))
    kind, value, source = builder(reader, kept_kind)
    yield _question(reader, kind, value, source)


def _question(
    reader: Reader,
    kind: str,
    value: dict[str, Any],
    source: dict[str, str],
    suffix: str = "",
) -> Question:
    _old_image(reader, value)
    name = reader.element.find("name")
    words = "" if name is None else as_text(inner(name), "moodle")
    title = " ".join(f"{words}{suffix}".split())
    return Question(
        kind,
        title,
        value | {"title": title},
        source,
        pictures=reader.pictures,
        notes=tuple(dict.fromkeys(reader.notes)),
    )


def _old_image(reader: Reader, value: dict[str, Any]) -> None:
    """Take the picture of a file of Moodle 1.9, which has its own elements."""
    encoded = reader.element.find("image_base64")
    data = None if encoded is None else from_base64(inner(encoded))
    if data and not value.get("picture"):
        name = file_name(plain_of(reader.element.find("image")))
        reader.pictures[name] = data
        value["picture"] = {"file": name, "alt": ""}


def _prompt(reader: Reader) -> dict[str, Any]:
    text, picture = reader.one_picture(reader.element.find("questiontext"))
    return building.with_parts({"prompt": text}, picture=picture)


Built = tuple[str, dict[str, Any], dict[str, str]]


def _multichoice(reader: Reader, _kept_kind: str) -> Built:
    element = reader.element
    answers = []
    for number, answer in enumerate(element.findall("answer"), start=1):
        text, picture = reader.one_picture(answer)
        answers.append(
            Answer(
                text or (picture["alt"] if picture else ""),
                _weight(reader, answer),
                reader.words(answer.find("feedback")),
                f"answer {number}",
                picture,
            )
        )
    prompt = _prompt(reader)
    many = element.get("type") in MANY or not flag(element, "single", True)
    value, source = building.weighted_choice(
        prompt["prompt"], answers, many, reader.notes
    )
    if not flag(element, "shuffleanswers", True):
        value["shuffle"] = False
    return "choice", value | prompt | reader.closing(), source


def _weight(reader: Reader, answer: Element) -> float:
    """Return the share of the points in percent; files of old have it inside.

    What is no number, as infinity is none, counts as 0 and is noted.
    """
    inside = answer.find("fraction")
    given = plain_of(inside) if inside is not None else answer.get("fraction", "0")
    try:
        weight = float(given[:MAX_DIGITS] or 0)
    except ValueError:
        weight = math.nan
    if math.isfinite(weight):
        return weight
    reader.notes.append(
        gettext("The points of an answer are no number, so it counts as wrong.")
    )
    return 0.0


def _truefalse(reader: Reader, _kept_kind: str) -> Built:
    answers = reader.element.findall("answer")
    said = [reader.words(answer).lower() for answer in answers]
    if len(answers) != 2:
        raise LeaveOut(gettext("It has not the two answers true and false."))
    if set(said) != {"true", "false"}:
        # Old files say it in the language of their site, true first.
        said = ["true", "false"]
    by_word = dict(zip(said, answers, strict=True))
    feedback = {
        word: reader.words(answer.find("feedback")) for word, answer in by_word.items()
    }
    is_true = _weight(reader, by_word["true"]) > _weight(reader, by_word["false"])
    prompt = _prompt(reader)
    value, source = building.true_false(
        prompt["prompt"], is_true, feedback["true"], feedback["false"], reader.locale
    )
    return "choice", value | prompt | reader.closing(), source


def _matching(reader: Reader, kept_kind: str) -> Built:
    pairs = []
    for number, subquestion in enumerate(reader.element.findall("subquestion"), 1):
        left, left_picture = reader.one_picture(subquestion)
        right, right_picture = reader.one_picture(subquestion.find("answer"))
        pairs.append(
            Pair(
                left,
                right,
                f"subquestion {number}",
                f"answer {number}",
                left_picture,
                right_picture,
                # Without words it is the picture that tells one from another.
                group="" if right or not right_picture else right_picture["file"],
            )
        )
    prompt = _prompt(reader)
    kind, value, source = building.matching(
        prompt["prompt"], pairs, reader.notes, kept_kind
    )
    return kind, value | prompt | reader.closing(), source


def _ordering(reader: Reader, _kept_kind: str) -> Built:
    element = reader.element
    answers = element.findall("answer")
    places = [_weight(reader, answer) for answer in answers]
    if len(set(places)) == len(places):
        answers = [
            answers[at] for at in sorted(range(len(places)), key=places.__getitem__)
        ]
    if any(reader.words(answer.find("feedback")) for answer in answers):
        reader.notes.append(gettext("The feedback of its parts is left out."))
    if plain_of(element.find("selecttype")).upper() not in ("", "ALL", "0"):
        reader.notes.append(
            gettext(
                "In the file only some of its parts are asked; here all of them are."
            )
        )
    things = []
    for number, answer in enumerate(answers, start=1):
        text, picture = reader.one_picture(answer)
        if text or picture:
            things.append(Word(text, f"answer {number}", picture))
    prompt = _prompt(reader)
    value, source = building.order(prompt["prompt"], things)
    return "order", value | prompt | reader.closing(), source


def _missing_words(reader: Reader, _kept_kind: str) -> Built:
    """Read gapselect and ddwtos: ``[[2]]`` in the text is a gap for the second choice."""
    element = reader.element
    boxes = [*element.findall("dragbox"), *element.findall("selectoption")]
    choices = [reader.words(box) for box in boxes]
    question = element.find("questiontext")
    source, markup = reader.source_of(question)
    pictures = reader.pictures_of(question, source)
    numbers = [int(number) for number in re.findall(r"\[\[(\d{1,3})\]\]", source)]
    reader.budget.take_parts(len(numbers))
    if not numbers or not all(0 < number <= len(choices) for number in numbers):
        raise LeaveOut(gettext("Its gaps and its words do not fit together."))
    if len({plain_of(box.find("group")) for box in boxes}) > 1:
        reader.notes.append(_shared_note())
    marked = re.sub(r"\[\[\d{1,3}\]\]", GAP, source.replace(GAP, ""))
    text = building.gap_text(as_text(marked, markup))
    words = [Word(choices[number - 1], f"choice {number}") for number in numbers]
    decoys = [
        Word(choice, f"choice {number}")
        for number, choice in enumerate(choices, start=1)
        if number not in numbers
    ]
    value, from_file = building.gap(text, text, words, decoys)
    value["prompt"] = building.fill_in(reader.locale)
    if pictures:
        value["picture"] = pictures[0]
    if len(pictures) > 1:
        reader.note_pictures()
    return "gap", value | reader.closing(), from_file


def _shared_note() -> str:
    return gettext(
        "In the file each gap has words of its own to choose from; here the gaps share "
        "them."
    )


BUILDERS: Mapping[str, Callable[[Reader, str], Built]] = MappingProxyType(
    {
        "multichoice": _multichoice,
        **dict.fromkeys(MANY, _multichoice),
        "truefalse": _truefalse,
        **dict.fromkeys(("matching", "match", "ddmatch"), _matching),
        "ordering": _ordering,
        **dict.fromkeys(("gapselect", "ddwtos"), _missing_words),
    }
)


def _cloze(reader: Reader) -> Iterator[Question | LeftOut]:
    """Read a text with answers in it: one text with gaps, or a choice for each answer."""
    question = reader.element.find("questiontext")
    source, markup = reader.source_of(question)
    text, parts = cloze_parts(source.replace(GAP, ""), reader.budget)
    if not parts:
        raise LeaveOut(gettext("It has no answers that can be read."))
    pictures = reader.pictures_of(question, text)
    words = as_text(text, markup)
    if len(words) > MAX_CLOZE:
        raise LeaveOut(
            gettext("Its text has more than %(limit)d characters.")
            % {"limit": MAX_CLOZE}
        )
    picture = {"picture": pictures[0]} if pictures else {}
    if len(pictures) > 1:
        reader.note_pictures()
    right = [part.right for part in parts]
    if all(part.fits_gap for part in parts) and len(parts) <= 8:
        wrong = _decoys(parts)
        if len(wrong) <= 6:
            if len(parts) > 1:
                reader.notes.append(_shared_note())
            value, from_file = building.gap(
                words,
                building.gap_text(words),
                [
                    Word(answer.text, f"subquestion {number} {answer.source}")
                    for number, answers in enumerate(right, start=1)
                    for answer in answers
                ],
                wrong,
            )
            value["prompt"] = building.fill_in(reader.locale)
            praise = [answer.feedback for answers in right for answer in answers]
            value |= picture | reader.closing(praise)
            yield _question(reader, "gap", value, from_file)
            return
    yield from _choices(reader, words, parts, picture)


def _decoys(parts: Sequence[Part]) -> list[Word]:
    """Return the wrong words of all gaps, each once, without those that are right in one."""
    right = {answer.text for part in parts for answer in part.right}
    decoys: dict[str, Word] = {}
    for number, part in enumerate(parts, start=1):
        for answer in part.answers:
            if answer.text not in right:
                source = f"subquestion {number} {answer.source}"
                decoys.setdefault(answer.text, Word(answer.text, source))
    return list(decoys.values())


def _choices(
    reader: Reader, words: str, parts: Sequence[Part], picture: dict[str, Any]
) -> Iterator[Question | LeftOut]:
    """Yield a choice for each gap: the text with a blank there, and dots in the others."""
    # Each of them has the whole text.
    reader.budget.take_text(len(words) * len(parts))
    pieces = words.split(GAP)
    closing = reader.closing()
    for number, part in enumerate(parts, start=1):
        blanks = [BLANK if n == number else "…" for n in range(1, len(parts) + 1)]
        prompt = pieces[0] + "".join(
            blank + piece for blank, piece in zip(blanks, pieces[1:], strict=True)
        )
        suffix = f" ({number})" if len(parts) > 1 else ""
        if part.reason:
            what = f"{called(reader.element)}{suffix}"
            yield LeftOut(
                gettext("gap %(number)d") % {"number": number}, what, part.reason
            )
            continue
        answers = [
            replace(answer, source=f"subquestion {number} {answer.source}")
            for answer in part.answers
        ]
        one = replace(reader, notes=list(reader.notes))
        value, source = building.weighted_choice(
            f"{prompt} {number}", answers, part.multiple, one.notes
        )
        value |= {"prompt": tidy(prompt)} | picture | closing
        yield _question(one, "choice", value, source, suffix)
