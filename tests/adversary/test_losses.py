"""No answer that was acknowledged is lost, however the server ends or its disk fills up."""

import resource
from collections.abc import Iterator

import pytest

from tests.adversary import rounds
from tests.load import players
from tests.load.losses import acknowledged, assert_nothing_lost_or_doubled, wait_for
from tests.load.server import Server

pytestmark = pytest.mark.slow

DEVICES = 16


@pytest.fixture(scope="module")
def prepared(new_server) -> tuple[Server, list[str]]:
    """A server on the kind of database that the tests use, and its learners' tokens."""
    server = new_server()
    return server, server.prepare(3 * DEVICES)["tokens"]


@pytest.fixture
def server(prepared) -> Iterator[Server]:
    server, _tokens = prepared
    server.start()
    yield server
    server.kill()


@pytest.fixture
def take_devices(server, prepared):
    """Start devices of learners that no other test uses."""
    _, tokens = prepared
    running = []

    def take(first: int) -> list[players.Player]:
        running.extend(
            players.start(server.port, tokens[first : first + DEVICES], batch=2)
        )
        return running

    yield take
    players.stop(running)


def assert_all_is_well(server, devices, figure, what) -> None:
    told = acknowledged(devices)
    logs = players.stop(devices)
    assert players.add_up(logs, "statuses").keys() <= {200, 503}
    assert "rejected" not in players.add_up(logs, "results")
    assert_nothing_lost_or_doubled(server, logs)
    figure(what, f"0 lost or doubled of {told} acknowledged")


@pytest.mark.parametrize(
    ("end", "first", "answers"),
    [("kill", 0, rounds(200, 3_000)), ("stop", DEVICES, rounds(200, 1_500))],
    ids=["SIGKILL", "SIGTERM"],
)
def test_three_ends_under_load_lose_nothing(
    server, take_devices, figure, end, first, answers
):
    devices = take_devices(first)
    for time in range(3):
        wait_for(devices, (time + 1) * answers)
        getattr(server, end)()
        server.start()
    wait_for(devices, 4 * answers)

    assert sum(device.log.broken for device in devices) >= 3
    assert_all_is_well(server, devices, figure, f"three times {end}")


def test_a_full_disk_loses_nothing_and_passes(server, take_devices, figure):
    """Files may not grow any more, as on a full disk; then there is space again."""
    if server.database_url:
        pytest.skip("PostgreSQL's disk is not this server's.")
    answers = rounds(200, 2_000)
    devices = take_devices(2 * DEVICES)
    wait_for(devices, answers)
    wal = server.database.with_name("db.sqlite3-wal")
    largest = max(server.database.stat().st_size, wal.stat().st_size)
    limit_files(server, largest + 256 * 1024)
    refused = 0
    while refused < 3 * DEVICES:
        devices[0].stopping.wait(0.02)
        refused = players.add_up([device.log for device in devices], "statuses").get(
            503, 0
        )
    assert server.get("/healthz")[0] == 200
    limit_files(server, resource.RLIM_INFINITY)
    wait_for(devices, acknowledged(devices) + answers)

    figure("refused while the disk was full", refused)
    assert_all_is_well(server, devices, figure, "a disk that was full for a while")


def limit_files(server, largest: int) -> None:
    """Set how long a file may become that the workers write."""
    for pid in server.worker_pids():
        _soft, hard = resource.prlimit(pid, resource.RLIMIT_FSIZE)
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (largest, hard))
