"""Certificates of a class: how many, with which code, and what they never tell."""

import datetime
import re

import pytest

from challenge.classrooms.models import Classroom
from challenge.learners.models import today
from challenge.models import Learner, Progress
from challenge.progress.models import State
from challenge.rewards import codes
from tests.challenge import factories
from tests.challenge.classrooms.educator_pages.conftest import Desk, new_class
from tests.challenge.content import MODULE, OTHER_MODULE, OTHER_VERSION

NOVEMBER, DECEMBER = datetime.date(2026, 11, 20), datetime.date(2026, 12, 3)
# Who asks and whose class it is: six; seats, assignments, words in two languages, ends.
QUERIES = 11
SHEET = '<li class="certificate'


def finish(classroom: Classroom, *days: datetime.date, module: str = MODULE) -> None:
    """Let so many of the first seats finish a module, each on its day."""
    for seat, day in zip(classroom.seats.all(), days, strict=False):
        if seat.learner_id is None:
            seat.learner_id = factories.new_learner()[0].pk
            seat.save()
        Progress.objects.create(
            learner_id=seat.learner_id,
            module=module,
            state=State.FINISHED,
            updated_on=day,
            finished_on=day,
        )


def assign(
    classroom: Classroom, module: str = MODULE, version: str = "", **summary: object
) -> None:
    publication = {"module": module, "topic": "t2"} | summary
    factories.publish(**publication, **({"version": version} if version else {}))
    classroom.assignments.create(module=module)


def codes_on(page: str) -> list[str]:
    return re.findall(r'certificate__code" dir="ltr">([^<]+)<', page)


@pytest.fixture
def played(classroom: Classroom) -> Classroom:
    """Three of five seats have finished: two in November, one in December."""
    assign(classroom)
    finish(classroom, NOVEMBER, NOVEMBER, DECEMBER)
    return classroom


def test_there_is_one_for_each_seat_that_has_finished_with_the_code_of_its_month(
    desk, played
):
    page = desk.read("certificates/")
    assert page.count(SHEET) == 3
    november = codes.sign(codes.Claim(MODULE, NOVEMBER))
    december = codes.sign(codes.Claim(MODULE, DECEMBER))
    assert codes_on(page) == [november, november, december]
    assert "in November 2026" in page
    assert "testserver/en/verify/" in page
    assert "3 seats have finished it" in page


def test_a_code_is_the_one_that_the_children_get_themselves(desk, device, classroom):
    assign(classroom)
    seat = classroom.seats.first()
    seat.learner_id = Learner.objects.get().pk
    seat.save()
    finish(classroom, today())
    own = device.send("POST", "certificates/", {"module": MODULE}).json()["code"]
    (code,) = codes_on(desk.read("certificates/"))
    assert code == own


def test_no_sheet_has_a_name_or_a_seat_unless_asked(desk, played):
    page = desk.read("certificates/")
    assert 'class="certificate__seat"' not in page
    assert (
        page.count('<p class="certificate__line"><span class="visually-hidden">') == 3
    )
    asked = f"certificates/?modules={MODULE}&number=finished&paper=whole&seats=on"
    assert desk.read(asked).count('class="certificate__seat"') == 3


def test_there_can_be_one_for_each_seat_with_the_last_month(desk, played):
    page = desk.read(f"certificates/?modules={MODULE}&number=all&paper=half")
    assert page.count(SHEET) == 5
    assert codes_on(page)[-2:] == [codes.sign(codes.Claim(MODULE, DECEMBER))] * 2
    assert "certificates--half" in page


def test_before_anybody_has_finished_they_are_printed_without_month_and_code(
    desk, classroom
):
    assign(classroom)
    assert "nobody has finished what is ticked" in desk.read("certificates/")
    page = desk.read(f"certificates/?modules={MODULE}&number=all&paper=whole")
    assert page.count(SHEET) == 5
    assert codes_on(page) == []
    assert "Whether it is genuine" not in page


def test_of_a_sensitive_module_the_page_is_the_same_whoever_has_finished(
    desk, classroom
):
    assign(classroom, sensitivity=2)
    asked = [
        "certificates/",
        *(
            f"certificates/?modules={MODULE}&number={number}&paper=whole&seats=on"
            for number in ("finished", "all")
        ),
    ]
    before = [desk.read(path) for path in asked]
    finish(classroom, NOVEMBER, DECEMBER, DECEMBER)
    assert [_without_tokens(desk.read(path)) for path in asked] == [
        _without_tokens(page) for page in before
    ]
    assert [page.count(SHEET) for page in before] == [0, 5, 5]
    assert codes_on(before[1]) == []


def test_what_is_not_assigned_or_not_published_has_none(desk, played):
    factories.publish(OTHER_MODULE, OTHER_VERSION, topic="t3")
    finish(played, NOVEMBER, module=OTHER_MODULE)
    finish(played, NOVEMBER, module="gone")
    played.assignments.create(module="gone")
    page = desk.read("certificates/")
    assert page.count(SHEET) == 3
    for key in (OTHER_MODULE, "gone"):
        asked = desk.read(f"certificates/?modules={key}&number=all&paper=whole")
        assert SHEET not in asked


@pytest.mark.parametrize("sent", ["number=none", "modules=x&paper=a5", "seats=1"])
def test_an_address_that_makes_no_sense_lays_nothing_out(desk, played, sent):
    assert SHEET not in desk.read(f"certificates/?{sent}")


def test_the_sheets_speak_the_language_of_the_class(educator):
    room = new_class(educator, locale="ar")
    desk = Desk(educator, room)
    assign(room)
    factories.publish(
        MODULE, OTHER_VERSION, locale="ar", topic="t2", title="مفتاح صغير"
    )
    finish(room, NOVEMBER)
    page = desk.read("certificates/")
    (sheets,) = re.findall(r'<ol class="certificates.*?</ol>', page, re.DOTALL)
    assert 'lang="ar" dir="rtl"' in sheets
    for words in ("مفتاح صغير", "نوفمبر ٢٠٢٦", "/ar/verify/", "أكمل الوحدة"):
        assert words in sheets
    assert "Test-Module" in page.replace(sheets, "")


def test_older_ones_get_a_plain_sheet(educator):
    room = new_class(educator, band="14-17")
    assign(room)
    finish(room, NOVEMBER)
    page = Desk(educator, room).read("certificates/")
    assert "certificate--plain" in page
    assert "certificate__dugong" not in page


def test_more_seats_cost_no_more_queries(
    desk, played, educator, django_assert_num_queries
):
    desk.read("certificates/")
    large = new_class(educator, name="6A", size=40)
    large.assignments.create(module=MODULE)
    finish(large, *[NOVEMBER] * 40)
    for room in (played, large):
        with django_assert_num_queries(QUERIES):
            desk.client.get(f"/en/teach/classes/{room.uid}/certificates/")


def _without_tokens(page: str) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page)
