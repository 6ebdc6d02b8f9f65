from wagtail import hooks
from wagtail.snippets.models import register_snippet

from cms.helplines.viewsets import HelplineViewSet
from cms.pages.viewsets import ModuleViewSet

register_snippet(HelplineViewSet)


@hooks.register("register_admin_viewset")
def register_modules():
    return ModuleViewSet()
