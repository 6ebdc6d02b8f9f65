"""Give and take back reasons for warnings."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from wagtail.log_actions import log

from cms.checks.gate import Judged, judge
from cms.checks.models import Reason

if TYPE_CHECKING:
    from cms.pages.module import ModulePage

GIVEN = "cms.checks.reason"
TAKEN_BACK = "cms.checks.reason_taken_back"


def give(page: "ModulePage", mark: str, words: str, user: Any) -> Reason | None:
    """Let a warning about a module stand, for a reason.

    Args:
        page: the module as it was last saved.
        mark: which warning; see ``cms.checks.marks``.
        words: the reason.
        user: who gives it.

    Returns:
        The reason, or None if no warning has that mark, as when the text has changed.
    """
    judged = next(
        (one for one in judge(page) if one.mark == mark and not one.is_error), None
    )
    if judged is None:
        return None
    reason = _store(page, judged, words, user)
    log(page, GIVEN, user=user, data=_told(reason))
    return reason


def give_all(page: "ModulePage", words: Mapping[str, str]) -> None:
    """Let all warnings of some rules about a saved module stand, as a programme does.

    ``words`` are the reasons by rule. A warning that has a reason keeps it.
    """
    for one in judge(page) if words else ():
        if one.is_open and one.finding.rule in words:
            _store(page, one, words[one.finding.rule], None)


def take_back(page: "ModulePage", mark: str, user: Any) -> bool:
    """Open a warning again; tell whether it had a reason."""
    reason = Reason.objects.filter(page_id=page.pk, mark=mark).first()
    if reason is None:
        return False
    log(page, TAKEN_BACK, user=user, data=_told(reason))
    reason.delete()
    return True


def _store(page: "ModulePage", judged: Judged, words: str, user: Any) -> Reason:
    finding = judged.finding
    reason, _created = Reason.objects.update_or_create(
        page_id=page.pk,
        mark=judged.mark,
        defaults={
            "rule": finding.rule,
            "place": str(finding.place),
            "message": finding.message,
            "words": words,
            "given_by": user,
        },
    )
    return reason


def _told(reason: Reason) -> dict[str, str]:
    return {"place": reason.place, "message": reason.message, "words": reason.words}
