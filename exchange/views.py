"""The pages of the admin on which question banks come in and go out."""

from functools import cached_property
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView, TemplateView

from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from exchange import formats, services, showing
from exchange.base import LeaveOut
from exchange.forms import ImportForm
from exchange.models import Upload
from exchange.questions import Report
from quizzes import kinds
from quizzes.models import Quiz


class ExchangePage(PermissionCheckedMixin, WagtailAdminTemplateMixin):
    """What the pages share: who may open them, and the way back to the quizzes."""

    model = Quiz
    header_icon = "upload"

    def get_breadcrumbs_items(self) -> list[dict[str, object]]:
        """Return the way from the dashboard, over the quizzes, to this page."""
        return [
            *super().get_breadcrumbs_items(),
            {
                "url": reverse(Quiz.snippet_viewset.get_url_name("list")),
                "label": gettext("Quizzes"),
            },
            {"url": "", "label": self.get_page_title()},
        ]


class ImportView(ExchangePage, FormView):
    """Take a file, examine it, and keep it until its questions are written."""

    permission_required = "add"
    page_title = _("Import questions")
    form_class = ImportForm
    template_name = "exchange/import.html"

    def get_initial(self) -> dict[str, object]:
        """Begin with the editor's own language."""
        return {"format": services.AUTO, "locale": self.request.LANGUAGE_CODE}

    def form_valid(self, form: ImportForm) -> HttpResponse:
        """Keep the file and go on to what would be made of it."""
        cleaned = form.cleaned_data
        upload = Upload.objects.keep(
            owner=self.request.user,
            name=cleaned["file"].name[:255],
            format=cleaned["format"],
            locale=cleaned["locale"],
            title=cleaned["title"][:200],
            data=form.data_of_file,
        )
        return redirect("exchange:review", upload.pk)


class ReviewView(ExchangePage, TemplateView):
    """Show line by line what a file would become; write it when the editor says so."""

    permission_required = "add"
    page_title = _("Check the questions")
    template_name = "exchange/review.html"

    @cached_property
    def upload(self) -> Upload:
        """Return the file, to the one who sent it only."""
        pk: UUID = self.kwargs["pk"]
        return get_object_or_404(Upload.objects.fresh(), pk=pk, owner=self.request.user)

    @cached_property
    def report(self) -> Report:
        """Return what the file would become for this editor."""
        upload = self.upload
        found = services.examine(
            bytes(upload.data), upload.name, upload.format, upload.locale
        )
        return services.for_quiz(found, self.request.user)

    def get_context_data(self, **kwargs: Any) -> dict[str, object]:
        """Add the lines of the table and what was left out."""
        rows = [
            {
                "made": made,
                "kind": kinds.get(made.question.kind).label,
                "prompt": made.public["prompt"],
                "answers": showing.answers(made),
                "pictures": len(made.question.pictures),
            }
            for made in self.report.made
        ]
        return super().get_context_data(
            upload=self.upload, report=self.report, rows=rows, **kwargs
        )

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        """Write the questions as a draft quiz, and open it."""
        upload = self.upload
        try:
            quiz = services.write(
                self.report, upload.title, upload.locale, request.user
            )
        except LeaveOut as error:
            messages.error(request, error.reason)
            return redirect("exchange:review", pk)
        upload.delete()
        count = len(self.report.made)
        messages.success(
            request,
            ngettext(
                "%(count)d question is in the draft of this quiz. Check it, then publish.",
                "%(count)d questions are in the draft of this quiz. Check them, then "
                "publish.",
                count,
            )
            % {"count": count},
        )
        return redirect(Quiz.snippet_viewset.get_url_name("edit"), quiz.pk)


class ExportView(ExchangePage, TemplateView):
    """Show in which formats a quiz can go out, and what each has no place for."""

    any_permission_required = ("add", "change", "delete", "view")
    header_icon = "download"
    template_name = "exchange/export.html"

    @cached_property
    def quiz(self) -> Quiz:
        """Return the quiz."""
        return get_object_or_404(Quiz, pk=self.kwargs["pk"])

    def get_page_title(self) -> str:
        """Name the quiz."""
        return gettext("Export “%(title)s”") % {"title": self.quiz.title}

    def get_context_data(self, **kwargs: Any) -> dict[str, object]:
        """Add the formats, each with what it would leave out."""
        rows = [
            {"format": each, "written": services.export(self.quiz, each.name)}
            for each in formats.FORMATS.values()
        ]
        return super().get_context_data(quiz=self.quiz, rows=rows, **kwargs)


class DownloadView(ExportView):
    """Return a quiz as a file."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer with the file."""
        try:
            format_ = formats.get(self.kwargs["format"])
        except KeyError:
            raise Http404(gettext("There is no such format.")) from None
        written = services.export(self.quiz, format_.name)
        name = f"{self.quiz.key or 'quiz'}{format_.suffix}"
        return HttpResponse(
            written.data,
            content_type=format_.content_type,
            headers={
                "Content-Disposition": f'attachment; filename="{name}"',
                "X-Content-Type-Options": "nosniff",
            },
        )
