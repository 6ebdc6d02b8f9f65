"""Pages of what was won: the same for everybody; the device fills in what is its own."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.generic import TemplateView

from challenge.limits import TooManyError
from challenge.limits.addresses import origin_of
from challenge.rewards import services
from challenge.rewards.throttles import count_wrong_code
from cms.choices import Band, Track, dress_for
from cms.languages import page_locale


class RewardsView(TemplateView):
    """A page for whoever ``?for=`` names: a band, ``parents`` or ``educators``.

    It only chooses the dress; without it the page is dressed for 8–13.
    """

    def get_context_data(self, **kwargs: Any) -> dict[str, object]:
        """Add ``audience`` ("" if none was named), ``band``, ``dress`` and ``islands``."""
        wanted = self.request.GET.get("for", "")
        band = wanted if wanted in Band.values else ""
        is_adult = wanted in (Track.PARENTS, Track.EDUCATORS)
        return super().get_context_data(**kwargs) | {
            "audience": wanted if band or is_adult else "",
            "band": band,
            "dress": dress_for(wanted if is_adult else Track.CHILDREN, band),
            "islands": services.islands(page_locale()),
        }


class TreasureView(RewardsView):
    """Pearls and badges; for the grown-up ones, what they have done."""

    template_name = "rewards/treasure.html"


class CertificateView(RewardsView):
    """A certificate to print; its name is written by hand, or typed and never sent."""

    template_name = "rewards/certificate.html"


class VerifyView(TemplateView):
    """Say which module and month a code on a certificate stands for; no more is known."""

    template_name = "rewards/verify.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Look at the code of the address, or at the one that was typed into the form."""
        typed = (kwargs.get("code") or request.GET.get("code", "")).strip()
        found = services.verify(typed, page_locale()) if typed else None
        status, wait = (404, 0) if typed and found is None else (200, 0)
        if status == 404:
            try:
                count_wrong_code(origin_of(request))
            except TooManyError as error:
                status, wait = 429, error.seconds
        context = self.get_context_data(
            typed=typed, found=found, status=status, dress="grown"
        )
        headers = {"Retry-After": str(wait)} if wait else None
        return self.render_to_response(context, status=status, headers=headers)
