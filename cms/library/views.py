"""Pages of the library."""

from typing import Any

from django.views.generic import TemplateView

from cms.languages import page_locale
from cms.library import services


class GlossaryView(TemplateView):
    """Words of life online, explained for children."""

    template_name = "cms/glossary.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, object]:
        """Add ``terms``, the glossary in the language of the page."""
        return super().get_context_data(**kwargs) | {
            "terms": services.glossary(page_locale()),
            "dress": "standard",
        }
