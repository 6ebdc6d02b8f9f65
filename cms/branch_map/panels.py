"""The branch map beside the editor of a module, as one of Wagtail's side panels."""

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from wagtail.admin.ui.side_panels import BaseSidePanel

from cms.branch_map.drawing import draw
from cms.branch_map.reading import saved_chats
from cms.pages.module import ModulePage


class BranchMapPanel(BaseSidePanel):
    """The maps of a module's chats; a script draws them anew from the unsaved form."""

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        """The button that opens it; it counts the nodes that have to be mended."""

        aria_label = _("Toggle branch map")
        icon_name = "branch-map"
        counter_classname = "w-bg-critical-200"

        def get_context_data(self, parent_context: Any) -> dict[str, object]:
            """Add the number."""
            to_mend = sum(one.chat.to_mend for one in self.panel.drawings)
            return super().get_context_data(parent_context) | {"count": to_mend}

    name = "branch-map"
    title = _("Branch map")
    template_name = "cms/branch_map/panel.html"
    order = 300

    def __init__(self, object: ModulePage, request: HttpRequest, url: str) -> None:
        super().__init__(object, request)
        self.url = url
        self.drawings = draw(saved_chats(object.steps))

    @property
    def media(self) -> forms.Media:
        """Return the style, the script, and the one that goes to a place in the form."""
        return forms.Media(
            css={"all": ["cms/branch-map.css"]},
            js=["cms/checks.js", "cms/branch-map.js"],
        )

    def get_context_data(self, parent_context: Any) -> dict[str, object]:
        """Add the drawings; they are old when the form came back with errors."""
        form = parent_context.get("form")
        return super().get_context_data(parent_context) | {
            "url": self.url,
            "drawings": self.drawings,
            "is_old": bool(form and form.is_bound and form.errors),
        }
