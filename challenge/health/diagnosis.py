"""What is wrong with a site and what to do about it, for ``manage.py doctor``."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from django.conf import settings
from django.core.checks import ERROR, run_checks
from django.utils import timezone

from challenge.health import readiness
from challenge.upkeep.models import JobState
from challenge.upkeep.services import notices

# The shortest token that nobody guesses.
TOKEN_LENGTH = 16
# Without any work for so long, no process does it.
SILENCE_SECONDS = 600
# A job that failed once may have met a restart of the database.
MOST_FAILURES = 2

READY = {
    "database": (
        "The database does not answer, or may only be read.",
        "Look whether it runs, and at DATABASE_URL; a standby cannot be written.",
    ),
    "disk": (
        "The disk of DATA_DIR has less than 64 MiB free, or takes no file.",
        "Make room, or look at the rights and the quota of the server's user.",
    ),
    "cache": (
        "The cache does not keep what it is given.",
        "Look whether Redis runs and has memory, and at CACHE_URL.",
    ),
    "migrations": (
        "The database has not the tables of this release.",
        "Run `manage.py migrate`.",
    ),
}
NOTICES = {
    "clock_behind": (
        "The clock says a date before the last counted day: nothing is cleared away.",
        "Set the clock right. See `manage.py retention`.",
    ),
    "clock_ahead": (
        "The clock says a date long after the last counted day: nothing is cleared away.",
        "If it is right, run `manage.py retention --confirm` with today's date; else set it.",
    ),
    "retention_held_back": (
        "More learners, classes or answers had their time than one day clears away.",
        "Run `manage.py retention`, and confirm if the figures can be right.",
    ),
}
MAIL_THAT_GOES_NOWHERE = ("console", "locmem", "dummy", "filebased")


class Finding(NamedTuple):
    """Something that is wrong, by the name of its check, and what to do."""

    check: str
    wrong: str
    do: str


def examine() -> Iterator[tuple[str, list[Finding]]]:
    """Yield the name of each check and what it found.

    Checks that read the database are left out if it is not ready to be read.
    """
    is_readable = True
    for name, check in readiness.checks().items():
        is_good = check()
        is_readable &= is_good or name not in ("database", "migrations")
        yield name, [] if is_good else [Finding(name, *READY[name])]
    yield "settings", list(_settings())
    yield "monitoring", list(_monitoring())
    yield "mail", list(_mail())
    if is_readable:
        more: dict[str, Callable[[], Iterator[Finding]]] = {
            "background work": _work,
            "days and retention": _notices,
        }
        for name, find in more.items():
            yield name, list(find())


def _settings() -> Iterator[Finding]:
    for message in run_checks(include_deployment_checks=not settings.DEMO):
        if message.is_silenced() or (settings.DEMO and message.level < ERROR):
            continue
        yield Finding("settings", f"{message.id}: {message.msg}", message.hint or _SEE)


_SEE = "See docs/operators/settings.md."


def _monitoring() -> Iterator[Finding]:
    if settings.METRICS_TOKEN and len(settings.METRICS_TOKEN) < TOKEN_LENGTH:
        yield Finding(
            "monitoring",
            f"METRICS_TOKEN has fewer than {TOKEN_LENGTH} characters.",
            "Set a random one, and give it to the monitor.",
        )


def _mail() -> Iterator[Finding]:
    kind = settings.EMAIL_BACKEND.rsplit(".", 2)[-2]
    if not settings.DEMO and kind in MAIL_THAT_GOES_NOWHERE:
        yield Finding(
            "mail",
            "Mail is printed or kept, and not sent: nobody can confirm an address.",
            "Set EMAIL_URL to a mail server.",
        )


def _work() -> Iterator[Finding]:
    states = list(JobState.objects.order_by("name"))
    newest = max((state.ran_at for state in states if state.ran_at), default=None)
    silence = (timezone.now() - newest).total_seconds() if newest else None
    if silence is None or silence > SILENCE_SECONDS:
        since = f"since {newest:%Y-%m-%d %H:%M} UTC" if newest else "yet"
        yield Finding(
            "background work",
            f"No process has done the background work {since}.",
            "Run `manage.py worker`, or a server without RUN_ROLLUPS=false.",
        )
    for state in states:
        if state.failures >= MOST_FAILURES:
            yield Finding(
                "background work",
                f"The job {state.name} has failed {state.failures} times: {state.error}.",
                "Look for its error in the log; it is tried again by itself.",
            )


def _notices() -> Iterator[Finding]:
    for notice in notices():
        yield Finding("days and retention", *NOTICES[notice])
