"""What an editor wrote of a chat, as the rules of its graph see it; a draft raises nothing."""

from collections.abc import Iterable, Mapping
from typing import Any

from wagtail.blocks.list_block import ListValue

from quizzes.blocks import text
from quizzes.kinds.chat_graph import Node, NodeBranch
from quizzes.kinds.chat_types import MOST, Effect, Need


def read_node(name: str, value: Mapping[str, Any]) -> Node:
    """Return a node under the name by which others refer to it."""
    choices = list(value["choices"])
    return Node(
        name=name,
        gotos=tuple(text(choice["goto"]) for choice in choices),
        pick=max(1, _number(value["pick"], 1)),
        then=text(value["then"]),
        ending=bool(value["ending"]["kind"]),
        needs=tuple(_needs(choice["needs"]) for choice in choices),
        effects=tuple(_effects(choice["effects"]) for choice in choices),
        branches=tuple(
            NodeBranch(_needs(branch["needs"]), text(branch["goto"]))
            for branch in value["branches"]
        ),
    )


def read_start(variables: ListValue) -> dict[str, int]:
    """Return the value that each variable starts with, by its handle."""
    return {text(variable["name"]): _value(variable["start"]) for variable in variables}


def _needs(entries: Iterable[Mapping[str, Any]]) -> tuple[Need, ...]:
    return tuple(
        {
            "variable": text(entry["variable"]),
            "compare": entry["compare"] or ">=",
            "value": _value(entry["value"]),
        }
        for entry in entries
    )


def _effects(entries: Iterable[Mapping[str, Any]]) -> tuple[Effect, ...]:
    return tuple(
        {"variable": text(entry["variable"]), "change": entry["change"] or "+1"}
        for entry in entries
    )


def _value(value: Any) -> int:
    return min(MOST, max(0, _number(value, 0)))


def _number(value: Any, otherwise: int) -> int:
    """Return a whole number, also from a form that was not checked."""
    try:
        return int(value)
    except (TypeError, ValueError):
        return otherwise
