"""How the editor of a module is laid out."""

from django import forms
from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    MultiFieldPanel,
    ObjectList,
    Panel,
    PublishingPanel,
    TabbedInterface,
    TitleFieldPanel,
)
from wagtail.models import Page

from cms.pages.publish_checks import checks_shown
from cms.publish_rights.panels import ReviewPanel


class ChecksPanel(Panel):
    """The findings about the module as it was last saved, or as it was just refused."""

    class BoundPanel(Panel.BoundPanel):
        """The panel in the form of one module."""

        template_name = "cms/checks/panel.html"

        @property
        def media(self) -> forms.Media:
            """Return the style and the script that follows links and drafts that are saved."""
            return forms.Media(css={"all": ["cms/checks.css"]}, js=["cms/checks.js"])

        def get_context_data(
            self, parent_context: dict[str, object] | None = None
        ) -> dict[str, object]:
            """Add the findings; a new page that nobody has tried to publish has none."""
            checks = (
                checks_shown(self.instance, self.request.user)
                if self.instance.pk or self.form.is_bound
                else None
            )
            return super().get_context_data(parent_context) | {"checks": checks}


def module_panels() -> TabbedInterface:
    """Return the tabs of a module: what it is, its steps, for adults, tags, and more."""
    about = [
        TitleFieldPanel("title"),
        FieldPanel("key", required_on_save=False),
        FieldPanel("summary"),
        FieldRowPanel([FieldPanel("band"), FieldPanel("topic"), FieldPanel("minutes")]),
        MultiFieldPanel(
            [FieldPanel("image"), FieldPanel("image_alt")],
            heading=_("Cover picture"),
        ),
        FieldPanel("outcomes"),
        FieldPanel("before"),
    ]
    play = [FieldPanel("steps"), FieldPanel("quiz"), FieldPanel("pass_mark")]
    adults = [FieldPanel("educator_notes"), FieldPanel("talk_card")]
    tags = [
        FieldRowPanel([FieldPanel("risk"), FieldPanel("risk_kind")]),
        FieldRowPanel([FieldPanel("strand"), FieldPanel("digcomp")]),
        FieldRowPanel([FieldPanel("itu_band"), FieldPanel("sensitivity")]),
        FieldPanel("help_skill"),
    ]
    return TabbedInterface(
        [
            ObjectList(about, heading=_("About")),
            ObjectList(play, heading=_("Steps and check")),
            ObjectList(adults, heading=_("For adults")),
            ObjectList(tags, heading=_("Tags")),
            ObjectList([ChecksPanel(heading=_("Checks"))], heading=_("Checks")),
            ObjectList(Page.promote_panels, heading=_("Promote")),
            ObjectList(
                [ReviewPanel(heading=_("Review")), PublishingPanel()],
                heading=_("Settings"),
            ),
        ]
    )
