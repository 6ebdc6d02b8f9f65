"""``manage.py forget``."""

from typing import Any

from django.core.management.base import BaseCommand

from challenge.classrooms import retention as classrooms
from challenge.progress import retention


class Command(BaseCommand):
    """Do now what the server does once a day: let the old go."""

    help = (
        "Fold attempts into tallies, erase idle learners past their time, and end classes"
        " whose year is over."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Forget and say how many of each."""
        attempts, learners = retention.forget_the_old()
        classes = classrooms.end_the_old()
        self.stdout.write(
            f"Folded {attempts} attempts, erased {learners} learners,"
            f" ended {classes} classes."
        )
