"""Quizzes as the checks of the modules that use them see them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from wagtail.models import Revision

from cms.checks import gate
from cms.checks.gate import Judged, judge, refusal_lines
from cms.pages.module import ModulePage
from cms.publishing.services import pages_showing
from quizzes.models import Quiz


@dataclass(frozen=True, slots=True)
class Use:
    """A module that uses a quiz, and what its checks find in the quiz."""

    page: ModulePage
    judged: tuple[Judged, ...]


def uses(quiz: Quiz) -> Iterator[Use]:
    """Yield the modules that use a quiz, each with what is found about the quiz itself.

    The quiz is read as it is in memory, as if it were published.
    """
    pages = ModulePage.objects.filter(pk__in=pages_showing(quiz), alias_of=None)
    for page in pages.select_related("locale", "quiz"):
        if _has(page, quiz):
            found = tuple(one for one in judge(page, quiz) if _is_about_check(one))
            yield Use(page, found)


def refusal(quiz: Quiz) -> list[str]:
    """Return the errors that keep a quiz from going out, a line each; [] if it can.

    Warnings keep no quiz back: they wait for a reason at the module.
    """
    lines: list[str] = []
    seen: set[str] = set()
    for use in uses(quiz):
        errors = [one for one in use.judged if one.is_error and one.mark not in seen]
        seen.update(one.mark for one in errors)
        if errors:
            head, *rest = refusal_lines(errors)
            lines += [f"{use.page.get_admin_display_title()}: {head}", *rest]
    return lines


def guard(quiz: Quiz, revision: Revision, user: Any, log_action: bool | str) -> bool:
    """Return whether a revision of a quiz may be published; see ``cms.checks.gate.guard``.

    Raises:
        HeldBackError: if somebody publishes it by hand.
    """
    return gate.guard(quiz, revision, user, log_action, refusal)


def _has(page: ModulePage, quiz: Quiz) -> bool:
    """Return whether learners of a page get a quiz once it is published."""
    if page.quiz is None or page.quiz.translation_key != quiz.translation_key:
        return False
    if page.locale_id == quiz.locale_id:
        return True
    own = quiz.get_translation_or_none(page.locale)
    return page.quiz_id == quiz.pk and not (own and own.live)


def _is_about_check(one: Judged) -> bool:
    return one.finding.place.in_check or one.finding.rule.startswith("check.")
