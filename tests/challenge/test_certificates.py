"""A certificate says module and month, and nothing of whoever earned it."""

import datetime
import json
import re

from django.core.cache import cache
from django.test import Client
from django.utils.timezone import localdate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from challenge import crockford
from challenge.learners import services as learners
from challenge.models import Attempt, Learner, Progress
from challenge.rewards import codes
from tests.challenge import factories
from tests.challenge.content import MODULE, RIGHT, STEPS, attempt, form, step

CODE = re.compile(r"[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}")
NOVEMBER = codes.Claim("t4-1113-storm", datetime.date(2026, 11, 25))


def finish(device):
    device.answer(*(attempt(item) for item in STEPS if item in RIGHT))
    device.finish(*(step(name) for name in STEPS))
    device.answer(attempt("c-post"))
    device.hand_in(form("post"))


def ask(device, module=MODULE):
    return device.send("POST", "certificates/", {"module": module})


# The code -----------------------------------------------------------------------


@given(
    module=st.from_regex(r"[a-z0-9-]{1,64}", fullmatch=True),
    month=st.dates(datetime.date(2020, 1, 1), datetime.date(2361, 4, 30)),
)
def test_a_code_says_again_what_was_signed(module, month):
    code = codes.sign(codes.Claim(module, month))

    assert CODE.fullmatch(code)
    assert codes.read(code, ["another", module]) == codes.Claim(
        module, month.replace(day=1)
    )
    assert codes.read(code, ["another"]) is None


@pytest.mark.parametrize(
    "spelling",
    [
        str.lower,
        lambda code: code.replace("-", ""),
        lambda code: f"  {code.replace('-', ' – ')}\u200f ",
        lambda code: code.replace("0", "o").replace("1", "l"),
    ],
)
def test_slips_in_copying_a_code_are_forgiven(spelling):
    code = codes.sign(NOVEMBER)
    assert codes.read(spelling(code), [NOVEMBER.module]).month.month == 11


@given(st.integers(0, 15), st.sampled_from(crockford.ALPHABET))
def test_one_wrong_sign_makes_it_no_code_of_ours(place, sign):
    symbols = codes.sign(NOVEMBER).replace("-", "")
    changed = symbols[:place] + sign + symbols[place + 1 :]
    assert (codes.read(changed, [NOVEMBER.module]) is None) == (changed != symbols)


@given(st.text())
def test_what_is_typed_never_breaks_it(typed):
    assert codes.read(typed, [NOVEMBER.module]) is None


@pytest.mark.parametrize("year", [2019, 2400])
def test_a_month_that_no_code_can_say_is_refused(year):
    with pytest.raises(ValueError, match=str(year)):
        codes.sign(codes.Claim("m", datetime.date(year, 1, 1)))


def test_nobody_without_the_key_can_make_a_code(settings):
    code = codes.sign(NOVEMBER)
    settings.SECRET_KEY, former = "another", settings.SECRET_KEY
    assert codes.read(code, [NOVEMBER.module]) is None
    settings.SECRET_KEY_FALLBACKS = [former]
    assert codes.read(code, [NOVEMBER.module]) is not None


# The call -----------------------------------------------------------------------


def test_a_finished_module_gets_the_same_code_for_everybody(device, new_device, module):
    other = new_device()
    finish(device)
    finish(other)

    answer = ask(device)

    assert answer.status_code == 200
    assert answer["Cache-Control"] == "no-store"
    assert answer.json() == {
        "code": answer.json()["code"],
        "url": f"/en/verify/{answer.json()['code']}/",
        "month": f"{localdate():%Y-%m}",
    }
    assert CODE.fullmatch(answer.json()["code"])
    assert ask(other).json() == answer.json() == ask(device).json()


def test_the_month_is_that_of_the_end_not_of_the_asking(device, module):
    finish(device)
    Progress.objects.update(finished_on=datetime.date(2026, 3, 31))
    answer = ask(device).json()
    assert answer["month"] == "2026-03"
    assert codes.read(answer["code"], [MODULE]).month == datetime.date(2026, 3, 1)


def test_the_page_that_checks_is_in_the_learners_language(stranger, module):
    _, stranger.headers["Authorization"] = learners.create(locale="ar")
    stranger.headers["Authorization"] = f"Bearer {stranger.headers['Authorization']}"
    finish(stranger)
    assert ask(stranger).json()["url"].startswith("/ar/verify/")


@pytest.mark.parametrize("name", [MODULE, "other-module", "no-such-module"])
def test_what_is_not_finished_gets_none(device, module, name):
    device.answer(attempt("q-choice"))
    answer = ask(device, name)
    assert answer.status_code == 400
    error = answer.json()["errors"][0]
    assert (error["attr"], error["code"]) == ("module", "not_finished")


@pytest.mark.parametrize(
    "body",
    [{}, {"module": ""}, {"module": None}, {"module": ["m"]}, [], {"module": "x" * 65}],
)
def test_a_body_without_a_module_is_a_400(device, body):
    assert device.send("POST", "certificates/", body).status_code == 400


def test_without_a_token_there_is_no_certificate(stranger, module):
    assert ask(stranger).status_code == 401


def test_another_learners_end_is_not_mine(device, new_device, module):
    finish(new_device())
    assert ask(device).status_code == 400


def test_it_is_two_queries_and_leaves_no_trace(
    device, module, django_assert_num_queries
):
    finish(device)
    before = [list(table.objects.values()) for table in (Learner, Progress, Attempt)]
    with django_assert_num_queries(2):
        assert ask(device).status_code == 200
    after = [list(table.objects.values()) for table in (Learner, Progress, Attempt)]
    assert before == after


def test_a_name_that_a_client_sends_is_neither_read_nor_answered(device, module):
    finish(device)
    sent = {"module": MODULE, "name": "Sara from Manama"}
    answer = device.send("POST", "certificates/", sent)
    assert "Sara" not in answer.content.decode()
    assert answer.json() == ask(device).json()


def test_a_script_cannot_ask_without_end(device, module, settings):
    settings.LIMITS = settings.LIMITS | {"certificate": (2, 1)}
    assert [ask(device).status_code for _ in range(3)] == [400, 400, 429]


# The page -----------------------------------------------------------------------


@pytest.fixture
def storm(demo_site, db):
    cache.clear()
    return codes.sign(NOVEMBER)


@pytest.mark.parametrize(
    ("language", "title", "month"),
    [
        ("en", "Storm, the new teammate", "November 2026"),
        ("ar", "ستورم، الزميل الجديد", "نوفمبر ٢٠٢٦"),
    ],
)
def test_the_page_says_module_and_month(storm, language, title, month):
    page = Client().get(f"/{language}/verify/{storm}/")

    assert page.status_code == 200
    assert title in page.content.decode()
    assert month in page.content.decode()
    assert page.cookies == {}


def test_a_code_can_be_typed_into_the_form(storm):
    page = Client().get("/en/verify/", {"code": storm.lower().replace("-", " ")})
    assert "Storm, the new teammate" in page.content.decode()


def test_the_empty_form_asks_for_a_code(storm):
    page = Client().get("/en/verify/")
    assert page.status_code == 200
    assert "sixteen signs" in page.content.decode()


@pytest.mark.parametrize(
    "typed", ["0000-0000-0000-0000", "x", "لؤلؤ", "<script>", "\0", "a" * 500]
)
def test_a_wrong_code_is_said_kindly_and_not_repeated(storm, typed):
    page = Client().get("/en/verify/", {"code": typed})
    words = page.content.decode()
    assert page.status_code == 404
    assert "We cannot confirm this code." in words
    assert "<script>" not in words.split("</head>")[1]


def test_a_page_costs_one_query(storm, django_assert_num_queries):
    client = Client()
    with django_assert_num_queries(1):
        client.get(f"/en/verify/{storm}/")


def test_a_search_for_codes_is_slowed_down_and_a_right_one_is_not(storm, settings):
    settings.LIMITS = settings.LIMITS | {"certificate-code": (2, 10)}
    client = Client()
    tries = ["0000-0000-0000-0000"] * 3
    answers = [client.get("/en/verify/", {"code": typed}) for typed in tries]
    assert [answer.status_code for answer in answers] == [404, 404, 429]
    assert answers[2]["Retry-After"] == "10"
    assert "Wait a few seconds" in answers[2].content.decode()
    assert client.get(f"/en/verify/{storm}/").status_code == 200


# What the pages are made of ------------------------------------------------------


def islands_of(page):
    found = re.search(
        r'<script id="islands" type="application/json">(.*?)</script>',
        page.content.decode(),
        re.DOTALL,
    )
    return json.loads(found[1])


@pytest.mark.parametrize("path", ["treasure", "certificate"])
def test_the_pages_carry_the_islands_and_are_one_query(
    storm, path, django_assert_num_queries
):
    client = Client()
    client.get(f"/en/{path}/")
    with django_assert_num_queries(1):
        page = client.get(f"/en/{path}/")

    modules = {m["key"]: m for island in islands_of(page) for m in island["modules"]}
    assert modules["t4-1113-storm"] | {"rehearsals": []} == {
        "key": "t4-1113-storm",
        "title": "Storm, the new teammate",
        "url": "/en/children/storm/",
        "track": "children",
        "band": "11-13",
        "rehearsals": [],
    }
    assert len(modules["t4-1113-storm"]["rehearsals"]) == 1
    assert modules["p2-tell"]["track"] == "parents"


@pytest.mark.parametrize(
    ("query", "dress"),
    [
        ("", "standard"),
        ("?for=5-7", "young"),
        ("?for=14-17", "grown"),
        ("?for=parents", "grown"),
        ("?for=nobody", "standard"),
        ("?for=children", "standard"),
    ],
)
def test_a_page_is_dressed_for_its_reader(storm, query, dress):
    page = Client().get(f"/en/treasure/{query}")
    assert f'data-dress="{dress}"' in page.content.decode()


def test_a_check_that_was_not_handed_in_gets_none(device, module):
    device.answer(*(attempt(item) for item in STEPS if item in RIGHT))
    device.finish(step("s-text"), step("s-pause"))
    device.answer(attempt("c-post"))
    assert device.me()["modules"][0]["state"] == "finished"
    assert ask(device).status_code == 400
    device.hand_in(form("post"))
    assert ask(device).status_code == 200


def test_a_module_without_a_check_after_it_gets_one(device, module):
    factories.publish(version="3" * 64, forms={"pre": ["c-pre"], "post": []})
    where = {"version": "3" * 64}
    device.answer(*(attempt(item, **where) for item in STEPS if item in RIGHT))
    device.finish(step("s-text", **where), step("s-pause", **where))
    assert ask(device).status_code == 200
