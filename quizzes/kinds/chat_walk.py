"""How a chat is walked: what is on offer, and where it leads.

A chat may have variables, each a whole number from 0 to ``MOST``. At a node those choices are
on offer whose needs hold and that were not taken before. Once ``pick`` of them are taken,
their effects happen in the order of the node, and the chat goes on to the ``goto`` of the
first of them that has one; else to the first of the node's branches whose needs hold; else
to its ``then``. The twin for devices is ``frontend/src/players/chat/rules.ts``.
"""

from collections.abc import Collection, Mapping, Sequence

from quizzes.kinds.chat_types import MOST, ChatKey, Effect, Need, NodeKey

# The value of each variable by its id.
Values = Mapping[str, int]


def start_values(key: ChatKey) -> Values:
    """Return what the variables are when a chat starts; empty for a chat without any."""
    return key.get("variables", {})


def holds(needs: Sequence[Need], values: Values) -> bool:
    """Return whether all conditions hold; without any they do."""
    return all(
        values[need["variable"]] >= need["value"]
        if need["compare"] == ">="
        else values[need["variable"]] <= need["value"]
        for need in needs
    )


def offered(node: NodeKey, values: Values, taken: Collection[str]) -> list[str]:
    """Return the ids of the choices that can be taken at a node, in its order."""
    return [
        id_
        for id_, choice in node["choices"].items()
        if id_ not in taken and holds(choice.get("needs", []), values)
    ]


def follow(
    node: NodeKey, values: Values, picked: Collection[str]
) -> tuple[str, Values]:
    """Return the node that comes after the picks, and what the variables are there."""
    goto = ""
    for id_, choice in node["choices"].items():
        if id_ in picked:
            values = _after(choice.get("effects", []), values)
            goto = goto or choice["goto"]
    if not goto:
        branch = first_branch(node, values)
        goto = node["then"] if branch is None else node["branches"][branch]["goto"]
    return goto, values


def first_branch(node: NodeKey, values: Values) -> int | None:
    """Return the number of the node's first branch whose needs hold, or None."""
    for number, branch in enumerate(node.get("branches", [])):
        if holds(branch["needs"], values):
            return number
    return None


def targets(node: NodeKey, goto: str) -> list[str]:
    """Return the nodes that a choice with this ``goto`` may lead to."""
    if goto:
        return [goto]
    return [*(branch["goto"] for branch in node.get("branches", [])), node["then"]]


def _after(effects: Sequence[Effect], values: Values) -> Values:
    for effect in effects:
        name, change = effect["variable"], effect["change"]
        number = int(change.removeprefix("="))
        value = number if change[0] == "=" else values[name] + number
        values = {**values, name: min(MOST, max(0, value))}
    return values
