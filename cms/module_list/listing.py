"""The listing of all modules: what it shows of each, what it can be narrowed to."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib.contenttypes.models import ContentType
from django.db.models import (
    CharField,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)
from django.db.models.functions import Cast, Length, Substr
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import (
    BaseColumn,
    Column,
    DateColumn,
    LocaleColumn,
    StatusTagColumn,
)
from wagtail.admin.ui.tables.pages import (
    BulkActionsColumn,
    PageStatusColumn,
    PageTitleColumn,
)
from wagtail.admin.views.pages.listing import IndexView
from wagtail.models import Page, WorkflowState

import django_filters

from cms.choices import Band, Sensitivity, Topic, Track
from cms.editorial.services import stale_modules
from cms.pages.module import ModulePage
from cms.pages.track import TrackPage

IN_REVIEW, NEEDS_CHANGES, NOT_IN_REVIEW = "review", "changes", "none"
REVIEW_STATES = {
    IN_REVIEW: _("Waits for review"),
    NEEDS_CHANGES: _("Changes are asked for"),
    NOT_IN_REVIEW: _("Not in review"),
}


def with_track(modules: QuerySet[ModulePage]) -> QuerySet:
    """Add ``track_key``, whom the module's track is for, within the same query."""
    parent = Substr(OuterRef("path"), 1, Length(OuterRef("path")) - Page.steplen)
    tracks = TrackPage.objects.filter(path=parent).values("key")[:1]
    return modules.annotate(track_key=Subquery(tracks, output_field=CharField()))


def track_label(module: Any) -> str:
    """Return the words for the track of a module that ``with_track`` was asked about."""
    key = module.track_key
    return str(Track(key).label) if key in Track.values else ""


def review_label(module: Any) -> str:
    """Return where in its review a module stands; "" if it is in none.

    Costs no query where the listing has fetched the states beforehand.
    """
    state = module.current_workflow_state
    if state is None:
        return ""
    if state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        return str(REVIEW_STATES[NEEDS_CHANGES])
    step = state.current_task_state
    return step.task.name if step else str(REVIEW_STATES[IN_REVIEW])


def review_words(module: Any) -> str:
    """Return where in its review a module stands, or the day of its last one, or ""."""
    if standing := review_label(module):
        return standing
    day = module.reviewed_at
    return date_format(day, "SHORT_DATE_FORMAT") if day else ""


def _states(status: str) -> Exists:
    page_type = ContentType.objects.get_for_model(Page)
    return Exists(
        WorkflowState.objects.filter(
            base_content_type=page_type,
            object_id=Cast(OuterRef("pk"), CharField()),
            status=status,
        )
    )


def _choose(
    label: Promise, choices: Iterable[tuple[Any, Any]], **more: str
) -> django_filters.ChoiceFilter:
    """Return a filter that looks as Wagtail's own do."""
    return django_filters.ChoiceFilter(
        label=label,
        choices=list(choices),
        widget=forms.RadioSelect,
        empty_label=_("All"),
        **more,
    )


class ModuleFilterSet(WagtailFilterSet):
    """What the listing of modules can be narrowed to."""

    track = _choose(_("Track"), Track.choices, method="in_track")
    band = _choose(_("Age band"), Band.choices)
    topic = _choose(_("Topic"), Topic.choices)
    review = _choose(_("Review"), REVIEW_STATES.items(), method="in_review")
    drafts = _choose(
        _("Draft"),
        [("yes", _("Has changes that are not published"))],
        method="with_drafts",
    )
    fresh = _choose(
        _("Freshness"),
        [("stale", _("Not reviewed for 12 months"))],
        method="by_age",
    )

    class Meta:
        # Wagtail itself adds the language.
        model = ModulePage
        fields = [
            "track",
            "band",
            "topic",
            "review",
            "sensitivity",
            "risk",
            "live",
            "drafts",
            "fresh",
        ]

    def in_track(self, modules: QuerySet, name: str, value: str) -> QuerySet:
        """Leave the modules of a track, in all languages."""
        places = TrackPage.objects.filter(key=value).values_list("path", flat=True)
        wanted = Q(pk__in=[])
        for path in places:
            wanted |= Q(path__startswith=path)
        return modules.filter(wanted)

    def in_review(self, modules: QuerySet, name: str, value: str) -> QuerySet:
        """Leave the modules that are at this point of a review."""
        waits = _states(WorkflowState.STATUS_IN_PROGRESS)
        changes = _states(WorkflowState.STATUS_NEEDS_CHANGES)
        if value == IN_REVIEW:
            return modules.filter(waits)
        if value == NEEDS_CHANGES:
            return modules.filter(changes)
        return modules.exclude(waits).exclude(changes)

    def with_drafts(self, modules: QuerySet, name: str, value: str) -> QuerySet:
        """Leave the modules with a draft that is not public."""
        return modules.filter(has_unpublished_changes=True)

    def by_age(self, modules: QuerySet, name: str, value: str) -> QuerySet:
        """Leave the modules that are due for another look."""
        return modules.filter(pk__in=stale_modules().values("pk"))


class SensitivityColumn(StatusTagColumn):
    """How heavily a module may weigh on a child; from 2 upwards it stands out."""

    def __init__(self) -> None:
        super().__init__(
            "sensitivity",
            label=_("Sensitivity"),
            sort_key="sensitivity",
            primary=lambda module: module.sensitivity >= Sensitivity.HIGH,
        )


COLUMNS: list[BaseColumn] = [
    BulkActionsColumn("bulk_actions"),
    PageTitleColumn("title", label=_("Title"), sort_key="title", classname="title"),
    Column("track", label=_("Track"), accessor=track_label, sort_key="track_key"),
    Column("get_band_display", label=_("Age band"), sort_key="band"),
    Column("get_topic_display", label=_("Topic"), sort_key="topic"),
    LocaleColumn(label=_("Language"), sort_key="locale__language_code"),
    Column("review", label=_("Review"), accessor=review_words, sort_key="reviewed_at"),
    DateColumn(
        "last_published_at", label=_("Last published"), sort_key="last_published_at"
    ),
    SensitivityColumn(),
    PageStatusColumn("status", label=_("Status"), sort_key="live"),
]

EXPORTED = {
    "title": _("Title"),
    "key": _("Key"),
    "track_key": _("Track"),
    "band": _("Age band"),
    "get_topic_display": _("Topic"),
    "locale.language_code": _("Language"),
    "status_string": _("Status"),
    "review_step": _("Review"),
    "reviewed_at": _("Last review"),
    "last_published_at": _("Last published"),
    "sensitivity": _("Sensitivity"),
    "minutes": _("Minutes"),
}
# What a search cannot be ordered by: the index of the search does not know it.
_NOT_WHILE_SEARCHING = ("track_key", "reviewed_at", "sensitivity")


class ModuleIndexView(IndexView):
    """All modules of all tracks; what it shows costs as much for fifty as for one.

    Wagtail-localize's entry in the menu of a row asks twice for each, of translators only.
    """

    table_classname = "listing full-width modules"
    # The language has a column of its own.
    show_locale_labels = False
    default_ordering = "-latest_revision_created_at"

    def annotate_queryset(self, pages: Any) -> Any:
        """Add the track and the last review to what Wagtail adds."""
        pages = super().annotate_queryset(with_track(pages))
        return pages.annotate(reviewed_at=F("review__reviewed_on"))

    def filter_queryset(self, queryset: Any) -> Any:
        """Narrow by keys of pages, which a search accepts whatever the filters ask."""
        if not self.is_filtering:
            return queryset
        wanted = super().filter_queryset(ModulePage.objects.all())
        return queryset.filter(pk__in=list(wanted.values_list("pk", flat=True)))

    def search_queryset(self, queryset: Any) -> Any:
        """Find by the beginning of a key, which databases part each their way, or by words."""
        if self.is_searching:
            with_key = queryset.filter(key__istartswith=self.search_query)
            if with_key.exists():
                return with_key
        return super().search_queryset(queryset)

    def get_valid_orderings(self) -> list[str]:
        """Leave out what a search cannot be ordered by."""
        orderings = super().get_valid_orderings()
        if not self.is_searching:
            return orderings
        return [
            name
            for name in orderings
            if name.lstrip("-") not in _NOT_WHILE_SEARCHING and "__" not in name
        ]

    def order_queryset(self, queryset: Any) -> Any:
        """Put modules that were never reviewed or published first when the oldest are."""
        name = self.ordering if isinstance(self.ordering, str) else ""
        if not self.is_searching and name.lstrip("-") in (
            "reviewed_at",
            "last_published_at",
        ):
            date_ = F(name.lstrip("-"))
            if name.startswith("-"):
                return queryset.order_by(date_.desc(nulls_last=True), "-pk")
            return queryset.order_by(date_.asc(nulls_first=True), "pk")
        return super().order_queryset(queryset)

    def to_row_dict(self, item: Any) -> dict[str, object]:
        """Return a row of the export, with the words for where the review stands."""
        item.review_step = review_label(item)
        return super().to_row_dict(item)
