"""The words of items and steps, from what was published."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext

from cms.pages.printing import answer_words, part_words
from cms.publications.models import Publication
from quizzes.kinds import get as get_kind
from quizzes.kinds.ids import public_answer


@dataclass(frozen=True, slots=True)
class Wording:
    """What the items and steps of a module are called, by id, and what a step is."""

    items: dict[str, str] = field(default_factory=dict)
    parts: dict[str, dict[str, str]] = field(default_factory=dict)
    steps: dict[str, str] = field(default_factory=dict)

    def item(self, id_: str) -> str:
        """Return the words of a question."""
        return self.items.get(id_) or gettext("A question that is no longer there")

    def step(self, id_: str, number: int) -> str:
        """Return the number of a step, with its title if it has one."""
        title = self.steps.get(id_) or self.items.get(id_, "")
        return f"{number}. {title}" if title else gettext("Step %d") % number

    def answer(self, item: str, answer: str) -> str:
        """Return the words of an answer; what has none is named by its id or number."""
        return answer_words(answer, self.parts.get(item, {})) or answer

    def order(self, item: str) -> dict[str, int]:
        """Return the place of each part in its item."""
        return {id_: place for place, id_ in enumerate(self.parts.get(item, {}))}


def wording(versions: Iterable[str]) -> Wording:
    """Read the words of versions, the first one's first; one query."""
    order = list(versions)
    rows = Publication.objects.filter(version__in=order)
    payloads = dict(rows.values_list("version", "payload"))
    found = Wording()
    for version in reversed(order):
        if version in payloads:
            _read(json.loads(bytes(payloads[version])), found)
    return found


def _read(payload: Mapping[str, Any], found: Wording) -> None:
    """Add the words of one version, over those that are there."""
    asked = []
    for step in payload.get("steps", ()):
        found.steps[step["id"]] = step.get("title") or ""
        if item := step.get("item"):
            asked.append((item, step.get("title") or ""))
    for form in payload.get("check", {}).values():
        asked += [(item, "") for item in form]
    for item, title in asked:
        name = item.get("prompt") or title or str(get_kind(item["kind"]).label)
        found.items[item["id"]] = name
        found.parts[item["id"]] = {
            public_answer(item["id"], id_): words
            for id_, words in part_words(item).items()
        }
