"""What the kinds share in which a learner makes something that stays on the device."""

from collections.abc import Mapping
from typing import Any

from wagtail.blocks import StructValue

from quizzes.blocks import text
from quizzes.kinds.base import Grade, Kind, make_grade, only_field


class MakingKind(Kind):
    """A kind whose response is ``{"done": true}`` once something was made, else false.

    What was made is neither stored nor sent, so there is nothing to grade.
    """

    checkable = False
    scored = False

    def key(self, value: StructValue) -> dict[str, Any]:
        """Return the line to end with."""
        return {"after": text(value["after"])}

    def grade(self, key: Mapping[str, Any], response: object) -> Grade:
        """Return a grade without points; whoever made something is told the last line.

        Raises:
            InvalidResponse: for anything but true or false.
        """
        done = only_field(response, "done", bool)
        return make_grade(0, 0, [key["after"]] if done else [], {"done": done})

    def perfect(self, key: Mapping[str, Any]) -> dict[str, Any]:
        """Return the response of somebody who made something."""
        return {"done": True}

    def empty(self) -> dict[str, Any]:
        """Return the response of somebody who made nothing."""
        return {"done": False}

    def picks(self, response: Mapping[str, Any]) -> list[str]:
        """Return ``done``, or nothing."""
        return ["done"] if response["done"] else []
