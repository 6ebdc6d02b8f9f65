"""The programme in the admin's menu."""

from django.utils.translation import gettext_lazy as _

from wagtail.snippets.views.snippets import SnippetViewSetGroup

from cms.case_studies.viewsets import CaseStudyViewSet
from cms.events.viewsets import EventViewSet
from cms.guidelines.viewsets import GuidelineViewSet


class ProgrammeViewSetGroup(SnippetViewSetGroup):
    """The sections of the programme, one menu item for all of them."""

    items = (GuidelineViewSet, CaseStudyViewSet, EventViewSet)
    menu_label = _("Programme")
    menu_icon = "globe"
    menu_order = 215
