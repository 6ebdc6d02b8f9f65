"""The content of H5P packages as questions of ours.

A package may bring programs; they are never looked at. What its ``content.json`` says is
read as the ``semantics.json`` of the library describes it, in the version of today and in
earlier ones (``upgrades.js`` tells what changed).
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from quizzes import kinds
from quizzes.exchange import building, extras
from quizzes.exchange.archives import Archive
from quizzes.exchange.base import LeaveOut, Unreadable, attempt
from quizzes.exchange.h5p.params import at, entries, flag, number, parse, string, words
from quizzes.exchange.questions import ITSELF, LeftOut, Question
from quizzes.exchange.text import plain, shorten
from quizzes.kinds.base import Form

Value = dict[str, Any]
Source = dict[str, str]

META, CONTENT = "h5p.json", "content/content.json"
FOLDER = "content/"
MAX_DEPTH = 8
MAX_WORDS = 1_000
# The field of a content's parameters with what H5P has no place for (see ``extras``).
NOTE = extras.MARK
# The field that our own export gives to a question of form B.
FORM = f"{extras.MARK}-form"
# What programs give as a title when nobody wrote one.
UNTITLED = re.compile(r"(Untitled|New|Unbenannt)\b", re.IGNORECASE)

# Libraries that hold others: where the list is, and where in an entry the content is.
CONTAINERS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "H5P.QuestionSet": ("questions", ()),
    "H5P.Column": ("content", ("content",)),
    "H5P.RowColumn": ("content", ("content",)),
    "H5P.Row": ("columns", ("content",)),
    "H5P.InteractiveBook": ("chapters", ()),
}
TYPED = _("Words are typed in; here nobody types.")
SHOWN = _("It shows something and asks nothing.")
OTHERS = {
    "H5P.Blanks": TYPED,
    "H5P.AdvancedBlanks": TYPED,
    "H5P.Essay": TYPED,
    "H5P.GuessTheAnswer": TYPED,
    "H5P.Crossword": TYPED,
    "H5P.Dictation": TYPED,
    "H5P.ArithmeticQuiz": TYPED,
    "H5P.BranchingScenario": _("It is a story with branches. Write it as a chat."),
    "H5P.InteractiveVideo": _("It is a film with questions; films are steps here."),
    "H5P.CoursePresentation": _("It is a set of slides; slides are steps here."),
    "H5P.Accordion": SHOWN,
    "H5P.AdvancedText": SHOWN,
    "H5P.Audio": SHOWN,
    "H5P.Chart": SHOWN,
    "H5P.Image": SHOWN,
    "H5P.ImageSlider": SHOWN,
    "H5P.Link": SHOWN,
    "H5P.Table": SHOWN,
    "H5P.Text": SHOWN,
    "H5P.Timeline": SHOWN,
    "H5P.Video": SHOWN,
}


def read(archive: Archive, locale: str) -> Iterator[Question | LeftOut]:
    """Yield the questions of a package.

    Raises:
        Unreadable: if it is no package of H5P.
    """
    for name in (META, CONTENT):
        if name not in archive:
            raise Unreadable(
                gettext("The file is no H5P package: it has no “%(name)s”.")
                % {"name": name}
            )
    meta = parse(archive.read(META))
    library = string(meta, "mainLibrary")
    if not library:
        raise Unreadable(gettext("The H5P package does not say what it holds."))
    content = {
        "library": library,
        "params": parse(archive.read(CONTENT)),
        "metadata": {"title": string(meta, "title")},
    }
    yield from _Walker(archive, locale).walk(content, 0)


def body_of(content: Any) -> str:
    """Give what a note is about: the parameters without the note."""
    params = at(content, "params")
    own = dict(params) if isinstance(params, dict) else {}
    for name in (NOTE, FORM):
        own.pop(name, None)
    return json.dumps(own, ensure_ascii=False, sort_keys=True)


def read_content(
    archive: Archive, content: Any, locale: str, kind: str = ""
) -> Question:
    """Give the question of one content; ``kind`` is that of the question, if known.

    Raises:
        LeaveOut: if it is none of ours.
    """
    library = _library(content)
    if library in OTHERS:
        raise LeaveOut(str(OTHERS[library]))
    build = BUILDERS.get(library)
    if build is None:
        raise LeaveOut(
            gettext("“%(name)s” is not known here.")
            % {"name": shorten(library, 60) or "?"}
        )
    return _Reader(archive, content, locale, kind).question(build)


def _noted(archive: Archive, content: Any, locale: str) -> Question:
    """Give the question of a content with what our own export noted."""
    line = string(content, "params", NOTE)
    note = extras.load(line, body_of(content)) if line else None
    question = read_content(archive, content, locale, note[0] if note else "")
    if note and note[0] == question.kind:
        value = dict(question.value)
        extras.apply(question.kind, value, note[1])
        return replace(question, value=value, title=value["title"])
    if line:
        notes = (*question.notes, extras.lost_note())
        return replace(question, notes=notes)
    return question


def _library(content: Any) -> str:
    return string(content, "library").partition(" ")[0]


@dataclass(slots=True)
class _Walker:
    """Goes through what is nested in each other, and counts the questions."""

    archive: Archive
    locale: str
    count: int = 0

    def walk(self, content: Any, depth: int) -> Iterator[Question | LeftOut]:
        """Yield the questions of one content: ``{library, params, metadata}``."""
        library = _library(content)
        container = CONTAINERS.get(library)
        if container is None or depth >= MAX_DEPTH:
            self.count += 1
            where = gettext("question %(number)d") % {"number": self.count}
            what = title_of(content) or library
            if library == "H5P.SingleChoiceSet":
                yield from self._single_choices(content, where)
                return
            for found in attempt(
                where, what, lambda: [_noted(self.archive, content, self.locale)]
            ):
                is_b = string(content, "params", FORM) == "B"
                yield _placed(found, where, "B" if is_b else "A")
            return
        name, path = container
        for entry in entries(content, "params", name):
            yield from self.walk(at(entry, *path), depth + 1)

    def _single_choices(self, content: Any, where: str) -> Iterator[Question | LeftOut]:
        for number_, choice in enumerate(entries(content, "params", "choices"), 1):
            part = {
                "library": "H5P.SingleChoiceSet",
                "params": choice,
                "subContentId": string(choice, "subContentId"),
            }
            place = gettext("%(where)s, part %(number)d") % {
                "where": where,
                "number": number_,
            }
            read = partial(self._single_choice, part)
            for found in attempt(place, words(choice, "question"), read):
                yield _placed(found, place)

    def _single_choice(self, part: Any) -> list[Question]:
        reader = _Reader(self.archive, part, self.locale)
        return [reader.question(_Reader.single_choice)]


def _placed(
    found: Question | LeftOut, where: str, form: Form = "A"
) -> Question | LeftOut:
    if isinstance(found, LeftOut):
        return found
    return replace(found, where=where, form=form)


def title_of(content: Any) -> str:
    """Give the title that somebody wrote for a content; "" for none."""
    title = plain(string(content, "metadata", "title"))
    return "" if UNTITLED.match(title) else title


@dataclass(slots=True)
class _Reader:
    """Reads one content of a library that asks something."""

    archive: Archive
    content: Any
    locale: str
    kind: str = ""
    notes: list[str] = field(default_factory=list)
    pictures: dict[str, bytes] = field(default_factory=dict)

    def question(self, build: Callable[["_Reader"], "_Found"]) -> Question:
        """Give the question that ``build`` makes of the content.

        Raises:
            LeaveOut: if it makes none.
        """
        found = build(self)
        title = title_of(self.content)
        value = {"title": title, "prompt": found.prompt or title, **found.value}
        if "picture" not in value:
            picture = self.medium()
            if picture:
                value["picture"] = picture
        source = dict(found.source)
        id_ = string(self.content, "subContentId")
        if id_:
            source[ITSELF] = id_
        return Question(
            kind=found.kind,
            title=title,
            value=value,
            source=source,
            pictures=self.pictures,
            notes=tuple(dict.fromkeys(self.notes)),
        )

    @property
    def params(self) -> Any:
        return at(self.content, "params")

    def picture(self, file: Any, alt: str) -> dict[str, str] | None:
        """Give a file of the package as a question shows it, or None."""
        path = string(file, "path")
        if not path:
            return None
        name = self.archive.find(path.removesuffix("#tmp"), FOLDER)
        if name is None:
            self.notes.append(
                gettext("The picture “%(name)s” is not in the file.")
                % {"name": shorten(path, 80)}
            )
            return None
        if name not in self.pictures:
            self.pictures[name] = self.archive.read(name)
        return {"file": name, "alt": plain(alt)}

    def medium(self) -> dict[str, str] | None:
        """Give the picture above the question; note a film or a sound."""
        medium = at(self.params, "media")
        # Until some version of each library the library itself stood here.
        if isinstance(at(medium, "type"), dict):
            medium = at(medium, "type")
        library = string(medium, "library").partition(" ")[0]
        if library in ("H5P.Video", "H5P.Audio"):
            self.notes.append(gettext("Sound and film are left out."))
            return None
        return self.picture(
            at(medium, "params", "file"), string(medium, "params", "alt")
        )

    def closing_lines(self) -> Value:
        """Give the overall feedback for all of the points, and for none."""
        right = wrong = ""
        for range_ in entries(self.params, "overallFeedback"):
            said = words(range_, "feedback")
            # A line about the points; here none are shown.
            if re.search(r"@(score|total)|:(num|total)\b", said):
                continue
            first, last = number(range_, "from"), number(range_, "to")
            if last is not None and last >= 100 and said:
                right = said
            if first is not None and first <= 0 and said:
                wrong = said
        return building.with_parts({}, right=right, wrong=wrong)

    def note_single_point(self) -> None:
        """Note that the file gives one point for all or nothing."""
        if flag(self.params, "behaviour", "singlePoint"):
            self.notes.append(
                gettext(
                    "The file gives points only when all of it is right; here each "
                    "right part counts."
                )
            )

    # Kinds

    def multi_choice(self) -> "_Found":
        prompt = words(self.params, "question")
        options = []
        for number_, answer in enumerate(entries(self.params, "answers"), 1):
            feedback = at(answer, "tipsAndFeedback") or answer
            if words(feedback, "tip"):
                self.notes.append(gettext("Tips are left out."))
            options.append(
                building.Option(
                    text=words(answer, "text"),
                    correct=flag(answer, "correct"),
                    feedback=words(feedback, "chosenFeedback"),
                    source=_answer(number_),
                )
            )
        right = sum(option.correct for option in options)
        if not right:
            raise LeaveOut(gettext("The file does not say which answer is right."))
        type_ = string(self.params, "behaviour", "type")
        multiple = type_ == "multi" or (type_ != "single" and right > 1)
        if multiple:
            self.note_single_point()
        value, source = building.choice(prompt, self._few(options), multiple)
        value["shuffle"] = flag(self.params, "behaviour", "randomAnswers", default=True)
        return _Found("choice", value | self.closing_lines(), source, prompt)

    def _few(self, options: Sequence[building.Option]) -> list[building.Option]:
        return building.at_most(
            *("choice", "options", options),
            lambda option: not option.correct,
            lambda option: option.text,
            self.notes,
        )

    def single_choice(self) -> "_Found":
        """Give one choice of a set; its first answer is the right one."""
        prompt = words(self.params, "question")
        options = [
            building.Option(plain(text), number_ == 1, source=_answer(number_))
            for number_, text in enumerate(entries(self.params, "answers"), 1)
            if isinstance(text, str)
        ]
        value, source = building.choice(prompt, self._few(options), multiple=False)
        return _Found("choice", value, source, prompt)

    def true_false(self) -> "_Found":
        prompt = words(self.params, "question")
        correct = at(self.params, "correct")
        if correct not in ("true", "false", True, False):
            raise LeaveOut(gettext("The file does not say which answer is right."))
        is_true = flag(self.params, "correct")
        said = [
            words(self.params, "behaviour", name)
            for name in ("feedbackOnWrong", "feedbackOnCorrect")
        ]
        with override(self.locale):
            defaults = {"true": gettext("True"), "false": gettext("False")}
        options = [
            building.Option(
                text=words(self.params, "l10n", f"{name}Text") or default,
                correct=is_true == (name == "true"),
                feedback=said[is_true == (name == "true")],
                source=name,
            )
            for name, default in defaults.items()
        ]
        value, source = building.choice(prompt, options, multiple=False)
        return _Found("choice", value | {"shuffle": False}, source, prompt)

    def drag_text(self) -> "_Found":
        prompt = words(self.params, "taskDescription")
        text = string(self.params, "textField")
        solutions = [_Solution.read(part) for part in STARRED.findall(text)]
        if not solutions:
            raise LeaveOut(gettext("It has no gaps."))
        others = [
            _Solution.read(part)
            for part in STARRED.findall(string(self.params, "distractors"))
        ]
        if any(solution.tip for solution in solutions):
            self.notes.append(gettext("Tips are left out."))
        filled = [
            building.Word(
                solution.text,
                f"word {n}",
                feedback=solution.feedback,
            )
            for n, solution in enumerate(solutions, 1)
        ]
        decoys = building.at_most(
            *("gap", "decoys"),
            [
                building.Word(solution.text, f"distractor {n}")
                for n, solution in enumerate(others, 1)
            ],
            lambda _word: True,
            lambda word: word.text,
            self.notes,
        )
        lines = STARRED.sub(building.GAP, text).replace("\n", "<br>")
        value, source = building.gap(
            prompt + text, building.gap_text(plain(lines)), filled, decoys
        )
        source |= {f"g{n}": f"gap {n}" for n, _word in enumerate(filled, 1)}
        return _Found("gap", value | self.closing_lines(), source, prompt)

    def mark_the_words(self) -> "_Found":
        prompt = words(self.params, "taskDescription")
        text = words(self.params, "textField")
        tokens = [_token(word) for word in text.split()]
        if len(tokens) > MAX_WORDS:
            raise LeaveOut(
                gettext("Its text has more than %(limit)d words.")
                % {"limit": MAX_WORDS}
            )
        if not any(token.role == "sign" for token in tokens):
            raise LeaveOut(gettext("The file does not say which answer is right."))
        pieces = self._grouped(_with_punctuation(tokens))
        value, source = building.mark(prompt + text, pieces)
        return _Found("mark", value | self.closing_lines(), source, prompt)

    def _grouped(self, pieces: list[building.Piece]) -> list[building.Piece]:
        """Give pieces in a number that the kind takes: harmless neighbours become one."""
        limit = kinds.get("mark").block().child_blocks["parts"].meta.max_num
        if len(pieces) <= limit:
            return pieces
        self.notes.append(
            gettext("The text is long, so harmless words are marked several at a time.")
        )
        for size in range(2, len(pieces)):
            grouped: list[building.Piece] = []
            room = 0
            for piece in pieces:
                if piece.role == "fine" and room and grouped[-1].role == "fine":
                    last = grouped[-1]
                    text = f"{last.text} {piece.text}"
                    grouped[-1] = building.Piece(text, "fine", last.source)
                    room -= 1
                else:
                    grouped.append(piece)
                    room = size - 1
            if len(grouped) <= limit:
                return grouped
        return grouped

    def drag_question(self) -> "_Found":
        task = at(self.params, "question", "task")
        elements = entries(task, "elements")
        zones = entries(task, "dropZones")
        homes: dict[int, list[int]] = {}
        for zone, drop_zone in enumerate(zones):
            for index in entries(drop_zone, "correctElements"):
                element = number({"n": index}, "n")
                if element is not None:
                    homes.setdefault(int(element), []).append(zone)
        names = [words(zone, "label") for zone in zones]
        pairs = []
        static = []
        for index, element in enumerate(elements):
            text = words(element, "type", "params", "text")
            picture = self.picture(
                at(element, "type", "params", "file"),
                string(element, "type", "params", "alt"),
            )
            if not entries(element, "dropZones"):
                static.append(text)
                continue
            home = homes.get(index, [])
            if len(home) != 1:
                raise LeaveOut(
                    gettext("Something in it has no partner, or more than one.")
                )
            if not text and not picture:
                raise LeaveOut(gettext("Something in it has no words."))
            zone = home[0]
            pairs.append(
                building.Pair(
                    left=text,
                    right=names[zone],
                    left_source=f"element {index + 1}",
                    right_source=_zone(zone),
                    left_picture=picture,
                    feedback=words(
                        zones[zone], "tipsAndFeedback", "feedbackOnIncorrect"
                    ),
                    group=_zone(zone),
                )
            )
        if not all(names):
            raise LeaveOut(
                gettext("Its places have no names: they only lie on a picture.")
            )
        order = {_zone(zone): zone for zone in range(len(zones))}
        pairs.sort(key=lambda pair: order[pair.group])
        taken = {pair.group for pair in pairs}
        pairs += [
            building.Pair("", name, right_source=_zone(zone), group=_zone(zone))
            for zone, name in enumerate(names)
            if _zone(zone) not in taken
        ]
        self.note_single_point()
        prompt = "\n".join(part for part in static if part) or plain(
            string(self.params, "question", "settings", "questionTitle")
        )
        kind, value, source = building.matching(
            prompt + "".join(names), pairs, self.notes, self.kind
        )
        background = self.picture(
            at(self.params, "question", "settings", "background"), ""
        )
        value = building.with_parts(value, picture=background)
        return _Found(kind, value | self.closing_lines(), source, prompt)

    def image_hotspot(self) -> "_Found":
        return self._hotspots("imageHotspotQuestion", wanted=1)

    def image_multiple_hotspot(self) -> "_Found":
        asked = number(
            *(self.params, "imageMultipleHotspotQuestion", "hotspotSettings"),
            "numberHotspots",
        )
        return self._hotspots("imageMultipleHotspotQuestion", wanted=asked)

    def _hotspots(self, name: str, wanted: float | None) -> "_Found":
        root = at(self.params, name)
        settings = at(root, "hotspotSettings")
        places = []
        for number_, spot in enumerate(entries(settings, "hotspot"), 1):
            role = "sign" if flag(spot, "userSettings", "correct") else "fine"
            places.append(
                building.Piece(
                    text="",
                    role=role,
                    source=f"hotspot {number_}",
                    feedback=words(spot, "userSettings", "feedbackText"),
                    box=_box(at(spot, "computedSettings")),
                )
            )
        right = sum(place.role == "sign" for place in places)
        if not right:
            raise LeaveOut(gettext("The file does not say which answer is right."))
        if wanted is not None and wanted < right:
            self.notes.append(
                gettext(
                    "In the file some of the right places are enough; here all are to "
                    "be found."
                )
            )
        prompt = words(settings, "taskDescription") or words(
            root, "backgroundImageSettings", "questionTitle"
        )
        image = at(root, "backgroundImageSettings", "backgroundImage")
        picture = self.picture(image, "")
        value, source = building.hotspot(prompt + string(image, "path"), places)
        return _Found(
            "hotspot", building.with_parts(value, picture=picture), source, prompt
        )

    def sort_paragraphs(self) -> "_Found":
        prompt = words(self.params, "taskDescription")
        things = [
            building.Word(plain(text), _answer(number_))
            for number_, text in enumerate(entries(self.params, "paragraphs"), 1)
            if isinstance(text, str)
        ]
        if string(self.params, "behaviour", "scoringMode") != "transitions":
            self.notes.append(
                gettext(
                    "The file scores each place; here each pair of neighbours in the "
                    "right order counts."
                )
            )
        value, source = building.order(prompt, things)
        return _Found("order", value | self.closing_lines(), source, prompt)

    def memory_game(self) -> "_Found":
        found = []
        for number_, card in enumerate(entries(self.params, "cards"), 1):
            front = self.picture(at(card, "image"), string(card, "imageAlt"))
            back = self.picture(at(card, "match"), string(card, "matchAlt")) or front
            found.append(
                building.Card(
                    front="",
                    back="",
                    source=f"card {number_}",
                    front_picture=front,
                    back_picture=back,
                )
            )
        if any(card.front_picture is None for card in found):
            raise LeaveOut(gettext("A card has no picture."))
        seed = " ".join(
            card.front_picture["file"] for card in found if card.front_picture
        )
        value, source = building.memory(seed, found)
        return _Found("memory", value, source, "")

    def dialog_cards(self) -> "_Found":
        parts = [words(self.params, name) for name in ("title", "description")]
        return self._cards(entries(self.params, "dialogs"), parts)

    def flash_cards(self) -> "_Found":
        self.notes.append(
            gettext("In the file the answer is typed; here the card is turned.")
        )
        return self._cards(
            entries(self.params, "cards"), [words(self.params, "description")]
        )

    def _cards(self, given: list, prompts: list[str]) -> "_Found":
        found = []
        for number_, card in enumerate(given, 1):
            found.append(
                building.Card(
                    front=words(card, "text"),
                    back=words(card, "answer"),
                    source=f"card {number_}",
                    front_picture=self.picture(
                        at(card, "image"), string(card, "imageAltText")
                    ),
                )
            )
        prompt = "\n".join(part for part in prompts if part)
        value, source = building.cards(prompt, found)
        return _Found("cards", value, source, prompt)


BUILDERS: Mapping[str, Callable[[_Reader], "_Found"]] = {
    "H5P.MultiChoice": _Reader.multi_choice,
    "H5P.TrueFalse": _Reader.true_false,
    "H5P.DragText": _Reader.drag_text,
    "H5P.MarkTheWords": _Reader.mark_the_words,
    "H5P.DragQuestion": _Reader.drag_question,
    "H5P.ImageHotspotQuestion": _Reader.image_hotspot,
    "H5P.ImageMultipleHotspotQuestion": _Reader.image_multiple_hotspot,
    "H5P.SortParagraphs": _Reader.sort_paragraphs,
    "H5P.MemoryGame": _Reader.memory_game,
    "H5P.Dialogcards": _Reader.dialog_cards,
    "H5P.Flashcards": _Reader.flash_cards,
}


@dataclass(frozen=True, slots=True)
class _Found:
    """What a content becomes: a kind, its value, where its ids come from, its prompt."""

    kind: str
    value: Value
    source: Source
    prompt: str


# A solution between asterisks, as the library finds it.
STARRED = re.compile(r"\*(.*?)\*")


@dataclass(frozen=True, slots=True)
class _Solution:
    """What stands between two asterisks: a word, its tip, and what is said if it is wrong.

    ``*word:tip\\+right\\-wrong*``; the source is ``parse-text.js`` of H5P.DragText.
    """

    text: str
    tip: str
    feedback: str

    @classmethod
    def read(cls, source: str) -> "_Solution":
        tip = re.search(r":([^\\*]+)", source)
        right = re.search(r"\\\+([^\\*:]+)", source)
        wrong = re.search(r"\\-([^\\*:]+)", source)
        text = source
        for part in (tip, right, wrong):
            if part:
                text = text.replace(part[0], "", 1)
        return cls(
            plain(text), plain(tip[1]) if tip else "", plain(wrong[1]) if wrong else ""
        )


@dataclass(frozen=True, slots=True)
class _Token:
    """A word of a text to mark, with the punctuation round it."""

    before: str
    text: str
    after: str
    role: str


# Punctuation that no learner marks, as mark-the-words.js has it.
WORD = re.compile(
    r"""(?P<before>[\[({⟨¿¡“"«„]*)(?P<text>.*?)(?P<after>[",….:;?!\])}⟩»”]*)""",
    re.DOTALL,
)


def _token(word: str) -> _Token:
    """Give one word: a single asterisk at both ends makes it one to find."""
    found = WORD.fullmatch(word)
    assert found is not None  # noqa: S101 -- every part of it may be empty
    text = found["text"]
    bare = text.replace("**", "")
    is_sign = len(bare) > 2 and bare[0] == bare[-1] == "*"
    if is_sign:
        text = text[1:-1]
    text = re.sub(r"\*(\*?)", r"\1", text)
    return _Token(found["before"], text, found["after"], "sign" if is_sign else "fine")


def _with_punctuation(tokens: Sequence[_Token]) -> list[building.Piece]:
    """Give words as pieces; the punctuation beside one to find is a piece of its own."""
    pieces = []
    for number_, token in enumerate(tokens, 1):
        source = f"word {number_}"
        if token.role == "fine":
            text = token.before + token.text + token.after
            role = "fine" if token.text else "plain"
            pieces.append(building.Piece(text, role, source))
            continue
        if token.before:
            pieces.append(building.Piece(token.before, "plain"))
        pieces.append(building.Piece(token.text, "sign", source))
        if token.after:
            pieces.append(building.Piece(token.after, "plain"))
    return pieces


def _answer(number_: int) -> str:
    return f"answer {number_}"


def _zone(index: int) -> str:
    return f"drop zone {index + 1}"


def _box(settings: Any) -> dict[str, int] | None:
    """Give where a hotspot lies, in whole per cents inside the picture."""
    sides = [number(settings, name) for name in ("x", "y", "width", "height")]
    if any(side is None for side in sides):
        return None
    x, y, width, height = (round(min(100.0, max(0.0, side or 0.0))) for side in sides)
    x, y = min(x, 99), min(y, 99)
    return {
        "x": x,
        "y": y,
        "width": min(max(1, width), 100 - x),
        "height": min(max(1, height), 100 - y),
    }
