"""What is due, and which questions bring it back.

The server decides both, from the days in ``Progress`` and what is published now; answers
come by the ordinary way (``POST /attempts/`` with the phase ``review``), and the first one
that is received marks the module's review as done.

Only modules of the children's track come back, and none from sensitivity 2 on: those open
with a note on what is coming, close with a calm minute and a way to help, and a child may
choose not to start. A question out of the middle of one would come without all of that,
beside a question on passwords, and no program can tell which of them is neutral.
"""

import datetime
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, islice, zip_longest
from typing import TypedDict

from django.utils.translation import get_language_info

from challenge.learners.models import Learner
from challenge.progress import store
from challenge.progress.marks import ModuleProgress
from cms.choices import Sensitivity, Track
from cms.publications import catalogue
from cms.publications.answer_keys import AnswerKey, answer_keys
from cms.publications.content import steps_of
from cms.publications.payload import ModuleSummaryData
from cms.steps import Step
from quizzes.kinds import get as get_kind

QUESTIONS = 3


@dataclass(frozen=True, slots=True)
class Due:
    """A module to come back to: since when, what it says now, which questions it has."""

    module: str
    since: datetime.date
    summary: ModuleSummaryData
    questions: Sequence[str]


class Asked(TypedDict):
    """A question of a review: its step, and what is shown of its module."""

    module: str
    version: str
    locale: str
    dir: str
    title: str
    url: str
    band: str
    step: Step


def due_of(
    progress: Iterable[ModuleProgress], locale: str, day: datetime.date
) -> list[Due]:
    """Return the modules that are due on ``day``, those that wait longest first.

    No query while nothing may be due; else one, and one more for keys that this process
    has not read yet.
    """
    since = {
        entry.module: entry.days.due_on
        for entry in progress
        if entry.days.due_on is not None and entry.days.is_due(day)
    }
    if not since:
        return []
    summaries = {
        module: summary
        for module, summary in catalogue.summaries_of(since, locale).items()
        if _comes_back(summary)
    }
    keys = answer_keys(summary["version"] for summary in summaries.values())
    due = [
        Due(module, since[module], summary, questions)
        for module, summary in summaries.items()
        if (questions := short_questions(keys[summary["version"]]))
    ]
    return sorted(due, key=lambda entry: (entry.since, entry.module))


def review_of(learner: Learner, locale: str, day: datetime.date) -> list[Asked]:
    """Return the questions of the review that is due on ``day``; none when nothing is.

    Asked again before an answer has come in, it gives the same questions.
    """
    due = due_of(store.progress_of(learner.pk), locale, day)
    return [
        _question(entry, steps_of(entry.summary["version"])[question])
        for entry, question in pick(due, str(learner.uid))
    ]


def pick(due: Sequence[Due], seed: str) -> list[tuple[Due, str]]:
    """Choose up to ``QUESTIONS`` questions, mixed: one of each module before any second.

    ``seed`` stands for the learner: each gets other questions of a module, at the second
    review others than at the first where there are enough, and always the same for one
    review.
    """
    hands = [[(entry, question) for question in _ranked(entry, seed)] for entry in due]
    dealt = chain.from_iterable(zip_longest(*hands))
    return list(islice(filter(None, dealt), QUESTIONS))


def short_questions(key: AnswerKey) -> list[str]:
    """Return the ids of the graded practice questions that are short enough."""
    return [
        item
        for item in key.graded
        if key.items[item].purpose == "practice"
        and get_kind(key.items[item].kind).is_short
    ]


def _comes_back(summary: ModuleSummaryData) -> bool:
    return (
        summary["track"] == Track.CHILDREN and summary["sensitivity"] < Sensitivity.HIGH
    )


def _ranked(entry: Due, seed: str) -> list[str]:
    def rank(question: str) -> bytes:
        words = f"{seed} {entry.module} {entry.since} {question}"
        return hashlib.sha256(words.encode()).digest()

    return sorted(entry.questions, key=rank)


def _question(entry: Due, step: Step) -> Asked:
    summary = entry.summary
    is_rtl = get_language_info(summary["locale"])["bidi"]
    return {
        "module": entry.module,
        "version": summary["version"],
        "locale": summary["locale"],
        "dir": "rtl" if is_rtl else "ltr",
        "title": summary["title"],
        "url": summary["url"],
        "band": summary["band"],
        "step": step,
    }
