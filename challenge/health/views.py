"""Whether this process lives, whether it can do its work, and figures for a monitor."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from challenge.health import metrics as figures
from challenge.health import readiness
from challenge.limits import proxies
from challenge.upkeep import progress
from challenge.upkeep.services import notices


@require_safe
@never_cache
def healthz(request: HttpRequest) -> JsonResponse:
    """Answer 200 as long as the process answers at all."""
    return JsonResponse({"status": "ok"})


@require_safe
@never_cache
def readyz(request: HttpRequest) -> JsonResponse:
    """Answer 200 when all that the site needs is good, else 503 naming the rest.

    Names are ``database`` (it answers and may be written), ``disk`` (so may ``DATA_DIR``),
    ``cache`` and ``migrations``.
    ``notices`` names what an operator should look at, such as a clock that is not believed.
    ``background`` says how far the background work has come: ``rollup_lag_seconds`` since
    answers were counted last (null before the first time), and ``last_retention_day``.
    """
    failing = [name for name, check in readiness.checks().items() if not check()]
    if failing:
        return JsonResponse({"status": "unavailable", "failing": failing}, status=503)
    answer: dict[str, object] = {"status": "ok"}
    # What waits for an operator makes no site unready: children play on.
    if found := [*notices(), *proxies.notices()]:
        answer["notices"] = found
    return JsonResponse(answer | {"background": progress.summary()})


@require_safe
@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    """Answer figures in Prometheus' text format to a request with ``METRICS_TOKEN``.

    Raises:
        Http404: while no token is set.
    """
    token = settings.METRICS_TOKEN
    if not token:
        raise Http404
    if not constant_time_compare(
        request.headers.get("Authorization", ""), f"Bearer {token}"
    ):
        return HttpResponse(status=401, headers={"WWW-Authenticate": "Bearer"})
    return HttpResponse(figures.exposition(), content_type=figures.CONTENT_TYPE)
