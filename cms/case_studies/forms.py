"""The form by which an organisation submits a case study."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import get_language, gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from cms.case_studies.models import CaseStudy
from cms.countries.names import name_of, tiles

LONGEST = 4000


def _long(label: Any) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": 6})
    return forms.CharField(label=label, max_length=LONGEST, widget=area)


def countries() -> list[tuple[str, str]]:
    """Return code and name of each country, by name; none stands for all countries."""
    locale = get_language() or ""
    names = [(code, name_of(code, locale)) for code in tiles()]
    return [("", gettext("International")), *sorted(names, key=lambda one: one[1])]


class CaseStudyForm(forms.ModelForm):
    """What an organisation tells; editors add the address and the review date."""

    country = forms.ChoiceField(label=_("Country"), required=False, choices=countries)
    action = _long(_("What was done"))
    evidence = _long(_("Evidence"))
    outcome = _long(pgettext_lazy("the programme", "Outcome"))

    class Meta:
        model = CaseStudy
        fields = [
            "organisation",
            "title",
            "summary",
            "country",
            "sector",
            "measure",
            "started_in",
            "action",
            "evidence",
            "outcome",
            "as_of",
        ]
        widgets = {"as_of": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["as_of"].initial = timezone.localdate
        self.fields["summary"].widget.attrs["rows"] = 3

    def clean_started_in(self) -> int | None:
        """Refuse a year that is not one."""
        year = self.cleaned_data["started_in"]
        if year is not None and not 1970 <= year <= timezone.localdate().year:
            raise forms.ValidationError(gettext("Give a year such as 2019."))
        return year

    def clean_as_of(self) -> Any:
        """Refuse a day that is still to come."""
        day = self.cleaned_data["as_of"]
        if day > timezone.localdate():
            raise forms.ValidationError(gettext("This day is still to come."))
        return day


class SourceForm(forms.Form):
    """One publication that shows what the case study says."""

    title = forms.CharField(label=_("Title of the source"), max_length=250)
    publisher = forms.CharField(label=_("Publisher"), max_length=160, required=False)
    url = forms.URLField(label=_("Address"), required=False, assume_scheme="https")


Sources = forms.formset_factory(
    SourceForm,
    extra=2,
    min_num=1,
    max_num=3,
    validate_min=True,
    validate_max=True,
    absolute_max=3,
)
