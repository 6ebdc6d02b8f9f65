"""The pages of the admin on which packs go out and come in."""

from functools import cached_property
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from cms.packs import exporting, services, showing, tasks
from cms.packs.errors import PackError
from cms.packs.forms import DecisionForm, ExportForm, UploadForm
from cms.packs.models import PackImport
from cms.packs.planning import Status


class PacksPage(PermissionCheckedMixin, WagtailAdminTemplateMixin):
    """What the pages share: who may open them, and the way back."""

    model = PackImport
    header_icon = "folder-inverse"

    def get_breadcrumbs_items(self) -> list[dict[str, object]]:
        """Return the way from the dashboard to this page."""
        items = super().get_breadcrumbs_items()
        title = gettext("Content packs")
        if self.get_page_title() == title:
            return [*items, {"url": "", "label": title}]
        return [
            *items,
            {"url": reverse("cms_packs:index"), "label": title},
            {"url": "", "label": self.get_page_title()},
        ]


class IndexView(PacksPage, TemplateView):
    """Export and import, each for whoever may, and the last imports."""

    any_permission_required: tuple[str, ...] = ("add", "export")
    page_title = _("Content packs")
    template_name = "cms/packs/index.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, object]:
        """Add the forms for what the user may do."""
        context: dict[str, object] = {}
        if self.user_has_permission("export"):
            context["export_form"] = ExportForm()
        if self.user_has_permission("add"):
            context["upload_form"] = UploadForm()
            mine = PackImport.objects.filter(owner_id=self.request.user.pk)
            context["imports"] = mine.defer("data")[:10]
        return super().get_context_data(**(context | kwargs))


class ExportView(IndexView):
    """Return the file of a pack."""

    http_method_names = ["post"]
    any_permission_required = ("export",)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Answer with the file, or say why there is none."""
        form = ExportForm(request.POST)
        if form.is_valid():
            try:
                exported = exporting.export(*form.scope)
            except PackError as error:
                form.add_error("what", error.lines)
            else:
                name = f'attachment; filename="{exported.name}"'
                return HttpResponse(
                    exported.data,
                    content_type="application/zip",
                    headers={
                        "Content-Disposition": name,
                        "X-Content-Type-Options": "nosniff",
                    },
                )
        return self.render_to_response(self.get_context_data(export_form=form))


class UploadView(IndexView):
    """Take a file, and keep it until it is decided what becomes of it."""

    http_method_names = ["post"]
    any_permission_required = ("add",)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Keep the file and go on to what would be made of it."""
        form = UploadForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(upload_form=form))
        file = form.cleaned_data["file"]
        kept = PackImport.objects.keep(
            owner=request.user, name=file.name[:255], data=file.read()
        )
        return redirect("cms_packs:import", kept.pk)


class ImportView(PacksPage, TemplateView):
    """Show what a pack would change, take the decision, and show how it went."""

    permission_required = "add"
    page_title = _("Import of a pack")
    template_name = "cms/packs/import.html"

    @cached_property
    def record(self) -> PackImport:
        """Return the import, to the one who sent the file only."""
        pk: UUID = self.kwargs["pk"]
        return get_object_or_404(PackImport, pk=pk, owner=self.request.user)

    @cached_property
    def examined(self) -> services.Examined:
        """Return what the import would do."""
        return services.examine(bytes(self.record.data), self.request.user)

    def form(self, data: Any = None) -> DecisionForm | None:
        """Return the form with what is to be decided; None if nothing can be imported."""
        examined = self.examined
        if examined.faults or examined.plan is None or examined.signer is None:
            return None
        if not examined.signer.is_trusted and not services.may_trust(self.request.user):
            return None
        return DecisionForm(
            examined.plan.of(Status.CONFLICT),
            not examined.signer.is_trusted,
            data=data,
        )

    def get_template_names(self) -> list[str]:
        """Return the page of what could be done, or of what was."""
        waits = self.record.state == PackImport.State.WAITING
        return ["cms/packs/import.html" if waits else "cms/packs/result.html"]

    def get_context_data(self, **kwargs: Any) -> dict[str, object]:
        """Add what would be done, or what was."""
        context: dict[str, object] = {"import": self.record}
        if self.record.state != PackImport.State.WAITING:
            context["groups"] = showing.done_groups(self.record.report.get("rows", []))
        else:
            form = kwargs.pop("form", None) or self.form()
            context |= {
                "examined": self.examined,
                "form": form,
                "may_trust": services.may_trust(self.request.user),
                "groups": showing.plan_groups(self.examined.plan, form),
            }
        return super().get_context_data(**(context | kwargs))

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        """Import the pack as was decided: at once, or by a task."""
        if self.record.state != PackImport.State.WAITING:
            return redirect("cms_packs:import", pk)
        form = self.form(request.POST)
        if form is None:
            messages.error(request, gettext("This pack cannot be imported."))
            return redirect("cms_packs:import", pk)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        waiting = PackImport.objects.filter(pk=pk, state=PackImport.State.WAITING)
        # Only one of two clicks gets it.
        if waiting.update(
            state=PackImport.State.RUNNING,
            theirs=form.theirs,
            trusted=bool(form.cleaned_data.get("trust")),
        ):
            tasks.carry_out.enqueue(str(pk), get_language() or "en")
        return redirect("cms_packs:import", pk)


class ProgressView(ImportView):
    """Tell a waiting page how far an import is."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer with the per cent, and whether it is over."""
        over = self.record.finished_at is not None
        return JsonResponse({"percent": self.record.progress, "over": over})


class DiscardView(ImportView):
    """Throw a file away that was sent."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        """Delete the import unless it was begun."""
        PackImport.objects.filter(
            pk=self.record.pk, state=PackImport.State.WAITING
        ).delete()
        messages.success(request, gettext("The file was thrown away."))
        return redirect("cms_packs:index")
