"""What an educator passes, and what becomes of it."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from challenge.accounts.models import User
from challenge.classrooms.models import Seat
from challenge.credentials.badges import Achievement, whole_track
from challenge.credentials.models import EducatorCredential, RevokedCredential
from challenge.credentials.passing import Result, result_of
from challenge.errors import Refused
from challenge.learners import services as learners
from challenge.learners.models import Learner
from challenge.learners.tokens import InvalidTokenError, token_digests
from challenge.progress import store
from challenge.storage.write_lock import write_lock
from cms.publications import catalogue
from cms.publications.catalogue import Course

WHOLE_TRACK = ""


@dataclass(frozen=True, slots=True)
class Training:
    """The educators' track as one educator is in it; ``passed`` by module."""

    courses: Mapping[str, Course]
    passed: Mapping[str, EducatorCredential]

    @property
    def steps(self) -> list[tuple[Course, EducatorCredential | None]]:
        """Return the modules in order, each with its credential if it is passed."""
        return [(course, self.passed.get(key)) for key, course in self.courses.items()]

    @property
    def left(self) -> int:
        """Return how many modules are still to be passed."""
        return len(self.courses.keys() - self.passed.keys())

    @property
    def whole(self) -> EducatorCredential | None:
        """Return the credential of the whole track."""
        return self.passed.get(WHOLE_TRACK)


def training(educator: User, locale: str) -> Training:
    """Return how far an educator is; two queries."""
    passed = {row.module: row for row in educator.credentials.all()}
    return Training(catalogue.courses(locale), passed)


def claim(educator: User, module: str, token: str, locale: str) -> Result:
    """Credit an educator with what the learner of a token has passed.

    The learner is asked for its result and then forgotten about: nothing that is stored
    joins the two. Who has passed already keeps the first day.

    Args:
        educator: whose account it is.
        module: the key of a module that can be passed.
        token: of the learner of this educator's browser.
        locale: the language for the questions to look at again.

    Raises:
        Refused: if the token is nobody's or a pupil's, the module cannot be passed, or it
            has not been played to its end.
    """
    courses = catalogue.courses(locale)
    if (course := courses.get(module)) is None:
        raise Refused("unknown", _("This module has no certificate."), "module")
    learner = _player(token)
    progress = store.progress_in(learner.pk, module)
    result = result_of(progress, course) if progress and progress.finished else None
    if result is None:
        raise Refused(
            "not_finished",
            _(
                "Here the module is not finished yet. Go through it to its end, with the"
                " questions after it, then come back."
            ),
            "token",
        )
    if result.is_passed:
        with write_lock():
            _award(educator, module, result.version)
            passed = educator.credentials.values_list("module", flat=True)
            if courses.keys() <= {*passed}:
                _award(educator, WHOLE_TRACK)
    return result


def _player(token: str) -> Learner:
    try:
        learner = learners.find_by_token(token_digests(token))
    except InvalidTokenError:
        learner = None
    if learner is None:
        raise Refused(
            "no_player",
            _(
                "This browser has no answers of yours. Play the module in it, without an"
                " account, then come back to this page."
            ),
            "token",
        )
    # What a pupil answered is nobody's to ask for, whoever sits at the device.
    if Seat.objects.filter(learner_id=learner.pk).exists():
        raise Refused(
            "is_pupil",
            _(
                "A pupil of a class plays in this browser now. Choose somebody else under"
                " “Who is playing?”, or use another browser."
            ),
            "token",
        )
    return learner


def _award(educator: User, module: str, version: str = "") -> None:
    EducatorCredential.objects.get_or_create(
        educator=educator, module=module, defaults={"version": version}
    )


def achievement_of(module: str, locale: str) -> Achievement:
    """Return what a module stands for, in words of a language; one query.

    Of a module that is no longer published there is its key to tell.
    """
    if module == WHOLE_TRACK:
        return whole_track()
    return achievement_for(catalogue.courses(locale).get(module), module)


def achievement_for(course: Course | None, module: str) -> Achievement:
    """Return what passing a module stands for."""
    title = course.title if course else module
    if course is None:
        criteria = gettext("Pass the check of the module.")
    else:
        criteria = gettext(
            "Finish the module and reach %(mark)s per cent of the points in its check."
        ) % {"mark": course.pass_mark}
    return Achievement(
        module=module,
        title=title,
        name=gettext("Educators’ track: %(title)s") % {"title": title},
        description=course.summary if course else title,
        criteria=criteria,
    )


def revoke(uid: uuid.UUID) -> None:
    """Note that a credential is gone; copies of it are told from good ones by its number."""
    RevokedCredential.objects.get_or_create(uid=uid)


def export(educator: User) -> list[dict[str, object]]:
    """Return what is kept of an educator here, as JSON can hold it."""
    return [
        {
            "number": str(row.uid),
            "module": row.module or "all",
            "version": row.version,
            "passed_on": row.day.isoformat(),
        }
        for row in educator.credentials.all()
    ]
