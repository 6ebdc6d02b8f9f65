"""What a monitor reads, and that alarms and dashboard name only what there is."""

import datetime
import json
import re
from pathlib import Path

from django.core.management import call_command
from django.utils import timezone

import pytest
import yaml
from prometheus_client.parser import text_string_to_metric_families

from challenge.health import readiness
from challenge.models import Attempt, Classroom, JobState, Upkeep
from tests.challenge.content import attempt

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).resolve().parents[3]
MONITORING = ROOT / "deploy" / "monitoring"
TOKEN = "a token of a monitor"
# Labels and their values that metrics may have: none about anybody.
LABELS = {"check", "job_name", "notice"}


@pytest.fixture
def scrape(settings, client):
    settings.METRICS_TOKEN = TOKEN

    def read():
        answer = client.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"})
        assert answer.status_code == 200
        return answer.content.decode()

    return read


def families(text):
    return {family.name: family for family in text_string_to_metric_families(text)}


def value(text, name, **labels):
    samples = families(text)[name].samples
    return next(each.value for each in samples if each.labels == labels)


def test_it_is_closed_until_a_token_is_set_and_to_other_tokens(client, settings):
    assert client.get("/metrics").status_code == 404
    settings.METRICS_TOKEN = TOKEN
    assert client.get("/metrics").status_code == 401
    for sent in ("Bearer ", "Bearer wrong", TOKEN, f"Basic {TOKEN}", "Bearer é"):
        answer = client.get("/metrics", headers={"Authorization": sent})
        assert (answer.status_code, answer.content) == (401, b"")


def test_it_sets_no_cookie_and_is_kept_by_no_cache(settings, client):
    settings.METRICS_TOKEN = TOKEN
    answer = client.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"})
    assert answer["Content-Type"].startswith("text/plain; version=")
    assert "no-cache" in answer["Cache-Control"]
    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")


def test_figures_say_how_far_the_background_work_is(scrape, module, device):
    device.answer(attempt("q-choice"))
    text = scrape()
    assert value(text, "cop_attempts_uncounted") == Attempt.objects.get().seq
    assert value(text, "cop_retention_day_timestamp_seconds") == 0
    call_command("worker", "--once")
    text = scrape()
    assert value(text, "cop_attempts_uncounted") == 0
    assert value(text, "cop_job_failures", job_name="roll-ups") == 0
    day = datetime.datetime.combine(
        timezone.localdate(), datetime.time(), tzinfo=datetime.UTC
    )
    for name in ("counted", "retention"):
        assert value(text, f"cop_{name}_day_timestamp_seconds") == day.timestamp()


def test_figures_are_there_while_the_database_is_away(scrape, monkeypatch):
    monkeypatch.setattr(readiness, "database_answers", lambda: False)
    text = scrape()
    assert value(text, "cop_ready", check="database") == 0
    assert "cop_job_failures" not in text


def test_no_label_tells_of_anybody(scrape, module, device):
    device.answer(attempt("q-choice"))
    call_command("worker", "--once")
    for family in families(scrape()).values():
        for sample in family.samples:
            assert set(sample.labels) <= LABELS
            assert all(
                re.fullmatch(r"[a-z_-]+", each) for each in sample.labels.values()
            )
    assert not Classroom.objects.exists()


def test_the_cost_of_reading_it_does_not_grow(scrape, django_assert_max_num_queries):
    call_command("worker", "--once")
    scrape()
    with django_assert_max_num_queries(14):
        scrape()


def test_alarms_and_dashboard_name_only_what_there_is(scrape):
    call_command("worker", "--once")
    Upkeep.objects.update(held_back=1)
    known = set(families(scrape()))
    jobs = set(JobState.objects.values_list("name", flat=True))
    rules = yaml.safe_load((MONITORING / "alerts.yml").read_text())
    board = json.loads((MONITORING / "grafana.json").read_text())
    told = [rule["expr"] for group in rules["groups"] for rule in group["rules"]]
    told += [each["expr"] for panel in board["panels"] for each in panel["targets"]]
    for expression in told:
        assert set(re.findall(r"\bcop_\w+", expression)) <= known, expression
        assert set(re.findall(r'job_name="([^"]+)"', expression)) <= jobs, expression
    used = " ".join(told)
    assert {name for name in known if name not in used} == set()


def test_each_alarm_and_each_metric_is_in_the_run_book(scrape):
    call_command("worker", "--once")
    page = (ROOT / "docs" / "operators" / "monitoring.md").read_text()
    rules = yaml.safe_load((MONITORING / "alerts.yml").read_text())["groups"][0][
        "rules"
    ]
    for rule in rules:
        assert f"\n### {rule['alert']}\n" in page
        assert rule["annotations"]["runbook"].endswith(f"#{rule['alert'].lower()}")
    assert len(re.findall(r"^### ", page, re.MULTILINE)) == len(rules)
    for name in families(scrape()):
        assert f"`{name}" in page
