"""An event, from its announcement to what came of it."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone

import pytest

from cms.events.models import Event
from tests import factories

pytestmark = pytest.mark.django_db
PAGES = "/en/programme/events/"


def event(slug: str = "event", **more) -> Event:
    fields = {
        "title": slug.title(),
        "summary": "In short.",
        "kind": "workshop",
        "country": "OM",
        "place": "Muscat",
        "starts_on": date(2024, 5, 1),
        "ends_on": date(2024, 5, 2),
        "hosts": "Regulator",
        "as_of": date(2024, 5, 1),
        "locale": factories.locale("en"),
    }
    made = Event(slug=slug, live=False, **(fields | more))
    made.save()
    made.save_revision().publish()
    return made


def page(client, url: str = PAGES) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def test_an_event_is_announced_and_later_tells_what_came_of_it(client) -> None:
    factories.site()
    day = timezone.localdate() + timedelta(days=30)
    made = event("meeting", starts_on=day, ends_on=day)
    event("older")

    html = page(client)
    assert html.index("To come") < html.index("Meeting") < html.index("Past")
    assert html.index("Past") < html.index("Older")
    assert "Outcomes" not in page(client, f"{PAGES}meeting/")

    made.starts_on = made.ends_on = date(2024, 6, 1)
    made.outcomes = "Countries share a framework."
    made.attendance = [("group", {"group": "Regulators", "number": 12})]
    made.follow_up = [
        ("action", {"title": "A hotline", "owner": "Ministry", "state": "under way"})
    ]
    made.save_revision().publish()

    assert "To come" not in page(client)
    html = page(client, f"{PAGES}meeting/")
    for words in ("Countries share a framework.", "Regulators: 12", "A hotline"):
        assert words in html
    answer = client.get("/api/v1/events/meeting/").json()
    assert answer["attendance"] == [{"group": "Regulators", "number": 12}]
    assert "Meeting" in page(client, f"{PAGES}feed.atom")


def test_a_calendar_takes_the_event_with_all_of_its_days(client) -> None:
    title = "ورشة؛ عمل, طويلة العنوان جدًّا حتى يُطوى السطر"
    event("days", title=title)

    response = client.get(f"{PAGES}days/event.ics")

    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    lines = response.content.split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    unfolded = response.content.replace(b"\r\n ", b"").decode().split("\r\n")
    assert "DTSTART;VALUE=DATE:20240501" in unfolded
    # The end is the day after the last (RFC 5545 §3.6.1).
    assert "DTEND;VALUE=DATE:20240503" in unfolded
    assert "SUMMARY:" + title.replace(",", "\\,") in unfolded
    assert "LOCATION:Muscat\\, Oman" in unfolded
    assert client.get(f"{PAGES}nothing/event.ics").status_code == 404


def test_a_day_that_nobody_knows_is_not_made_up(client) -> None:
    event("month", starts_on=date(2014, 9, 1), is_day_known=False)

    html = page(client, f"{PAGES}month/")

    assert "September 2014" in html
    assert "1 September 2014" not in html


def test_an_event_cannot_end_before_it_starts() -> None:
    made = event()
    made.ends_on = date(2024, 4, 1)
    with pytest.raises(ValidationError):
        made.full_clean()


def test_more_events_cost_no_more_queries(
    client, django_assert_max_num_queries
) -> None:
    for number in range(8):
        event(f"n{number}")
    page(client)
    for url, most in ((PAGES, 3), (f"{PAGES}n1/", 2), (f"{PAGES}n1/event.ics", 1)):
        with django_assert_max_num_queries(most):
            page(client, url)
