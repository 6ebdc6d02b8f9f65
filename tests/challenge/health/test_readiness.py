import errno
from unittest import mock

from django.db import OperationalError, connection, connections
from django.db.migrations.recorder import MigrationRecorder

import pytest

from challenge.health import readiness


def test_a_living_process_says_so_without_a_query(client):
    assert client.get("/healthz").status_code == 200


@pytest.mark.django_db
def test_ready_when_all_is_good(client):
    response = client.get("/readyz")
    assert response.status_code == 200
    assert response.json() == {
        "status": "ok",
        "background": {"rollup_lag_seconds": None, "last_retention_day": None},
    }
    assert "no-cache" in response["Cache-Control"]


@pytest.mark.django_db
def test_a_missing_migration_is_named(client):
    MigrationRecorder(connection).record_unapplied("challenge", _newest("challenge"))
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["failing"] == ["migrations"]


@pytest.mark.django_db
def test_a_database_that_is_away_is_named(client, monkeypatch):
    def away(*args, **kwargs):
        raise OperationalError("gone")

    monkeypatch.setattr(connections["default"], "cursor", away)
    response = client.get("/readyz")
    assert response.status_code == 503
    assert "database" in response.json()["failing"]


@pytest.mark.django_db
def test_a_cache_that_forgets_is_named(client, monkeypatch):
    monkeypatch.setattr(readiness.cache, "get", lambda key: None)
    assert client.get("/readyz").json()["failing"] == ["cache"]


def _newest(app):
    return next(name for label, name in readiness._newest_migrations() if label == app)


@pytest.mark.django_db
def test_a_disk_with_little_room_is_named(client, monkeypatch):
    free = mock.Mock(f_bavail=1, f_frsize=4096)
    monkeypatch.setattr(readiness.os, "statvfs", lambda folder: free)

    assert client.get("/readyz").json()["failing"] == ["disk"]


@pytest.mark.django_db
def test_a_disk_that_takes_no_file_is_named(client, monkeypatch):
    def full(*args, **kwargs):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(readiness.tempfile, "TemporaryFile", full)
    answer = client.get("/readyz")

    assert answer.status_code == 503
    assert answer.json()["failing"] == ["disk"]


@pytest.mark.django_db
def test_a_database_that_only_reads_is_named(client):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite's file is on the disk that is looked at anyway.")
    with connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION READ ONLY")

    assert client.get("/readyz").json()["failing"] == ["database"]
