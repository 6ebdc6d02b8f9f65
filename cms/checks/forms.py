"""The form in which an editor gives a reason for a warning."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.checks.models import Reason


class ReasonForm(forms.Form):
    """A reason: some words, more than “ok”."""

    mark = forms.CharField(max_length=64, widget=forms.HiddenInput)
    words = forms.CharField(
        label=_("Reason"),
        min_length=10,
        max_length=Reason._meta.get_field("words").max_length,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Why it may stay as it is; your colleagues will read it."),
        error_messages={
            "required": _("Write why it may stay as it is."),
            "min_length": _("Write a sentence that your colleagues will understand."),
        },
    )
