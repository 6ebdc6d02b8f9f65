"""Guidelines in the admin."""

from django.utils.translation import gettext_lazy as _

from cms.entries.viewsets import EntryViewSet
from cms.guidelines.models import Guideline


class GuidelineViewSet(EntryViewSet):
    """Guidelines, each with all of its editions."""

    model = Guideline
    icon = "openquote"
    menu_label = _("Guidelines")
    list_filter = ["live", "audience"]
