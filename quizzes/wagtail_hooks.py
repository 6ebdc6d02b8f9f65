from django.urls import include, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wagtail import hooks
from wagtail.admin.ui.tables import (
    Column,
    LiveStatusTagColumn,
    LocaleColumn,
    UpdatedAtColumn,
)
from wagtail.admin.widgets.button import Button, HeaderButton
from wagtail.permissions import policy_registry
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from quizzes.exchange import urls
from quizzes.models import Quiz


class QuizIndexView(IndexView):
    @cached_property
    def header_buttons(self):
        buttons = list(super().header_buttons)
        if self.add_url:
            buttons.append(
                HeaderButton(
                    gettext("Import questions"),
                    url=reverse("quizzes_exchange:import"),
                    icon_name="upload",
                )
            )
        return buttons


class QuizViewSet(SnippetViewSet):
    model = Quiz
    icon = "tasks"
    menu_label = _("Quizzes")
    menu_order = 210
    add_to_admin_menu = True
    index_view_class = QuizIndexView
    list_display = [
        "title",
        Column("key", label=_("Key"), sort_key="key"),
        Column("size", label=_("Questions")),
        LocaleColumn(),
        LiveStatusTagColumn(),
        UpdatedAtColumn(),
    ]
    list_filter = ["live"]
    list_export = ["title", "key", "locale", "live"]


register_snippet(QuizViewSet)


@hooks.register("register_admin_urls")
def register_exchange():
    return [path("questions/", include(urls))]


@hooks.register("register_snippet_listing_buttons")
def offer_export(snippet, user, next_url=None):
    policy = policy_registry.get_by_type(Quiz)
    if isinstance(snippet, Quiz) and policy.user_has_any_permission(
        user, ("add", "change", "delete", "view")
    ):
        yield Button(
            gettext("Export"),
            url=reverse("quizzes_exchange:export", args=[snippet.pk]),
            icon_name="download",
            attrs={
                "aria-label": gettext("Export “%(title)s”") % {"title": snippet.title}
            },
            priority=30,
        )
