"""What educators write and choose about a class."""

import hashlib
from collections.abc import Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.core.validators import RegexValidator
from django.http import QueryDict
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from challenge.accounts.models import User
from challenge.classrooms import services
from challenge.classrooms.models import MOST_SEATS, Assignment, Classroom
from challenge.learners.models import today
from cms import languages
from cms.choices import Band
from cms.languages import page_locale

USUAL_SIZE = 25


class DayField(forms.DateField):
    """A day, written as browsers send it, whatever the language of the page."""

    def __init__(self, **kwargs: Any) -> None:
        iso = "%Y-%m-%d"
        widget = forms.DateInput(format=iso, attrs={"type": "date"})
        super().__init__(input_formats=[iso], widget=widget, **kwargs)


class NameField(forms.CharField):
    """The educator's own name of a class."""

    def __init__(self) -> None:
        super().__init__(
            label=_("Name of the class"),
            max_length=80,
            help_text=_(
                "Only you see it, such as “5B, Tuesday”. No names of children."
            ),
            widget=forms.TextInput(attrs={"autocomplete": "off"}),
        )


class EndField(DayField):
    """The last day of a class."""

    def __init__(self) -> None:
        super().__init__(
            label=_("Last day"),
            help_text=_(
                "The end of your school year. Nobody can join after it, and 30 days later"
                " the class is deleted with everything in it."
            ),
        )


def _language_choices() -> list[tuple[str, str]]:
    return [(code, language_name(code)) for code in languages.offered()]


def language_name(code: str) -> str:
    """Name a language in the language of the page."""
    return get_language_info(code)["name_translated"]


class NewForm(forms.Form):
    """A new class: what the system has to know to make its seats."""

    name = NameField()
    band = forms.ChoiceField(label=_("Age of the pupils"), choices=Band.choices)
    size = forms.IntegerField(
        label=_("How many pupils"),
        min_value=1,
        max_value=MOST_SEATS,
        help_text=_("Each gets a seat with an animal. You can add seats later."),
    )
    locale = forms.ChoiceField(
        label=_("Language of the class"), choices=_language_choices
    )
    country = forms.CharField(
        label=_("Country"),
        required=False,
        min_length=2,
        max_length=2,
        validators=[
            RegexValidator(r"^[A-Z]{2}\Z", _("Two capital letters, as in BH."))
        ],
        help_text=_("Whose helplines the pupils are shown."),
    )
    ends_on = EndField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        guesses = {
            "band": Band.B0810,
            "size": USUAL_SIZE,
            "locale": page_locale(),
            "country": settings.DEFAULT_COUNTRY,
            "ends_on": services.end_of_school_year(today()),
        }
        super().__init__(*args, **kwargs | {"initial": guesses})


class SeenForm(forms.Form):
    """A form that remembers what was there when it was opened.

    If somebody has changed that meanwhile, in another tab or on another device, saving
    says so once and keeps what was written here; saving again overwrites.
    """

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, there: Mapping[str, object], **kwargs: Any) -> None:
        self.there = there
        self.mark = hashlib.sha256(repr(sorted(there.items())).encode()).hexdigest()
        super().__init__(*args, **kwargs | {"initial": {**there, "seen": self.mark}})

    def clean(self) -> dict[str, object]:
        """Compare what is there with what was seen.

        Raises:
            ValidationError: if it differs; the form then has seen what is there now.
        """
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("seen") != self.mark and self.has_news(cleaned):
            was = {name: self.data.get(name) for name in self.data}
            self.data = was | {"seen": self.mark}
            raise forms.ValidationError(
                _now(
                    "This was changed elsewhere meanwhile. It now says: %(now)s. What you"
                    " wrote is still here: save again to put it in its place."
                ),
                params={"now": self.now_says()},
            )
        return cleaned

    def has_news(self, cleaned: Mapping[str, object]) -> bool:
        """Return whether saving would change anything that is there."""
        return any(cleaned.get(name) != value for name, value in self.there.items())

    def now_says(self) -> str:
        """Word what is there, for whoever has not seen it."""
        return " · ".join(str(value) for value in self.there.values() if value)


class EditForm(SeenForm):
    """Name and last day of a class."""

    name = NameField()
    ends_on = EndField()

    def __init__(self, *args: Any, classroom: Classroom, **kwargs: Any) -> None:
        there = {"name": classroom.name, "ends_on": classroom.ends_on}
        super().__init__(*args, there=there, **kwargs)


class SureForm(forms.Form):
    """A tick before something is deleted for good."""

    sure = forms.BooleanField(
        label=_("Yes, delete it for good"),
        error_messages={"required": _("Tick this if you are sure.")},
    )


class AddSeatsForm(forms.Form):
    """How many seats to add."""

    add = forms.IntegerField(label=_("More seats"), min_value=1, initial=1)


class MoveForm(forms.Form):
    """Which other class of the educator a seat moves to."""

    to = forms.ModelChoiceField(
        label=_("The other class"), queryset=Classroom.objects.none(), empty_label=None
    )

    def __init__(self, *args: Any, classroom: Classroom, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = Classroom.objects.filter(educator=classroom.educator)
        self.fields["to"].queryset = others.exclude(pk=classroom.pk)  # type: ignore[attr-defined]


class GiveForm(forms.Form):
    """Which class of the educator gets a module."""

    room = forms.ModelChoiceField(Classroom.objects.none(), to_field_name="uid")

    def __init__(self, *args: Any, educator: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["room"].queryset = educator.classrooms.all()  # type: ignore[attr-defined]


class TaskFields(forms.Form):
    """When something is due, and what the educator says to the class about it."""

    due_on = DayField(
        label=_("Due on"),
        required=False,
        help_text=_("Optional. Nothing closes on that day."),
    )
    note = forms.CharField(
        label=_("Note to the class"),
        required=False,
        max_length=200,
        help_text=_(
            "Optional. Pupils read it beside the module. No names of children."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class TasksForm(TaskFields):
    """Modules to add, or the whole path of a topic."""

    modules = forms.MultipleChoiceField(
        required=False,
        error_messages={
            "invalid_choice": _("One of the modules is not there any more.")
        },
    )
    topic = forms.ChoiceField(required=False)

    def __init__(
        self, *args: Any, modules: list[str], topics: list[str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["modules"].choices = [(key, key) for key in modules]  # type: ignore[attr-defined]
        self.fields["topic"].choices = [("", ""), *((key, key) for key in topics)]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, object]:
        """Ask for at least one module."""
        cleaned = super().clean() or self.cleaned_data
        if not (cleaned.get("topic") or cleaned.get("modules") or self.errors):
            self.add_error("modules", _now("Tick one module at least."))
        return cleaned


class TaskForm(SeenForm, TaskFields):
    """Due day and note of something that is chosen already."""

    def __init__(self, *args: Any, task: Assignment, **kwargs: Any) -> None:
        there = {"due_on": task.due_on, "note": task.note}
        super().__init__(*args, there=there, **kwargs)


def _tick(label: Any) -> forms.BooleanField:
    needed = _("Tick this when it is so.")
    return forms.BooleanField(label=label, error_messages={"required": needed})


class BeforeForm(forms.Form):
    """What an educator has seen to before a sensitive module opens for a class."""

    lead = _tick(
        _("The school’s safeguarding lead knows which module we do, and when.")
    )
    steps = _tick(_("I have read what to do if a child tells me something."))
    aside = _tick(
        _("There is another task, in sight, for whoever would rather not take part.")
    )
    rules = _tick(
        _("We agree first: we talk about the characters, and anyone may pass.")
    )


class CertificatesForm(forms.Form):
    """Which certificates of a class are printed, how many, and how."""

    FINISHED, ALL = "finished", "all"
    WHOLE, HALF = "whole", "half"

    modules = forms.MultipleChoiceField(
        label=_("For which modules"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    number = forms.ChoiceField(
        label=_("How many"),
        choices=[
            (FINISHED, _("one for each seat that has finished")),
            (ALL, _("one for each seat")),
        ],
        widget=forms.RadioSelect,
    )
    paper = forms.ChoiceField(
        label=_("Paper"),
        choices=[(WHOLE, _("one on A4")), (HALF, _("two on A4"))],
        widget=forms.RadioSelect,
    )
    seats = forms.BooleanField(
        label=_("Print the name of the seat in a corner, to hand them out by"),
        required=False,
    )

    def __init__(
        self, sent: QueryDict, *, modules: list[tuple[str, str]], ticked: list[str]
    ) -> None:
        usual = {"modules": ticked, "number": self.FINISHED, "paper": self.WHOLE}
        super().__init__(sent or usual, auto_id="%s")
        self.fields["modules"].choices = modules  # type: ignore[attr-defined]
