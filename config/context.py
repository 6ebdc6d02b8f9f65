"""What every template may use."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from challenge.accounts.permissions import is_educator


def site(request: HttpRequest) -> dict[str, object]:
    """Return what pages show: the product's name, the default country, whose page it is.

    ``is_educator`` asks the database when a template does, and only about who signed in.
    """
    user = getattr(request, "user", None)
    return {
        "product_name": settings.WAGTAIL_SITE_NAME,
        "default_country": settings.DEFAULT_COUNTRY,
        "demo": settings.DEMO,
        "is_educator": SimpleLazyObject(lambda: is_educator(user)),
    }
