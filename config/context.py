"""What every template may use."""

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, object]:
    """Give the settings that pages show: the product's name and the default country."""
    return {
        "product_name": settings.WAGTAIL_SITE_NAME,
        "default_country": settings.DEFAULT_COUNTRY,
        "demo": settings.DEMO,
    }
