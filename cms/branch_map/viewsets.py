"""Which views Wagtail uses to write a module."""

from wagtail.admin.viewsets.pages import PageViewSet

from cms.branch_map.views import ModuleCreateView, ModuleEditView
from cms.pages.module import ModulePage


class ModuleEditorViewSet(PageViewSet):
    """The editor of modules with the branch map beside it."""

    model = ModulePage
    name = "module_editor"
    add_view_class = ModuleCreateView
    edit_view_class = ModuleEditView
    # Tracks keep their own listing.
    parent_models: tuple[type, ...] = ()
