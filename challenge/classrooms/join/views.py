"""The page on which a pupil's device joins a class."""

from typing import Any

from django.views.generic import TemplateView

from challenge.classrooms.pictures import NAMES, set_for
from challenge.device_learners.places import places_of
from cms.choices import Band


class JoinView(TemplateView):
    """Hold the island that asks for the code, the seat and its pictures.

    The page is the same for everybody, whatever code its address has: the device asks the
    API about it. So nothing can be learned here, and nothing about a pupil comes by.
    """

    template_name = "join/join.html"
    http_method_names = ["get", "head", "options"]

    def get_context_data(self, **kwargs: Any) -> dict[str, object]:
        """Add ``code``, ``places`` (as in the crew's page) and ``pictures``.

        ``pictures`` has for each band ``length``, how many are a code, and ``pictures``,
        those to choose from, as ``id`` and ``name``.
        """
        return super().get_context_data(**kwargs) | {
            "code": self.kwargs.get("code", ""),
            "dress": "standard",
            "places": places_of(self.request),
            "pictures": {
                band: {
                    "length": set_for(band).length,
                    "pictures": [
                        {"id": picture, "name": str(NAMES[picture])}
                        for picture in set_for(band).pictures
                    ],
                }
                for band in Band.values
            },
        }
