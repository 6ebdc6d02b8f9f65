"""What tests of more than one app share."""

from collections.abc import Callable, Iterator
from typing import Any

from django.core.management import call_command
from django.db import connection
from django.utils import translation

import pytest

from cms.translation import languages
from tests.api_document import make_document


@pytest.fixture(autouse=True)
def _default_language() -> Iterator[None]:
    """Leave no test in the language of the last page that was asked for."""
    yield
    translation.deactivate()


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


def load_sample() -> None:
    """Load the demo site with a few of its modules."""
    call_command("load_demo", verbosity=0, modules=SAMPLE)


@pytest.fixture(scope="module")
def demo_site(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The demo with a few of its modules, really committed, for all tests of a file."""
    yield from _committed(load_sample, django_db_blocker)


@pytest.fixture(scope="module")
def curriculum(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The whole demo, really committed, for all tests of a file."""
    yield from _committed(
        lambda: call_command("load_demo", verbosity=0), django_db_blocker
    )


def _committed(load: Callable[[], object], blocker: Any) -> Iterator[None]:
    """Fill the database, and leave it as migrations left it."""
    with blocker.unblock():
        before = connection.creation.serialize_db_to_string()
        load()
        languages.offered()
        yield
        call_command(
            "flush",
            verbosity=0,
            interactive=False,
            inhibit_post_migrate=True,
            # What comes back brings its ids; new rows must get others.
            reset_sequences=False,
        )
        connection.creation.deserialize_db_from_string(before)
        languages.offered()
