"""What a format reads and writes: questions, what it had to leave out, and the report."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from django.utils.crypto import salted_hmac
from django.utils.translation import gettext

from quizzes.kinds.base import Form

SALT = "exchange.ids"
# In ``Question.source``, the name under which the file knows the question itself.
ITSELF = "question"


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a file.

    Attributes:
        kind: the name of a registered kind.
        title: the short heading above the question; "" for none.
        value: what the kind's block stores, but a picture field is ``{"file": name,
            "alt": words}`` where ``name`` is a key of ``pictures``, or is absent.
        source: the file's own name (an identifier, else "answer 2") of each of our ids;
            ``ITSELF`` gives the file's identifier of the question, where it has one.
        form: "A" or "B".
        pictures: the bytes of each picture that ``value`` shows, by name.
        notes: what was changed on the way, for the editor to look at.
        where: the place in the file, such as "line 12"; "" for its number in the file.
    """

    kind: str
    title: str
    value: Mapping[str, Any]
    source: Mapping[str, str]
    form: Form = "A"
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    where: str = ""

    @property
    def called(self) -> str:
        """Return how it is called in a report: its title, or how its prompt begins."""
        words = self.title or str(self.value.get("prompt") or "")
        return shorten(" ".join(words.split()), 80)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something of a file that becomes no question.

    Attributes:
        where: the place in the file, such as "line 12" or "question 3".
        what: the question's title, or how its prompt begins.
        reason: why it is left out, for the editor to read.
    """

    where: str
    what: str
    reason: str

    def as_json(self) -> dict[str, str]:
        """Return it as an object of JSON."""
        return {"where": self.where, "what": self.what, "reason": self.reason}


@dataclass(frozen=True, slots=True)
class Made:
    """A question that its kind has compiled, and that can be written.

    ``public`` is what a player would see, ``key`` what the grader would need. ``notes``
    are those of the question, and what publishing would still ask for.
    """

    question: Question
    public: Mapping[str, Any]
    key: Mapping[str, Any]
    notes: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return it as an object of JSON."""
        return {
            "title": self.question.title,
            "kind": self.question.kind,
            "form": self.question.form,
            "public": self.public,
            "key": self.key,
            "source": dict(self.question.source),
            "notes": list(self.notes),
        }


@dataclass(frozen=True, slots=True)
class Report:
    """What examining a file found. With ``errors`` the file could not be read at all."""

    made: tuple[Made, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    errors: tuple[str, ...] = ()

    def as_json(self) -> dict[str, list]:
        """Return the report as an object of JSON."""
        return {
            "made": [made.as_json() for made in self.made],
            "left_out": [left.as_json() for left in self.left_out],
            "errors": list(self.errors),
        }


def place(number: int) -> str:
    """Return how a report calls the place of a question: its number in the file, from 1."""
    return gettext("question %(number)d") % {"number": number}


def part_of(where: str, number: int) -> str:
    """Return how a report calls a part of what is at a place, from 1."""
    return gettext("%(where)s, part %(number)d") % {"where": where, "number": number}


def form_of_category(path: str) -> Form:
    """Return the form that a category of questions is: "B" if its last part is "Form B"."""
    last = path.strip().rpartition("/")[2]
    return "B" if " ".join(last.split()).casefold() == "form b" else "A"


def shorten(text: str, limit: int) -> str:
    """Return ``text`` in ``limit`` characters at most, cut between two words."""
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    at = max(cut.rfind(" "), cut.rfind("\n"))
    return (cut[:at] if at > limit // 2 else cut).rstrip() + "…"


def short_id(prefix: str, seed: str, *parts: object) -> str:
    """Return a short id that is the same each time the file is read.

    Name the question (its prompt) and the place in it: ``short_id("o", prompt, 2)``. It is
    keyed with ``SECRET_KEY``, as an id must not show the order of the file: the right
    answer is often the first. ``prefix`` is a letter, as an id that looks like an integer
    would change its place in a JavaScript object.
    """
    words = "\x1f".join([_digest(seed), *map(str, parts)])
    return prefix + _keyed(words)[:8]


@lru_cache(maxsize=16)
def _digest(seed: str) -> str:
    """Return a digest of a question's prompt, which goes into the id of each part."""
    return _keyed(seed)


def _keyed(words: str) -> str:
    return salted_hmac(SALT, words, algorithm="sha256").hexdigest()


def entry(id_: str, value: Mapping[str, Any]) -> dict[str, Any]:
    """Return one entry of a list as Wagtail stores it."""
    return {"type": "item", "id": id_, "value": dict(value)}


def entries(value: Mapping[str, Any], name: str) -> Iterable[tuple[str, dict]]:
    """Yield id and value of each entry of a list in a stored question."""
    return ((item["id"], item["value"]) for item in value.get(name, []))
