"""Gap: fill the gaps of a text with words from a bank."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Literal, TypedDict

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wagtail import blocks

from quizzes.blocks import IdListBlock, comparable, text
from quizzes.errors import BlockErrors
from quizzes.json_types import Words, serializer_of
from quizzes.kinds.base import (
    Grade,
    InvalidResponse,
    Kind,
    closing,
    make_grade,
    whole_mapping,
)
from quizzes.kinds.counts import Alternatives, PointSum, by_part, point_each
from quizzes.kinds.ids import stable_shuffle
from quizzes.kinds.question import (
    QuestionBlock,
    ask_for_feedback,
    right_block,
    wrong_block,
)
from quizzes.pictures import PictureMaker

# A gap in an author's text, such as "{2}", in the digits of any script.
GAP = re.compile(r"\{\s*(\d{1,2})\s*\}")


class GapWordBlock(blocks.StructBlock):
    """The word that fills a gap."""

    text = blocks.CharBlock(
        default="",
        max_length=80,
        label=_("Word"),
        help_text=_("One word or two, in the form that fits the sentence."),
    )
    feedback = blocks.TextBlock(
        required=False,
        default="",
        max_length=400,
        label=_("Feedback"),
        help_text=_("One line why it belongs here, for whoever put another word."),
    )

    class Meta:
        icon = "tag"
        label = _("Word")
        label_format = "{text}"
        description = _("The word that fills a gap.")


class GapDecoyBlock(blocks.StructBlock):
    """A word that fills no gap."""

    text = blocks.CharBlock(
        default="",
        max_length=80,
        label=_("Word"),
        help_text=_("It fits the grammar of a gap, but not the sense."),
    )

    class Meta:
        icon = "cross"
        label = _("Decoy")
        label_format = "{text}"
        description = _("A word that fills no gap.")


class GapQuestionBlock(QuestionBlock):
    """A text with gaps, and words to fill them with."""

    kind_name = "gap"

    text = blocks.TextBlock(
        default="",
        rows=4,
        max_length=1200,
        label=_("Text"),
        help_text=_("Write {1} where the first word belongs, {2} for the second."),
    )
    words = IdListBlock(
        GapWordBlock(),
        min_num=1,
        max_num=8,
        label=_("Words"),
        help_text=_(
            "The first fills {1}, the second {2}. The learner gets them mixed."
        ),
    )
    decoys = IdListBlock(
        GapDecoyBlock(),
        default=[],
        max_num=6,
        label=_("Decoys"),
        help_text=_("Words among the others that fill no gap."),
    )
    right = right_block()
    wrong = wrong_block()

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        """Refuse, on publish, gaps and words that do not fit each other.

        Raises:
            StructBlockValidationError: with each message at the field it is about.
        """
        result = super().clean(value)
        if self.is_deferred_validation:
            return result
        errors = BlockErrors()
        found = Counter(int(number) for number in GAP.findall(text(result["text"])))
        for number in range(1, len(result["words"]) + 1):
            if not found[number]:
                errors.add(
                    "text",
                    message=gettext("Write {%(number)d} where word %(number)d belongs.")
                    % {"number": number},
                )
            elif found[number] > 1:
                errors.add(
                    "text",
                    message=gettext(
                        "{%(number)d} is there more than once. Give each gap a word of "
                        "its own, even if they are the same."
                    )
                    % {"number": number},
                )
        for number in sorted(found):
            if not 1 <= number <= len(result["words"]):
                errors.add(
                    "text",
                    message=gettext("There is no word %(number)d to fill {%(number)d}.")
                    % {"number": number},
                )
        fits = {comparable(word["text"]) for word in result["words"]}
        for index, decoy in enumerate(result["decoys"]):
            if comparable(decoy["text"]) in fits:
                errors.add(
                    *("decoys", index, "text"),
                    message=gettext("This word fills a gap, so it is no decoy."),
                )
        if len(fits) == 1 and not result["decoys"]:
            errors.add(
                "decoys",
                message=gettext(
                    "There is nothing to choose from. Add a word that fills no gap."
                ),
            )
        if not text(result["wrong"]):
            ask_for_feedback(errors, result["words"], "words")
        errors.raise_if_any()
        return result

    class Meta:
        icon = "form"
        label = _("Gaps")
        label_format = "{prompt}"
        description = _("A text with gaps to fill from a bank of words.")
        form_layout = blocks.BlockGroup(
            children=[
                "prompt",
                "picture",
                "text",
                "words",
                "decoys",
                "right",
                "wrong",
            ],
            settings=["title", "audio"],
        )


class GapPartPublic(TypedDict):
    """A stretch of the text (its ``id`` is empty), or a gap (its ``text`` is)."""

    type: Literal["text", "gap"]
    text: Words
    id: Words


class GapWordPublic(TypedDict):
    """A word of the bank as a player sees it."""

    id: str
    text: Words


class GapPublic(TypedDict):
    """What a player sees of a text with gaps."""

    parts: list[GapPartPublic]
    words: list[GapWordPublic]


class GapPartKey(TypedDict):
    """What the grader knows of a gap: the words that fill it, by id."""

    words: list[str]
    feedback: Words


class GapKey(TypedDict):
    """What the grader needs for a text with gaps; ``gaps`` are by their id."""

    gaps: dict[str, GapPartKey]
    words: list[str]
    right: Words
    wrong: Words


class GapResponse(TypedDict):
    """An answer in its canonical form."""

    gaps: dict[str, str]


class Gap(Kind[GapPublic, GapKey, GapResponse]):
    """Fill the gaps of a text. The response is ``{"gaps": {gapId: wordId}}``.

    It is worth the gaps that are filled as they should be, of all; a word that reads as
    the right one does is right, too. Either all gaps are filled or, by somebody who did
    nothing, none; no word is used twice.
    """

    name = "gap"
    label = _("Gaps")
    checkable = True
    answers_all_parts = True
    is_short = True
    quoted_fields = (("decoys", "text"),)
    public_schema = serializer_of(GapPublic)
    key_schema = serializer_of(GapKey)

    def block(self) -> GapQuestionBlock:
        """Return a new block with which an editor writes the question."""
        return GapQuestionBlock()

    def public(self, value: blocks.StructValue, picture: PictureMaker) -> GapPublic:
        """Return the text in parts, and the words mixed, decoys among them."""
        words = _bank(value)
        return {
            "parts": [
                {"type": "text", "text": part, "id": ""}
                if isinstance(part, str)
                else {"type": "gap", "text": "", "id": f"g{part}"}
                for part in _parts(value)
            ],
            "words": stable_shuffle([{"id": id_, "text": words[id_]} for id_ in words]),
        }

    def key(self, value: blocks.StructValue) -> GapKey:
        """Return the words that fill each gap, with the feedback, in the words' order."""
        words = _bank(value)
        there = {part for part in _parts(value) if isinstance(part, int)}
        return {
            "gaps": {
                f"g{number}": {
                    "words": [
                        id_
                        for id_ in words
                        if comparable(words[id_]) == comparable(word.value["text"])
                    ],
                    "feedback": text(word.value["feedback"]),
                }
                for number, word in enumerate(value["words"].bound_blocks, 1)
                if number in there
            },
            "words": list(words),
            "right": text(value["right"]),
            "wrong": text(value["wrong"]),
        }

    def grade(self, key: GapKey, response: object) -> Grade[GapResponse]:
        """Grade the filled gaps.

        Raises:
            InvalidResponse: for anything but one known word, each used once, for every gap
                or for none.
        """
        gaps = key["gaps"]
        filled = whole_mapping(response, "gaps", gaps, key["words"])
        if len(set(filled.values())) < len(filled):
            raise InvalidResponse("The response names an id twice.")
        strays = [
            gap
            for id_, gap in gaps.items()
            if id_ in filled and filled[id_] not in gap["words"]
        ]
        numerator, denominator = len(filled) - len(strays), len(gaps)
        lines = [gap["feedback"] for gap in strays]
        lines += closing(key, numerator, denominator)
        return make_grade(numerator, denominator, lines, {"gaps": filled})

    def perfect(self, key: GapKey) -> GapResponse:
        """Return the response that fills every gap as it should be.

        Raises:
            LookupError: if there is no gap.
        """
        if not key["gaps"]:
            raise LookupError("There is no gap.")
        filled: dict[str, str] = {}
        for id_, gap in key["gaps"].items():
            # Words that read alike fill the same gaps, and there is one for each.
            filled[id_] = next(w for w in gap["words"] if w not in filled.values())
        return {"gaps": filled}

    def empty(self) -> GapResponse:
        """Return the response with no gap filled."""
        return {"gaps": {}}

    def alternatives(self, key: GapKey, answers: Sequence[str]) -> list[Alternatives]:
        """Return the groups by gap and by word; some words are left over."""
        gaps = by_part(answers, 0, is_complete=True)
        return gaps + by_part(answers, 1, is_complete=False)

    def chance(self, key: GapKey) -> list[tuple[int, int]]:
        """Return how many of all words are right for each gap."""
        return [(len(gap["words"]), len(key["words"])) for gap in key["gaps"].values()]

    def point_sums(self, key: GapKey) -> list[PointSum]:
        """Return a point for each gap with a word that fills it."""
        gaps = key["gaps"].items()
        right = [f"{gap}>{word}" for gap, part in gaps for word in part["words"]]
        return point_each(right, len(key["gaps"]))

    def picks(self, response: GapResponse) -> list[str]:
        """Return ``gapId>wordId`` for each gap."""
        return [f"{gap}>{word}" for gap, word in response["gaps"].items()]


def _bank(value: blocks.StructValue) -> dict[str, str]:
    """Return every word, decoys last, by its id."""
    return {
        word.id: text(word.value["text"])
        for name in ("words", "decoys")
        for word in value[name].bound_blocks
    }


def _parts(value: blocks.StructValue) -> Iterator[str | int]:
    """Yield stretches of the text and, between them, numbers of gaps.

    In a draft, a gap that has no word or that is there again stays as it is written.
    """
    whole = text(value["text"])
    open_ = set(range(1, len(value["words"]) + 1))
    start = 0
    for found in GAP.finditer(whole):
        number = int(found[1])
        if number not in open_:
            continue
        open_.remove(number)
        if found.start() > start:
            yield whole[start : found.start()]
        yield number
        start = found.end()
    if start < len(whole):
        yield whole[start:]
