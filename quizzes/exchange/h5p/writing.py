"""Questions of ours as a package of H5P.

It holds content only: the programs that show it must be installed where it goes. Several
questions become a Question Set, which takes some libraries and not others; a single one is
the content itself. What H5P has no place for is noted beside it (see ``extras``).
"""

import html
import json
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from django.utils.translation import get_language, gettext

from quizzes.exchange import extras
from quizzes.exchange.archives import Archive, pack
from quizzes.exchange.base import LeaveOut, Written
from quizzes.exchange.h5p.reading import (
    CONTENT,
    FOLDER,
    FORM,
    META,
    NOTE,
    body_of,
    read_content,
)
from quizzes.exchange.pictures import inspect
from quizzes.exchange.questions import LeftOut, Question, entries
from quizzes.exchange.text import tidy
from quizzes.kinds.base import stable_shuffle
from quizzes.kinds.gap import GAP
from quizzes.kinds.mark import CLOSING, OPENING

Value = Mapping[str, Any]
Params = dict[str, Any]

# The versions whose semantics are written.
VERSIONS: Mapping[str, str] = {
    "H5P.AdvancedText": "1.1",
    "H5P.DragQuestion": "1.14",
    "H5P.DragText": "1.10",
    "H5P.Image": "1.1",
    "H5P.ImageHotspotQuestion": "1.8",
    "H5P.ImageMultipleHotspotQuestion": "1.0",
    "H5P.MarkTheWords": "1.11",
    "H5P.MultiChoice": "1.16",
    "H5P.QuestionSet": "1.20",
    "H5P.SortParagraphs": "0.11",
}
SET = "H5P.QuestionSet"
IN_A_SET = {"H5P.DragQuestion", "H5P.DragText", "H5P.MarkTheWords", "H5P.MultiChoice"}

# The board of a sort or a match in pixels; a line of text is 16 high, which is 1 em.
BOARD_WIDTH, LINE, GUTTER = 800, 16, 1
THING_LINES, THING_WIDTH, ZONE_WIDTH = 3, 22, 24
# Where the places begin, in per cent of the board.
ZONE_LEFT = 50


def write(title: str, questions: list[Question]) -> Written:
    """Give a package with the questions, and those that H5P has no place for."""
    files: dict[str, bytes] = {}
    left_out: list[LeftOut] = []
    contents: list[Params] = []
    used: set[str] = set()
    for number, question in enumerate(questions, 1):
        try:
            writer = _Writer(question, f"{number}-")
            content = writer.content()
            if len(questions) > 1 and writer.library not in IN_A_SET:
                raise LeaveOut(
                    gettext(
                        "A question set of H5P takes none of these; export it alone."
                    )
                )
        except LeaveOut as error:
            where = gettext("question %(number)d") % {"number": number}
            left_out.append(LeftOut(where, question.called, error.reason))
            continue
        contents.append(content)
        files |= writer.files
        used |= writer.used
    if len(questions) == 1 and contents:
        (content,) = contents
        main, params = str(content["library"]).partition(" ")[0], content["params"]
        title = content["metadata"]["title"]
    else:
        main, params = SET, _question_set(title, contents)
        used.add(SET)
    meta = {
        "title": tidy(title) or "COP Challenge",
        "language": (get_language() or "und").partition("-")[0],
        "mainLibrary": main,
        "embedTypes": ["iframe"],
        "license": "U",
        "preloadedDependencies": [_dependency(name) for name in sorted(used)],
    }
    return Written(
        pack({META: _json(meta), CONTENT: _json(params), **files}), tuple(left_out)
    )


def _json(data: Any) -> bytes:
    return json.dumps(data, ensure_ascii=False, indent=1).encode()


def _dependency(name: str) -> Params:
    major, minor = VERSIONS[name].split(".")
    return {
        "machineName": name,
        "majorVersion": int(major),
        "minorVersion": int(minor),
    }


def _question_set(title: str, contents: list[Params]) -> Params:
    return {
        "introPage": {"showIntroPage": False, "title": tidy(title)},
        "progressType": "dots",
        "passPercentage": 50,
        "questions": contents,
        "disableBackwardsNavigation": False,
        "randomQuestions": False,
        "endGame": {"showResultPage": True},
    }


@dataclass(slots=True)
class _Writer:
    """Writes one question; ``prefix`` keeps its pictures apart from those of others."""

    question: Question
    prefix: str
    library: str = ""
    files: dict[str, bytes] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)

    @property
    def value(self) -> Value:
        return self.question.value

    def content(self) -> Params:
        """Give the content: its library, its parameters, its title.

        Raises:
            LeaveOut: if H5P has no such question, or cannot say it as it is.
        """
        build = WRITERS.get(self.question.kind)
        if build is None:
            raise LeaveOut(gettext("H5P has no questions of this kind."))
        params = build(self)
        if self.question.form == "B":
            params[FORM] = "B"
        self.used.add(self.library)
        # What H5P tells contents by, made of the words so that a file is made alike.
        body = json.dumps(params, sort_keys=True)
        content = {
            "library": f"{self.library} {VERSIONS[self.library]}",
            "params": params,
            "subContentId": str(uuid.uuid5(uuid.NAMESPACE_OID, self.prefix + body)),
            "metadata": {
                # H5P wants one; that there is none is noted.
                "title": self.question.title or self.question.called,
                "license": "U",
                "contentType": self.library.partition(".")[2],
            },
        }
        archive = Archive(pack(self.files))

        def read(kind: str, locale: str) -> Question:
            return read_content(archive, content, locale, kind)

        kind, fields = extras.not_said(self.question, read)
        if kind:
            params[NOTE] = extras.dump(body_of(content), kind, fields)
        return content

    # Parts

    def image(self, picture: Any) -> Params | None:
        """Give a picture as H5P stores it, and add its file to the package."""
        name = (picture or {}).get("file", "")
        data = self.question.pictures.get(name)
        if data is None:
            return None
        info = inspect(data)
        stem = PurePosixPath(name).stem
        stem = "".join(c if c.isascii() and c.isalnum() else "-" for c in stem)
        path = f"images/{self.prefix}{len(self.files)}-{stem}{info.suffix}"
        self.files[FOLDER + path] = data
        mime = {".jpg": "jpeg", ".svg": "svg+xml"}.get(info.suffix, info.suffix[1:])
        return {
            "path": path,
            "mime": f"image/{mime}",
            "width": info.width,
            "height": info.height,
            "copyright": {"license": "U"},
        }

    def image_content(self, picture: Any) -> Params | None:
        """Give a picture as a content of its own."""
        file = self.image(picture)
        if file is None:
            return None
        self.used.add("H5P.Image")
        return {
            "library": f"H5P.Image {VERSIONS['H5P.Image']}",
            "params": {"file": file, "alt": _line(picture.get("alt"))},
        }

    def framed(self, params: Params) -> Params:
        """Give parameters with the picture above the question and the closing lines."""
        medium = self.image_content(self.value.get("picture"))
        if medium:
            params["media"] = {"type": medium, "disableImageZooming": True}
        right, wrong = self.value.get("right"), self.value.get("wrong")
        ranges = [(0, 99, wrong), (100, 100, right)]
        params["overallFeedback"] = [
            {"from": first, "to": last, "feedback": _line(line)}
            for first, last, line in ranges
        ]
        return params

    def no_pictures(self, *pictures: Any) -> None:
        """Refuse pictures where the library has no place for any.

        Raises:
            LeaveOut: if there is one.
        """
        if any((picture or {}).get("file") for picture in pictures):
            raise LeaveOut(gettext("H5P has no place for its pictures."))

    # Kinds

    def choice(self) -> Params:
        self.library = "H5P.MultiChoice"
        options = [option for _id, option in entries(self.value, "options")]
        self.no_pictures(*(option.get("picture") for option in options))
        multiple = bool(self.value.get("multiple"))
        return self.framed(
            {
                "question": _html(self.value.get("prompt")),
                "answers": [
                    {
                        "text": _html(option.get("text")),
                        "correct": bool(option.get("correct")),
                        "tipsAndFeedback": {
                            "tip": "",
                            "chosenFeedback": _html(option.get("feedback")),
                            "notChosenFeedback": "",
                        },
                    }
                    for option in options
                ],
                "behaviour": {
                    "type": "multi" if multiple else "single",
                    "singlePoint": False,
                    "randomAnswers": bool(self.value.get("shuffle", True)),
                },
            }
        )

    def gap(self) -> Params:
        self.library = "H5P.DragText"
        words = [word for _id, word in entries(self.value, "words")]
        decoys = [decoy for _id, decoy in entries(self.value, "decoys")]

        def solution(number: str) -> str:
            at = int(number) - 1
            if not 0 <= at < len(words):
                return ""
            feedback = _solution_part(words[at].get("feedback"))
            wrong = f"\\-{feedback}" if feedback else ""
            return f"*{_solution_part(words[at].get('text'))}{wrong}*"

        # The text between two gaps, and the number of the gap that follows.
        parts = GAP.split(tidy(self.value.get("text") or ""))
        text = "".join(
            solution(part) if place % 2 else html.escape(_bare(part), quote=False)
            for place, part in enumerate(parts)
        )
        return self.framed(
            {
                "taskDescription": _html(self.value.get("prompt")),
                "textField": text,
                "distractors": " ".join(
                    f"*{_solution_part(decoy.get('text'))}*" for decoy in decoys
                ),
                "behaviour": {"enableRetry": True, "instantFeedback": False},
            }
        )

    def mark(self) -> Params:
        self.library = "H5P.MarkTheWords"
        parts = [part for _id, part in entries(self.value, "parts")]
        text = ""
        for part in parts:
            words = tidy(part.get("text") or "").replace("*", "**")
            is_sign = part.get("role") == "sign"
            if is_sign and len(words.split()) > 1:
                raise LeaveOut(gettext("In H5P only single words can be marked."))
            space = "" if OPENING.search(text) or CLOSING.match(words) else " "
            text += space + (f"*{words}*" if is_sign else words)
        return self.framed(
            {
                "taskDescription": _html(self.value.get("prompt")),
                "textField": _html(text),
            }
        )

    def order(self) -> Params:
        self.library = "H5P.SortParagraphs"
        things = [thing for _id, thing in entries(self.value, "things")]
        self.no_pictures(*(thing.get("picture") for thing in things))
        return self.framed(
            {
                "taskDescription": _html(self.value.get("prompt")),
                "paragraphs": [_html(thing.get("text")) for thing in things],
                "behaviour": {
                    "scoringMode": "transitions",
                    "applyPenalties": False,
                    "duplicatesInterchangeable": False,
                },
            }
        )

    def match(self) -> Params:
        zones, things = [], []
        for id_, pair in entries(self.value, "pairs"):
            self.no_pictures(pair.get("right_picture"))
            zones.append((pair.get("right"), ""))
            things.append(
                _Thing(id_, pair.get("left"), pair.get("left_picture"), len(zones) - 1)
            )
        for _id, decoy in entries(self.value, "decoys"):
            self.no_pictures(decoy.get("picture"))
            zones.append((decoy.get("text"), ""))
        return self._board(zones, things, is_single=True)

    def sort(self) -> Params:
        zones, things = [], []
        for _id, bin_ in entries(self.value, "bins"):
            self.no_pictures(bin_.get("picture"))
            zones.append((bin_.get("text"), bin_.get("hint")))
            things += [
                _Thing(id_, thing.get("text"), thing.get("picture"), len(zones) - 1)
                for id_, thing in entries(bin_, "items")
            ]
        return self._board(zones, things, is_single=False)

    def _board(
        self, zones: list[tuple[Any, Any]], things: list["_Thing"], is_single: bool
    ) -> Params:
        """Give a board with the things on one side and the places on the other."""
        self.library = "H5P.DragQuestion"
        self.no_pictures(self.value.get("picture"))
        self.used.add("H5P.AdvancedText")
        mixed = _mixed(things)
        rows = len(things) * (THING_LINES + GUTTER) + THING_LINES + GUTTER
        elements = [self._still_text()]
        for row, thing in enumerate(mixed, 1):
            elements.append(
                {
                    "x": 1,
                    "y": 100 * row * (THING_LINES + GUTTER) / rows,
                    "width": THING_WIDTH,
                    "height": THING_LINES,
                    "dropZones": [str(number) for number in range(len(zones))],
                    "type": self._thing(thing),
                    "backgroundOpacity": 100,
                    "multiple": False,
                }
            )
        share = (rows - THING_LINES - GUTTER) / max(1, len(zones))
        drop_zones = [
            {
                "x": ZONE_LEFT,
                "y": 100 * (THING_LINES + GUTTER + number * share) / rows,
                "width": ZONE_WIDTH,
                "height": share - GUTTER,
                "label": _html(label),
                "showLabel": True,
                "correctElements": [
                    str(place)
                    for place, thing in enumerate(mixed, 1)
                    if thing.zone == number
                ],
                "backgroundOpacity": 100,
                "tipsAndFeedback": {"tip": _html(hint)},
                "single": is_single,
                "autoAlign": True,
            }
            for number, (label, hint) in enumerate(zones)
        ]
        return self.framed(
            {
                "question": {
                    "settings": {"size": {"width": BOARD_WIDTH, "height": rows * LINE}},
                    "task": {"elements": elements, "dropZones": drop_zones},
                },
                "behaviour": {
                    "enableRetry": True,
                    "singlePoint": False,
                    "applyPenalties": False,
                    "dropZoneHighlighting": "dragging",
                },
            }
        )

    def _still_text(self) -> Params:
        return {
            "x": 1,
            "y": 0,
            "width": BOARD_WIDTH / LINE - 2,
            "height": THING_LINES,
            "dropZones": [],
            "type": _text_content(self.value.get("prompt")),
            "backgroundOpacity": 0,
            "multiple": False,
        }

    def _thing(self, thing: "_Thing") -> Params:
        picture = self.image_content(thing.picture)
        if picture and (thing.words or "").strip():
            raise LeaveOut(gettext("In H5P a thing has words or a picture, not both."))
        return picture or _text_content(thing.words)

    def hotspot(self) -> Params:
        if self.value.get("look") != "picture":
            raise LeaveOut(gettext("H5P has no screens that are drawn from parts."))
        parts = [part for _id, part in entries(self.value, "parts")]
        tricks = sum(part.get("spot") == "trick" for part in parts)
        image = self.image(self.value.get("picture"))
        if image is None:
            raise LeaveOut(gettext("It has no picture."))
        several = tricks > 1
        name = "ImageMultipleHotspotQuestion" if several else "ImageHotspotQuestion"
        self.library = f"H5P.{name}"
        settings: Params = {
            "taskDescription": _line(self.value.get("prompt")),
            "hotspot": [_hotspot(part) for part in parts],
        }
        if several:
            settings["numberHotspots"] = tricks
        return {
            name[0].lower() + name[1:]: {
                "backgroundImageSettings": {"backgroundImage": image},
                "hotspotSettings": settings,
            }
        }


WRITERS: Mapping[str, Callable[[_Writer], Params]] = {
    "choice": _Writer.choice,
    "gap": _Writer.gap,
    "mark": _Writer.mark,
    "order": _Writer.order,
    "match": _Writer.match,
    "sort": _Writer.sort,
    "hotspot": _Writer.hotspot,
}


@dataclass(frozen=True, slots=True)
class _Thing:
    """Something to drag; ``zone`` is the number of the place where it belongs."""

    id: str
    words: Any
    picture: Any
    zone: int


def _mixed(things: list[_Thing]) -> list[_Thing]:
    """Mix things, as H5P shows them as they lie; those of one place keep their order."""
    zones = {thing.id: thing.zone for thing in things}
    waiting = {
        zone: iter([t for t in things if t.zone == zone]) for zone in zones.values()
    }
    order = stable_shuffle([{"id": id_} for id_ in zones])
    return [next(waiting[zones[part["id"]]]) for part in order]


def _html(text: Any) -> str:
    """Give words as HTML; H5P wants paragraphs."""
    words = html.escape(tidy(str(text or "")), quote=False).replace("\n", "<br>")
    return f"<p>{words}</p>" if words else ""


def _line(text: Any) -> str:
    """Give words for a field that takes no markup, and is read as HTML all the same."""
    return html.escape(tidy(str(text or "")), quote=False)


def _text_content(text: Any) -> Params:
    return {
        "library": f"H5P.AdvancedText {VERSIONS['H5P.AdvancedText']}",
        "params": {"text": _html(text)},
    }


def _bare(text: Any) -> str:
    """Give words without the signs that mean something in a text with gaps."""
    return str(text or "").replace("*", "").replace("\\", "")


def _solution_part(text: Any) -> str:
    """Give words without the signs that mean something between two asterisks, too."""
    return tidy(_bare(text).replace(":", ""))


def _hotspot(part: Value) -> Params:
    box = part.get("box") or {}
    return {
        "userSettings": {
            "correct": part.get("spot") == "trick",
            "feedbackText": _line(part.get("feedback")),
        },
        "computedSettings": {
            **{side: box.get(side) or 0 for side in ("x", "y", "width", "height")},
            "figure": "rectangle",
        },
    }
