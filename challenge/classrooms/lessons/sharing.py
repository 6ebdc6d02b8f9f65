"""Ways to pass a module on: plain addresses, nothing of others in our pages."""

from dataclasses import dataclass
from urllib.parse import urlencode

# The share addresses that Google Classroom and Microsoft Teams document for links.
_PLACES = (
    ("Google Classroom", "https://classroom.google.com/share", "url", "title"),
    ("Microsoft Teams", "https://teams.microsoft.com/share", "href", "msgText"),
)


@dataclass(frozen=True, slots=True)
class Way:
    """A link to a service of somebody else that then shares an address of ours."""

    label: str
    url: str


def ways_to_share(address: str, title: str) -> list[Way]:
    """Return the links by which an educator shares a module; nothing is sent before a click."""
    return [
        Way(name, f"{place}?{urlencode({address_field: address, title_field: title})}")
        for name, place, address_field, title_field in _PLACES
    ]
