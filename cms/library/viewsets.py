"""The library in the editor's menu."""

from django.utils.translation import gettext_lazy as _

from wagtail.admin.ui.tables import LocaleColumn
from wagtail.snippets.views.snippets import SnippetViewSet

from cms.library.models import GlossaryTerm


class GlossaryViewSet(SnippetViewSet):
    """Words and what they mean, in the order in which readers see them: drag to change it."""

    model = GlossaryTerm
    icon = "openquote"
    menu_label = _("Glossary")
    menu_order = 230
    add_to_admin_menu = True
    sort_order_field = "sort_order"
    list_display = ["term", "meaning", LocaleColumn()]
    list_export = ["term", "meaning", "locale.language_code"]
