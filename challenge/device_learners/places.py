"""Where learners go on to play, for the pages that hand a device to one of them."""

from django.http import HttpRequest
from django.utils.translation import get_language

from cms.choices import Band
from cms.pages.track import TrackPage


def places_of(request: HttpRequest) -> list[dict[str, str]]:
    """Return where each band, or kind of grown-up, goes on to play.

    Each has ``who`` (a band, or a track's key), ``label`` and ``url``; those whose track is
    not published in this language are left out.
    """
    tracks = TrackPage.objects.filter(locale__language_code=get_language())
    return [
        {"who": who, "label": label, "url": track.get_url(request) + query}
        for track in tracks.live().public().order_by("path")
        for who, label, query in _doors(track)
    ]


def _doors(track: TrackPage) -> list[tuple[str, str, str]]:
    if track.bands:
        return [(band, str(Band(band).label), f"?band={band}") for band in track.bands]
    return [(track.key, track.get_key_display(), "")]
