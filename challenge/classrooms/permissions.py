"""Who may see a class: the educator whose it is, and nobody else."""

import uuid
from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import AnonymousUser
from django.http import Http404

from challenge.classrooms.models import Classroom

if TYPE_CHECKING:
    from challenge.accounts.models import User


def class_of(user: "User | AnonymousUser | Any", uid: uuid.UUID | str) -> Classroom:
    """Return the class of an educator by its id; one query.

    Raises:
        Http404: if there is none, it is another's, or ``user`` has not signed in.
    """
    if user is None or not user.is_authenticated or not user.is_active:
        raise Http404
    own = Classroom.objects.filter(educator_id=user.pk)
    classroom = own.filter(uid=uid).select_related("educator").first()
    if classroom is None:
        raise Http404
    return classroom
