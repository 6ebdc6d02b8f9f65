"""Guidelines: editions, sections that can be linked and quoted, what changed."""

from datetime import date

from django.core.exceptions import ValidationError

from wagtail.blocks import StructBlockValidationError

import pytest

from cms.guidelines.blocks import EditionBlock
from cms.guidelines.differences import compare, compare_words
from cms.guidelines.editions import Edition, Section
from cms.guidelines.models import Guideline
from tests import factories

pytestmark = pytest.mark.django_db

PAGES = "/en/programme/guidelines/"
API = "/api/v1/guidelines/"


def section(number: str, title: str, text: str = "", continues: str = "") -> dict:
    return {"number": number, "title": title, "text": text, "continues": continues}


def edition(year: int, *sections: dict, status: str = "superseded", **more) -> tuple:
    fields = {
        "year": year,
        "status": status,
        "title": "Advice",
        "publisher": "",
        "changed": "",
        "documents": [],
        "sections": list(sections),
    }
    return ("edition", fields | more)


OLD = edition(
    2014,
    section("3.1", "Reports", "Answer every report within a week."),
    section("3.2", "Sectors", "By sector."),
    section("4", "Gone", "No more."),
)
NEW = edition(
    2020,
    section("3.1", "New things", "Connected toys."),
    section("3.2", "Reports", "Answer every report within a day."),
    section("5", "Features", "By feature.", "3.2"),
    status="current",
    publisher="Example Union and Fund",
    changed="Written anew.",
    documents=[{"language": "ar", "url": "https://example.org/ar.pdf"}],
)


def guideline(slug: str = "advice", editions=(OLD, NEW), **more) -> Guideline:
    fields = {
        "title": slug.title(),
        "summary": "In short.",
        "audience": "industry",
        "publisher": "Example Union",
        "as_of": date(2024, 5, 1),
        "locale": factories.locale("en"),
    }
    made = Guideline(slug=slug, live=False, editions=list(editions), **(fields | more))
    made.save()
    made.save_revision().publish()
    return made


def page(client, url: str = PAGES) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def plain(year: int, *sections: dict) -> Edition:
    own = tuple(Section(**one) for one in sections)
    return Edition(year, "superseded", "Advice", "Union", "", (), own)


def test_a_section_has_an_address_and_a_citation_without_script(client) -> None:
    factories.site()
    guideline()

    html = page(client, f"{PAGES}advice/2020/")

    assert 'id="section-3-2"' in html
    assert 'href="#section-3-2"' in html
    address = f"http://testserver{PAGES}advice/2020/#section-3-2"
    assert address in html
    assert "<bdi>Example Union and Fund</bdi>. <cite>Advice</cite>" in html
    assert "2020 edition. Section 3.2, “Reports”." in html
    assert 'href="https://example.org/ar.pdf" hreflang="ar"' in html
    assert "العربيّة" in html
    assert "superseded" not in html


def test_an_old_edition_says_so_and_leads_to_the_current_one(client) -> None:
    factories.site()
    guideline()

    html = page(client, f"{PAGES}advice/2014/")

    assert "This edition is superseded." in html
    assert f'href="{PAGES}advice/2020/"' in html
    assert client.get(f"{PAGES}advice/2009/").status_code == 404
    assert client.get(f"{PAGES}nothing/2014/").status_code == 404


def test_readers_see_what_was_added_removed_and_changed(client) -> None:
    factories.site()
    guideline()

    html = page(client, f"{PAGES}advice/differences/")

    assert "editions of 2014 and 2020" in html
    assert '<del><span class="visually-hidden">Removed: </span>week.</del>' in html
    assert '<ins><span class="visually-hidden">Added: </span>day.</ins>' in html
    assert "1 section added" in html
    assert "1 section removed" in html
    assert "2 sections changed" in html
    turned = page(client, f"{PAGES}advice/differences/?from=2020&to=2014")
    assert "editions of 2014 and 2020" in turned
    for wrong in ("from=2020&to=2020", "from=2009&to=2020", "from=x", "from=٢٠٢٠"):
        assert client.get(f"{PAGES}advice/differences/?{wrong}").status_code == 404


def test_a_guideline_with_one_told_edition_offers_no_comparison(client) -> None:
    factories.site()
    guideline(editions=(NEW,))

    assert "Compare two editions" not in page(client, f"{PAGES}advice/")
    assert client.get(f"{PAGES}advice/differences/").status_code == 404
    assert client.get(f"{API}advice/differences/").status_code == 404


def test_a_section_is_followed_over_several_editions() -> None:
    editions = [
        plain(2020, section("7", "Reporting", "C", "5"), section("8", "Two", "C", "5")),
        plain(2009, section("1", "Reports", "A"), section("2", "Old", "A")),
        plain(2014, section("5", "reports", "B"), section("2", "Other", "B")),
    ]

    found = compare(editions, 2009, 2020)

    pairs = [
        (one.kind, one.old and one.old.number, one.new and one.new.number)
        for one in found
    ]
    assert pairs == [
        ("changed", "1", "7"),
        # A section that was split continues in the first of its parts.
        ("added", None, "8"),
        ("removed", "2", None),
    ]


def test_words_are_compared_whole_in_any_script() -> None:
    assert compare_words("سلامة الأطفالِ أوّلًا", "سلامة اليافعين أوّلًا") == (
        ("same", "سلامة"),
        ("removed", "الأطفالِ"),
        ("added", "اليافعين"),
        ("same", "أوّلًا"),
    )
    assert compare_words("", "") == ()


def test_a_list_is_narrowed_by_audience_and_edition_and_so_is_the_feed(client) -> None:
    guideline("companies")
    guideline("ministries", (NEW,), audience="policy-makers")

    html = page(client, f"{PAGES}?audience=policy-makers")
    assert ">Ministries<" in html
    assert ">Companies<" not in html
    assert "2020 (1)" in html
    assert "Ministries" not in page(client, f"{PAGES}feed.atom?years=2014")
    answer = client.get(f"{API}?years=2014").json()
    assert [one["id"] for one in answer["results"]] == ["companies"]
    assert client.get(f"{API}?years=long").status_code == 400
    assert "Companies" in page(client, "/en/programme/new/")


def test_the_api_tells_editions_sections_and_differences(client) -> None:
    guideline()

    listed = client.get(API).json()["results"][0]
    assert [one["year"] for one in listed["editions"]] == [2020, 2014]
    assert "sections" not in listed["editions"][0]
    whole = client.get(f"{API}advice/").json()
    assert whole["editions"][0]["sections"][1] == {
        "id": "section-3-2",
        "number": "3.2",
        "title": "Reports",
        "text": "Answer every report within a day.",
        "url": f"{PAGES}advice/2020/#section-3-2",
    }
    found = client.get(f"{API}advice/differences/?from=2014&to=2020").json()
    assert (found["older"], found["newer"]) == (2014, 2020)
    assert [one["kind"] for one in found["differences"]] == [
        "added",
        "changed",
        "changed",
        "removed",
    ]
    assert {"kind": "added", "text": "day."} in found["differences"][1]["text"]
    assert client.get(f"{API}advice/differences/?from=x").status_code == 400
    assert client.get(f"{API}nothing/differences/").status_code == 404


def test_an_editor_is_told_of_editions_and_sections_that_clash() -> None:
    made = guideline()
    made.editions = [NEW, NEW]
    with pytest.raises(ValidationError, match="same year"):
        made.full_clean()
    made.editions = [NEW, edition(2021, status="current")]
    with pytest.raises(ValidationError, match="one edition is current"):
        made.full_clean()

    block = EditionBlock()
    twice = NEW[1] | {"sections": [section("1", "One"), section("1", "Two")]}
    with pytest.raises(StructBlockValidationError):
        block.clean(block.to_python(block.get_prep_value(block.normalize(twice))))


def test_an_editor_writes_one_and_sees_it_as_readers_will(editor) -> None:
    factories.site()
    made = guideline()

    assert editor.get("/admin/snippets/cms/guideline/").status_code == 200
    form = editor.get(f"/admin/snippets/cms/guideline/edit/{made.pk}/")
    assert "Written anew." in form.content.decode()
    assert "Written anew." in made.make_preview_request().content.decode()


def test_more_guidelines_and_editions_cost_no_more_queries(
    client, django_assert_max_num_queries
) -> None:
    factories.site()
    for number in range(8):
        guideline(f"n{number}")
    page(client)

    for url, most in (
        (PAGES, 3),
        (f"{PAGES}n1/", 2),
        (f"{PAGES}n1/2020/", 2),
        (f"{PAGES}n1/differences/", 2),
        (f"{PAGES}feed.atom", 2),
        ("/en/programme/", 12),
    ):
        with django_assert_max_num_queries(most):
            page(client, url)
    for url, most in ((API, 2), (f"{API}n1/", 1), (f"{API}n1/differences/", 1)):
        with django_assert_max_num_queries(most):
            assert client.get(url).status_code == 200
