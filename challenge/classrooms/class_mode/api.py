"""The calls of class mode: the educator opens rounds and moves them on, devices follow."""

import uuid

from django.http import HttpResponse

from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response

from challenge.classrooms.api_access import EducatorView
from challenge.classrooms.class_mode import schema, services, shown
from challenge.classrooms.class_mode.models import Round
from challenge.learners.api import LearnerView
from cms.publications.views import answers


class RoundMixin:
    """What the calls about rounds share."""

    def handle_exception(self, exc: Exception) -> Response:
        """Answer 404 where there is no such round, or its question is not kept any more."""
        if isinstance(exc, services.UnknownRoundError):
            exc = NotFound()
        return super().handle_exception(exc)  # type: ignore[misc]


class RoundsView(RoundMixin, EducatorView):
    """The rounds of a class."""

    @extend_schema(
        operation_id="classes_rounds_create",
        request=schema.NewRoundSerializer,
        responses={201: schema.RoundSerializer},
    )
    def post(self, request: Request, uid: uuid.UUID) -> Response:
        """Ask the class a question of an assigned module; a round that is open ends."""
        classroom = self.classroom(request, uid)
        wanted = schema.NewRoundSerializer(data=request.data)
        wanted.is_valid(raise_exception=True)
        round_ = services.open_round(classroom, **wanted.validated_data)
        return Response(shown.for_educator(round_), status=201)


class ClassRoundView(RoundMixin, EducatorView):
    """One round, for the educator."""

    @extend_schema(
        operation_id="classes_rounds_read",
        responses=answers(schema.RoundSerializer),
    )
    def get(self, request: Request, uid: uuid.UUID, round: uuid.UUID) -> HttpResponse:
        """Return a round with how many have answered; to be asked again with its ETag."""
        found = self._round(request, uid, round)
        return self.if_changed(request, shown.for_educator(found))

    @extend_schema(
        operation_id="classes_rounds_update",
        request=schema.RoundChangeSerializer,
        responses=schema.RoundSerializer,
    )
    def patch(self, request: Request, uid: uuid.UUID, round: uuid.UUID) -> Response:
        """Keep the hands that were counted, then move on to a later stage."""
        found = self._round(request, uid, round)
        change = schema.RoundChangeSerializer(data=request.data)
        change.is_valid(raise_exception=True)
        if (hands := change.validated_data.get("hands")) is not None:
            found = services.count_hands(found, hands)
        if stage := change.validated_data.get("stage"):
            found = services.move_on(found, stage)
        return Response(shown.for_educator(found))

    def _round(self, request: Request, uid: uuid.UUID, round_: uuid.UUID) -> Round:
        rounds = self.classroom(request, uid).rounds.select_related("classroom")
        found = rounds.filter(uid=round_).first()
        if found is None:
            raise NotFound
        return found


class LatestRoundView(RoundMixin, LearnerView):
    """What the class of a learner does together now."""

    @extend_schema(
        operation_id="learners_me_round",
        responses=answers(schema.LatestRoundSerializer),
    )
    def get(self, request: Request) -> HttpResponse:
        """Return today's latest round of the learner's class, if there is one."""
        learner = self.learner(request)
        found = services.latest_round(learner)
        state = shown.for_learner(found, learner) if found else None
        return self.if_changed(request, {"round": state})


class RoundView(RoundMixin, LearnerView):
    """One round, for a pupil's device."""

    @extend_schema(
        operation_id="rounds_read", responses=answers(schema.RoundSerializer)
    )
    def get(self, request: Request, uid: uuid.UUID) -> HttpResponse:
        """Return a round of the learner's class; to be asked again with its ETag."""
        learner = self.learner(request)
        found = services.round_of_learner(learner, uid)
        if found is None:
            raise NotFound
        return self.if_changed(request, shown.for_learner(found, learner))


class VotesView(RoundMixin, LearnerView):
    """What the seats of a class choose."""

    @extend_schema(
        operation_id="rounds_votes_create",
        request=schema.ChoiceSerializer,
        responses=schema.VoteSerializer,
    )
    def post(self, request: Request, uid: uuid.UUID) -> Response:
        """Choose an option; sent again it counts once, and the last one counts."""
        wanted = schema.ChoiceSerializer(data=request.data)
        wanted.is_valid(raise_exception=True)
        vote = services.vote(self.learner(request), uid, **wanted.validated_data)
        return Response({"turn": vote.turn, "choice": vote.choice})
