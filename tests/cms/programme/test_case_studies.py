"""Case studies: sent by an organisation, read by editors, found by everybody."""

from datetime import date
from xml.etree import ElementTree

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError

from wagtail.models import TaskState

import pytest

from cms.case_studies.models import CaseStudy
from cms.case_studies.services import MOST_WAITING
from cms.editorial import services as review
from tests import factories
from tests.cms import people

pytestmark = pytest.mark.django_db

PAGES = "/en/programme/case-studies/"
ATOM = "{http://www.w3.org/2005/Atom}"
FORM = {
    "organisation": "Example Regulator",
    "title": "A duty to answer reports",
    "summary": "Operators answer every report within a day.",
    "country": "BH",
    "sector": "regulator",
    "measure": "removal",
    "started_in": "2019",
    "action": "The licence asks operators for it.",
    "evidence": "Yearly reports.",
    "outcome": "Reports are answered.",
    "as_of": "2024-05-01",
    "sources-TOTAL_FORMS": "3",
    "sources-INITIAL_FORMS": "0",
    "sources-0-title": "Licence conditions",
    "sources-0-publisher": "Example Regulator",
    "sources-0-url": "https://example.org/licence",
}


def study(slug: str = "study", publish: bool = True, **more) -> CaseStudy:
    fields = {
        "title": slug.title(),
        "summary": "In short.",
        "sector": "regulator",
        "measure": "law",
        "organisation": "Example",
        "action": "Done.",
        "evidence": "Shown.",
        "outcome": "Came of it.",
        "as_of": date(2024, 5, 1),
        "locale": factories.locale("en"),
    }
    made = CaseStudy(slug=slug, live=False, **(fields | more))
    made.save()
    if publish:
        made.save_revision().publish()
    return made


def submitter(client, name: str = "organisation"):
    user = get_user_model().objects.create_user(name, f"{name}@example.org", name)
    client.force_login(user)
    return user


def page(client, url: str = PAGES) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def pass_review(entry: CaseStudy) -> None:
    """Let people pass every step of the review that an entry is in."""
    lead = people.person("lead", "reader")
    while state := TaskState.objects.filter(
        workflow_state__object_id=str(entry.pk), status=TaskState.STATUS_IN_PROGRESS
    ).first():
        task = state.task.specific
        task.on_action(state.specific, lead, "approve")


def test_what_an_organisation_sends_is_public_only_after_the_review(client) -> None:
    factories.site()
    review.install()
    user = submitter(client)

    sent = client.post(f"{PAGES}submit/", FORM)

    assert sent.status_code == 302
    entry = CaseStudy.objects.get()
    assert not entry.live
    assert entry.submitted_by == user
    assert "A duty to answer reports" not in page(client)
    assert client.get(f"{PAGES}{entry.slug}/").status_code == 404
    assert entry.slug not in client.get("/api/v1/case-studies/").content.decode()
    assert "Waits for the editors" in page(client, f"{PAGES}submitted/")

    pass_review(entry)

    html = page(client, f"{PAGES}{entry.slug}/")
    assert "Operators answer every report within a day." in html
    assert "https://example.org/licence" in html
    assert "Not compared with the source yet" in html
    assert "A duty to answer reports" in page(client, f"{PAGES}feed.atom")
    assert "A duty to answer reports" in page(client, "/en/programme/new/feed.atom")
    assert "Waits for the editors" not in page(client, f"{PAGES}submitted/")


def test_the_form_is_for_people_with_an_account(client) -> None:
    response = client.get(f"{PAGES}submit/")

    assert response.status_code == 302
    assert "/accounts/login/" in response["Location"]
    assert client.post(f"{PAGES}submit/", FORM).status_code == 302
    assert not CaseStudy.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": ""},
        {"country": "XX"},
        {"started_in": "3019"},
        {"as_of": "2999-01-01"},
        {"action": "x" * 4001},
        {"sources-0-title": ""},
        {"sources-0-url": "javascript:alert(1)"},
    ],
    ids=lambda wrong: next(iter(wrong)),
)
def test_a_form_with_a_fault_says_so_and_keeps_nothing(client, wrong) -> None:
    factories.site()
    submitter(client)

    response = client.post(f"{PAGES}submit/", FORM | wrong)

    assert response.status_code == 422
    assert "Something is missing." in response.content.decode()
    assert not CaseStudy.objects.exists()


def test_nobody_floods_the_editors(client) -> None:
    factories.site()
    review.install()
    submitter(client)
    for _number in range(MOST_WAITING):
        assert client.post(f"{PAGES}submit/", FORM).status_code == 302

    assert client.post(f"{PAGES}submit/", FORM).status_code == 422
    assert CaseStudy.objects.count() == MOST_WAITING


def test_another_account_does_not_see_what_waits(client) -> None:
    study("mine", publish=False, submitted_by=submitter(client))
    submitter(client, "somebody")

    assert "Mine" not in page(client, f"{PAGES}submitted/")


def test_a_list_is_narrowed_by_its_facets_and_so_is_the_feed(client) -> None:
    study("law", country="BH", measure="law")
    study("helpline", country="BH", measure="support")
    study("elsewhere", country="OM", measure="law")

    html = page(client, f"{PAGES}?country=BH&measure=law")
    assert ">Law<" in html
    assert ">Helpline<" not in html
    assert ">Elsewhere<" not in html
    # A facet counts what choosing another value of it would show.
    assert "Oman (1)" in html
    assert "Bahrain (1)" in html
    feed = ElementTree.fromstring(page(client, f"{PAGES}feed.atom?country=OM"))
    assert [entry.findtext(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")] == [
        "Elsewhere"
    ]
    answer = client.get("/api/v1/case-studies/?country=bh&measure=support").json()
    assert [one["id"] for one in answer["results"]] == ["helpline"]


def test_a_page_in_another_language_falls_back_and_says_so(client) -> None:
    factories.site()
    known = study("both")
    study("english")
    arabic = known.copy_for_translation(factories.locale("ar"))
    arabic.title = "دراسة"
    arabic.live = False
    arabic.save()
    assert ">Both<" in page(client, "/ar/programme/case-studies/")
    arabic.save_revision().publish()

    html = page(client, "/ar/programme/case-studies/")

    assert "دراسة" in html
    assert ">Both<" not in html
    assert 'lang="en" dir="auto"' in html
    answer = client.get("/api/v1/case-studies/both/?locale=ar").json()
    assert answer["locale"] == "ar"
    assert answer["url"] == "/ar/programme/case-studies/both/"
    assert client.get("/api/v1/case-studies/english/?locale=ar").json()["locale"] == (
        "en"
    )


def test_two_entries_never_share_an_address() -> None:
    study("one")
    other = study("two", publish=False)
    other.slug = "one"

    with pytest.raises(ValidationError):
        other.full_clean()


def test_the_api_pages_through_a_list(client) -> None:
    for number in range(21):
        study(f"n{number}")

    first = client.get("/api/v1/case-studies/").json()

    assert first["count"] == 21
    assert len(first["results"]) == 20
    assert first["previous"] is None
    second = client.get(first["next"]).json()
    assert len(second["results"]) == 1
    assert second["next"] is None
    seen = {one["id"] for one in first["results"] + second["results"]}
    assert len(seen) == 21
    assert client.get("/api/v1/case-studies/?sector=nobody").status_code == 400
    assert client.get("/api/v1/case-studies/nothing/").status_code == 404


def test_more_entries_cost_no_more_queries(
    client, django_assert_max_num_queries
) -> None:
    factories.site()
    for number in range(12):
        study(f"n{number}")
    page(client)

    for url, most in (
        (PAGES, 3),
        (f"{PAGES}n1/", 2),
        (f"{PAGES}feed.atom", 2),
        ("/en/programme/", 10),
        ("/en/programme/new/", 5),
    ):
        with django_assert_max_num_queries(most):
            page(client, url)
    with django_assert_max_num_queries(2):
        client.get("/api/v1/case-studies/")
    with django_assert_max_num_queries(1):
        client.get("/api/v1/case-studies/n1/")


def test_an_editor_writes_one_and_sees_it_as_readers_will(editor, client) -> None:
    factories.site()
    entry = study("written")

    assert editor.get("/admin/snippets/cms/casestudy/").status_code == 200
    form = editor.get(f"/admin/snippets/cms/casestudy/edit/{entry.pk}/")
    assert form.status_code == 200
    assert "Shown." in form.content.decode()
    preview = entry.make_preview_request()
    assert "Came of it." in preview.content.decode()
