"""An educator chooses a class or a module; the platform gets a signed link to it."""

import datetime
import html
import re
import secrets
from urllib.parse import parse_qs, urlsplit

from django.core import signing
from django.test import Client

import jwt
import pytest

from challenge.credentials import keys
from challenge.learners.models import today
from challenge.lti import deep_linking
from challenge.lti.models import LtiPlatform, SpentNonce
from tests.challenge import factories
from tests.challenge.clearing import clear_away
from tests.challenge.lti.conftest import (
    CLIENT,
    DEEP,
    DEPLOYMENT,
    FORM_TYPE,
    IN_FRAME,
    ISSUER,
    LEARNER,
    LTI,
    RETURN,
    form,
    new_module,
)

ITEMS = DEEP + "content_items"
OUTSIDE = re.compile(r'(?:src|href|action)="(?:https?:)?//[^"]*"')


def field(page: str, name: str) -> str:
    return html.unescape(re.search(rf'name="{name}" value="([^"]*)"', page)[1])


def link_of(page: str) -> str:
    return html.unescape(re.search(r'class="button" href="([^"]*)"', page)[1])


def read_answer(text: str) -> dict:
    """Read an answer as a platform does: by the tool's key set."""
    sets = Client().get("/lti/jwks/").json()["keys"]
    kid = jwt.get_unverified_header(text)["kid"]
    (jwk,) = [each for each in sets if each["kid"] == kid]
    return jwt.decode(
        text, jwt.PyJWK(jwk).key, algorithms=["RS256"], audience=ISSUER, issuer=CLIENT
    )


@pytest.fixture
def pick_page(platform):
    """The address to choose at, in a window of its own."""
    response = platform.deep_link()
    assert response.status_code == 302, response.content
    return response.headers["Location"]


def test_a_class_is_linked_to(platform, classroom, signed_in, pick_page):
    page = signed_in.get(pick_page).content.decode()
    assert "School of Learning" in page
    assert classroom.name in page

    target = f"class:{classroom.uid}"
    response = signed_in.post(pick_page, {"target": target})
    page = response.content.decode()
    assert f'action="{RETURN}"' in page
    answer = read_answer(field(page, "JWT"))
    assert answer[LTI + "message_type"] == "LtiDeepLinkingResponse"
    assert answer[LTI + "version"] == "1.3.0"
    assert answer[LTI + "deployment_id"] == DEPLOYMENT
    assert answer[DEEP + "data"] == "opaque-1"
    (item,) = answer[ITEMS]
    assert item["type"] == "ltiResourceLink"
    assert item["url"] == "http://testserver/lti/launch/"
    assert item["custom"] == {"target": target}
    assert item["window"] == {"targetName": "_blank"}
    # What the educator calls the class stays on the educator's pages.
    assert classroom.name not in item["title"]
    assert item["title"].replace(" ", "-") == classroom.play_name


def test_the_link_that_was_given_leads_to_the_class(
    platform, classroom, signed_in, pick_page
):
    page = signed_in.post(pick_page, {"target": f"class:{classroom.uid}"})
    (item,) = read_answer(field(page.content.decode(), "JWT"))[ITEMS]

    response = platform.launch(custom=item["custom"])
    assert response.headers["Location"].startswith("/en/join/")


def test_a_module_is_linked_to(platform, module, signed_in, pick_page):
    page = signed_in.post(pick_page, {"target": f"module:{module}"}).content.decode()

    (item,) = read_answer(field(page, "JWT"))[ITEMS]
    assert item["custom"] == {"target": f"module:{module}"}
    assert item["title"] == f"About {module}"


def test_the_answer_is_signed_with_the_sites_key(
    platform, module, signed_in, pick_page
):
    page = signed_in.post(pick_page, {"target": f"module:{module}"}).content.decode()
    token = field(page, "JWT")

    assert jwt.get_unverified_header(token)["kid"] == keys.signing_id()
    answer = read_answer(token)
    assert answer["exp"] - answer["iat"] == 600
    assert len(answer["nonce"]) > 30


def test_nothing_that_was_not_sent_is_sent_back(platform, module, signed_in):
    page = platform.deep_link(wish={"data": None}).headers["Location"]
    page = signed_in.post(page, {"target": f"module:{module}"}).content.decode()

    assert DEEP + "data" not in read_answer(field(page, "JWT"))


def test_the_form_may_post_to_the_platform_and_nowhere_else(
    module, signed_in, pick_page
):
    choosing = signed_in.get(pick_page)
    policy = choosing.headers["Content-Security-Policy"]
    assert "form-action 'self';" in f"{policy};"
    assert "frame-ancestors 'self';" in f"{policy};"

    chosen = signed_in.post(pick_page, {"target": f"module:{module}"})
    policy = chosen.headers["Content-Security-Policy"]
    assert f"form-action {ISSUER};" in f"{policy};"
    assert "frame-ancestors 'self';" in f"{policy};"


def test_who_has_not_signed_in_signs_in_and_comes_back(pick_page):
    response = Client().get(pick_page)
    query = parse_qs(urlsplit(response.headers["Location"]).query)
    assert query["next"] == [pick_page]


def test_the_queries_do_not_grow(
    educator, classroom, module, signed_in, pick_page, counted
):
    # Session, account, group; platform, classes, modules; two of the policy.
    with counted(8):
        signed_in.get(pick_page)
    for number in range(3):
        factories.new_class(educator, name=f"C{number}")
        new_module(f"m-{number}")
    with counted(8):
        signed_in.get(pick_page)
    # The page to hand over is everybody's: its head asks who looks.
    with counted(9):
        signed_in.post(pick_page, {"target": f"class:{classroom.uid}"})


def test_only_own_classes_that_have_not_ended_are_offered(
    educator, classroom, signed_in, pick_page
):
    over = factories.new_class(educator, name="Last year")
    over.ends_on = today() - datetime.timedelta(days=1)
    over.save(update_fields=["ends_on"])
    foreign = factories.new_class(factories.new_educator("omar"), name="Omar’s")

    page = signed_in.get(pick_page).content.decode()
    for room in (over, foreign):
        assert room.name not in page
        response = signed_in.post(pick_page, {"target": f"class:{room.uid}"})
        assert response.status_code == 400
        assert "Choose a class or a module first" in response.content.decode()


@pytest.mark.parametrize("target", ["", "x", "module:none", "class:", "\0"])
def test_something_has_to_be_chosen(signed_in, pick_page, target):
    response = signed_in.post(pick_page, {"target": target})

    assert response.status_code == 400
    assert 'name="JWT"' not in response.content.decode()


def test_without_a_class_there_is_a_way_to_make_one(signed_in, pick_page):
    assert "/en/teach/classes/new/" in signed_in.get(pick_page).content.decode()


def test_a_form_from_elsewhere_is_not_taken(classroom, educator, pick_page):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(educator)
    response = strict.post(pick_page, {"target": f"class:{classroom.uid}"})
    assert response.status_code == 403


# In a frame ---------------------------------------------------------------------


def take(page: str) -> object:
    sent = form({"request": field(page, "request")})
    return Client().post("/lti/picked/", sent, headers=IN_FRAME, **FORM_TYPE)


def test_from_a_frame_one_chooses_in_a_window_and_takes_it_back(
    platform, classroom, signed_in, counted
):
    waiting = platform.deep_link(IN_FRAME)
    assert waiting.status_code == 200
    page = waiting.content.decode()
    window = link_of(page)

    early = take(page)
    assert early.status_code == 409
    assert "Nothing is chosen yet" in early.content.decode()

    target = f"class:{classroom.uid}"
    chosen = signed_in.post(window, {"target": target})
    assert "It is chosen" in chosen.content.decode()
    assert 'name="JWT"' not in chosen.content.decode()

    with counted(2):
        taken = take(page)
    (item,) = read_answer(field(taken.content.decode(), "JWT"))[ITEMS]
    assert item["custom"] == {"target": target}
    policy = taken.headers["Content-Security-Policy"]
    assert f"frame-ancestors {ISSUER};" in f"{policy};"
    assert f"form-action {ISSUER};" in f"{policy};"
    assert "X-Frame-Options" not in taken.headers


def test_what_is_chosen_goes_the_day_after_next(platform, classroom, signed_in, module):
    page = platform.deep_link(IN_FRAME).content.decode()
    signed_in.post(link_of(page), {"target": f"class:{classroom.uid}"})
    SpentNonce.objects.update(day=today() - datetime.timedelta(days=2))
    clear_away()

    platform.launch(custom={"target": f"module:{module}"})
    assert SpentNonce.objects.get().picked == ""
    assert take(page).status_code == 409


def test_pages_in_a_frame_lead_out_of_it(platform):
    page = platform.deep_link(IN_FRAME).content.decode()

    assert '<base target="_blank">' in page
    assert '<form method="post" action="/lti/picked/" target="_self">' in page
    assert not OUTSIDE.findall(page)


# What is no good ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("more", "status", "code"),
    [
        ({"roles": [LEARNER]}, 403, "not_an_educator"),
        ({"roles": []}, 403, "not_an_educator"),
        ({"wish": {"accept_types": ["file"]}}, 400, "no_links_taken"),
        ({"wish": {"accept_types": "ltiResourceLink"}}, 400, "no_links_taken"),
        ({"wish": {"deep_link_return_url": None}}, 400, "bad_return"),
        ({"wish": {"deep_link_return_url": "javascript:x"}}, 400, "bad_return"),
        ({"wish": {"deep_link_return_url": "https://["}}, 400, "bad_return"),
        (
            {
                "wish": {
                    "deep_link_return_url": "https://learn.school.example.evil.example/"
                }
            },
            400,
            "bad_return",
        ),
        (
            {"wish": {"deep_link_return_url": "http://learn.school.example/"}},
            400,
            "bad_return",
        ),
        (
            {"wish": {"deep_link_return_url": "https://learn.school.example:444/"}},
            400,
            "bad_return",
        ),
        ({"wish": {"data": {"a": 1}}}, 400, "bad_return"),
        ({DEEP + "deep_linking_settings": None}, 400, "no_links_taken"),
        ({DEEP + "deep_linking_settings": ["x"]}, 400, "no_links_taken"),
    ],
)
@pytest.mark.parametrize("headers", [{}, IN_FRAME], ids=["window", "frame"])
def test_a_request_that_cannot_be_answered(platform, headers, more, status, code):
    response = platform.deep_link(headers, **more)

    assert response.status_code == status
    assert f">{code}</code>" in response.content.decode()


def test_data_that_no_address_could_hold(platform):
    # By chance, so that it cannot be made small.
    response = platform.deep_link(wish={"data": secrets.token_hex(4000)})
    assert response.status_code == 413


@pytest.mark.parametrize(
    "sent",
    ["", "x", "\0", signing.dumps([1], salt="else")],
    ids=["nothing", "no signature", "NUL", "signed for something else"],
)
def test_a_request_that_this_site_did_not_sign(db, signed_in, sent):
    response = signed_in.get("/en/lti/pick/", {"request": sent})
    assert response.status_code == 400
    assert ">stale</code>" in response.content.decode()
    taken = Client().post("/lti/picked/", form({"request": sent}), **FORM_TYPE)
    assert taken.status_code == 400


def test_a_request_that_is_too_old(signed_in, pick_page, monkeypatch):
    monkeypatch.setattr(deep_linking, "LIVES_SECONDS", -1)
    assert signed_in.get(pick_page).status_code == 400


def test_a_platform_that_went_in_between(signed_in, pick_page):
    LtiPlatform.objects.all().delete()
    assert signed_in.get(pick_page).status_code == 403
