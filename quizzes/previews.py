"""A quiz as a module of its own, so that the real player can play the draft."""

from dataclasses import dataclass
from typing import Any, Protocol

from django.utils.functional import Promise
from django.utils.translation import get_language_bidi, get_language_info, gettext
from django.utils.translation import gettext_lazy as _

from wagtail.models import Locale

from quizzes.blocks import text
from quizzes.kinds.base import Form
from quizzes.pictures import PictureMaker

FORMS: tuple[Form, ...] = ("A", "B")


@dataclass(frozen=True, slots=True)
class Dress:
    """How the pages look for some ages, the words for it, and an age band that gets it."""

    name: str
    label: str | Promise
    band: str


# The three dresses of ``frontend/src/styles/tokens.css``.
DRESSES = (
    Dress("young", _("Play as 5–7 years"), "5-7"),
    Dress("standard", _("Play as 8–13 years"), "8-10"),
    Dress("grown", _("Play as 14–17 years"), "14-17"),
)
# A preview mode that shows whether a layout holds in languages of the other direction.
MIRRORED = ("mirrored", _("Play with left and right turned round"))
MODES: list[tuple[str, str | Promise]] = [
    ("", _("Play")),
    *((dress.name, dress.label) for dress in DRESSES),
    MIRRORED,
]


class PreviewedQuiz(Protocol):
    """What a preview needs of a quiz."""

    key: Any
    title: Any
    locale: Any
    locale_id: Any

    def questions(self, form: Form) -> list[Any]:
        """Return the blocks of a form's questions."""

    def compile_form(
        self, form: Form, picture: PictureMaker
    ) -> list[tuple[dict[str, object], dict[str, object]]]:
        """Return item and key of each question of a form."""


def preview_context(
    quiz: PreviewedQuiz, mode: str, picture: PictureMaker
) -> dict[str, object]:
    """Return what ``preview.html`` shows of a quiz in one of the ``MODES``."""
    payload = preview_payload(quiz, picture)
    dress = next((one for one in DRESSES if one.name == mode), None)
    if dress:
        payload["band"] = dress.band
    return {
        "title": quiz.title,
        "preview_payload": payload,
        "band": payload["band"],
        "dress": dress.name if dress else "",
        "direction": turned_direction() if mode == MIRRORED[0] else "",
    }


def turned_direction() -> str:
    """Return the direction of writing that the language of the page does not have."""
    return "ltr" if get_language_bidi() else "rtl"


def preview_payload(quiz: PreviewedQuiz, picture: PictureMaker) -> dict[str, object]:
    """Return a quiz in the shape of a module's payload, each question a step.

    The items are check items, so that the preview shows what a learner sees and holds no
    key. ``version`` is empty: nothing of a preview is sent or kept.
    """
    # A quiz that has never been saved has no locale yet.
    locale = quiz.locale if quiz.locale_id else Locale.get_default()
    language = locale.language_code
    steps = []
    for form in FORMS:
        compiled = quiz.compile_form(form, picture)
        for child, (item, _key) in zip(quiz.questions(form), compiled, strict=True):
            steps.append(
                {
                    "id": item["id"],
                    "type": "item",
                    "title": text(child.value["title"])
                    or gettext("Form %(form)s") % {"form": form},
                    "audio": _recording(child.value["audio"]),
                    "item": item,
                }
            )
    return {
        "key": quiz.key,
        "locale": language,
        "dir": "rtl" if get_language_info(language)["bidi"] else "ltr",
        "version": "",
        "title": quiz.title,
        "summary": "",
        "track": "children",
        "band": "11-13",
        "topic": "",
        "minutes": max(1, len(steps)),
        "sensitivity": 1,
        "risk": "content",
        "url": "",
        "image": None,
        "outcomes": [],
        "before": "",
        "talk_card": "",
        "steps": steps,
        "check": {"pre": [], "post": []},
        "asked": 0,
        "help": {"exit": "leave", "report": True},
    }


def _recording(document: Any) -> dict[str, str] | None:
    if document is None:
        return None
    return {"src": document.url, "type": document.content_type}
