"""Finding a lesson among all of the site."""

from urllib.parse import urlencode

import pytest

from challenge.classrooms.lessons.finding import AUDIENCES, folded
from cms.choices import Topic
from cms.publications import catalogue
from tests.challenge import factories
from tests.challenge.classrooms.lessons.conftest import CIRCLES, PARENTS, STORM

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_site")]


def found(lessons, language="en", **query):
    topics = lessons.get(f"?{urlencode(query)}", language).context["topics"]
    return [each.summary["key"] for topic in topics for each in topic["lessons"]]


def test_all_modules_are_there_by_topic_youngest_first(lessons):
    topics = lessons.get().context["topics"]

    names = [topic["topic"] for topic in topics]
    assert names == [name for name in Topic.values if name in names]
    order = [value for value, _label in AUDIENCES]
    for topic in topics:
        places = [order.index(each.audience) for each in topic["lessons"]]
        assert places == sorted(places)
        assert {each.summary["topic"] for each in topic["lessons"]} == {topic["topic"]}
    keys = found(lessons)
    assert sorted(keys) == sorted(catalogue.all_summaries("en"))
    assert f"{len(keys)} lessons" in lessons.read()


@pytest.mark.parametrize(
    ("query", "there", "not_there"),
    [
        ({"for": "8-10"}, CIRCLES, STORM),
        ({"for": "parents"}, PARENTS, CIRCLES),
        ({"topic": "t4"}, STORM, CIRCLES),
        ({"for": "11-13", "topic": "t4"}, STORM, CIRCLES),
        ({"q": "WHO may  know"}, CIRCLES, STORM),
    ],
)
def test_age_topic_and_words_leave_some(lessons, query, there, not_there):
    keys = found(lessons, **query)
    assert there in keys
    assert not_there not in keys


@pytest.mark.parametrize("query", [{"q": "who storm"}, {"for": "8-10", "q": "storm"}])
def test_all_that_is_asked_for_must_fit(lessons, query):
    assert {CIRCLES, STORM}.isdisjoint(found(lessons, **query))


def test_what_nobody_offers_is_not_looked_for(lessons):
    assert found(lessons, **{"for": "99", "topic": "t99"}) == found(lessons)


def test_nothing_found_says_so_and_keeps_what_was_written(lessons):
    page = lessons.get("?q=%3Cb%3Ezebra").content.decode()

    assert "No lesson is like that." in page
    assert 'value="&lt;b&gt;zebra"' in page


def test_arabic_titles_are_found_with_and_without_vowel_signs(lessons):
    for query in ("من يعرف", "مَن يعرف", "مـن"):
        assert CIRCLES in found(lessons, "ar", q=query)
    assert folded("أُسرة") == folded("اسرة")


def test_a_sensitive_one_is_marked_in_the_list(lessons):
    assert "sensitive" in lessons.read("?topic=t4")
    assert "sensitive" not in lessons.read("?topic=t1")


def test_it_costs_as_much_for_one_lesson_as_for_all(
    lessons, educator, django_assert_num_queries
):
    lessons.read()
    factories.new_class(educator)
    for path in ("", "?topic=t1"):
        # Session, user, is it an educator; and one for each language.
        for language, queries in (("en", 6), ("ar", 7)):
            with django_assert_num_queries(queries):
                lessons.get(path, language)


def test_class_classes_and_the_educators_track_lead_here(lessons, educator, client):
    room = factories.new_class(educator)
    room.assignments.create(module=CIRCLES)
    page = lessons.client.get(f"/en/teach/classes/{room.uid}/").content.decode()
    assert f'href="/en/teach/lessons/{CIRCLES}/"' in page
    assert 'href="/en/teach/lessons/?for=8-10"' in page
    assert (
        'href="/en/teach/lessons/"' in lessons.client.get("/en/teach/").content.decode()
    )
    for language in ("en", "ar"):
        link = f'href="/{language}/teach/lessons/"'
        assert link in client.get(f"/{language}/educators/").content.decode()
        assert link not in client.get(f"/{language}/children/").content.decode()
