"""An assessment item of a file: what it declares, scores and says."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from django.utils.translation import gettext

from exchange.base import LeaveOut
from exchange.budget import MAX_PARTS, Budget, Steps
from exchange.qti.processing import (
    Atom,
    Cardinality,
    Declaration,
    NotUnderstood,
    PointMap,
    Value,
    atom,
    outcomes,
)
from exchange.qti.tree import number_of, words
from exchange.text import plain, shorten

SCORE = "SCORE"
FEEDBACK = ("modalFeedback", "feedbackInline", "feedbackBlock")
# The elements that a response can name.
CHOICES = {
    "associableHotspot",
    "gapImg",
    "gapText",
    "hotspotChoice",
    "hottext",
    "inlineChoice",
    "simpleAssociableChoice",
    "simpleChoice",
}
# A comment on a choice is a few sentences; a field takes fewer, and says what is shortened.
MAX_FEEDBACK = 2_000
CARDINALITIES: Mapping[str | None, Cardinality] = {
    "multiple": "multiple",
    "ordered": "ordered",
}


@dataclass(frozen=True, slots=True)
class Feedback:
    """Words that are shown when an outcome has, or has not, a value.

    ``choice`` is the identifier of the choice that they stand in, if they do.
    """

    outcome: str
    identifier: str
    hides: bool
    text: str
    choice: str = ""

    def is_shown(self, values: Mapping[str, Value]) -> bool:
        """Return whether the outcomes show it."""
        is_there = self.identifier in values.get(self.outcome, Value()).atoms
        return is_there != self.hides


@dataclass(frozen=True, slots=True)
class Item:
    """One assessment item; ``root`` has normalised names.

    Its processing is run once or more for each choice, and takes each time from ``steps``.
    ``memo`` keeps words of the body, which every interaction asks for.
    """

    root: Element
    identifier: str
    title: str
    declarations: Mapping[str, Declaration]
    feedback: Sequence[Feedback]
    processing: Element | None
    steps: Steps = field(default_factory=lambda: Steps(Budget()))
    memo: dict[str, str] = field(default_factory=dict)

    @property
    def body(self) -> Element | None:
        """Return the element with all that is shown."""
        return self.root.find("itemBody")

    @property
    def is_adaptive(self) -> bool:
        """Return whether an attempt has several steps."""
        return self.root.get("adaptive") == "true"

    def run(self, responses: Mapping[str, Sequence[str]]) -> Mapping[str, Value] | None:
        """Return the outcomes of responses, as a file writes them, or None if unknown.

        Raises:
            LeaveOut: if that takes too many steps.
        """
        self.steps.take(1 + len(self.declarations))
        try:
            values = {
                name: self.declarations[name].value(texts)
                for name, texts in responses.items()
                if name in self.declarations
            }
            return outcomes(self.declarations, self.processing, values, self.steps)
        except NotUnderstood:
            return None

    def score(self, responses: Mapping[str, Sequence[str]]) -> float | None:
        """Return the points of responses, or None if they are not known."""
        values = self.run(responses)
        if values is None:
            return None
        return values.get(SCORE, Value()).number()

    def shown(self, responses: Mapping[str, Sequence[str]]) -> list[Feedback]:
        """Return the feedback that responses bring up."""
        values = self.run(responses)
        if values is None:
            return []
        self.steps.take(len(self.feedback))
        # An outcome that nothing set has its default.
        known = {
            **{
                name: declared.value(declared.default)
                for name, declared in self.declarations.items()
                if declared.default and name not in values
            },
            **values,
        }
        return [each for each in self.feedback if each.is_shown(known)]

    def correct(self, name: str, choices: Iterable[str] = ()) -> list[str]:
        """Return the right response to one interaction as a file writes it.

        It is the declared one, else what earns points by the mapping, else the one of
        ``choices`` that the processing gives the most for. Empty if there is none.
        """
        declared = self.declarations.get(name)
        if declared is None:
            return []
        if declared.correct:
            return list(dict.fromkeys(declared.correct))
        if declared.mapping:
            points = declared.mapping.points
            best = max(points.values(), default=0.0)
            least = best if declared.cardinality == "single" else math.ulp(0.0)
            return [
                _written(atom_)
                for atom_, worth in points.items()
                if worth > 0 and worth >= least
            ]
        scores = {choice: self.score({name: [choice]}) or 0.0 for choice in choices}
        best = max(scores.values(), default=0.0)
        return [choice for choice in scores if best > 0 and scores[choice] == best]


def _written(atom_: Atom) -> str:
    return " ".join(atom_) if isinstance(atom_, tuple) else str(atom_)


def read(root: Element, budget: Budget | None = None) -> Item:
    """Return the item of a normalised tree.

    What its processing takes is taken from ``budget``, if there is one.

    Raises:
        LeaveOut: if an answer of it has too many values.
    """
    declarations = {}
    for element in root:
        if element.tag in ("responseDeclaration", "outcomeDeclaration"):
            declared = _declaration(element)
            declarations[declared.identifier] = declared
    identifier = (root.get("identifier") or "").strip()
    return Item(
        root=root,
        identifier=identifier,
        title=plain(_escaped(root.get("title") or "")),
        declarations=declarations,
        feedback=list(_feedback(root)),
        processing=root.find("responseProcessing"),
        steps=Steps(budget or Budget()),
    )


def _declaration(element: Element) -> Declaration:
    base_type = element.get("baseType") or ""
    return Declaration(
        identifier=element.get("identifier") or "",
        cardinality=CARDINALITIES.get(element.get("cardinality"), "single"),
        base_type=base_type,
        default=_values(element.find("defaultValue")),
        correct=_values(element.find("correctResponse")),
        mapping=_point_map(element.find("mapping"), base_type),
    )


def _values(element: Element | None) -> tuple[str, ...]:
    if element is None:
        return ()
    values = list(element.iter("value"))
    if len(values) > MAX_PARTS:
        raise LeaveOut(
            gettext("It has more than %(limit)d answers or other parts.")
            % {"limit": MAX_PARTS}
        )
    texts = (" ".join((value.text or "").split()) for value in values)
    return tuple(text for text in texts if text)


def _point_map(element: Element | None, base_type: str) -> PointMap | None:
    if element is None:
        return None
    points = {}
    for entry in element.iter("mapEntry"):
        try:
            key = atom(entry.get("mapKey") or "", base_type)
        except NotUnderstood:
            continue
        points[key] = number_of(entry.get("mappedValue")) or 0.0
    lower = number_of(element.get("lowerBound"))
    upper = number_of(element.get("upperBound"))
    return PointMap(
        points=points,
        default=number_of(element.get("defaultValue")) or 0.0,
        lower=-math.inf if lower is None else lower,
        upper=math.inf if upper is None else upper,
    )


def _feedback(root: Element, choice: str = "") -> Iterable[Feedback]:
    for element in root:
        if element.tag in FEEDBACK:
            text = " ".join(
                part
                for part in (
                    plain(_escaped(element.get("title") or "")),
                    words(element),
                )
                if part
            )
            # What is printed there depends on the run, so the words would have a hole.
            if text and next(element.iter("printedVariable"), None) is None:
                yield Feedback(
                    outcome=element.get("outcomeIdentifier") or "",
                    identifier=element.get("identifier") or "",
                    hides=element.get("showHide") == "hide",
                    text=shorten(text, MAX_FEEDBACK),
                    choice=choice,
                )
        elif element.tag in CHOICES:
            yield from _feedback(element, element.get("identifier") or "")
        else:
            yield from _feedback(element, choice)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")
