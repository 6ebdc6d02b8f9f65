"""What is kept about a learner: to read, to change, and to have erased at once."""

from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from challenge.classrooms import locks
from challenge.learners import services
from challenge.learners.api import ChoicesSerializer, LearnerView
from challenge.learners.models import Learner, today
from challenge.progress import store
from challenge.progress.schema import ProgressSerializer
from challenge.spaced_review.schema import DueSerializer
from challenge.spaced_review.services import due_of
from cms.publications.payload import BANDS


class LearnerSerializer(serializers.Serializer):
    """All that is known about a learner."""

    id = serializers.UUIDField()
    locale = serializers.CharField()
    band = serializers.ChoiceField(choices=BANDS)
    avatar = serializers.CharField()
    modules = ProgressSerializer(many=True)
    due = DueSerializer(many=True)
    locked = serializers.ListField(
        child=serializers.CharField(),
        help_text="Modules that the educator of the learner's class opens together with"
        " the class: what is sent of them is rejected with the code `locked`.",
    )


class MeView(LearnerView):
    """The learner whose token it is."""

    @extend_schema(operation_id="learners_me", responses=LearnerSerializer)
    def get(self, request: Request) -> Response:
        """Return everything that is kept about this learner."""
        return Response(_everything(self.learner(request)))

    @extend_schema(
        operation_id="learners_me_update",
        request=ChoicesSerializer(partial=True),
        responses=LearnerSerializer,
    )
    def patch(self, request: Request) -> Response:
        """Change language, band or avatar."""
        choices = ChoicesSerializer(data=request.data, partial=True)
        choices.is_valid(raise_exception=True)
        services.update(self.learner(request), choices.validated_data)
        return Response(_everything(self.learner(request)))

    @extend_schema(
        operation_id="learners_me_forget",
        responses={204: OpenApiResponse(description="Every trace is gone.")},
    )
    def delete(self, request: Request) -> Response:
        """Forget this learner at once: progress, attempts, card and token."""
        services.forget([self.learner(request).pk])
        return Response(status=204)


def _everything(learner: Learner) -> dict[str, object]:
    progress = store.progress_of(learner.pk)
    due = due_of(progress, learner.locale, today())
    return {
        "id": learner.uid,
        "locale": learner.locale,
        "band": learner.band,
        "avatar": learner.avatar,
        "modules": [entry.entry() for entry in progress],
        "due": [{"module": entry.module, "since": entry.since} for entry in due],
        "locked": locks.locked_for(learner.pk),
    }
