"""The pages about who plays on a device: the device alone knows who, no request tells."""

from typing import Any

from django.views.generic import TemplateView

from challenge.device_learners.places import places_of


class CrewView(TemplateView):
    """Who is playing? Hand the device over, make a card, use a card, be forgotten."""

    template_name = "challenge/device_learners.html"
    http_method_names = ["get", "head", "options"]

    def get_context_data(self, **kwargs: Any) -> dict[str, object]:
        """Add ``places``: where each band, or kind of grown-up, goes on to play."""
        return super().get_context_data(
            places=places_of(self.request), dress="standard", **kwargs
        )


class WhatWeKeepView(TemplateView):
    """Say to children, in three pictures, what is kept about them."""

    template_name = "challenge/what_we_keep.html"
    http_method_names = ["get", "head", "options"]
    extra_context = {"dress": "standard"}
