"""What a file would score and say: an interpreter for QTI's response processing.

It serves to learn what a file means, not to grade: which feedback a choice brings up, and
whether points are given otherwise than here. There are no loops in QTI, so it always ends.
Sources: IMS QTI 2.2 Assessment Test, Section and Item Information Model, ch. 8 (response
processing) and 15 (expressions); the templates are those that 1EdTech publishes.
"""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Literal
from xml.etree.ElementTree import Element

from exchange.budget import Steps
from exchange.qti.tree import number_of

Cardinality = Literal["single", "multiple", "ordered"]
Atom = str | float | bool | tuple[str, ...]

MATCH_CORRECT, MAP_RESPONSE = "match_correct", "map_response"
# Common Cartridge's own: they say which choice was made, and whether all is right.
CC_MATCH, CC_MATCH_BASIC, CC_MAP = "CC2_match", "CC2_match_basic", "CC2_map_response"
TEMPLATES = {MATCH_CORRECT, MAP_RESPONSE, CC_MATCH, CC_MATCH_BASIC, CC_MAP}


class NotUnderstood(Exception):  # noqa: N818 -- says what happened, and is no fault
    """A rule or an expression that this interpreter does not know."""


class _Exit(Exception):  # noqa: N818 -- exitResponse, QTI's own word
    """The processing ends here."""


@dataclass(frozen=True, slots=True)
class Value:
    """A value of QTI; without atoms it is NULL."""

    atoms: tuple[Atom, ...] = ()
    cardinality: Cardinality = "single"

    def one(self) -> Atom | None:
        """Return the only atom, or None."""
        return self.atoms[0] if len(self.atoms) == 1 else None

    def number(self) -> float | None:
        """Return the only atom as a number, or None."""
        atom = self.one()
        if isinstance(atom, bool) or not isinstance(atom, int | float):
            return None
        return float(atom)


NULL = Value()


@dataclass(frozen=True, slots=True)
class PointMap:
    """How a response declaration maps values to points."""

    points: Mapping[Atom, float]
    default: float = 0.0
    lower: float = -math.inf
    upper: float = math.inf

    def of(self, value: Value) -> float:
        """Return the points of a value: each different atom counts once."""
        total = sum(self.points.get(atom, self.default) for atom in set(value.atoms))
        return min(self.upper, max(self.lower, total))


@dataclass(frozen=True, slots=True)
class Declaration:
    """A response or outcome variable as its declaration describes it."""

    identifier: str
    cardinality: Cardinality = "single"
    base_type: str = ""
    default: tuple[str, ...] = ()
    correct: tuple[str, ...] = ()
    mapping: PointMap | None = None

    def value(self, texts: Iterable[str]) -> Value:
        """Return the value that these texts write in the variable's type."""
        atoms = tuple(atom(text, self.base_type) for text in texts)
        return Value(atoms, self.cardinality) if atoms else NULL


def atom(text: str, base_type: str | None) -> Atom:
    """Return one atom that a file writes as ``text``.

    A pair has no direction, so its two names are put in order.

    Raises:
        NotUnderstood: if it is not of its type.
    """
    text = text.strip()
    if base_type in ("float", "integer", "duration"):
        number = number_of(text)
        if number is None:
            raise NotUnderstood(base_type)
        return number
    if base_type == "boolean":
        return text in ("true", "1")
    if base_type == "pair":
        return tuple(sorted(text.split()))
    if base_type in ("directedPair", "point"):
        return tuple(text.split())
    return text


@dataclass(slots=True)
class Run:
    """One run of a processing over one response."""

    declarations: Mapping[str, Declaration]
    steps: Steps
    values: dict[str, Value] = field(default_factory=dict)

    def rules(self, rules: Iterable[Element]) -> None:
        """Carry out rules in order.

        Raises:
            NotUnderstood: at the first one that is not known here.
        """
        for rule in rules:
            self._rule(rule)

    def _rule(self, rule: Element) -> None:
        self.steps.take(1)
        match rule.tag:
            case "setOutcomeValue":
                self._set(rule.get("identifier", ""), self.value(_only(rule)))
            case "responseCondition":
                self._condition(rule)
            case "responseProcessingFragment":
                self.rules(rule)
            case "exitResponse":
                raise _Exit
            case _:
                raise NotUnderstood(rule.tag)

    def _set(self, name: str, value: Value) -> None:
        declared = self.declarations.get(name)
        cardinality = declared.cardinality if declared else value.cardinality
        self.values[name] = Value(value.atoms, cardinality)

    def _condition(self, condition: Element) -> None:
        for branch in condition:
            rules = list(branch)
            if branch.tag != "responseElse":
                if not rules:
                    raise NotUnderstood(branch.tag)
                if self.value(rules.pop(0)).one() is not True:
                    continue
            self.rules(rules)
            return

    def variable(self, name: str) -> Value:
        """Return the present value of a response or outcome."""
        if name in self.values:
            return self.values[name]
        declared = self.declarations.get(name)
        return declared.value(declared.default) if declared else NULL

    def value(self, expression: Element) -> Value:
        """Return the value of an expression.

        Raises:
            NotUnderstood: if one in it is not known here.
        """
        handler = EXPRESSIONS.get(expression.tag)
        if handler is None:
            raise NotUnderstood(expression.tag)
        value = handler(self, expression)
        # Values can double from rule to rule, so their length counts.
        self.steps.take(1 + len(value.atoms))
        return value

    def all(self, expression: Element) -> list[Value]:
        """Return the values of the expressions inside one."""
        return [self.value(child) for child in expression]

    def numbers(self, expression: Element) -> list[float] | None:
        """Return the numbers inside an expression; None if one of them is NULL."""
        found: list[float] = []
        for value in self.all(expression):
            if not value.atoms:
                return None
            for each in value.atoms:
                number = Value((each,)).number()
                if number is None:
                    raise NotUnderstood(expression.tag)
                found.append(number)
        return found

    def _declared(self, expression: Element) -> Declaration:
        declared = self.declarations.get(expression.get("identifier", ""))
        if declared is None:
            raise NotUnderstood(expression.tag)
        return declared

    def _base_value(self, expression: Element) -> Value:
        return Value((atom(expression.text or "", expression.get("baseType")),))

    def _correct(self, expression: Element) -> Value:
        declared = self._declared(expression)
        return declared.value(declared.correct)

    def _default(self, expression: Element) -> Value:
        declared = self._declared(expression)
        return declared.value(declared.default)

    def _map_response(self, expression: Element) -> Value:
        declared = self._declared(expression)
        if declared.mapping is None:
            raise NotUnderstood(expression.tag)
        return Value((declared.mapping.of(self.variable(declared.identifier)),))

    def _negation(self, expression: Element) -> Value:
        value = self.value(_only(expression)).one()
        return NULL if value is None else Value((value is not True,))

    def _conjunction(self, expression: Element) -> Value:
        values = [value.one() for value in self.all(expression)]
        if False in values:
            return Value((False,))
        return NULL if None in values else Value((True,))

    def _disjunction(self, expression: Element) -> Value:
        values = [value.one() for value in self.all(expression)]
        if True in values:
            return Value((True,))
        return NULL if None in values else Value((False,))

    def _match(self, expression: Element) -> Value:
        one, two = self._two(expression)
        if not one.atoms or not two.atoms:
            return NULL
        if "ordered" in (one.cardinality, two.cardinality):
            return Value((one.atoms == two.atoms,))
        return Value((Counter(one.atoms) == Counter(two.atoms),))

    def _member(self, expression: Element) -> Value:
        one, two = self._two(expression)
        if not one.atoms or not two.atoms:
            return NULL
        return Value((one.one() in two.atoms,))

    def _contains(self, expression: Element) -> Value:
        one, two = self._two(expression)
        if not one.atoms or not two.atoms:
            return NULL
        return Value((not Counter(two.atoms) - Counter(one.atoms),))

    def _container(self, expression: Element) -> Value:
        cardinality: Cardinality = (
            "ordered" if expression.tag == "ordered" else "multiple"
        )
        values = self.all(expression)
        self.steps.take(sum(len(value.atoms) for value in values))
        atoms = [atom_ for value in values for atom_ in value.atoms]
        return Value(tuple(atoms), cardinality)

    def _index(self, expression: Element) -> Value:
        number = number_of(expression.get("n"))
        atoms = self.value(_only(expression)).atoms
        if number is None:
            raise NotUnderstood(expression.tag)
        at = int(number)
        return Value((atoms[at - 1],)) if 1 <= at <= len(atoms) else NULL

    def _delete(self, expression: Element) -> Value:
        one, two = self._two(expression)
        left = tuple(atom_ for atom_ in two.atoms if atom_ not in one.atoms)
        return Value(left, two.cardinality)

    def _compared(self, expression: Element) -> Value:
        numbers = self.numbers(expression)
        if numbers is None:
            return NULL
        if len(numbers) != 2:
            raise NotUnderstood(expression.tag)
        return Value((COMPARISONS[expression.tag](*numbers),))

    def _calculated(self, expression: Element) -> Value:
        numbers = self.numbers(expression)
        if numbers is None:
            return NULL
        try:
            result = float(CALCULATIONS[expression.tag](numbers))
        except (ArithmeticError, ValueError, IndexError) as error:
            raise NotUnderstood(expression.tag) from error
        # Products overflow to infinity, of which nothing can be computed.
        if not math.isfinite(result):
            raise NotUnderstood(expression.tag)
        return Value((result,))

    def _two(self, expression: Element) -> tuple[Value, Value]:
        values = self.all(expression)
        if len(values) != 2:
            raise NotUnderstood(expression.tag)
        return values[0], values[1]


def _only(expression: Element) -> Element:
    if len(expression) != 1:
        raise NotUnderstood(expression.tag)
    return expression[0]


COMPARISONS: Mapping[str, Callable[[float, float], bool]] = {
    "equal": math.isclose,
    "gt": lambda one, two: one > two,
    "gte": lambda one, two: one >= two,
    "lt": lambda one, two: one < two,
    "lte": lambda one, two: one <= two,
}
CALCULATIONS: Mapping[str, Callable[[list[float]], float]] = {
    "sum": math.fsum,
    "product": math.prod,
    "subtract": lambda numbers: numbers[0] - numbers[1],
    "divide": lambda numbers: numbers[0] / numbers[1],
    "min": min,
    "max": max,
    "round": lambda numbers: math.floor(numbers[0] + 0.5),
    "truncate": lambda numbers: math.trunc(numbers[0]),
    "integerToFloat": lambda numbers: numbers[0],
}
EXPRESSIONS: Mapping[str, Callable[[Run, Element], Value]] = {
    "baseValue": Run._base_value,
    "variable": lambda run, element: run.variable(element.get("identifier", "")),
    "correct": Run._correct,
    "default": Run._default,
    "mapResponse": Run._map_response,
    "null": lambda _run, _element: NULL,
    "isNull": lambda run, element: Value((not run.value(_only(element)).atoms,)),
    "not": Run._negation,
    "and": Run._conjunction,
    "or": Run._disjunction,
    "match": Run._match,
    "member": Run._member,
    "contains": Run._contains,
    "multiple": Run._container,
    "ordered": Run._container,
    "containerSize": lambda run, element: Value(
        (float(len(run.value(_only(element)).atoms)),)
    ),
    "index": Run._index,
    "delete": Run._delete,
    **dict.fromkeys(COMPARISONS, Run._compared),
    **dict.fromkeys(CALCULATIONS, Run._calculated),
}


def template_of(processing: Element | None) -> str:
    """Return the name of the published template that a processing refers to, or ""."""
    if processing is None:
        return ""
    address = processing.get("template") or processing.get("templateLocation") or ""
    return address.rstrip("/").rpartition("/")[2].removesuffix(".xml")


def outcomes(
    declarations: Mapping[str, Declaration],
    processing: Element | None,
    responses: Mapping[str, Value],
    steps: Steps,
) -> dict[str, Value]:
    """Return the outcomes that a file's processing gives to responses.

    Args:
        declarations: the response and outcome variables, by identifier.
        processing: the normalised ``responseProcessing``, if there is one.
        responses: by the identifier of the response; one that is missing is NULL.
        steps: what each rule and expression is taken from.

    Raises:
        LeaveOut: if it takes too many steps.
        NotUnderstood: if the processing is missing or uses something unknown here.
    """
    run = Run(declarations, steps, dict(responses))
    template = template_of(processing)
    if processing is not None and len(processing):
        with suppress(_Exit):
            run.rules(processing)
    elif template in TEMPLATES:
        _by_template(template, run, responses)
    else:
        raise NotUnderstood(template or "responseProcessing")
    return run.values


def _by_template(template: str, run: Run, responses: Mapping[str, Value]) -> None:
    # The templates are about the response that is called RESPONSE.
    name = "RESPONSE" if "RESPONSE" in run.declarations else next(iter(responses), "")
    declared = run.declarations.get(name)
    if declared is None:
        raise NotUnderstood(template)
    given, correct = run.variable(name), declared.value(declared.correct)
    if template in (MAP_RESPONSE, CC_MAP):
        if declared.mapping is None:
            raise NotUnderstood(template)
        score = declared.mapping.of(given) if given.atoms else 0.0
        is_right = score == run.variable("MAXSCORE").number()
    else:
        is_right = bool(given.atoms) and (
            given.atoms == correct.atoms
            if declared.cardinality == "ordered"
            else Counter(given.atoms) == Counter(correct.atoms)
        )
        score = 1.0 if is_right else 0.0
    run.values["SCORE"] = Value((score,))
    verdict = Value(("correct" if is_right else "incorrect",))
    if template == CC_MAP:
        run.values["FEEDBACK"] = verdict
    elif template in (CC_MATCH, CC_MATCH_BASIC):
        run.values["FEEDBACKBASIC"] = verdict
        if template == CC_MATCH:
            run.values["FEEDBACK"] = given
