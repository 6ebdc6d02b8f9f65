"""Findings as the admin shows them, with a link to where each stands."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from wagtail.admin.admin_url_finder import AdminURLFinder

from cms.checks.counting import count_in_words
from cms.checks.findings import Finding, Level
from cms.checks.gate import Judged, judge
from cms.publications.compile import quiz_for

if TYPE_CHECKING:
    from cms.pages.module import ModulePage


@dataclass(frozen=True, slots=True)
class Row:
    """A finding and the address of its place in the editor; "" if the user may not edit it.

    ``reason_url`` leads to where a reason for a warning is given; "" where there is none.
    ``module`` names the module where that is not plain.
    """

    judged: Judged
    url: str
    reason_url: str
    module: str = ""

    @property
    def finding(self) -> Finding:
        """Return what was found."""
        return self.judged.finding

    @property
    def weight(self) -> str:
        """Say "error", "warning", or "accepted" for a warning with a reason."""
        return "accepted" if self.judged.reason else self.finding.level.value


@dataclass(frozen=True, slots=True)
class Checks:
    """All that the lint says about a module: errors, open warnings, accepted ones.

    ``url`` is the page with the checks of a saved module, "" for one that is not saved.
    """

    rows: tuple[Row, ...]
    url: str

    def count(self, level: Level) -> int:
        """Return how many findings of a level there are, those with a reason left out."""
        return sum(row.weight == level for row in self.rows)

    @property
    def accepted(self) -> int:
        """Return how many warnings have a reason."""
        return sum(row.weight == "accepted" for row in self.rows)

    @property
    def summary(self) -> str:
        """Return the numbers in words, such as "2 errors, 1 warning"; "" for none."""
        errors, warnings = self.count(Level.ERROR), self.count(Level.WARNING)
        return count_in_words(errors, warnings)


def checks_for(page: "ModulePage", user: Any) -> Checks:
    """Lint a module as it is in memory and find where a user may mend what is found."""
    finder = AdminURLFinder(user)
    page_url = (page.pk and finder.get_edit_url(page)) or ""
    quiz = quiz_for(page)
    quiz_url = (finder.get_edit_url(quiz) if quiz else "") or ""
    url = reverse("cms_checks:checks", args=[page.pk]) if page.pk else ""
    rows = []
    for one in judge(page):
        if one.finding.place.in_check:
            there = quiz_url and link_to(one, quiz_url)
        else:
            there = link_to(one, page_url) if page_url or not page.pk else ""
        rows.append(Row(one, there, reason_link(one, url)))
    return Checks(in_order(rows), url)


def link_to(judged: Judged, form_url: str) -> str:
    """Return the address of a finding's place, as Wagtail's own links name a block."""
    return f"{form_url}#:w:contentpath={judged.finding.place.content_path}"


def reason_link(judged: Judged, checks_url: str) -> str:
    """Return where a reason for a warning is given; "" for errors and without a page."""
    is_warning = judged.finding.level == Level.WARNING
    return f"{checks_url}#{judged.mark}" if checks_url and is_warning else ""


def in_order(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Return errors first, accepted warnings last."""
    order = ("error", "warning", "accepted")
    return tuple(sorted(rows, key=lambda row: order.index(row.weight)))
