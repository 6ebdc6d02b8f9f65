"""Attacks that once kept children out of their class, or off their card, for hours.

Against a real server with two processes, each of which counts by itself. The attacker
comes from several addresses; the innocent come from others, or from the same school.
"""

import http.client
import itertools
import json
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.adversary import IS_LONG, rounds
from tests.challenge.classrooms.conftest import unknown_codes
from tests.load.server import HOST, Server

pytestmark = pytest.mark.slow

SENDERS = 16
SCHOOLS = [f"203.0.113.{number}" for number in range(5)]
ATTACKERS = [f"198.51.100.{number}" for number in range(20)]
# A script that floods the server for half a minute, or in the short form a small one.
NEW_LEARNERS = rounds(402, 6002)
LIMITS = "" if IS_LONG else "new-learner=200/1"
# The longest that a child may be asked to wait once an attack is over, in seconds.
PATIENCE = 5
_MAKE = """
import json, django
django.setup()
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client
from challenge.learners import services
from tests.challenge import factories
educator = factories.new_educator()
browser = Client()
browser.force_login(educator)
rooms = [factories.new_class(educator, size=30) for _ in range(5)]
learner, _ = services.create(locale="en")
print(json.dumps({
    "session": browser.cookies["sessionid"].value,
    "card": services.give_card(learner),
    "classes": [
        {"id": str(room.uid), "code": room.code, "seats": [
            {"seat": str(seat.uid), "pictures": seat.pictures}
            for seat in room.seats.all()]}
        for room in rooms],
}))
"""


class Site:
    """A server, and what is in its database."""

    def __init__(self, server: Server, made: dict[str, Any]) -> None:
        self.server = server
        self.session = made["session"]
        self.card = made["card"]
        self.classes = made["classes"]
        self._local = threading.local()

    def send(
        self, path: str, body: dict[str, Any], address: str
    ) -> tuple[int, dict[str, str]]:
        """Post JSON from an address; return the status and the headers."""
        headers = {"Content-Type": "application/json", "X-Forwarded-For": address}
        return self._call("POST", path, json.dumps(body), headers)

    def look_at_class(self, number: int, address: str) -> None:
        """Let the educator look at a class, by each process of the server."""
        headers = {"Cookie": f"sessionid={self.session}", "X-Forwarded-For": address}
        path = f"classes/{self.classes[number]['id']}/"
        for _ in range(24):
            self.reconnect()
            assert self._call("GET", path, None, headers)[0] == 200

    def reconnect(self) -> None:
        """Begin a new connection, which any of the server's processes may take."""
        self._local = threading.local()

    def flood(self, path: str, bodies: list[dict], addresses: list[str]) -> Counter:
        """Post as fast as the server takes it; return how many got which status."""

        def post(numbered):
            number, body = numbered
            return self.send(path, body, addresses[number % len(addresses)])[0]

        with ThreadPoolExecutor(SENDERS) as pool:
            return Counter(pool.map(post, enumerate(bodies)))

    def _call(
        self, method: str, path: str, body: str | None, headers: dict[str, str]
    ) -> tuple[int, dict[str, str]]:
        connection = getattr(self._local, "connection", None)
        if connection is None:
            connection = http.client.HTTPConnection(HOST, self.server.port, timeout=60)
            self._local.connection = connection
        try:
            connection.request(method, f"/api/v1/{path}", body, headers)
            response = connection.getresponse()
            response.read()
        except (http.client.HTTPException, OSError):
            # Kept alive, and closed by the server in between.
            self._local.connection = None
            return self._call(method, path, body, headers)
        found = {name.lower(): value for name, value in response.getheaders()}
        return response.status, found


@pytest.fixture(scope="module")
def site(new_server):
    """A server on the kind of database that the tests use; each test has its own school."""
    server = new_server(NUM_PROXIES="1", LIMITS=LIMITS)
    made = json.loads(server.run("-c", _MAKE).splitlines()[-1])
    with server:
        yield Site(server, made)


def test_wrong_codes_from_four_addresses_keep_nobody_out(site, figure):
    began = time.monotonic()
    codes = [{"code": code} for code in unknown_codes(200)]
    statuses = site.flood("classes/open/", codes, ATTACKERS[:4])
    figure(
        f"200 wrong codes in {time.monotonic() - began:.1f} s from 4 addresses",
        dict(statuses),
    )

    served = Counter()
    for classroom in site.classes[:2]:
        body = {"code": classroom["code"]}
        served[site.send("classes/open/", body, SCHOOLS[0])[0]] += 1
        for seat in classroom["seats"][: rounds(10, 30)]:
            site.reconnect()
            served[site.send("classes/join/", body | seat, SCHOOLS[0])[0]] += 1
    figure("innocent pupils of a school after that", dict(served))

    assert set(served) == {200}


def test_a_pupil_who_guesses_keeps_the_school_out_until_the_teacher_looks(site, figure):
    codes = [{"code": code} for code in unknown_codes(400, first=1000)]
    site.flood("classes/open/", codes, [SCHOOLS[1]])
    body = {"code": site.classes[1]["code"]}
    status, headers = site.send("classes/open/", body, SCHOOLS[1])
    figure(
        "after 400 wrong codes in a school, its pupils",
        f"{status}, wait {headers.get('retry-after', 0)} s",
    )
    site.look_at_class(1, SCHOOLS[1])
    after = Counter(site.send("classes/open/", body, SCHOOLS[1])[0] for _ in range(40))
    figure("and once the teacher has looked at the class", dict(after))

    assert int(headers.get("retry-after", 0)) <= PATIENCE
    assert set(after) == {200}


def test_wrong_cards_do_not_block_the_right_one(site, figure):
    symbols = itertools.islice(itertools.product("23456789", repeat=4), 60)
    cards = [{"card": f"ZZZZ-{''.join(four)}"} for four in symbols]
    statuses = site.flood("learners/recover/", cards, ATTACKERS[:1])
    figure("60 wrong cards from an address", dict(statuses))

    there = site.send("learners/recover/", {"card": site.card}, ATTACKERS[0])
    elsewhere = site.send("learners/recover/", {"card": site.card}, SCHOOLS[2])
    figure(
        "the right card at the same address, elsewhere",
        f"{there[0]}, {elsewhere[0]}; wait {there[1].get('retry-after', 0)} s",
    )

    assert elsewhere[0] == 200
    assert int(there[1].get("retry-after", 0)) <= PATIENCE


def test_new_learners_without_end_lock_no_school(site, figure):
    began = time.monotonic()
    statuses = site.flood("learners/", [{"locale": "en"}] * NEW_LEARNERS, [SCHOOLS[3]])
    figure(
        f"{NEW_LEARNERS} new learners in {time.monotonic() - began:.0f} s",
        dict(statuses),
    )

    status, headers = site.send("learners/", {"locale": "en"}, SCHOOLS[3])
    wait = int(headers.get("retry-after", 0))
    figure("the next pupil of that school", f"{status}, wait {wait} s")
    elsewhere = site.send("learners/", {"locale": "en"}, "192.0.2.1")[0]
    seat = {"code": site.classes[3]["code"]} | site.classes[3]["seats"][0]
    joined = site.send("classes/join/", seat, SCHOOLS[3])[0]

    assert wait <= PATIENCE
    assert (elsewhere, joined) == (201, 200)


def test_who_knows_the_code_locks_no_seat_from_elsewhere(site, figure):
    site.look_at_class(4, SCHOOLS[4])
    classroom = site.classes[4]
    misses = [
        {"code": classroom["code"], "seat": seat["seat"], "pictures": ["nothing"]}
        for seat in classroom["seats"]
        for _ in range(12)
    ]
    statuses = site.flood("classes/join/", misses, ATTACKERS)
    served = Counter(
        site.send("classes/join/", {"code": classroom["code"]} | seat, SCHOOLS[4])[0]
        for seat in classroom["seats"]
    )
    figure("360 wrong pictures at 30 seats from 20 addresses", dict(statuses))
    figure("the 30 pupils after that", dict(served))

    assert served == {200: 30}
