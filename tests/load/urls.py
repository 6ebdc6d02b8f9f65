"""The site's addresses, and Wagtail's API v2 over the same module pages."""

from django.urls import path

from wagtail.api import APIField
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.views import PagesAPIViewSet

from cms.pages.module import ModulePage
from config.urls import urlpatterns as site

# What a player needs of a module, as Wagtail's API would serve it.
PLAYED = (
    *("key", "band", "topic", "summary", "minutes", "image", "outcomes", "before"),
    *("steps", "quiz", "talk_card", "risk", "sensitivity"),
)


class ModulesViewSet(PagesAPIViewSet):
    """Serves the pages of modules."""

    model = ModulePage


ModulePage.api_fields = [APIField(name) for name in PLAYED]
router = WagtailAPIRouter("v2")
router.register_endpoint("pages", ModulesViewSet)

urlpatterns = [path("api/v2/", router.urls), *site]
