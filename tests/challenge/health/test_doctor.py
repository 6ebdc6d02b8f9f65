"""What ``manage.py doctor`` finds, and what it advises."""

import datetime

from django.core.management import call_command
from django.utils import timezone

import pytest

from challenge.health import diagnosis, readiness
from challenge.models import JobState, Upkeep

pytestmark = pytest.mark.django_db


def doctor(capsys):
    """Return the exit status and what was said."""
    status = 0
    try:
        call_command("doctor")
    except SystemExit as end:
        status = end.code
    return status, capsys.readouterr().out


@pytest.fixture
def healthy(settings, monkeypatch):
    """A site that is right; its settings are those of tests, so Django has complaints."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    monkeypatch.setattr(diagnosis, "run_checks", lambda **kwargs: [])
    call_command("worker", "--once")


def test_a_healthy_site_is_told_so(healthy, capsys):
    status, said = doctor(capsys)
    assert status == 0
    assert "wrong" not in said


@pytest.mark.parametrize("name", list(diagnosis.READY))
def test_what_is_not_ready_is_named_with_advice(healthy, capsys, monkeypatch, name):
    others = {key: lambda: True for key in readiness.checks()}
    monkeypatch.setattr(readiness, "checks", lambda: others | {name: lambda: False})
    status, said = doctor(capsys)
    assert status == 1
    for words in diagnosis.READY[name]:
        assert words in said


def test_a_job_that_fails_and_work_that_nobody_does_are_named(healthy, capsys):
    JobState.objects.filter(name="retention").update(
        failures=3, error="ValueError at x.py:1"
    )
    JobState.objects.update(ran_at=timezone.now() - datetime.timedelta(hours=1))
    status, said = doctor(capsys)
    assert status == 1
    assert "The job retention has failed 3 times: ValueError at x.py:1." in said
    assert "No process has done the background work since" in said
    JobState.objects.all().delete()
    assert "the background work yet" in doctor(capsys)[1]


def test_notices_mail_and_a_short_token_are_named(healthy, capsys, settings):
    Upkeep.objects.update(held_back=3)
    settings.METRICS_TOKEN = "short"
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    said = doctor(capsys)[1]
    assert diagnosis.NOTICES["retention_held_back"][0] in said
    assert "METRICS_TOKEN has fewer than 16" in said
    assert "Set EMAIL_URL" in said


def test_django_s_own_checks_for_a_real_host_are_among_them(capsys):
    assert "security.W" in doctor(capsys)[1]
