"""What the lists of entries in the admin share."""

from typing import ClassVar

from wagtail.admin.ui.tables import LiveStatusTagColumn, LocaleColumn, UpdatedAtColumn
from wagtail.snippets.views.snippets import SnippetViewSet


class EntryViewSet(SnippetViewSet):
    """Entries with their state; the newest first."""

    list_display: ClassVar[list] = [
        "title",
        "as_of",
        "review_due_on",
        LocaleColumn(),
        UpdatedAtColumn(),
        LiveStatusTagColumn(),
    ]
    list_filter: ClassVar[list[str]] = ["live"]
    ordering: ClassVar[list[str]] = ["-pk"]
    copy_view_enabled = False
