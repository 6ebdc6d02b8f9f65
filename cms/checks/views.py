"""The findings about a module on a page of their own, and the reasons for warnings."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from cms.checks import reasons
from cms.checks.forms import ReasonForm
from cms.checks.showing import Row, checks_for
from cms.pages.module import ModulePage


class ChecksView(WagtailAdminTemplateMixin, TemplateView):
    """What the lint says about the last saved draft of a module.

    A POST gives a reason for a warning, or takes it back (``take-back``).
    """

    template_name = "cms/checks/checks.html"
    page_title = _("Checks")
    header_icon = "check"
    refused: ReasonForm | None = None

    @cached_property
    def page(self) -> ModulePage:
        """Return the page as it was last saved."""
        page = get_object_or_404(ModulePage, pk=self.kwargs["page_id"])
        return page.get_latest_revision_as_object()

    @cached_property
    def may_decide(self) -> bool:
        """Return whether the user may change what the page says about itself now."""
        permissions = self.page.permissions_for_user(self.request.user)
        return permissions.can_edit() and not permissions.page_locked()

    def dispatch(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        """Show it to whoever may edit the page.

        Raises:
            PermissionDenied: to others.
        """
        if not self.page.permissions_for_user(request.user).can_edit():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Keep a reason or take one back; a form with a fault is shown again.

        Raises:
            PermissionDenied: while the page is locked for the user.
        """
        if not self.may_decide:
            raise PermissionDenied
        if mark := request.POST.get("take-back"):
            if reasons.take_back(self.page, mark, request.user):
                messages.success(request, gettext("The warning is open again."))
            return redirect(request.path)
        form = ReasonForm(request.POST)
        if not form.is_valid():
            self.refused = form
            return self.render_to_response(self.get_context_data(**kwargs))
        words = form.cleaned_data["words"]
        if reasons.give(self.page, form.cleaned_data["mark"], words, request.user):
            messages.success(request, gettext("The reason is kept."))
        else:
            messages.error(
                request,
                gettext(
                    "This warning is gone, or its text has changed since you opened the "
                    "page. You wrote: “%(words)s”"
                )
                % {"words": words},
            )
        return redirect(request.path)

    def get_template_names(self) -> list[str]:
        """Return the page, or with ``?panel`` what the panel in the module's form shows."""
        if "panel" in self.request.GET:
            return ["cms/checks/findings.html"]
        return [self.template_name]

    def get_page_subtitle(self) -> str:
        """Return the title of the module."""
        return self.page.get_admin_display_title()

    def get_breadcrumbs_items(self) -> list[dict[str, object]]:
        """Return the way from the dashboard, over the modules and this one, to this page."""
        return [
            *super().get_breadcrumbs_items(),
            {
                "url": reverse("modules:index"),
                "label": ModulePage._meta.verbose_name_plural,
            },
            {
                "url": reverse("wagtailadmin_pages:edit", args=[self.page.pk]),
                "label": self.get_page_subtitle(),
            },
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, object]:
        """Add the findings, and a form for each warning without a reason."""
        checks = checks_for(self.page, self.request.user)
        context = super().get_context_data(**kwargs) | {"checks": checks}
        if "panel" in self.request.GET:
            return context
        entries = [(row, self._form_for(row)) for row in checks.rows]
        return context | {"may_decide": self.may_decide, "entries": entries}

    def _form_for(self, row: Row) -> ReasonForm | None:
        if not (self.may_decide and row.judged.is_open):
            return None
        mark = row.judged.mark
        if self.refused and self.refused.data.get("mark") == mark:
            return self.refused
        # Ids of their own, as there is a form for each warning.
        return ReasonForm(initial={"mark": mark}, auto_id=f"id_%s_{mark[:8]}")
