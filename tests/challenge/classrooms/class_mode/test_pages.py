"""The big screen as an educator uses it, with nothing but forms."""

import re

from django.test import Client
from django.urls import reverse

import pytest

from challenge.classrooms.class_mode import services
from challenge.classrooms.class_mode.models import Round
from tests.challenge import factories
from tests.challenge.classrooms.class_mode import making
from tests.challenge.classrooms.class_mode.making import CHECK, MODULE, QUESTION


@pytest.fixture
def browser(classroom):
    client = Client()
    client.force_login(classroom.educator)
    return client


@pytest.fixture
def rounds(classroom):
    return reverse("educators:rounds", args=[classroom.uid])


def begin(browser, rounds, **more):
    answer = browser.post(rounds, {"module": MODULE, "item": QUESTION} | more)
    assert answer.status_code == 302
    return answer["Location"]


def words(response):
    return re.sub(r"<[^>]+>|\s+", " ", response.content.decode())


def test_the_questions_are_listed_with_both_ways_to_answer(browser, rounds):
    page = browser.get(rounds)
    assert page.status_code == 200
    assert words(page).count("With hands or cards") == 2
    assert "from the check" in words(page)
    assert "Because." not in page.content.decode()


def test_a_sensitive_module_leads_to_before_you_start(browser, rounds, classroom):
    making.publish(making.SENSITIVE, making.SENSITIVE_VERSION, sensitivity=3)
    classroom.assignments.create(module=making.SENSITIVE, position=1)
    before = reverse("educators:before", args=[classroom.uid, making.SENSITIVE])
    assert before in browser.get(rounds).content.decode()
    answer = browser.post(
        rounds, {"module": making.SENSITIVE, "item": QUESTION}, follow=True
    )
    assert "before you start" in words(answer)
    assert not Round.objects.exists()
    classroom.unlocked = [making.SENSITIVE]
    classroom.save()
    assert before not in browser.get(rounds).content.decode()


def test_a_round_goes_on_by_its_one_large_button(browser, rounds, classroom, pupils):
    page = begin(browser, rounds)
    for button, stage in [
        ("Let the class choose", "choose"),
        ("Show how we chose", "spread"),
        ("Now talk about it", "talk"),
        ("Choose again", "choose_again"),
        ("What we think now", "close"),
    ]:
        assert f'value="{stage}"' in browser.get(page).content.decode()
        assert button in words(browser.get(page))
        assert browser.post(page, {"stage": stage})["Location"] == page
        if stage in ("choose", "choose_again"):
            for pupil in pupils:
                services.vote(pupil, classroom.rounds.get().uid, "tell")
            assert "6 of 6 have answered" in words(browser.get(page))
    end = words(browser.get(page))
    assert "This is right" in end
    assert end.count("chosen most often") == 2
    assert "Before we talked" in end
    assert "Another question" in end


def test_too_few_answers_are_not_shown(browser, rounds, classroom, pupils):
    page = begin(browser, rounds)
    browser.post(page, {"stage": "choose"})
    for pupil in pupils[:4]:
        services.vote(pupil, classroom.rounds.get().uid, "tell")
    browser.post(page, {"stage": "spread"})
    assert "Fewer than 5 have answered" in words(browser.get(page))


@pytest.mark.parametrize("stage", ["see", "choose"])
def test_to_end_a_question_reveals_nothing(browser, rounds, classroom, pupils, stage):
    page = begin(browser, rounds)
    browser.post(page, {"stage": stage})
    assert "End this question" in words(browser.get(page))
    ended = browser.post(page, {"end": "1"}, follow=True)
    assert ended.redirect_chain == [(rounds, 302)]
    assert "This is right" not in words(ended)
    assert services.latest_round(pupils[0]) is None
    # The same question can be asked anew.
    assert begin(browser, rounds) != page


def test_to_end_a_question_keeps_what_was_chosen(browser, rounds, classroom, pupils):
    page = begin(browser, rounds)
    browser.post(page, {"stage": "choose"})
    services.vote(pupils[0], classroom.rounds.get().uid, "tell")
    assert browser.post(page, {"end": "1"})["Location"] == rounds
    assert classroom.rounds.get().is_closed
    assert classroom.rounds.get().votes.count() == 1


def test_a_check_does_not_say_what_is_right(browser, rounds):
    page = begin(browser, rounds, item=CHECK)
    browser.post(page, {"stage": "close"})
    assert "This is right" not in words(browser.get(page))


def test_two_windows_of_one_educator_do_not_turn_the_round_back(browser, rounds):
    page = begin(browser, rounds)
    browser.post(page, {"stage": "talk"})
    told = browser.post(page, {"stage": "choose"}, follow=True)
    assert "The class has gone on already" in words(told)
    assert Round.objects.get().stage == "talk"


def test_the_part_that_follows_the_class_tells_when_it_has_gone_on(browser, rounds):
    page = begin(browser, rounds)
    now = f"{page}now/?stage=see"
    first = browser.get(now)
    assert "gone on" not in words(first)
    tag = {"If-None-Match": first["ETag"]}
    assert browser.get(now, headers=tag).status_code == 304
    browser.post(page, {"stage": "choose"})
    assert "gone on in another window" in words(browser.get(now, headers=tag))


def test_hands_are_typed_kept_and_shown(browser, rounds, classroom):
    page = begin(browser, rounds, by="hand")
    browser.post(page, {"stage": "choose"})
    assert "Your teacher counts" in words(browser.get(page))
    typed = {"hands-tell": "12", "hands-wait": "6", "hands-share": "6"}
    browser.post(page, typed | {"stage": "spread"})
    assert words(browser.get(page)).count("25 %") == 2
    assert "24 hands counted" in words(browser.get(page))


@pytest.mark.parametrize("number", ["-1", "61", "many"])
def test_a_wrong_number_of_hands_is_said_beside_it_and_nothing_is_lost(
    browser, rounds, number
):
    page = begin(browser, rounds, by="hand")
    browser.post(page, {"stage": "choose"})
    typed = {"hands-tell": number, "hands-wait": "7", "stage": "spread"}
    answer = browser.post(page, typed)
    body = answer.content.decode()
    assert answer.status_code == 200
    assert f'value="{number}"' in body
    assert 'value="7"' in body
    assert 'aria-invalid="true"' in body
    assert Round.objects.get().stage == "choose"


def test_more_hands_than_a_class_has_are_questioned(browser, rounds):
    page = begin(browser, rounds, by="hand")
    browser.post(page, {"stage": "choose"})
    answer = browser.post(page, {"hands-tell": "40", "hands-wait": "40"})
    assert "up to 60 pupils" in words(answer)


def test_nobody_else_sees_the_screen(browser, rounds, client):
    page = begin(browser, rounds)
    for address in (rounds, page, f"{page}now/"):
        assert client.get(address).status_code == 302
    client.force_login(factories.new_educator("other"))
    for address in (rounds, page, f"{page}now/"):
        assert client.get(address).status_code == 404
    assert client.post(page, {"stage": "close"}).status_code == 404


def test_the_screen_wears_the_dress_of_its_class(browser, rounds):
    page = begin(browser, rounds)
    assert 'data-dress="standard"' in browser.get(page).content.decode()


def test_the_device_page_is_the_same_for_everybody(client, db):
    page = client.get("/en/class/?band=5-7")
    assert page.status_code == 200
    assert 'data-dress="young"' in page.content.decode()
    assert not client.cookies
    assert client.get("/en/class/?band=nine").status_code == 200
