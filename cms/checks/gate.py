"""Whether a module may go out: no error stands, and each warning has a reason.

The form of a module refuses with words (``refusal``), and ``guard_module`` stands where
every way of publishing ends; hooks call both (see ``cms.pages.publish_checks``). A
programme that publishes for nobody (the demo, a rebuild) answers for its content itself.
"""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext

from wagtail.log_actions import log
from wagtail.models import Revision

from cms.checks.counting import count_in_words
from cms.checks.findings import Finding, Level
from cms.checks.lint import lint
from cms.checks.marks import Marker
from cms.checks.models import Reason
from cms.pages import publish_checks

if TYPE_CHECKING:
    from cms.pages.module import ModulePage
    from quizzes.models import Quiz

logger = logging.getLogger(__name__)

SCHEDULED = "wagtail.publish.scheduled"
HELD_BACK = "cms.checks.held_back"
# So many places are named in a message; the tab "Checks" has them all.
MOST_NAMED = 8


class HeldBackError(Exception):
    """A module or quiz was to be published that the checks hold back.

    Attributes:
        instance: the module or the quiz.
        lines: why, a line each, in words for an editor.
    """

    def __init__(self, instance: Any, lines: list[str]) -> None:
        super().__init__("\n".join(lines))
        self.instance = instance
        self.lines = lines


@dataclass(frozen=True, slots=True)
class Judged:
    """A finding, the mark that a reason for it goes by, and the reason if there is one."""

    finding: Finding
    mark: str
    reason: Reason | None

    @property
    def is_error(self) -> bool:
        """Return whether it must be mended."""
        return self.finding.level == Level.ERROR

    @property
    def is_open(self) -> bool:
        """Return whether it is a warning that nobody has given a reason for."""
        return not self.is_error and self.reason is None

    @property
    def holds_back(self) -> bool:
        """Return whether the module cannot go out because of it."""
        return self.is_error or self.is_open


@dataclass(frozen=True, slots=True)
class Standing:
    """How a module stands: how many errors, and which warnings have no reason."""

    errors: int
    open_warnings: list[Finding]

    @property
    def may_go_out(self) -> bool:
        """Return whether the checks let it be published."""
        return not self.errors and not self.open_warnings


def judge(page: "ModulePage", quiz: "Quiz | None" = None) -> list[Judged]:
    """Return the findings about a module as it is in memory, with the reasons given.

    A reason for an error counts for nothing. ``quiz`` is read as its check.
    """
    found = lint(page, quiz)
    if not found:
        return []
    marker = Marker(page, quiz)
    reasons = (
        {reason.mark: reason for reason in page.reasons.select_related("given_by")}
        if page.pk
        else {}
    )
    marked = ((finding, marker.mark(finding)) for finding in found)
    return [
        Judged(
            finding,
            mark,
            reasons.get(mark) if finding.level == Level.WARNING else None,
        )
        for finding, mark in marked
    ]


def standing(page: "ModulePage") -> Standing:
    """Tell how a module stands as it is in memory; nothing is written."""
    judged = judge(page)
    return Standing(
        errors=sum(one.is_error for one in judged),
        open_warnings=[one.finding for one in judged if one.is_open],
    )


def refusal(page: "ModulePage") -> list[str]:
    """Return why the checks hold back a module as it is in memory; [] if they do not."""
    return refusal_lines(judge(page))


def guard_module(
    page: "ModulePage", revision: Revision, user: Any, log_action: bool | str
) -> bool:
    """Return whether a revision of a module may be published; see ``guard``."""
    return guard(page, revision, user, log_action, publish_checks.refusal)


def refusal_lines(judged: Iterable[Judged]) -> list[str]:
    """Return the findings that hold something back in words: how many, and where."""
    held = sorted(
        (one for one in judged if one.holds_back), key=lambda one: not one.is_error
    )
    if not held:
        return []
    errors = sum(one.is_error for one in held)
    lines = [
        gettext("The checks hold it back: %(count)s.")
        % {"count": count_in_words(errors, len(held) - errors, is_open=True)}
    ]
    lines += [
        f"{one.finding.place}: {one.finding.message} {one.finding.advice}"
        for one in held[:MOST_NAMED]
    ]
    if len(held) > MOST_NAMED:
        lines.append(
            gettext("… and %(count)d more; see the checks.")
            % {"count": len(held) - MOST_NAMED}
        )
    return lines


def guard(
    content: Any,
    revision: Revision,
    user: Any,
    log_action: bool | str,
    refusal: Callable[[Any], list[str]],
) -> bool:
    """Return whether a revision may be published; one that may not on its day is put off.

    Args:
        content: the module or quiz, as the revision holds it.
        revision: what is to be published.
        user: who publishes, or None.
        log_action: as Wagtail's ``publish`` takes it.
        refusal: gives why the content cannot go out, a line each; [] if it can.

    Returns:
        False for a scheduled revision that the checks hold back: others that are due must
        not suffer, so it waits as a draft and the page's history says why.

    Raises:
        HeldBackError: if somebody publishes it by hand.
    """
    is_scheduled = log_action == SCHEDULED
    if not (user or revision.user_id or is_scheduled):
        return True
    lines = refusal(content)
    if not lines:
        return True
    if not is_scheduled:
        raise HeldBackError(content, lines)
    _put_off(content, revision, lines)
    return False


def _put_off(instance: Any, revision: Revision, lines: list[str]) -> None:
    """Take a revision off the schedule and write into the history why."""
    revision.approved_go_live_at = None
    revision.save(update_fields=["approved_go_live_at"])
    log(instance, HELD_BACK, revision=revision, data={"lines": lines})
    logger.warning("%s was not published as scheduled: %s", instance, lines[0])
