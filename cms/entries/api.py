"""What the calls of all sections share: pages of a list, one entry, their description."""

from typing import ClassVar
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from drf_spectacular.utils import OpenApiParameter, inline_serializer
from rest_framework import serializers
from rest_framework.exceptions import NotFound

from cms.entries import services
from cms.entries.models import Entry
from cms.publications.answers import SOON, send
from cms.publications.content import ready_answer
from cms.publications.views import LOCALE, ContentView, locale_of

MOST_PAGES = 10_000
_ABOUT = {"country": "ISO 3166 code of two letters, as `BH`."}
PAGE = OpenApiParameter(
    "page", {"type": "integer", "minimum": 1, "maximum": MOST_PAGES}
)


class SourceSerializer(serializers.Serializer):
    """Where what an entry says comes from."""

    title = serializers.CharField()
    publisher = serializers.CharField(allow_blank=True)
    url = serializers.CharField(allow_blank=True)
    published = serializers.CharField(
        allow_blank=True, help_text="A year, a month or a day (ISO 8601)."
    )
    checked_on = serializers.DateField(
        allow_null=True,
        help_text="When the entry was last compared with it; null if it was not since.",
    )


class EntrySerializer(serializers.Serializer):
    """What every entry of the programme has."""

    id = serializers.CharField()
    locale = serializers.CharField(help_text="The language that it really is in.")
    title = serializers.CharField()
    summary = serializers.CharField()
    url = serializers.CharField()
    updated_on = serializers.DateField(allow_null=True)
    as_of = serializers.DateField(help_text="The day for which its facts hold.")
    sources = SourceSerializer(many=True)


def page_of(serializer: type[EntrySerializer]) -> serializers.Serializer:
    """Describe a page of a list of entries."""
    return inline_serializer(
        name=serializer.__name__.replace("Serializer", "Page"),
        fields={
            "count": serializers.IntegerField(),
            "next": serializers.CharField(allow_null=True),
            "previous": serializers.CharField(allow_null=True),
            "results": serializer(many=True),
        },
    )


def facet_field(model: type[Entry], name: str) -> serializers.Field:
    """Return the field that parses a facet: a closed list, or what fits its pattern."""
    if choices := model.choices_of(name):
        return serializers.ChoiceField(list(choices), required=False, allow_blank=True)
    return serializers.RegexField(
        rf"^{model.facet_patterns[name]}\Z", required=False, allow_blank=True
    )


def parameters_of(model: type[Entry]) -> list[OpenApiParameter]:
    """Describe the parameters of a section's list."""
    return [LOCALE, PAGE, *(_parameter(model, name) for name in model.facets)]


def _parameter(model: type[Entry], name: str) -> OpenApiParameter:
    if choices := model.choices_of(name):
        return OpenApiParameter(name, str, enum=["", *choices])
    return OpenApiParameter(
        name,
        {"type": "string", "pattern": f"^({model.facet_patterns[name]})?$"},
        description=_ABOUT.get(name, ""),
    )


class EntriesView(ContentView):
    """A section's list. Subclasses describe ``get``, which calls ``answer``."""

    model: ClassVar[type[Entry]]

    def answer(self, request: HttpRequest) -> HttpResponse:
        """Send a page of the list, or 304."""
        fields: dict[str, object] = {
            name: facet_field(self.model, name) for name in self.model.facets
        }
        fields["page"] = serializers.IntegerField(
            min_value=1, max_value=MOST_PAGES, default=1
        )
        form = type("ListFilter", (serializers.Serializer,), fields)(data=request.GET)
        form.is_valid(raise_exception=True)
        wanted = dict(form.validated_data)
        page, locale = wanted.pop("page"), locale_of(request)
        if "country" in wanted:
            wanted["country"] = wanted["country"].upper()
        name = (self.model.section, locale, page, *sorted(wanted.items()))
        ready = ready_answer(name, lambda: _page(self.model, locale, wanted, page))
        return send(request, ready, SOON)


class EntryApiView(ContentView):
    """One entry of a section. Subclasses describe ``get``, which calls ``answer``."""

    model: ClassVar[type[Entry]]

    def answer(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Send an entry, or 304.

        Raises:
            NotFound: if no published entry has this id.
        """
        locale = locale_of(request)
        entry = services.entry_by_slug(self.model, locale, slug)
        if entry is None:
            raise NotFound("There is no such entry.")
        name = (self.model.section, locale, slug)
        return send(request, ready_answer(name, entry.as_data), SOON)


def _page(
    model: type[Entry], locale: str, wanted: dict[str, str], number: int
) -> dict[str, object]:
    ids = services.find(model, locale, wanted).ids
    has_next = number * services.PAGE_SIZE < len(ids)

    def to(page: int) -> str:
        asked = {name: value for name, value in wanted.items() if value}
        query = urlencode({"locale": locale, **asked, "page": page})
        return f"{reverse(f'api_{model.section}')}?{query}"

    return {
        "count": len(ids),
        "next": to(number + 1) if has_next else None,
        "previous": to(number - 1) if number > 1 else None,
        "results": [one.as_row() for one in services.page_of(model, ids, number)],
    }
