"""The calls of pupils' devices: see an open class, take a seat, ask what is due."""

from django.utils.translation import gettext_lazy as _

from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response

from challenge.classrooms import assigning, joining, schema
from challenge.learners.api import LearnerView
from challenge.limits.addresses import origin_of
from challenge.views import GameView
from cms.languages import offered_or_default
from cms.publications.views import LOCALE

# One wording whatever was wrong, so that nobody learns how close a guess was.
NO_CLASS = _("No class is open with this code. Check it, or ask your teacher.")
NO_SEAT = _("This does not open. Look at your card and try once more.")


class DeviceView(GameView):
    """What the calls without a token share: nobody known, wrong guesses limited."""

    is_limited = True


class OpenView(DeviceView):
    """Shows the seats of a class while it is open."""

    @extend_schema(
        operation_id="classes_open",
        request=schema.TypedCodeSerializer,
        responses=schema.OpenClassSerializer,
        auth=[],
    )
    def post(self, request: Request) -> Response:
        """Return the seats to choose from; a wrong code and a closed class are one 404."""
        typed = schema.TypedCodeSerializer(data=request.data)
        typed.is_valid(raise_exception=True)
        try:
            classroom = joining.open_class(
                typed.validated_data["code"], origin_of(request)
            )
        except joining.WrongCodeError:
            raise NotFound(NO_CLASS) from None
        context = {"locale": classroom.locale}
        return Response(schema.OpenClassSerializer(classroom, context=context).data)


class JoinView(DeviceView):
    """Lets a pupil take a seat."""

    @extend_schema(
        operation_id="classes_join",
        request=schema.JoinSerializer,
        responses=schema.JoinedSerializer,
        auth=[],
    )
    def post(self, request: Request) -> Response:
        """Return a token for code, seat and pictures; each wrong one is the same 404."""
        tapped = schema.JoinSerializer(data=request.data)
        tapped.is_valid(raise_exception=True)
        try:
            joined = joining.join(**tapped.validated_data, origin=origin_of(request))
        except (joining.WrongCodeError, joining.WrongPicturesError):
            raise NotFound(NO_SEAT) from None
        return Response(
            {
                "id": joined.learner.uid,
                "token": joined.token,
                "class": schema.PublicClassSerializer(joined.classroom).data,
            }
        )


class MyAssignmentsView(LearnerView):
    """What is due for the pupil whose token it is."""

    @extend_schema(
        operation_id="learners_me_assignments",
        parameters=[LOCALE],
        responses=schema.DueAssignmentSerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        """List what the pupil's class is to play, in its order; for others nothing.

        A sensitive module is not listed before the educator has made ready for it.
        """
        learner = self.learner(request)
        locale = offered_or_default(request.GET.get("locale") or learner.locale)
        due = assigning.due_for(learner.pk, locale)
        return Response(schema.DueAssignmentSerializer(due, many=True).data)
