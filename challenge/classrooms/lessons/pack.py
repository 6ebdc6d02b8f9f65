"""A lesson without screens: the sheets of a module, sorted into what is handed out and when."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from cms.pages.printing import Answer, CheckParts, Part, sheets
from cms.publications.payload import ModuleData

# What can be printed by itself, in the order in which it lies in the pack.
NAMES: dict[str, Promise] = {
    "sheet": _("Worksheets"),
    "cards": _("Cards to cut out"),
    "board": _("Games and posters"),
    "check": _("Questions before and after"),
    "home": _("Cards to take home"),
    "answers": _("Answers, for the teacher only"),
}


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the pack: its ``steps``, or ``more`` of what ``cms.pages.printing`` gives."""

    name: str
    steps: list[Part]
    more: CheckParts | list[Answer] | str | None

    @property
    def label(self) -> Promise:
        """Return what it is called."""
        return NAMES[self.name]


def pack(payload: ModuleData) -> list[Section]:
    """Return the parts that a module has on paper, in their order, in its own language.

    The answers are those of practice questions; those of a check are in no payload.
    """
    with override(payload["locale"]):
        laid = sheets(payload)
    more: dict[str, CheckParts | list[Answer] | str | None] = {
        "check": laid["check_parts"],
        "home": payload["talk_card"],
        "answers": laid["answers"],
    }
    sections = [
        Section(
            name,
            [part for part in laid["parts"] if part["on_paper"] == name],
            more.get(name),
        )
        for name in NAMES
    ]
    return [section for section in sections if section.steps or section.more]
