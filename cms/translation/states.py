"""How far the translations of pages and checks are."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Exists, F, Max, OuterRef, Q, Subquery, TextChoices
from django.utils.translation import gettext_lazy as _

from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from cms.pages.module import ModulePage
from quizzes.models import Quiz


class State(TextChoices):
    """What readers of a language have of something."""

    MISSING = "missing", _("Missing")
    DRAFT = "draft", _("Draft")
    STALE = "stale", _("Out of date")
    LIVE = "live", _("Live")


@dataclass(frozen=True, slots=True)
class Progress:
    """How many texts there are, have a translation, and had one before they changed.

    ``typed`` is when somebody last translated one of them.
    """

    total: int = 0
    done: int = 0
    again: int = 0
    typed: datetime | None = None

    @property
    def left(self) -> int:
        """Return how many texts have no translation."""
        return self.total - self.done

    @property
    def percent(self) -> int:
        """Return the translated share in whole per cent; 100 only if nothing is left."""
        return self.done * 100 // self.total if self.total else 100


@dataclass(frozen=True, slots=True)
class Standing:
    """A translation as the overview shows it.

    Attributes:
        state: what readers have.
        pk: of the translated object; None where there is none.
        progress: of the texts; None for a copy made by hand, whose texts nobody counts.
        unpublished: whether finished words wait for somebody to publish them.
    """

    state: State
    pk: int | None = None
    progress: Progress | None = None
    unpublished: bool = False


MISSING = Standing(State.MISSING)
# What a reader gets in which language: by translation key and id of the locale.
Standings = Mapping[tuple[UUID, int], Standing]


def progress_of(translation_ids: Iterable[int]) -> dict[int, Progress]:
    """Count the texts of translations, in one query."""
    translated = StringTranslation.objects.filter(
        context=OuterRef("context"), locale=OuterRef("target")
    )
    current = translated.filter(translation_of=OuterRef("string"), has_error=False)
    counted = (
        StringSegment.objects.filter(source__translations__in=list(translation_ids))
        .annotate(
            translation=F("source__translations"),
            target=F("source__translations__target_locale"),
        )
        .annotate(
            is_done=Exists(current),
            was_done=Exists(translated),
            typed_at=Subquery(current.values("updated_at")[:1]),
        )
        .values("translation")
        .annotate(
            total=Count("pk"),
            done=Count("pk", filter=Q(is_done=True)),
            again=Count("pk", filter=Q(is_done=False, was_done=True)),
            typed=Max("typed_at"),
        )
        .order_by()
    )
    return {row.pop("translation"): Progress(**row) for row in counted}


def progress(translation: Translation) -> Progress:
    """Count the texts of one translation."""
    return progress_of([translation.pk]).get(translation.pk, Progress())


def standings(pages: Iterable[Page]) -> Standings:
    """Tell how far all translations of pages, and of the checks of modules, are.

    Takes the same few queries however many there are.
    """
    quizzes = checks_of(pages)
    keys = {page.translation_key for page in pages} | set(quizzes.values())
    published_as = F("live_revision__object_id")
    found = [
        *Page.objects.filter(translation_key__in=keys, alias_of=None).annotate(
            published_as=published_as
        ),
        *Quiz.objects.filter(translation_key__in=keys)
        .annotate(published_as=published_as)
        .defer("form_a", "form_b"),
    ]
    translations = {
        (translation.source.object_id, translation.target_locale_id): translation
        for translation in Translation.objects.filter(
            source__object__in=keys, enabled=True
        )
        .select_related("source")
        .defer("source__content_json")
    }
    counts = progress_of(translation.pk for translation in translations.values())
    return {
        (one.translation_key, one.locale_id): _standing(
            one, translations.get((one.translation_key, one.locale_id)), counts
        )
        for one in found
    }


def checks_of(pages: Iterable[Page]) -> dict[int, UUID]:
    """Return the translation key of the check that a module has, by the module's id."""
    modules = ModulePage.objects.filter(
        pk__in=[page.pk for page in pages], quiz__isnull=False
    )
    return dict(modules.values_list("pk", "quiz__translation_key"))


def _standing(
    one: Page | Quiz, translation: Translation | None, counts: Mapping[int, Progress]
) -> Standing:
    if translation is None:
        return Standing(State.LIVE if one.live else State.DRAFT, one.pk)
    progress = counts.get(translation.pk, Progress())
    # Begun where an alias stood: live, but nobody has published its words yet.
    if not one.live or one.published_as != str(one.pk):
        return Standing(State.DRAFT, one.pk, progress)
    published = one.last_published_at
    waits = bool(progress.typed and published and progress.typed > published)
    state = State.STALE if progress.left or waits else State.LIVE
    return Standing(state, one.pk, progress, waits and not progress.left)
