import json
import re
from pathlib import Path

from django.conf import settings
from django.core.cache.backends.locmem import LocMemCache
from django.db import OperationalError

import pytest

from challenge.crockford import ALPHABET as CROCKFORD
from challenge.learners import services
from challenge.learners.avatars import ANIMALS, AVATAR_PATTERN, AVATARS, COLOURS, HATS
from challenge.learners.tokens import new_token
from challenge.limits import buckets
from challenge.models import Attempt, Learner, Progress, Tally
from challenge.progress import tallies
from tests.challenge.conftest import Device
from tests.challenge.content import attempt, step
from tests.challenge.factories import new_learner

UNKNOWN_TOKEN = new_token()


@pytest.fixture(autouse=True)
def _clock_stands(monkeypatch):
    """However slow the machine is, no bucket refills during a test."""
    monkeypatch.setattr(buckets, "now", lambda: 1e9)


def start(stranger, **body):
    return stranger.send("POST", "learners/", {"locale": "en"} | body)


def test_a_stranger_starts_and_gets_a_token_once(stranger):
    response = start(stranger, band="8-10", avatar="dugong-teal", locale="ar")
    assert response.status_code == 201
    assert set(response.json()) == {"id", "token"}
    assert "no-store" in response["Cache-Control"]
    assert not response.cookies
    me = Device(response.json()["token"]).me()
    assert me == {
        "id": response.json()["id"],
        "locale": "ar",
        "band": "8-10",
        "avatar": "dugong-teal",
        "modules": [],
        "due": [],
        "locked": [],
    }


def test_a_database_that_is_away_is_a_503(stranger, monkeypatch):
    def away(**choices):
        raise OperationalError("gone")

    monkeypatch.setattr(services, "create", away)
    response = start(stranger)
    assert response.status_code == 503
    assert response.json()["type"] == "server_error"


def test_only_a_digest_of_the_token_is_stored(stranger):
    token = start(stranger).json()["token"]
    learner = Learner.objects.get()
    stored = " ".join(str(value) for value in vars(learner).values())
    assert token not in stored
    assert token[4:31] not in stored


@pytest.mark.parametrize(
    ("body", "attr"),
    [
        ({}, "locale"),
        ({"locale": "xx"}, "locale"),
        ({"locale": None}, "locale"),
        ({"locale": ["en"]}, "locale"),
        ({"locale": "en", "band": "8"}, "band"),
        ({"locale": "en", "band": {"a": 1}}, "band"),
        ({"locale": "en", "avatar": "Sara from Manama"}, "avatar"),
        ({"locale": "en", "avatar": ["dugong"]}, "avatar"),
        ({"locale": "en", "avatar": "\u0000"}, "avatar"),
        ([], None),
        ("text", None),
        (7, None),
    ],
)
def test_what_a_learner_may_not_choose_is_refused(stranger, body, attr):
    response = stranger.send("POST", "learners/", body)
    assert response.status_code == 400
    assert response.json()["type"] == "validation_error"
    assert response.json()["errors"][0]["attr"] in (attr, "non_field_errors")
    assert not Learner.objects.exists()


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"\xff\xfe",
        b'{"locale": NaN}',
        b'{"locale": "\\ud800"}',
        b"[" * 100_000,
        b'{"a":' * 50_000,
        b"1" * 5_000,
    ],
)
def test_what_is_no_json_is_a_400(stranger, body):
    response = stranger.send("POST", "learners/", body)
    assert response.status_code == 400
    assert set(response.json()) == {"type", "errors"}


def test_another_content_type_is_a_415(stranger, device):
    for sender, method, path in [
        (stranger, "POST", "learners/"),
        (stranger, "POST", "learners/recover/"),
        (device, "PATCH", "learners/me/"),
        (device, "POST", "attempts/"),
        (device, "POST", "progress/"),
    ]:
        response = sender.send(method, path, b"a=1", content_type="text/plain")
        assert response.status_code == 415, path
        assert response.json()["type"] == "client_error"


def test_a_body_over_256_kib_is_a_413(stranger, device):
    for sender, path in [(stranger, "learners/"), (device, "attempts/")]:
        response = sender.send("POST", path, b" " * (256 * 1024 + 1))
        assert response.status_code == 413
        assert set(response.json()) == {"type", "errors"}


@pytest.mark.parametrize(
    "header",
    [
        "",
        "Bearer",
        "Bearer a b",
        "Bearer cop_wrong",
        "Basic YTpi",
        "Bearer \u00e9",
        pytest.param(f"Bearer {UNKNOWN_TOKEN}", id="nobody's token"),
    ],
)
def test_without_a_good_token_the_answer_is_401(stranger, module, header):
    stranger.headers = {"Authorization": header} if header else {}
    for method, path, body in [
        ("GET", "learners/me/", None),
        ("PATCH", "learners/me/", {}),
        ("DELETE", "learners/me/", None),
        ("POST", "learners/me/recovery/", None),
        ("POST", "attempts/", {"attempts": [attempt("q-choice")]}),
        ("POST", "attempts/", {"attempts": []}),
        ("POST", "progress/", {"steps": [step("s-text")]}),
    ]:
        response = stranger.send(method, path, body)
        assert response.status_code == 401, path
        assert response["WWW-Authenticate"] == "Bearer"
        assert response.json()["type"] == "client_error"
        assert set(response.json()["errors"][0]) == {"code", "detail", "attr"}
    assert not Attempt.objects.exists()


def test_a_mistyped_token_costs_no_query(stranger, django_assert_num_queries):
    stranger.headers = {"Authorization": f"Bearer {UNKNOWN_TOKEN[:-1]}_"}
    with django_assert_num_queries(0):
        assert stranger.send("GET", "learners/me/").status_code == 401


def test_the_scheme_is_not_case_sensitive(stranger):
    token = start(stranger).json()["token"]
    stranger.headers = {"Authorization": f"bearer {token}"}
    stranger.me()


def test_choices_can_be_changed_one_by_one(device):
    assert (
        device.send("PATCH", "learners/me/", {"band": "11-13"}).json()["band"]
        == "11-13"
    )
    changed = device.send("PATCH", "learners/me/", {"avatar": "crab"}).json()
    assert (changed["band"], changed["avatar"]) == ("11-13", "crab")
    assert device.send("PATCH", "learners/me/", {}).status_code == 200
    assert device.send("PATCH", "learners/me/", {"band": None}).status_code == 400
    assert device.me()["band"] == "11-13"


def test_avatars_are_few_and_short():
    assert "" in AVATARS
    assert len(AVATARS) == 1 + 24 + 24 * 8 + 24 * 8 * 6
    assert all(re.fullmatch(AVATAR_PATTERN, avatar) for avatar in AVATARS)
    assert all(
        len(avatar) <= 24 and re.fullmatch(r"[a-z-]*", avatar) for avatar in AVATARS
    )


def test_every_avatar_is_drawn_and_has_its_name_in_the_front_end():
    frontend = Path(settings.BASE_DIR) / "frontend"
    sheet = (frontend / "src/art/crew.svg").read_text()
    words = json.loads((frontend / "locales/en.json").read_text())
    parts = [(ANIMALS, "animal"), (COLOURS, "colour"), (HATS, "hat")]
    for names, part in parts:
        for name in names:
            assert f"crew.{part}.{name}" in words
            drawn = {"animal": name, "hat": f"hat-{name}"}.get(part)
            assert drawn is None or f'<symbol id="{drawn}"' in sheet
    source = (frontend / "src/lib/crew/avatars.ts").read_text()
    for names, part in parts:
        listed = re.search(rf"export const {part}s = \[(.*?)\] as const", source, re.S)
        assert listed is not None
        assert tuple(re.findall(r'"(\w+)"', listed[1])) == names


def test_forgetting_leaves_no_row_and_no_count(device, new_device, module):
    other = new_device()
    for sender in (device, other):
        sender.answer(attempt("q-choice"), attempt("q-sort"))
        sender.finish(step("s-text"))
    tallies.roll_up()
    device.answer(attempt("c-pre"))
    assert device.send("DELETE", "learners/me/").status_code == 204
    assert Learner.objects.count() == 1
    left = Learner.objects.get().pk
    assert set(Attempt.objects.values_list("learner_id", flat=True)) == {left}
    assert set(Progress.objects.values_list("learner_id", flat=True)) == {left}
    assert set(Tally.objects.values_list("n", flat=True)) == {1}
    assert device.send("GET", "learners/me/").status_code == 401
    assert device.send("DELETE", "learners/me/").status_code == 401
    assert len(other.me()["modules"]) == 1


def test_forgetting_the_last_one_leaves_no_tally(device, module):
    device.answer(attempt("q-choice"))
    tallies.roll_up()
    device.send("DELETE", "learners/me/")
    assert not Tally.objects.exists()
    assert not Progress.objects.exists()
    assert not Attempt.objects.exists()


def test_a_card_brings_the_learner_back_with_a_new_token(device, stranger, module):
    device.answer(attempt("q-choice"))
    card = device.send("POST", "learners/me/recovery/")
    assert card.status_code == 201
    assert re.fullmatch(
        r"[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}", card.json()["card"]
    )
    typed = card.json()["card"].lower().replace("-", " ")
    back = stranger.send("POST", "learners/recover/", {"card": typed})
    assert back.status_code == 200
    assert back.json()["id"] == str(Learner.objects.get().uid)
    assert device.send("GET", "learners/me/").status_code == 401
    assert len(Device(back.json()["token"]).me()["modules"]) == 1


def test_a_new_card_replaces_the_old(device, stranger):
    old = device.send("POST", "learners/me/recovery/").json()
    new = device.send("POST", "learners/me/recovery/").json()
    assert stranger.send("POST", "learners/recover/", old).status_code == 404
    assert stranger.send("POST", "learners/recover/", new).status_code == 200


def test_only_a_digest_of_the_card_is_stored(device):
    card = device.send("POST", "learners/me/recovery/").json()["card"]
    stored = Learner.objects.get().recovery_digest
    assert len(stored) == 64
    assert card.replace("-", "").lower() not in stored


def test_every_wrong_card_gets_the_same_words(device, stranger):
    device.send("POST", "learners/me/recovery/")
    answers = {
        stranger.send("POST", "learners/recover/", {"card": card}).content
        for card in ("ZZZZ-ZZZZ", "", "U", "x" * 10_000, "لؤلؤ", "\0ZZZ-ZZZZ")
    }
    assert len(answers) == 1
    wrong = stranger.send("POST", "learners/recover/", {"card": "ZZZZ-ZZZ0"})
    assert wrong.status_code == 404


@pytest.mark.parametrize("body", [{}, {"card": None}, {"card": ["A"]}, []])
def test_a_recovery_without_a_card_is_a_400(stranger, body):
    assert stranger.send("POST", "learners/recover/", body).status_code == 400


CARDS = [f"ZZZ{first}-ZZZ{second}" for first in CROCKFORD for second in CROCKFORD]


def recover(stranger, card, address="127.0.0.1"):
    stranger.client.defaults["REMOTE_ADDR"] = address
    return stranger.send("POST", "learners/recover/", {"card": card})


def test_searching_for_cards_is_slowed_down_but_not_the_right_one(device, stranger):
    card = device.send("POST", "learners/me/recovery/").json()["card"]
    for _ in range(40):
        assert recover(stranger, card).status_code == 200
    codes = [recover(stranger, wrong).status_code for wrong in CARDS[:160]]
    assert codes[:5] == [404] * 5
    assert codes[-5:] == [429] * 5
    held = recover(stranger, card)
    assert held.status_code == 429
    assert 0 < int(held["Retry-After"]) <= 60
    # Elsewhere the card works, and so it does after a few slips of its own.
    for slip in CARDS[500:504]:
        assert recover(stranger, slip, "192.0.2.7").status_code == 404
    assert recover(stranger, card, "192.0.2.7").status_code == 200


def test_the_same_wrong_card_once_more_costs_nothing(device, stranger):
    card = device.send("POST", "learners/me/recovery/").json()["card"]
    codes = {recover(stranger, CARDS[0]).status_code for _ in range(60)}
    assert codes == {404}
    assert recover(stranger, card).status_code == 200
    # A script that repeats itself is slowed down, and the right card still works.
    assert 429 in {recover(stranger, CARDS[0]).status_code for _ in range(120)}
    assert recover(stranger, card).status_code == 200


def test_an_address_that_the_client_made_up_does_not_help_a_search(stranger):
    codes = [
        stranger.send(
            "POST",
            "learners/recover/",
            {"card": card},
            **{"X-Forwarded-For": f"192.0.2.{number}"},
        ).status_code
        for number, card in enumerate(CARDS[:80])
    ]
    assert codes[-1] == 429


def test_a_script_cannot_start_learners_without_end(stranger, settings):
    settings.LIMITS = settings.LIMITS | {"new-learner": (2, 1)}
    answers = [start(stranger) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [201, 201, 429]
    assert answers[2]["Retry-After"] == "1"


def test_no_address_reaches_the_cache(stranger, monkeypatch):
    seen = []
    for name in ("get", "set", "add", "incr"):
        real = getattr(LocMemCache, name)

        def spy(self, *args, real=real, **kwargs):
            seen.append(repr((args, kwargs)))
            return real(self, *args, **kwargs)

        monkeypatch.setattr(LocMemCache, name, spy)
    start(stranger)
    recover(stranger, "x")
    recover(stranger, CARDS[0])
    assert seen
    assert "127.0.0.1" not in "".join(seen)


def test_a_learner_found_by_a_former_key_moves_to_the_new_one(stranger, settings):
    device = Device(start(stranger).json()["token"])
    former = settings.SECRET_KEY
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "a new key", [former]
    device.me()
    settings.SECRET_KEY_FALLBACKS = []
    device.me()


def test_a_dropped_key_no_longer_opens_anything(stranger, settings):
    device = Device(start(stranger).json()["token"])
    settings.SECRET_KEY = "a new key"
    assert device.send("GET", "learners/me/").status_code == 401


def test_me_is_three_queries_whatever_was_played(
    device, module, django_assert_num_queries
):
    device.answer(*(attempt(item) for item in ("q-choice", "q-sort", "q-chat")))
    with django_assert_num_queries(3):
        device.me()


def test_a_learner_that_goes_meanwhile_is_not_brought_back(db):
    learner, _ = new_learner()
    services.forget([learner.pk])
    services.update(learner, {"band": "5-7"})
    assert not Learner.objects.exists()
