"""One module as a lesson: what an educator reads before it and has at hand during it."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from challenge.accounts.models import User
from challenge.classrooms.assigning import is_sensitive, suits
from challenge.classrooms.lessons.finding import AUDIENCES, audience_of
from challenge.classrooms.models import Assignment, Classroom
from cms.choices import ItuBand, Risk, RiskKind, Strand, Topic
from cms.pages.printing import on_paper
from cms.publications import catalogue
from cms.publications.catalogue import Teaching
from cms.publications.content import payload_of
from cms.publications.payload import ModuleData, ModuleSummaryData

_HEADING = re.compile(r"(?=<h3\b)")
_IN_MINUTES = re.compile(r"<h3\b[^>]*>[^<]*\d")


@dataclass(frozen=True, slots=True)
class Lesson:
    """A published module: ``payload`` is what players get, ``teaching`` what they do not."""

    summary: ModuleSummaryData
    payload: ModuleData
    teaching: Teaching

    @property
    def key(self) -> str:
        """Return the key of the module."""
        return self.summary["key"]

    @property
    def is_sensitive(self) -> bool:
        """Return whether it waits for the educator to have read "before you start"."""
        return is_sensitive(self.summary)

    @property
    def audience_label(self) -> str:
        """Return the words for whom it is."""
        return str(dict(AUDIENCES).get(audience_of(self.summary), ""))

    @property
    def talk_points(self) -> list[str]:
        """Return the questions of its talk steps."""
        return [
            prompt["text"]
            for step in self.payload["steps"]
            if "prompts" in step
            for prompt in step["prompts"]
        ]


@dataclass(frozen=True, slots=True)
class ClassShown:
    """A class of the educator that can play a lesson, and how far it is with it."""

    classroom: Classroom
    is_there: bool
    is_locked: bool


def find(key: str, locale: str) -> Lesson | None:
    """Return the lesson of a module that is published, in the default language if need be.

    Two queries, and one more where this process has not read the module yet.
    """
    summary = catalogue.summaries_of([key], locale).get(key)
    payload = payload_of(summary["version"]) if summary else None
    if summary is None or payload is None:
        return None
    return Lesson(summary, payload, catalogue.teaching_of(summary["version"]))


def plan_and_notes(notes: str) -> tuple[str, str]:
    """Part the notes for educators into the plan and the rest, both as rich text.

    The plan is the first section whose heading counts minutes, such as "In 25 minutes".
    """
    sections = _HEADING.split(notes)
    plan = next((each for each in sections if _IN_MINUTES.match(each)), "")
    return plan, "".join(each for each in sections if each is not plan)


def tags_of(lesson: Lesson) -> list[tuple[Promise, str]]:
    """Return the places of a lesson in curricula and frameworks, each with its name."""
    summary, teaching = lesson.summary, lesson.teaching
    tags = [
        (_("Topic"), _label(Topic, summary["topic"])),
        (_("For"), lesson.audience_label),
        (_("Risk (CO:RE 4Cs)"), _label(Risk, summary["risk"])),
        (_("Kind of risk (CO:RE)"), _label(RiskKind, teaching.risk_kind)),
        (
            _("Strand (Education for a Connected World)"),
            _label(Strand, teaching.strand),
        ),
        (_("DigComp 2.2 competence"), teaching.digcomp),
        (_("Audience (ITU guidelines)"), _label(ItuBand, teaching.itu_band)),
        (_("Getting help"), _("rehearsed here") if teaching.help_skill else ""),
    ]
    return [(name, str(value)) for name, value in tags if value]


def things_to_prepare(lesson: Lesson) -> list[Promise]:
    """Return what has to be there before this lesson begins."""
    steps = lesson.payload["steps"]
    papers = set(map(on_paper, steps))
    things: list[tuple[bool, Promise]] = [
        (True, _("Play it yourself once, to the end.")),
        (
            True,
            _(
                "A device for each pupil or for two; or the printed pack; or only this"
                " screen, and hands."
            ),
        ),
        (
            any(step["type"] == "video" or step["audio"] for step in steps),
            _("Loudspeakers or headphones: something in it is to be heard."),
        ),
        (
            bool(papers & {"cards", "board"}),
            _("For the printed pack: scissors, and a table for each group."),
        ),
        (
            True,
            _(
                "The names of two adults whom a pupil can tell, on the board where all see"
                " them."
            ),
        ),
        (
            lesson.is_sensitive,
            _(
                "Another task, in sight, and ten quiet minutes of yours after the lesson."
            ),
        ),
    ]
    return [thing for is_needed, thing in things if is_needed]


def classes_for(lesson: Lesson, educator: User) -> list[ClassShown]:
    """Return the classes of an educator that are old enough for a lesson; two queries."""
    given = Assignment.objects.filter(
        classroom__educator=educator, module=lesson.key
    ).values_list("classroom_id", flat=True)
    there = set(given)
    return [
        ClassShown(
            room,
            room.pk in there,
            lesson.is_sensitive and lesson.key not in room.unlocked,
        )
        for room in educator.classrooms.order_by("name", "pk")
        if suits(lesson.summary, room)
    ]


def is_opened(lesson: Lesson, educator: User, opened: Collection[str]) -> bool:
    """Return whether an educator may lead a lesson: every one that is not sensitive.

    A sensitive one once its "before you start" was gone through: for the lesson (it is
    among ``opened`` then) or for a class of theirs. One query for those not in ``opened``.
    """
    if not lesson.is_sensitive or lesson.key in opened:
        return True
    unlocked = educator.classrooms.values_list("unlocked", flat=True)
    return any(lesson.key in keys for keys in unlocked)


def _label(choices: type[TextChoices], value: str) -> str:
    return str(choices(value).label) if value in choices.values else ""
