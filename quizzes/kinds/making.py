"""What the kinds share in which a learner makes something that stays on the device."""

from typing import Generic, TypedDict

from wagtail.blocks import StructValue

from quizzes.blocks import text
from quizzes.json_types import Words
from quizzes.kinds.base import Grade, Kind, PublicT, make_grade, only_field


class MakingKey(TypedDict):
    """The line that ends what is made."""

    after: Words


class MakingResponse(TypedDict):
    """Whether something was made."""

    done: bool


class MakingKind(Kind[PublicT, MakingKey, MakingResponse], Generic[PublicT]):
    """A kind whose response is ``{"done": true}`` once something was made, else false.

    What was made is neither stored nor sent, so there is nothing to grade.
    """

    checkable = False
    scored = False

    def key(self, value: StructValue) -> MakingKey:
        """Return the line to end with."""
        return {"after": text(value["after"])}

    def grade(self, key: MakingKey, response: object) -> Grade[MakingResponse]:
        """Return a grade without points; whoever made something is told the last line.

        Raises:
            InvalidResponse: for anything but true or false.
        """
        done = only_field(response, "done", bool)
        return make_grade(0, 0, [key["after"]] if done else [], {"done": done})

    def perfect(self, key: MakingKey) -> MakingResponse:
        """Return the response of somebody who made something."""
        return {"done": True}

    def empty(self) -> MakingResponse:
        """Return the response of somebody who made nothing."""
        return {"done": False}

    def picks(self, response: MakingResponse) -> list[str]:
        """Return ``done``, or nothing."""
        return ["done"] if response["done"] else []
