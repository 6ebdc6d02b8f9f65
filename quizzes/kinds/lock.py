"""Lock: four small puzzles whose symbols open a chest; made for a class round a screen."""

from typing import Annotated, TypedDict

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wagtail import blocks

from quizzes.blocks import IdListBlock, PictureBlock, text
from quizzes.errors import BlockErrors
from quizzes.json_types import Options, Words, serializer_of
from quizzes.kinds.base import (
    Grade,
    Kind,
    distinct_ids,
    make_grade,
    only_field,
)
from quizzes.kinds.ids import stable_shuffle
from quizzes.kinds.question import QuestionBlock
from quizzes.pictures import PictureData, PictureMaker

# Pictures of ``frontend/src/art``, with their words.
SYMBOLS = {
    "pearl": _("Pearl"),
    "shell": _("Shell"),
    "star": _("Star"),
    "fish": _("Fish"),
    "dhow": _("Dhow"),
    "compass": _("Compass"),
    "buoy": _("Buoy"),
    "jar": _("Jar"),
}
# As many as the chest has locks.
PUZZLES = 4


class LockOptionBlock(blocks.StructBlock):
    """One answer to a puzzle."""

    text = blocks.CharBlock(
        default="",
        max_length=120,
        label=_("Answer"),
        help_text=_("A few words or a number."),
    )
    right = blocks.BooleanBlock(
        required=False,
        default=False,
        label=_("This one is right"),
        help_text=_("Exactly one answer of each puzzle."),
    )

    class Meta:
        icon = "radio-full"
        label = _("Answer")
        label_format = "{text}"
        description = _("One answer to the puzzle.")


class PuzzleBlock(blocks.StructBlock):
    """One puzzle, and the symbol that it gives for the lock."""

    text = blocks.TextBlock(
        default="",
        rows=2,
        max_length=300,
        label=_("Puzzle"),
        help_text=_(
            "What is to be found out. All that is needed stands here or in the picture."
        ),
    )
    picture = PictureBlock(required=False, collapsed=True, label=_("Picture"))
    symbol = blocks.ChoiceBlock(
        choices=list(SYMBOLS.items()),
        default=next(iter(SYMBOLS)),
        label=_("Symbol"),
        help_text=_("What it gives for the lock; each puzzle has another one."),
    )
    options = IdListBlock(
        LockOptionBlock(),
        min_num=2,
        max_num=4,
        label=_("Answers"),
        help_text=_("Two to four, one of them right."),
    )
    hint = blocks.TextBlock(
        default="",
        rows=2,
        max_length=300,
        label=_("Hint"),
        help_text=_("After a wrong answer, before the next try; it never blames."),
    )

    class Meta:
        icon = "key"
        label = _("Puzzle")
        label_format = "{text}"
        description = _("A puzzle that gives one symbol of the lock.")


def four_puzzles() -> list[blocks.StructValue]:
    """Return what a new lock begins with: four empty puzzles with a symbol each."""
    block = PuzzleBlock()
    blank = block.get_default()
    return [
        blocks.StructValue(block, {**blank, "symbol": symbol})
        for symbol in list(SYMBOLS)[:PUZZLES]
    ]


class LockQuestionBlock(QuestionBlock):
    """A chest with four locks, and the puzzles that open them."""

    kind_name = "lock"

    puzzles = IdListBlock(
        PuzzleBlock(),
        min_num=PUZZLES,
        max_num=PUZZLES,
        default=four_puzzles,
        label=_("Puzzles"),
        help_text=_("Four, each of them for a pair or a group of the class."),
    )
    after = blocks.TextBlock(
        default="",
        rows=2,
        max_length=400,
        label=_("In the chest"),
        help_text=_("What all of them find together when the chest opens."),
    )

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        """Refuse, on publish, a puzzle that cannot be solved and a symbol used twice.

        Raises:
            StructBlockValidationError: with each message at the field it is about.
        """
        result = super().clean(value)
        if self.is_deferred_validation:
            return result
        errors = BlockErrors()
        taken: set[str] = set()
        for index, puzzle in enumerate(result["puzzles"]):
            if sum(option["right"] for option in puzzle["options"]) != 1:
                errors.add(
                    *("puzzles", index, "options"),
                    message=gettext("Mark the one answer that is right."),
                )
            if puzzle["symbol"] in taken:
                errors.add(
                    *("puzzles", index, "symbol"),
                    message=gettext("Another puzzle gives this symbol already."),
                )
            taken.add(puzzle["symbol"])
        errors.raise_if_any()
        return result

    class Meta:
        icon = "lock"
        label = _("Lock")
        label_format = "{prompt}"
        description = _("Four small puzzles that open a chest, for a class to solve.")
        form_layout = blocks.BlockGroup(
            children=["prompt", "picture", "puzzles", "after"],
            settings=["title", "audio"],
        )


class LockOptionPublic(TypedDict):
    """An answer to a puzzle as a player sees it."""

    id: str
    text: Words


class PuzzlePublic(TypedDict):
    """A puzzle as a player sees it; the symbol is a picture of the front end."""

    id: str
    text: Words
    picture: PictureData | None
    symbol: Annotated[str, Options(choices=list(SYMBOLS))]
    options: list[LockOptionPublic]


class LockPublic(TypedDict):
    """What a player sees of a lock."""

    puzzles: list[PuzzlePublic]


class PuzzleKey(TypedDict):
    """What the grader knows of a puzzle: its right answer, "" where none is marked yet."""

    option: Words
    hint: Words


class LockKey(TypedDict):
    """What a lock needs to open; ``puzzles`` are by their id."""

    puzzles: dict[str, PuzzleKey]
    after: Words


class LockResponse(TypedDict):
    """An answer in its canonical form."""

    opened: list[str]


class Lock(Kind[LockPublic, LockKey, LockResponse]):
    """A chest with four locks: ``{"opened": [puzzleId…]}``, the puzzles that were solved.

    It is played and not graded: a wrong answer gives a hint and may be tried again, so in
    the end everybody solves everything.
    """

    name = "lock"
    label = _("Lock")
    checkable = False
    on_paper = "board"
    scored = False
    read_one_by_one = ("puzzles",)
    public_schema = serializer_of(LockPublic)
    key_schema = serializer_of(LockKey)

    def block(self) -> LockQuestionBlock:
        """Return a new block with which an editor writes the question."""
        return LockQuestionBlock()

    def public(self, value: blocks.StructValue, picture: PictureMaker) -> LockPublic:
        """Return the puzzles in the author's order, each with its answers mixed."""
        return {
            "puzzles": [
                {
                    "id": puzzle.id,
                    "text": text(puzzle.value["text"]),
                    "picture": picture(puzzle.value["picture"]),
                    "symbol": puzzle.value["symbol"] or next(iter(SYMBOLS)),
                    "options": stable_shuffle(
                        [
                            {"id": option.id, "text": text(option.value["text"])}
                            for option in puzzle.value["options"].bound_blocks
                        ]
                    ),
                }
                for puzzle in value["puzzles"].bound_blocks
            ]
        }

    def key(self, value: blocks.StructValue) -> LockKey:
        """Return the right answer and the hint of each puzzle, and what the chest holds."""
        return {
            "puzzles": {
                puzzle.id: {
                    "option": next(
                        (
                            option.id
                            for option in puzzle.value["options"].bound_blocks
                            if option.value["right"]
                        ),
                        "",
                    ),
                    "hint": text(puzzle.value["hint"]),
                }
                for puzzle in value["puzzles"].bound_blocks
            },
            "after": text(value["after"]),
        }

    def grade(self, key: LockKey, response: object) -> Grade[LockResponse]:
        """Take the puzzles that were solved; there is nothing to score.

        Raises:
            InvalidResponse: for anything but a list of distinct ids of puzzles.
        """
        puzzles = key["puzzles"]
        solved = distinct_ids(only_field(response, "opened", list), puzzles)
        opened = [id_ for id_ in puzzles if id_ in solved]
        lines = [key["after"]] if len(opened) == len(puzzles) else []
        return make_grade(0, 0, lines, {"opened": opened})

    def perfect(self, key: LockKey) -> LockResponse:
        """Return the response of somebody who solved every puzzle.

        Raises:
            LookupError: if a puzzle is missing or has no right answer yet.
        """
        if not key["puzzles"] or not all(p["option"] for p in key["puzzles"].values()):
            raise LookupError("Not every puzzle has a right answer.")
        return {"opened": list(key["puzzles"])}

    def solution(self, key: LockKey) -> list[str]:
        """Return ``puzzleId>optionId`` for each puzzle.

        Raises:
            LookupError: as ``perfect`` does.
        """
        opened = self.perfect(key)["opened"]
        return [f"{id_}>{key['puzzles'][id_]['option']}" for id_ in opened]

    def empty(self) -> LockResponse:
        """Return the response with nothing opened."""
        return {"opened": []}

    def is_quoted(self, names: tuple[str, ...], entry: blocks.StructValue) -> bool:
        """Return whether words are those of a wrong option."""
        return names == ("puzzles", "options", "text") and not entry["right"]

    def picks(self, response: LockResponse) -> list[str]:
        """Return the ids of the solved puzzles."""
        return list(response["opened"])
