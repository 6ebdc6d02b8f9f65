"""Where a launch leads: educators to their pages, everybody else to what anybody may open."""

import datetime
from urllib.parse import parse_qs, urlsplit

from django.test import Client

import pytest

from challenge.classrooms import codes
from challenge.classrooms import services as classrooms
from challenge.learners.models import today
from challenge.lti.models import LtiPlatform
from cms.publications.models import Publication
from tests.challenge import factories
from tests.challenge.lti.conftest import (
    CLIENT,
    CONTEXT_ROLE,
    IN_FRAME,
    ISSUER,
    LEARNER,
    TEACHER,
)

SYSTEM_ROLE = "http://purl.imsglobal.org/vocab/lis/v2/system/person#"


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_login_goes_on_to_the_registered_platform(platform, counted, method):
    with counted(1):
        response = platform.login(method, lti_message_hint="h&1", evil="https://x")

    assert response.status_code == 302
    address, _, query = response.headers["Location"].partition("?")
    assert address == platform.row.auth_login_url
    asked = {name: value for name, (value,) in parse_qs(query).items()}
    assert asked.pop("state")
    assert len(asked.pop("nonce")) == 43
    assert asked == {
        "scope": "openid",
        "response_type": "id_token",
        "response_mode": "form_post",
        "prompt": "none",
        "client_id": CLIENT,
        "redirect_uri": "http://testserver/lti/launch/",
        "login_hint": "5",
        "lti_message_hint": "h&1",
    }


def test_an_address_for_logins_may_have_a_query_of_its_own(platform):
    LtiPlatform.objects.update(auth_login_url=f"{ISSUER}/auth?tenant=3")

    query = parse_qs(urlsplit(platform.login().headers["Location"]).query)
    assert query["tenant"] == ["3"]
    assert query["client_id"] == [CLIENT]


def test_two_clients_of_one_platform_are_told_apart(platform):
    LtiPlatform.objects.create(name="Two", issuer=ISSUER, client_id="client-8")

    assert platform.begin()["client_id"] == CLIENT
    # Without the client id nobody knows which of them is meant.
    assert platform.login(client_id="").status_code == 403


def test_a_pupil_comes_to_the_class(platform, classroom, counted):
    asked = platform.begin()
    custom = {"target": f"class:{classroom.uid}"}
    token = platform.signed(platform.claims(asked["nonce"], custom=custom))
    # The platform, the used number in its transaction, the class.
    with counted(5):
        response = platform.send(token, asked["state"])

    assert response.status_code == 302
    code = codes.shown(classroom.code)
    assert response.headers["Location"] == f"/en/join/{code}/"
    assert Client().get(response.headers["Location"]).status_code == 200


def test_the_class_is_shown_in_its_own_language(platform, educator):
    room = factories.new_class(educator, locale="ar")

    response = platform.launch(custom={"target": f"class:{room.uid}"})
    assert response.headers["Location"].startswith("/ar/join/")


def test_a_pupil_comes_to_the_module(platform, module):
    response = platform.launch(custom={"target": f"module:{module}"})

    assert response.headers["Location"] == f"/en/children/{module}/"


@pytest.mark.parametrize(
    "role",
    [
        TEACHER,
        "Instructor",
        CONTEXT_ROLE + "Administrator",
        CONTEXT_ROLE + "ContentDeveloper",
        "http://purl.imsglobal.org/vocab/lis/v2/membership/Instructor#TeachingAssistant",
        SYSTEM_ROLE + "Administrator",
    ],
)
def test_an_educator_comes_to_the_educators_pages(platform, classroom, module, role):
    to_class = platform.launch(
        roles=[role], custom={"target": f"class:{classroom.uid}"}
    )
    assert to_class.headers["Location"] == f"/en/lti/class/{classroom.uid}/"
    to_module = platform.launch(roles=[role], custom={"target": f"module:{module}"})
    assert to_module.headers["Location"] == f"/en/teach/lessons/{module}/"


@pytest.mark.parametrize(
    "roles",
    [
        [],
        None,
        "Instructor",
        [LEARNER],
        [CONTEXT_ROLE + "Mentor"],
        ["http://purl.imsglobal.org/vocab/lis/v2/institution/person#Student"],
        [7, None, {"a": "Instructor"}],
    ],
)
def test_everybody_else_is_a_pupil(platform, classroom, roles):
    response = platform.launch(roles=roles, custom={"target": f"class:{classroom.uid}"})
    assert response.headers["Location"].startswith("/en/join/")


@pytest.mark.parametrize(("role", "door"), [(TEACHER, "/en/teach/"), (LEARNER, "/en/")])
def test_a_link_to_nothing_in_particular_leads_to_the_front_door(platform, role, door):
    assert platform.launch(roles=[role]).headers["Location"] == door


def test_a_launch_without_a_person_is_as_good(platform, module):
    anonymous = dict.fromkeys(
        ("sub", "name", "given_name", "family_name", "email", "picture")
    )
    response = platform.launch(custom={"target": f"module:{module}"}, **anonymous)
    assert response.status_code == 302


def test_an_educator_signs_in_with_an_account_of_this_site(
    platform, classroom, signed_in, counted
):
    response = platform.launch(
        roles=[TEACHER], custom={"target": f"class:{classroom.uid}"}
    )
    page = response.headers["Location"]
    stranger = Client().get(page)
    assert stranger.headers["Location"] == f"/en/accounts/login/?next={page}"
    # Session, account, group, class; the policy asks whether an editor looks (two).
    with counted(6):
        known = signed_in.get(page)
    assert known.headers["Location"] == f"/en/teach/classes/{classroom.uid}/"


def test_a_class_of_another_educator_is_not_here(platform, classroom):
    other = Client()
    other.force_login(factories.new_educator("omar"))

    response = other.get(f"/en/lti/class/{classroom.uid}/")
    assert response.status_code == 404
    assert "belongs to another educator" in response.content.decode()


def test_no_account_is_made_of_a_launch(platform, django_user_model):
    platform.launch(roles=[TEACHER])

    assert not django_user_model.objects.exists()


def test_the_language_of_the_platform_is_spoken(platform, module):
    shown = {"locale": "ar_SA", "document_target": "window"}
    response = platform.launch(
        roles=[TEACHER],
        launch_presentation=shown,
        custom={"target": f"module:{module}"},
    )
    assert response.headers["Location"] == f"/ar/teach/lessons/{module}/"


@pytest.mark.parametrize(
    ("target", "status", "code"),
    [
        ("class:4b2ac2b6-8b0f-4f53-8c5d-6f27cf1c6ac3", 410, "no_class"),
        ("class:x", 400, "no_target"),
        ("module:t9-9999-none", 410, "no_module"),
        ("module:a\0b", 400, "no_target"),
        ("https://evil.example/", 400, "no_target"),
        ("//evil.example", 400, "no_target"),
    ],
)
def test_a_link_that_leads_nowhere_says_so(platform, target, status, code):
    response = platform.launch(custom={"target": target})

    assert response.status_code == status
    assert code in response.content.decode()


def test_a_module_that_is_not_published_any_more(platform, module):
    Publication.objects.update(is_current=False)
    for role in (LEARNER, TEACHER):
        response = platform.launch(roles=[role], custom={"target": f"module:{module}"})
        assert response.status_code == 410
        assert "no_module" in response.content.decode()


def test_a_class_that_is_closed_sends_its_pupils_on_to_play(platform, classroom):
    classrooms.close_window(classroom)

    response = platform.launch(custom={"target": f"class:{classroom.uid}"})
    assert response.status_code == 403
    assert "just play on" in response.content.decode()


def test_a_class_that_has_ended(platform, classroom):
    classroom.ends_on = today() - datetime.timedelta(days=1)
    classroom.save(update_fields=["ends_on"])

    response = platform.launch(custom={"target": f"class:{classroom.uid}"})
    assert response.status_code == 410


def test_in_a_frame_it_opens_in_a_window_of_its_own(platform, classroom):
    response = platform.launch(IN_FRAME, custom={"target": f"class:{classroom.uid}"})

    assert response.status_code == 200
    page = response.content.decode()
    code = codes.shown(classroom.code)
    assert f'href="/en/join/{code}/" target="_blank" rel="noopener"' in page


def test_only_the_platform_may_frame_a_launch(platform, classroom):
    response = platform.launch(IN_FRAME, custom={"target": f"class:{classroom.uid}"})

    policy = response.headers["Content-Security-Policy"]
    assert f"frame-ancestors {ISSUER};" in f"{policy};"
    assert "X-Frame-Options" not in response.headers
    # What is refused may be read there, too, once it is known who asks.
    refused = platform.launch(IN_FRAME, custom={"target": "class:x"})
    assert f"frame-ancestors {ISSUER}" in refused.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    "path", ["/en/join/", "/en/accounts/login/", "/lti/launch/", "/lti/login/"]
)
def test_nobody_frames_anything_else(platform, path):
    response = Client().get(path)

    assert "frame-ancestors 'self'" in response.headers["Content-Security-Policy"]
    assert response.headers["X-Frame-Options"] == "SAMEORIGIN"
