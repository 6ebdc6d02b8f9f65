"""How the editor of a module is laid out."""

from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    MultiFieldPanel,
    ObjectList,
    PublishingPanel,
    TabbedInterface,
    TitleFieldPanel,
)
from wagtail.models import Page

from cms.review.panels import ChecksPanel
from cms.workflow.panels import ReviewPanel


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
