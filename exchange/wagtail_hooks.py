from django.urls import include, path, reverse
from django.utils.translation import gettext

from wagtail import hooks
from wagtail.admin.widgets.button import Button, HeaderButton
from wagtail.permissions import policy_registry

from exchange import urls
from quizzes.models import Quiz


@hooks.register("register_admin_urls")
def register_exchange():
    return [path("questions/", include(urls))]


@hooks.register("quiz_list_buttons")
def offer_import():
    return [
        HeaderButton(
            gettext("Import questions"),
            url=reverse("exchange:import"),
            icon_name="upload",
        )
    ]


@hooks.register("register_snippet_listing_buttons")
def offer_export(snippet, user, next_url=None):
    policy = policy_registry.get_by_type(Quiz)
    if isinstance(snippet, Quiz) and policy.user_has_any_permission(
        user, ("add", "change", "delete", "view")
    ):
        yield Button(
            gettext("Export"),
            url=reverse("exchange:export", args=[snippet.pk]),
            icon_name="download",
            attrs={
                "aria-label": gettext("Export “%(title)s”") % {"title": snippet.title}
            },
            priority=30,
        )
