"""A module as the rules of the lint read it: words, pictures, questions, with their places.

Everything is read by the vocabulary of blocks, so a further kind of question is checked
without a line here. Nothing is written and a half-written draft raises nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from html import unescape
from typing import TYPE_CHECKING, Any

from django.utils.html import strip_tags
from django.utils.translation import gettext

from wagtail import blocks

from cms.checks.findings import Place
from cms.publications.compile import quiz_for, with_ids
from quizzes.blocks import IdBlock, KeyBlock, PictureBlock, text
from quizzes.kinds import KINDS
from quizzes.kinds.base import Kind
from quizzes.previews import FORMS

if TYPE_CHECKING:
    from cms.pages.module import ModulePage
    from quizzes.models import Quiz

ADULTS = "adults"
# Fields of a page, beside those with words, that findings point to.
OTHER_FIELDS = ("image_alt", "outcomes", "steps", "quiz")
# Fields of a page by which modules are found and results counted.
TAG_FIELDS = ("risk", "risk_kind", "strand", "digcomp", "itu_band")

# Words that a learner sees once they have chosen, by the name of their field.
AFTER_FIELDS = frozenset(
    {"feedback", "note", "sign", "why", "alarm", "seen", "little", "much", "after"}
)
AFTER_PATHS = frozenset({("right",), ("wrong",), ("puzzles", "hint")})
# Words of steps without a question that stand for what others say.
QUOTES = frozenset({("reveal", "cards", "text")})
BLOCK_END = re.compile(r"</(?:p|li|h[1-6])>|<br\s*/?>", re.IGNORECASE)


class Role(StrEnum):
    """What words are for."""

    TITLE = "title"  # a heading
    SCREEN = "screen"  # read before a choice
    AFTER = "after"  # read after a choice
    ALT = "alt"  # words for a picture
    ADULT = "adult"  # for educators and at home


@dataclass(frozen=True, slots=True)
class Words:
    """Some words of a module.

    ``names`` are the names of the fields that lead there from the step, such as
    ``("options", "text")``. ``is_quoted`` tells that others say it, or that it is a
    tempting answer: what the module itself says is judged more strictly.
    """

    text: str
    place: Place
    names: tuple[str, ...]
    role: Role
    is_quoted: bool = False

    @property
    def path(self) -> tuple[str, ...]:
        """Return the path from the step on: names of fields, each list's entry by its id."""
        return self.place.path[2:]


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture of a module, as the value of a PictureBlock."""

    image: Any
    alt: str
    place: Place


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the module, or a question of its check; ``kind`` is None if nothing is asked.

    ``key`` is what the grader needs.
    """

    type: str
    value: blocks.StructValue
    place: Place
    words: tuple[Words, ...]
    pictures: tuple[Shown, ...]
    kind: Kind | None
    key: Mapping[str, Any]

    @property
    def is_story(self) -> bool:
        """Return whether it is a story with choices."""
        return self.kind is not None and self.kind.is_story


@dataclass(frozen=True, slots=True)
class Draft:
    """A module. ``band`` is "adults" for parents and educators.

    ``places`` gives where fields of the page stand, by their names. ``check`` holds the
    questions by form; ``has_draft_check`` tells that a check is
    chosen and not published, so that nobody would get it.
    """

    key: str
    locale: str
    band: str
    topic: str
    sensitivity: int
    fields: Mapping[str, str]
    places: Mapping[str, Place]
    tags: Mapping[str, str]
    outcomes: tuple[str, ...]
    cover: Shown | None
    steps: tuple[Step, ...]
    check: Mapping[str, tuple[Step, ...]]
    has_draft_check: bool
    words: tuple[Words, ...]

    @property
    def is_for_children(self) -> bool:
        """Return whether children play it."""
        return self.band != ADULTS

    @property
    def questions(self) -> Iterator[Step]:
        """Yield the steps that ask something, and the questions of the check."""
        yield from (step for step in self.all_steps if step.kind)

    @property
    def all_steps(self) -> Iterator[Step]:
        """Yield the steps and the questions of the check."""
        yield from self.steps
        for form in self.check.values():
            yield from form

    @property
    def all_words(self) -> Iterator[Words]:
        """Yield all words, those of the page itself first."""
        yield from self.words
        for step in self.all_steps:
            yield from step.words


def read(page: ModulePage, quiz: Quiz | None = None) -> Draft:
    """Read a module as it is in memory: a page, or what a revision holds.

    ``quiz`` is read as its check; without it, the check that is published.
    """
    quiz = quiz or quiz_for(page)
    check: dict[str, tuple[Step, ...]] = {
        form: tuple(
            _step(child, f"form_{form.lower()}", _form_label(form, number), True)
            for number, child in enumerate(with_ids(quiz.questions(form)), 1)
        )
        for form in FORMS
        if quiz
    }
    fields = {
        name: text(getattr(page, name))
        for name in ("title", "summary", "before", "talk_card")
    } | {"educator_notes": plain(page.educator_notes)}
    outcomes = with_ids(page.outcomes)
    names = (*fields, *OTHER_FIELDS, *TAG_FIELDS)
    places = {name: field_place(type(page), name) for name in names}
    return Draft(
        key=page.key or "",
        locale=page.locale.language_code,
        band=page.band or ADULTS,
        topic=page.topic or "",
        sensitivity=page.sensitivity or 0,
        fields=fields,
        places=places,
        tags={name: text(getattr(page, name)) for name in TAG_FIELDS},
        outcomes=tuple(text(child.value["text"]) for child in outcomes),
        cover=(
            Shown(page.image, text(page.image_alt), places["image_alt"])
            if page.image
            else None
        ),
        steps=tuple(
            _step(child, "steps", _step_label(number, child.block), False)
            for number, child in enumerate(with_ids(page.steps), 1)
        ),
        check=check,
        has_draft_check=bool(page.quiz and not quiz),
        words=tuple(_page_words(page, fields, places, outcomes)),
    )


def field_place(page_class: Any, name: str) -> Place:
    """Return the place of a field of the page itself."""
    label = str(page_class._meta.get_field(name).verbose_name)
    return Place((name,), (label[:1].upper() + label[1:],))


def entry_label(list_label: str, number: int, value: Mapping[str, Any]) -> str:
    """Return the words for a list's entry: its number, and the author's handle if any."""
    handle = text(value.get("name"))
    return f"{list_label} {number} ({handle})" if handle else f"{list_label} {number}"


def plain(html: str | None) -> str:
    """Return rich text as plain lines, a block of it each."""
    return unescape(strip_tags(BLOCK_END.sub("\n", html or ""))).strip()


def _page_words(
    page: ModulePage,
    fields: Mapping[str, str],
    places: Mapping[str, Place],
    outcomes: blocks.StreamValue,
) -> Iterator[Words]:
    roles = {
        "title": Role.TITLE,
        "summary": Role.SCREEN,
        "before": Role.SCREEN,
        "talk_card": Role.ADULT,
        "educator_notes": Role.ADULT,
    }
    for name, words in fields.items():
        if words:
            yield Words(words, places[name], (name,), roles[name])
    place = places["outcomes"]
    for number, child in enumerate(outcomes, 1):
        if words := text(child.value["text"]):
            here = Place((*place.path, child.id, "text"), (*place.labels, str(number)))
            yield Words(words, here, ("outcomes", "text"), Role.SCREEN)
    if alt := text(page.image_alt):
        yield Words(alt, places["image_alt"], ("image_alt",), Role.ALT)


def _step_label(number: int, block: blocks.Block) -> tuple[str, ...]:
    return (
        gettext("Step %(number)d: %(kind)s") % {"number": number, "kind": block.label},
    )


def _form_label(form: str, number: int) -> tuple[str, ...]:
    return (
        gettext("Check, form %(form)s") % {"form": form},
        gettext("Question %(number)d") % {"number": number},
    )


def _step(child: Any, field: str, labels: tuple[str, ...], in_check: bool) -> Step:
    place = Place((field, child.id), labels, in_check)
    parts = list(_parts(child.block, child.value, place, (), child.block_type))
    kind = KINDS.get(child.block_type)
    return Step(
        type=child.block_type,
        value=child.value,
        place=place,
        words=tuple(part for part in parts if isinstance(part, Words)),
        pictures=tuple(part for part in parts if isinstance(part, Shown)),
        kind=kind,
        key=kind.key(child.value) if kind else {},
    )


def _parts(
    block: blocks.Block, value: Any, place: Place, names: tuple[str, ...], step: str
) -> Iterator[Words | Shown]:
    """Yield the words and pictures in a block's value, in the order of its fields."""
    if isinstance(block, PictureBlock):
        yield from _picture(value, place, names)
    elif isinstance(block, blocks.StructBlock):
        for name, child in block.child_blocks.items():
            here = Place(
                (*place.path, name), (*place.labels, str(child.label)), place.in_check
            )
            inner = (*names, name)
            if isinstance(child, KeyBlock | IdBlock):
                continue
            if isinstance(child, blocks.CharBlock | blocks.TextBlock):
                if words := text(value.get(name)):
                    quoted = _is_quoted(step, inner, value)
                    yield Words(words, here, inner, _role(inner), quoted)
            elif isinstance(child, blocks.RichTextBlock):
                source = value.get(name)
                if words := plain(source.source if source else ""):
                    yield Words(words, here, inner, _role(inner))
            elif value.get(name) is not None:
                yield from _parts(child, value[name], here, inner, step)
    elif isinstance(block, blocks.ListBlock):
        for number, entry in enumerate(value.bound_blocks, 1):
            *before, last = place.labels
            here = Place(
                (*place.path, entry.id),
                (*before, entry_label(last, number, entry.value)),
                place.in_check,
            )
            yield from _parts(entry.block, entry.value, here, names, step)


def _picture(
    value: Mapping[str, Any], place: Place, names: tuple[str, ...]
) -> Iterator[Words | Shown]:
    if image := value.get("image"):
        alt = text(value.get("alt"))
        here = Place((*place.path, "alt"), place.labels, place.in_check)
        yield Shown(image, alt, here)
        if alt:
            yield Words(alt, here, (*names, "alt"), Role.ALT)


def _role(names: tuple[str, ...]) -> Role:
    if names == ("title",):
        return Role.TITLE
    if names[-1] in AFTER_FIELDS or names in AFTER_PATHS:
        return Role.AFTER
    return Role.SCREEN


def _is_quoted(step: str, names: tuple[str, ...], entry: Mapping[str, Any]) -> bool:
    kind = KINDS.get(step)
    return kind.is_quoted(names, entry) if kind else (step, *names) in QUOTES
