"""Hotspot: find the trick in a picture, or on a screen that is drawn from its parts.

A drawn screen (a message, a mail, a profile, a shop, the lobby of a game) is never a
bitmap: it can be read, translated, mirrored and enlarged, and shows no real brand.
"""

from typing import Annotated, Any, TypedDict

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wagtail import blocks

from quizzes.blocks import IdListBlock, PictureBlock, text
from quizzes.errors import BlockErrors
from quizzes.json_types import Options, Words, serializer_of
from quizzes.kinds.base import Grade, Kind
from quizzes.kinds.counts import PointSum, hits_less_misses
from quizzes.kinds.ids import stable_shuffle
from quizzes.kinds.question import QuestionBlock, right_block, wrong_block
from quizzes.kinds.spotting import FINE, PLAIN, check_spots, grade_spots, picked_spots
from quizzes.pictures import PictureData, PictureMaker

TRICK = "trick"

PICTURE = "picture"
LOOKS = [
    (PICTURE, _("Picture")),
    ("message", _("Message on a phone")),
    ("mail", _("E-mail")),
    ("profile", _("Profile")),
    ("shop", _("Shop page")),
    ("lobby", _("Lobby of a game")),
]

AVATAR, TEXT = "avatar", "text"
ROLES = [
    (AVATAR, _("Profile picture or logo")),
    ("sender", _("Name of a sender, person, shop or game")),
    ("address", _("Address, number or account name")),
    ("badge", _("Badge, such as “new” or “checked”")),
    ("stat", _("Number, such as followers or reviews")),
    ("time", _("Time or date")),
    ("subject", _("Subject or heading")),
    (TEXT, _("Text")),
    ("photo", _("Photo")),
    ("nick", _("Nickname above a chat line")),
    ("line", _("Chat line")),
    ("link", _("Link")),
    ("button", _("Button")),
    ("price", _("Price")),
    ("offer", _("Offer that jumps out")),
    ("note", _("Small print")),
]

SIDES = ("x", "y", "width", "height")


def _percent(label: Any) -> blocks.IntegerBlock:
    return blocks.IntegerBlock(
        required=False,
        min_value=0,
        max_value=100,
        label=label,
        help_text=_("A whole number from 0 to 100."),
    )


class BoxBlock(blocks.StructBlock):
    """Where a spot lies in the picture, in per cent of the picture's size."""

    x = _percent(_("From the left edge, %"))
    y = _percent(_("From the upper edge, %"))
    width = _percent(_("Width, %"))
    height = _percent(_("Height, %"))

    class Meta:
        icon = "crosshairs"
        label = _("Place in the picture")
        label_format = "{x} {y}"
        collapsed = True
        description = _("Where a place lies in the picture.")
        help_text = _(
            "In per cent of the picture. Leave it empty for a part of a screen."
        )


class HotspotPartBlock(blocks.StructBlock):
    """A part of the screen, or a place in the picture."""

    role = blocks.ChoiceBlock(
        choices=ROLES,
        default=TEXT,
        label=_("Drawn as"),
        help_text=_("Of no effect in a picture."),
    )
    text = blocks.TextBlock(
        required=False,
        default="",
        max_length=400,
        label=_("Words"),
        help_text=_("What is written there; in a picture, what is to be seen there."),
    )
    spot = blocks.ChoiceBlock(
        choices=[
            (PLAIN, _("Only to look at")),
            (TRICK, _("A trick: should be found")),
            (FINE, _("Harmless: can be picked, but should not")),
        ],
        default=PLAIN,
        label=_("What it is"),
        help_text=_(
            "Put some harmless parts in, so that picking everything does not win."
        ),
    )
    feedback = blocks.TextBlock(
        required=False,
        default="",
        max_length=400,
        label=_("Feedback"),
        help_text=_(
            "One line for whoever picked it: how the trick works, or why it is harmless."
        ),
    )
    picture = PictureBlock(
        required=False,
        collapsed=True,
        label=_("Picture"),
        help_text=_("For a photo or a profile picture; one is drawn where none is."),
    )
    box = BoxBlock(required=False)

    class Meta:
        icon = "crosshairs"
        label = _("Part")
        label_format = "{text}"
        description = _("A part of the screen, or a place in the picture.")


class HotspotQuestionBlock(QuestionBlock):
    """A picture or a screen in which tricks are to be found."""

    kind_name = "hotspot"

    look = blocks.ChoiceBlock(
        choices=LOOKS,
        default="message",
        label=_("Look"),
        help_text=_(
            "“Picture” takes the picture above; all others are drawn from the parts."
        ),
    )
    parts = IdListBlock(
        HotspotPartBlock(),
        min_num=2,
        max_num=30,
        label=_("Parts"),
        help_text=_("In the order in which they are read."),
    )
    right = right_block()
    wrong = wrong_block()

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        """Refuse, on publish, a screen whose tricks cannot be found fairly.

        Raises:
            StructBlockValidationError: with each message at the field it is about.
        """
        result = super().clean(value)
        if self.is_deferred_validation:
            return result
        errors = BlockErrors()
        check_spots(errors, result["parts"], "spot", TRICK)
        if result["look"] == PICTURE:
            _check_places(errors, result)
        else:
            _check_words(errors, result)
        errors.raise_if_any()
        return result

    class Meta:
        icon = "crosshairs"
        label = _("Spot the trick")
        label_format = "{prompt}"
        description = _(
            "A picture, or a message, mail, profile, shop or game drawn from parts, in "
            "which the learner finds the tricks."
        )
        form_layout = blocks.BlockGroup(
            children=["prompt", "picture", "look", "parts", "right", "wrong"],
            settings=["title", "audio"],
        )


def _check_places(errors: BlockErrors, value: blocks.StructValue) -> None:
    """Add what is missing where the question is a picture with places in it."""
    if not value["picture"]["image"]:
        errors.add(
            *("picture", "image"), message=gettext("The look “Picture” needs one here.")
        )
    for index, part in enumerate(value["parts"]):
        at = ("parts", index)
        if not text(part["text"]):
            errors.add(*at, "text", message=gettext("Say what is to be seen there."))
        if part["spot"] == PLAIN:
            errors.add(
                *at,
                "spot",
                message=gettext("A place in a picture is a trick or harmless."),
            )
        box = part["box"]
        if None in (box[side] for side in SIDES) or not box["width"] * box["height"]:
            errors.add(*at, "box", message=gettext("Say where it lies in the picture."))
        elif box["x"] + box["width"] > 100 or box["y"] + box["height"] > 100:
            errors.add(*at, "box", message=gettext("It reaches out of the picture."))


def _check_words(errors: BlockErrors, value: blocks.StructValue) -> None:
    """Add which parts of a drawn screen say nothing."""
    for index, part in enumerate(value["parts"]):
        is_bare = part["role"] == AVATAR or part["picture"]["image"]
        if not text(part["text"]) and not (is_bare and part["spot"] == PLAIN):
            errors.add(
                *("parts", index, "text"),
                message=gettext("Write what is there, or what is to be seen there."),
            )


class HotspotBox(TypedDict):
    """Where a spot lies in the picture: its upper left corner and size in per cent."""

    x: int
    y: int
    width: int
    height: int


class HotspotPartPublic(TypedDict):
    """A part as a player sees it; ``spot`` tells whether it can be picked."""

    id: str
    role: Annotated[str, Options(choices=[role for role, _label in ROLES])]
    text: Words
    picture: PictureData | None
    box: HotspotBox | None
    spot: bool


class HotspotPublic(TypedDict):
    """What a player sees: the parts in the order in which they are read."""

    look: Annotated[str, Options(choices=[look for look, _label in LOOKS])]
    parts: list[HotspotPartPublic]


class HotspotSpotKey(TypedDict):
    """What the grader knows of a spot."""

    trick: bool
    feedback: Words


class HotspotKey(TypedDict):
    """What the grader needs; ``spots`` are by the id of their part."""

    spots: dict[str, HotspotSpotKey]
    right: Words
    wrong: Words


class HotspotResponse(TypedDict):
    """An answer in its canonical form."""

    spots: list[str]


class Hotspot(Kind[HotspotPublic, HotspotKey, HotspotResponse]):
    """Find the trick. The response is ``{"spots": [partId…]}``.

    It is worth the tricks that are picked less the harmless spots that are, not below 0,
    of all tricks.
    """

    name = "hotspot"
    label = _("Spot the trick")
    checkable = True
    is_short = True
    quoted_fields = (("parts", "text"),)
    public_schema = serializer_of(HotspotPublic)
    key_schema = serializer_of(HotspotKey)

    def block(self) -> HotspotQuestionBlock:
        """Return a new block with which an editor writes the question."""
        return HotspotQuestionBlock()

    def public(self, value: blocks.StructValue, picture: PictureMaker) -> HotspotPublic:
        """Return the look and the parts.

        In a picture a part has a box, and the parts are mixed; else they are in the order
        in which they are read.
        """
        look = value["look"] or PICTURE
        parts: list[HotspotPartPublic] = [
            {
                "id": part.id,
                "role": part.value["role"] or TEXT,
                "text": text(part.value["text"]),
                "picture": picture(part.value["picture"]),
                "box": _box(part.value["box"]) if look == PICTURE else None,
                "spot": _is_spot(part.value),
            }
            for part in value["parts"].bound_blocks
        ]
        return {
            "look": look,
            "parts": stable_shuffle(parts) if look == PICTURE else parts,
        }

    def key(self, value: blocks.StructValue) -> HotspotKey:
        """Return which spots are tricks, with the feedback, in the author's order."""
        return {
            "spots": {
                part.id: {
                    "trick": part.value["spot"] == TRICK,
                    "feedback": text(part.value["feedback"]),
                }
                for part in value["parts"].bound_blocks
                if _is_spot(part.value)
            },
            "right": text(value["right"]),
            "wrong": text(value["wrong"]),
        }

    def grade(self, key: HotspotKey, response: object) -> Grade[HotspotResponse]:
        """Grade the picked spots.

        Raises:
            InvalidResponse: for anything but a list of distinct ids of spots.
        """
        spots = picked_spots(response, "spots", key["spots"])
        return grade_spots(key, spots, key["spots"], _tricks(key), {"spots": spots})

    def perfect(self, key: HotspotKey) -> HotspotResponse:
        """Return the response that picks the tricks and nothing else.

        Raises:
            LookupError: if there is no trick.
        """
        if not (tricks := _tricks(key)):
            raise LookupError("Nothing is to be found.")
        return {"spots": tricks}

    def empty(self) -> HotspotResponse:
        """Return the response with nothing picked."""
        return {"spots": []}

    def point_sums(self, key: HotspotKey) -> list[PointSum]:
        """Return the tricks that were picked less the harmless spots."""
        tricks = _tricks(key)
        return hits_less_misses(
            tricks, [id_ for id_ in key["spots"] if id_ not in tricks]
        )

    def picks(self, response: HotspotResponse) -> list[str]:
        """Return the ids of the picked spots."""
        return list(response["spots"])


def _tricks(key: HotspotKey) -> list[str]:
    return [id_ for id_, spot in key["spots"].items() if spot["trick"]]


def _is_spot(part: blocks.StructValue) -> bool:
    return part["spot"] in (TRICK, FINE)


def _box(value: blocks.StructValue) -> HotspotBox | None:
    box: HotspotBox = {
        "x": value["x"],
        "y": value["y"],
        "width": value["width"],
        "height": value["height"],
    }
    return None if None in box.values() else box
