"""Anybody can make learners and have them forgotten: it must not cost a scan of all answers.

Figures of the long form are at 5 million attempts, those of ``make test`` at 100,000.
"""

import datetime
import json
import time

from django.db import connection
from django.test.utils import CaptureQueriesContext

import pytest

from challenge.learners import services
from challenge.learners.models import today
from challenge.models import Attempt
from challenge.progress import handing_in, tallies
from challenge.progress.sql import ATTEMPT_COLUMNS
from cms import memory
from tests.adversary import IS_LONG, rounds
from tests.challenge import factories
from tests.challenge.conftest import Device
from tests.challenge.content import MODULE, VERSION, attempt

OTHERS = rounds(100_000, 5_000_000)
LEARNERS = OTHERS // 100
# What one erasure may take, in seconds; asserted in the long form, on a machine of its own.
MOST_SECONDS = 0.05


def fill(attempts):
    """Store attempts of many learners who are nobody, in order of their days."""
    if connection.vendor == "sqlite":
        numbers = (
            f"(WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
            f" WHERE i < {attempts}) SELECT i FROM n) AS n"
        )
        uid = "lower(hex(randomblob(16)))"
        day = f"date('{today()}', (i * 28 / {attempts} - 28) || ' days')"
    else:
        numbers = f"generate_series(1::bigint, {attempts}) AS n(i)"
        uid = "gen_random_uuid()"
        day = f"DATE '{today()}' + (i * 28 / {attempts} - 28)::int"
    response = json.dumps({"choices": ["tell"]})
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO challenge_attempt ({ATTEMPT_COLUMNS})"
            f" SELECT {uid}, 1000000 + i * 7919 % {LEARNERS}, '{MODULE}', '{VERSION}',"
            f" 'q-choice', 'practice', '{response}', 1, 1, {day} FROM {numbers}"
        )
        cursor.execute("ANALYZE challenge_attempt")


def plans_of(queries):
    """Return how the database finds the attempts that these statements name."""
    plans = []
    for query in queries:
        statement = query["sql"]
        begins = statement.split()[0]
        if (
            begins in {"SELECT", "UPDATE", "DELETE"}
            and "challenge_attempt" in statement
        ):
            explain = "QUERY PLAN " if connection.vendor == "sqlite" else ""
            with connection.cursor() as cursor:
                cursor.execute(f"EXPLAIN {explain}{statement.replace('%', '%%')}")
                rows = [str(row[-1]) for row in cursor.fetchall()]
            plans.append((statement, "\n".join(rows)))
    return plans


def scans(plan):
    """Return whether a plan reads the whole table."""
    return "SCAN challenge_attempt" in plan.replace('"', "") or (
        "Seq Scan on challenge_attempt" in plan
    )


@pytest.fixture
def crowd(db):
    """A table of attempts as large as a country's in a day, or a month."""
    memory.forget()
    factories.publish()
    fill(OTHERS)


def test_a_learner_is_erased_without_a_scan(crowd, figure):
    seconds, plans = [], []
    for _ in range(5):
        learner, token = factories.new_learner()
        Device(token).answer(*(attempt("q-choice") for _ in range(40)))
        tallies.hold_watermark()
        tallies.Watermark.objects.update(seq=Attempt.objects.order_by("-seq")[0].seq)
        with CaptureQueriesContext(connection) as asked:
            begun = time.perf_counter()
            services.forget([learner.pk])
            seconds.append(time.perf_counter() - begun)
        assert not Attempt.objects.filter(learner_id=learner.pk).exists()
        plans += plans_of(asked.captured_queries)
    assert plans
    assert [plan for plan in plans if scans(plan[1])] == []
    figure(
        f"one learner of {OTHERS:,} attempts erased", f"{min(seconds) * 1000:.1f} ms"
    )
    found = next(line for line in plans[0][1].splitlines() if "learner" in line)
    figure("how its attempts are found", found.strip())
    assert not IS_LONG or min(seconds) < MOST_SECONDS


def test_what_a_learner_handed_in_is_found_without_a_scan(crowd, figure):
    learner, token = factories.new_learner()
    Device(token).answer(attempt("c-pre"), *(attempt("q-choice") for _ in range(20)))
    begun = time.perf_counter()
    with CaptureQueriesContext(connection) as asked:
        result = handing_in.hand_in(learner.pk, MODULE, VERSION, "pre")
    assert result.score == 1
    figure("a form handed in", f"{(time.perf_counter() - begun) * 1000:.1f} ms")
    assert not any(scans(plan) for _, plan in plans_of(asked.captured_queries))


def test_old_attempts_are_folded_without_a_scan(crowd, figure):
    tallies.hold_watermark()
    tallies.Watermark.objects.update(seq=Attempt.objects.order_by("-seq")[0].seq)
    before = today() - datetime.timedelta(days=27)
    seconds, plans = [], []
    for _ in range(5):
        with CaptureQueriesContext(connection) as asked:
            begun = time.perf_counter()
            assert tallies.fold(before, 500) == 500
            seconds.append(time.perf_counter() - begun)
        plans += plans_of(asked.captured_queries)
    assert plans
    assert [plan for plan in plans if scans(plan[1])] == []
    figure(f"500 of {OTHERS:,} attempts folded", f"{min(seconds) * 1000:.1f} ms")
    assert not IS_LONG or min(seconds) < MOST_SECONDS
