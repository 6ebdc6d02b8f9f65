"""What an editor sends to export or import a pack."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cms.packs.collecting import MODULE, SITE, TRACK
from cms.pages.module import ModulePage
from cms.pages.track import TrackPage

FORM_ID = "packs-decide"


def what_choices() -> list[tuple[Any, Any]]:
    """Return what can be exported: the site, each track and each module by its key."""
    return [
        (SITE, _("The whole site, with helplines")),
        (_("A track"), _by_key(TRACK, TrackPage)),
        (_("A module"), _by_key(MODULE, ModulePage)),
    ]


def _by_key(kind: str, model: Any) -> list[tuple[str, str]]:
    titles: dict[str, str] = {}
    pages = model.objects.filter(alias_of=None).order_by("locale_id", "path")
    for key, title in pages.values_list("key", "draft_title"):
        if key:
            titles.setdefault(f"{kind}:{key}", f"{title} ({key})")
    return list(titles.items())


class ExportForm(forms.Form):
    """What the pack shall hold."""

    what = forms.ChoiceField(
        label=_("What to export"),
        choices=what_choices,
        help_text=_(
            "With it go its pictures, recordings, documents, checks, translations and drafts."
        ),
    )

    @property
    def scope(self) -> tuple[str, str]:
        """Return kind and key of what was chosen."""
        kind, _colon, key = self.cleaned_data["what"].partition(":")
        return kind, key


class UploadForm(forms.Form):
    """The file of a pack."""

    file = forms.FileField(
        label=_("File of the pack"),
        widget=forms.FileInput(attrs={"accept": ".zip"}),
        help_text=_("A zip file that was exported from a site like this one."),
    )

    def clean_file(self) -> UploadedFile:
        """Refuse a file that is too large before it is read.

        Raises:
            ValidationError: if it is.
        """
        file: UploadedFile = self.cleaned_data["file"]
        size, most = file.size or 0, settings.PACK_MAX_BYTES
        if size > most:
            raise forms.ValidationError(
                gettext("The file has %(size)s; %(most)s are the most.")
                % {"size": filesizeformat(size), "most": filesizeformat(most)}
            )
        return file


class DecisionForm(forms.Form):
    """Which conflicts the pack wins, and whether somebody vouches for it."""

    OURS, THEIRS = "ours", "theirs"

    def __init__(self, conflicts: list[Any], asks_trust: bool, **kwargs: Any) -> None:
        """Ask about these conflicts (``planning.Item``), and about trust if need be."""
        super().__init__(**kwargs)
        self.conflicts = {
            f"conflict-{number}": item for number, item in enumerate(conflicts)
        }
        for name, item in self.conflicts.items():
            self.fields[name] = forms.ChoiceField(
                label=item.content.title,
                choices=[
                    (self.OURS, _("Keep what is here")),
                    (self.THEIRS, _("Take what is in the pack")),
                ],
                # They stand beside what they are about, outside the form.
                widget=forms.RadioSelect(attrs={"form": FORM_ID}),
                initial=self.OURS,
                required=False,
            )
        if asks_trust:
            self.fields["trust"] = forms.BooleanField(
                label=_("I know where this file comes from and trust it"),
                error_messages={
                    "required": _("Tick this, or do not import the file."),
                },
            )

    @property
    def theirs(self) -> list[str]:
        """Return the uids of the conflicts that the pack wins."""
        return [
            item.uid
            for name, item in self.conflicts.items()
            if self.cleaned_data.get(name) == self.THEIRS
        ]
