"""Run all rules over a module."""

from typing import TYPE_CHECKING, cast

from wagtail.models import Revision

from cms.checks.draft import read
from cms.checks.findings import Finding
from cms.checks.rules import RULES

if TYPE_CHECKING:
    from cms.pages.module import ModulePage
    from quizzes.models import Quiz


def lint(page: "ModulePage", quiz: "Quiz | None" = None) -> list[Finding]:
    """Return what the rules find in a module as it is in memory, in the order of the rules.

    The words of the findings are in the active language; the lists of words that are
    looked for are those of the module's own. With ``quiz``, the module is read as if that
    were its published check.
    """
    draft = read(page, quiz)
    return [finding for rule in RULES for finding in rule(draft)]


def lint_revision(revision: Revision) -> list[Finding]:
    """Return what the rules find in a saved draft of a module."""
    return lint(cast("ModulePage", revision.as_object()))
