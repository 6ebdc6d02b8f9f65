"""Copying pages, without a way round the review."""

from typing import Any

from django.apps import apps
from django.utils.translation import gettext

from wagtail.admin.forms.pages import CopyForm

from cms.publish_rights import gate


class GuardedCopyForm(CopyForm):
    """Wagtail's form to copy a page; heavy modules are copied as drafts only."""

    def clean(self) -> dict[str, object]:
        """Refuse a copy, or an alias, that would be live where the user may not publish."""
        cleaned = super().clean()
        for name in ("publish_copies", "alias"):
            if cleaned.get(name) and (held := self._held(cleaned)):
                self.add_error(
                    name,
                    gettext(
                        "Only a safeguarding lead can publish “%(title)s”. Copy it as a "
                        "draft and submit it for review."
                    )
                    % {"title": held.title},
                )
        return cleaned

    def _held(self, cleaned: dict[str, object]) -> Any:
        # The form is part of ModulePage.
        pages = apps.get_model("cms", "ModulePage").objects
        modules = pages.descendant_of(self.page, inclusive=True)
        if not cleaned.get("copy_subpages"):
            modules = modules.filter(pk=self.page.pk)
        return next((m for m in modules if not gate.may_publish(self.user, m)), None)
