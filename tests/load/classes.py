"""What a class asks of the server: votes at one moment, its report, and how soon it shows.

Counts are asserted, times are printed; see ``bench``.
"""

import json
import random
import re
import statistics
import time
from collections import Counter
from collections.abc import Mapping
from functools import cached_property
from typing import Any

from tests.load.client import Outcome, at_once, hammer, request
from tests.load.players import uuid7
from tests.load.printing import line, ratio, say
from tests.load.server import ROOT, Server

PUPILS, ROUNDS = 40, 20
# Within which the devices of a class press, and within which an educator sees an answer.
MOMENT_MS = 100
SEEN_WITHIN_MS = 1000
SIZES = (30, 60)
FEW, MANY = 10, 10_000
READERS = 4
SECONDS = 3.0
PAGE = ROOT / "challenge/templates/reports/report.html"
CSRF = "b" * 32


class Classes:
    """Class mode and reports on one server; ``faults`` counts what must not happen."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.faults = 0

    @cached_property
    def room(self) -> dict[str, Any]:
        """A class that has joined and played nothing yet."""
        return self._seed("together", PUPILS)

    def votes(self) -> None:
        """Let a class press at one moment, round after round; look what was kept."""
        room = self.room
        options = room["options"]
        all_ = Outcome()
        walls: list[float] = []
        asked = 0
        while len(walls) < ROUNDS and asked < 3 * ROUNDS:
            round_ = self._begin(room["items"][asked % len(room["items"])])
            asked += 1
            votes = [
                request(
                    "POST",
                    f"/api/v1/rounds/{round_}/votes/",
                    json.dumps({"choice": options[seat % 3], "turn": 1}).encode(),
                    {"Authorization": f"Bearer {token}"},
                )
                for seat, token in enumerate(room["tokens"])
            ]
            outcome = at_once(self.server.port, votes)
            seen = self._desk(room, "GET", f"rounds/{round_}/")["answered"]
            self._must(seen == PUPILS, f"{seen} votes seen in round {asked}")
            self._must(set(outcome.statuses) == {200}, f"{dict(outcome.statuses)}")
            # Where the devices themselves had no processor, nothing is learnt of the server.
            if 1000 * outcome.sent_within <= MOMENT_MS:
                all_.add(outcome)
                walls.append(1000 * outcome.elapsed)
        rows = self.server.rows(
            "SELECT round_id, count(*) FROM challenge_vote GROUP BY round_id"
        )
        kept = Counter(count for _round, count in rows)
        self._must(kept == {PUPILS: asked}, f"votes kept, by round: {dict(kept)}")
        self._must(len(walls) == ROUNDS, "too busy here to send votes at one moment")
        if not walls:
            return
        say(
            f"  {PUPILS} votes sent within {1000 * all_.sent_within:.0f} ms, {len(walls)}"
            f" rounds ({asked - len(walls)} more were sent more slowly and are left out):"
            f" rows kept a round {min(kept)} to {max(kept)}"
        )
        say(
            f"  first send to last acknowledgement: p50 {statistics.median(walls):.0f} ms,"
            f" longest {max(walls):.0f} ms; one vote: p50 {all_.percentile(0.5):.0f} ms,"
            f" p95 {all_.percentile(0.95):.0f} ms"
        )

    def _begin(self, item: str) -> str:
        """Ask the class a question, and let it choose; give the round's id."""
        asked = {"module": self.room["module"], "item": item}
        round_ = self._desk(self.room, "POST", "rounds/", asked)["id"]
        self._desk(self.room, "PATCH", f"rounds/{round_}/", {"stage": "choose"})
        return round_

    def reports(self) -> None:
        """Ask for the reports of two classes among few others, and among many."""
        rooms = self._seed("played", *SIZES)
        # What each read costs in CPU, by class and kind of answer; first few, then many.
        costs: dict[tuple[int, str], list[float]] = {}
        there = 0
        for count in (FEW, MANY):
            there += self._seed("others", count - there)
            say(f"  among {there:,} other classes and learners:")
            for room in rooms:
                for name, cost in self._report(room).items():
                    costs.setdefault((room["size"], name), []).append(cost)
        for (size, name), (few, many) in costs.items():
            ratio(
                f"CPU of the {name} of {size}, {MANY:,} others : {FEW}",
                many / few,
                "must not grow",
            )

    def _report(self, room: Mapping[str, Any]) -> dict[str, float]:
        path = f"{room['path']}report/"
        cookie = {"Cookie": f"sessionid={room['session']}"}
        # The first of all tells what may be told; from then on it stands.
        self.server.get(path, cookie)
        etag = self.server.get(path, cookie)[1]["etag"]
        found = {}
        for name, headers in (
            ("report", cookie),
            ("report's 304", cookie | {"If-None-Match": etag}),
        ):
            data = request("GET", path, headers=headers)
            hammer(self.server.port, READERS, SECONDS / 6, lambda _number, d=data: d)
            before = self.server.cpu_seconds()
            outcome = hammer(
                self.server.port, READERS, SECONDS, lambda _number, d=data: d
            )
            cost = (self.server.cpu_seconds() - before) / len(outcome.seconds)
            line(f"  {name}, class of {room['size']}", outcome.rate, outcome, cost, 95)
            wanted = 304 if "If-None-Match" in headers else 200
            self._must(
                set(outcome.statuses) == {wanted}, f"{name}: {dict(outcome.statuses)}"
            )
            found[name] = cost
        return found

    def seen(self) -> None:
        """Hand in answers while a report is open; see how soon its poll shows each."""
        room = self.room
        pause = float(re.search(r'data-seconds="([\d.]+)"', PAGE.read_text())[1])
        waits = []
        for seat, token in zip(room["seats"][:ROUNDS], room["tokens"], strict=False):
            # The page asks again so long after an answer; the pupil does not wait for it.
            next_look = time.perf_counter() + random.random() * pause
            begun = time.perf_counter()
            self._hand_in(room, token)
            while True:
                time.sleep(max(0.0, next_look - time.perf_counter()))
                if self._has_begun(room, seat):
                    break
                next_look = time.perf_counter() + pause
            waits.append(1000 * (time.perf_counter() - begun))
        say(
            f"  handed in until an open report (asking every {pause:g} s) shows it,"
            f" {len(waits)} times: p50 {statistics.median(waits):.0f} ms,"
            f" longest {max(waits):.0f} ms  (goal: under {SEEN_WITHIN_MS} ms)"
        )

    def _hand_in(self, room: Mapping[str, Any], token: str) -> None:
        sent = {
            "id": uuid7(),
            "module": room["module"],
            "version": room["version"],
            "item": room["items"][0],
            "phase": "practice",
            "response": {"choices": room["options"][:1]},
        }
        answer = self._call(
            "POST",
            "/api/v1/attempts/",
            {"attempts": [sent]},
            {"Authorization": f"Bearer {token}"},
        )
        status = answer["results"][0]["status"]
        self._must(status == "recorded", f"an answer was {status}")

    def _has_begun(self, room: Mapping[str, Any], seat: str) -> bool:
        seats = self._desk(room, "GET", "report/")["seats"]
        (found,) = (one for one in seats if one["id"] == seat)
        return any(one["state"] == "started" for one in found["modules"])

    def _seed(self, what: str, *numbers: int) -> Any:
        arguments = map(str, numbers)
        return json.loads(
            self.server.run("-m", "tests.load.seed_classes", what, *arguments)
        )

    def _desk(
        self, room: Mapping[str, Any], method: str, path: str, body: object = None
    ) -> Any:
        cookies = f"sessionid={room['session']}; csrftoken={CSRF}"
        headers = {"Cookie": cookies, "X-CSRFToken": CSRF}
        return self._call(method, room["path"] + path, body, headers)

    def _call(
        self, method: str, path: str, body: object, headers: dict[str, str]
    ) -> Any:
        data = b"" if body is None else json.dumps(body).encode()
        answers: list[bytes] = []
        outcome = at_once(
            self.server.port,
            [request(method, path, data, headers)],
            lambda _number, _status, answer: answers.append(answer),
        )
        if not set(outcome.statuses) <= {200, 201}:
            raise RuntimeError(f"{method} {path}: {dict(outcome.statuses)} {answers}")
        return json.loads(answers[0])

    def _must(self, is_so: bool, otherwise: str) -> None:
        if not is_so:
            self.faults += 1
            say(f"  FAULT: {otherwise}")
