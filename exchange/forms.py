"""The form with which an editor sends a file of questions."""

from pathlib import PurePath
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wagtail.models import Locale

from exchange import formats, services
from exchange.questions import Report
from exchange.text import MAX_BYTES, tidy

SUFFIXES = ".gift,.txt,.xml,.zip,.h5p"


def format_choices() -> list[tuple[str, Any]]:
    """Return the formats, and that the file itself shall tell."""
    return [
        (services.AUTO, gettext("Find out from the file")),
        *((each.name, each.label) for each in formats.FORMATS.values()),
    ]


def locale_choices() -> list[tuple[str, str]]:
    """Return the languages of the site."""
    return [
        (locale.language_code, locale.get_display_name())
        for locale in Locale.objects.all()
    ]


class ImportForm(forms.Form):
    """A file with its format, the language of its questions and the quiz's title.

    A valid form has examined the file: see ``report``.
    """

    file = forms.FileField(
        label=_("File"),
        help_text=_("A question bank of Moodle or another program, up to 20 MB."),
        widget=forms.FileInput(attrs={"accept": SUFFIXES}),
    )
    format = forms.ChoiceField(label=_("Format"), choices=format_choices)
    locale = forms.ChoiceField(
        label=_("Language"),
        choices=locale_choices,
        help_text=_("The language of the questions in the file."),
    )
    title = forms.CharField(
        label=_("Title"),
        required=False,
        max_length=200,
        help_text=_("What the quiz is called here; without it, as the file."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.report = Report()
        self.data_of_file = b""

    def clean_file(self) -> UploadedFile:
        """Refuse a file that is too large before it is read.

        Raises:
            ValidationError: if it is.
        """
        file: UploadedFile = self.cleaned_data["file"]
        size = file.size or 0
        if size > MAX_BYTES:
            raise forms.ValidationError(
                gettext("The file has %(size)s; 20 MB are the most.")
                % {"size": filesizeformat(size)}
            )
        return file

    def clean(self) -> dict[str, object]:
        """Examine the file; what makes it unreadable is told at the file."""
        cleaned = super().clean() or self.cleaned_data
        file = cleaned.get("file")
        if file is None or self.errors:
            return cleaned
        cleaned["title"] = tidy(cleaned["title"]) or tidy(PurePath(file.name).stem)
        self.data_of_file = file.read()
        self.report = services.examine(
            self.data_of_file, file.name, cleaned["format"], cleaned["locale"]
        )
        for error in self.report.errors:
            self.add_error("file", error)
        return cleaned
