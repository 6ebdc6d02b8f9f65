"""From a page to what players get and what the grader needs. Nothing here writes."""

import base64
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.crypto import salted_hmac
from django.utils.translation import get_language_info

from wagtail.blocks import StreamValue

from cms.choices import Band, Track
from cms.publications.encoding import to_bytes
from cms.publications.payload import (
    CheckData,
    HelpData,
    ModuleData,
    ModuleHead,
    StoredKey,
)
from cms.steps import Step, compile_step
from cms.steps.base import StoredItemKey
from quizzes.blocks import text
from quizzes.kinds import get as get_kind
from quizzes.kinds.base import Form, Item
from quizzes.pictures import picture_data

if TYPE_CHECKING:
    from cms.pages.module import ModulePage
    from quizzes.models import Quiz

SALT = "cms.publishing.version"
VERSION_BYTES = 24  # 32 characters of base64
# A short module asks fewer questions than its check has, drawn for each learner.
SHORT_MINUTES = 12
DRAWN = 3


@dataclass(frozen=True, slots=True)
class Compiled:
    """A compiled page.

    ``payload`` is what the API answers, with ``version`` in it; ``key`` is by item id;
    ``steps`` and ``graded`` list ids of steps and of the practice items that are graded;
    ``pass_mark`` is what the check has to come to, in per cent, or 0. It is no part of the
    content that the version names: players need not know it.
    """

    payload: ModuleData
    key: StoredKey
    version: str
    steps: list[str]
    graded: list[str]
    pass_mark: int

    @property
    def summary(self) -> ModuleHead:
        """Return the fields that lists of modules show; ``version`` is the row's own."""
        payload = self.payload
        return {
            "key": payload["key"],
            "locale": payload["locale"],
            "title": payload["title"],
            "summary": payload["summary"],
            "track": payload["track"],
            "band": payload["band"],
            "topic": payload["topic"],
            "minutes": payload["minutes"],
            "sensitivity": payload["sensitivity"],
            "risk": payload["risk"],
            "url": payload["url"],
            "image": payload["image"],
        }


def compile_page(page: "ModulePage", url: str | None = None) -> Compiled:
    """Compile what the page says now.

    ``url`` is the address where it is played, if that is not the page's own.

    Raises:
        ValueError: if the page is not fit to be published: without key, language or steps.
    """
    payload, key = _compile(page)
    if url is not None:
        payload["url"] = url
    if not (payload["key"] and payload["steps"]):
        raise ValueError("A module needs a key and at least one step to be published.")
    payload["version"] = version_of(payload, key)
    return Compiled(
        payload=payload,
        key=key,
        version=payload["version"],
        steps=[step["id"] for step in payload["steps"]],
        graded=[id_ for id_, item in key.items() if _is_graded(item)],
        pass_mark=page.mark_to_pass if payload["check"]["post"] else 0,
    )


def compile_draft(page: "ModulePage") -> ModuleData:
    """Return the payload of a page as it is in memory, for its preview and its print.

    A half-written draft gives what is there. Items of the check carry no key here either.
    """
    payload, _key = _compile(page)
    payload["version"] = "preview"
    return payload


def version_of(payload: ModuleData, key: StoredKey) -> str:
    """Return the version that names this content, whatever version it says it has.

    It is keyed with the site's secret: a plain hash over the key would let anyone try
    answers of a check offline until the hash fits.
    """
    content = {name: part for name, part in payload.items() if name != "version"}
    digest = salted_hmac(
        SALT, to_bytes(content) + b"\0" + to_bytes(key), algorithm="sha256"
    ).digest()
    return base64.urlsafe_b64encode(digest[:VERSION_BYTES]).decode()


def _compile(page: "ModulePage") -> tuple[ModuleData, StoredKey]:
    key: StoredKey = {}
    steps: list[Step] = []
    for child in with_ids(page.steps):
        step, item_key = compile_step(child)
        steps.append(step)
        if item_key:
            key[step["id"]] = item_key
    quiz = quiz_for(page)
    check: CheckData = {
        "pre": _questions(quiz, "A", key),
        "post": _questions(quiz, "B", key),
    }
    size, track = min(len(check["pre"]), len(check["post"])), page.track
    locale = page.locale.language_code
    payload: ModuleData = {
        "key": page.key or "",
        "locale": locale,
        "dir": "rtl" if get_language_info(locale)["bidi"] else "ltr",
        "version": "",
        "title": text(page.title),
        "summary": text(page.summary),
        "track": track,
        "band": page.band or "",
        "topic": page.topic or "",
        "minutes": page.minutes or 0,
        "sensitivity": page.sensitivity or 0,
        "risk": page.risk or "",
        "url": page.get_url() or "",
        "image": picture_data({"image": page.image, "alt": page.image_alt}),
        "outcomes": [text(child.value["text"]) for child in page.outcomes],
        "before": text(page.before),
        "talk_card": text(page.talk_card),
        "steps": steps,
        "check": check,
        "asked": questions_asked(track, page.minutes or 0, size),
        "help": help_for(page.band or ""),
    }
    return payload, key


def _questions(quiz: "Quiz | None", form: Form, key: StoredKey) -> list[Item]:
    """Return the questions of a form of the check, and add their answers to ``key``."""
    compiled = quiz.compile_form(form, picture_data) if quiz else []
    for item, answers in compiled:
        key[item["id"]] = {
            "kind": item["kind"],
            "purpose": item["purpose"],
            "key": answers,
        }
    return [item for item, _answers in compiled]


def questions_asked(track: str, minutes: int, size: int) -> int:
    """Say how many of the ``size`` questions of a form each learner is asked.

    Educators are asked all: they can pass. For others a module of less than
    ``SHORT_MINUTES`` asks ``DRAWN`` of them, the same places in both forms, so that the
    questions do not outweigh what is played between them.
    """
    is_short = minutes < SHORT_MINUTES and track != Track.EDUCATORS
    return min(size, DRAWN) if is_short else size


def help_for(band: str) -> HelpData:
    """Say which quick exit a band gets, and whether it is offered to report.

    Under 11 the button says "Hide this" and reporting is left to a grown-up (after the
    pattern "Exit this page" of the GOV.UK Design System).
    """
    is_young = band in (Band.B0507, Band.B0810)
    return {"exit": "hide" if is_young else "leave", "report": not is_young}


def quiz_for(page: "ModulePage") -> "Quiz | None":
    """Return the published check of a page, in the page's language where there is one.

    While a check's translation is a draft, the check that it was made of is asked.
    """
    quiz = page.quiz
    if quiz and quiz.locale_id != page.locale_id:
        quiz = quiz.get_translation_or_none(page.locale) or quiz
        if not quiz.live:
            quiz = page.quiz
    if quiz and not quiz.live:
        originals = quiz.get_translations().filter(live=True, pk__lt=quiz.pk or 0)
        quiz = originals.order_by("pk").first()
    return quiz


def with_ids(value: StreamValue) -> StreamValue:
    """Return the value with an id at every block and list entry.

    What is in the database has them all; a draft from the editor's form may not.
    """
    return value.stream_block.to_python(value.get_prep_value())


def _is_graded(item: StoredItemKey) -> bool:
    if item["purpose"] != "practice":
        return False
    kind = get_kind(item["kind"])
    return kind.grade(item["key"], kind.perfect(item["key"])).denominator > 0
