"""Questions as they are stored, and what an editor's form says about them."""

import copy
import uuid
from typing import Any

from django.core.exceptions import ValidationError

from wagtail.blocks.base import get_error_json_data

from quizzes import kinds


def entry(value: dict[str, Any], id_: str | None = None) -> dict[str, Any]:
    """Return one entry of a list as Wagtail stores it."""
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
    """Return a chat without faults, each list entry with a readable id."""
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


def stateful_chat() -> dict[str, Any]:
    """Return a chat whose ending depends on a variable: 1 walk in 9 comes to the best."""
    more = [entry({"variable": "trust", "change": "+1"}, "more")]
    return chat() | {
        "variables": [
            entry({"name": "trust", "label": "Trust", "start": 0}, "var-trust")
        ],
        "nodes": [
            node(
                "start",
                choices=[
                    way("ask", weight="helpful", effects=more),
                    way("wait"),
                    way("laugh", weight="unhelpful", note="It hurts."),
                ],
                then="later",
            ),
            node(
                "later",
                choices=[
                    way("listen", weight="helpful", effects=more),
                    way("nod"),
                    way("hurry"),
                    way("sorry", needs=[needs("trust", "<=", 0)], goto="open"),
                ],
                then="open",
                branches=[
                    entry({"needs": [needs("trust", ">=", 2)], "goto": "best"}, "b1"),
                    entry({"needs": [needs("trust", ">=", 1)], "goto": "good"}, "b2"),
                ],
            ),
            ending("best", quality="best", epilogue="They still play on Fridays."),
            ending("good"),
            ending("open", kind="open"),
        ],
    }


def needs(variable: str, compare: str, value: int) -> dict[str, Any]:
    stored = {"variable": variable, "compare": compare, "value": value}
    return entry(stored, f"need-{variable}-{value}")


def node(name: str, **more: Any) -> dict[str, Any]:
    return entry({"name": name, **more}, f"node-{name}")


def way(text: str, **more: Any) -> dict[str, Any]:
    return entry({"text": text, **more}, f"way-{text}")


def ending(name: str, **more: Any) -> dict[str, Any]:
    end = {"kind": "help", "title": "End", "text": "All is told.", "help": ["adult"]}
    return node(name, ending={**end, **more})


def order(**more: Any) -> dict[str, Any]:
    return {
        "prompt": "What comes first?",
        "things": [
            entry({"text": words, "feedback": f"Why {words}."}, words.lower())
            for words in ("Turn", "Breathe", "Tell", "Report")
        ],
        "right": "That is it.",
        "wrong": "Look again.",
        **more,
    }


def match(**more: Any) -> dict[str, Any]:
    def pair(left: str, right: str) -> dict[str, Any]:
        value = {"left": left, "right": right, "right_id": f"r-{right.lower()}"}
        return entry({**value, "feedback": f"Why {left}."}, left.lower())

    return {
        "prompt": "What does it want?",
        "pairs": [pair("Hurry", "Clock"), pair("Prize", "Bait"), pair("Login", "Door")],
        "decoys": [entry({"text": "Joke"}, "joke")],
        "right": "That is it.",
        "wrong": "Look again.",
        **more,
    }


def gap(**more: Any) -> dict[str, Any]:
    return {
        "prompt": "What does Adam say?",
        "text": "I need your {1}. It is a {2}.",
        "words": [
            entry({"text": words, "feedback": f"Why {words}."}, words)
            for words in ("help", "secret")
        ],
        "decoys": [entry({"text": "alone"}, "alone")],
        "right": "That is it.",
        "wrong": "Look again.",
        **more,
    }


def mark(**more: Any) -> dict[str, Any]:
    def piece(id_: str, text: str, role: str = "plain") -> dict[str, Any]:
        why = "" if role == "plain" else f"Why {id_}."
        return entry({"text": text, "role": role, "feedback": why}, id_)

    return {
        "prompt": "What warns Noor?",
        "parts": [
            piece("hello", "Hello Noor"),
            piece("prize", "you won a prize", "sign"),
            piece("news", "school is over", "fine"),
            piece("end", ", bye!"),
        ],
        "right": "That is it.",
        "wrong": "Look again.",
        **more,
    }


def hotspot(look: str = "mail", **more: Any) -> dict[str, Any]:
    def part(id_: str, role: str, spot: str, x: int) -> dict[str, Any]:
        return entry(
            {
                "role": role,
                "text": f"The {id_}",
                "spot": spot,
                "feedback": "" if spot == "plain" else f"Why {id_}.",
                "box": {"x": x, "y": 10, "width": 20, "height": 20},
            },
            id_,
        )

    return {
        "prompt": "Where is the trick?",
        "look": look,
        "parts": [
            part("address", "address", "trick", 0),
            part("greeting", "text", "fine", 40),
            *([] if look == "picture" else [part("body", "text", "plain", 0)]),
        ],
        "right": "That is it.",
        "wrong": "Look again.",
        **more,
    }


def triage(**more: Any) -> dict[str, Any]:
    def message(sender: str, action: str, **rest: Any) -> dict[str, Any]:
        fields = {"sender": sender, "text": f"I am {sender}.", "action": action}
        return entry({**fields, "feedback": f"Why {sender}.", **rest}, sender.lower())

    return {
        "prompt": "What is best to do?",
        "messages": [
            message("Coach", "keep", genuine=True),
            message("Prize", "report"),
            message("Noor", "keep", genuine=True, also_ask=True),
        ],
        "alarm": "A genuine message was reported.",
        "right": "That is it.",
        "wrong": "Look again.",
        **more,
    }


def myth(**more: Any) -> dict[str, Any]:
    def card(text: str, *, fact: bool) -> dict[str, Any]:
        value = {"text": text, "fact": fact, "feedback": f"Why {text}."}
        return entry(value, text.lower())

    return {
        "prompt": "Myth or fact?",
        "cards": [
            card("Gone", fact=False),
            card("Leave", fact=True),
            card("Tell", fact=True),
        ],
        "right": "That is it.",
        "wrong": "Look again.",
        **more,
    }


def settings(**more: Any) -> dict[str, Any]:
    def one(text: str, *options: tuple[str, bool]) -> dict[str, Any]:
        found = [
            entry({"text": name, "seen": f"{text} {name}", "best": best}, name.lower())
            for name, best in options
        ]
        return entry(
            {"text": text, "options": found, "feedback": f"Why {text}."}, text.lower()
        )

    return {
        "prompt": "What should Lina change?",
        "stranger": "Storm",
        "settings": [
            one("Place", ("On", False), ("Off", True)),
            one("Write", ("All", False), ("Friends", True), ("Nobody", True)),
        ],
        "right": "That is it.",
        "wrong": "Look again.",
        **more,
    }


def memory(**more: Any) -> dict[str, Any]:
    def pair(id_: str, first: str, second: str) -> dict[str, Any]:
        return entry({"first": first, "second": second}, id_)

    return {
        "prompt": "What belongs together?",
        "pairs": [pair("sun", "Sun", "Day"), pair("moon", "Moon", "Night")],
        "after": "All are found.",
        **more,
    }


def cards(**more: Any) -> dict[str, Any]:
    return {
        "prompt": "Do you know these words?",
        "cards": [
            entry({"front": "Block", "back": "No more messages."}, "block"),
            entry({"front": "Report", "back": "Tell the app."}, "report"),
        ],
        "after": "Two words more.",
        **more,
    }


def lock(**more: Any) -> dict[str, Any]:
    def puzzle(symbol: str) -> dict[str, Any]:
        answers = [
            entry({"text": "Yes", "right": True}, f"{symbol}-yes"),
            entry({"text": "No"}, f"{symbol}-no"),
        ]
        return entry(
            {
                "text": f"Is it a {symbol}?",
                "symbol": symbol,
                "options": answers,
                "hint": "Look again.",
            },
            f"p-{symbol}",
        )

    return {
        "prompt": "Open the chest.",
        "puzzles": [puzzle(symbol) for symbol in ("pearl", "shell", "star", "fish")],
        "after": "A map!",
        **more,
    }


def slider(**more: Any) -> dict[str, Any]:
    return {
        "prompt": "How sure are you?",
        "low": "Not sure yet",
        "high": "Very sure",
        "least": 0,
        "most": 10,
        "step": 2,
        "after": "Thank you.",
        **more,
    }


def likert(*faces: str, **more: Any) -> dict[str, Any]:
    """Return a scale with the faces, each option named after its place: "o1", "o2", …"""
    return {
        "prompt": "How do you feel?",
        "options": [
            entry(
                {"text": f"Option {n}", "face": face, "reply": f"Reply {n}."}, f"o{n}"
            )
            for n, face in enumerate(faces or ("1", "3", "5"), start=1)
        ],
        "after": "Thank you.",
        **more,
    }


def activity(id_: str, least: int, most: int, **more: Any) -> dict[str, Any]:
    return entry(
        {
            "text": id_.title(),
            "sort": "quiet",
            "least": least,
            "most": most,
            "little": f"Little {id_}.",
            "much": f"Much {id_}.",
            **more,
        },
        id_,
    )


def day(*activities: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "prompt": "Fill the day.",
        "hours": 12,
        "activities": list(activities)
        or [activity("sleep", 4, 8), activity("play", 1, 4), activity("film", 0, 2)],
        "after": "Many days are good.",
        **more,
    }


def hidden_score(**more: Any) -> dict[str, Any]:
    """Return three rounds; in round n, "an" costs nothing and "bn" costs n of everything."""

    def option(name: str, cost: int) -> dict[str, Any]:
        costs = dict.fromkeys(("time", "data", "money", "sleep", "mood"), cost)
        why = f"Why {name}."
        return entry({"text": name, "fun": 3, "costs": costs, "why": why}, name)

    return {
        "prompt": "Choose what looks like fun.",
        "rounds": [
            entry(
                {
                    "text": f"Round {n}.",
                    "options": [option(f"a{n}", 0), option(f"b{n}", n)],
                },
                f"r{n}",
            )
            for n in (1, 2, 3)
        ],
        "after": "Play it again.",
        **more,
    }


def password(*words: str, **more: Any) -> dict[str, Any]:
    given = words or tuple(f"word{letter}" for letter in "abcdefghijkl")
    return {
        "prompt": "Make a strong password.",
        "words": [entry({"text": word}, f"w-{word}") for word in given],
        "after": "Long beats odd signs.",
        **more,
    }


def poster(**more: Any) -> dict[str, Any]:
    return {
        "prompt": "Make a poster.",
        "phrases": [
            entry({"text": text}, text.lower()) for text in ("Ask", "Tell", "Stop")
        ],
        "stickers": [
            entry({"name": name}, f"s-{name}") for name in ("star", "shell", "fish")
        ],
        "after": "Hang it up.",
        **more,
    }


def value_of(kind: str, stored: dict[str, Any]) -> Any:
    """Return the block value of a stored question."""
    return kinds.get(kind).block().to_python(copy.deepcopy(stored))


def publish_errors(kind: str, stored: dict[str, Any]) -> dict[tuple, list[str]]:
    """Return what publishing the question would answer: messages by path in the form."""
    block = kinds.get(kind).block()
    return errors_of(block, block.to_python(copy.deepcopy(stored)))


def draft_errors(kind: str, stored: dict[str, Any]) -> dict[tuple, list[str]]:
    """Return what saving the question as a draft would answer."""
    block = kinds.get(kind).block()
    value = block.to_python(copy.deepcopy(stored))
    try:
        block.clean_deferred(value)
    except ValidationError as error:
        return dict(flatten(get_error_json_data(error)))
    return {}


def errors_of(block: Any, value: Any) -> dict[tuple, list[str]]:
    """Return the messages of a block's ``clean`` by path, empty when it accepts."""
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
