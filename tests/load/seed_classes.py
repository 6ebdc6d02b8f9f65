"""Put classes into the database; print what a load needs of them as JSON.

``python -m tests.load.seed_classes together 40`` gives a class of 40 who have joined and a
module with questions for all of them; ``played 30 60`` gives classes that have played ten
modules; ``others 10000`` adds that many other classes, each with one learner, to those that
were added before.
"""

import json
import sys
from collections.abc import Callable
from typing import Any

import django

MODULES = 10
CHUNK = 2000


def together(size: int) -> dict[str, Any]:
    """Make a class that answers at the same moment."""
    from tests.challenge.classrooms.class_mode import making

    making.publish()
    classroom = making.new_class(size=size)
    tokens = [token for _learner, token in making.seated(classroom, size)]
    seats = [str(uid) for uid in classroom.seats.values_list("uid", flat=True)]
    return _desk(classroom) | {
        "tokens": tokens,
        "seats": seats,
        "module": making.MODULE,
        "version": making.VERSION,
        "items": [making.QUESTION, making.CHECK],
        "options": list(making.OPTIONS),
    }


def played(*sizes: int) -> list[dict[str, Any]]:
    """Make classes whose pupils have all answered every question of ten modules."""
    from challenge.progress import tallies
    from tests.challenge import factories
    from tests.challenge.classrooms.class_mode import making
    from tests.challenge.conftest import Device
    from tests.challenge.content import ITEMS, RIGHT, WRONG, attempt

    modules = {f"bench-{number}": f"{number:064d}" for number in range(MODULES)}
    for module, version in modules.items():
        factories.publish(module, version)
    found = []
    for size in sizes:
        educator = factories.new_educator(f"class-of-{size}")
        classroom = factories.new_class(educator, size=size)
        for module in modules:
            classroom.assignments.create(module=module)
        for number, (_learner, token) in enumerate(making.seated(classroom, size)):
            device = Device(token)
            device.answer(
                *(
                    attempt(
                        item,
                        (WRONG if number % 3 else RIGHT)[item],
                        module=module,
                        version=version,
                    )
                    for module, version in modules.items()
                    for item in ITEMS
                )
            )
        found.append(_desk(classroom) | {"size": size})
    tallies.roll_up()
    return found


def others(count: int) -> int:
    """Add classes of others, with all that a report reads; give how many there are."""
    from challenge.classrooms.models import Assignment, Classroom, Seat
    from challenge.classrooms.reports.models import ClassTally
    from challenge.learners.models import Learner, today
    from challenge.progress.models import Phase, Progress
    from tests.challenge import factories

    modules = [(f"bench-{number}", f"{number:064d}") for number in range(MODULES)]
    educator = factories.new_educator(f"others-{count}")
    before = Classroom.objects.count()
    for start in range(before, before + count, CHUNK):
        numbers = range(start, min(start + CHUNK, before + count))
        classrooms = Classroom.objects.bulk_create(
            Classroom(
                educator=educator,
                name="other",
                play_name="merry-lagoon",
                band="8-10",
                locale="en",
                size=1,
                code=f"{number:08d}",
                ends_on=today(),
            )
            for number in numbers
        )
        learners = Learner.objects.bulk_create(
            Learner(token_digest=f"{number:064d}", band="8-10", locale="en")
            for number in numbers
        )
        pairs = list(zip(classrooms, learners, strict=True))
        Seat.objects.bulk_create(
            Seat(classroom=room, learner_id=learner.pk, label="calm-otter")
            for room, learner in pairs
        )
        Assignment.objects.bulk_create(
            Assignment(classroom=room, module=module)
            for room in classrooms
            for module, _ in modules
        )
        Progress.objects.bulk_create(
            Progress(learner_id=learner.pk, module=module, updated_on=today())
            for learner in learners
            for module, _ in modules
        )
        ClassTally.objects.bulk_create(
            ClassTally(
                classroom=room,
                module=module,
                version=version,
                item="q-choice",
                phase=Phase.PRACTICE,
                n=1,
            )
            for room in classrooms
            for module, version in modules
        )
    return Classroom.objects.count() - before


def _desk(classroom: Any) -> dict[str, str]:
    """Return where a class is, and the session of its educator."""
    from django.conf import settings
    from django.test import Client

    browser = Client()
    browser.force_login(classroom.educator)
    return {
        "path": f"/api/v1/classes/{classroom.uid}/",
        "session": browser.cookies[settings.SESSION_COOKIE_NAME].value,
    }


def main() -> None:
    """Seed the database that the settings name."""
    django.setup()
    makers: dict[str, Callable[..., object]] = {
        maker.__name__: maker for maker in (together, played, others)
    }
    made = makers[sys.argv[1]](*map(int, sys.argv[2:]))
    sys.stdout.write(json.dumps(made))


if __name__ == "__main__":
    main()
