"""Helplines in the editor's menu."""

from django.utils.translation import gettext_lazy as _

from wagtail.admin.ui.tables import DateColumn, LocaleColumn
from wagtail.snippets.views.snippets import SnippetViewSet

from cms.helplines.models import Helpline


class HelplineViewSet(SnippetViewSet):
    """Helplines, in the order in which readers see them: drag to change it."""

    model = Helpline
    icon = "help"
    menu_label = _("Helplines")
    menu_order = 220
    add_to_admin_menu = True
    sort_order_field = "sort_order"
    list_display = [
        "name",
        "country",
        "service",
        "phone",
        DateColumn("verified_on", label=_("Checked on"), sort_key="verified_on"),
        LocaleColumn(),
    ]
    list_filter = ["country", "service", "verified_on"]
    list_export = [
        "country",
        "service",
        "name",
        "phone",
        "url",
        "hours",
        "verified_on",
        "verified_by",
        "source",
    ]
