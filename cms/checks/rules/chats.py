"""Chats whose outcome depends on what is chosen: what taps at random come to."""

from collections.abc import Iterator, Set
from typing import Any, cast

from django.utils.translation import gettext

from cms.checks.draft import Draft, Step, entry_label
from cms.checks.findings import Finding, Level, Place
from quizzes.kinds.chat_odds import TooTangledError, look_ahead
from quizzes.kinds.chat_types import ChatKey

# Taps at random come to the best ending this often at most; more, and there is little to
# think about and nothing to play again.
MOST_BY_CHANCE = 0.35


def by_chance(draft: Draft) -> Iterator[Finding]:
    """Find chats whose best ending random tapping reaches too often.

    The probability is computed over all ways through the chat, not sampled. The best
    endings are those that the author calls so, else those in which help came early, else
    those in which help came. Adults' chats are short examples, played once.
    """
    if not draft.is_for_children:
        return
    for step in draft.steps:
        if not step.is_story or not (best := best_endings(step)):
            continue
        try:
            endings = look_ahead(cast("ChatKey", step.key)).endings
        except TooTangledError:
            yield Finding(
                rule="chat.tangled",
                level=Level.WARNING,
                place=step.place,
                message=gettext(
                    "This chat can be played in too many ways to be checked."
                ),
                advice=gettext("Use fewer variables, or fewer choices that lead back."),
            )
            continue
        share = sum(endings.get(id_, 0) for id_ in best)
        if round(share, 4) > MOST_BY_CHANCE:
            yield Finding(
                rule="chat.chance",
                level=Level.WARNING,
                place=step.place,
                message=gettext(
                    "Taps at random come to the best ending %(share)d %% of the time, at "
                    "most %(most)d %% are good."
                )
                % {"share": round(share * 100), "most": MOST_BY_CHANCE * 100},
                advice=gettext(
                    "Let the best ending depend on what was chosen before: add a "
                    "variable and branches, or a good ending between."
                ),
            )


def reachable(draft: Draft) -> Iterator[Finding]:
    """Find endings that no way through a chat comes to."""
    for step in draft.steps:
        if not step.is_story:
            continue
        try:
            found = look_ahead(cast("ChatKey", step.key))
        except TooTangledError:
            continue
        for number, node in enumerate(_nodes(step), 1):
            if node.value["ending"]["kind"] and node.id not in found.nodes:
                label = str(step.value.block.child_blocks["nodes"].label)
                yield Finding(
                    rule="chat.ending",
                    level=Level.WARNING,
                    place=Place(
                        (*step.place.path, "nodes", node.id),
                        (*step.place.labels, entry_label(label, number, node.value)),
                    ),
                    message=gettext("Nobody can come to this ending."),
                    advice=gettext(
                        "Let a choice or a branch lead here, and see that its conditions "
                        "can hold together."
                    ),
                )


def best_endings(step: Step) -> Set[str]:
    """Return the ids of the nodes in which a chat ends best; empty without an ending."""
    endings = {
        node.id: node.value["ending"]
        for node in _nodes(step)
        if node.value["ending"]["kind"]
    }
    for field, value in (("quality", "best"), ("kind", "early"), ("kind", "help")):
        best = {id_ for id_, ending in endings.items() if ending[field] == value}
        if best:
            return best
    return set()


def _nodes(step: Step) -> Any:
    return step.value["nodes"].bound_blocks
