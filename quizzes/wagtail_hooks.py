from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from wagtail import hooks
from wagtail.admin.ui.tables import (
    Column,
    LiveStatusTagColumn,
    LocaleColumn,
    UpdatedAtColumn,
)
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from quizzes.models import Quiz


class QuizIndexView(IndexView):
    """The list of quizzes; ``quiz_list_buttons`` hooks put buttons above it."""

    @cached_property
    def header_buttons(self):
        buttons = list(super().header_buttons)
        if self.add_url:
            for make in hooks.get_hooks("quiz_list_buttons"):
                buttons += make()
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
