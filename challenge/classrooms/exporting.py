"""What is kept of an educator's classes, as JSON can hold it."""

from challenge.accounts.models import User
from challenge.classrooms import names
from challenge.classrooms.models import Classroom


def export(educator: User) -> list[dict[str, object]]:
    """Return the classes of an educator.

    Of children there is what the educator's own pages show: a seat's label and picture.
    """
    classes = educator.classrooms.prefetch_related("seats", "assignments")
    return [_class_export(classroom) for classroom in classes]


def _class_export(classroom: Classroom) -> dict[str, object]:
    return {
        "name": classroom.name,
        "play_name": names.play_name(classroom.play_name, classroom.locale),
        "band": classroom.band,
        "locale": classroom.locale,
        "country": classroom.country,
        "made_on": classroom.created_on.isoformat(),
        "ends_on": classroom.ends_on.isoformat(),
        "seats": [
            {
                "label": names.seat_label(seat.label, classroom.locale),
                "avatar": seat.avatar,
                "joined": seat.claimed,
                "locked": seat.locked,
            }
            for seat in classroom.seats.all()
        ],
        "assignments": [
            {
                "module": assignment.module,
                "due_on": assignment.due_on and assignment.due_on.isoformat(),
                "note": assignment.note,
            }
            for assignment in classroom.assignments.all()
        ],
    }
