"""Set the review up, keep its dates, and say what is due."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from wagtail.log_actions import get_active_log_context
from wagtail.models import (
    Page,
    Workflow,
    WorkflowContentType,
    WorkflowPage,
    WorkflowTask,
)

from cms.editorial import roles
from cms.editorial.models import (
    EditorialTask,
    PublishTask,
    Review,
    SafeguardingTask,
    TranslationTask,
)
from cms.pages.home import HomePage
from cms.pages.module import ModulePage
from cms.publish_rights import gate
from cms.publish_rights.dates import REVIEW_MONTHS, add_months
from cms.publish_rights.models import Role
from quizzes.models import Quiz

if TYPE_CHECKING:
    from cms.pages.country import CountryPage

NAME = "Review"
# What Wagtail itself gives to the root of the pages; nobody has chosen it.
WAGTAILS_OWN = "Moderators approval"

STEPS = (
    (EditorialTask, "Editorial", (Role.Key.EDITORS, Role.Key.SAFEGUARDING)),
    (SafeguardingTask, "Safeguarding", (Role.Key.SAFEGUARDING,)),
    (TranslationTask, "Translation", (Role.Key.TRANSLATORS, Role.Key.EDITORS)),
    (PublishTask, "Publish", (Role.Key.EDITORS, Role.Key.SAFEGUARDING)),
)


@transaction.atomic
def install() -> None:
    """Make the groups, their permissions and the workflow, where they never were.

    Asked again, it changes nothing: what an operator has renamed, changed or taken away
    stays as it is. It is called after each ``migrate`` and after the demo is loaded.
    """
    if not _is_migrated():
        return
    roles.install()
    for home in HomePage.objects.select_related("locale"):
        roles.open_translated_pages(home)
    if not SafeguardingTask.objects.exists():
        _assign(_make_workflow())
    _assign_to_entries()


def note_sensitivity(page_id: Any, sensitivity: int) -> None:
    """Remember that a saved version of a module was heavy."""
    if sensitivity < gate.GUARDED:
        return
    review, _created = Review.objects.get_or_create(page_id=page_id)
    if review.heaviest < sensitivity:
        review.heaviest = sensitivity
        review.save(update_fields=["heaviest"])


def note_published(page: ModulePage, revision_id: int | None) -> None:
    """Forget heavier versions once a safeguarding lead has let out a lighter one."""
    user = get_active_log_context().user
    by_lead = user is not None and (user.is_superuser or gate.is_lead(user))
    if by_lead or gate.is_approved(revision_id, page.pk):
        Review.objects.filter(page_id=page.pk, heaviest__gt=page.sensitivity).update(
            heaviest=page.sensitivity
        )


def note_copied(page: Page, copy: Page) -> None:
    """Let copies of modules be as heavy as what they were copied from."""
    pairs = zip(_modules_under(page), _modules_under(copy), strict=False)
    for original, copied in pairs:
        review = Review.objects.filter(page_id=original.pk).first()
        if review:
            note_sensitivity(copied.pk, review.heaviest)


def mark_reviewed(page: ModulePage, user: Any, today: date | None = None) -> Review:
    """Note that a module has passed the review, and when the next one is due."""
    today = today or timezone.localdate()
    review, _created = Review.objects.update_or_create(
        page_id=page.pk,
        defaults={
            "reviewed_on": today,
            "reviewed_by": user if getattr(user, "pk", None) else None,
            "due_on": add_months(today, REVIEW_MONTHS),
        },
    )
    return review


def stale_modules(today: date | None = None) -> QuerySet[ModulePage]:
    """Return the live modules, without their steps, not reviewed for 12 months, longest first.

    One that never passed a review counts from the day it was first published.
    """
    today = today or timezone.localdate()
    published_by = add_months(today, -REVIEW_MONTHS)
    return (
        ModulePage.objects.filter(live=True, alias_of=None)
        .defer_streamfields()
        .filter(
            Q(review__due_on__lte=today)
            | Q(review__due_on=None, first_published_at__date__lte=published_by)
        )
        .select_related("review", "locale")
        .order_by("review__due_on", "first_published_at")
    )


def open_home(home: HomePage) -> None:
    """Give translators a home page in their language as soon as it is made."""
    if _is_migrated():
        roles.open_translated_pages(home)


def open_country(page: "CountryPage") -> None:
    """Give a country's focal points its page as soon as it is made."""
    if _is_migrated():
        roles.open_country_page(page)


def _is_migrated() -> bool:
    tables = connection.introspection.table_names()
    models = (Role, Review, SafeguardingTask)
    return all(model._meta.db_table in tables for model in models)


def _make_workflow() -> Workflow:
    workflow = Workflow.objects.create(name=NAME)
    for order, (task_class, name, keys) in enumerate(STEPS):
        task = task_class.objects.create(name=name)
        task.groups.set(filter(None, (roles.group_of(key) for key in keys)))
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=order)
    return workflow


def _assign(workflow: Workflow) -> None:
    """Let all pages and quizzes take the workflow, unless somebody has chosen another."""
    for root in Page.get_root_nodes():
        assigned = WorkflowPage.objects.filter(page_id=root.pk).first()
        if assigned is None:
            WorkflowPage.objects.create(page_id=root.pk, workflow=workflow)
        elif assigned.workflow.name == WAGTAILS_OWN:
            assigned.workflow = workflow
            assigned.save()
    WorkflowContentType.objects.get_or_create(
        content_type=ContentType.objects.get_for_model(Quiz),
        defaults={"workflow": workflow},
    )


def _assign_to_entries() -> None:
    """Let each section of the programme take the review, once."""
    workflow = Workflow.objects.filter(name=NAME, active=True).first()
    models = {f"review {label}": apps.get_model(label) for label in roles.ENTRIES}
    if workflow is None:
        return
    for label in roles.not_done_before(models):
        WorkflowContentType.objects.get_or_create(
            content_type=ContentType.objects.get_for_model(models[label]),
            defaults={"workflow": workflow},
        )


def _modules_under(page: Page) -> QuerySet[ModulePage]:
    return ModulePage.objects.descendant_of(page, inclusive=True).order_by("path")
