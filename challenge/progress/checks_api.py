"""The call that hands a form of a check in."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from challenge.learners.api import LearnerView
from challenge.learners.authentication import UnknownToken
from challenge.progress import handing_in, schema
from challenge.progress.store import UnknownLearnerError


class ChecksView(LearnerView):
    """Forms of checks of the learner whose token it is."""

    @extend_schema(
        operation_id="checks_create",
        request=schema.HandInSerializer,
        responses={200: schema.HandedInSerializer, 409: schema.MissingSerializer},
    )
    def post(self, request: Request) -> Response:
        """Hand a form of a check in, once, and learn how it went; again gives the same.

        From then on its questions take no answer. Until then nothing tells which answers
        are right. In a module that educators can pass, the next answer opens the form of
        after the module again.
        """
        sent = schema.HandInSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        try:
            result = handing_in.hand_in(self.learner(request).pk, **sent.validated_data)
        except UnknownLearnerError:
            raise UnknownToken from None
        except handing_in.UnansweredError as error:
            return Response(_refusal(error), status=409)
        return Response(
            {
                "score": result.score,
                "results": [
                    {
                        "item": item,
                        "outcome": grade.outcome,
                        "score": grade.score,
                        "feedback": grade.feedback,
                    }
                    for item, grade in result.grades.items()
                ],
            }
        )


def _refusal(error: handing_in.UnansweredError) -> dict[str, object]:
    detail = "Not all questions that are asked have been answered."
    return {
        "type": "client_error",
        "errors": [{"code": "unanswered", "detail": detail, "attr": None}],
        "missing": error.missing,
    }
