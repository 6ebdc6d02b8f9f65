"""Choosing what to play, with the demo's modules."""

import pytest

from challenge.classrooms import assigning
from tests.challenge.classrooms.educator_pages.conftest import Desk, new_class

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_site")]

CIRCLES, HOOKS, STORM = "t1-0810-circles", "t5-0810-hooks", "t4-1113-storm"


@pytest.fixture
def classroom(educator):
    return new_class(educator, band="11-13", country="BH")


def modules(desk: Desk) -> list[str]:
    return list(desk.classroom.assignments.values_list("module", flat=True))


def test_modules_are_chosen_with_a_day_and_a_note(desk):
    sent = {"modules": [HOOKS, CIRCLES], "due_on": "2030-01-31", "note": "In pairs"}

    page = desk.told("tasks/", sent)

    assert "The class sees it now." in page
    assert "Find the hooks" in page
    assert "In pairs" in desk.read()
    assert set(modules(desk)) == {HOOKS, CIRCLES}
    for task in desk.classroom.assignments.all():
        assert (str(task.due_on), task.note) == ("2030-01-31", "In pairs")


def test_the_modules_are_those_of_the_age_and_younger_ones(desk):
    page = desk.read("tasks/")
    assert page.index("Storm, the new teammate") < page.index("Find the hooks")
    assert "The clip everyone shares" not in page
    assert "The clip everyone shares" in Desk(
        desk.classroom.educator, new_class(desk.classroom.educator, band="14-17")
    ).read("tasks/")


def test_an_arabic_page_names_them_in_arabic(desk):
    assert "أين الصنّارة؟" in desk.read("tasks/", "ar")


@pytest.mark.parametrize(
    ("sent", "error"),
    [
        ({}, "modules"),
        ({"modules": ["p2-tell"]}, "modules"),
        ({"modules": [CIRCLES], "due_on": "soon"}, "due_on"),
        ({"modules": [CIRCLES], "note": "x" * 201}, "note"),
    ],
)
def test_what_cannot_be_chosen_is_told_and_ticks_stay(desk, sent, error):
    answer = desk.send("tasks/", sent)

    assert answer.context["form"].errors.keys() == {error}
    page = answer.content.decode()
    assert (f'value="{CIRCLES}" checked' in page) == (sent.get("modules") == [CIRCLES])
    assert modules(desk) == []


def test_what_another_tab_added_meanwhile_is_there_once(desk):
    assigning.assign(desk.classroom, CIRCLES, note="First tab")

    page = desk.told("tasks/", {"modules": [CIRCLES], "note": "Second tab"})

    assert "there already" in page
    assert desk.classroom.assignments.get().note == "First tab"


def test_the_whole_path_of_a_topic_is_added_in_its_order(desk, monkeypatch):
    known = assigning.assignable(desk.classroom)
    path = known | {
        "t4-1113-second": known[STORM] | {"key": "t4-1113-second", "title": "Second"}
    }
    monkeypatch.setattr(assigning, "assignable", lambda classroom: path)

    assert "The whole path: Friends and contact" in desk.read("tasks/")
    desk.told("tasks/", {"topic": "t4", "note": "All of it"})

    assert modules(desk) == [STORM, "t4-1113-second"]
    assert {task.note for task in desk.classroom.assignments.all()} == {"All of it"}


def test_the_order_is_changed_with_buttons(desk):
    for module in (CIRCLES, HOOKS, STORM):
        assigning.assign(desk.classroom, module)
    task = desk.classroom.assignments.get(module=STORM)

    desk.send(f"tasks/{task.uid}/", {"act": "up"})
    assert modules(desk) == [CIRCLES, STORM, HOOKS]
    desk.send(f"tasks/{task.uid}/", {"act": "down"})
    desk.send(f"tasks/{task.uid}/", {"act": "down"})
    assert modules(desk) == [CIRCLES, HOOKS, STORM]


def test_day_and_note_are_changed_and_the_second_tab_is_told(desk):
    task, _new = assigning.assign(desk.classroom, CIRCLES, note="Old")
    opened = desk.get(f"tasks/{task.uid}/").context["form"]["seen"].value()
    desk.send(f"tasks/{task.uid}/", {"note": "First tab", "seen": opened})

    late = {"note": "Second tab", "due_on": "2030-01-31", "seen": opened}
    page = desk.told(f"tasks/{task.uid}/", late)

    assert "It now says: First tab" in page
    assert 'value="Second tab"' in page
    assert 'value="2030-01-31"' in page
    assert desk.classroom.assignments.get().note == "First tab"


def test_what_was_taken_away_in_another_tab_is_told(desk):
    task, _new = assigning.assign(desk.classroom, CIRCLES)
    assert "Taken away." in desk.told(f"tasks/{task.uid}/", {"act": "remove"})
    for act in ("up", "remove", ""):
        page = desk.told(f"tasks/{task.uid}/", {"act": act, "note": "x"})
        assert "no longer among what to play" in page


def test_a_module_that_is_no_longer_published_says_so(desk):
    task, _new = assigning.assign(desk.classroom, CIRCLES)
    type(task).objects.update(module="t1-0810-gone")
    for path in ("", "tasks/", f"tasks/{task.uid}/"):
        assert "t1-0810-gone" in desk.read(path)
    assert "No longer published" in desk.read()


def test_a_sensitive_module_opens_after_every_step_before_it(desk, settings):
    settings.HELPLINES_SHOW_UNVERIFIED = True
    assigning.assign(desk.classroom, STORM)
    assert "Locked until you have read" in desk.read()
    page = desk.read(f"before/{STORM}/")
    assert "Do not promise to keep it secret." in page
    # Bahrain's child helpline and emergency number.
    assert "tel:998" in page
    assert "tel:999" in page

    ticks = dict.fromkeys(("lead", "steps", "aside", "rules"), "on")
    for missing in ticks:
        sent = {name: value for name, value in ticks.items() if name != missing}
        assert "Tick this when it is so." in desk.told(f"before/{STORM}/", sent)
    desk.classroom.refresh_from_db()
    assert desk.classroom.unlocked == []

    assert "is open for this class" in desk.told(f"before/{STORM}/", ticks)
    desk.classroom.refresh_from_db()
    assert desk.classroom.unlocked == [STORM]
    assert "Locked until you have read" not in desk.read()
    assert "You have opened this module" in desk.read(f"before/{STORM}/")


def test_numbers_before_you_start_are_there_unchecked_and_say_so(desk, settings):
    settings.HELPLINES_SHOW_UNVERIFIED = False
    page = desk.read(f"before/{STORM}/")

    assert "tel:998" not in page
    assert "tel:999" in page
    assert "https://findahelpline.com/" in page
    assert page.count("Not checked by us lately") == 5


@pytest.mark.parametrize("module", [CIRCLES, "no-such-module"])
def test_only_a_sensitive_module_has_steps_before_it(desk, module):
    assert desk.get(f"before/{module}/").status_code == 404


def test_a_sensitive_module_for_older_pupils_cannot_be_opened(desk):
    younger = Desk(desk.classroom.educator, new_class(desk.classroom.educator))

    assert desk.get(f"before/{STORM}/").status_code == 200
    assert younger.get(f"before/{STORM}/").status_code == 404
