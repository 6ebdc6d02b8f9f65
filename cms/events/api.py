"""The calls for events."""

from django.http import HttpRequest, HttpResponse

from drf_spectacular.utils import extend_schema
from rest_framework import serializers

from cms.entries.api import (
    EntriesView,
    EntryApiView,
    EntrySerializer,
    page_of,
    parameters_of,
)
from cms.events.models import Event, EventKind
from cms.publications.views import LOCALE, answers


class SessionSerializer(serializers.Serializer):
    """One item of an agenda."""

    when = serializers.CharField(allow_blank=True)
    title = serializers.CharField()
    speakers = serializers.CharField(allow_blank=True)


class AttendanceSerializer(serializers.Serializer):
    """How many people came from a sector or a country."""

    group = serializers.CharField()
    number = serializers.IntegerField()


class MaterialSerializer(serializers.Serializer):
    """A document of an event."""

    title = serializers.CharField()
    url = serializers.CharField()


class FollowUpSerializer(serializers.Serializer):
    """What somebody took on, or a framework that countries share since."""

    title = serializers.CharField()
    owner = serializers.CharField(allow_blank=True)
    state = serializers.CharField(allow_blank=True)


class EventSerializer(EntrySerializer):
    """An event."""

    kind = serializers.ChoiceField(EventKind.choices)
    country = serializers.CharField(allow_blank=True, help_text="ISO 3166 code.")
    place = serializers.CharField(allow_blank=True)
    starts_on = serializers.DateField()
    ends_on = serializers.DateField()
    is_day_known = serializers.BooleanField(
        help_text="If not, only the month of `starts_on` is known."
    )
    hosts = serializers.CharField()
    partners = serializers.CharField(allow_blank=True)
    aims = serializers.CharField(allow_blank=True)
    participants = serializers.CharField(allow_blank=True)
    outcomes = serializers.CharField(allow_blank=True)
    agenda = SessionSerializer(many=True)
    attendance = AttendanceSerializer(many=True)
    materials = MaterialSerializer(many=True)
    follow_up = FollowUpSerializer(many=True)
    frameworks = FollowUpSerializer(many=True)


class EventsView(EntriesView):
    """Events."""

    model = Event

    @extend_schema(
        operation_id="events_list",
        tags=["programme"],
        parameters=parameters_of(Event),
        responses=answers(page_of(EventSerializer)),
    )
    def get(self, request: HttpRequest) -> HttpResponse:
        """List the events, the latest first, 20 on a page."""
        return self.answer(request)


class EventView(EntryApiView):
    """One event."""

    model = Event

    @extend_schema(
        operation_id="events_retrieve",
        tags=["programme"],
        parameters=[LOCALE],
        responses=answers(EventSerializer),
    )
    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Return an event by its id."""
        return self.answer(request, slug)
