"""Quizzes: the questions that come before and after a module, in two parallel forms."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.template.response import SimpleTemplateResponse, TemplateResponse
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wagtail import hooks
from wagtail.admin.panels import FieldPanel
from wagtail.blocks import StreamValue
from wagtail.fields import StreamField
from wagtail.models import (
    DraftStateMixin,
    Locale,
    LockableMixin,
    PreviewableMixin,
    Revision,
    RevisionMixin,
    TranslatableMixin,
    WorkflowMixin,
)
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from quizzes.forms import QuizForm
from quizzes.kinds import KINDS, question_block
from quizzes.kinds.base import Form, Item, KindKey, compile_item
from quizzes.panels import HookPanel
from quizzes.pictures import PictureMaker, picture_data
from quizzes.previews import MODES, preview_context

__all__ = ["Quiz", "question_blocks"]


def question_blocks() -> list[tuple[str, Any]]:
    """Return a new block for each kind of question that a check may ask."""
    return [
        (kind.name, question_block(kind)) for kind in KINDS.values() if kind.checkable
    ]


class Quiz(
    TranslatableMixin,
    PreviewableMixin,
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    index.Indexed,
    models.Model,
):
    """A check in two forms: A is asked before a module, B after it.

    The forms ask for the same with other questions, so that a better second result means
    learning, not remembering. ``key`` is the same in every language.
    """

    title = models.CharField(
        _("title"),
        max_length=200,
        help_text=_("For editors; learners do not see it."),
    )
    key = models.SlugField(
        _("key"),
        max_length=80,
        help_text=_("Short and lasting, such as “t4-1113-storm”."),
    )
    form_a = StreamField(
        question_blocks(),
        verbose_name=_("form A"),
        help_text=_(
            "Asked before the module. Five questions are a good number, three for the youngest."
        ),
    )
    form_b = StreamField(
        question_blocks(),
        verbose_name=_("form B"),
        help_text=_("Asked after the module: the same aims, other questions."),
    )

    base_form_class = QuizForm
    preview_modes = MODES
    override_translatable_fields = [SynchronizedField("key")]
    panels = [
        FieldPanel("title"),
        FieldPanel("key"),
        FieldPanel("form_a"),
        FieldPanel("form_b"),
        HookPanel("quiz_panel", heading=_("Checks")),
    ]
    search_fields = [
        index.SearchField("title", boost=2),
        index.AutocompleteField("title"),
        index.SearchField("key"),
        index.AutocompleteField("key"),
        index.SearchField("form_a"),
        index.SearchField("form_b"),
        index.FilterField("locale"),
        index.FilterField("live"),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("quiz")
        verbose_name_plural = _("quizzes")
        ordering = ["title"]
        constraints = [
            models.UniqueConstraint(
                fields=["key", "locale"], name="unique_quiz_key_in_locale"
            )
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """Refuse a key of another quiz, and a question that is in both forms.

        Raises:
            ValidationError: with the message at the field.
        """
        super().clean()
        others = Quiz.objects.exclude(translation_key=self.translation_key)
        if self.key and others.filter(key=self.key).exists():
            raise ValidationError(
                {"key": gettext("Another quiz has this key. Choose one of its own.")}
            )
        ids = {child.id for child in self.form_a}
        if any(child.id in ids for child in self.form_b):
            raise ValidationError(
                {"form_b": gettext("A question of form A is in form B, too.")}
            )

    def publish(
        self,
        revision: Revision,
        user: Any = None,
        changed: bool = True,
        log_action: bool | str = True,
        previous_revision: Revision | None = None,
        skip_permission_checks: bool = False,
    ) -> None:
        """Publish a revision, unless whoever uses the quiz holds it back.

        Each function of the hook ``quiz_guard`` takes the quiz as the revision holds it,
        the revision, ``user`` and ``log_action``. It gives False to put a scheduled
        revision off, and raises where somebody publishes by hand.
        """
        draft = revision.as_object()
        for guard in hooks.get_hooks("quiz_guard"):
            if not guard(draft, revision, user, log_action):
                return
        super().publish(
            revision,
            user=user,
            changed=changed,
            log_action=log_action,
            previous_revision=previous_revision,
            skip_permission_checks=skip_permission_checks,
        )

    @property
    def size(self) -> str:
        """Tell how many questions form A and form B have, as "3 + 3"."""
        return f"{len(self.form_a)} + {len(self.form_b)}"

    def questions(self, form: Form) -> StreamValue:
        """Return the questions of form "A" or "B"."""
        return {"A": self.form_a, "B": self.form_b}[form]

    def compile_form(
        self, form: Form, picture: PictureMaker
    ) -> list[tuple[Item, KindKey]]:
        """Return item and key of each question of form "A" or "B", in order.

        An item never holds its key: see ``quizzes.kinds.base.compile_item``.
        """
        return [
            compile_item(
                child.block_type, child.id, child.value, "check", form, picture
            )
            for child in self.questions(form)
        ]

    def serve_preview(
        self, request: HttpRequest, mode_name: str
    ) -> SimpleTemplateResponse:
        """Play both forms of the draft in the real player, as learners see them."""
        # A quiz that has never been saved has no locale yet.
        locale = self.locale if self.locale_id else Locale.get_default()
        with translation.override(locale.language_code):
            context = preview_context(self, mode_name, picture_data)
            return TemplateResponse(request, "preview.html", context).render()
