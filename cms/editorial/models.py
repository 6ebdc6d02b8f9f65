"""What a review needs to remember: the four tasks, and review dates."""

from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wagtail.models import AbstractGroupApprovalTask, TaskState, WorkflowState

from cms.editorial import revisions
from cms.publish_rights import gate


class Review(models.Model):
    """When a module was last reviewed, and how heavy it was said to be since."""

    page = models.OneToOneField(
        "cms.ModulePage", on_delete=models.CASCADE, related_name="review"
    )
    reviewed_on = models.DateField(_("reviewed on"), null=True, blank=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("reviewed by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    due_on = models.DateField(_("review due"), null=True, blank=True, db_index=True)
    # The heaviest sensitivity that any saved version had since a safeguarding lead last
    # let one out. Drafts are overwritten while an editor types; this is not.
    heaviest = models.PositiveSmallIntegerField(default=0)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("review date")
        verbose_name_plural = _("review dates")

    def __str__(self) -> str:
        return f"{self.page_id}: {self.due_on or '–'}"

    @property
    def reviewer(self) -> str:
        """Return the name of whoever passed the last step; "" if nobody is known."""
        person = self.reviewed_by
        return (person.get_full_name() or person.get_username()) if person else ""


class ReviewTask(AbstractGroupApprovalTask):
    """A step of the review that its groups pass, where the content needs it."""

    class Meta:
        abstract = True

    def is_needed(self, content: Any) -> bool:
        """Return whether ``content``, the latest draft, has to pass this step."""
        return True

    def start(self, workflow_state: WorkflowState, user: Any = None) -> TaskState:
        """Start the step, or skip it where it is not needed."""
        revision = workflow_state.content_object.get_latest_revision()
        if self.is_needed(revision.as_object()):
            return super().start(workflow_state, user=user)
        state = self.get_task_state_class()(
            workflow_state=workflow_state,
            task=self,
            revision=revision,
            status=TaskState.STATUS_SKIPPED,
            finished_at=timezone.now(),
        )
        state.save()
        return state

    @transaction.atomic
    def on_action(
        self, task_state: TaskState, user: Any, action_name: str, **kwargs: Any
    ) -> Any:
        """Approve the draft as it is now: whoever has to pass it may have mended it."""
        if action_name == "approve":
            _bring_along(task_state)
        return super().on_action(task_state, user, action_name, **kwargs)


def _bring_along(task_state: TaskState) -> None:
    """Let a step pass the latest draft, and the steps before it, if it says the same.

    Wagtail saves another revision whenever a form is sent, also by whoever approves.
    """
    workflow_state = task_state.workflow_state
    before = task_state.revision
    latest = workflow_state.content_object.get_latest_revision()
    if before.pk == latest.pk:
        return
    if revisions.say_the_same(before, latest):
        workflow_state.task_states.filter(revision=before).update(revision=latest)
    task_state.revision = latest
    task_state.save(update_fields=["revision"])


class EditorialTask(ReviewTask):
    """Somebody else than the author reads it."""

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, str, bool]]:
        """Leave nothing to whoever has sent it in: four eyes see more than two."""
        state = obj.current_workflow_state
        if state and state.requested_by_id == user.pk and not user.is_superuser:
            return []
        return super().get_actions(obj, user)

    def get_task_states_user_can_moderate(self, user: Any, **kwargs: Any) -> Any:
        """Leave out what the user has sent in."""
        states = super().get_task_states_user_can_moderate(user, **kwargs)
        if user.is_superuser:
            return states
        return states.exclude(workflow_state__requested_by=user)

    @classmethod
    def get_description(cls) -> str:
        """Say what the step is for."""
        return gettext(
            "Members of the chosen groups read it, but not whoever has sent it in"
        )

    class Meta:
        verbose_name = _("Editorial review")
        verbose_name_plural = _("Editorial reviews")


class SafeguardingTask(ReviewTask):
    """A safeguarding lead looks at what may weigh on a child; the rest passes by."""

    # Who may pass it is the part, not a list that can be ticked.
    admin_form_fields = ["name"]

    def is_needed(self, content: Any) -> bool:
        """Return whether it, or a version before it, has a sensitivity of 2 or more."""
        return gate.is_guarded(content)

    def _user_in_groups(self, user: Any) -> bool:
        return gate.is_lead(user)

    @classmethod
    def get_description(cls) -> str:
        """Say what the step is for."""
        return gettext(
            "Only safeguarding leads pass what has a sensitivity of 2 or more"
        )

    class Meta:
        verbose_name = _("Safeguarding review")
        verbose_name_plural = _("Safeguarding reviews")


class TranslationTask(ReviewTask):
    """Translators say that the words of the source can be, or are, translated."""

    def is_needed(self, content: Any) -> bool:
        """Return whether there is a language to translate it to; a translation needs none."""
        return gate.is_source(content)

    def user_can_access_editor(self, obj: Any, user: Any) -> bool:
        """Open the source's form to nobody who may not edit it anyway."""
        return False

    @classmethod
    def get_description(cls) -> str:
        """Say what the step is for."""
        return gettext(
            "Members of the chosen groups say that it is ready in other languages"
        )

    class Meta:
        verbose_name = _("Translation")
        verbose_name_plural = _("Translations")


class PublishTask(ReviewTask):
    """The last look; passing it publishes."""

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, str, bool]]:
        """Call the last approval what it does."""
        if not super().get_actions(obj, user):
            return []
        return [
            ("reject", gettext("Request changes"), True),
            ("approve", gettext("Publish"), False),
            ("approve", gettext("Publish with comment"), True),
        ]

    @classmethod
    def get_description(cls) -> str:
        """Say what the step is for."""
        return gettext("Members of the chosen groups publish it")

    class Meta:
        verbose_name = _("Publication")
        verbose_name_plural = _("Publications")
