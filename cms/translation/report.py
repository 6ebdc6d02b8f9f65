"""How far every page is in every language."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import BaseColumn, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.models import Locale, Page
from wagtail.query import PageQuerySet

import django_filters

from cms.pages.home import HomePage
from cms.pages.module import ModulePage
from cms.pages.track import TrackPage
from cms.translation.states import MISSING, Standing, State, checks_of, standings

KINDS: dict[str, type[Page]] = {
    "module": ModulePage,
    "track": TrackPage,
    "home": HomePage,
}


class TranslationsFilterSet(WagtailFilterSet):
    """Which pages are shown; language and state belong together."""

    title = django_filters.CharFilter(lookup_expr="icontains", label=_("Title"))
    kind = django_filters.ChoiceFilter(
        label=_("Kind"),
        method="of_kind",
        choices=[(name, model._meta.verbose_name) for name, model in KINDS.items()],
    )
    language = django_filters.ModelChoiceFilter(
        label=_("Language"), method="unchanged", queryset=lambda _: Locale.objects.all()
    )
    state = django_filters.ChoiceFilter(
        label=_("State"), method="unchanged", choices=State.choices
    )

    class Meta:
        model = Page
        fields: list[str] = []

    def of_kind(self, pages: PageQuerySet, name: str, value: str) -> PageQuerySet:
        """Leave the pages of one kind."""
        return pages.type(KINDS[value])

    def unchanged(self, pages: QuerySet, name: str, value: object) -> QuerySet:
        """Leave all: the view looks for the states, which no column holds."""
        return pages


class LanguageColumn(BaseColumn):
    """How far each page is in one language."""

    cell_template_name = "cms/translation/cell.html"

    def __init__(self, locale: Locale) -> None:
        super().__init__(locale.language_code, label=locale.get_display_name())
        self.locale = locale

    def get_cell_context_data(
        self, instance: Any, parent_context: dict[str, Any]
    ) -> dict[str, object]:
        """Add what is known about the page in the language."""
        context = super().get_cell_context_data(instance, parent_context)
        cell = instance.cells[self.locale.pk]
        user = parent_context["request"].user
        may_begin = user.has_perm("wagtail_localize.submit_translation")
        return context | {
            "cell": cell,
            "begin_url": cell.begin_url if may_begin and not cell.url else "",
        }


class TranslationsView(ReportView):
    """Modules and the pages above them, with a column for each language."""

    page_title = _("Translations")
    header_icon = "site"
    model = Page
    index_url_name = "cms_translation:report"
    index_results_url_name = "cms_translation:report_results"
    template_name = "cms/translation/report.html"
    results_template_name = "cms/translation/results.html"
    filterset_class = TranslationsFilterSet
    any_permission_required = ["add", "change", "publish"]
    default_ordering = "path"

    @cached_property
    def locales(self) -> list[Locale]:
        """Return the languages that have a column."""
        chosen = self._chosen("language")
        if chosen:
            return [chosen]
        order = [code for code, _name in settings.LANGUAGES]
        known = Locale.objects.filter(language_code__in=order)
        return sorted(known, key=lambda locale: order.index(locale.language_code))

    @cached_property
    def columns(self) -> list[BaseColumn]:
        """Return the title's column and one for each language."""
        title = TitleColumn("title", label=_("Page"), get_url=self._edit_url)
        return [title, *(LanguageColumn(locale) for locale in self.locales)]

    def get_base_queryset(self) -> QuerySet:
        """Return the originals: the page of each translation key that was made first."""
        same = Page.objects.filter(
            translation_key=OuterRef("translation_key"), alias_of=None
        )
        pages = Page.objects.type(*KINDS.values()).filter(alias_of=None)
        return pages.exclude(Exists(same.filter(pk__lt=OuterRef("pk")))).select_related(
            "locale"
        )

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        """Leave the pages that have the wanted state in one of the languages shown."""
        pages = super().filter_queryset(queryset)
        state = self._chosen("state")
        if not state:
            return pages
        wanted = [
            page.pk for page in _with_cells(pages, self.locales) if page.has(state)
        ]
        return pages.filter(pk__in=wanted)

    def get_table(self, object_list: Any) -> Any:
        """Return the table of the pages of one page of results, with their states."""
        return super().get_table(list(_with_cells(object_list, self.locales)))

    def decorate_paginated_queryset(self, object_list: Any) -> Any:
        """Add the states where there is no table: in a spreadsheet."""
        if not self.is_export:
            return object_list
        return list(_with_cells(object_list, self.locales))

    @property
    def list_export(self) -> list[str]:
        """Name what a spreadsheet has of each page."""
        parts = ("state", "translated", "again", "check")
        codes = [locale.language_code for locale in self.locales]
        return ["title", *(f"{code}.{part}" for code in codes for part in parts)]

    def get_heading(self, queryset: Any, field: str) -> str:
        """Return the heading of a column of the spreadsheet."""
        code, _dot, part = field.partition(".")
        labels = {
            "title": gettext("Page"),
            "state": gettext("State"),
            "translated": gettext("Translated (%)"),
            "again": gettext("To translate again"),
            "check": gettext("Check"),
        }
        return f"{labels[part]} [{code}]" if part else labels[code]

    def to_row_dict(self, item: "Row") -> dict[str, object]:
        """Return a page as a row of the spreadsheet."""
        return {"title": item.title} | dict(item.exported())

    def _chosen(self, name: str) -> Any:
        """Return what a filter is set to; None without, or if it makes no sense."""
        if not self.filters or not self.filters.is_valid():
            return None
        return self.filters.form.cleaned_data.get(name)

    def _edit_url(self, row: "Row") -> str | None:
        permissions = row.page.permissions_for_user(self.request.user)
        if not permissions.can_edit():
            return None
        return reverse("wagtailadmin_pages:edit", args=[row.page.pk])


class Cell:
    """What the overview says about one page in one language."""

    def __init__(
        self, page: Page, locale: Locale, standing: Standing, check: Standing | None
    ) -> None:
        self.page = page
        self.locale = locale
        self.is_original = page.locale_id == locale.pk
        self.standing = standing
        self.check = check

    @property
    def url(self) -> str:
        """Return the address of the translation's editor; "" where there is none yet."""
        pk = self.standing.pk
        return reverse("wagtailadmin_pages:edit", args=[pk]) if pk else ""

    @property
    def begin_url(self) -> str:
        """Return the address at which a translation into the language is begun."""
        url = reverse("wagtail_localize:submit_page_translation", args=[self.page.pk])
        return f"{url}?select_locale={self.locale.language_code}"


class Row:
    """A page with what is known about it in each language, by the id of the locale."""

    def __init__(self, page: Page, cells: dict[int, Cell]) -> None:
        self.page = page
        self.cells = cells

    @property
    def pk(self) -> int:
        """Return the page's id."""
        return self.page.pk

    @property
    def title(self) -> str:
        """Return the page's title as editors know it."""
        return self.page.get_admin_display_title()

    def has(self, state: str) -> bool:
        """Return whether a translation is in a state."""
        return any(
            cell.standing.state == state and not cell.is_original
            for cell in self.cells.values()
        )

    def exported(self) -> Iterator[tuple[str, Any]]:
        """Yield the fields of a spreadsheet: ``fr.state``, ``fr.translated``, …."""
        for cell in self.cells.values():
            code, standing = cell.locale.language_code, cell.standing
            progress = standing.progress
            state = gettext("Original") if cell.is_original else standing.state.label
            yield f"{code}.state", str(state)
            yield f"{code}.translated", progress.percent if progress else ""
            yield f"{code}.again", progress.again if progress else ""
            yield f"{code}.check", str(cell.check.state.label) if cell.check else ""


def _with_cells(pages: Any, locales: list[Locale]) -> Iterator[Row]:
    pages = list(pages)
    known, checks = standings(pages), checks_of(pages)
    for page in pages:
        quiz = checks.get(page.pk)
        cells = {
            locale.pk: Cell(
                page,
                locale,
                known.get((page.translation_key, locale.pk), MISSING),
                known.get((quiz, locale.pk), MISSING) if quiz else None,
            )
            for locale in locales
        }
        yield Row(page, cells)
