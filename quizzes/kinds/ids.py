"""The ids under which the parts of an item are public, and the order of mixed parts.

Anybody can read a payload, so neither an id nor an order in it may depend on what is right.
Whoever stores a question names its parts as it likes: Wagtail at random, a pack "help-r", an
import by hash. A public id is therefore a random UUID: the stored one where it is one, else
one made of it with the site's key. It is the same in every language and on every compilation.
"""

import re
import uuid
from collections.abc import Iterable, Mapping
from typing import Any, TypedDict, TypeVar

from django.utils.crypto import salted_hmac

from wagtail import blocks
from wagtail.blocks.list_block import ListValue

from quizzes.blocks import IdBlock

ID_SALT = "quizzes.kinds.ids"
ORDER_SALT = "quizzes.kinds.order"
RANDOM = re.compile(
    r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"
)
# What was public before ids were made so: hashes of the demo's packs and of imports.
FORMER = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f-]{21}|[a-z][0-9a-f]{8}")


def public_id(item: str, part: str) -> str:
    """Return the public id of a part of an item, from its stored id.

    A random UUID stays as it is; anything else becomes one, keyed with ``SECRET_KEY``.
    """
    return part if RANDOM.fullmatch(part) else derived_id(item, part)


def derived_id(*names: str) -> str:
    """Return an id that follows from names, in the form of a random UUID.

    It is keyed with ``SECRET_KEY``, so it does not show which other ids have the same names.
    """
    digest = salted_hmac(ID_SALT, "\0".join(names), algorithm="sha256").digest()
    return str(uuid.UUID(bytes=digest[:16], version=4))


def public_answer(item: str, answer: str) -> str:
    """Return an answer, as a kind's ``picks`` names it, with the public ids of today.

    Tallies keep the ids of the version that was answered. Those that were counted before
    ids were keyed are the stored ones; this lets them count with the others.
    """
    return ">".join(
        public_id(item, part) if FORMER.fullmatch(part) else part
        for part in answer.split(">")
    )


def public_key(item: str, key: Any) -> Any:
    """Return a copy of an item's key in which the ids are those that ``public_answer`` uses."""
    if isinstance(key, Mapping):
        return {
            public_answer(item, name): public_key(item, part)
            for name, part in key.items()
        }
    if isinstance(key, list):
        return [public_key(item, part) for part in key]
    return public_answer(item, key) if isinstance(key, str) else key


def with_public_ids(item: str, value: blocks.StructValue) -> blocks.StructValue:
    """Return a copy of a question's value in which the parts have their public ids.

    What is in the fields is not copied, so pictures are not looked up again.
    """
    return _copied(item, value.block, value)


def _copied(item: str, block: blocks.Block, value: Any) -> Any:
    if isinstance(block, IdBlock):
        return public_id(item, value) if value else value
    if isinstance(value, blocks.StructValue):
        children = value.block.child_blocks
        fields = [
            (name, _copied(item, children[name], field))
            for name, field in value.items()
        ]
        return type(value)(value.block, fields)
    if isinstance(value, ListValue):
        entries = [
            ListValue.ListChild(
                child.block,
                _copied(item, child.block, child.value),
                id=public_id(item, child.id),
            )
            for child in value.bound_blocks
        ]
        return ListValue(block, bound_blocks=entries)
    return value


class Part(TypedDict):
    """Anything with an id."""

    id: str


PartT = TypeVar("PartT", bound=Part)


def stable_shuffle(parts: Iterable[PartT], turn: int = 0) -> list[PartT]:
    """Order parts by a keyed hash of their id: mixed, yet alike in every locale and version.

    Nobody without ``SECRET_KEY`` can compute the order, so it does not show the author's.
    Another ``turn`` gives another order.
    """
    return sorted(
        parts,
        key=lambda part: salted_hmac(
            ORDER_SALT, f"{turn}\0{part['id']}", algorithm="sha256"
        ).digest(),
    )
