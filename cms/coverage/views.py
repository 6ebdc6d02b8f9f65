"""The page in the menu of reports that shows what the curriculum has."""

from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.models import Page
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import policy_registry

from cms.coverage.services import AUDIENCES, State, coverage
from cms.editorial.models import Review

WORDS = {
    State.DONE: _("published"),
    State.DRAFT: _("draft"),
    State.MISSING: _("missing"),
}
ICONS = {State.DONE: "check", State.DRAFT: "edit", State.MISSING: "cross"}


class CoverageView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """Topics by audience, each module with its state in every language."""

    page_title = _("Coverage")
    header_icon = "table"
    template_name = "cms/coverage/coverage.html"
    permission_required = "view"

    @cached_property
    def permission_policy(self) -> ModelPermissionPolicy:
        """Let those in who may see the review dates of the curriculum."""
        return ModelPermissionPolicy(Review)

    def get_breadcrumbs_items(self) -> list[dict[str, object]]:
        """Add this page."""
        own = {"url": "", "label": self.page_title}
        return [*super().get_breadcrumbs_items(), own]

    def get_context_data(self, **kwargs: Any) -> dict[str, object]:
        """Add ``audiences``, ``rows`` (see ``Row``) and ``may_edit``."""
        policy = policy_registry.get_by_type(Page)
        rows = [
            {
                "label": row.label,
                "cells": [[_shown(module) for module in cell] for cell in row.cells],
            }
            for row in coverage()
        ]
        audiences = [label for _name, label in AUDIENCES]
        return super().get_context_data(**kwargs) | {
            "audiences": audiences,
            "rows": rows,
            "may_edit": policy.user_has_any_permission(
                self.request.user, ("add", "change", "publish")
            ),
        }


def _shown(module: Any) -> dict[str, object]:
    return {
        "title": module.title,
        "key": module.key,
        "languages": [
            {
                "code": language.code,
                "state": language.state,
                "words": WORDS[language.state],
                "icon": ICONS[language.state],
                "pk": language.pk,
            }
            for language in module.languages
        ],
    }
