"""Questions as they are stored, and what an editor's form says about them."""

import copy
import uuid
from typing import Any

from django.core.exceptions import ValidationError

from wagtail.blocks.base import get_error_json_data

from quizzes import kinds


def entry(value: dict[str, Any], id_: str | None = None) -> dict[str, Any]:
    """Give one entry of a list as Wagtail stores it."""
    return {"type": "item", "id": id_ or str(uuid.uuid4()), "value": value}


def option(text: str, *, correct: bool = False, **more: Any) -> dict[str, Any]:
    return {"text": text, "correct": correct, "feedback": f"Why {text}.", **more}


def choice(*options: dict[str, Any], **more: Any) -> dict[str, Any]:
    given = options or (option("Tell", correct=True), option("Wait"))
    return {
        "prompt": "What do you do?",
        "options": [entry(o, o["text"].lower()) for o in given],
        "right": "That is it.",
        "wrong": "Look again.",
        **more,
    }


def sort(**more: Any) -> dict[str, Any]:
    def thing(text: str) -> dict[str, Any]:
        return entry({"text": text, "feedback": f"Why {text}."}, text.lower())

    return {
        "prompt": "Who may know it?",
        "bins": [
            entry(
                {"text": "Friends", "items": [thing("Name"), thing("Street")]},
                "friends",
            ),
            entry({"text": "Everybody", "items": [thing("Game")]}, "all"),
        ],
        "right": "That is it.",
        "wrong": "Look again.",
        **more,
    }


def chat() -> dict[str, Any]:
    """Give a chat without faults, each list entry with a readable id."""
    return {
        "prompt": "Sam asks you.",
        "cast": [
            entry({"name": "sam", "label": "Sam", "side": "end"}, "cast-sam"),
            entry({"name": "storm", "label": "Storm"}, "cast-storm"),
        ],
        "nodes": [
            node(
                "start",
                messages=[
                    entry(
                        {"sender": "storm", "text": "Hi!", "sign": "Too quick."}, "m1"
                    ),
                    entry({"text": "Three evenings later."}, "m2"),
                ],
                choices=[
                    way("ask", weight="neutral", note="Asking is fine."),
                    way("tell", goto="good", weight="helpful", note="Well done."),
                    way("obey", weight="unhelpful", note="That is a trap."),
                ],
                then="later",
            ),
            node(
                "later",
                choices=[
                    way("stop", weight="helpful"),
                    way("save", weight="helpful"),
                    way("aunt", goto="good", weight="helpful"),
                ],
                pick=2,
                then="open",
            ),
            ending("good", kind="help"),
            ending("open", kind="open"),
        ],
    }


def node(name: str, **more: Any) -> dict[str, Any]:
    return entry({"name": name, **more}, f"node-{name}")


def way(text: str, **more: Any) -> dict[str, Any]:
    return entry({"text": text, **more}, f"way-{text}")


def ending(name: str, **more: Any) -> dict[str, Any]:
    end = {"kind": "help", "title": "End", "text": "All is told.", "help": ["adult"]}
    return node(name, ending={**end, **more})


def value_of(kind: str, stored: dict[str, Any]) -> Any:
    """Give the block value of a stored question."""
    return kinds.get(kind).block().to_python(copy.deepcopy(stored))


def publish_errors(kind: str, stored: dict[str, Any]) -> dict[tuple, list[str]]:
    """Give what publishing the question would answer: messages by path in the form."""
    block = kinds.get(kind).block()
    return errors_of(block, block.to_python(copy.deepcopy(stored)))


def draft_errors(kind: str, stored: dict[str, Any]) -> dict[tuple, list[str]]:
    """Give what saving the question as a draft would answer."""
    block = kinds.get(kind).block()
    value = block.to_python(copy.deepcopy(stored))
    try:
        block.clean_deferred(value)
    except ValidationError as error:
        return dict(flatten(get_error_json_data(error)))
    return {}


def errors_of(block: Any, value: Any) -> dict[tuple, list[str]]:
    """Give the messages of a block's ``clean`` by path, empty when it accepts."""
    try:
        block.clean(value)
    except ValidationError as error:
        return dict(flatten(get_error_json_data(error)))
    return {}


def flatten(data: dict[str, Any], path: tuple = ()) -> Any:
    """Yield path and messages from what Wagtail sends to the editor's form."""
    if data.get("messages"):
        yield path, [str(message) for message in data["messages"]]
    for step, child in data.get("blockErrors", {}).items():
        yield from flatten(child, (*path, step))
