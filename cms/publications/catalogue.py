"""Read which modules there are: summaries, titles, what can be passed, what comes next."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Case, FilteredRelation, Q, When
from django.db.models.functions import Coalesce

from wagtail.models import Page

from cms.publications.models import Publication, PublicationQuerySet
from cms.publications.payload import ModuleSummaryData, StoredSummary


@dataclass(frozen=True, slots=True)
class Course:
    """A module whose check can be passed; ``pass_mark`` is in per cent."""

    key: str
    title: str
    summary: str
    url: str
    topic: str
    version: str
    pass_mark: int


@dataclass(frozen=True, slots=True)
class Teaching:
    """What a module says to educators alone: notes, and tags that players do not get.

    ``educator_notes`` are rich text as it is stored.
    """

    educator_notes: str = ""
    risk_kind: str = ""
    strand: str = ""
    digcomp: str = ""
    itu_band: str = ""
    help_skill: bool = False


def module_summaries(locale: str) -> list[ModuleSummaryData]:
    """Return the summaries of all current modules in a language, in the order of the tree."""
    return _summaries(
        Publication.objects.current().filter(locale=locale, summary__locale=locale)
    )


def summaries_of(keys: Iterable[str], locale: str) -> dict[str, ModuleSummaryData]:
    """Return the summaries of current modules by key; one query.

    A module that the language has not is given in the site's default language, and says
    so in ``locale``; one that is not published is left out.
    """
    wanted = Publication.objects.current().filter(
        module_key__in=keys, locale__in={locale, settings.LANGUAGE_CODE}
    )
    own_language_last = Case(When(locale=locale, then=1), default=0)
    rows = wanted.order_by(own_language_last).values_list(
        "module_key", "summary", "version"
    )
    return {key: _listed(summary, version) for key, summary, version in rows}


def all_summaries(locale: str) -> dict[str, ModuleSummaryData]:
    """Return the summaries of all current modules by key, in the site's order.

    A module that the language has not is given in the site's default language, and says
    so in ``locale``. Two queries at most.
    """
    found = {each["key"]: each for each in module_summaries(settings.LANGUAGE_CODE)}
    if locale != settings.LANGUAGE_CODE:
        found |= {each["key"]: each for each in module_summaries(locale)}
    return found


def sensitivities(keys: Iterable[str]) -> dict[str, int]:
    """Return the sensitivity of current modules by key, the highest of any language.

    One query, none without keys; a module that is not published is left out.
    """
    if not (wanted := set(keys)):
        return {}
    rows = Publication.objects.current().filter(module_key__in=wanted)
    found: dict[str, int] = {}
    for key, sensitivity in rows.values_list("module_key", "summary__sensitivity"):
        found[key] = max(found.get(key, 0), sensitivity or 0)
    return found


def titles(locale: str) -> dict[str, str]:
    """Return the titles of all current modules by key, in the default language if need be."""
    wanted = {locale, settings.LANGUAGE_CODE}
    rows = Publication.objects.current().filter(page__isnull=False, locale__in=wanted)
    own_language_last = Case(When(locale=locale, then=1), default=0)
    found = rows.order_by(own_language_last)
    return dict(found.values_list("module_key", "summary__title"))


def courses(locale: str) -> dict[str, Course]:
    """Return the modules that can be passed by key, in the order of the tree; one query.

    A module that the language has not is given in the site's default language.
    """
    wanted = {locale, settings.LANGUAGE_CODE}
    rows = (
        Publication.objects.current()
        .filter(page__isnull=False, pass_mark__gt=0, locale__in=wanted)
        .order_by(Case(When(locale=locale, then=1), default=0), "page__path")
    )
    return {
        summary["key"]: Course(
            key=summary["key"],
            title=summary["title"],
            summary=summary["summary"],
            url=summary["url"],
            topic=summary["topic"],
            version=version,
            pass_mark=pass_mark,
        )
        for summary, version, pass_mark in rows.values_list(
            "summary", "version", "pass_mark"
        )
    }


def talk_cards(locale: str) -> list[tuple[StoredSummary, str]]:
    """Return summary and talk card of all current modules in a language, in their order."""
    rows = Publication.objects.current().filter(
        locale=locale, summary__locale=locale, page__isnull=False
    )
    in_order = rows.order_by("page__path")
    return list(in_order.values_list("summary", "page__talk_card"))


def teaching_of(version: str) -> Teaching:
    """Return what the page of a version says to educators alone; nothing of a retired page.

    One query.
    """
    rows = Publication.objects.filter(version=version, page__isnull=False)
    found = rows.values_list(
        "page__educator_notes",
        "page__risk_kind",
        "page__strand",
        "page__digcomp",
        "page__itu_band",
        "page__help_skill",
    ).first()
    return Teaching(*found) if found else Teaching()


def modules_under(track: Page) -> list[ModuleSummaryData]:
    """Return the summaries of the current modules right under a page, in their order.

    A module that is not translated yet stands there as an alias; it is given with the
    words of its original and its own address.
    """
    below = {"path__startswith": track.path, "depth": track.depth + 1}
    rows = (
        Publication.objects.current()
        .annotate(
            alias=FilteredRelation(
                "page__aliases",
                condition=Q(
                    page__aliases__live=True,
                    **{
                        f"page__aliases__{name}": value for name, value in below.items()
                    },
                ),
            )
        )
        .filter(
            Q(alias__isnull=False)
            | Q(**{f"page__{name}": value for name, value in below.items()})
        )
        .order_by(Coalesce("alias__path", "page__path"))
        .values_list("summary", "version", "alias__slug")
    )
    found = []
    for summary, version, slug in rows:
        module = _listed(summary, version)
        if slug:
            module["url"] = f"{track.get_url() or ''}{slug}/"
        found.append(module)
    return found


def current_version(page: Page) -> str:
    """Return the version that a page's players get; "" if it has none.

    An alias plays what the page it stands for has published.
    """
    current = Publication.objects.current().filter(page=page.alias_of_id or page.pk)
    return current.values_list("version", flat=True).first() or ""


def next_url(page: Page, band: str) -> str:
    """Return the address of the next module of the same track and band; "" at the end."""
    following = Publication.objects.current().filter(
        page__path__startswith=page.path[: -page.steplen],
        page__path__gt=page.path,
        summary__band=band,
    )
    urls = following.order_by("page__path").values_list("summary__url", flat=True)
    return urls.first() or ""


def _summaries(publications: PublicationQuerySet) -> list[ModuleSummaryData]:
    rows = publications.filter(page__isnull=False).order_by("page__path")
    return [_listed(*found) for found in rows.values_list("summary", "version")]


def _listed(summary: StoredSummary, version: str) -> ModuleSummaryData:
    return {"size": 0, **summary, "version": version}
