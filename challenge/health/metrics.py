"""Figures in Prometheus' text format.

All of them are of the site and not of one process: they come from the database and the disk
when a monitor asks, so it does not matter which process of which host answers. How many
requests there are, and how long they take, the proxy knows better: it sees those that reach
no process, too. No label names a learner, a class, an address or what somebody asked for.
"""

import datetime
import os
from collections.abc import Callable, Iterator

from django.conf import settings
from django.db import connection

from prometheus_client import CollectorRegistry
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest
from prometheus_client.registry import Collector

from challenge.days import counting
from challenge.health import readiness
from challenge.limits import proxies
from challenge.upkeep import progress
from challenge.upkeep.models import JobState, Upkeep
from challenge.upkeep.services import notices

CONTENT_TYPE = CONTENT_TYPE_LATEST


def exposition() -> bytes:
    """Return all figures, as ``CONTENT_TYPE`` says; those of the database if it answers."""
    registry = CollectorRegistry(auto_describe=False)
    registry.register(_Site())
    return generate_latest(registry)


class _Site(Collector):
    def collect(self) -> Iterator[Metric]:
        checks = {name: check() for name, check in readiness.checks().items()}
        yield _gauge(
            "cop_ready",
            "1 if a check of /readyz is good.",
            {name: float(is_good) for name, is_good in checks.items()},
            "check",
        )
        yield from _disk()
        if checks["database"] and checks["migrations"]:
            yield from _background()


def _disk() -> Iterator[Metric]:
    free = os.statvfs(settings.DATA_DIR)
    yield GaugeMetricFamily(
        "cop_disk_free_bytes",
        "Free on the disk of DATA_DIR.",
        free.f_bavail * free.f_frsize,
    )
    yield GaugeMetricFamily(
        "cop_disk_size_bytes",
        "Size of the disk of DATA_DIR.",
        free.f_blocks * free.f_frsize,
    )


def _background() -> Iterator[Metric]:
    jobs = {state.name: state for state in JobState.objects.order_by("name")}
    figures: dict[str, tuple[str, Callable[[JobState], float]]] = {
        "last_run_timestamp_seconds": (
            "When a job of the background work ran last.",
            lambda state: _timestamp(state.ran_at),
        ),
        "last_success_timestamp_seconds": (
            "When a job last succeeded; 0 for never.",
            lambda state: _timestamp(state.succeeded_at),
        ),
        "duration_seconds": (
            "How long the last run of a job took.",
            lambda state: state.seconds,
        ),
        "failures": (
            "Failed runs of a job since its last success.",
            lambda state: float(state.failures),
        ),
    }
    for name, (words, value) in figures.items():
        values = {job: value(state) for job, state in jobs.items()}
        yield _gauge(f"cop_job_{name}", words, values, "job_name")
    state = Upkeep.objects.filter(pk=1).first() or Upkeep()
    yield GaugeMetricFamily(
        "cop_attempts_uncounted",
        "Answers not counted yet, at most.",
        progress.uncounted(),
    )
    yield GaugeMetricFamily(
        "cop_counted_day_timestamp_seconds",
        "Midnight (UTC) of the last counted day; 0 before the first.",
        _midnight(counting.last_counted()),
    )
    yield GaugeMetricFamily(
        "cop_retention_day_timestamp_seconds",
        "Midnight (UTC) of the counted day of the last retention; 0 before the first.",
        _midnight(state.swept_on),
    )
    yield GaugeMetricFamily(
        "cop_retention_held_back_rows",
        "Rows that are due and wait for another day or an operator.",
        state.held_back,
    )
    found = dict.fromkeys([*notices(), *proxies.notices()], 1.0)
    yield _gauge("cop_notice", "1 for each notice of /readyz.", found, "notice")
    yield GaugeMetricFamily(
        "cop_database_size_bytes", "Size of the database.", _database_bytes()
    )


def _gauge(name: str, words: str, values: dict[str, float], label: str) -> Metric:
    family = GaugeMetricFamily(name, words, labels=[label])
    for key, value in values.items():
        family.add_metric([key], value)
    return family


def _timestamp(moment: datetime.datetime | None) -> float:
    return moment.timestamp() if moment else 0.0


def _midnight(day: datetime.date | None) -> float:
    if day is None:
        return 0.0
    moment = datetime.datetime(day.year, day.month, day.day, tzinfo=datetime.UTC)
    return moment.timestamp()


def _database_bytes() -> int:
    query = "SELECT pg_database_size(current_database())"
    if connection.vendor == "sqlite":
        query = "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"
    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchone()[0]
