"""The list of all modules in the editor's menu."""

from django.utils.translation import gettext_lazy as _

from wagtail.admin.viewsets.pages import PageListingViewSet

from cms.module_list.listing import COLUMNS, EXPORTED, ModuleFilterSet, ModuleIndexView
from cms.pages.module import ModulePage


class ModuleViewSet(PageListingViewSet):
    """All modules of all tracks, with what tells them apart."""

    model = ModulePage
    name = "modules"
    icon = "form"
    menu_label = _("Modules")
    menu_order = 110
    add_to_admin_menu = True
    index_view_class = ModuleIndexView
    columns = COLUMNS
    filterset_class = ModuleFilterSet
    list_export = list(EXPORTED)
    export_headings = EXPORTED
    export_filename = "modules"
    list_per_page = 50
