"""What a pack can hold, and how each thing is known on every site.

A page, a quiz or another snippet is known by its key where it has one, else by the
``translation_key`` that its translations share, together with its language. A picture or a
document is known by what is in it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Field, FileField, ForeignKey, Model
from django.utils.functional import Promise

from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import DraftStateMixin, Page, TranslatableMixin

from cms.helplines.models import Helpline
from cms.library.models import GlossaryTerm
from cms.pages.country import CountryPage
from cms.pages.home import HomePage
from cms.pages.module import ModulePage
from cms.pages.track import TrackPage
from quizzes.models import Quiz

# What of Wagtail's own fields of a page is content; the rest is the site's own matter.
PAGE_FIELDS = ("title", "slug", "seo_title", "search_description", "show_in_menus")
# Where a thing stands in its life on one site, and who did what with it there.
SITE_FIELDS = {
    *("id", "locale", "translation_key", "live", "has_unpublished_changes"),
    *("first_published_at", "last_published_at", "go_live_at", "expire_at", "expired"),
    *("locked", "locked_at", "locked_by", "live_revision", "latest_revision"),
    *("collection", "uploaded_by_user", "created_at", "width", "height"),
    *("file_size", "file_hash"),
}


@dataclass(frozen=True)
class Kind:
    """A model that packs hold.

    Attributes:
        name: what packs call it.
        model: the model.
        key: the field that names one thing in a language, or "".
        whole_site: only the pack of a whole site has all of them, used or not.
        is_media: known by the bytes of its file.
        is_only: there is one of it in a language.
    """

    name: str
    model: type[Model]
    key: str = ""
    whole_site: bool = False
    is_media: bool = False
    is_only: bool = False

    @property
    def label(self) -> str | Promise:
        """Return the word for editors."""
        return self.model._meta.verbose_name or self.name

    @property
    def is_page(self) -> bool:
        """Return whether it stands in the tree of pages."""
        return issubclass(self.model, Page)

    @property
    def has_drafts(self) -> bool:
        """Return whether it has a draft beside what is published."""
        return issubclass(self.model, DraftStateMixin)

    def fields(self) -> Iterator[Field]:
        """Yield the fields that are content, in the order of the model."""
        for field in self.model._meta.concrete_fields:
            if self._is_content(field):
                yield field

    def _is_content(self, field: Field) -> bool:
        if isinstance(field, FileField) or field.primary_key:
            return False
        if issubclass(field.model, Page) and field.model._meta.app_label != "cms":
            return field.name in PAGE_FIELDS
        if isinstance(field, ForeignKey):
            return (
                field.name not in SITE_FIELDS
                and kind_of(field.related_model) is not None
            )
        return field.name not in SITE_FIELDS

    def uid(self, key: str, translation_key: Any, locale: str) -> str:
        """Return the name of one thing, the same on every site."""
        own = "only" if self.is_only else key or str(translation_key)
        return f"{self.name}:{own}:{locale}"


# In the order in which they are written: each may refer to those before it.
_kinds: list[Kind] = [
    Kind("picture", get_image_model(), is_media=True),
    Kind("document", get_document_model(), is_media=True),
    Kind("quiz", Quiz, key="key", whole_site=True),
    Kind("helpline", Helpline, whole_site=True),
    Kind("term", GlossaryTerm, whole_site=True),
    Kind("home", HomePage, is_only=True),
    Kind("country", CountryPage, key="country"),
    Kind("track", TrackPage, key="key"),
    Kind("module", ModulePage, key="key"),
]


def register(kind: Kind) -> None:
    """Let packs hold one more model: a snippet that has translations.

    Raises:
        ValueError: if its name is taken, or the model has no ``translation_key``.
    """
    if kind.name in {known.name for known in _kinds}:
        raise ValueError(f"Packs have a kind “{kind.name}” already.")
    if not issubclass(kind.model, TranslatableMixin):
        raise ValueError(f"{kind.model.__name__} cannot be told from others in packs.")
    pages = next(number for number, known in enumerate(_kinds) if known.is_page)
    _kinds.insert(pages, kind)


def kinds() -> tuple[Kind, ...]:
    """Return all kinds in the order in which they are written."""
    return tuple(_kinds)


def get(name: str) -> Kind | None:
    """Return the kind of a name, or None."""
    return next((kind for kind in _kinds if kind.name == name), None)


def kind_of(model: Any) -> Kind | None:
    """Return the kind of a model, or None."""
    if not isinstance(model, type):
        return None
    return next((kind for kind in _kinds if issubclass(model, kind.model)), None)
