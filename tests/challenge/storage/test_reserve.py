"""Room that is kept for forgetting children on a full disk."""

import os

from django.db import OperationalError, connection

import pytest

from challenge.learners import services
from challenge.models import Learner
from challenge.storage import reserve
from tests.challenge import factories
from tests.challenge.conftest import Device

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _only_on_sqlite(settings, tmp_path):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL's disk is another's to look after.")
    settings.DATA_DIR = tmp_path


@pytest.fixture
def full_disk(monkeypatch):
    """A disk on which nothing fits but what the reserve makes way for."""
    erase = services._erase

    def as_the_disk_allows(learner_ids):
        if reserve._size():
            raise OperationalError("database or disk is full")
        erase(learner_ids)

    monkeypatch.setattr(services, "_erase", as_the_disk_allows)


def test_a_child_is_forgotten_on_a_full_disk_and_so_is_the_next(full_disk):
    reserve.keep()
    for _ in range(2):
        learner, token = factories.new_learner()

        assert Device(token).send("DELETE", "learners/me/").status_code == 204
        assert not Learner.objects.filter(pk=learner.pk).exists()
        assert reserve._size() == reserve.SIZE


def test_nothing_else_is_written_until_the_disk_has_room_again(
    full_disk, monkeypatch, tmp_path
):
    reserve.keep()
    _learner, token = factories.new_learner()
    monkeypatch.setattr(reserve, "LEAST_FREE", 1 << 62)
    # Another program took what the erasure left.
    Device(token).send("DELETE", "learners/me/")
    os.truncate(tmp_path / reserve.FILE, 4096)

    refused = Device().send("POST", "learners/", {"locale": "en"})
    assert refused.status_code == 503

    monkeypatch.setattr(reserve, "LEAST_FREE", 0)
    allowed = Device().send("POST", "learners/", {"locale": "en"})
    assert allowed.status_code == 201
    assert reserve._size() == reserve.SIZE


def test_without_a_reserve_the_answer_says_when_to_come_back(monkeypatch):
    def full(learner_ids):
        raise OperationalError("database or disk is full")

    monkeypatch.setattr(services, "_erase", full)
    learner, token = factories.new_learner()
    answer = Device(token).send("DELETE", "learners/me/")

    assert answer.status_code == 503
    assert int(answer["Retry-After"]) > 0
    assert Learner.objects.filter(pk=learner.pk).exists()


def test_a_small_disk_is_not_filled_by_the_reserve(monkeypatch):
    monkeypatch.setattr(reserve, "LEAST_FREE", 1 << 62)

    reserve.keep()

    assert reserve._size() is None


def test_a_day_that_cannot_be_noted_keeps_nobody_from_reading(monkeypatch):
    _learner, token = factories.new_learner()
    Learner.objects.update(seen_on="2020-01-01")

    def full():
        raise OperationalError("database or disk is full")

    monkeypatch.setattr(services, "write_lock", full)

    assert Device(token).me()["modules"] == []
