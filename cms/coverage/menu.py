"""The page on coverage in the menu of reports."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cms.editorial.reports import CurriculumReportItem


def coverage_item() -> CurriculumReportItem:
    """Return the menu item; a Wagtail hook."""
    return CurriculumReportItem(
        _("Coverage"),
        reverse("cms_coverage:coverage"),
        name="cms-coverage",
        icon_name="table",
        order=640,
    )
