"""Questions of ours as a package of QTI 3.0.

Every item carries its own response processing, so that another program scores as the kind
does here and says what is said here. What QTI has no place for is noted in a ``data-``
attribute (see ``extras``).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import PurePosixPath
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from django.utils.translation import gettext

from quizzes.exchange import extras
from quizzes.exchange.archives import Archive, pack
from quizzes.exchange.base import LeaveOut, Written
from quizzes.exchange.pictures import inspect
from quizzes.exchange.qti.item import SCORE
from quizzes.exchange.qti.package import MANIFEST, form_section
from quizzes.exchange.qti.reading import NOTE, body_of, read_root
from quizzes.exchange.qti.tree import normalise
from quizzes.exchange.questions import LeftOut, Question, entries
from quizzes.exchange.text import tidy
from quizzes.kinds.gap import GAP
from quizzes.kinds.mark import CLOSING, OPENING

Value = Mapping[str, Any]

NAMESPACE = "http://www.imsglobal.org/xsd/imsqtiasi_v3p0"
PACKAGING = "http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1"
TEST, ITEMS, PICTURES = "test.xml", "items/", "pictures/"
RESPONSE, MAXSCORE, FEEDBACK, VERDICT = "RESPONSE", "MAXSCORE", "FEEDBACK", "VERDICT"
# A picture that is shown smaller would put its places on the same whole number.
LEAST_SIDE = 400


def write(title: str, questions: list[Question]) -> Written:
    """Give a package with a test of two sections, A and B, and an item per question."""
    files: dict[str, bytes] = {}
    left_out: list[LeftOut] = []
    resources: list[tuple[str, Question, list[str]]] = []
    for number, question in enumerate(questions, 1):
        identifier = f"question-{number}"
        try:
            writer = _Writer(question, identifier, files)
            item = writer.item()
        except LeaveOut as error:
            where = gettext("question %(number)d") % {"number": number}
            left_out.append(LeftOut(where, question.called, error.reason))
            continue
        files |= writer.files
        files[f"{ITEMS}{identifier}.xml"] = item
        resources.append((identifier, question, list(writer.files)))
    files[TEST] = _test(title, resources)
    manifest = _manifest(resources)
    return Written(pack({MANIFEST: manifest, **files}), tuple(left_out))


def _bytes(root: Element, namespace: str) -> bytes:
    root.set("xmlns", namespace)
    ElementTree.indent(root) if namespace == PACKAGING else None
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)


def _add(parent: Element, name: str, text: str = "", **attributes: Any) -> Element:
    """Add an element of QTI: ``max_choices=1`` is ``max-choices="1"``."""
    named = {key.replace("_", "-"): str(value) for key, value in attributes.items()}
    element = SubElement(parent, f"qti-{name}", named)
    element.text = text or None
    return element


def _say(element: Element, text: Any) -> Element:
    """Put words into an element, with line breaks."""
    first, *others = tidy(str(text or "")).split("\n")
    element.text = first
    for line in others:
        SubElement(element, "br").tail = line
    return element


def _test(title: str, resources: Iterable[tuple[str, Question, list[str]]]) -> bytes:
    root = Element("qti-assessment-test", identifier="test", title=tidy(title))
    part = _add(
        root,
        "test-part",
        identifier="part",
        navigation_mode="nonlinear",
        submission_mode="individual",
    )
    sections: dict[str, Element] = {}
    for identifier, question, _files in resources:
        form = question.form or "A"
        if form not in sections:
            sections[form] = _add(
                part,
                "assessment-section",
                identifier=form_section(form),
                title=form,
                visible="true",
            )
        _add(
            sections[form],
            "assessment-item-ref",
            identifier=identifier,
            href=f"{ITEMS}{identifier}.xml",
        )
    return _bytes(root, NAMESPACE)


def _manifest(resources: Sequence[tuple[str, Question, list[str]]]) -> bytes:
    root = Element("manifest", identifier="manifest")
    metadata = SubElement(root, "metadata")
    SubElement(metadata, "schema").text = "QTI Package"
    SubElement(metadata, "schemaversion").text = "3.0.0"
    SubElement(root, "organizations")
    listed = SubElement(root, "resources")
    test = SubElement(
        listed, "resource", identifier="test", type="imsqti_test_xmlv3p0", href=TEST
    )
    SubElement(test, "file", href=TEST)
    for identifier, _question, files in resources:
        SubElement(test, "dependency", identifierref=identifier)
        href = f"{ITEMS}{identifier}.xml"
        item = SubElement(
            listed,
            "resource",
            identifier=identifier,
            type="imsqti_item_xmlv3p0",
            href=href,
        )
        for name in (href, *files):
            SubElement(item, "file", href=name)
    return _bytes(root, PACKAGING)


@dataclass(slots=True)
class _Writer:
    """Writes one item. ``taken`` are the files that the package has already."""

    question: Question
    identifier: str
    taken: Mapping[str, bytes]
    files: dict[str, bytes] = field(default_factory=dict)
    root: Element = field(default_factory=lambda: Element("qti-assessment-item"))
    # The feedback of each part that has some, by its identifier.
    comments: dict[str, str] = field(default_factory=dict)

    @property
    def value(self) -> Value:
        return self.question.value

    def item(self) -> bytes:
        """Give the item's file.

        Raises:
            LeaveOut: if QTI has no such question, or cannot say it as it is.
        """
        build = WRITERS.get(self.question.kind)
        if build is None:
            raise LeaveOut(gettext("QTI has no questions of this kind."))
        root = self.root
        root.set("identifier", self.identifier)
        root.set("title", tidy(self.question.title))
        root.set("adaptive", "false")
        root.set("time-dependent", "false")
        body = Element("qti-item-body")
        interaction = build(self, body)
        root.append(body)
        root.append(self._processing(interaction))
        for verdict in ("right", "wrong"):
            if self.value.get(verdict):
                self._modal(VERDICT, verdict, self.value[verdict])
        if interaction.tag == "qti-hotspot-interaction":
            for identifier, comment in self.comments.items():
                self._modal(FEEDBACK, identifier, comment)
        self._note(interaction)
        return _bytes(root, NAMESPACE)

    def _modal(self, outcome: str, identifier: str, words: str) -> None:
        feedback = _add(
            self.root,
            "modal-feedback",
            outcome_identifier=outcome,
            identifier=identifier,
            show_hide="show",
        )
        _say(SubElement(_add(feedback, "content-body"), "p"), words)

    def _note(self, interaction: Element) -> None:
        """Note what a reader would not find, at the interaction."""
        archive = Archive(pack(self.files))

        def read(kind: str, locale: str) -> Question:
            root = ElementTree.fromstring(  # noqa: S314 -- just written here
                ElementTree.tostring(self.root)
            )
            normalise(root)
            name = f"{ITEMS}{self.identifier}.xml"
            (found,) = read_root(root, locale, archive, name, "", kind)
            if isinstance(found, LeftOut):
                raise LeaveOut(found.reason)
            return found

        kind, fields = extras.not_said(self.question, read)
        if kind:
            interaction.set(NOTE, extras.dump(body_of(self.root), kind, fields))

    # Parts

    def picture(self, parent: Element, picture: Any) -> Element | None:
        """Add a picture, if there is one, and its file to the package."""
        name = (picture or {}).get("file", "")
        data = self.question.pictures.get(name)
        if data is None:
            return None
        path = self._free(PurePosixPath(name).name, data)
        self.files[path] = data
        source = f"../{path}"
        return SubElement(parent, "img", src=source, alt=tidy(picture.get("alt") or ""))

    def _free(self, name: str, data: bytes) -> str:
        """Give a path in the package that is free, or holds just these bytes."""
        stem, suffix = PurePosixPath(name).stem, PurePosixPath(name).suffix
        stem = "".join(c if c.isascii() and c.isalnum() else "-" for c in stem)
        number = 0
        while True:
            path = (
                f"{PICTURES}{stem or 'picture'}{f'-{number}' if number else ''}{suffix}"
            )
            known = self.files.get(path, self.taken.get(path, data))
            if known == data:
                return path
            number += 1

    def side(self, parent: Element, words: Any, picture: Any, comment: Any) -> None:
        """Fill a choice with words, a picture, and the feedback that it brings up."""
        _say(parent, words)
        self.picture(parent, picture)
        self.comment(parent, comment)

    def comment(self, parent: Element, comment: Any) -> None:
        """Add the feedback of a part, if it has some, into it."""
        if not comment:
            return
        identifier = parent.get("identifier", "")
        self.comments[identifier] = comment
        feedback = _add(
            parent,
            "feedback-inline",
            outcome_identifier=FEEDBACK,
            identifier=identifier,
            show_hide="show",
        )
        _say(feedback, comment)

    def interaction(self, body: Element, name: str, **attributes: Any) -> Element:
        """Add an interaction with the question's prompt; the picture goes before it."""
        if name != "hotspot-interaction" and self.value.get("picture"):
            self.picture(SubElement(body, "p"), self.value["picture"])
        element = _add(body, name, response_identifier=RESPONSE, **attributes)
        _say(_add(element, "prompt"), self.value.get("prompt"))
        return element

    def declare(
        self,
        cardinality: str,
        base_type: str,
        right: Sequence[str],
        best: int,
        default: int | None = None,
    ) -> None:
        """Declare the response and what it is worth.

        With ``default``, the points of whatever is not right, each part is worth a point;
        without, the processing gives the points.
        """
        declared = _add(
            self.root,
            "response-declaration",
            identifier=RESPONSE,
            cardinality=cardinality,
            base_type=base_type,
        )
        correct = _add(declared, "correct-response")
        for value in right:
            _add(correct, "value", value)
        if default is not None:
            mapping = _add(
                declared,
                "mapping",
                lower_bound=0,
                upper_bound=best,
                default_value=default,
            )
            for value in right:
                _add(mapping, "map-entry", map_key=value, mapped_value=1)
        for name, points in ((SCORE, 0), (MAXSCORE, best)):
            outcome = _add(
                self.root,
                "outcome-declaration",
                identifier=name,
                cardinality="single",
                base_type="float",
            )
            _add(_add(outcome, "default-value"), "value", str(points))
        for name, many in ((FEEDBACK, "multiple"), (VERDICT, "single")):
            _add(
                self.root,
                "outcome-declaration",
                identifier=name,
                cardinality=many,
                base_type="identifier",
            )

    # Processing

    def _processing(self, interaction: Element) -> Element:
        processing = Element("qti-response-processing")
        declared = self.root[0]
        right = [value.text or "" for value in declared[0]]
        if interaction.tag == "qti-order-interaction":
            self._score_order(processing, right)
        elif declared.find("qti-mapping") is not None:
            _add(_set(processing, SCORE), "map-response", identifier=RESPONSE)
        else:
            condition = _if(processing)
            match = _add(condition, "match")
            _add(match, "variable", identifier=RESPONSE)
            _add(match, "correct", identifier=RESPONSE)
            _add(_set(condition, SCORE), "base-value", "1", base_type="float")
        self._comment(processing, declared, right)
        condition = _add(processing, "response-condition")
        full = _add(condition, "response-if")
        equal = _add(full, "equal", tolerance_mode="exact")
        _add(equal, "variable", identifier=SCORE)
        _add(equal, "variable", identifier=MAXSCORE)
        for branch, verdict in (
            (full, "right"),
            (_add(condition, "response-else"), "wrong"),
        ):
            _add(_set(branch, VERDICT), "base-value", verdict, base_type="identifier")
        return processing

    def _score_order(self, processing: Element, right: Sequence[str]) -> None:
        """Give a point for each pair of neighbours that follow each other."""
        for one, two in pairwise(right):
            condition = _if(processing)
            anywhere = _add(condition, "or")
            for place in range(1, len(right)):
                both = _add(anywhere, "and")
                for offset, wanted in enumerate((one, two)):
                    _at(both, place + offset, wanted)
            total = _add(_set(condition, SCORE), "sum")
            _add(total, "variable", identifier=SCORE)
            _add(total, "base-value", "1", base_type="float")

    def _comment(
        self, processing: Element, declared: Element, right: Sequence[str]
    ) -> None:
        """Bring up the feedback: of what was picked, or of what is not where it belongs."""
        base_type = declared.get("base-type", "")
        is_order = declared.get("cardinality") == "ordered"
        if base_type == "identifier" and not is_order:
            picked = _add(_set(processing, FEEDBACK), "multiple")
            _add(picked, "variable", identifier=RESPONSE)
            return
        for place, wanted in enumerate(right, 1):
            identifier = wanted.split()[0]
            if identifier not in self.comments:
                continue
            condition = _if(processing)
            misplaced = _add(condition, "not")
            if is_order:
                _at(misplaced, place, wanted)
            else:
                member = _add(misplaced, "member")
                _add(member, "base-value", wanted, base_type=base_type)
                _add(member, "variable", identifier=RESPONSE)
            several = _add(_set(condition, FEEDBACK), "multiple")
            _add(several, "variable", identifier=FEEDBACK)
            _add(several, "base-value", identifier, base_type="identifier")

    # Kinds

    def choice(self, body: Element) -> Element:
        multiple = bool(self.value.get("multiple"))
        options = _named("option", entries(self.value, "options"))
        right = [name for name, option in options if option.get("correct")]
        if not right:
            raise LeaveOut(gettext("No answer is marked as right."))
        if multiple:
            self.declare("multiple", "identifier", right, len(right), default=-1)
        else:
            self.declare("single", "identifier", right[:1], 1)
        interaction = self.interaction(
            body,
            "choice-interaction",
            max_choices=0 if multiple else 1,
            shuffle="true" if self.value.get("shuffle", True) else "false",
        )
        for name, option in options:
            choice = _add(interaction, "simple-choice", identifier=name)
            self.side(
                choice,
                option.get("text"),
                option.get("picture"),
                option.get("feedback"),
            )
        return interaction

    def order(self, body: Element) -> Element:
        things = _named("thing", entries(self.value, "things"))
        names = [name for name, _thing in things]
        self.declare("ordered", "identifier", names, max(1, len(names) - 1))
        interaction = self.interaction(body, "order-interaction", shuffle="true")
        for name, thing in things:
            choice = _add(interaction, "simple-choice", identifier=name)
            self.side(
                choice, thing.get("text"), thing.get("picture"), thing.get("feedback")
            )
        return interaction

    def match(self, body: Element) -> Element:
        pairs = _named("pair", entries(self.value, "pairs"))
        decoys = _named("decoy", entries(self.value, "decoys"))
        links = [f"left-{name} right-{name}" for name, _pair in pairs]
        self.declare("multiple", "directedPair", links, len(links), default=0)
        interaction, lefts, rights = self._two_sets(body, len(links))
        for name, pair in pairs:
            choice = _associable(lefts, f"left-{name}", 1)
            self.side(
                choice, pair.get("left"), pair.get("left_picture"), pair.get("feedback")
            )
            choice = _associable(rights, f"right-{name}", 1)
            self.side(choice, pair.get("right"), pair.get("right_picture"), "")
        for name, decoy in decoys:
            choice = _associable(rights, name, 1)
            self.side(choice, decoy.get("text"), decoy.get("picture"), "")
        return interaction

    def sort(self, body: Element) -> Element:
        bins = _named("group", entries(self.value, "bins"))
        things = [
            (f"{name}-{thing_name}", name, thing)
            for name, bin_ in bins
            for thing_name, thing in _named("thing", entries(bin_, "items"))
        ]
        links = [f"{name} {bin_name}" for name, bin_name, _thing in things]
        self.declare("multiple", "directedPair", links, len(links), default=0)
        interaction, lefts, rights = self._two_sets(body, len(links))
        for name, _bin_name, thing in things:
            choice = _associable(lefts, name, 1)
            self.side(
                choice, thing.get("text"), thing.get("picture"), thing.get("feedback")
            )
        for name, bin_ in bins:
            choice = _associable(rights, name, len(things))
            self.side(choice, bin_.get("text"), bin_.get("picture"), "")
        return interaction

    def _two_sets(self, body: Element, count: int) -> tuple[Element, Element, Element]:
        interaction = self.interaction(
            body, "match-interaction", shuffle="true", max_associations=count
        )
        lefts = _add(interaction, "simple-match-set")
        return interaction, lefts, _add(interaction, "simple-match-set")

    def gap(self, body: Element) -> Element:
        words = _named("word", entries(self.value, "words"))
        decoys = _named("decoy", entries(self.value, "decoys"))
        links = [f"{name} gap-{number}" for number, (name, _w) in enumerate(words, 1)]
        self.declare("multiple", "directedPair", links, len(links), default=0)
        interaction = self.interaction(
            body, "gap-match-interaction", shuffle="true", max_associations=len(links)
        )
        for name, word in (*words, *decoys):
            choice = _add(interaction, "gap-text", identifier=name, match_max=1)
            self.side(choice, word.get("text"), None, word.get("feedback"))
        text = SubElement(SubElement(interaction, "blockquote"), "p")
        last: Element | None = None
        # The text between two gaps, and the number of the gap that follows.
        for place, part in enumerate(GAP.split(tidy(self.value.get("text") or ""))):
            if place % 2:
                last = _add(text, "gap", identifier=f"gap-{int(part)}")
            else:
                last = _append(text, last, part)
        return interaction

    def mark(self, body: Element) -> Element:
        parts = _named("part", entries(self.value, "parts"))
        signs = [name for name, part in parts if part.get("role") == "sign"]
        self.declare("multiple", "identifier", signs, len(signs), default=-1)
        interaction = self.interaction(body, "hottext-interaction", max_choices=0)
        text = SubElement(interaction, "p")
        last: Element | None = None
        was_plain, before = False, ""
        for name, part in parts:
            words = tidy(part.get("text") or "")
            is_plain = part.get("role") not in ("sign", "fine")
            if is_plain and was_plain:
                last = SubElement(text, "span", {"data-piece": ""})
            if before and not (OPENING.search(before) or CLOSING.match(words)):
                last = _append(text, last, " ")
            if is_plain:
                last = _append(text, last, words)
            else:
                last = _add(text, "hottext", identifier=name)
                self.side(last, words, None, part.get("feedback"))
            was_plain, before = is_plain, words
        return interaction

    def hotspot(self, body: Element) -> Element:
        if self.value.get("look") != "picture":
            raise LeaveOut(gettext("QTI has no screens that are drawn from parts."))
        parts = _named("spot", entries(self.value, "parts"))
        tricks = [name for name, part in parts if part.get("spot") == "trick"]
        self.declare("multiple", "identifier", tricks, len(tricks), default=-1)
        interaction = self.interaction(body, "hotspot-interaction", max_choices=0)
        image = self.picture(interaction, self.value.get("picture"))
        if image is None:
            raise LeaveOut(gettext("It has no picture."))
        width, height = _size(self.question.pictures[self.value["picture"]["file"]])
        image.set("width", str(width))
        image.set("height", str(height))
        for name, part in parts:
            box = part.get("box") or {}
            x, y, across, down = (
                box.get(side) or 0 for side in ("x", "y", "width", "height")
            )
            edges = (x * width, y * height, (x + across) * width, (y + down) * height)
            _add(
                interaction,
                "hotspot-choice",
                identifier=name,
                shape="rect",
                coords=",".join(str(round(edge / 100)) for edge in edges),
                hotspot_label=" ".join(tidy(part.get("text") or "").split()),
            )
            if part.get("feedback"):
                self.comments[name] = part["feedback"]
        return interaction


WRITERS: Mapping[str, Callable[[_Writer, Element], Element]] = {
    "choice": _Writer.choice,
    "order": _Writer.order,
    "match": _Writer.match,
    "sort": _Writer.sort,
    "gap": _Writer.gap,
    "mark": _Writer.mark,
    "hotspot": _Writer.hotspot,
}


def _named(
    prefix: str, parts: Iterable[tuple[str, dict]]
) -> list[tuple[str, dict[str, Any]]]:
    """Give parts with an identifier that QTI allows; ours may begin with a digit."""
    return [(f"{prefix}-{number}", part) for number, (_id, part) in enumerate(parts, 1)]


def _associable(parent: Element, identifier: str, most: int) -> Element:
    return _add(
        parent, "simple-associable-choice", identifier=identifier, match_max=most
    )


def _append(parent: Element, last: Element | None, text: str) -> Element | None:
    """Put text, with line breaks, behind an element's last child; give the last child."""
    first, *others = text.split("\n")
    if last is None:
        parent.text = (parent.text or "") + first
    else:
        last.tail = (last.tail or "") + first
    for line in others:
        last = SubElement(parent, "br")
        last.tail = line
    return last


def _if(processing: Element) -> Element:
    return _add(_add(processing, "response-condition"), "response-if")


def _set(parent: Element, outcome: str) -> Element:
    return _add(parent, "set-outcome-value", identifier=outcome)


def _at(parent: Element, place: int, wanted: str) -> None:
    """Add the test whether a thing is at a place of an order."""
    match = _add(parent, "match")
    _add(_add(match, "index", n=place), "variable", identifier=RESPONSE)
    _add(match, "base-value", wanted, base_type="identifier")


def _size(data: bytes) -> tuple[int, int]:
    """Give a picture's size in pixels, enlarged where whole per cents would get lost."""
    info = inspect(data)
    factor = -(-LEAST_SIDE // min(info.width, info.height))
    return info.width * max(1, factor), info.height * max(1, factor)
