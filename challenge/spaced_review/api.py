"""The call that gives a review."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from challenge.learners.api import LearnerView
from challenge.learners.models import today
from challenge.spaced_review.schema import ReviewSerializer
from challenge.spaced_review.services import review_of
from cms.publications.views import LOCALE, locale_of


class ReviewView(LearnerView):
    """The review of the learner whose token it is."""

    @extend_schema(
        operation_id="learners_me_review",
        parameters=[LOCALE],
        responses=ReviewSerializer,
    )
    def get(self, request: Request) -> Response:
        """Return up to three questions of modules that are due, mixed.

        Answers go to `POST /attempts/` with the phase `review`. Until one has come in, the
        same questions are given again.
        """
        questions = review_of(self.learner(request), locale_of(request), today())
        return Response({"questions": questions})
