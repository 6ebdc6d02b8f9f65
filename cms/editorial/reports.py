"""The report of review dates: what is due, what nobody has ever reviewed."""

from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, LocaleColumn, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.models import Locale
from wagtail.permission_policies import ModelPermissionPolicy

import django_filters

from cms.choices import Band, Sensitivity, Topic
from cms.editorial.models import Review
from cms.editorial.services import stale_modules
from cms.pages.module import ModulePage
from cms.publish_rights.dates import add_months

SOON_MONTHS = 2


class State:
    """How a module stands with its review."""

    OVERDUE, SOON, NEVER, GOOD = "overdue", "soon", "never", "good"
    CHOICES = [
        (OVERDUE, _("Overdue")),
        (SOON, _("Due within two months")),
        (NEVER, _("Never reviewed")),
        (GOOD, _("Reviewed")),
    ]


class ReviewDatesFilterSet(WagtailFilterSet):
    """Filters of the report."""

    state = django_filters.ChoiceFilter(
        label=_("Review"), choices=State.CHOICES, method="filter_state"
    )
    band = django_filters.ChoiceFilter(label=_("Age band"), choices=Band.choices)
    topic = django_filters.ChoiceFilter(label=_("Topic"), choices=Topic.choices)
    sensitivity = django_filters.ChoiceFilter(
        label=_("Sensitivity"), choices=Sensitivity.choices
    )
    locale = django_filters.ModelChoiceFilter(
        label=_("Language"), queryset=Locale.objects.all()
    )

    class Meta:
        model = ModulePage
        fields = ["state", "band", "topic", "sensitivity", "locale"]

    def filter_state(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        """Leave the modules whose review stands as ``value`` says."""
        today = timezone.localdate()
        return queryset.filter(
            {
                State.OVERDUE: Q(pk__in=stale_modules(today).values("pk")),
                State.SOON: Q(
                    review__due_on__gt=today,
                    review__due_on__lte=add_months(today, SOON_MONTHS),
                ),
                State.NEVER: Q(review__reviewed_on=None),
                State.GOOD: Q(review__due_on__gt=today),
            }[value]
        )


class ModuleTitleColumn(TitleColumn):
    """The title, with a link for those who may edit the module."""

    def get_link_url(self, instance: ModulePage, parent_context: Any) -> str | None:
        """Return the address of the editor; None for readers of the report."""
        user = parent_context["request"].user
        if not instance.permissions_for_user(user).can_edit():
            return None
        return reverse("wagtailadmin_pages:edit", args=[instance.pk])


class DayColumn(Column):
    """A day as it is written; Wagtail's own column says how long ago, also of days to come."""

    def get_value(self, instance: ModulePage) -> str:
        """Return the day in the words of the reader's language; "" for none."""
        day = super().get_value(instance)
        return date_format(day) if day else ""


class ReviewDatesView(ReportView):
    """Published modules by the date of their next review, as a page, CSV or XLSX."""

    model = ModulePage
    page_title = _("Review dates")
    header_icon = "calendar-check"
    index_url_name = "cms_editorial:review_dates"
    index_results_url_name = "cms_editorial:review_dates_results"
    filterset_class = ReviewDatesFilterSet
    default_ordering = "review__due_on"
    columns = [
        ModuleTitleColumn("title", label=_("Title"), sort_key="title"),
        Column("get_topic_display", label=_("Topic"), sort_key="topic"),
        Column("get_band_display", label=_("Age band"), sort_key="band"),
        Column("sensitivity", label=_("Sensitivity"), sort_key="sensitivity"),
        LocaleColumn(),
        DayColumn(
            "reviewed_on", label=_("Last review"), sort_key="review__reviewed_on"
        ),
        Column("reviewer", label=_("Reviewed by")),
        DayColumn("review_due", label=_("Next review by"), sort_key="review__due_on"),
    ]
    list_export = [
        "key",
        "title",
        "topic",
        "band",
        "sensitivity",
        "locale.language_code",
        "reviewed_on",
        "reviewer",
        "review_due",
    ]
    export_headings = {
        "key": _("Key"),
        "title": _("Title"),
        "topic": _("Topic"),
        "band": _("Age band"),
        "sensitivity": _("Sensitivity"),
        "locale.language_code": _("Language"),
        "reviewed_on": _("Last review"),
        "reviewer": _("Reviewed by"),
        "review_due": _("Next review by"),
    }
    permission_required = "view"

    @property
    def permission_policy(self) -> ModelPermissionPolicy:
        """Ask for the permission to see review dates, not for one on pages."""
        return ModelPermissionPolicy(Review)

    def get_queryset(self) -> QuerySet:
        """Return the live modules, those due first."""
        self.queryset = ModulePage.objects.filter(live=True, alias_of=None)
        return (
            super()
            .get_queryset()
            .select_related("review__reviewed_by", "locale")
            .defer_streamfields()
        )


def may_see(user: Any) -> bool:
    """Return whether a user may see what there is on the whole curriculum."""
    return ModelPermissionPolicy(Review).user_has_permission(user, "view")


class CurriculumReportItem(MenuItem):
    """A report on the whole curriculum in the menu, for those who may see it."""

    def is_shown(self, request: Any) -> bool:
        """Return whether the user may see such reports."""
        return may_see(request.user)
