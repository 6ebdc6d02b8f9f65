"""Which change is of interest to the review; each calls a service."""

from typing import Any

from django.apps import AppConfig
from django.contrib.contenttypes.models import ContentType
from django.db.models.signals import post_migrate, post_save, pre_save

from wagtail.models import Page, Revision
from wagtail.signals import page_published, workflow_approved

from cms.editorial import services
from cms.pages.country import CountryPage
from cms.pages.home import HomePage
from cms.pages.module import ModulePage
from cms.publish_rights import gate
from quizzes.models import Quiz


def connect(app: AppConfig) -> None:
    """Listen to Django and Wagtail; called once when the app is ready."""
    post_migrate.connect(_migrated, sender=app)
    for model in (ModulePage, Quiz):
        pre_save.connect(_about_to_save, sender=model)
    post_save.connect(_module_saved, sender=ModulePage)
    post_save.connect(_revision_saved, sender=Revision)
    page_published.connect(_published, sender=ModulePage)
    workflow_approved.connect(_passed)
    post_save.connect(_home_saved, sender=HomePage)
    post_save.connect(_country_saved, sender=CountryPage)


def _migrated(using: str, **kwargs: Any) -> None:
    if using == "default":
        services.install()


def _about_to_save(
    instance: Any, raw: bool, update_fields: Any = None, **kwargs: Any
) -> None:
    if not raw:
        gate.guard(instance, update_fields)


def _module_saved(instance: ModulePage, raw: bool, **kwargs: Any) -> None:
    if not raw and "sensitivity" not in instance.get_deferred_fields():
        services.note_sensitivity(instance.pk, instance.sensitivity)


def _revision_saved(
    instance: Revision, raw: bool, update_fields: Any = None, **kwargs: Any
) -> None:
    if raw or (update_fields is not None and "content" not in update_fields):
        return
    if instance.content_type_id == ContentType.objects.get_for_model(ModulePage).pk:
        services.note_sensitivity(
            instance.object_id, instance.content.get("sensitivity") or 0
        )


def _published(instance: ModulePage, revision: Revision | None, **kwargs: Any) -> None:
    services.note_published(instance, revision and revision.pk)


def _passed(instance: Any, user: Any = None, **kwargs: Any) -> None:
    content = instance.content_object
    content = content.specific if isinstance(content, Page) else content
    if isinstance(content, ModulePage):
        services.mark_reviewed(content, user)


def _home_saved(instance: HomePage, created: bool, raw: bool, **kwargs: Any) -> None:
    if created and not raw:
        services.open_home(instance)


def _country_saved(
    instance: CountryPage, created: bool, raw: bool, **kwargs: Any
) -> None:
    if created and not raw:
        services.open_country(instance)
