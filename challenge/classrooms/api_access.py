"""Who may make the educators' calls, and whose class an address names."""

import uuid
from typing import cast

from rest_framework.request import Request

from challenge.accounts.models import User
from challenge.classrooms.authentication import EducatorAuthentication, IsEducator
from challenge.classrooms.models import Classroom
from challenge.classrooms.permissions import class_of
from challenge.limits import homes
from challenge.limits.addresses import origin_of
from challenge.views import GameView


class EducatorView(GameView):
    """What the calls of educators share."""

    authentication_classes = [EducatorAuthentication]
    permission_classes = [IsEducator]

    def educator(self, request: Request) -> User:
        """Return who has signed in."""
        return cast(User, request.user)

    def classroom(self, request: Request, uid: uuid.UUID) -> Classroom:
        """Return a class of the educator's own; another's is a 404."""
        classroom = class_of(self.educator(request), uid)
        homes.note(origin_of(request), classroom.pk)
        return classroom
