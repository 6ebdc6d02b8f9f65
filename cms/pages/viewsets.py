"""The list of all modules in the editor's menu."""

from django.utils.translation import gettext_lazy as _

from wagtail.admin.ui.tables import Column, LocaleColumn
from wagtail.admin.ui.tables.pages import (
    BulkActionsColumn,
    PageStatusColumn,
    PageTitleColumn,
)
from wagtail.admin.viewsets.pages import PageListingViewSet

from cms.pages.module import ModulePage


class ModuleViewSet(PageListingViewSet):
    """All modules of all tracks, with what tells them apart."""

    model = ModulePage
    name = "modules"
    icon = "form"
    menu_label = _("Modules")
    menu_order = 110
    add_to_admin_menu = True
    columns = [
        BulkActionsColumn("bulk_actions"),
        PageTitleColumn("title", label=_("Title"), sort_key="title", classname="title"),
        Column("key", label=_("Key"), sort_key="key"),
        Column("get_band_display", label=_("Age band"), sort_key="band"),
        Column("get_topic_display", label=_("Topic"), sort_key="topic"),
        Column("minutes", label=_("Minutes"), sort_key="minutes"),
        LocaleColumn(),
        PageStatusColumn("status", label=_("Status"), sort_key="live"),
    ]
    list_filter = ["band", "topic", "risk", "sensitivity", "locale", "live"]
