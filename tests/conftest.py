"""What tests of more than one app share."""

from collections.abc import Iterator
from typing import Any

from django.core.management import call_command
from django.db import connection
from django.utils import translation

import pytest

from cms.translation import languages


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
def demo_site(django_db_setup: None, django_db_blocker: object) -> Iterator[None]:
    """The demo content in English and Arabic, really committed, for all tests of a file.

    Afterwards the database is what migrations left.
    """
    with django_db_blocker.unblock():
        before = connection.creation.serialize_db_to_string()
        call_command("load_demo", verbosity=0)
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
