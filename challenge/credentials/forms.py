"""What educators and those who check a credential send."""

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from challenge.credentials.badges import MOST_CHARACTERS

MOST_BYTES = 64 * 1024


class NameForm(forms.Form):
    """The name on a certificate: printed, and not kept."""

    name = forms.CharField(
        label=_("The name on the certificate"),
        required=False,
        max_length=80,
        help_text=_("Leave it empty to write it by hand. It is printed, and not kept."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )


class VerifyForm(forms.Form):
    """A credential, pasted or as a file; and, if its holder is to be compared, an address."""

    credential = forms.CharField(
        label=_("The text of the credential"),
        required=False,
        max_length=MOST_CHARACTERS,
        widget=forms.Textarea(
            attrs={
                "rows": 5,
                "dir": "ltr",
                "autocomplete": "off",
                "spellcheck": "false",
            }
        ),
    )
    file = forms.FileField(label=_("or its file"), required=False)
    address = forms.EmailField(
        label=_("E-mail address of the holder"),
        required=False,
        help_text=_(
            "Optional. A credential has no name; we tell whether it was given to the"
            " account with this address. It is compared, and not kept."
        ),
        widget=forms.EmailInput(attrs={"dir": "ltr", "autocomplete": "off"}),
    )

    def clean(self) -> dict[str, object]:
        """Put what the file says in the place of the text.

        Raises:
            ValidationError: if there is neither text nor file, or the file is too long.
        """
        cleaned = super().clean() or self.cleaned_data
        if file := cleaned.get("file"):
            if file.size > MOST_BYTES:
                raise forms.ValidationError(
                    _now("This file is too long to be a credential.")
                )
            cleaned["credential"] = file.read().decode("ascii", "replace")
        if not self.errors and not cleaned.get("credential"):
            raise forms.ValidationError(_now("Paste a credential, or choose its file."))
        return cleaned
