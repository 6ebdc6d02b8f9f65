"""Learning platforms in the admin: registered by whoever runs the site."""

from django.utils.translation import gettext_lazy as _

from wagtail.admin.viewsets.model import ModelViewSet

from challenge.lti.models import LtiPlatform


class LtiPlatformViewSet(ModelViewSet):
    """List and change them, below *Settings*; administrators and whom they allow it."""

    model = LtiPlatform
    icon = "link"
    menu_label = _("Learning platforms")
    add_to_settings_menu = True
    menu_order = 910
    list_display = ["name", "issuer", "client_id"]
    search_fields = ["name", "issuer"]
    search_backend_name = None
    form_fields = [
        *("name", "issuer", "client_id", "deployment_ids"),
        *("auth_login_url", "key_set_url", "pages_url"),
    ]
    copy_view_enabled = False
    # They are in no page.
    add_to_reference_index = False
