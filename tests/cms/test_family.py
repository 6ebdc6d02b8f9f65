"""What a family finds: talk cards by topic, and the page on which a plan is made."""

from django.test import Client

import pytest

from cms.family import services
from cms.pages.module import ModulePage
from cms.publications import catalogue
from cms.publications.content import steps_of_type
from cms.publications.models import Publication

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_site")]


def cards(track, locale="en"):
    return {
        card["key"]: card
        for topic in services.talk_cards(locale)
        for card in topic[track]
    }


@pytest.mark.parametrize("locale", ["en", "ar"])
def test_every_card_of_children_and_parents_is_there_once(locale):
    wanted = ModulePage.objects.live().filter(locale__language_code=locale)
    shown = [
        card
        for topic in services.talk_cards(locale)
        for card in topic["children"] + topic["parents"]
    ]

    assert sorted(card["key"] for card in shown) == sorted(
        page.key for page in wanted if page.talk_card and page.track != "educators"
    )
    for card in shown:
        page = wanted.get(key=card["key"])
        assert (card["title"], card["url"]) == (page.title, page.get_url())
        assert card["lines"] == [line for line in page.talk_card.splitlines() if line]


def test_a_parents_module_stands_beside_the_childrens_of_its_topic():
    ModulePage.objects.filter(key="t4-1113-storm").update(topic="t12")
    for publication in Publication.objects.filter(module_key="t4-1113-storm"):
        publication.summary["topic"] = "t12"
        publication.save()

    topic = next(t for t in services.talk_cards("en") if t["topic"] == "t12")

    children = ["t12-0507-hand", "t4-1113-storm"]
    assert [card["key"] for card in topic["children"]] == children
    assert [card["key"] for card in topic["parents"]] == ["p2-tell"]
    assert topic["children"][1]["band_label"] == "11–13 years"


def test_a_module_without_a_card_has_no_place():
    ModulePage.objects.filter(key="t1-0810-circles").update(talk_card=" \n")
    assert "t1-0810-circles" not in cards("children")


def test_a_draft_is_not_shown_before_it_is_published():
    page = ModulePage.objects.get(key="p2-tell", locale__language_code="en")
    page.talk_card = "Not yet."
    page.save_revision()
    assert "Not yet." not in Client().get("/en/talk-cards/").content.decode()


def test_the_page_of_cards_is_one_query(django_assert_num_queries):
    client = Client()
    client.get("/en/talk-cards/")
    with django_assert_num_queries(1):
        page = client.get("/en/talk-cards/")
    words = page.content.decode()
    assert "Ask me what the shells are" in words
    assert 'href="/en/parents/tell/"' in words
    assert page.cookies == {}


def test_the_page_of_the_plan_asks_the_database_nothing(django_assert_num_queries):
    client = Client()
    client.get("/en/family-plan/")
    with django_assert_num_queries(0):
        page = client.get("/en/family-plan/")
    assert 'data-island="plan"' in page.content.decode()


@pytest.mark.parametrize(
    ("track", "links"),
    [
        ("children/?band=8-10", ["/en/treasure/?for=8-10"]),
        (
            "parents/",
            ["/en/talk-cards/", "/en/family-plan/", "/en/treasure/?for=parents"],
        ),
        ("educators/", ["/en/treasure/?for=educators"]),
    ],
)
def test_each_track_leads_to_what_it_is_for(track, links):
    words = Client().get(f"/en/{track}").content.decode()
    for link in links:
        assert f'href="{link}"' in words
    assert ("talk-cards" in words) == (track == "parents/")


# What was published, as these pages read it -------------------------------------


def test_titles_are_in_the_readers_language_or_the_default():
    Publication.objects.filter(module_key="p2-tell", locale="ar").delete()
    titles = catalogue.titles("ar")
    assert titles["t4-1113-storm"] == "ستورم، الزميل الجديد"
    assert titles["p2-tell"] == "When your child tells you"


def test_steps_are_read_once_a_version(django_assert_num_queries):
    current = Publication.objects.current().filter(locale="en")
    versions = list(current.values_list("version", flat=True))
    with django_assert_num_queries(1):
        found = steps_of_type("rehearse", [*versions, "no-such-version"])
    with django_assert_num_queries(0):
        assert steps_of_type("rehearse", versions) == {
            version: found[version] for version in versions
        }
    assert found["no-such-version"] == []
    storm = next(p for p in current if p.module_key == "t4-1113-storm")
    assert len(found[storm.version]) == 1
    assert found[storm.version][0] in storm.steps
