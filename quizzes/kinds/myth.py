"""Myth or fact: a small deck of statements to call, one card at a time."""

from types import MappingProxyType
from typing import TypedDict

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wagtail import blocks

from quizzes.blocks import IdListBlock, PictureBlock, comparable, text
from quizzes.errors import BlockErrors
from quizzes.json_types import Words, serializer_of
from quizzes.kinds.base import Grade, Kind, closing, make_grade, whole_mapping
from quizzes.kinds.counts import PointSum, point_each
from quizzes.kinds.ids import stable_shuffle
from quizzes.kinds.question import QuestionBlock, right_block, wrong_block
from quizzes.pictures import PictureData, PictureMaker

FACT, MYTH = CALLS = ("fact", "myth")


class MythCardBlock(blocks.StructBlock):
    """One statement, with what it is and why."""

    text = blocks.TextBlock(
        default="",
        max_length=200,
        label=_("Statement"),
        help_text=_("One short sentence that is either true or not."),
    )
    fact = blocks.BooleanBlock(
        required=False,
        default=False,
        label=_("It is a fact"),
        help_text=_("Without the tick it is a myth."),
    )
    feedback = blocks.TextBlock(
        default="",
        max_length=400,
        label=_("Why"),
        help_text=_("What the card says once it is turned, whatever it was called."),
    )
    picture = PictureBlock(required=False, collapsed=True, label=_("Picture"))

    class Meta:
        icon = "doc-empty"
        label = _("Card")
        label_format = "{text}"
        description = _("A statement, what it is, and why.")


class MythQuestionBlock(QuestionBlock):
    """A question with statements to call a myth or a fact."""

    kind_name = "myth"

    cards = IdListBlock(
        MythCardBlock(),
        min_num=3,
        max_num=8,
        label=_("Cards"),
        help_text=_("Myths and facts; the learner gets them mixed."),
    )
    right = right_block()
    wrong = wrong_block()

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        """Refuse, on publish, a deck that one call solves, and a statement twice.

        Raises:
            StructBlockValidationError: with each message at the field it is about.
        """
        result = super().clean(value)
        if self.is_deferred_validation:
            return result
        errors = BlockErrors()
        facts = [bool(card["fact"]) for card in result["cards"]]
        if not any(facts):
            errors.add(
                "cards",
                message=gettext(
                    "Add a fact: whoever calls every card a myth would score all."
                ),
            )
        if all(facts):
            errors.add(
                "cards",
                message=gettext(
                    "Add a myth: whoever calls every card a fact would score all."
                ),
            )
        seen: set[str] = set()
        for index, card in enumerate(result["cards"]):
            words = comparable(card["text"])
            if words in seen:
                errors.add(
                    *("cards", index, "text"),
                    message=gettext("Another card says this already."),
                )
            seen.add(words)
        errors.raise_if_any()
        return result

    class Meta:
        icon = "help"
        label = _("Myth or fact")
        label_format = "{prompt}"
        description = _("Three to eight statements to call a myth or a fact.")
        form_layout = blocks.BlockGroup(
            children=["prompt", "picture", "cards", "right", "wrong"],
            settings=["title", "audio"],
        )


class MythCardPublic(TypedDict):
    """A card as a player sees it before it is turned."""

    id: str
    text: Words
    picture: PictureData | None


class MythPublic(TypedDict):
    """What a player sees of a deck."""

    cards: list[MythCardPublic]


class MythCardKey(TypedDict):
    """What the grader knows of a card: whether it is a fact, and why."""

    fact: bool
    feedback: Words


class MythKey(TypedDict):
    """What the grader needs for a deck; ``cards`` are by their id."""

    cards: dict[str, MythCardKey]
    right: Words
    wrong: Words


class MythResponse(TypedDict):
    """An answer in its canonical form."""

    calls: dict[str, str]


class Myth(Kind[MythPublic, MythKey, MythResponse]):
    """Call statements. The response is ``{"calls": {cardId: call}}``.

    A call is "fact" or "myth". It is worth the cards that are called right, of all; either
    all are called or, by somebody who did nothing, none. Every card that was called says
    why, as it is turned.
    """

    name = "myth"
    label = _("Myth or fact")
    checkable = True
    read_one_by_one = ("cards",)
    answers_all_parts = True
    is_short = True
    answer_words = MappingProxyType({FACT: _("Fact"), MYTH: _("Myth")})
    public_schema = serializer_of(MythPublic)
    key_schema = serializer_of(MythKey)

    def block(self) -> MythQuestionBlock:
        """Return a new block with which an editor writes the question."""
        return MythQuestionBlock()

    def public(self, value: blocks.StructValue, picture: PictureMaker) -> MythPublic:
        """Return the statements, mixed."""
        return {
            "cards": stable_shuffle(
                [
                    {
                        "id": card.id,
                        "text": text(card.value["text"]),
                        "picture": picture(card.value["picture"]),
                    }
                    for card in value["cards"].bound_blocks
                ]
            )
        }

    def key(self, value: blocks.StructValue) -> MythKey:
        """Return what each card is and why, in the author's order."""
        return {
            "cards": {
                card.id: {
                    "fact": bool(card.value["fact"]),
                    "feedback": text(card.value["feedback"]),
                }
                for card in value["cards"].bound_blocks
            },
            "right": text(value["right"]),
            "wrong": text(value["wrong"]),
        }

    def grade(self, key: MythKey, response: object) -> Grade[MythResponse]:
        """Grade what the cards were called.

        Raises:
            InvalidResponse: for anything but a call for every card or for none.
        """
        cards = key["cards"]
        calls = whole_mapping(response, "calls", cards, CALLS)
        numerator = sum(call == _call(cards[id_]) for id_, call in calls.items())
        denominator = len(cards)
        lines = [cards[id_]["feedback"] for id_ in calls]
        lines += closing(key, numerator, denominator)
        return make_grade(numerator, denominator, lines, {"calls": calls})

    def perfect(self, key: MythKey) -> MythResponse:
        """Return the response that calls each card what it is.

        Raises:
            LookupError: if there is no card.
        """
        if not key["cards"]:
            raise LookupError("There is no card.")
        return {"calls": {id_: _call(card) for id_, card in key["cards"].items()}}

    def empty(self) -> MythResponse:
        """Return the response with nothing called."""
        return {"calls": {}}

    def chance(self, key: MythKey) -> list[tuple[int, int]]:
        """Return that one call of two is right for each card."""
        return [(1, len(CALLS))] * len(key["cards"])

    def is_quoted(self, names: tuple[str, ...], entry: blocks.StructValue) -> bool:
        """Return whether words are those of a myth."""
        return names == ("cards", "text") and not entry["fact"]

    def point_sums(self, key: MythKey) -> list[PointSum]:
        """Return a point for each card that is called what it is."""
        right = [f"{id_}>{_call(card)}" for id_, card in key["cards"].items()]
        return point_each(right, len(key["cards"]))

    def picks(self, response: MythResponse) -> list[str]:
        """Return ``cardId>call`` for each card."""
        return [f"{id_}>{call}" for id_, call in response["calls"].items()]


def _call(card: MythCardKey) -> str:
    """Return what a card of the key is rightly called."""
    return FACT if card["fact"] else MYTH
