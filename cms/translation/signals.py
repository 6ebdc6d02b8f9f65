"""Which change brings what translators see up to date."""

from typing import Any

from django.db.models import Model
from django.db.models.signals import post_delete, post_save

from wagtail.models import DraftStateMixin, Locale, TranslatableMixin
from wagtail.signals import page_published, published
from wagtail_localize.models import TranslationLog

from cms import languages
from cms.translation import services


def connect() -> None:
    """Listen to Wagtail and Django; called once when the app is ready."""
    page_published.connect(_published)
    published.connect(_published)
    post_save.connect(_saved)
    post_save.connect(_translated, sender=TranslationLog)
    for signal in (post_save, post_delete):
        signal.connect(_locale_changed, sender=Locale)


def _published(instance: Model, **kwargs: Any) -> None:
    if isinstance(instance, TranslatableMixin):
        services.follow(instance)


def _saved(
    instance: Model, created: bool = False, raw: bool = False, **kwargs: Any
) -> None:
    # What has drafts is followed when it is published.
    has_drafts = isinstance(instance, DraftStateMixin)
    if isinstance(instance, TranslatableMixin) and not (has_drafts or created or raw):
        services.follow(instance)


def _translated(instance: TranslationLog, **kwargs: Any) -> None:
    if instance.revision and instance.revision.content_object:
        services.keep_playable(instance.revision.content_object)


def _locale_changed(**kwargs: Any) -> None:
    languages.forget()
