"""The link to the authors' guide on the screens of the admin."""

from django import template
from django.template import Context

from cms.guide.places import guide_url

register = template.Library()


@register.simple_tag(takes_context=True, name="guide_url")
def guide_url_of_screen(context: Context) -> str:
    """Return where the guide explains this screen; "" on the guide itself.

    The headers of the admin are included without the context's variables, so the request is
    taken from the context itself.
    """
    request = getattr(context, "request", None)
    if request is None:
        return ""
    match = request.resolver_match
    return "" if match and match.namespace == "cms_guide" else guide_url(request)
