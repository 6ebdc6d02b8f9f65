"""What tests of more than one app share."""

import shutil
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import TransactionTestCase
from django.utils import translation

import psycopg
import pytest

from challenge.days import clock
from cms import languages
from tests import snapshots as database
from tests.api_document import make_document
from tests.load.server import (
    Server,
    database_url,
    drop_database,
    postgres_database,
)

LEFT_OUT = pytest.StashKey[int]()
# The name of the PostgreSQL database that those of all workers are copies of.
TEMPLATE = pytest.StashKey[str]()
# The folder of what migrations made, among the snapshots.
MIGRATED = "migrated"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Offer to run only what may end otherwise on another kind of database."""
    parser.addoption(
        "--database-tests-only",
        action="store_true",
        help="leave out tests that use no database, and those marked any_database",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Name the database that all workers of this run copy."""
    told = getattr(config, "workerinput", {}).get("template")
    config.stash[TEMPLATE] = told or f"cop_migrated_{uuid.uuid4().hex}"


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Tell it to a worker."""
    node.workerinput["template"] = node.config.stash[TEMPLATE]


def pytest_unconfigure(config: pytest.Config) -> None:
    """Remove it, once every worker has ended."""
    if not hasattr(config, "workerinput") and connection.vendor == "postgresql":
        with suppress(psycopg.OperationalError):
            drop_database(settings.DATABASES["default"], config.stash[TEMPLATE])


def depends_on_database(item: pytest.Item) -> bool:
    """Return whether another kind of database could make a difference to a test.

    A test marked ``slow`` starts servers, which use the database of the tests.
    """
    if item.get_closest_marker("any_database"):
        return False
    if item.get_closest_marker("django_db") or item.get_closest_marker("slow"):
        return True
    kind = getattr(item, "cls", None)
    if kind and issubclass(kind, TransactionTestCase):
        return True
    fixtures = getattr(item, "fixturenames", ())
    reaching = {"db", "transactional_db", "django_db_setup", "migrated"}
    return not reaching.isdisjoint(fixtures)


def pytest_collection_modifyitems(
    config: pytest.Config, items: list[pytest.Item]
) -> None:
    """Begin with what takes longest; leave out what ``--database-tests-only`` does not want."""
    # Else one worker would still load all modules when the others have nothing left to do.
    items.sort(key=lambda item: "curriculum" not in getattr(item, "fixturenames", ()))
    if not config.getoption("database_tests_only"):
        return
    left_out = [item for item in items if not depends_on_database(item)]
    items[:] = [item for item in items if depends_on_database(item)]
    config.hook.pytest_deselected(items=left_out)
    config.stash[LEFT_OUT] = len(left_out)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Tell the process that started this worker how many tests were left out."""
    output = getattr(session.config, "workeroutput", None)
    if output is not None:
        output["left_out"] = session.config.stash.get(LEFT_OUT, 0)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Hear it from a worker; each leaves out the same."""
    node.config.stash[LEFT_OUT] = getattr(node, "workeroutput", {}).get("left_out", 0)


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Print how many tests were left out."""
    if count := config.stash.get(LEFT_OUT, 0):
        terminalreporter.write_line(
            f"{count} tests left out: no database, or any, is the same to them"
        )


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
def snapshots(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The folder of database copies that all workers of this run share."""
    base = tmp_path_factory.getbasetemp()
    return (base if worker_id == "master" else base.parent) / "snapshots"


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings: None, snapshots: Path, pytestconfig: pytest.Config
) -> Iterator[Callable[[], None]]:
    """Let one worker migrate, and let the others begin with a copy of what that makes.

    Migrations take as long as hundreds of tests. Return what lets the others go on.
    """
    with ExitStack() as stack:
        stack.enter_context(database.one_at_a_time(snapshots / MIGRATED))
        if (snapshots / MIGRATED).exists():
            if connection.vendor == "sqlite":
                database.fill_when_opened(snapshots / MIGRATED)
            else:
                name = pytestconfig.stash[TEMPLATE]
                connection.settings_dict["TEST"]["TEMPLATE"] = name
            stack.close()
        yield stack.close


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_modify_db_settings: Callable[[], None],
    django_db_setup: None,
    django_db_blocker: Any,
    snapshots: Path,
    pytestconfig: pytest.Config,
) -> None:
    """Migrate as pytest-django does, keep a copy, and read the languages of every page."""
    with django_db_blocker.unblock():
        if not (snapshots / MIGRATED).exists():
            database.save_migrated(snapshots / MIGRATED, pytestconfig.stash[TEMPLATE])
        django_db_modify_db_settings()
        languages.offered()


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    """Return the OpenAPI document."""
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
def migrated(
    django_db_setup: None, snapshots: Path, pytestconfig: pytest.Config
) -> str:
    """The URL of a database as migrations leave it, of the kind that the tests use."""
    if connection.vendor == "sqlite":
        return f"sqlite:///{snapshots / MIGRATED / 'database'}"
    return database_url(settings.DATABASES["default"], pytestconfig.stash[TEMPLATE])


@pytest.fixture(scope="module")
def new_server(
    migrated: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[..., Server]]:
    """Make servers with a migrated database of their own; end them after the file."""
    config = settings.DATABASES["default"]
    with ExitStack() as stack:

        def make(**options: Any) -> Server:
            data, url = tmp_path_factory.mktemp("server"), ""
            if connection.vendor != "sqlite":
                url = stack.enter_context(postgres_database(config, migrated))
            server = Server(data, database_url=url, **options)
            if not url:
                shutil.copy(migrated.removeprefix("sqlite:///"), server.database)
            stack.callback(server.kill)
            return server

        yield make


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
