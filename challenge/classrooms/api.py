"""The calls with which an educator runs classes, seats and assignments."""

import datetime
import math
import uuid
from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from challenge.classrooms import assigning, schema, services
from challenge.classrooms.api_access import EducatorView
from challenge.classrooms.models import Assignment, Classroom, Seat
from challenge.learners.models import today
from challenge.storage.write_lock import write_lock
from cms.publications.views import answers

GONE = OpenApiResponse(description="It is gone, with everything that belonged to it.")


class ClassesView(EducatorView):
    """The classes of an educator: few enough for one answer."""

    @extend_schema(
        operation_id="classes_list", responses=schema.ClassSerializer(many=True)
    )
    def get(self, request: Request) -> Response:
        """List the educator's classes."""
        classrooms = self.educator(request).classrooms.all()
        return Response(schema.ClassSerializer(classrooms, many=True).data)

    @extend_schema(
        operation_id="classes_create",
        request=schema.NewClassSerializer,
        responses={201: schema.ClassSerializer},
    )
    def post(self, request: Request) -> Response:
        """Make a class with its seats; nobody can join until the educator opens it."""
        wanted = _read(schema.NewClassSerializer, request)
        wanted.setdefault("ends_on", services.end_of_school_year(today()))
        classroom = services.create_class(self.educator(request), **wanted)
        return Response(schema.ClassSerializer(classroom).data, status=201)


class ClassView(EducatorView):
    """One class."""

    @extend_schema(operation_id="classes_read", responses=schema.ClassSerializer)
    def get(self, request: Request, uid: uuid.UUID) -> Response:
        """Return a class."""
        return Response(schema.ClassSerializer(self.classroom(request, uid)).data)

    @extend_schema(
        operation_id="classes_update",
        request=schema.ClassChangesSerializer(partial=True),
        responses=schema.ClassSerializer,
    )
    def patch(self, request: Request, uid: uuid.UUID) -> Response:
        """Change a class, open or close it, unlock sensitive modules."""
        classroom = self.classroom(request, uid)
        changes = _read(schema.ClassChangesSerializer, request, partial=True)
        # All of it or nothing.
        with write_lock():
            services.update_class(classroom, changes)
            if "unlocked" in changes:
                services.set_unlocked(classroom, changes["unlocked"])
            if "join_open_until" in changes:
                _open(classroom, _minutes_until(changes["join_open_until"]))
            if "open_minutes" in changes:
                _open(classroom, changes["open_minutes"])
        return Response(schema.ClassSerializer(classroom).data)

    @extend_schema(operation_id="classes_end", responses={204: GONE})
    def delete(self, request: Request, uid: uuid.UUID) -> Response:
        """End a class: seats, pupils' progress and all, at once."""
        services.end_class(self.classroom(request, uid))
        return Response(status=204)


class SeatsView(EducatorView):
    """The seats of a class, 60 at most."""

    @extend_schema(
        operation_id="classes_seats_list",
        responses=answers(schema.SeatSerializer(many=True)),
    )
    def get(self, request: Request, uid: uuid.UUID) -> HttpResponse:
        """List the seats, with the pictures for their cards.

        To be asked again with its ETag while pupils join.
        """
        classroom = self.classroom(request, uid)
        seats = _seats(classroom, classroom.seats.all(), many=True)
        return self.if_changed(request, seats)

    @extend_schema(
        operation_id="classes_seats_add",
        request=schema.MoreSeatsSerializer,
        responses={201: schema.SeatSerializer(many=True)},
    )
    def post(self, request: Request, uid: uuid.UUID) -> Response:
        """Add seats, and give those that are new."""
        classroom = self.classroom(request, uid)
        wanted = _read(schema.MoreSeatsSerializer, request)
        seats = services.add_seats(classroom, wanted["add"])
        return Response(_seats(classroom, seats, many=True), status=201)


class OneSeatView(EducatorView):
    """What the calls about one seat share."""

    def changed(
        self, request: Request, uid: uuid.UUID, seat: uuid.UUID, change: Callable
    ) -> Response:
        """Do something to a seat of a class of the educator's own, and give the seat."""
        found = self.seat(request, uid, seat)
        change(found)
        return Response(_seats(found.classroom, found))

    def seat(self, request: Request, uid: uuid.UUID, seat: uuid.UUID) -> Seat:
        """Return a seat of a class of the educator's own."""
        classroom = self.classroom(request, uid)
        return get_object_or_404(classroom.seats.select_related("classroom"), uid=seat)


class SeatView(OneSeatView):
    """One seat."""

    @extend_schema(
        operation_id="classes_seats_update",
        request=schema.SeatChangesSerializer,
        responses=schema.SeatSerializer,
    )
    def patch(self, request: Request, uid: uuid.UUID, seat: uuid.UUID) -> Response:
        """Lock a seat, so that nobody can join there, or unlock it."""
        locked = _read(schema.SeatChangesSerializer, request)["locked"]
        return self.changed(
            request, uid, seat, lambda found: services.lock_seat(found, locked=locked)
        )

    @extend_schema(operation_id="classes_seats_remove", responses={204: GONE})
    def delete(self, request: Request, uid: uuid.UUID, seat: uuid.UUID) -> Response:
        """Take a seat away, with what its pupil did."""
        services.remove_seat(self.seat(request, uid, seat))
        return Response(status=204)


class SeatResetView(OneSeatView):
    """Lets a pupil try again."""

    @extend_schema(
        operation_id="classes_seats_reset",
        request=schema.SeatResetSerializer,
        responses=schema.SeatSerializer,
    )
    def post(self, request: Request, uid: uuid.UUID, seat: uuid.UUID) -> Response:
        """Unlock a seat and forget its misses; progress stays."""
        renew = _read(schema.SeatResetSerializer, request)["new_pictures"]
        return self.changed(
            request, uid, seat, lambda found: services.reset_seat(found, renew=renew)
        )


class SeatMoveView(OneSeatView):
    """Moves a pupil to another class."""

    @extend_schema(
        operation_id="classes_seats_move",
        request=schema.SeatMoveSerializer,
        responses=schema.SeatSerializer,
    )
    def post(self, request: Request, uid: uuid.UUID, seat: uuid.UUID) -> Response:
        """Move a seat with its pupil into another class of the educator."""
        other = _read(schema.SeatMoveSerializer, request)["to"]
        return self.changed(
            request,
            uid,
            seat,
            lambda found: services.move_seat(found, self.classroom(request, other)),
        )


class AssignmentsView(EducatorView):
    """What a class is to play: each module once, so a short list."""

    @extend_schema(
        operation_id="classes_assignments_list",
        responses=schema.AssignmentSerializer(many=True),
    )
    def get(self, request: Request, uid: uuid.UUID) -> Response:
        """List the assignments in their order."""
        assignments = self.classroom(request, uid).assignments.all()
        return Response(schema.AssignmentSerializer(assignments, many=True).data)

    @extend_schema(
        operation_id="classes_assignments_create",
        request=schema.NewAssignmentSerializer,
        responses={200: schema.AssignmentSerializer, 201: schema.AssignmentSerializer},
    )
    def post(self, request: Request, uid: uuid.UUID) -> Response:
        """Assign a module (201); one that is assigned gets the new day and note (200)."""
        classroom = self.classroom(request, uid)
        wanted = _read(schema.NewAssignmentSerializer, request)
        assignment, is_new = assigning.assign(classroom, **wanted)
        return Response(
            schema.AssignmentSerializer(assignment).data, status=201 if is_new else 200
        )


class AssignmentView(EducatorView):
    """One assignment."""

    @extend_schema(
        operation_id="classes_assignments_update",
        request=schema.AssignmentChangesSerializer,
        responses=schema.AssignmentSerializer,
    )
    def patch(
        self, request: Request, uid: uuid.UUID, assignment: uuid.UUID
    ) -> Response:
        """Change day, note or place in the order."""
        found = self._assignment(request, uid, assignment)
        assigning.change(found, _read(schema.AssignmentChangesSerializer, request))
        return Response(schema.AssignmentSerializer(found).data)

    @extend_schema(
        operation_id="classes_assignments_remove",
        responses={204: OpenApiResponse(description="It is off the list.")},
    )
    def delete(
        self, request: Request, uid: uuid.UUID, assignment: uuid.UUID
    ) -> Response:
        """Take a module off the list; what pupils did in it stays theirs."""
        assigning.unassign(self._assignment(request, uid, assignment))
        return Response(status=204)

    def _assignment(
        self, request: Request, uid: uuid.UUID, assignment: uuid.UUID
    ) -> Assignment:
        classroom = self.classroom(request, uid)
        own = classroom.assignments.select_related("classroom")
        return get_object_or_404(own, uid=assignment)


def _read(
    serializer: type[serializers.Serializer], request: Request, *, partial: bool = False
) -> dict[str, Any]:
    read = serializer(data=request.data, partial=partial)
    read.is_valid(raise_exception=True)
    return dict(read.validated_data)


def _seats(classroom: Classroom, seats: Any, *, many: bool = False) -> Any:
    context = {"locale": classroom.locale}
    return schema.SeatSerializer(seats, many=many, context=context).data


def _open(classroom: Classroom, minutes: int) -> None:
    if minutes > 0:
        services.open_window(classroom, minutes)
    else:
        services.close_window(classroom)


def _minutes_until(moment: datetime.datetime | None) -> int:
    if moment is None:
        return 0
    return math.ceil((moment - timezone.now()).total_seconds() / 60)
