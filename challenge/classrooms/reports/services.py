"""The report of a class: what was counted, told as far as nobody is given away."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from django.db import connection

import msgspec

from challenge.classrooms import names
from challenge.classrooms.models import Classroom, Seat
from challenge.classrooms.reports import blurring, sql
from challenge.classrooms.reports.gathering import (
    FINISHED,
    OPTION,
    PLAYS,
    POINTS,
    Gathered,
    Live,
    gather,
    option_part,
    question_part,
)
from challenge.classrooms.reports.models import Told
from challenge.classrooms.reports.shown import (
    Answer,
    Check,
    Ends,
    Mark,
    Module,
    Place,
    Question,
    Report,
)
from challenge.classrooms.reports.telling import (
    NOTHING,
    WHOLE,
    Shown,
    is_due,
    renewed,
)
from challenge.insight.disclosure import percent
from challenge.insight.shown import Figure
from challenge.storage.write_lock import write_lock
from cms.pages.printing import answer_words, part_words
from cms.publications.answer_keys import ItemKey
from cms.publications.content import steps_of
from quizzes.kinds import get as get_kind

# Of each module, so many questions to talk about, where no more than so much was right.
MOST_TO_TALK = 3
TALK_BELOW = 75

_Told = dict[tuple[str, str], Shown]
_from_json = msgspec.json.Decoder().decode


def report(classroom: Classroom, locale: str) -> Report:
    """Return the report of a class in a language; a fixed number of queries."""
    live = gather(classroom, locale)
    told = _told(live)
    return Report(
        live.joined,
        len(live.seats),
        [_module(one, told, live.joined) for one in live.modules],
        [_place(seat, live, locale) for seat in live.seats],
    )


def _told(live: Gathered) -> _Told:
    """Return what was told of a class, renewed first where something new may be told."""
    told = _read(live.classroom)
    if not any(_news(live, told)):
        return told
    with write_lock():
        # Whoever renews waits here, so that no two tell different things at once.
        Classroom.objects.select_for_update().get(pk=live.classroom.pk)
        told = _read(live.classroom)
        news = dict(_news(live, told))
        Told.objects.bulk_create(
            (
                Told(
                    classroom=live.classroom,
                    module=module,
                    part=part,
                    counts=shown.counts,
                    hidden=sorted(shown.hidden),
                    asked=shown.asked,
                    batches=shown.batches,
                )
                for (module, part), shown in news.items()
            ),
            update_conflicts=True,
            unique_fields=["classroom", "module", "part"],
            update_fields=["counts", "hidden", "asked", "is_final", "batches"],
        )
    return told | news


def _read(classroom: Classroom) -> _Told:
    with connection.cursor() as cursor:
        cursor.execute(sql.read_told(connection.vendor), [classroom.pk])
        rows = cursor.fetchall()
    return {
        (module, part): Shown(
            {_cell(part, name): n for name, n in _from_json(counts).items()},
            frozenset(_cell(part, name) for name in _from_json(hidden)),
            asked,
            bool(is_final),
            batches,
        )
        for module, part, counts, hidden, asked, is_final, batches in rows
    }


def _cell(part: str, name: str) -> str:
    """Return the name of a cell of a table with the ids of today (``public_answer``)."""
    _phase, _colon, item = part.partition(":")
    is_option = item and name.startswith(OPTION)
    return option_part(item, name.removeprefix(OPTION)) if is_option else name


def _news(live: Gathered, told: _Told) -> Iterator[tuple[tuple[str, str], Shown]]:
    for module in live.modules:
        for part, table in live.tables(module):
            name = module.key, part
            before = told.get(name, NOTHING)
            if not is_due(before, table):
                continue
            if module.is_sensitive or part != PLAYS:
                batch = str(before.batches + 1)
                chance = blurring.drawn(str(live.classroom.uid), *name, batch)
                table = blurring.blurred(table, chance, live.joined)
            if shown := renewed(before, table):
                yield name, shown


def _module(live: Live, told: _Told, joined: int) -> Module:
    before, after = (
        _check(told.get((live.key, phase), NOTHING)) for phase in ("pre", "post")
    )
    plays = told.get((live.key, PLAYS), NOTHING)
    came = Ends(_figure(plays, WHOLE), _figure(plays, FINISHED))
    started, finished = Figure(live.started), Figure(live.finished)
    if live.is_sensitive:
        started, finished = Figure(None), came.finished
    return Module(
        key=live.key,
        title=live.summary["title"] if live.summary else live.key,
        url=live.summary["url"] if live.summary else "",
        due_on=live.due_on,
        is_sensitive=live.is_sensitive,
        started=started,
        finished=finished,
        started_share=_of(started, joined),
        finished_share=_of(finished, joined),
        before=before,
        after=after,
        gain=_gain(before, after),
        came=came,
        questions=_to_talk(list(_questions(live, told))),
    )


def _of(part: Figure, whole: int) -> Figure:
    if part.value is None or not whole:
        return Figure(None, part.is_hidden)
    return Figure(min(100, round(100 * part.value / whole)))


def _check(shown: Shown) -> Check:
    return Check(_figure(shown, WHOLE), _share(shown, POINTS))


def _gain(before: Check, after: Check) -> Figure:
    """Return the gain in points of per cent."""
    is_hidden = before.share.is_hidden or after.share.is_hidden
    if before.share.value is None or after.share.value is None:
        return Figure(None, is_hidden)
    return Figure(after.share.value - before.share.value)


def _questions(live: Live, told: _Told) -> Iterator[Question]:
    steps = steps_of(live.summary["version"]) if live.summary else {}
    for id_, item in live.questions:
        step = steps.get(id_)
        words = step["item"] if step and "item" in step else None
        shown = told.get((live.key, question_part(id_)), NOTHING)
        title = step["title"] if step else ""
        name = (words and words["prompt"]) or title or get_kind(item.kind).label
        labels = part_words(words) if words else {}
        answers = list(_answers(shown, id_, item, labels))
        seen = [one for one in answers if one.share.value is not None]
        yield Question(
            id=id_,
            label=str(name),
            n=_figure(shown, WHOLE),
            facility=_facility(shown, id_, item),
            most_chosen=max(seen, key=lambda one: one.share.value or 0, default=None),
            answers=answers,
        )


def _answers(
    shown: Shown, id_: str, item: ItemKey, words: Mapping[str, str]
) -> Iterator[Answer]:
    kind = get_kind(item.kind)
    right = kind.right_option(item.key)
    for option in kind.offered(item.key):
        name = option_part(id_, option)
        if name in shown.counts or name in shown.hidden:
            label = answer_words(option, words) or option
            yield Answer(label, _share(shown, name), option == right)


def _facility(shown: Shown, id_: str, item: ItemKey) -> Figure:
    right = option_part(id_, get_kind(item.kind).right_option(item.key) or "")
    is_by_option = right in shown.counts or right in shown.hidden
    return _share(shown, right if is_by_option else POINTS)


def _to_talk(questions: list[Question]) -> list[Question]:
    """Mark the questions that went worst."""
    known = [
        one
        for one in questions
        if one.facility.value is not None and one.facility.value <= TALK_BELOW
    ]
    worst = sorted(known, key=lambda one: one.facility.value or 0)[:MOST_TO_TALK]
    chosen = {one.id for one in worst}
    return [replace(one, to_talk=one.id in chosen) for one in questions]


def _place(seat: Seat, live: Gathered, locale: str) -> Place:
    marks = [
        Mark(module.key, *live.progress.get((seat.learner_id or 0, module.key), ()))
        for module in live.modules
        if not module.is_sensitive
    ]
    return Place(
        str(seat.uid),
        names.seat_label(seat.label, locale),
        seat.avatar,
        seat.claimed,
        marks,
    )


def _figure(shown: Shown, cell: str) -> Figure:
    return Figure(shown.counts.get(cell), cell in shown.hidden)


def _share(shown: Shown, cell: str) -> Figure:
    is_hidden = cell in shown.hidden or WHOLE in shown.hidden
    return Figure(percent(shown.counts.get(cell), shown.counts.get(WHOLE)), is_hidden)
