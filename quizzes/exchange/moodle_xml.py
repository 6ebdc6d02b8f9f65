"""Moodle XML (https://docs.moodle.org/en/Moodle_XML_format).

The types that have a kind here are read: multichoice, truefalse, matching, ordering,
gapselect, ddwtos, and cloze as far as it is multiple choice. Pictures are in the file.
"""

import base64
import binascii
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import Any
from urllib.parse import quote, unquote
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from django.utils.html import escape
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from quizzes.exchange import building, extras
from quizzes.exchange.base import Format, LeaveOut, Unreadable, Written, attempt
from quizzes.exchange.building import GAP, Answer, Pair, Picture, Word
from quizzes.exchange.cloze import Part, cloze_parts
from quizzes.exchange.gift import BLANK, form_of_category
from quizzes.exchange.questions import ITSELF, LeftOut, Question, entries, shorten
from quizzes.exchange.text import as_text, parse_xml, pictures_in, tidy
from quizzes.kinds.base import Form

# The names that Moodle gives its text formats.
MARKUPS = {"html": "html", "markdown": "markdown", "plain_text": "plain"}
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
# How an address of a file that the question brings along begins.
INSIDE = "@@PLUGINFILE@@/"
MANY = ("oumultiresponse", "multichoiceset")


class MoodleXml(Format):
    """Read and write Moodle XML."""

    name = "moodle-xml"
    label = _("Moodle XML")
    suffix = ".xml"
    content_type = "application/xml"

    def sniff(self, data: bytes, filename: str) -> bool:
        """Tell whether the file begins as XML with a quiz or one of Moodle's questions."""
        start = data[:4096].replace(b"\x00", b"")
        return re.search(rb"<quiz[\s>/]|<question\s+type\s*=", start) is not None and (
            re.match(rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*<", start) is not None
        )

    def read(self, data: bytes, locale: str) -> Iterator[Question | LeftOut]:
        """Yield the questions of a file; category "Form B" begins form B.

        Raises:
            Unreadable: if the file is no XML, or none of Moodle's.
        """
        root = parse_xml(data, locale)
        if root.tag not in ("quiz", "question"):
            raise Unreadable(
                gettext(
                    "The file is no Moodle XML: it begins with <%(tag)s>, not <quiz>."
                )
                % {"tag": shorten(root.tag, 40)}
            )
        form: Form = "A"
        number = 0
        for element in root.iter("question"):
            if element.get("type") == "category":
                form = form_of_category(_plain(element.find("category")))
                continue
            number += 1
            where = gettext("question %(number)d") % {"number": number}
            for question in attempt(
                where, _called(element), partial(_read, element, locale)
            ):
                yield _placed(question, form, where)

    def write(self, title: str, questions: list[Question]) -> Written:
        """Give a file with the questions that Moodle has; the forms are categories."""
        root = Element("quiz")
        left_out: list[LeftOut] = []
        form = ""
        for number, question in enumerate(questions, start=1):
            where = gettext("question %(number)d") % {"number": number}
            try:
                element, lost = _write(question)
            except LeaveOut as error:
                left_out.append(LeftOut(where, question.called, error.reason))
                continue
            left_out += (
                LeftOut(
                    where,
                    question.called,
                    gettext("Moodle has no place for the picture “%(name)s”.")
                    % {"name": name},
                )
                for name in lost
            )
            if question.form != form:
                form = question.form
                category = SubElement(root, "question", type="category")
                path = f"$course$/top/{title.replace('/', ' ')}/Form {form}"
                _text(SubElement(category, "category"), path)
            root.append(element)
        ElementTree.indent(root)
        data = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
        return Written(data + b"\n", tuple(left_out))


def _placed(found: Question | LeftOut, form: Form, where: str) -> Question | LeftOut:
    if isinstance(found, Question):
        return replace(found, form=form, where=where)
    # A part of a question has a place of its own.
    return (
        found
        if found.where == where
        else replace(found, where=f"{where}, {found.where}")
    )


# Reading ------------------------------------------------------------------------


@dataclass(slots=True)
class Reader:
    """What is collected while a question is read."""

    element: Element
    locale: str
    markup: str = "html"
    pictures: dict[str, bytes] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def source_of(self, element: Element | None) -> tuple[str, str]:
        """Give the text inside an element as it is in the file, and its markup."""
        if element is None:
            return "", self.markup
        markup = element.get("format")
        return _inner(element), MARKUPS.get(markup, "moodle") if markup else self.markup

    def words(self, element: Element | None) -> str:
        """Give the words inside an element; a picture is noted and left out."""
        text, pictures = self.rich(element)
        if pictures:
            self.note_pictures()
        return text

    def rich(self, element: Element | None) -> tuple[str, list[Picture]]:
        """Give the words inside an element, and its pictures that are in the file."""
        source, markup = self.source_of(element)
        return as_text(source, markup), self.pictures_of(element, source)

    def one_picture(self, element: Element | None) -> tuple[str, Picture | None]:
        """Give the words inside an element, and the one picture that there is room for."""
        text, pictures = self.rich(element)
        if len(pictures) > 1:
            self.note_pictures()
        return text, pictures[0] if pictures else None

    def pictures_of(self, element: Element | None, source: str) -> list[Picture]:
        """Give the pictures of a text that the file brings along."""
        found: list[Picture] = []
        for address, alt in pictures_in(source):
            data = self._data_of(element, address)
            if data is None:
                self.note_pictures()
                continue
            name = _file_name(address)
            while self.pictures.setdefault(name, data) != data:
                name = f"_{name}"
            found.append({"file": name, "alt": alt})
        return found

    def _data_of(self, element: Element | None, address: str) -> bytes | None:
        if address.startswith("data:image/"):
            return _from_base64(address.partition(",")[2])
        if element is None or not address.startswith(INSIDE):
            return None
        wanted = unquote(address.removeprefix(INSIDE)).lstrip("/")
        for file in element.iter("file"):
            path = f"{file.get('path', '/')}{file.get('name', '')}".lstrip("/")
            if path == wanted:
                return _from_base64(file.text or "")
        return None

    def note_pictures(self) -> None:
        """Note that a picture has no place, or is not in the file."""
        self.notes.append(
            gettext(
                "A picture is left out: there is no place for it, or it is not in the "
                "file."
            )
        )

    def closing(self, right: Iterable[str] = ()) -> dict[str, str]:
        """Give the closing lines: Moodle's combined feedback, then the general one."""
        general = self.words(self.element.find("generalfeedback"))
        correct = self.words(self.element.find("correctfeedback"))
        partial = self.words(self.element.find("partiallycorrectfeedback"))
        wrong = self.words(self.element.find("incorrectfeedback"))
        return {
            "right": _lines(correct, *right, general),
            "wrong": _lines(wrong or partial, general),
        }


def _lines(*lines: str) -> str:
    return "\n".join(dict.fromkeys(line for line in lines if line))


def _from_base64(text: str) -> bytes | None:
    try:
        return base64.b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError):
        return None


def _file_name(address: str) -> str:
    if address.startswith("data:"):
        return "picture"
    return tidy(PurePosixPath(unquote(address)).name).replace("\n", " ") or "picture"


def _inner(element: Element) -> str:
    """Give the text of ``<text>`` inside an element; old files have none round it.

    Tags that should have been escaped are kept as the HTML that they were meant to be.
    """
    text = element.find("text")
    text = element if text is None else text
    inner = text.text or ""
    for child in text:
        if child.tag not in ("file", "answer", "feedback"):
            inner += ElementTree.tostring(child, encoding="unicode")
    return inner


def _plain(element: Element | None) -> str:
    return "" if element is None else tidy(_inner(element))


def _called(element: Element) -> str:
    name, text = element.find("name"), element.find("questiontext")
    for part in (name, text):
        if part is not None and (words := as_text(_inner(part), "moodle")):
            return shorten(" ".join(words.split()), 80)
    return ""


def _flag(element: Element, name: str, default: bool) -> bool:
    found = _plain(element.find(name)).lower()
    return found not in ("false", "0") if found else default


def _read(element: Element, locale: str) -> Iterator[Question | LeftOut]:
    kept = _kept(element)
    found = list(_build(element, locale, kept[0] if kept else ""))
    idnumber = _plain(element.find("idnumber"))
    for question in found:
        if isinstance(question, Question):
            source = dict(question.source)
            if idnumber:
                source[ITSELF] = idnumber
            value = dict(question.value)
            notes = question.notes
            if kept and kept[0] == question.kind:
                extras.apply(question.kind, value, kept[1])
            elif element.find(extras.MARK) is not None:
                notes = (*notes, extras.lost_note())
            question = replace(
                question, title=value["title"], value=value, source=source, notes=notes
            )
        yield question


def _kept(element: Element) -> tuple[str, dict[str, Any]] | None:
    note = element.find(extras.MARK)
    return None if note is None else extras.load(note.text or "", _body(element))


def _body(element: Element) -> str:
    """Give all words of a question, without the note of our own and the pictures."""
    own = (extras.MARK, "file")
    return " ".join(part.text or "" for part in element.iter() if part.tag not in own)


def _build(
    element: Element, locale: str, kept_kind: str = ""
) -> Iterator[Question | LeftOut]:
    type_ = (element.get("type") or "").strip().lower()
    reader = Reader(element, locale)
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
    words = "" if name is None else as_text(_inner(name), "moodle")
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
    data = _from_base64(_plain(reader.element.find("image_base64")))
    if data and not value.get("picture"):
        name = _file_name(_plain(reader.element.find("image")))
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
                _fraction(answer),
                reader.words(answer.find("feedback")),
                f"answer {number}",
                picture,
            )
        )
    prompt = _prompt(reader)
    many = element.get("type") in MANY or not _flag(element, "single", True)
    value, source = building.weighted_choice(
        prompt["prompt"], answers, many, reader.notes
    )
    if not _flag(element, "shuffleanswers", True):
        value["shuffle"] = False
    return "choice", value | prompt | reader.closing(), source


def _fraction(answer: Element) -> float:
    """Give the share of the points in percent; files of old have it inside."""
    inside = answer.find("fraction")
    given = _plain(inside) if inside is not None else answer.get("fraction", "0")
    try:
        return float(given)
    except ValueError:
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
    is_true = _fraction(by_word["true"]) > _fraction(by_word["false"])
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
    places = [_fraction(answer) for answer in answers]
    if len(set(places)) == len(places):
        answers = sorted(answers, key=_fraction)
    if any(reader.words(answer.find("feedback")) for answer in answers):
        reader.notes.append(gettext("The feedback of its parts is left out."))
    if _plain(element.find("selecttype")).upper() not in ("", "ALL", "0"):
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
    if not numbers or not all(0 < number <= len(choices) for number in numbers):
        raise LeaveOut(gettext("Its gaps and its words do not fit together."))
    if len({_plain(box.find("group")) for box in boxes}) > 1:
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
    text, parts = cloze_parts(source.replace(GAP, ""))
    if not parts:
        raise LeaveOut(gettext("It has no answers that can be read."))
    pictures = reader.pictures_of(question, text)
    words = as_text(text, markup)
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
    """Give the wrong words of all gaps, each once, without those that are right in one."""
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
    """Give a choice for each gap: the text with a blank there, and dots in the others."""
    pieces = words.split(GAP)
    closing = reader.closing()
    for number, part in enumerate(parts, start=1):
        blanks = [BLANK if n == number else "…" for n in range(1, len(parts) + 1)]
        prompt = pieces[0] + "".join(
            blank + piece for blank, piece in zip(blanks, pieces[1:], strict=True)
        )
        suffix = f" ({number})" if len(parts) > 1 else ""
        if part.reason:
            what = f"{_called(reader.element)}{suffix}"
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


# Writing ------------------------------------------------------------------------


def _text(parent: Element, text: str) -> Element:
    SubElement(parent, "text").text = text
    return parent


@dataclass(frozen=True, slots=True)
class Writer:
    """The element of a question, and the pictures that may go into it."""

    element: Element
    pictures: Mapping[str, bytes]

    def rich(
        self, parent: Element, name: str, text: str, picture: Picture | None = None
    ) -> Element:
        """Add an element with words and a picture; ``name`` may be "" for the parent."""
        element = SubElement(parent, name) if name else parent
        data = self.pictures.get((picture or {}).get("file", ""))
        if picture is None or data is None:
            element.set("format", "plain_text")
            return _text(element, text)
        file, alt = picture["file"], escape(picture.get("alt", ""))
        words = escape(text).replace("\n", "<br>")
        image = f'<img src="{INSIDE}{quote(file)}" alt="{alt}">'
        element.set("format", "html")
        _text(element, f"{words}<br>{image}" if words else image)
        own = SubElement(element, "file", name=file, path="/", encoding="base64")
        own.text = base64.b64encode(data).decode()
        return element


def _write(question: Question) -> tuple[Element, list[str]]:
    """Give a question as an element, and the names of the pictures that it lacks.

    Raises:
        LeaveOut: if Moodle has no such question.
    """
    build = WRITERS.get(question.kind)
    if build is None:
        raise LeaveOut(gettext("Moodle has no questions of this kind."))
    element = Element("question")
    writer, value = Writer(element, question.pictures), question.value
    _text(SubElement(element, "name"), question.title or question.called)
    build(writer, value)
    right, wrong = value.get("right") or "", value.get("wrong") or ""
    for name, line in (
        ("correctfeedback", right),
        ("partiallycorrectfeedback", wrong),
        ("incorrectfeedback", wrong),
    ):
        writer.rich(element, name, line)
    shown: set[bytes] = set()

    def read(kind: str, locale: str) -> Question:
        (found,) = _build(element, locale, kind)
        if isinstance(found, LeftOut):
            raise LeaveOut(found.reason)
        shown.update(found.pictures.values())
        return found

    kind, fields = extras.not_said(question, read)
    if kind:
        note = extras.dump(_body(element), kind, fields)
        SubElement(element, extras.MARK).text = note
    lost = [name for name, data in question.pictures.items() if data not in shown]
    return element, lost


def _write_choice(writer: Writer, value: Mapping[str, Any]) -> None:
    element = writer.element
    element.set("type", "multichoice")
    writer.rich(
        element, "questiontext", value.get("prompt") or "", value.get("picture")
    )
    multiple = bool(value.get("multiple"))
    SubElement(element, "single").text = "false" if multiple else "true"
    shuffle = value.get("shuffle", True)
    SubElement(element, "shuffleanswers").text = "true" if shuffle else "false"
    options = [option for _id, option in entries(value, "options")]
    right = sum(bool(option.get("correct")) for option in options)
    share = 100 / max(1, right) if multiple else 100
    for option in options:
        fraction = share if option.get("correct") else -share if multiple else 0
        answer = SubElement(
            element, "answer", fraction=f"{fraction:.5f}".rstrip("0").rstrip(".")
        )
        writer.rich(answer, "", option.get("text") or "", option.get("picture"))
        writer.rich(answer, "feedback", option.get("feedback") or "")


def _write_pairs(writer: Writer, value: Mapping[str, Any], pairs: list[Pair]) -> None:
    element = writer.element
    element.set("type", "matching")
    writer.rich(
        element, "questiontext", value.get("prompt") or "", value.get("picture")
    )
    SubElement(element, "shuffleanswers").text = "true"
    for pair in pairs:
        subquestion = SubElement(element, "subquestion")
        writer.rich(subquestion, "", pair.left, pair.left_picture)
        _text(SubElement(subquestion, "answer"), pair.right)


def _write_sort(writer: Writer, value: Mapping[str, Any]) -> None:
    pairs = [
        Pair(thing["text"], bin_["text"], left_picture=thing.get("picture"))
        for _id, bin_ in entries(value, "bins")
        for _thing_id, thing in entries(bin_, "items")
    ]
    _write_pairs(writer, value, pairs)


def _write_match(writer: Writer, value: Mapping[str, Any]) -> None:
    pairs = [
        Pair(pair["left"], pair["right"], left_picture=pair.get("left_picture"))
        for _id, pair in entries(value, "pairs")
    ]
    pairs += [Pair("", decoy["text"]) for _id, decoy in entries(value, "decoys")]
    _write_pairs(writer, value, pairs)


def _write_gap(writer: Writer, value: Mapping[str, Any]) -> None:
    element = writer.element
    element.set("type", "ddwtos")
    # What only looks like a gap is kept apart by a joiner, which nobody sees.
    prompt, text = (
        re.sub(r"\[(?=\[\d+\]\])", "[\u2060", value.get(name) or "")
        for name in ("prompt", "text")
    )
    text = re.sub(r"\{(\d+)\}", r"[[\1]]", text)
    text = f"{prompt}\n\n{text}" if prompt else text
    writer.rich(element, "questiontext", text, value.get("picture"))
    SubElement(element, "shuffleanswers").text = "1"
    for name in ("words", "decoys"):
        for _id, word in entries(value, name):
            box = _text(SubElement(element, "dragbox"), word["text"])
            SubElement(box, "group").text = "1"


def _write_order(writer: Writer, value: Mapping[str, Any]) -> None:
    element = writer.element
    element.set("type", "ordering")
    writer.rich(
        element, "questiontext", value.get("prompt") or "", value.get("picture")
    )
    for name, text in (
        ("layouttype", "VERTICAL"),
        ("selecttype", "ALL"),
        ("selectcount", "0"),
        ("gradingtype", "RELATIVE_NEXT_EXCLUDE_LAST"),
        ("showgrading", "SHOW"),
        ("numberingstyle", "none"),
    ):
        SubElement(element, name).text = text
    for number, (_id, thing) in enumerate(entries(value, "things"), start=1):
        answer = SubElement(element, "answer", fraction=f"{number}.0000000")
        writer.rich(answer, "", thing["text"], thing.get("picture"))


WRITERS: Mapping[str, Callable[[Writer, Mapping[str, Any]], None]] = MappingProxyType(
    {
        "choice": _write_choice,
        "sort": _write_sort,
        "match": _write_match,
        "gap": _write_gap,
        "order": _write_order,
    }
)
