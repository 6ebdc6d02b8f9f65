"""The forms of the educator's pages of class mode."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from challenge.classrooms.class_mode.questions import Question
from challenge.classrooms.models import MOST_SEATS


class HandsForm(forms.Form):
    """How many hands were up for each option; a field left empty counts as none."""

    def __init__(
        self, question: Question, counts: Mapping[str, int], *args: Any, **kwargs: Any
    ) -> None:
        """Make a field for each option of ``question``; ``counts`` were typed before."""
        kwargs["initial"] = {f"hands-{option}": n for option, n in counts.items()}
        super().__init__(*args, **kwargs)
        for option in question.options:
            self.fields[f"hands-{option}"] = forms.IntegerField(
                label=_("Hands"), required=False, min_value=0, max_value=MOST_SEATS
            )

    def counts(self) -> dict[str, int]:
        """Return the hands by option, once the form is valid."""
        return {
            name.removeprefix("hands-"): number or 0
            for name, number in self.cleaned_data.items()
        }
