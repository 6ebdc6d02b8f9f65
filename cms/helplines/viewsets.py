"""Helplines in the editor's menu."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import DateColumn, LocaleColumn, StatusTagColumn
from wagtail.admin.widgets.button import Button
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

import django_filters

from cms.helplines import checking
from cms.helplines.models import Helpline, Standing


class HelplineFilterSet(WagtailFilterSet):
    """What the list of helplines can be narrowed to."""

    check = django_filters.ChoiceFilter(
        label=_("Check"),
        choices=[("needed", _("Needs checking")), ("fine", _("Checked lately"))],
        widget=forms.RadioSelect,
        empty_label=_("All"),
        method="by_check",
    )

    class Meta:
        model = Helpline
        fields = ["check", "country", "service", "verified_on"]

    def by_check(self, lines: QuerySet, name: str, value: str) -> QuerySet:
        """Leave those that are hidden or soon will be, or the others."""
        due = Helpline.objects.due().values("pk")
        return (
            lines.filter(pk__in=due) if value == "needed" else lines.exclude(pk__in=due)
        )


class HelplineIndexView(IndexView):
    """The helplines that a user may look after: a focal point meets those of their country."""

    def get_base_queryset(self) -> QuerySet:
        """Leave what the user has a permission on."""
        own = self.permission_policy.instances_user_has_any_permission_for(
            self.request.user, self.any_permission_required
        )
        return super().get_base_queryset().filter(pk__in=own.values("pk"))


class HelplineViewSet(SnippetViewSet):
    """Helplines, in the order in which readers see them: drag to change it."""

    model = Helpline
    index_view_class = HelplineIndexView
    icon = "help"
    menu_label = _("Helplines")
    # Wagtail would mark its own "help" as the open menu, too, if the name began with that.
    menu_name = "lines-to-call"
    menu_order = 220
    add_to_admin_menu = True
    sort_order_field = "sort_order"
    list_display = [
        "name",
        "country",
        "service",
        "phone",
        StatusTagColumn(
            "standing",
            label=_("Shown to readers"),
            accessor=lambda line: line.standing.label,
            primary=lambda line: line.standing == Standing.SHOWN,
        ),
        DateColumn("verified_on", label=_("Checked on"), sort_key="verified_on"),
        "verified_by",
        LocaleColumn(),
    ]
    filterset_class = HelplineFilterSet
    list_export = [
        "country",
        "service",
        "name",
        "phone",
        "url",
        "hours",
        "verified_on",
        "verified_by",
        "source",
    ]


def offer_called(snippet: Any, user: Any, next_url: str = "") -> Iterator[Button]:
    """Offer, in the list of helplines, to say that one was called."""
    if isinstance(snippet, Helpline) and checking.may_check(user, snippet):
        yield Button(
            gettext("I called it today"),
            url=reverse("cms_helplines:called", args=[snippet.pk]),
            icon_name="check",
            attrs={
                "aria-label": gettext("I called “%(name)s” today")
                % {"name": snippet.name}
            },
            priority=5,
        )
