from django.urls import include, path, reverse
from django.utils.translation import gettext

from wagtail import hooks

from challenge.accounts import services as accounts
from challenge.insight import panels, urls
from challenge.lti.viewsets import LtiPlatformViewSet


@hooks.register("register_admin_urls")
def register_report():
    return [path("reports/how-it-is-doing/", include(urls))]


@hooks.register("register_admin_viewset")
def register_platforms():
    return LtiPlatformViewSet()


@hooks.register("register_account_menu_item")
def register_account(request):
    return {
        "url": reverse("accounts:account"),
        "label": gettext("Your account"),
        "help_text": gettext("Change the password"),
    }


hooks.register("register_reports_menu_item", panels.menu_item)
hooks.register("construct_homepage_panels", panels.add_panel)
hooks.register("register_page_header_buttons", panels.offer_report)
hooks.register("register_page_listing_more_buttons", panels.offer_report)
hooks.register("register_permissions", panels.permissions)
hooks.register("after_edit_user", lambda request, user: accounts.vouch(user))


@hooks.register("register_icons")
def register_icons(icons):
    return [*icons, "insight/icons/insight-chart.svg"]
