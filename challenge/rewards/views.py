"""Pages of what was won: the same for everybody; the device fills in what is its own."""

from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.views.generic import TemplateView

from rest_framework.request import Request
from rest_framework.views import APIView

from challenge.rewards import services
from challenge.rewards.throttles import WrongCodeThrottle
from cms.pages.choices import Band, Track, dress_for
from cms.publishing.reading import page_locale


class RewardsView(TemplateView):
    """A page for whoever ``?for=`` names: a band, ``parents`` or ``educators``.

    It only chooses the dress; without it the page is dressed for 8–13.
    """

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
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
        found, status = self._check(request, typed) if typed else (None, 200)
        context = self.get_context_data(typed=typed, found=found, status=status)
        return self.render_to_response(context | {"dress": "grown"}, status=status)

    def _check(
        self, request: HttpRequest, typed: str
    ) -> tuple[services.Certified | None, int]:
        limit = WrongCodeThrottle()
        # The throttle reads nothing of a request but its address.
        if not limit.allow_request(cast(Request, request), cast(APIView, self)):
            return None, 429
        found = services.verify(typed, page_locale())
        if found is None:
            limit.note_failure()
        return found, 200 if found else 404
