"""A child is launched with everything that a platform knows, and leaves no trace."""

import logging
from urllib.parse import parse_qs, urlsplit

from django.apps import apps
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client

import pytest

from challenge.lti import deep_linking
from challenge.lti.models import SpentNonce
from tests.challenge.lti.conftest import DEEP, IN_FRAME, PERSON, TEACHER

WORDS = {*PERSON.values(), "layla", "haddadova", "pupil-sub-4711"}


def everything_kept() -> str:
    """Return each value of each column of each table as one text."""
    rows = [
        value
        for model in apps.get_models(include_auto_created=True)
        for row in model._base_manager.values_list()
        for value in row
    ]
    sessions = [session.get_decoded() for session in Session.objects.all()]
    return repr([rows, sessions, getattr(cache, "_cache", {})]).casefold()


@pytest.mark.parametrize("headers", [{}, IN_FRAME], ids=["window", "frame"])
def test_nothing_of_a_child_is_kept_or_logged(
    platform, classroom, module, caplog, headers
):
    caplog.set_level(logging.DEBUG)
    targets = [f"class:{classroom.uid}", f"module:{module}", "class:x", ""]
    answers = [
        platform.launch(headers, custom={"target": target}) for target in targets
    ]
    # What is refused is as little to be known.
    answers.append(platform.launch(headers, aud="another"))
    answers.append(platform.launch(headers, deployment_id="another"))

    kept = everything_kept() + caplog.text.casefold()
    answered = repr([(each.headers, each.content.decode()) for each in answers])
    for word in WORDS:
        assert word.casefold() not in kept
        assert word.casefold() not in answered.casefold()
    assert not Session.objects.exists()


def test_nothing_of_an_educator_is_kept_either(platform, educator, caplog):
    caplog.set_level(logging.DEBUG)
    platform.launch(roles=[TEACHER])
    platform.deep_link(IN_FRAME)
    kept = everything_kept() + caplog.text.casefold()
    assert not [word for word in WORDS if word.casefold() in kept]


def test_what_is_kept_of_a_launch_is_a_used_number_and_its_day(platform, module):
    platform.launch(custom={"target": f"module:{module}"})

    names = {field.name for field in SpentNonce._meta.fields}
    assert names == {"value", "picked", "day"}
    assert SpentNonce.objects.get().picked == ""


def test_the_cookie_of_a_launch_is_random_and_goes_with_it(platform, module):
    begun = platform.login()
    (cookie,) = begun.cookies.values()
    assert cookie.key.startswith("lti_")
    assert (cookie["secure"], cookie["httponly"]) == (True, True)
    assert (cookie["path"], cookie["samesite"]) == ("/lti/", "None")
    assert cookie["max-age"] == 600

    ended = platform.launch(custom={"target": f"module:{module}"})
    assert [each["max-age"] for each in ended.cookies.values()] == [0]


def test_a_frame_gets_no_cookie(platform, module):
    assert not platform.login(headers=IN_FRAME).cookies


def test_no_page_of_a_launch_is_cached(platform, module):
    for response in (platform.login(), platform.launch(), Client().get("/lti/launch/")):
        assert "no-store" in response.headers["Cache-Control"]


def test_deep_linking_claims_travel_without_the_person(platform):
    response = platform.deep_link(
        **{DEEP + "x": "y"}, name="Mariam Q.", email="m@school.example"
    )
    assert response.status_code == 302
    (token,) = parse_qs(urlsplit(response.headers["Location"]).query)["request"]
    asked, _platform = deep_linking.read(token)
    assert "Mariam" not in repr(asked)
    assert "school.example/mod" in asked.wish.return_url
