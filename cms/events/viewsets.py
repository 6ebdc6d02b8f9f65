"""Events in the admin."""

from django.utils.translation import gettext_lazy as _

from cms.entries.viewsets import EntryViewSet
from cms.events.models import Event


class EventViewSet(EntryViewSet):
    """Events, the latest first."""

    model = Event
    icon = "calendar-alt"
    menu_label = _("Events")
    list_filter = ["live", "kind", "country"]
    ordering = ["-starts_on"]
