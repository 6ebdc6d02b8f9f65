"""From the body of a request to graded answers: pure, before any transaction begins.

The envelope must be right, or the whole body is refused. Inside it each attempt stands
alone: what is wrong with one is said in its own result.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

import msgspec
from rest_framework.exceptions import ParseError, ValidationError

from challenge.progress.ids import stored_id
from challenge.progress.models import ID_LENGTH, Phase
from cms.publications.answer_keys import AnswerKey, ItemKey
from quizzes.grading import Grade, InvalidResponse, grade
from quizzes.nesting import decode_json

MOST_ATTEMPTS = 100
MOST_STEPS = 200

_UUID = re.compile(r"[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}", re.IGNORECASE)
_ID = re.compile(rf"[\w.:>-]{{1,{ID_LENGTH}}}", re.ASCII)
_PRACTICE_PHASES = (Phase.PRACTICE, Phase.REVIEW)


class SentAttempt(msgspec.Struct):
    """One attempt as a device sends it."""

    id: str
    module: str
    version: str
    item: str
    phase: str
    response: Any


_Id = Annotated[str, msgspec.Meta(max_length=ID_LENGTH)]


class SentStep(msgspec.Struct, frozen=True):
    """One step that a device says is done. What is wrong with it is said by its ids."""

    module: _Id
    version: _Id
    step: _Id


class AttemptsBody(msgspec.Struct):
    """The envelope of ``POST /attempts/``; each attempt is decoded by itself."""

    attempts: Annotated[
        list[msgspec.Raw], msgspec.Meta(min_length=1, max_length=MOST_ATTEMPTS)
    ]


class StepsBody(msgspec.Struct):
    """The body of ``POST /progress/``."""

    steps: Annotated[list[SentStep], msgspec.Meta(min_length=1, max_length=MOST_STEPS)]


class Accepted(msgspec.Struct):
    """The result of an attempt that is, or already was, recorded.

    Of a question of a check it has nothing but the status (see ``handing_in``).
    """

    id: str
    status: str
    outcome: str | None = None
    score: float | None = None
    feedback: str | None = None


class Ignored(msgspec.Struct):
    """The result of an attempt that is valid but does not count and was not recorded."""

    id: str
    code: str
    detail: str
    status: str = "ignored"
    outcome: None = None
    score: None = None
    feedback: None = None


class Rejected(msgspec.Struct):
    """The result of an attempt that was not recorded, with the reason."""

    id: str | None
    code: str
    detail: str
    status: str = "rejected"
    outcome: None = None
    score: None = None
    feedback: str = ""


class RefusedStep(msgspec.Struct):
    """A step that is in no published version, with the reason."""

    module: str
    version: str
    step: str
    code: str
    detail: str


@dataclass(slots=True)
class Answer:
    """An attempt whose response is valid, graded and ready to be stored.

    ``id`` is what the device called it, ``uid`` the form of it that is stored (see ``ids``).
    ``is_passable`` tells of a question of a check that educators can pass.
    """

    id: str
    uid: str
    module: str
    version: str
    item: str
    purpose: str
    phase: str
    grade: Grade
    is_passable: bool


def read_body(body: object, wanted: type[Any], attr: str) -> Any:
    """Decode the bytes of a body into ``wanted``, an envelope of this module.

    Raises ``ParseError`` when it is no JSON, ``ValidationError`` at ``attr`` when it is
    JSON of another shape, too many entries, or none.
    """
    try:
        return decode_json(body if isinstance(body, bytes) else b"", wanted)
    except msgspec.ValidationError as error:
        raise ValidationError({attr: [str(error)]}) from None
    except ValueError as error:
        raise ParseError(f"The body is not valid JSON: {error}") from None


def read_attempt(raw: msgspec.Raw) -> SentAttempt | Rejected:
    """Decode one attempt; what is no attempt is rejected by its id, if it has one."""
    try:
        sent = decode_json(raw, SentAttempt)
    except ValueError as error:
        return Rejected(_id_in(raw), "invalid", str(error))
    if _UUID.fullmatch(sent.id) is None:
        return Rejected(sent.id, "invalid", "“id” must be a UUID.")
    return sent


def versions_in(sent: list[Any]) -> set[str]:
    """Return the versions named that could be one of ours, for a single look-up."""
    return {
        entry.version
        for entry in sent
        if isinstance(entry, SentAttempt | SentStep) and _ID.fullmatch(entry.version)
    }


def judge(
    sent: SentAttempt | Rejected, keys: Mapping[str, AnswerKey]
) -> Answer | Rejected:
    """Grade one attempt with the key of the version that the learner saw."""
    if isinstance(sent, Rejected):
        return sent
    key = keys.get(sent.version)
    if key is None or key.module_key != sent.module:
        return Rejected(sent.id, *_misplaced(key))
    item = key.items.get(sent.item)
    if item is None:
        return Rejected(
            sent.id, "unknown_item", "This version of the module has no such item."
        )
    phases = _phases_of(sent.item, key)
    if sent.phase not in phases:
        return Rejected(
            sent.id,
            "invalid_phase",
            f"This {item.purpose} item is answered in: {', '.join(phases)}.",
        )
    return _graded(sent, item, is_passable=key.is_passable)


def judge_step(sent: SentStep, keys: Mapping[str, AnswerKey]) -> SentStep | RefusedStep:
    """Check that a step is one of the version that the learner saw, and no question.

    A question is done when it is answered, not when a device says so.
    """
    key = keys.get(sent.version)
    if key is None or key.module_key != sent.module:
        fault = _misplaced(key)
    elif sent.step not in key.steps:
        fault = "unknown_step", "This version of the module has no such step."
    elif sent.step in key.items:
        fault = "needs_answer", "This step is a question: it is done by an attempt."
    else:
        return sent
    return RefusedStep(sent.module, sent.version, sent.step, *fault)


def _phases_of(item: str, key: AnswerKey) -> tuple[str, ...]:
    """Return the phases in which an item is answered: one of a check in those of its form.

    It is never asked in a review, which tells at once how it went.
    """
    if key.items[item].purpose == "practice":
        return _PRACTICE_PHASES
    return tuple(phase for phase, form in key.forms.items() if item in form)


def _graded(
    sent: SentAttempt, item: ItemKey, *, is_passable: bool
) -> Answer | Rejected:
    try:
        result = grade(item.kind, item.key, sent.response)
    except InvalidResponse as error:
        return Rejected(sent.id, "invalid_response", error.reason)
    return Answer(
        id=sent.id,
        uid=stored_id(sent.id),
        module=sent.module,
        version=sent.version,
        item=sent.item,
        purpose=item.purpose,
        phase=sent.phase,
        grade=result,
        is_passable=is_passable,
    )


def _misplaced(key: AnswerKey | None) -> tuple[str, str]:
    """Return code and detail where there is no such version, or it is another module's."""
    if key is None:
        return "unknown_version", (
            "No version of a module has this hash, or it is no longer kept."
        )
    return "unknown_module", "This version belongs to another module."


def _id_in(raw: msgspec.Raw) -> str | None:
    try:
        decoded = decode_json(raw)
    except ValueError:
        return None
    identifier = decoded.get("id") if isinstance(decoded, dict) else None
    return identifier if isinstance(identifier, str) else None
