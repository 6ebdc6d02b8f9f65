"""What an editor's form of a quiz checks beyond its single fields."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext

from wagtail import hooks
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.blocks import StreamBlockValidationError, StreamValue

from quizzes.blocks import text
from quizzes.errors import BlockErrors


class QuizForm(WagtailAdminModelForm):
    """The form of a quiz; drafts may repeat themselves, what is published may not."""

    def clean(self) -> dict[str, object] | None:
        """Refuse, on publish, that form B asks what form A has asked before."""
        cleaned = super().clean()
        form_a, form_b = (
            self.cleaned_data.get("form_a"),
            self.cleaned_data.get("form_b"),
        )
        if not self.is_deferred_validation and form_a and form_b:
            repeated = repeated_questions(form_a, form_b)
            if repeated:
                self.add_error(
                    "form_b", StreamBlockValidationError(block_errors=repeated)
                )
        return cleaned

    def _post_clean(self) -> None:
        """Refuse, on publish and submit, what whoever uses the quiz holds back.

        Only now the quiz has what was posted. Ask the hook ``quiz_refusal``: each function
        takes a quiz and gives why it must not go out, a line each.
        """
        super()._post_clean()
        if self.errors or self.is_deferred_validation or not is_going_out(self.data):
            return
        for refusal in hooks.get_hooks("quiz_refusal"):
            for line in refusal(self.instance):
                self.add_error(None, line)


def is_going_out(data: Mapping[str, Any]) -> bool:
    """Return whether a posted form is to publish something, submit it or let it pass review.

    Whoever sends it back to its author need not mend it first.
    """
    if "action-workflow-action" in data:
        return data.get("workflow-action-name") != "reject"
    return any(
        f"action-{name}" in data for name in ("publish", "submit", "restart-workflow")
    )


def repeated_questions(form_a: StreamValue, form_b: StreamValue) -> dict[int, Any]:
    """Return the errors, by index, of the questions of form B whose prompt is in form A."""
    asked = {_wording(child) for child in form_a}
    repeated = {}
    for index, child in enumerate(form_b):
        if _wording(child) in asked:
            errors = BlockErrors()
            errors.add(
                "prompt",
                message=gettext(
                    "Form A asks this, too. Ask for the same with other words, or a "
                    "better result means remembering, not learning."
                ),
            )
            repeated[index] = errors.as_error()
    return repeated


def _wording(child: Any) -> str:
    return " ".join(text(child.value["prompt"]).casefold().split())
