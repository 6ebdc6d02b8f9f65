"""The editor of a module with the branch map beside it, and what draws the map anew."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.generic import View

from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.views.pages.create import CreateView
from wagtail.admin.views.pages.edit import EditView

from cms.branch_map.drawing import draw
from cms.branch_map.panels import BranchMapPanel
from cms.branch_map.reading import UnreadableFormError, posted_chats
from cms.pages.module import ModulePage
from cms.pages.track import TrackPage


class ModuleEditView(EditView):
    """Wagtail's editor with the branch map."""

    def get_side_panels(self) -> MediaContainer:
        """Add the map, but not to the parts of the page that a save sends again."""
        panels = super().get_side_panels()
        if self.expects_json_response or self.hydrate_create_view:
            return panels
        url = reverse("branch_map:draw", args=[self.page.pk])
        return _with_map(panels, BranchMapPanel(self.page, self.request, url))


class ModuleCreateView(CreateView):
    """Wagtail's form for a new module with the branch map."""

    def get_side_panels(self) -> MediaContainer:
        """Add the map."""
        url = reverse("branch_map:draw_new", args=[self.parent_page.pk])
        panel = BranchMapPanel(self.page, self.request, url)
        return _with_map(super().get_side_panels(), panel)


class DrawView(View):
    """Draw the chats of a module from what its form holds; nothing is stored."""

    http_method_names = ["post"]

    def check_permission(self, request: HttpRequest, page_id: int) -> None:
        """Let nobody draw who may not edit the module.

        Raises:
            Http404: if there is none.
            PermissionDenied: if the user may not edit it.
        """
        page = get_object_or_404(ModulePage, pk=page_id)
        if not page.permissions_for_user(request.user).can_edit():
            raise PermissionDenied

    def post(self, request: HttpRequest, page_id: int) -> HttpResponse:
        """Return the maps as a piece of HTML; 400 for what is no form of a module."""
        self.check_permission(request, page_id)
        try:
            chats = posted_chats(request.POST)
        except UnreadableFormError:
            return HttpResponseBadRequest(
                gettext("This is not the form of a module."), content_type="text/plain"
            )
        return render(request, "cms/branch_map/maps.html", {"drawings": draw(chats)})


class DrawNewView(DrawView):
    """The same for a module that is not saved yet; the number is that of its track."""

    def check_permission(self, request: HttpRequest, page_id: int) -> None:
        """Let nobody draw who may not add a module there.

        Raises:
            Http404: if there is no such track.
            PermissionDenied: if the user may not add pages to it.
        """
        track = get_object_or_404(TrackPage, pk=page_id)
        if not track.permissions_for_user(request.user).can_add_subpage():
            raise PermissionDenied


def _with_map(panels: MediaContainer, panel: BranchMapPanel) -> MediaContainer:
    return MediaContainer(sorted([*panels, panel], key=lambda one: one.order))
