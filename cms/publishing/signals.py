"""Which change of content brings which pages up to date."""

from typing import Any

from django.db.models import Model
from django.db.models.signals import post_delete, post_save, pre_delete

from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import (
    page_published,
    page_slug_changed,
    page_unpublished,
    post_page_move,
    published,
    unpublished,
)

from cms.pages.module import ModulePage
from cms.publishing import services
from quizzes.models import Quiz


def connect() -> None:
    """Listen to Wagtail and Django; called once when the app is ready."""
    page_published.connect(_module_changed, sender=ModulePage)
    page_unpublished.connect(_module_changed, sender=ModulePage)
    pre_delete.connect(_module_deleted, sender=ModulePage)
    page_slug_changed.connect(_tree_changed)
    post_page_move.connect(_tree_changed)
    for signal in (published, unpublished):
        signal.connect(_shown_object_changed, sender=Quiz)
    for model in (get_image_model(), get_document_model()):
        post_save.connect(_shown_object_changed, sender=model)
        pre_delete.connect(_shown_object_changed, sender=model)
    for signal in (post_save, post_delete):
        signal.connect(_restriction_changed, sender=PageViewRestriction)


def _module_changed(instance: ModulePage, **kwargs: Any) -> None:
    services.refresh_with_begun_later(instance)


def _module_deleted(instance: Page, **kwargs: Any) -> None:
    services.retire(instance)


def _tree_changed(instance: Page, **kwargs: Any) -> None:
    services.refresh_tree_later(instance)


def _restriction_changed(instance: PageViewRestriction, **kwargs: Any) -> None:
    services.refresh_tree_later(instance.page)


def _shown_object_changed(instance: Model, **kwargs: Any) -> None:
    # Nothing can show yet what has only just been made.
    if not kwargs.get("created"):
        services.refresh_users_of_later(instance)
