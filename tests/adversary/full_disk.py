"""Fill the disk of ``DATA_DIR``, forget learners on it, and print what became of them.

Run as ``python -m tests.adversary.full_disk <learners>`` on a small disk of its own.
"""

import json
import sys

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import OperationalError  # noqa: E402
from django.test import Client  # noqa: E402

from challenge.learners import services  # noqa: E402
from challenge.models import Learner  # noqa: E402
from challenge.storage import reserve  # noqa: E402


def fill_disk() -> None:
    """Leave no byte free."""
    with open(settings.DATA_DIR / "fill", "ab", buffering=0) as file:
        for size in (1 << 20, 4096, 1):
            try:
                while file.write(bytes(size)):
                    pass
            except OSError:
                continue


def write_until_full() -> int:
    """Return how many learners could still be stored."""
    stored = 0
    while True:
        try:
            services.create(locale="en")
        except OperationalError:
            return stored
        stored += 1


def main(learners: int) -> None:
    """Forget so many learners while others go on trying to write."""
    call_command("migrate", verbosity=0)
    reserve.keep()
    tokens = [services.create(locale="en")[1] for _ in range(learners)]
    fill_disk()
    others = write_until_full()
    browser = Client(raise_request_exception=False)
    answers = []
    for token in tokens:
        headers = {"authorization": f"Bearer {token}"}
        answers.append(browser.delete("/api/v1/learners/me/", headers=headers))
        others += write_until_full()
        if len(answers) % 50 == 0:
            fill_disk()
    refused = [answer for answer in answers if answer.status_code != 204]
    done = {
        "forgotten": len(answers) - len(refused),
        "left": Learner.objects.count() - others,
        "refused": [answer.status_code for answer in refused],
        "ready": browser.get("/readyz").status_code,
    }
    print(json.dumps(done))


if __name__ == "__main__":
    main(int(sys.argv[1]))
