"""What happens when the last step of a review is passed; see WAGTAIL_FINISH_WORKFLOW_ACTION.

Wagtail imports this while its own models load, so nothing here may import models.
"""

from typing import Any

from django.core.exceptions import PermissionDenied


def publish_approved(workflow_state: Any, user: Any = None) -> None:
    """Publish what has passed all steps.

    Whoever passes the last one need not have the permission to publish by themselves.

    Raises:
        PermissionDenied: if it needs a safeguarding lead and none has passed it, because
            somebody has taken that step out of the workflow.
    """
    from cms.publish_rights import gate

    revision = workflow_state.content_object.get_latest_revision()
    content = revision.as_object()
    if (
        user is not None
        and not gate.may_publish(user, content)
        and not gate.is_approved(revision.pk, content.pk)
    ):
        raise PermissionDenied(gate.refusal(content))
    revision.publish(user=user, skip_permission_checks=True)
