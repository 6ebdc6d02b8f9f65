"""Whole databases, copied in and out of the test database in a moment.

Loading the demo takes as long as hundreds of tests. It is loaded once a run for each kind
of database, whatever the number of workers, and copied to every file of tests that asks.
"""

import fcntl
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.management.color import no_style
from django.db import connection
from django.db.backends.signals import connection_created

from wagtail.models import Site

from psycopg import sql

from cms import languages
from tests.load.server import create_database


def restore(folder: Path, make: Callable[[], object]) -> None:
    """Fill the database from the copy in ``folder``; make the copy if it is not there.

    ``make`` writes the rows of the copy into a database that is as migrations left it. The
    uploaded files that it leaves belong to the copy.
    """
    with one_at_a_time(folder):
        if (folder / "complete").exists():
            load(folder)
            return
        make()
        save(folder)
        (folder / "complete").touch()


def save(folder: Path) -> None:
    """Copy the rows of the database and the uploaded files to ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    if connection.vendor == "sqlite":
        with _sqlite(folder / "database") as copy:
            connection.connection.backup(copy)
    else:
        with connection.cursor() as cursor:
            for table in _tables():
                rows = folder / f"{table}.rows"
                statement = sql.SQL("COPY {} TO STDOUT").format(sql.Identifier(table))
                with cursor.copy(statement) as copy, rows.open("wb") as file:
                    file.writelines(copy)
    if Path(settings.MEDIA_ROOT).exists():
        shutil.copytree(settings.MEDIA_ROOT, folder / "media", dirs_exist_ok=True)


def load(folder: Path) -> None:
    """Put the rows and files of ``folder`` in the place of what the database holds."""
    connection.ensure_connection()
    if connection.vendor == "sqlite":
        with _sqlite(folder / "database") as copy:
            copy.backup(connection.connection)
    else:
        _load_postgres(folder)
    if (folder / "media").exists():
        shutil.copytree(folder / "media", settings.MEDIA_ROOT, dirs_exist_ok=True)
    ContentType.objects.clear_cache()
    Site.clear_site_root_paths_cache()
    languages.offered()


def save_migrated(folder: Path, name: str) -> None:
    """Copy the database that migrations have just made to ``folder``.

    PostgreSQL copies it to a database called ``name`` instead.
    """
    connection.ensure_connection()
    folder.mkdir(parents=True)
    if connection.vendor == "sqlite":
        with _sqlite(folder / "database") as copy:
            connection.connection.backup(copy)
    else:
        config = connection.settings_dict
        # Nobody may be connected to what is copied.
        connection.close()
        create_database(config, name, config["NAME"])


def fill_when_opened(folder: Path) -> None:
    """Fill SQLite's test database from ``folder`` as soon as Django opens it."""

    def fill(connection: Any, **_signal: Any) -> None:
        connection_created.disconnect(fill)
        with _sqlite(folder / "database") as copy:
            copy.backup(connection.connection)

    connection_created.connect(fill, weak=False)


@contextmanager
def one_at_a_time(folder: Path) -> Iterator[None]:
    """Let one worker make what goes into ``folder`` while the others wait for it."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@contextmanager
def _sqlite(path: Path) -> Iterator[sqlite3.Connection]:
    copy = sqlite3.connect(path)
    try:
        yield copy
    finally:
        copy.close()


def _tables() -> list[str]:
    return sorted(connection.introspection.table_names())


def _load_postgres(folder: Path) -> None:
    tables = {name: sql.Identifier(name) for name in _tables()}
    models = apps.get_models(include_auto_created=True)
    with connection.cursor() as cursor:
        # Pages and revisions refer to each other: check no key on the way.
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(
            sql.SQL("TRUNCATE {}").format(sql.SQL(", ").join(tables.values()))
        )
        for name, table in tables.items():
            rows = (folder / f"{name}.rows").read_bytes()
            with cursor.copy(sql.SQL("COPY {} FROM STDIN").format(table)) as copy:
                copy.write(rows)
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)
        cursor.execute("SET session_replication_role = DEFAULT")
