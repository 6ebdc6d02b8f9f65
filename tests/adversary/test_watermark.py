"""Answers that are committed late, and out of order: each is counted, and counted once."""

import threading
from collections import Counter
from contextlib import ExitStack
from unittest import mock

from django.db import connection, connections

import psycopg
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from challenge.learners.models import today
from challenge.learners.tokens import token_digests
from challenge.models import Attempt, Tally, Watermark
from challenge.progress import intake, store, tallies
from challenge.progress.sql import ATTEMPT_COLUMNS
from cms import memory
from cms.publications.answer_keys import answer_keys
from tests.adversary import rounds
from tests.challenge import factories
from tests.challenge.content import MODULE, VERSION, attempt

ITEM = "q-choice"


@pytest.fixture
def committed(transactional_db):
    """A database of which other connections see everything."""
    if connection.vendor == "sqlite":
        pytest.skip("SQLite's writers come one after another.")
    memory.forget()
    factories.publish()


def connect():
    config = connection.get_connection_params()
    wanted = {name: config[name] for name in ("dbname", "user", "host", "port")}
    return psycopg.connect(**{key: value for key, value in wanted.items() if value})


def insert(database, uid):
    database.execute(
        f"INSERT INTO challenge_attempt ({ATTEMPT_COLUMNS}) VALUES (%s, %s, %s, %s, %s,"
        " 'practice', '{\"choices\": [\"tell\"]}', 1, 1, now())",
        (uid, 1, MODULE, VERSION, ITEM),
    )


def counted():
    return sum(Tally.objects.filter(answer="").values_list("n", flat=True))


WRITERS = 3
moves = st.lists(
    st.tuples(
        st.sampled_from(["insert", "insert", "commit", "rollback", "roll up"]),
        st.integers(0, WRITERS - 1),
    ),
    min_size=8,
    max_size=40,
)


@settings(
    max_examples=rounds(40, 1000),
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
# The first answer is committed after the second was counted.
@example(order=[("insert", 0), ("insert", 1), ("commit", 1), ("roll up", 0)])
@given(order=moves)
def test_whatever_the_order_of_commits_each_answer_counts_once(committed, order):
    for model in (Attempt, Tally, Watermark):
        model.objects.all().delete()
    number = 0
    with ExitStack() as stack:
        databases = [stack.enter_context(connect()) for _ in range(WRITERS)]
        stack.enter_context(mock.patch.object(tallies, "PATIENCE_SECONDS", 0))
        with connection.cursor() as cursor:
            # A roll-up that waited for a writer would wait for ever: all is one thread.
            cursor.execute("SET lock_timeout = '2s'")
        for move, which in order:
            if move == "insert":
                number += 1
                insert(databases[which], f"{number:032x}")
            elif move == "roll up":
                tallies.roll_up()
                assert counted() <= Attempt.objects.count()
            else:
                getattr(databases[which], move)()
        for database in reversed(databases):
            database.commit()
    tallies.roll_up()
    assert counted() == Attempt.objects.count()


def test_a_roll_up_holds_up_no_answer(committed):
    with connect() as slow, connect() as other:
        insert(other, f"{3:032x}")
        other.commit()
        insert(slow, f"{1:032x}")
        waiting = threading.Event()

        def look():
            waiting.set()
            return writers()

        writers = tallies._writers
        with mock.patch.object(tallies, "_writers", look):
            thread = threading.Thread(target=in_a_thread, args=(tallies.roll_up,))
            thread.start()
            assert waiting.wait(30)
            # The roll-up waits for the first; the next answer waits for nobody.
            other.execute("SET lock_timeout = '1s'")
            insert(other, f"{2:032x}")
            other.commit()
            slow.commit()
            thread.join(30)
    tallies.roll_up()
    assert counted() == 3


def test_many_record_while_two_roll_up(committed, figure, settings):
    # They answer one question more often than a child does in a day.
    settings.ANSWERS_PER_QUESTION_A_DAY = settings.ANSWERS_A_DAY = 1_000_000
    keys = answer_keys({VERSION})
    tokens = [factories.new_learner()[1] for _ in range(6)]
    done = threading.Event()

    def play(token):
        for _ in range(rounds(15, 300)):
            sent = [intake.SentAttempt(**attempt(ITEM)) for _ in range(3)]
            answers = [intake.judge(each, keys) for each in sent]
            store.record(token_digests(token), answers, [], keys, today())

    def roll_up():
        while not done.is_set():
            tallies.roll_up()

    players = [
        threading.Thread(target=in_a_thread, args=(play, token)) for token in tokens
    ]
    counters = [threading.Thread(target=in_a_thread, args=(roll_up,)) for _ in range(2)]
    for thread in [*players, *counters]:
        thread.start()
    for thread in players:
        thread.join(300)
    done.set()
    for thread in counters:
        thread.join(60)
    tallies.roll_up()
    items = Counter(Attempt.objects.values_list("item", flat=True))
    assert items[ITEM] == 6 * 3 * rounds(15, 300)
    assert counted() == items[ITEM]
    figure("answers of six writers counted by two roll-ups", f"{counted():,} once each")


def in_a_thread(act, *arguments):
    try:
        act(*arguments)
    finally:
        connections.close_all()
