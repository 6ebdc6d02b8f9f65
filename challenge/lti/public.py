"""What platforms, and browsers that come from them, call; in no language, without session."""

import math
from typing import Any

from django.conf import settings
from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.decorators import method_decorator
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe
from django.views.generic import View

from challenge.limits.throttles import VolumeThrottle
from challenge.lti import deep_linking, launching, state, targets
from challenge.lti.claims import Launch
from challenge.lti.framing import may_be_framed, may_post
from challenge.lti.models import LtiPlatform
from challenge.lti.refusals import LaunchRefused
from challenge.lti.state import State
from challenge.lti.throttles import LaunchThrottle, LoginThrottle
from cms.languages import offered_or_default, page_locale

# A token with all that a platform can put into it has 20 KB.
MOST_BYTES = 64 * 1024
FORM = "application/x-www-form-urlencoded"


def refused(
    request: HttpRequest, why: LaunchRefused, platform: LtiPlatform | None = None
) -> HttpResponse:
    """Say that a launch goes no further; where it came from, if that is known."""
    reason = why.reason
    context = {"reason": reason, "code": why.code, "is_framed": platform is not None}
    response = render(request, "lti/refused.html", context, status=reason.status)
    if why.wait:
        response["Retry-After"] = str(math.ceil(why.wait))
    if platform:
        may_be_framed(response, platform)
    return response


# The platform's pages send these: what is believed is signed, by it or by this site.
@method_decorator([csrf_exempt, never_cache], name="dispatch")
class FromPlatformView(View):
    """A call that comes from a platform's page; whatever is wrong with it gets a page."""

    throttle: type[VolumeThrottle] = LaunchThrottle
    platform: LtiPlatform | None = None

    def dispatch(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        """Look at how it was sent, then let the view read it."""
        try:
            self._check(request)
            return super().dispatch(request, *args, **kwargs)
        except LaunchRefused as why:
            response = refused(request, why, self.platform)
            if why.reason.status == 405:
                response["Allow"] = ", ".join(self.http_method_names).upper()
            return response

    def http_method_not_allowed(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Tell somebody who opened the address that it is not for that."""
        raise LaunchRefused("not_posted")

    def _check(self, request: HttpRequest) -> None:
        throttle = self.throttle()
        if not throttle.allow_request(request):
            raise LaunchRefused("too_many", wait=throttle.wait())
        if request.method != "POST":
            return
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not length.isdecimal() or int(length) > MOST_BYTES:
            raise LaunchRefused("too_large")
        if request.content_type != FORM:
            raise LaunchRefused("not_a_form")
        try:
            request.POST  # noqa: B018 -- it is read here, or never
        except (BadRequest, SuspiciousOperation):
            raise LaunchRefused("incomplete") from None


class LoginView(FromPlatformView):
    """A launch begins: send the browser to its platform, to say who it is there."""

    http_method_names = ["get", "post"]
    throttle = LoginThrottle

    def get(self, request: HttpRequest) -> HttpResponse:
        """Read the address, or the form (Security Framework, section 5.1.1.1)."""
        sent = request.POST if request.method == "POST" else request.GET
        address, begun = launching.answer_login(sent.dict(), _launch_url(request))
        response = HttpResponse(status=302, headers={"Location": address})
        state.bind(request, response, begun)
        return response

    post = get


class LaunchView(FromPlatformView):
    """A launch ends: lead on to the class, the module, or the choice of a link."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        """Believe the token or not, then lead on; nothing of the person is looked at."""
        begun = state.read(request.POST.get("state", ""))
        self.platform = launching.platform_of(begun)
        is_bound = state.is_bound(request, begun)
        if "error" in request.POST:
            raise LaunchRefused("platform_error")
        token = request.POST.get("id_token", "")
        launch = launching.verify(token, begun, self.platform)
        locale = self._speak(launch)
        framed = state.is_framed(request)
        goes_on = is_bound and not (launch.is_framed if framed is None else framed)
        response = self._lead(launch, begun, locale, goes_on)
        state.release(response, begun)
        return response

    def _speak(self, launch: Launch) -> str:
        """Take the language of the platform, where it tells one, for the page to come."""
        if launch.locale:
            translation.activate(offered_or_default(launch.locale))
        return page_locale()

    def _lead(
        self, launch: Launch, begun: State, locale: str, goes_on: bool
    ) -> HttpResponse:
        if launch.wish:
            asked = deep_linking.asked_by(
                launch, launch.wish, begun.nonce, framed=not goes_on
            )
            if goes_on:
                return redirect(_pick_url(asked))
            return waiting_page(self.request, asked, launch.platform)
        address = targets.address_for(launch, locale)
        if goes_on:
            return redirect(address)
        context = {
            "address": address,
            "dress": "grown" if launch.is_educator else "standard",
            "is_educator_launch": launch.is_educator,
            "is_framed": True,
        }
        response = render(self.request, "lti/doorway.html", context)
        may_be_framed(response, launch.platform)
        return response


class PickedView(FromPlatformView):
    """The frame in the platform takes what was chosen in a window of this site."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        """Hand it over, or say that nothing is chosen yet."""
        asked, self.platform = deep_linking.read(request.POST.get("request", ""))
        try:
            target, title = deep_linking.take(asked)
        except LaunchRefused as why:
            return waiting_page(request, asked, self.platform, why)
        return hand_over_page(request, asked, self.platform, target, title)


def waiting_page(
    request: HttpRequest,
    asked: deep_linking.Asked,
    platform: LtiPlatform,
    why: LaunchRefused | None = None,
) -> HttpResponse:
    """Show, in a frame, the way to the window to choose in, and back."""
    context = {
        "asked": asked.text,
        "address": _pick_url(asked),
        "dress": "grown",
        "is_framed": True,
        "reason": why and why.reason,
        "platform": platform,
    }
    status = why.reason.status if why else 200
    response = render(request, "lti/waiting.html", context, status=status)
    may_be_framed(response, platform)
    return response


def hand_over_page(
    request: HttpRequest,
    asked: deep_linking.Asked,
    platform: LtiPlatform,
    target: str,
    title: str,
) -> HttpResponse:
    """Show what was chosen, with the form that posts the signed link to the platform."""
    context = {
        "dress": "grown",
        "title": title,
        "platform": platform,
        "return_url": asked.wish.return_url,
        "is_framed": asked.framed,
        "jwt": deep_linking.answer(
            asked, platform, target, title, _launch_url(request)
        ),
    }
    response = render(request, "lti/hand_over.html", context)
    may_post(response, platform)
    if asked.framed:
        may_be_framed(response, platform)
    return response


@require_safe
def configuration(request: HttpRequest) -> JsonResponse:
    """Describe this tool to a platform, in the form that Canvas reads."""
    launch = _launch_url(request)
    deep_link = {"message_type": "LtiDeepLinkingRequest", "target_link_uri": launch}
    return JsonResponse(
        {
            "title": settings.WAGTAIL_SITE_NAME,
            "description": gettext("Classes and modules about life online."),
            "oidc_initiation_url": request.build_absolute_uri(reverse("lti_login")),
            "target_link_uri": launch,
            "public_jwk_url": request.build_absolute_uri(reverse("lti_jwks")),
            # It asks for no list of people, and gives no marks.
            "scopes": [],
            "custom_fields": {},
            "extensions": [
                {
                    "platform": "canvas.instructure.com",
                    "privacy_level": "anonymous",
                    "settings": {
                        "placements": [
                            {"placement": place, **deep_link}
                            for place in ("assignment_selection", "link_selection")
                        ]
                    },
                }
            ],
        }
    )


def _launch_url(request: HttpRequest) -> str:
    return request.build_absolute_uri(reverse("lti_launch"))


def _pick_url(asked: deep_linking.Asked) -> str:
    return reverse("lti:pick", query={"request": asked.text})
