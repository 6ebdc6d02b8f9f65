"""Looking at a draft as others will: in another age's dress, turned round, its check alone.

A preview holds a page of its own, made from the editor's form and thrown away after it, so
what is changed here is never kept.
"""

from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cms.choices import Band, Track, dress_for
from cms.publications import compile as compiling
from quizzes.previews import DRESSES, MIRRORED, turned_direction

if TYPE_CHECKING:
    from cms.pages.module import ModulePage

ADULTS = "adults"
CHECK = "check"
PRINT = "print"

MODES: list[tuple[str, str | Promise]] = [
    ("", _("Play")),
    *((dress.name, dress.label) for dress in DRESSES),
    (ADULTS, _("Play as a parent or educator")),
    (CHECK, _("Only the check, before and after")),
    MIRRORED,
    (PRINT, _("On paper")),
]


def dress_up(page: "ModulePage", mode: str) -> None:
    """Make a preview's page one for the audience that a mode names, if it names one.

    A module that wears the dress already keeps its own band.
    """
    if mode == ADULTS:
        page.track, page.band = Track.PARENTS, ""
        return
    bands = {dress.name: Band(dress.band) for dress in DRESSES}
    is_childs = page.track == Track.CHILDREN
    if mode in bands and not (is_childs and dress_for(page.track, page.band) == mode):
        page.track, page.band = Track.CHILDREN, bands[mode]


def context(page: "ModulePage", mode: str) -> dict[str, object]:
    """Return what ``module_page.html`` shows of a draft, compiled from it.

    ``direction`` is "" where that of the language holds; ``has_no_check`` tells that there
    is nothing to play, because no published check is chosen.
    """
    payload = compiling.compile_draft(page)
    if mode == CHECK:
        payload["before"], payload["steps"] = "", []
    return {
        "version": payload["version"],
        "preview_payload": payload,
        "direction": turned_direction() if mode == MIRRORED[0] else "",
        "has_no_check": mode == CHECK and not any(payload["check"].values()),
    }
