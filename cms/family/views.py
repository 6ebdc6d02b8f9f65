"""Pages for a family: what children take home to talk about, and a plan to print."""

from typing import Any

from django.views.generic import TemplateView

from cms.family import services
from cms.languages import page_locale


class TalkCardsView(TemplateView):
    """Every talk card by topic, on one page that can be printed."""

    template_name = "cms/talk_cards.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, object]:
        """Add ``topics``, as ``services.talk_cards`` has them."""
        return super().get_context_data(**kwargs) | {
            "topics": services.talk_cards(page_locale()),
            "dress": "grown",
        }


class FamilyPlanView(TemplateView):
    """A plan that a family taps together; it is made in the page and never sent."""

    template_name = "cms/family_plan.html"
    extra_context = {"dress": "grown"}
