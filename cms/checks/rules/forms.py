"""The check: two forms that ask for the same with other questions."""

from collections.abc import Iterator

from django.utils.translation import gettext

from cms.checks.draft import Draft, Step
from cms.checks.findings import Finding, Level, Place
from quizzes.blocks import comparable


def published(draft: Draft) -> Iterator[Finding]:
    """Find a check that is chosen and not published."""
    if draft.has_draft_check:
        yield Finding(
            rule="check.published",
            level=Level.ERROR,
            place=draft.places["quiz"],
            message=gettext("The check is not published, so nobody gets it."),
            advice=gettext("Publish the quiz first, or choose another."),
        )


def both(draft: Draft) -> Iterator[Finding]:
    """Find a check in which a form asks nothing."""
    for form, questions in draft.check.items():
        if not questions:
            yield Finding(
                rule="check.forms",
                level=Level.ERROR,
                place=_place(form),
                message=gettext("Form %(form)s asks nothing.") % {"form": form},
                advice=gettext("Write as many questions as the other form has."),
            )


def disjoint(draft: Draft) -> Iterator[Finding]:
    """Find questions of form B that form A asks, too, in the same words."""
    asked = {_wording(step) for step in draft.check.get("A", ())}
    for step in draft.check.get("B", ()):
        if _wording(step) in asked:
            yield Finding(
                rule="check.disjoint",
                level=Level.ERROR,
                place=step.place,
                message=gettext("Form A asks this, too."),
                advice=gettext(
                    "Ask for the same aim with another story, or a better result only "
                    "means that somebody remembers."
                ),
            )


def parallel(draft: Draft) -> Iterator[Finding]:
    """Find forms of another length (error), or with other kinds of questions (warning)."""
    form_a, form_b = draft.check.get("A", ()), draft.check.get("B", ())
    if not form_a or not form_b:
        return
    if len(form_a) != len(form_b):
        yield Finding(
            rule="check.parallel",
            level=Level.ERROR,
            place=draft.places["quiz"],
            message=gettext("Form A has %(a)d questions, form B %(b)d.")
            % {"a": len(form_a), "b": len(form_b)},
            advice=gettext("Give both the same number, on the same aims in one order."),
        )
    elif [_shape(step) for step in form_a] != [_shape(step) for step in form_b]:
        yield Finding(
            rule="check.parallel",
            level=Level.WARNING,
            place=draft.places["quiz"],
            message=gettext("The forms ask in different ways."),
            advice=gettext(
                "Let question 1 of both be of one kind with as many options, and so on: "
                "then a difference means learning."
            ),
        )


def _place(form: str) -> Place:
    return Place(
        (f"form_{form.lower()}",),
        (gettext("Check, form %(form)s") % {"form": form},),
        in_check=True,
    )


def _wording(step: Step) -> tuple[str, ...]:
    """Return what makes two questions the same: kind, prompt, and options in any order."""
    shown = [comparable(words.text) for words in step.words if words.role == "screen"]
    return (step.type, *sorted(shown))


def _shape(step: Step) -> tuple[str, bool, int]:
    """Return kind, whether several may be ticked, and how many parts are graded."""
    parts = max(
        (len(value) for value in step.key.values() if isinstance(value, dict)),
        default=0,
    )
    return step.type, bool(step.key.get("multiple")), parts
