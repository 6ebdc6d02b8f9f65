"""The write path's two calls, thin on purpose: bytes in, one transaction, bytes out."""

from collections.abc import Mapping
from typing import Any, cast

from django.http import HttpResponse

import msgspec
from drf_spectacular.utils import extend_schema
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import APIException
from rest_framework.request import Request

from challenge.learners.authentication import (
    HasToken,
    LearnerAuthentication,
    UnknownToken,
)
from challenge.learners.models import today
from challenge.parsing import RawJSONParser
from challenge.progress import schema, store
from challenge.progress.intake import (
    Answer,
    AttemptsBody,
    RefusedStep,
    SentStep,
    StepsBody,
    judge,
    judge_step,
    read_attempt,
    read_body,
    versions_in,
)
from challenge.views import GameView
from cms.publications.answer_keys import AnswerKey, answer_keys

_encode = msgspec.json.Encoder().encode


class WriteView(GameView):
    """What both calls share: a learner's token, and a body read once."""

    permission_classes = [HasToken]
    parser_classes = [RawJSONParser]

    def get_authenticators(self) -> list[BaseAuthentication]:
        """Check the token's form only; the transaction finds its learner."""
        return [LearnerAuthentication(finds_learner=False)]

    def digests(self, request: Request) -> tuple[str, ...]:
        """Return the digests of the token; without a token nobody comes this far."""
        return cast("tuple[str, ...]", request.auth)

    def read(self, request: Request, wanted: type[Any], attr: str) -> Any:
        """Decode the body; who has no valid token hears that first."""
        body = request.data
        try:
            return read_body(body, wanted, attr)
        except APIException:
            if not store.is_known(self.digests(request)):
                raise UnknownToken from None
            raise

    def record(
        self,
        request: Request,
        answers: list[Answer],
        steps: list[SentStep],
        keys: Mapping[str, AnswerKey],
    ) -> store.Receipt:
        """Record answers and steps; raises 401 for a token that nobody has."""
        try:
            digests = self.digests(request)
            return store.record(digests, answers, steps, keys, today())
        except store.UnknownLearnerError:
            raise UnknownToken from None


class AttemptsView(WriteView):
    """Answers to items."""

    @extend_schema(
        operation_id="attempts_create",
        request=schema.AttemptsSerializer,
        responses=schema.ResultsSerializer,
    )
    def post(self, request: Request) -> HttpResponse:
        """Record 1–100 attempts; each has its own result, in the order sent.

        The same id again is a `duplicate`: it gets the first result and changes nothing.
        A bad attempt is `rejected` with a `code` and sinks no other.
        """
        body = self.read(request, AttemptsBody, "attempts")
        sent = [read_attempt(raw) for raw in body.attempts]
        keys = answer_keys(versions_in(sent))
        judged = [judge(attempt, keys) for attempt in sent]
        answers = [entry for entry in judged if isinstance(entry, Answer)]
        receipt = self.record(request, answers, [], keys)
        recorded = iter(receipt.results)
        return _respond(
            results=[
                next(recorded) if isinstance(entry, Answer) else entry
                for entry in judged
            ],
            progress=receipt.progress,
        )


class ProgressView(WriteView):
    """Steps that are done."""

    @extend_schema(
        operation_id="progress_create",
        request=schema.StepsSerializer,
        responses=schema.StepsDoneSerializer,
    )
    def post(self, request: Request) -> HttpResponse:
        """Add 1–200 steps to the set of those done; order and repeats do not matter."""
        body = self.read(request, StepsBody, "steps")
        keys = answer_keys(versions_in(body.steps))
        judged = [judge_step(step, keys) for step in body.steps]
        steps = [entry for entry in judged if isinstance(entry, SentStep)]
        receipt = self.record(request, [], steps, keys)
        return _respond(
            progress=receipt.progress,
            rejected=[
                *(entry for entry in judged if isinstance(entry, RefusedStep)),
                *receipt.refused,
            ],
        )


def _respond(**parts: Any) -> HttpResponse:
    return HttpResponse(_encode(parts), content_type="application/json")
