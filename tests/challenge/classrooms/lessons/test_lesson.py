"""One lesson, before it is led."""

import uuid

import pytest

from challenge.classrooms.lessons.lesson import plan_and_notes
from tests import factories as cms
from tests.challenge import factories
from tests.challenge.classrooms.lessons.conftest import (
    CIRCLES,
    HAND,
    PARENTS,
    STORM,
    TICKS,
    Lessons,
    words,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_site")]

LED = ("slides", "print")


def test_it_says_what_for_how_long_and_how(lessons):
    page = lessons.read(f"{CIRCLES}/")

    for said in (
        "I can choose who may know a thing and who need not.",
        "10 minutes",
        "In 25 minutes",
        "scissors",
        "Anyone may pass, at any time, and need not say why.",
        "Why does the teacher need to know about nuts, but not the players?",
        "What to listen for",
        "I helped Maya and her fish kite.",
    ):
        assert said in page
    assert page.index("In 25 minutes") < page.index("Ground rules")
    assert page.count("In 25 minutes") == 1


def test_it_has_its_place_in_the_curriculum(lessons):
    page = lessons.read(f"{CIRCLES}/")

    for tag in (
        "My information",
        "8–10 years",
        "Contract: what a child may be drawn into",
        "Cross-cutting: privacy, health, fair treatment",
        "Privacy and security",
        "DigComp 2.2 competence 4.2",
        "Audience (ITU guidelines) 9–12",
        "Getting help rehearsed here",
    ):
        assert tag in page


def test_it_speaks_arabic(lessons):
    page = lessons.read(f"{CIRCLES}/", "ar")

    for said in ("مَن يعرف ماذا؟", "قواعد الحوار", "في ٢٥ دقيقة", "معلوماتي"):
        assert said in page
    assert "Ground rules" not in page


def test_a_module_without_a_translation_is_led_in_the_sites_language(lessons):
    cms.module(
        key="t3-0810-kind",
        slug="kind",
        title="Kind words",
        topic="t3",
        band="8-10",
        parent=cms.track(),
    )
    answer = lessons.get("t3-0810-kind/", "ar")

    assert 'lang="en"><bdi>Kind words' in answer.content.decode()
    assert "قواعد الحوار" in answer.content.decode()


@pytest.mark.parametrize("page", ["", "before/", "print/", "slides/"])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_key_that_there_is_not_is_not_found(lessons, page, language):
    for key in ("no-such-module", "t1"):
        assert lessons.get(f"{key}/{page}", language).status_code == 404


@pytest.mark.parametrize(
    ("notes", "plan", "rest"),
    [
        ("<h3>In 5 minutes</h3><p>a</p><h3>Care</h3><p>b</p>", "a", "b"),
        ('<h3>Care</h3><p>b</p><h3 data-x="7">خطّة ٢٥ دقيقة</h3><p>a</p>', "a", "b"),
        ("<p>b</p>", "", "b"),
        ("", "", ""),
    ],
)
def test_the_plan_is_the_section_whose_heading_counts_minutes(notes, plan, rest):
    found = plan_and_notes(notes)

    assert (f"<p>{plan}</p>" in found[0]) == bool(plan)
    assert (f"<p>{rest}</p>" in found[1]) == bool(rest)
    assert len("".join(found)) == len(notes)


def test_a_class_gets_it_with_one_button(lessons, educator):
    room = factories.new_class(educator, name="3B")
    assert "Choose it for this class" in lessons.read(f"{CIRCLES}/")

    answer = lessons.client.post(
        f"/en/teach/lessons/{CIRCLES}/", {"room": str(room.uid)}, follow=True
    )

    assert "“3B” has it now." in answer.content.decode()
    assert f"/en/teach/classes/{room.uid}/rounds/#module-{CIRCLES}" in (
        answer.content.decode()
    )
    assert [each.module for each in room.assignments.all()] == [CIRCLES]


def test_only_classes_that_are_old_enough_are_offered(lessons, educator):
    for band in ("5-7", "8-10", "14-17"):
        factories.new_class(educator, name=f"class {band}", band=band)
    page = lessons.read(f"{CIRCLES}/")

    assert "class 8-10" in page
    assert "class 14-17" in page
    assert "class 5-7" not in page
    assert "class 5-7" in lessons.read(f"{HAND}/")


def test_a_class_that_is_too_young_is_refused_with_a_reason(lessons, educator):
    room = factories.new_class(educator, band="5-7")

    answer = lessons.client.post(
        f"/en/teach/lessons/{CIRCLES}/", {"room": str(room.uid)}, follow=True
    )

    assert "There is no such module for this class." in answer.content.decode()
    assert not room.assignments.exists()


def test_nobody_gives_a_module_to_another_educators_class(lessons):
    theirs = factories.new_class(factories.new_educator("omar"))

    for sent in (str(theirs.uid), str(uuid.uuid4()), "x", ""):
        answer = lessons.client.post(f"/en/teach/lessons/{CIRCLES}/", {"room": sent})
        assert answer.status_code == 404
    assert not theirs.assignments.exists()


def test_a_module_for_adults_is_for_no_class(lessons, educator):
    factories.new_class(educator, band="14-17", name="4A")
    page = lessons.read(f"{PARENTS}/")

    assert "This module is for adults." in page
    assert "4A" not in page


def test_it_is_shared_by_plain_links(lessons):
    page = lessons.get(f"{CIRCLES}/").content.decode()

    address = "http%3A%2F%2Ftestserver%2Fen%2Fchildren%2Fcircles%2F"
    assert 'value="http://testserver/en/children/circles/"' in page
    assert f"https://classroom.google.com/share?url={address}&amp;title=Who" in page
    assert f"https://teams.microsoft.com/share?href={address}&amp;msgText=Who" in page
    assert page.count('rel="noopener noreferrer"') == 2
    assert "leave this site" in page


def test_no_page_for_children_leads_to_another_service(client):
    for path in ("", "children/", "children/circles/", "children/circles/print/"):
        page = client.get(f"/en/{path}").content.decode()
        assert "google.com" not in page
        assert "microsoft.com" not in page


def test_a_sensitive_lesson_waits_for_before_you_start(lessons):
    answer = lessons.get(f"{STORM}/")
    page = words(answer)
    assert "Read “Before you start”" in page
    # The notes may say them, too: they are read to prepare, and name what to see to first.
    section = answer.content.decode().split('id="talk-title"')[1].split("</section>")[0]
    assert "opens them" in section
    for point in answer.context["lesson"].talk_points:
        assert point not in section
    assert "We name nobody" not in page
    assert "In this story someone puts pressure on Sam." in page
    for led in LED:
        where = lessons.get(f"{STORM}/{led}/").headers["Location"]
        assert where == f"/en/teach/lessons/{STORM}/before/?next={led}"


@pytest.mark.parametrize("led", LED)
def test_it_opens_after_every_step_before_it(lessons, led):
    before = f"/en/teach/lessons/{STORM}/before/?next={led}"
    assert "Do not promise to keep it secret." in lessons.read(f"{STORM}/before/")
    for missing in TICKS:
        sent = {name: value for name, value in TICKS.items() if name != missing}
        answer = lessons.client.post(before, sent)
        assert "Tick this when it is so." in answer.content.decode()
    assert lessons.get(f"{STORM}/{led}/").status_code == 302

    answer = lessons.open(STORM, f"?next={led}")

    assert answer.headers["Location"] == f"/en/teach/lessons/{STORM}/{led}/"
    assert lessons.get(f"{STORM}/{led}/").status_code == 200
    page = lessons.read(f"{STORM}/")
    assert "We name nobody" in page
    assert "Slides for the projector" in page
    assert "You have opened this lesson." in lessons.read(f"{STORM}/before/")


def test_it_is_open_where_a_class_of_theirs_has_it_open(lessons, educator):
    room = factories.new_class(educator, band="11-13")
    assert lessons.get(f"{STORM}/slides/").status_code == 302
    room.unlocked = [STORM]
    room.save()
    assert lessons.get(f"{STORM}/slides/").status_code == 200


def test_opening_it_opens_it_for_nobody_else_and_for_no_class(lessons, educator):
    room = factories.new_class(educator, band="11-13")
    room.assignments.create(module=STORM)
    lessons.open(STORM)

    room.refresh_from_db()
    assert room.unlocked == []
    assert f"/teach/classes/{room.uid}/before/{STORM}/" in (
        lessons.get(f"{STORM}/").content.decode()
    )
    other = Lessons(factories.new_educator("omar"))
    assert other.get(f"{STORM}/slides/").status_code == 302


def test_an_everyday_lesson_has_nothing_before_it(lessons):
    assert lessons.get(f"{CIRCLES}/before/").status_code == 404
    assert lessons.open(CIRCLES).status_code == 404


def test_next_leads_nowhere_else(lessons):
    answer = lessons.open(STORM, "?next=https://elsewhere.example/")

    assert answer.headers["Location"] == f"/en/teach/lessons/{STORM}/"


def test_it_costs_as_much_for_twenty_classes_as_for_one(
    lessons, educator, django_assert_num_queries
):
    factories.new_class(educator)
    costs = {"": 9, "print/": 7, "slides/": 8}
    for _round in range(2):
        for path, queries in costs.items():
            lessons.read(f"{CIRCLES}/{path}")
            with django_assert_num_queries(queries):
                lessons.get(f"{CIRCLES}/{path}")
        for number in range(19):
            room = factories.new_class(educator, name=str(number), size=1)
            room.assignments.create(module=CIRCLES)


def test_no_browser_keeps_the_pages_for_others(lessons):
    for path in ("", f"{CIRCLES}/", f"{CIRCLES}/print/", f"{CIRCLES}/slides/"):
        assert "private" in lessons.get(path).headers["Cache-Control"]
