"""What the dashboard tells an editor: a few queries each, however much there is.

Everything is what the user may see: modules that they can reach in the tree of pages,
helplines and quizzes that they may change.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from wagtail.models import Locale, Page
from wagtail.permissions import policy_registry

from cms.editorial import services as reviews
from cms.helplines.checking import may_check
from cms.helplines.models import Helpline
from cms.pages.module import ModulePage
from cms.pages.track import TrackPage
from quizzes.models import Quiz

# A panel shows this many; the list that it links to shows the rest.
SHOWN = 6


@dataclass(frozen=True, slots=True)
class Some:
    """The first of many things, and how many there are in all."""

    rows: list[Any]
    total: int

    @property
    def more(self) -> int:
        """Return how many are not shown."""
        return self.total - len(self.rows)


@dataclass(frozen=True, slots=True)
class Cell:
    """A module in a language: ``state`` is "live", "draft" or "missing"."""

    locale: Locale
    state: str
    url: str


@dataclass(frozen=True, slots=True)
class Untranslated:
    """A module that some language lacks, with a cell for each language."""

    title: str
    url: str
    cells: list[Cell]


def edits_pages(user: Any) -> bool:
    """Return whether somebody may write, publish or otherwise change any page."""
    policy = policy_registry.get_by_type(Page)
    return policy.user_has_any_permission(
        user, {"add", "change", "publish", "bulk_delete", "lock", "unlock"}
    )


def may_change(user: Any, model: type) -> bool:
    """Return whether somebody may change snippets of a model."""
    return policy_registry.get_by_type(model).user_has_permission(user, "change")


def modules_of(user: Any) -> QuerySet[ModulePage]:
    """Return the modules that somebody can reach, without their steps."""
    reachable = policy_registry.get_by_type(Page).explorable_instances(user)
    modules = ModulePage.objects.filter(pk__in=reachable.values("pk"))
    return modules.defer_streamfields()


def stale_modules(user: Any) -> Some:
    """Return the live modules that nobody has reviewed for a year, longest ago first."""
    found = reviews.stale_modules().filter(pk__in=modules_of(user).values("pk"))
    return _some(found, found)


def due_helplines(user: Any) -> Some:
    """Return the helplines that are hidden, or soon will be, for want of a check."""
    found = Helpline.objects.due().one_of_each()
    if not may_check(user):
        return Some([], 0)
    return _some(found, found.select_related("locale"))


def drafts(user: Any) -> Some:
    """Return the modules with a draft that is not public, the newest first."""
    found = modules_of(user).filter(has_unpublished_changes=True)
    rows = found.select_related("locale")
    return _some(found, rows.order_by("-latest_revision_created_at"))


def quiz_drafts(user: Any) -> Some:
    """Return the quizzes with a draft that is not public."""
    if not may_change(user, Quiz):
        return Some([], 0)
    found = Quiz.objects.filter(has_unpublished_changes=True)
    rows = found.defer("form_a", "form_b", "latest_revision__content").select_related(
        "locale", "latest_revision"
    )
    return _some(found, rows.order_by("-latest_revision__created_at"))


def untranslated(user: Any) -> Some:
    """Return the published modules that a language of the site lacks, or has as a draft only.

    A translator may reach a module in one language only, or in none before it is translated;
    what there is in the others counts. Three queries: the languages, which modules the user
    reaches, and where all of them are.
    """
    locales = list(Locale.objects.order_by("pk"))
    reached = set(modules_of(user).values_list("pk", flat=True))
    versions: dict[Any, dict[int, ModulePage]] = defaultdict(dict)
    fields = ("translation_key", "locale_id", "title", "draft_title", "live")
    for module in (
        ModulePage.objects.filter(alias_of=None).only(*fields).order_by("path")
    ):
        versions[module.translation_key][module.locale_id] = module
    may_translate = user.has_perm("wagtail_localize.submit_translation")
    rows = [
        _row(known, locales, reached, may_translate)
        for known in versions.values()
        if any(
            module.live and (may_translate or module.pk in reached)
            for module in known.values()
        )
        and not all(locale.pk in known and known[locale.pk].live for locale in locales)
    ]
    return Some(rows[:SHOWN], len(rows))


def tracks_to_add_to(user: Any) -> Iterator[tuple[TrackPage, str]]:
    """Yield each track in the site's own language to which somebody may add a module.

    With the address of the form.
    """
    tracks = TrackPage.objects.filter(locale=Locale.get_default()).order_by("path")
    for track in tracks:
        if track.permissions_for_user(user).can_add_subpage():
            yield (
                track,
                reverse("wagtailadmin_pages:add", args=["cms", "modulepage", track.pk]),
            )


def _some(found: QuerySet, rows: QuerySet) -> Some:
    return Some(list(rows[:SHOWN]), found.count())


def _row(
    known: dict[int, ModulePage],
    locales: list[Locale],
    reached: set[int],
    may_translate: bool,
) -> Untranslated:
    source = next(known[locale.pk] for locale in locales if locale.pk in known)
    return Untranslated(
        title=source.draft_title or source.title,
        url=_edit_url(source) if source.pk in reached else "",
        cells=[
            _cell(known.get(locale.pk), source, locale, reached, may_translate)
            for locale in locales
        ],
    )


def _cell(
    module: ModulePage | None,
    source: ModulePage,
    locale: Locale,
    reached: set[int],
    may_translate: bool,
) -> Cell:
    if module is not None:
        url = _edit_url(module) if module.pk in reached else ""
        return Cell(locale, "live" if module.live else "draft", url)
    submit = reverse("wagtail_localize:submit_page_translation", args=[source.pk])
    return Cell(locale, "missing", submit if may_translate else "")


def _edit_url(module: ModulePage) -> str:
    return reverse("wagtailadmin_pages:edit", args=[module.pk])
