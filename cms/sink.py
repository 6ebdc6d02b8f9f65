"""The kitchen sink: every kind in every band, state and direction, to look at its design.

It is mounted in development and tests only (``settings.KITCHEN_SINK``); the demo loader
brings the pictures that the examples show.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from cms.choices import Band, Track, dress_for
from cms.images import Picture
from quizzes import examples
from quizzes.kinds import KINDS
from quizzes.kinds.base import Form, Item, Kind, KindKey, Purpose, compile_stored
from quizzes.pictures import picture_data

STATES = {
    "new": _("New"),
    "draft": _("Begun"),
    "wrong": _("Not right yet"),
    "right": _("Done"),
    "check": _("As a check"),
    "saved": _("As a check, saved"),
    "paper": _("On paper"),
}
CHECKS = ("check", "saved")
BANDS = [*Band.choices, ("", _("Adults"))]


@require_safe
def kitchen_sink(request: HttpRequest) -> HttpResponse:
    """Show the examples of the kinds named in ``?kind=`` (all, without one).

    ``?band=`` is a child's band or "" for adults, ``?state=`` one of ``STATES``; what is
    not known falls back to 8–10 and "new".
    """
    band = _known(request, "band", dict(BANDS), Band.B0810)
    state = _known(request, "state", STATES, "new")
    names = [name for name in request.GET.getlist("kind") if name in KINDS]
    kinds = [KINDS[name] for name in names or KINDS]
    shown = [kind for kind in kinds if kind.checkable or state not in CHECKS]
    context = {
        "kinds": KINDS.values(),
        "kind": names[0] if len(names) == 1 else "",
        "bands": BANDS,
        "band": band,
        "states": STATES.items(),
        "state": state,
        "dress": dress_for(Track.CHILDREN if band else Track.PARENTS, band),
    }
    if state == "paper":
        context["twins"] = list(_twins(shown))
    else:
        context["payload"] = [_shown(kind, state) for kind in shown]
    return render(request, "cms/kitchen_sink.html", context)


def _known(
    request: HttpRequest, name: str, values: dict[Any, Any], fallback: str
) -> str:
    value = request.GET.get(name, fallback)
    return value if value in values else fallback


def _compiled(kind: Kind, purpose: Purpose) -> tuple[Item, KindKey]:
    stored = examples.question(kind.name, get_language() or "", _picture)
    value = kind.block().to_python(stored)
    form: Form = "A" if purpose == "check" else ""
    return compile_stored(
        kind.name, f"sink-{kind.name}", value, purpose, form, picture_data
    )


def _picture(name: str) -> int | None:
    pictures = Picture.objects.filter(title=Path(name).stem, uploaded_by_user=None)
    return pictures.values_list("pk", flat=True).first()


def _shown(kind: Kind, state: str) -> dict[str, object]:
    item, key = _compiled(kind, "check" if state in CHECKS else "practice")
    responses = examples.responses(kind.name) | {"right": kind.perfect(key)}
    saved = {
        "draft": {"response": responses["draft"], "done": False},
        "wrong": {"response": responses["wrong"], "done": True},
        "right": {"response": responses["right"], "done": True},
        "saved": {"response": responses["wrong"], "done": True},
    }
    return {
        "label": str(kind.label),
        "item": item if state in CHECKS else item | {"key": key},
        "saved": saved.get(state),
        "responses": responses,
    }


def _twins(kinds: list[Kind]) -> Iterator[dict[str, str]]:
    for number, kind in enumerate(kinds, 1):
        item, key = _compiled(kind, "practice")
        html = render_to_string(
            kind.print_template, {"item": item | {"key": key}, "number": number}
        )
        yield {"label": gettext(str(kind.label)), "html": html}
