"""Who may let out what: nothing of sensitivity 2 or more without a safeguarding lead.

Everything that publishes goes through here: buttons and forms by ``may_publish``, and as
the last line, whatever way was found, ``guard`` as the row is saved.
"""

from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db.models import Max, Q, QuerySet
from django.utils.translation import gettext

from wagtail.log_actions import get_active_log_context
from wagtail.models import Locale, TaskState

from cms.choices import Sensitivity

GUARDED = Sensitivity.HIGH
LEADS = "safeguarding"


def is_lead(user: Any) -> bool:
    """Return whether a user is one of the safeguarding leads; inactive users never are."""
    if not user or not user.is_active:
        return False
    if not hasattr(user, "_is_safeguarding_lead"):
        user._is_safeguarding_lead = user.groups.filter(role__key=LEADS).exists()
    return user._is_safeguarding_lead


def is_guarded(content: Any) -> bool:
    """Return whether a module, or the check of a module, needs a safeguarding lead.

    It does if a saved version, live, draft or in another language, has a sensitivity of 2
    or more and no lead has let out a lighter one since. Other content never does.
    """
    modules = _modules(content)
    if modules is None:
        return False
    found = modules.aggregate(row=Max("sensitivity"), noted=Max("review__heaviest"))
    own = getattr(content, "sensitivity", 0)
    return max(own, found["row"] or 0, found["noted"] or 0) >= GUARDED


def may_publish(user: Any, content: Any) -> bool:
    """Return whether the rule lets a user publish; permissions are asked for elsewhere."""
    if user.is_superuser or is_lead(user):
        return user.is_active
    return not is_guarded(content)


def is_approved(revision_id: int | None, pk: Any) -> bool:
    """Return whether a safeguarding lead, or an administrator, has passed this revision."""
    leads = Q(finished_by__is_superuser=True) | Q(finished_by__groups__role__key=LEADS)
    return (
        revision_id is not None
        and TaskState.objects.filter(
            leads,
            revision_id=revision_id,
            revision__object_id=str(pk),
            status=TaskState.STATUS_APPROVED,
            task__safeguardingtask__isnull=False,
        ).exists()
    )


def guard(instance: Any, update_fields: Any = None) -> None:
    """Stop a row from going live by somebody who may not let it out.

    What no user does (a command, the schedule that a permitted user has set) passes.

    Raises:
        PermissionDenied: if the signed-in user may not publish it and no lead has passed
            the revision that is about to go live.
    """
    user = get_active_log_context().user
    if user is None or not instance.live:
        return
    if update_fields is not None and not {"live", "live_revision"} & set(update_fields):
        return
    rows = type(instance)._base_manager.filter(pk=instance.pk)
    before = rows.values("live", "live_revision_id").first()
    if before == {"live": True, "live_revision_id": instance.live_revision_id}:
        return
    # An alias follows its page, which came through here itself.
    if before and getattr(instance, "alias_of_id", None):
        return
    if may_publish(user, instance) or is_approved(
        instance.live_revision_id, instance.pk
    ):
        return
    is_new = before is None and not instance.live_revision_id
    if is_new and not getattr(instance, "alias_of_id", None):
        # Wagtail inserts a page as live before it publishes it; this one stays a draft.
        instance.live = False
        return
    raise PermissionDenied(refusal(instance))


def refusal(content: Any) -> str:
    """Say why something was not published, and what to do."""
    return gettext(
        "“%(title)s” has a sensitivity of 2 or more, so only a safeguarding lead can "
        "publish it. What you wrote is kept as a draft: submit it for review."
    ) % {"title": content}


def is_source(content: Any) -> bool:
    """Return whether content is in the source language and there are others."""
    locale = getattr(content, "locale", None)
    return (
        locale is not None
        and locale.language_code == settings.LANGUAGE_CODE
        and Locale.objects.exclude(pk=locale.pk).exists()
    )


def _modules(content: Any) -> QuerySet | None:
    modules = apps.get_model("cms", "ModulePage").objects
    if isinstance(content, modules.model):
        return modules.filter(translation_key=content.translation_key)
    if isinstance(content, apps.get_model("quizzes", "Quiz")):
        return modules.filter(quiz__translation_key=content.translation_key)
    return None
