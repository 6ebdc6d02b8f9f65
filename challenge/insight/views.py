"""The report "How it is doing": all modules, and one of them."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView, View

from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.views.reports import ReportView
from wagtail.admin.widgets.button import Button

import django_filters

from challenge.insight import disclosure, exports, figures, hints
from challenge.insight.counted import Counted, counted
from challenge.insight.panels import ICON
from challenge.insight.words import wording
from cms.choices import Band, Track
from cms.pages.module import ModulePage
from cms.publications.models import Publication


class FigureColumn(Column):
    """A figure that has come through the gate, with its unit."""

    cell_template_name = "insight/figure_cell.html"

    def __init__(self, *args: Any, unit: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.unit = unit

    def get_cell_context_data(
        self, instance: Any, parent_context: dict[str, object]
    ) -> dict[str, object]:
        """Add the figure and its unit."""
        context = super().get_cell_context_data(instance, parent_context)
        return context | {"figure": context["raw_value"], "unit": self.unit}


class ModuleFilters(WagtailFilterSet):
    """Which modules to list."""

    track = django_filters.ChoiceFilter(
        field_name="summary__track", choices=Track.choices, label=_("Track")
    )
    band = django_filters.ChoiceFilter(
        field_name="summary__band", choices=Band.choices, label=_("Age band")
    )

    class Meta:
        model = Publication
        fields = ["track", "band"]


class MayRead:
    """Lets in whoever may see tallies."""

    request: HttpRequest

    def dispatch(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        """Answer whoever may see the report.

        Raises:
            PermissionDenied: to others.
        """
        if not request.user.has_perm(hints.PERMISSION):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]


class ModulesPaginator(WagtailPaginator):
    """Counts modules, which is what a reader sees in the publications listed."""

    model = ModulePage


class ModulesView(MayRead, ReportView):
    """All modules that are played now: how many start, finish and gain."""

    model = Publication
    verbose_name_plural = ModulePage._meta.verbose_name_plural
    page_title = _("How it is doing")
    header_icon = ICON
    index_url_name = "insight:index"
    index_results_url_name = "insight:index_results"
    results_template_name = "insight/modules_results.html"
    filterset_class = ModuleFilters
    paginate_by = 25
    paginator_class = ModulesPaginator
    default_ordering = "summary__title"
    # Our own file, with the words of this report: see ``exports``.
    list_export: list[str] = []
    columns = [
        TitleColumn(
            "figures.title",
            label=_("Module"),
            get_url=lambda row: reverse("insight:module", args=[row.module_key]),
            sort_key="summary__title",
        ),
        FigureColumn("figures.started", label=_("Started")),
        FigureColumn("figures.finished_share", label=_("Finished"), unit="%"),
        FigureColumn("figures.gain.before", label=_("Before"), unit="%"),
        FigureColumn("figures.gain.after", label=_("After"), unit="%"),
        FigureColumn("figures.gain.gain", label=_("Gain"), unit="%"),
        Column("hints", label=_("Needs attention")),
    ]

    def get_base_queryset(self) -> QuerySet[Publication]:
        """Give a publication a module: the default language's where there is one."""
        current = Publication.objects.current().filter(page__isnull=False)
        original = current.filter(
            module_key=OuterRef("module_key"), locale=settings.LANGUAGE_CODE
        )
        return current.filter(
            Q(locale=settings.LANGUAGE_CODE) | ~Exists(original)
        ).without_bytes()

    def decorate_paginated_queryset(
        self, object_list: Iterable[Publication]
    ) -> list[Publication]:
        """Add the figures of the modules of this page of the list."""
        rows: list[Any] = list({row.module_key: row for row in object_list}.values())
        found = counted(row.module_key for row in rows)
        attention = hints.by_module()
        for row in rows:
            row.figures = figures.overview(found[row.module_key])
            row.hints = len(attention.get(row.module_key, ()))
        return rows

    def get_context_data(self, **kwargs: Any) -> dict[str, object]:
        """Decorate before the table is made, which draws what it is given then."""
        context = super().get_context_data(**kwargs)
        rows = self.decorate_paginated_queryset(context["object_list"])
        return context | {
            "object_list": rows,
            "table": self.get_table(rows),
            "threshold": disclosure.threshold(),
            "is_demo": settings.DEMO,
        }

    def render_to_response(
        self, context: dict[str, Any], **response_kwargs: Any
    ) -> HttpResponse:
        """Show the list, or give all of it as a file."""
        if self.request.GET.get("export") == "csv":
            rows = ((row.figures, row.hints) for row in context["object_list"])
            return exports.csv_response("how-it-is-doing", exports.modules_rows(rows))
        return super().render_to_response(context, **response_kwargs)

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        """Offer the list as a file."""
        return [*super().header_more_buttons, _download(self.csv_export_url)]


class ModuleView(MayRead, WagtailAdminTemplateMixin, TemplateView):
    """One module: where learners stop, and what they answer."""

    template_name = "insight/module.html"
    page_title = _("How it is doing")
    header_icon = ICON

    @cached_property
    def module(self) -> Counted:
        """Return what was counted of the module.

        Raises:
            Http404: if nothing was ever published under the key.
        """
        key = self.kwargs["key"]
        found = counted([key])
        if key not in found:
            raise Http404
        return found[key]

    def get_page_subtitle(self) -> str:
        """Return the title of the module."""
        return self.module.title(get_language() or "")

    def get_breadcrumbs_items(self) -> list[dict[str, object]]:
        """Return the way from the dashboard, over the list, to this page."""
        return [
            *super().get_breadcrumbs_items(),
            {"url": reverse("insight:index"), "label": self.get_page_title()},
            {"url": "", "label": self.get_page_subtitle()},
        ]

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        """Offer the editor of the module, and the figures as a file."""
        buttons = [_download(f"{self.request.path}?export=csv")]
        if page_id := self.module.head.page_id:
            url = reverse("wagtailadmin_pages:edit", args=[page_id])
            buttons.append(Button(_("Edit"), url=url, icon_name="edit", priority=10))
        return buttons

    def get_context_data(self, **kwargs: Any) -> dict[str, object]:
        """Add the figures, and what to do about them."""
        mine = get_language()
        versions = sorted(self.module.versions, key=lambda one: one.locale != mine)
        words = wording(one.version for one in versions)
        return super().get_context_data(**kwargs) | {
            "figures": figures.report(self.module, words),
            "hints": hints.hints_of(self.module, words),
            "threshold": disclosure.threshold(),
            "is_demo": settings.DEMO,
            "reliable": figures.RELIABLE,
        }

    def render_to_response(
        self, context: dict[str, Any], **response_kwargs: Any
    ) -> HttpResponse:
        """Show the figures, or give them as a file."""
        if self.request.GET.get("export") == "csv":
            return exports.csv_response(
                f"how-it-is-doing-{self.module.key}",
                exports.module_rows(context["figures"]),
            )
        return super().render_to_response(context, **response_kwargs)


class PageView(MayRead, View):
    """Leads from a page of the site to the report of its module."""

    def get(self, request: HttpRequest, page_id: int) -> HttpResponse:
        """Lead to the report, or say that there is none yet."""
        published = Publication.objects.filter(page_id=page_id).order_by("-is_current")
        key = published.values_list("module_key", flat=True).first()
        if key:
            return redirect("insight:module", key)
        messages.warning(
            request, _("This module was never published, so nobody has played it.")
        )
        return redirect("insight:index")


def _download(url: str) -> Button:
    return Button(_("Download CSV"), url=url, icon_name="download", priority=100)
