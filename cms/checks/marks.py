"""The mark of a warning: a digest that changes with the text the warning is about."""

import hashlib
import json
from typing import TYPE_CHECKING, Any

from django.core.serializers.json import DjangoJSONEncoder

from cms.checks.findings import Finding
from cms.publications.compile import quiz_for
from quizzes.previews import FORMS

if TYPE_CHECKING:
    from cms.pages.module import ModulePage
    from quizzes.models import Quiz


class Marker:
    """Marks the findings about one module as it is in memory.

    Two findings have one mark only if rule, age band, place, subject and all that stands
    in the place are the same. The words of a finding and its level do not count.
    """

    def __init__(self, page: "ModulePage", quiz: "Quiz | None" = None) -> None:
        """Mark findings about ``page``, with ``quiz`` or its published check."""
        self.page = page
        quiz = quiz or quiz_for(page)
        self.check: dict[str, object] = {
            f"form_{form.lower()}": quiz.questions(form).get_prep_value()
            for form in FORMS
            if quiz
        }

    def mark(self, finding: Finding) -> str:
        """Return the mark of a finding, 64 characters."""
        place = finding.place
        parts = [
            finding.rule,
            self.page.band or "",
            place.content_path,
            finding.subject,
            self._content(place.path, place.in_check),
        ]
        written = json.dumps(parts, cls=DjangoJSONEncoder, sort_keys=True)
        return hashlib.sha256(written.encode()).hexdigest()

    def _content(self, path: tuple[str, ...], in_check: bool) -> Any:
        name, *rest = path
        if in_check:
            return _at(self.check.get(name), rest)
        if name == "quiz":
            return self.check
        field = self.page._meta.get_field(name)
        value = field.get_prep_value(field.value_from_object(self.page))
        if isinstance(value, str) and rest:
            value = json.loads(value)
        return _at(value, rest)


def _at(value: Any, path: list[str]) -> Any:
    """Go down a stored stream: names of fields in structs, ids in lists."""
    for part in path:
        if isinstance(value, list):
            value = next((e["value"] for e in value if e.get("id") == part), None)
        elif isinstance(value, dict):
            value = value.get(part)
        else:
            break
    return value
