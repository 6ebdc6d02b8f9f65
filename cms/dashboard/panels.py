"""The panels of the dashboard; they are a list to which others may add by Wagtail's hook.

Wagtail sorts by ``order``: what waits for the reader comes first (120), then what is stale
(140), what other languages lack (160) and drafts (180); Wagtail's own follow from 210.
"""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from wagtail.admin.site_summary import PagesSummaryItem, SummaryItem
from wagtail.admin.ui.components import Component
from wagtail.admin.views.home import WorkflowObjectsToModeratePanel
from wagtail.documents.wagtail_hooks import DocumentsSummaryItem
from wagtail.images.wagtail_hooks import ImagesSummaryItem

from cms.dashboard import services
from cms.guide.places import guide_url
from cms.helplines.checking import may_check
from cms.helplines.models import Helpline
from quizzes.models import Quiz


class ReviewPanel(WorkflowObjectsToModeratePanel):
    """What waits for the reader's own review: Wagtail's panel, and a word when it is empty."""

    template_name = "cms/dashboard/review.html"
    order = 120


class EditorsPanel(Component):
    """A panel for whoever edits pages; others do not get it."""

    def render_html(self, parent_context: Mapping[str, Any] | None = None) -> str:
        """Return the panel; nothing to who edits no page."""
        if not services.edits_pages((parent_context or {})["request"].user):
            return ""
        return super().render_html(parent_context)


class StalePanel(Component):
    """Modules that nobody has reviewed for a year, helplines that want a call."""

    name = "stale"
    template_name = "cms/dashboard/stale.html"
    order = 140

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, object]:
        """Add ``modules`` and ``helplines``, and where all of each are."""
        user = parent_context["request"].user
        return {
            "modules": services.stale_modules(user),
            "helplines": services.due_helplines(user),
            "edits_pages": services.edits_pages(user),
            "checks_helplines": may_check(user),
            "modules_url": f"{reverse('modules:index')}?fresh=stale",
            "helplines_url": f"{_list_url(Helpline)}?check=needed",
            "here": reverse("wagtailadmin_home"),
        }

    def render_html(self, parent_context: Mapping[str, Any] | None = None) -> str:
        """Return the panel; nothing to who keeps neither modules nor helplines."""
        user = (parent_context or {})["request"].user
        if not services.edits_pages(user) and not may_check(user):
            return ""
        return super().render_html(parent_context)


class TranslationsPanel(EditorsPanel):
    """Which module is missing in which language."""

    name = "missing_translations"
    template_name = "cms/dashboard/translations.html"
    order = 160

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, object]:
        """Add ``modules``: those with a gap, and a cell for each language."""
        return {
            "modules": services.untranslated(parent_context["request"].user),
            "modules_url": reverse("modules:index"),
        }


class DraftsPanel(EditorsPanel):
    """Drafts that are not public."""

    name = "drafts"
    template_name = "cms/dashboard/drafts.html"
    order = 180

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, object]:
        """Add ``modules`` and ``quizzes`` with changes that nobody has published."""
        user = parent_context["request"].user
        return {
            "modules": services.drafts(user),
            "quizzes": services.quiz_drafts(user),
            "modules_url": f"{reverse('modules:index')}?drafts=yes",
            "quizzes_url": _list_url(Quiz),
        }


class QuickActions(SummaryItem):
    """What an editor comes for most, at the top of the dashboard."""

    order = 10
    template_name = "cms/dashboard/actions.html"

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, object]:
        """Add the actions that the user may do."""
        user = self.request.user
        return {
            "tracks": list(services.tracks_to_add_to(user)),
            "modules_url": reverse("modules:index")
            if services.edits_pages(user)
            else "",
            "quizzes_url": _list_url(Quiz) if services.may_change(user, Quiz) else "",
            "helplines_url": _list_url(Helpline) if may_check(user) else "",
            "guide_url": guide_url(self.request),
        }


def arrange(request: HttpRequest, panels: list[Component]) -> None:
    """Put this product's panels on the dashboard; whatever others have added stays."""
    panels[:] = [
        panel for panel in panels if type(panel) is not WorkflowObjectsToModeratePanel
    ]
    panels += [ReviewPanel(), StalePanel(), TranslationsPanel(), DraftsPanel()]


def summarise(request: HttpRequest, items: list[SummaryItem]) -> None:
    """Say what can be done in place of how many pages, pictures and documents there are."""
    counts = (PagesSummaryItem, ImagesSummaryItem, DocumentsSummaryItem)
    items[:] = [item for item in items if not isinstance(item, counts)]
    items.append(QuickActions(request))


def _list_url(model: Any) -> str:
    return reverse(model.snippet_viewset.get_url_name("list"))
