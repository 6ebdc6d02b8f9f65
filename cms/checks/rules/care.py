"""Help in every ending, and care where a story may weigh on somebody."""

from collections import deque
from collections.abc import Iterator, Mapping, Set
from typing import Any

from django.utils.translation import gettext

from cms.checks.draft import Draft, Step, entry_label
from cms.checks.findings import Finding, Level, Place
from cms.choices import Sensitivity
from quizzes.kinds.chat_walk import targets

# So early a child must be able to turn to somebody, in parts of a chat on any way …
EARLY_NODES = 3
# … by so many choices …
FEWEST_EXITS = 2
# … and after such a choice help comes within so many further parts, its ending not counted.
EXIT_NODES = 3


def help_at_every_ending(draft: Draft) -> Iterator[Finding]:
    """Find chats without an ending, and endings that offer no help."""
    for step in draft.steps:
        if not step.is_story:
            continue
        endings = 0
        for number, node in enumerate(step.value["nodes"].bound_blocks, 1):
            ending = node.value["ending"]
            if not ending["kind"]:
                continue
            endings += 1
            if not ending["help"]:
                label = str(step.value.block.child_blocks["nodes"].label)
                yield Finding(
                    rule="help.ending",
                    level=Level.ERROR,
                    place=Place(
                        (*step.place.path, "nodes", node.id, "ending", "help"),
                        (*step.place.labels, entry_label(label, number, node.value)),
                    ),
                    message=gettext("This ending offers no way to help."),
                    advice=gettext(
                        "Tick at least one way to help, so that nobody is left alone "
                        "with it."
                    ),
                )
        if not endings:
            yield Finding(
                rule="help.ending",
                level=Level.ERROR,
                place=step.place,
                message=gettext("This chat has no ending."),
                advice=gettext("Add an ending in which help comes."),
            )


def early_exits(draft: Draft) -> Iterator[Finding]:
    """Find chats of heavy modules that offer too few early ways to tell somebody.

    A way out is a helpful choice after which an ending with help is near. Children need
    two of them in the first three parts, or the safe way is no way at all.
    """
    if draft.sensitivity < Sensitivity.HIGH or not draft.is_for_children:
        return
    for step in draft.steps:
        if not step.is_story or not step.key["nodes"]:
            continue
        count = len(_exits(step))
        if count < FEWEST_EXITS:
            yield Finding(
                rule="help.exits",
                level=Level.ERROR,
                place=step.place,
                message=gettext(
                    "Ways to help soon in the first %(parts)d parts of any way through "
                    "it: %(count)d. A story of this sensitivity needs %(needed)d."
                )
                % {"parts": EARLY_NODES, "count": count, "needed": FEWEST_EXITS},
                advice=gettext(
                    "Let the learner tell an adult or a friend early, by a helpful "
                    "choice that goes to an ending with help."
                ),
            )


def heavy_modules(draft: Draft) -> Iterator[Finding]:
    """Find what a module of sensitivity 2 or 3 lacks: a content note, a calm screen.

    The calm screen comes after the last chat or story that may weigh.
    """
    if draft.sensitivity < Sensitivity.HIGH:
        return
    if not draft.fields["before"]:
        yield Finding(
            rule="care.note",
            level=Level.ERROR,
            place=draft.places["before"],
            message=gettext("A module of this sensitivity has no content note."),
            advice=gettext(
                "Say before it starts what the story holds, and that one may "
                "stop at any time."
            ),
        )
    types = [step.type for step in draft.steps]
    heavy = max((i for i, s in enumerate(draft.steps) if s.is_story), default=-1)
    if draft.is_for_children and heavy >= 0 and "pause" not in types[heavy:]:
        yield Finding(
            rule="care.pause",
            level=Level.WARNING,
            place=draft.steps[heavy].place,
            message=gettext("No “Calm down” step follows this chat."),
            advice=gettext(
                "Add a quiet screen after it, for whoever was touched by it."
            ),
        )


def _exits(step: Step) -> Set[str]:
    """Return the ids of the choices early in a chat that lead to help soon."""
    nodes = step.key["nodes"]
    helping = {
        node.id
        for node in step.value["nodes"].bound_blocks
        if node.value["ending"]["kind"] in ("early", "help")
        and node.value["ending"]["help"]
    }
    return {
        id_
        for at in _near(nodes, step.key["start"], EARLY_NODES - 1)
        for id_, choice in nodes[at]["choices"].items()
        if choice["weight"] > 0
        and any(
            helping & _near(nodes, target, EXIT_NODES)
            for target in targets(nodes[at], choice["goto"])
            if target in nodes
        )
    }


def _near(nodes: Mapping[str, Any], start: str, moves: int) -> Set[str]:
    """Return the nodes that can be reached with so many moves, none of them unhelpful."""
    found = {start: 0}
    queue = deque([start])
    while queue:
        at = queue.popleft()
        if found[at] == moves:
            continue
        for choice in nodes[at]["choices"].values():
            if choice["weight"] < 0:
                continue
            for target in targets(nodes[at], choice["goto"]):
                if target in nodes and target not in found:
                    found[target] = found[at] + 1
                    queue.append(target)
    return found.keys()
