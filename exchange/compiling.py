"""What a question of a file is worth here: compiled by its kind, as publishing would."""

import copy
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext

from wagtail import blocks
from wagtail.blocks.base import get_error_json_data

from exchange.base import LeaveOut
from exchange.pictures import Inspector, PictureInfo, file_of
from exchange.questions import Made, Question, entry
from exchange.text import shorten, tidy
from quizzes import kinds
from quizzes.blocks import IdBlock, PictureBlock
from quizzes.grading import InvalidResponse
from quizzes.kinds.base import Kind, compile_stored
from quizzes.pictures import PictureData

Path = tuple[str | int, ...]
# How long the words for a picture may be.
MAX_ALT = 250
# What an item has beside its kind's part that no report needs.
FRAME = ("id", "kind", "purpose", "form")


def compile_question(question: Question, inspector: Inspector | None = None) -> Made:
    """Compile a question through its kind's block, and try out its key.

    What is too long is shortened, a picture that is none goes; both are noted, and so is
    what publishing would still ask for.

    Raises:
        LeaveOut: if the question does not fit its kind.
    """
    kind = _kind(question)
    block = _block_of(kind)
    notes = list(question.notes)
    value = copy.deepcopy(dict(question.value))
    pictures, infos = _usable(question.pictures, notes, inspector or Inspector())
    fit(block, value, pictures, notes)
    stored = with_pictures(block, value, lambda _name: None)
    ours = block.to_python(stored)
    wait_for_pictures(block, value, ours, infos)
    item, key = compile_stored(
        kind.name, "question", ours, "check", question.form, _picture
    )
    try_out(kind, key)
    # Stand-ins for pictures are none that a block can check.
    notes += publishing_notes(
        block, value, block.to_python(stored) if pictures else ours
    )
    names = used(block, value) if pictures else ()
    shown = {name: bytes_ for name, bytes_ in pictures.items() if name in names}
    public = {name: part for name, part in item.items() if name not in FRAME}
    return Made(
        replace(question, value=value, pictures=shown, title=value.get("title", "")),
        public,
        key,
        tuple(dict.fromkeys(notes)),
    )


@cache
def _block_of(kind: Kind) -> blocks.StructBlock:
    """Return the block of a kind; it is only read, so that one serves all questions."""
    return kind.block()


def _kind(question: Question) -> Kind:
    try:
        return kinds.get(question.kind)
    except KeyError:
        raise LeaveOut(
            gettext("There is no kind of question “%(kind)s” here.")
            % {"kind": question.kind}
        ) from None


def _usable(
    pictures: Mapping[str, bytes], notes: list[str], inspector: Inspector
) -> tuple[dict[str, bytes], dict[str, PictureInfo]]:
    good, infos = {}, {}
    for name, data in pictures.items():
        try:
            infos[name] = inspector.inspect(data)
        except LeaveOut as error:
            notes.append(
                gettext("The picture “%(name)s” is left out: %(reason)s")
                % {"name": shorten(name, 80), "reason": error.reason}
            )
        else:
            good[name] = data
    return good, infos


def fit(
    block: blocks.Block, value: Any, pictures: Mapping[str, bytes], notes: list[str]
) -> None:
    """Make a stored value fit its block, in place, and note what was changed.

    Raises:
        LeaveOut: if a part has not the shape that the block stores.
    """
    if isinstance(block, PictureBlock):
        if not isinstance(value, dict) or value.get("file") not in pictures:
            _wrong_shape(isinstance(value, dict))
            value.clear()
        else:
            alt = tidy(str(value.get("alt") or ""))
            if len(alt) > MAX_ALT:
                notes.append(_shortened(block.child_blocks["alt"].label, MAX_ALT, alt))
            value["alt"] = shorten(alt, MAX_ALT)
    elif isinstance(block, blocks.StructBlock):
        _wrong_shape(isinstance(value, dict))
        for name, child in list(value.items()):
            _wrong_shape(name in block.child_blocks)
            part = block.child_blocks[name]
            if isinstance(part, blocks.FieldBlock):
                value[name] = _fit_field(part, child, notes)
            else:
                fit(part, child, pictures, notes)
    elif isinstance(block, blocks.ListBlock):
        _wrong_shape(isinstance(value, list))
        _fit_count(block, value)
        for item in value:
            fit(block.child_block, item["value"], pictures, notes)


def _wrong_shape(fits: bool) -> None:
    if not fits:
        raise LeaveOut(gettext("It has not the shape of its kind."))


def _fit_field(block: blocks.FieldBlock, value: Any, notes: list[str]) -> Any:
    if isinstance(block, blocks.ChoiceBlock):
        known = {str(key) for key, _label in block.field.choices}
        _wrong_shape(isinstance(value, str) and value in known)
        return value
    if isinstance(block, blocks.BooleanBlock):
        _wrong_shape(isinstance(value, bool))
        return value
    if isinstance(block, blocks.IntegerBlock):
        _wrong_shape(value is None or type(value) is int)
        return value
    if isinstance(block, blocks.CharBlock | blocks.TextBlock | IdBlock):
        _wrong_shape(isinstance(value, str))
        return _fit_words(block, value, notes)
    if isinstance(block, blocks.ChooserBlock):
        # No file of questions can name a thing of this site.
        _wrong_shape(value is None)
    return value


def _fit_words(block: blocks.Block, words: str, notes: list[str]) -> str:
    words = tidy(words)
    limit = getattr(getattr(block, "field", None), "max_length", None)
    if isinstance(block, blocks.CharBlock):
        words = " ".join(words.split())
    if limit and len(words) > limit:
        notes.append(_shortened(block.label, limit, words))
        return shorten(words, limit)
    return words


def _shortened(field: str | Promise, limit: int, words: str) -> str:
    return gettext("“%(field)s” is shortened to %(limit)d characters: “%(start)s”") % {
        "field": field,
        "limit": limit,
        "start": shorten(words, 40),
    }


def _fit_count(block: blocks.ListBlock, value: list) -> None:
    least, most = block.meta.min_num or 0, block.meta.max_num
    if most is not None and len(value) > most:
        reason = gettext("“%(field)s” has %(count)d entries; %(limit)d are the most.")
        limit = most
    elif len(value) < least:
        reason = gettext("“%(field)s” has %(count)d entries; %(limit)d are the least.")
        limit = least
    else:
        return
    raise LeaveOut(reason % {"field": block.label, "count": len(value), "limit": limit})


def with_pictures(block: blocks.Block, value: Any, find: Any) -> Any:
    """Return a copy of a value as it is stored: each picture by ``find(name)``'s result.

    ``find`` gives the primary key of a picture of the library, or None for none yet.
    """
    if isinstance(block, PictureBlock):
        image = find(value["file"]) if "file" in value else None
        return {"image": image, "alt": value["alt"] if image else ""}
    if isinstance(block, blocks.StructBlock):
        return {
            name: with_pictures(block.child_blocks[name], child, find)
            for name, child in value.items()
        }
    if isinstance(block, blocks.ListBlock):
        return [
            {**item, "value": with_pictures(block.child_block, item["value"], find)}
            for item in value
        ]
    return value


def wait_for_pictures(
    block: blocks.Block, value: Any, ours: Any, infos: Mapping[str, PictureInfo]
) -> None:
    """Set stand-ins for the pictures that are not in the library yet."""
    if isinstance(block, PictureBlock):
        if "file" in value:
            info = replace(infos[value["file"]], name=value["file"])
            ours["image"], ours["alt"] = info, value["alt"]
    elif isinstance(block, blocks.StructBlock):
        for name, child in value.items():
            wait_for_pictures(block.child_blocks[name], child, ours[name], infos)
    elif isinstance(block, blocks.ListBlock):
        for item, bound in zip(value, ours.bound_blocks, strict=True):
            wait_for_pictures(block.child_block, item["value"], bound.value, infos)


def _picture(value: Mapping[str, Any] | None) -> PictureData | None:
    info = value.get("image") if value else None
    if value is None or info is None:
        return None
    return {
        "src": info.name,
        "srcset": "",
        "width": info.width,
        "height": info.height,
        "alt": value["alt"],
    }


def as_value(
    block: blocks.StructBlock, ours: blocks.StructValue
) -> tuple[dict[str, Any], dict[str, bytes]]:
    """Return a block's value as a question's, with its pictures by name.

    A picture whose file has gone from the store is left out.
    """
    pictures: dict[str, bytes] = {}
    value = _as_value(block, ours, pictures)
    return value, pictures


def _as_value(block: blocks.Block, ours: Any, pictures: dict[str, bytes]) -> Any:
    if isinstance(block, PictureBlock):
        return file_of(ours, pictures)
    if isinstance(block, blocks.StructBlock):
        return {
            name: _as_value(child, ours[name], pictures)
            for name, child in block.child_blocks.items()
        }
    if isinstance(block, blocks.ListBlock):
        return [
            entry(bound.id, _as_value(block.child_block, bound.value, pictures))
            for bound in ours.bound_blocks
        ]
    return block.get_prep_value(ours)


def used(block: blocks.Block, value: Any) -> set[str]:
    """Return the names of the pictures that a value shows."""
    found: set[str] = set()

    def find(name: str) -> None:
        found.add(name)

    with_pictures(block, value, find)
    return found


def try_out(kind: Kind, key: Mapping[str, Any]) -> None:
    """Check that doing all of it scores full, and doing nothing scores nothing.

    Raises:
        LeaveOut: if not: nobody could earn the points, or everybody would.
    """
    try:
        best = kind.grade(key, kind.perfect(key))
        none = kind.grade(key, kind.empty())
    except (LookupError, InvalidResponse) as error:
        raise LeaveOut(gettext("It has no right answer.")) from error
    if kind.scored and (best.score != 1 or none.score != 0):
        raise LeaveOut(gettext("Its right answer does not give all points."))


def publishing_notes(
    block: blocks.StructBlock, value: Any, ours: blocks.StructValue
) -> list[str]:
    """Return what publishing would still ask for, each with the field that it is about.

    ``value`` is what a question has, ``ours`` the same as the block reads it, without the
    pictures.
    """
    places: dict[str, list[str]] = {}
    try:
        block.clean(ours)
    except ValidationError as error:
        for path, messages in _flatten(get_error_json_data(error)):
            if not _waits(value, path):
                for message in messages:
                    places.setdefault(message, []).append(_place(block, path))
    for path in _wordless(block, value):
        message = gettext("Say in words what the picture shows: not everybody sees it.")
        places.setdefault(message, []).append(_place(block, path))
    return [
        gettext("Before publishing: %(message)s (%(places)s)")
        % {"message": message, "places": "; ".join(fields)}
        for message, fields in places.items()
    ]


def _wordless(block: blocks.Block, value: Any, path: Path = ()) -> Iterator[Path]:
    """Yield the path of each picture of the file that has no words.

    The block cannot tell: as long as nothing is written, it has no picture.
    """
    if isinstance(block, PictureBlock):
        if "file" in value and not value["alt"]:
            yield path
    elif isinstance(block, blocks.StructBlock):
        for name, child in value.items():
            yield from _wordless(block.child_blocks[name], child, (*path, name))
    elif isinstance(block, blocks.ListBlock):
        for number, item in enumerate(value):
            yield from _wordless(block.child_block, item["value"], (*path, number))


def _flatten(data: dict[str, Any], path: Path = ()) -> Iterator[tuple[Path, list[str]]]:
    if data.get("messages"):
        yield path, [str(message) for message in data["messages"]]
    for step, child in data.get("blockErrors", {}).items():
        yield from _flatten(child, (*path, step))


def _waits(value: Any, path: Path) -> bool:
    """Return whether the field is a picture that the file holds, so that it will be there."""
    for step in path:
        if isinstance(value, dict) and "file" in value:
            return True
        if isinstance(value, list) and isinstance(step, int):
            value = value[step]["value"]
        elif isinstance(value, dict):
            value = value.get(step)
    return isinstance(value, dict) and "file" in value


def _place(block: blocks.Block, path: Path) -> str:
    """Return the way to a field in words, as the form names it: "Option 2, Feedback"."""
    words: list[str] = []
    for step in path:
        if isinstance(block, blocks.ListBlock) and isinstance(step, int):
            block = block.child_block
            words[-1:] = [f"{block.label or words[-1]} {step + 1}"]
        elif isinstance(block, blocks.StructBlock):
            block = block.child_blocks[step]
            words.append(str(block.label))
    return ", ".join(words) or str(block.label)
