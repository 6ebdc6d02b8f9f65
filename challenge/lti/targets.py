"""What a link in a course leads to: a class or a module, for educators and for others.

It is written as ``class:<id>`` or ``module:<key>``, in the custom parameter ``target``.
A class's id is random, and known to its educator and those who have a link to it.
"""

import re
import uuid
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import override

from challenge.accounts.models import User
from challenge.classrooms import codes, names
from challenge.classrooms.models import Classroom
from challenge.learners.models import today
from challenge.lti.claims import Launch
from challenge.lti.refusals import LaunchRefused
from challenge.progress.models import ID_LENGTH
from cms.languages import offered_or_default
from cms.publications import catalogue

CLASS, MODULE = "class", "module"
_KEY = re.compile(rf"[-a-zA-Z0-9_]{{1,{ID_LENGTH}}}")


@dataclass(frozen=True, slots=True)
class Target:
    """One thing to link to; ``key`` is a class's id or a module's key."""

    kind: str
    key: str

    def __str__(self) -> str:
        return f"{self.kind}:{self.key}"


@dataclass(frozen=True, slots=True)
class Choice:
    """A class or module that an educator may link to, with the title of the link.

    ``label`` is for the educator alone: of a class, the educator's own name for it.
    """

    target: Target
    label: str
    title: str


def parse(text: str) -> Target:
    """Read a target.

    Raises:
        LaunchRefused: ``no_target`` if it is none.
    """
    kind, _colon, key = text.partition(":")
    if kind == CLASS:
        try:
            return Target(CLASS, str(uuid.UUID(key)))
        except ValueError:
            raise LaunchRefused("no_target") from None
    if kind == MODULE and _KEY.fullmatch(key):
        return Target(MODULE, key)
    raise LaunchRefused("no_target")


def address_for(launch: Launch, locale: str) -> str:
    """Return the page of this site that a launch leads to; one query at most.

    Educators get the educators' page, which asks them to sign in with their account of
    this site. All others get what anybody may open: the page to join the class, or the
    module. A link without a target leads to the site's front door.

    Raises:
        LaunchRefused: ``no_target``, ``no_module``; for others than educators ``no_class``,
            ``class_over`` and ``class_closed`` as well.
    """
    with override(locale):
        if not launch.target:
            return reverse("educators:classes") if launch.is_educator else f"/{locale}/"
        target = parse(launch.target)
        if target.kind == MODULE:
            return _module_page(target.key, locale, launch.is_educator)
        if launch.is_educator:
            return reverse("lti:class", args=[target.key])
    return _join_page(target.key)


def own_class(educator: User, uid: uuid.UUID | str) -> Classroom:
    """Return the class of an educator that a link leads to; one query.

    Raises:
        LaunchRefused: ``not_your_class`` if there is none, or it is another's.
    """
    classroom = Classroom.objects.filter(educator_id=educator.pk, uid=uid).first()
    if classroom is None:
        raise LaunchRefused("not_your_class")
    return classroom


def classes_of(educator: User) -> list[Choice]:
    """Return the classes of an educator that have not ended; one query.

    The title is what pupils see, as everywhere outside the educator's pages.
    """
    rooms = educator.classrooms.filter(ends_on__gte=today()).order_by("name", "pk")
    return [
        Choice(
            Target(CLASS, str(room.uid)),
            room.name,
            names.play_name(room.play_name, room.locale),
        )
        for room in rooms
    ]


def _module_page(key: str, locale: str, is_educator: bool) -> str:
    summary = catalogue.summaries_of([key], locale).get(key)
    if summary is None:
        raise LaunchRefused("no_module")
    return reverse("educators:lesson", args=[key]) if is_educator else summary["url"]


def _join_page(uid: str) -> str:
    classroom = Classroom.objects.filter(uid=uid).first()
    if classroom is None:
        raise LaunchRefused("no_class")
    if classroom.is_over:
        raise LaunchRefused("class_over")
    if not classroom.is_open:
        raise LaunchRefused("class_closed")
    with override(offered_or_default(classroom.locale)):
        return reverse("join:join_code", args=[codes.shown(classroom.code)])
