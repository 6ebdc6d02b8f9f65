"""What tests of more than one app share."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.utils import translation

import pytest

from challenge.days import clock
from cms.translation import languages
from tests import snapshots as database
from tests.api_document import make_document


@pytest.fixture(autouse=True)
def _default_language() -> Iterator[None]:
    """Leave no test in the language of the last page that was asked for."""
    yield
    translation.deactivate()


@pytest.fixture(autouse=True)
def _no_day_is_counted_yet() -> None:
    """Begin each test without a counted day, and without the query that would ask for it."""
    clock._floor, clock._read_at = None, time.monotonic()


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_setup: None, django_db_blocker: Any
) -> None:  # pytest-django's own, and then the languages that every page asks for
    with django_db_blocker.unblock():
        languages.offered()


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    """Give the OpenAPI document."""
    return make_document()


# A module of each track and band, with every kind of step: enough for what is no test of words.
SAMPLE = (
    "e1-ground",
    "p2-tell",
    "t1-0810-circles",
    "t12-0507-hand",
    "t4-1113-storm",
    "t5-0810-hooks",
    "t6-1417-clip",
)


def load_curriculum() -> None:
    """Load the demo site with all of its modules."""
    call_command("load_demo", verbosity=0)


def load_sample() -> None:
    """Load the demo site with a few of its modules."""
    call_command("load_demo", verbosity=0, modules=SAMPLE)


@pytest.fixture(scope="session")
def snapshots(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The folder of database copies that all workers of this run share."""
    base = tmp_path_factory.getbasetemp()
    return (base if worker_id == "master" else base.parent) / "snapshots"


@pytest.fixture(scope="module")
def demo_site(
    django_db_setup: None, django_db_blocker: Any, snapshots: Path
) -> Iterator[None]:
    """The demo with a few of its modules, really committed, for all tests of a file."""
    yield from _committed(snapshots / "sample", load_sample, django_db_blocker)


@pytest.fixture(scope="module")
def curriculum(
    django_db_setup: None, django_db_blocker: Any, snapshots: Path
) -> Iterator[None]:
    """The whole demo, really committed, for all tests of a file."""
    yield from _committed(snapshots / "curriculum", load_curriculum, django_db_blocker)


def _committed(copy: Path, make: Callable[[], object], blocker: Any) -> Iterator[None]:
    """Fill the database from a copy, and leave it as migrations left it."""
    with blocker.unblock():
        database.restore(copy.with_name("empty"), lambda: None)
        database.restore(copy, make)
        yield
        database.restore(copy.with_name("empty"), lambda: None)
