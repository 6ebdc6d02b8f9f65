"""The report of a class as lines of a spreadsheet."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext

from challenge.classrooms.reports.shown import Module, Report
from challenge.insight.exports import shown
from challenge.progress.models import State


def rows(report: Report) -> Iterator[list[Any]]:
    """Yield the seats with their marks, the modules, and the questions: three tables."""
    yield from _seats(report)
    yield []
    yield from _modules(report)
    yield []
    yield from _questions(report)


def _seats(report: Report) -> Iterator[list[Any]]:
    head = [gettext("Seat"), gettext("Joined")]
    for module in report.open_modules:
        head += [module.title, gettext("Stars: %s") % module.title]
    yield head
    yes, no = gettext("yes"), gettext("no")
    for place in report.places:
        row: list[Any] = [place.label, yes if place.is_joined else no]
        for mark in place.marks:
            row += [
                str(State(mark.state).label) if mark.state else gettext("not started"),
                mark.stars if mark.state == State.FINISHED else "",
            ]
        yield row


def _modules(report: Report) -> Iterator[list[Any]]:
    yield [
        gettext("Module"),
        gettext("Joined"),
        gettext("Started"),
        gettext("Finished"),
        gettext("Pupils before"),
        gettext("Before, %"),
        gettext("Pupils after"),
        gettext("After, %"),
        gettext("Gain, points"),
    ]
    for module in report.modules:
        yield [module.title, report.joined, *(shown(one) for one in _figures(module))]


def _figures(module: Module) -> list[Any]:
    return [
        module.started,
        module.finished,
        module.before.n,
        module.before.share,
        module.after.n,
        module.after.share,
        module.gain,
    ]


def _questions(report: Report) -> Iterator[list[Any]]:
    yield [
        gettext("Module"),
        gettext("Question"),
        gettext("Pupils"),
        gettext("Right, %"),
        gettext("Most chosen"),
        gettext("Most chosen, %"),
        gettext("Talk about this"),
    ]
    for module in report.modules:
        for question in module.questions:
            most = question.most_chosen
            yield [
                module.title,
                question.label,
                shown(question.n),
                shown(question.facility),
                most.label if most else "",
                shown(most.share) if most else "",
                gettext("yes") if question.to_talk else "",
            ]
