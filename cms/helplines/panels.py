"""Whether readers see a helpline, in its form."""

from django.conf import settings
from django.urls import reverse

from wagtail.admin.panels import Panel


class StandingPanel(Panel):
    """Says whether readers see the helpline, why not, and what to do."""

    class BoundPanel(Panel.BoundPanel):
        """The panel in the form of one helpline."""

        template_name = "cms/helplines/standing.html"

        def get_context_data(
            self, parent_context: dict[str, object] | None = None
        ) -> dict[str, object]:
            """Add where to say that it was called; a line that is not saved has none.

            ``shows_all`` is True in a demonstration, which hides nothing.
            """
            pk = self.instance.pk
            called_url = reverse("cms_helplines:called", args=[pk]) if pk else ""
            return super().get_context_data(parent_context) | {
                "helpline": self.instance,
                "called_url": called_url,
                "shows_all": settings.HELPLINES_SHOW_UNVERIFIED,
            }
