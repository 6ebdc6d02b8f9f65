"""Which answers count: the first to a question of a check, and so many of a day.

Decided inside the transaction that records, before anything is inserted; the learner is
locked, so nothing can come in between.
"""

from collections import Counter
from collections.abc import Mapping

from django.conf import settings

from challenge.progress.checks import PHASES, Check
from challenge.progress.intake import Answer
from challenge.progress.marks import ModuleProgress

# How often a day the check of a module that educators can pass may be answered.
TRIES_A_DAY = 3

# The code and the reason for what is sent of a module that is still locked.
LOCKED = "locked"
LOCKED_DETAIL = (
    "The educator of this learner's class opens this module together with the class."
    " Keep the entry and send it again later."
)
REASONS = {
    "answered_before": "The first answer to a question of a check counts.",
    "handed_in": "The form of this question was handed in.",
    "too_many": "No more answers count on this day.",
}

# A learner's id, and the uid of an answer or the key of a module.
Own = tuple[int, str]


def refusals(
    answers: Mapping[Own, Answer],
    progress: Mapping[Own, ModuleProgress],
    on_this_day: Mapping[int, int],
) -> dict[Own, str]:
    """Return the code of the reason for each answer that does not count.

    Args:
        answers: what is to be recorded, by learner and uid, in the order of receipt.
        progress: what is known of it, by learner and module.
        on_this_day: how many answers of each learner were recorded on this day before.
    """
    found: dict[Own, str] = {}
    by_learner: Counter[int] = Counter()
    by_item: Counter[tuple[int, str, str, str]] = Counter()
    for own, answer in answers.items():
        learner, phase = own[0], answer.phase if answer.phase in PHASES else ""
        place = learner, answer.module, answer.item, phase
        entry = progress.get((learner, answer.module)) or ModuleProgress(answer.module)
        before = entry.daily_answers.get(answer.item, 0)
        total = on_this_day.get(learner, 0) + by_learner[learner]
        code = _refused_by_check(answer, entry, by_item[place] > 0) if phase else ""
        most = TRIES_A_DAY if phase else settings.ANSWERS_PER_QUESTION_A_DAY
        if before + by_item[place] >= most or total >= settings.ANSWERS_A_DAY:
            code = code or "too_many"
        if code:
            found[own] = code
        else:
            by_item[place] += 1
            by_learner[learner] += 1
    return found


def _refused_by_check(answer: Answer, entry: ModuleProgress, has_come: bool) -> str:
    if has_come:
        return "answered_before"
    check = entry.checks.get(answer.phase) or Check()
    return check.refusal(answer.item, is_passable=answer.is_passable)
