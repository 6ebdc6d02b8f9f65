"""What an attempt's id tells once it is stored: never when a child played, or on what."""

import datetime
import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from challenge.models import Attempt
from challenge.progress.ids import stored_id
from tests.challenge.content import RIGHT, WRONG, attempt

DAY = 86_400_000
MOMENT = int(
    datetime.datetime(2026, 12, 2, 9, 41, 7, 123000, datetime.UTC).timestamp() * 1000
)


def uuid7(milliseconds, rest=0x3A1F_9C44_07D2_B6E8_5511):
    number = (milliseconds << 80) | (rest & ((1 << 80) - 1))
    number = number & ~(0xF << 76) | (7 << 76)
    return str(uuid.UUID(int=number & ~(3 << 62) | (2 << 62)))


def stored():
    return str(Attempt.objects.get().uid)


@pytest.mark.parametrize(
    "sent",
    [
        uuid7(MOMENT),
        str(uuid.uuid1(node=0x001A2B3C4D5E)),
        # Version 6: version 1 with its time in order.
        "1ef9c0a1-2b3c-6d4e-8f50-001a2b3c4d5e",
        # Version 8 and a foreign variant: anything at all.
        "68696c64-2041-8c69-a365-001a2b3c4d5e",
        "68696c64-2041-4c69-c365-001a2b3c4d5e",
    ],
    ids=["version 7", "version 1", "version 6", "version 8", "foreign variant"],
)
def test_neither_a_time_nor_a_network_card_reaches_the_database(device, module, sent):
    first = attempt("q-choice", id=sent)
    result = device.answer(first)["results"][0]
    assert (result["id"], result["status"]) == (sent, "recorded")
    kept = stored().replace("-", "")
    for tells in (f"{MOMENT:012x}", "001a2b3c4d5e", sent[:8], sent[9:13] + sent[14:18]):
        assert tells not in kept

    again = device.answer(first | {"response": WRONG["q-choice"], "id": sent.upper()})
    assert again["results"][0]["status"] == "duplicate"
    assert again["results"][0]["id"] == sent.upper()
    assert Attempt.objects.count() == 1


@pytest.mark.parametrize(
    "sent",
    [uuid7(MOMENT - MOMENT % DAY), str(uuid.uuid4())],
    ids=["day-coarse version 7", "version 4"],
)
def test_an_id_that_tells_no_more_than_a_day_is_stored_as_it_is(device, module, sent):
    device.answer(attempt("q-choice", RIGHT["q-choice"], id=sent))
    assert stored() == sent


@given(st.uuids(), st.uuids())
def test_two_ids_are_never_stored_as_one(first, second):
    assert (stored_id(str(first)) == stored_id(str(second))) == (first == second)
    assert stored_id(first.hex) == stored_id(str(first).upper())


@given(st.integers(0, 2**48 - 1), st.integers(0, 2**80 - 1))
def test_no_stored_id_tells_a_time_of_day(milliseconds, rest):
    kept = int(stored_id(uuid7(milliseconds, rest))[:12], 16)
    assert kept != milliseconds or milliseconds % DAY == 0
