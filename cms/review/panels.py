"""What the lint says, in the editor of a module."""

from typing import Any

from django import forms

from wagtail.admin.panels import Panel


class ChecksPanel(Panel):
    """The findings about the module as it was last saved, or as it was just refused."""

    class BoundPanel(Panel.BoundPanel):
        """The panel in the form of one module."""

        template_name = "cms/review/panel.html"

        @property
        def media(self) -> forms.Media:
            """Return the style and the script that follows links and drafts that are saved."""
            return forms.Media(css={"all": ["cms/checks.css"]}, js=["cms/checks.js"])

        def get_context_data(
            self, parent_context: dict[str, Any] | None = None
        ) -> dict[str, Any]:
            """Add the findings; a new page that nobody has tried to publish has none."""
            # The panel is part of ModulePage, which the rules know.
            from cms.review.showing import checks_for

            checks = (
                checks_for(self.instance, self.request.user)
                if self.instance.pk or self.form.is_bound
                else None
            )
            return super().get_context_data(parent_context) | {"checks": checks}
