"""Who may send a translation on or out."""

from typing import Any

from wagtail.models import DraftStateMixin, Page, Workflow, WorkflowMixin
from wagtail.snippets.permissions import get_permission_name

from cms.publish_rights import gate


def can_publish(instance: Any, user: Any) -> bool:
    """Return whether a user may publish a translated page or snippet as it is in memory.

    For a page it is the page's own answer, with whatever that asks for; the check of a
    heavy module needs a safeguarding lead as the module does.
    """
    if isinstance(instance, Page):
        return instance.permissions_for_user(user).can_publish()
    action = "publish" if isinstance(instance, DraftStateMixin) else "change"
    may = user.has_perm(get_permission_name(action, type(instance)))
    return may and gate.may_publish(user, instance)


def workflow_for(draft: Any, user: Any) -> Workflow | None:
    """Return the review that a user may send a draft to; None if there is none or one runs."""
    if not isinstance(draft, WorkflowMixin) or draft.workflow_in_progress:
        return None
    if isinstance(draft, Page):
        if not draft.permissions_for_user(user).can_submit_for_moderation():
            return None
    elif not user.has_perm(get_permission_name("change", type(draft))):
        return None
    return draft.get_workflow()
