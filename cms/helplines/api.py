"""The call that the help buoy makes. Nothing about it is recorded."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers

from cms.helplines.models import Channel
from cms.helplines.services import helplines_for
from cms.publications.answers import SOON, send
from cms.publications.content import ready_answer
from cms.publications.views import LOCALE, ContentView, answers, locale_of

COUNTRY = OpenApiParameter(
    "country",
    {"type": "string", "pattern": "^([A-Za-z]{2})?$"},
    description="ISO 3166 code of two letters, as `BH`; the site's own if left out.",
)


class CountryFilter(serializers.Serializer):
    """The country that was asked for."""

    country = serializers.RegexField(
        r"^[A-Za-z]{2}\Z", required=False, allow_blank=True
    )


class HelplineSerializer(serializers.Serializer):
    """A service that a child or a parent can turn to."""

    name = serializers.CharField()
    phone = serializers.CharField(allow_blank=True)
    url = serializers.CharField(allow_blank=True)
    hours = serializers.CharField(allow_blank=True)
    channels = serializers.ListField(child=serializers.ChoiceField(Channel.choices))
    verified_on = serializers.DateField(
        allow_null=True,
        help_text="The day of its last check; null if none within six months.",
    )


class HelplinesSerializer(serializers.Serializer):
    """Whom to turn to in a country."""

    country = serializers.CharField(allow_blank=True)
    emergency = serializers.CharField(
        allow_blank=True, help_text="A number to dial in danger; empty if not known."
    )
    emergency_verified_on = serializers.DateField(
        allow_null=True,
        help_text="The day of its last check; null if none within six months.",
    )
    helplines = HelplineSerializer(many=True)
    fallback = HelplineSerializer(
        many=True, help_text="International services, where a country has none here."
    )


class HelplinesView(ContentView):
    """Helplines of a country."""

    @extend_schema(
        operation_id="helplines_retrieve",
        tags=["content"],
        parameters=[COUNTRY, LOCALE],
        responses=answers(HelplinesSerializer),
    )
    def get(self, request: HttpRequest) -> HttpResponse:
        """Return the helplines of a country, and what to fall back to where it has none."""
        wanted = CountryFilter(data=request.GET)
        wanted.is_valid(raise_exception=True)
        asked = wanted.validated_data.get("country") or settings.DEFAULT_COUNTRY
        country, locale = asked.upper(), locale_of(request)
        answer = ready_answer(
            ("helplines", country, locale), lambda: helplines_for(country, locale)
        )
        return send(request, answer, SOON)
