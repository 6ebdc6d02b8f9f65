"""Hand a form of a check in, and say how it went."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from challenge.errors import Refused
from challenge.learners.models import Learner
from challenge.progress.checks import Check, checks_from, checks_to_store
from challenge.progress.models import Attempt, Progress
from challenge.progress.store import UnknownLearnerError
from challenge.storage.write_lock import write_lock
from cms.publications.answer_keys import AnswerKey, answer_keys
from quizzes.grading import Grade, grade
from quizzes.kinds.base import make_grade


class UnansweredError(Exception):
    """Fewer questions are answered than are asked; ``missing`` are those of the form."""

    def __init__(self, missing: Sequence[str]) -> None:
        super().__init__(", ".join(missing))
        self.missing = missing


@dataclass(frozen=True, slots=True)
class Result:
    """How a form went: the answers that counted, graded, by question in their order."""

    grades: Mapping[str, Grade]

    @property
    def score(self) -> float | None:
        """Return the mean of the scores, from 0 to 1; None where nothing is scored."""
        scores = [one.score for one in self.grades.values() if one.score is not None]
        return sum(scores) / len(scores) if scores else None


def hand_in(learner_id: int, module: str, version: str, phase: str) -> Result:
    """Close the form that a learner has answered, and return how it went.

    Again it returns the same and changes nothing.

    Args:
        learner_id: whose form it is.
        module: the key of the module.
        version: the content that the learner saw, which says what is asked.
        phase: "pre" or "post".

    Raises:
        Refused: if there is no such version, or it has no such form.
        UnansweredError: if questions are not answered that are asked.
        UnknownLearnerError: if the learner was forgotten meanwhile.
    """
    key = _key_of(module, version, phase)
    form = key.forms[phase]
    with write_lock():
        # The answers of this learner that are on their way wait, or came before.
        learner = Learner.objects.select_for_update().filter(pk=learner_id).first()
        if learner is None:
            raise UnknownLearnerError
        row = Progress.objects.filter(learner_id=learner_id, module=module).first()
        checks = checks_from(row.checks) if row else {}
        check = checks.get(phase) or Check()
        if missing := check.missing(form, key.asked):
            raise UnansweredError(missing)
        if row and check.hand_in(version):
            row.checks = checks_to_store(checks)
            row.save(update_fields=["checks"])
    return _result(learner_id, module, phase, form, check)


def _key_of(module: str, version: str, phase: str) -> AnswerKey:
    key = answer_keys({version}).get(version)
    if key is None:
        raise Refused(
            "unknown_version",
            _("No version of a module has this hash, or it is no longer kept."),
            "version",
        )
    if key.module_key != module:
        raise Refused(
            "unknown_module", _("This version belongs to another module."), "module"
        )
    if not key.forms.get(phase):
        raise Refused("no_check", _("This version has no such check."), "phase")
    return key


def _result(
    learner_id: int, module: str, phase: str, form: tuple[str, ...], check: Check
) -> Result:
    """Grade what was handed in once more; without the answer its points alone are told."""
    handed_in = check.handed_in or {}
    kept = Attempt.objects.filter(learner_id=learner_id, module=module, phase=phase)
    rows = {
        row.item: row
        for row in kept.order_by("seq")
        if [row.numerator, row.denominator] == handed_in.get(row.item)
    }
    keys = answer_keys({row.version for row in rows.values()})
    grades: dict[str, Grade] = {}
    for item in [*form, *(handed_in.keys() - {*form})]:
        if item not in handed_in:
            continue
        row = rows.get(item)
        numerator, denominator = handed_in[item]
        grades[item] = make_grade(numerator, denominator, (), {})
        if row and row.response and (key := keys.get(row.version)):
            entry = key.items[item]
            grades[item] = grade(entry.kind, entry.key, row.response)
    return Result(grades)
