"""Pages of case studies, and the form by which organisations submit one."""

from typing import Any

from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from cms.case_studies import services
from cms.case_studies.forms import CaseStudyForm, Sources
from cms.case_studies.models import CaseStudy
from cms.entries.feeds import EntryFeed
from cms.entries.views import EntryListView, EntryView
from cms.languages import page_locale


class CaseStudyListView(EntryListView):
    """Case studies by country, sector and kind of measure."""

    model = CaseStudy
    facet_labels = {
        "country": _("Country"),
        "sector": _("Sector"),
        "measure": _("Kind of measure"),
    }


class CaseStudyPageView(EntryView):
    """One case study."""

    model = CaseStudy


class CaseStudyFeed(EntryFeed):
    """The newest case studies."""

    model = CaseStudy
    title = _("Case studies")
    subtitle = _("What was done to protect children online, and what came of it")


class SubmitView(LoginRequiredMixin, TemplateView):
    """The form of an organisation; an editor reviews what it sends."""

    template_name = "cms/case_studies/submit.html"
    extra_context = {"dress": "grown", "section": "case_studies"}

    def get_context_data(self, **kwargs: Any) -> dict[str, object]:
        """Add ``form``, ``sources`` and whether the user has too many waiting."""
        given = {"form": CaseStudyForm(), "sources": Sources(prefix="sources")}
        return super().get_context_data(**(given | kwargs)) | {
            "is_full": services.has_too_many_waiting(self.request.user)
        }

    def post(self, request: HttpRequest) -> HttpResponse:
        """Keep what was sent as a draft in review, or show what is missing."""
        form = CaseStudyForm(request.POST)
        sources = Sources(request.POST, prefix="sources")
        is_valid = form.is_valid() and sources.is_valid()
        if not is_valid or services.has_too_many_waiting(request.user):
            context = self.get_context_data(form=form, sources=sources)
            return self.render_to_response(context, status=422)
        services.submit(
            form.save(commit=False),
            [source.cleaned_data for source in sources if source.cleaned_data],
            request.user,
            page_locale(),
        )
        return redirect("case_studies:submitted")


class SubmittedView(LoginRequiredMixin, TemplateView):
    """What the signed-in user has submitted, and how far it is."""

    template_name = "cms/case_studies/submitted.html"
    extra_context = {"dress": "grown", "section": "case_studies"}

    def get_context_data(self, **kwargs: Any) -> dict[str, object]:
        """Add ``entries``."""
        return super().get_context_data(**kwargs) | {
            "entries": services.submitted_by(self.request.user)
        }
