from django.db import OperationalError, connection, connections
from django.db.migrations.recorder import MigrationRecorder

import pytest

from challenge.health import views


def test_a_living_process_says_so_without_a_query(client):
    assert client.get("/healthz").status_code == 200


@pytest.mark.django_db
def test_ready_when_all_is_good(client):
    response = client.get("/readyz")
    assert (response.status_code, response.json()) == (200, {"status": "ok"})
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
    monkeypatch.setattr(views.cache, "get", lambda key: None)
    assert client.get("/readyz").json()["failing"] == ["cache"]


def _newest(app):
    return next(name for label, name in views._newest_migrations() if label == app)
