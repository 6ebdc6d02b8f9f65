"""What every question needs: a right answer, and a line why for each option."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext

from cms.checks.draft import Draft, Step, Words
from cms.checks.findings import Finding, Level, Place

# A right option that is this much longer than the longest wrong one gives itself away
# (a cue of "longest option"; Haladyna, Downing and Rodriguez 2002, guideline on options of
# about equal length), if it is longer by some words as well.
TELLTALE_RATIO = 1.5
TELLTALE_LETTERS = 15


def feedback(draft: Draft) -> Iterator[Finding]:
    """Find options without a line why.

    Each option of a choice needs its own. A part of another kind may go without where the
    question has a line for whoever got something wrong. In a chat, an unhelpful choice
    needs a note or a node of its own that shows what follows.
    """
    for step in draft.questions:
        silent = (
            _silent_choices(step)
            if step.is_story
            else _silent_parts(step.key, has_line=_has_line(step))
        )
        silent_ids = set(silent)
        if not silent_ids:
            continue
        places = _places_of_entries(step)
        for id_ in silent_ids - places.keys():
            places[id_] = step.place
        for id_, place in places.items():
            if id_ in silent_ids:
                yield Finding(
                    rule="answers.feedback",
                    level=Level.ERROR,
                    place=place,
                    message=gettext("Nothing says why."),
                    advice=gettext(
                        "Write one line of feedback that gives the reason and blames "
                        "nobody."
                    ),
                )


def right_answer(draft: Draft) -> Iterator[Finding]:
    """Find graded questions that nobody can answer rightly."""
    for step in draft.questions:
        if step.kind is None or not step.kind.scored:
            continue
        try:
            grade = step.kind.grade(step.key, step.kind.perfect(step.key))
        except (LookupError, ValueError):
            grade = None
        if (
            grade is None
            or grade.numerator < grade.denominator
            or not grade.denominator
        ):
            yield Finding(
                rule="answers.right",
                level=Level.ERROR,
                place=step.place,
                message=gettext("No answer earns all points."),
                advice=gettext("Mark which answer is right."),
            )


def length(draft: Draft) -> Iterator[Finding]:
    """Find choices whose right options stand out by their length."""
    for step in draft.questions:
        texts = step.kind.texts_by_rightness(step.value) if step.kind else ([], [])
        right, wrong = ([len(words) for words in own] for own in texts)
        if not right or not wrong:
            continue
        shortest, longest = min(right), max(wrong)
        if (
            shortest > TELLTALE_RATIO * longest
            and shortest - longest > TELLTALE_LETTERS
        ):
            yield Finding(
                rule="answers.length",
                level=Level.WARNING,
                place=step.place,
                message=gettext("The right answer is much longer than the others."),
                advice=gettext(
                    "Make the options about equally long, or the longest gives itself "
                    "away."
                ),
            )


def _has_line(step: Step) -> bool:
    explains_each = step.kind is not None and step.kind.explains_each
    return not explains_each and bool(step.key.get("wrong"))


def _silent_parts(key: Mapping[str, Any], *, has_line: bool) -> Iterator[str]:
    """Yield the ids of the parts in a grader's key that have an empty line of feedback."""
    if has_line:
        return
    for name, value in key.items():
        if not isinstance(value, Mapping):
            continue
        if name == "feedback":  # by id, as in an order
            yield from (id_ for id_, line in value.items() if not line)
        elif "feedback" in value or "hint" in value:
            if not value.get("feedback", value.get("hint")):
                yield name
        else:
            yield from _silent_parts(value, has_line=False)


def _silent_choices(step: Step) -> Iterator[str]:
    for node in step.key["nodes"].values():
        for id_, choice in node["choices"].items():
            if choice["weight"] < 0 and not choice["note"] and not choice["goto"]:
                yield id_


def _places_of_entries(step: Step) -> dict[str, Place]:
    """Return the place of each entry of the question's lists, by its id, in their order."""
    found: dict[str, Place] = {}
    for words in step.words:
        for depth, part in enumerate(words.path):
            if part not in words.names and part not in found:
                found[part] = _entry_place(words, depth)
    return found


def _entry_place(words: Words, depth: int) -> Place:
    """Return the place of the entry whose id is the path's part number ``depth``."""
    place = words.place
    # Labels: those of the step, then one a list's entry or a field.
    names = len([part for part in words.path[: depth + 1] if part in words.names])
    own = len(place.labels) - len(words.names) + names
    return Place(place.path[: depth + 3], place.labels[:own], place.in_check)
