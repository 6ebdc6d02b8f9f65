"""A class, its seats, and what it is to play. A seat stands for a child, and names none."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone

from challenge.learners.models import today
from challenge.progress.models import ID_LENGTH
from cms.choices import Band

MOST_SEATS = 60


class Classroom(models.Model):
    """An educator's class, until the end of its school year.

    ``uid`` is its id in addresses. ``name`` is the educator's own label and leaves the
    educator's pages never; pupils see ``play_name``, a pair of ids that ``names`` words.
    ``code`` opens the class while ``join_open_until`` is ahead. ``unlocked`` lists the keys
    of the sensitive modules whose "before you start" the educator has opened.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    educator = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="classrooms"
    )
    name = models.CharField(max_length=80)
    play_name = models.CharField(max_length=64)
    band = models.CharField(max_length=8, choices=Band)
    locale = models.CharField(max_length=12)
    country = models.CharField(max_length=2, blank=True, default="")
    size = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=8, unique=True)
    join_open_until = models.DateTimeField(null=True, blank=True)
    created_on = models.DateField(default=today)
    ends_on = models.DateField(db_index=True)
    unlocked = models.JSONField(default=list)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_over(self) -> bool:
        """Whether its last day is behind us: nobody joins any more."""
        return self.ends_on < today()

    @property
    def is_open(self) -> bool:
        """Whether pupils may join now."""
        until = self.join_open_until
        return until is not None and until > timezone.now() and not self.is_over


class Seat(models.Model):
    """One place in a class: a made label, an animal, a code of pictures.

    ``label`` is a pair of ids that ``names`` words; ``pictures`` are ids in order. Who
    joined is ``learner_id``, by number as everywhere. ``misses`` counts wrong pictures in a
    row; ``locked`` lets nobody join, after too many of them or because the educator says so.
    ``has_moved`` tells that the seat came from another class.
    """

    classroom = models.ForeignKey(
        Classroom, on_delete=models.CASCADE, related_name="seats"
    )
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    label = models.CharField(max_length=48)
    avatar = models.CharField(max_length=24)
    pictures = models.JSONField(default=list)
    learner_id = models.BigIntegerField(null=True, unique=True)
    misses = models.PositiveSmallIntegerField(default=0)
    locked = models.BooleanField(default=False)
    has_moved = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["classroom", "label"], name="seat_label_per_class"
            )
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def claimed(self) -> bool:
        """Whether somebody has joined here."""
        return self.learner_id is not None


class Assignment(models.Model):
    """A module that a class is to play, with the educator's note to the class."""

    classroom = models.ForeignKey(
        Classroom, on_delete=models.CASCADE, related_name="assignments"
    )
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    module = models.CharField(max_length=ID_LENGTH)
    due_on = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=200, blank=True, default="")
    position = models.PositiveSmallIntegerField(default=0)
    created_on = models.DateField(default=today)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["classroom", "module"], name="assignment_once_per_class"
            )
        ]

    def __str__(self) -> str:
        return self.module
