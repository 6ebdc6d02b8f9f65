"""The page of the tide pool."""

from typing import Any

from django.views.generic import TemplateView

from cms.choices import Band, Track, dress_for
from cms.pages.track import track_url


class TidePoolView(TemplateView):
    """Hold the island that asks three questions again; the same page for everybody.

    ``?band=`` chooses the dress and the size of what is tapped; a band that there is not
    is ignored.
    """

    template_name = "challenge/spaced_review.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, object]:
        """Add ``band``, ``dress`` and ``track_url``, where the map is."""
        url = track_url(Track.CHILDREN, self.request)
        wanted = self.request.GET.get("band", "")
        band = wanted if wanted in Band.values else ""
        return super().get_context_data(**kwargs) | {
            "band": band,
            "dress": dress_for(Track.CHILDREN, band),
            "track_url": f"{url}?band={band}" if url and band else url,
        }
