"""A class that goes, however it goes, takes its learners along."""

from typing import Any

from django.db.models.signals import pre_delete

from challenge.classrooms import services
from challenge.classrooms.models import Classroom


def connect() -> None:
    """Listen to Django; called once when the app is ready."""
    pre_delete.connect(_class_goes, sender=Classroom)


def _class_goes(instance: Classroom, **kwargs: Any) -> None:
    services.forget_learners(instance.seats.all())
