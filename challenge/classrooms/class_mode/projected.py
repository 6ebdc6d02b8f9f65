"""A round as the big screen shows it: options with letters and bars, and the reef."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.forms import BoundField
from django.utils.functional import Promise
from django.utils.translation import pgettext

from challenge.classrooms.class_mode import services, shown
from challenge.classrooms.class_mode.forms import HandsForm
from challenge.classrooms.class_mode.models import Round, Turn

# What comes to live on the reef, one for each who has answered; pictures of frontend/src/art.
LIFE = ("fish", "shell", "weed", "star")


@dataclass(frozen=True, slots=True)
class Bar:
    """What one turn says of an option; ``share`` is None where it is hidden."""

    label: Promise | str
    share: int | None
    is_most: bool
    is_later: bool


@dataclass(frozen=True, slots=True)
class OptionShown:
    """An option on the big screen."""

    letter: str
    text: str
    picture: Mapping[str, Any] | None
    bars: Sequence[Bar]
    is_right: bool
    hands: BoundField | None


def options_of(round_: Round, form: HandsForm | None = None) -> dict[str, object]:
    """Return ``options``, whether ``has_bars``, and ``is_hiding``; two queries at most."""
    question = services.question_of(round_)
    spreads = shown.spreads_of(round_)
    right = shown.right_of(round_)
    letters = pgettext("letters of the options, as on answer cards", "ABCDEFGH")
    options = [
        OptionShown(
            letter=letters[place],
            text=option["text"],
            picture=option["picture"],
            bars=[
                Bar(
                    Turn(spread.turn).label,
                    spread.parts[place].share,
                    spread.parts[place].is_most,
                    spread.turn == Turn.SECOND,
                )
                for spread in spreads
            ],
            is_right=option["id"] in right,
            hands=form[f"hands-{option['id']}"] if form else None,
        )
        for place, option in enumerate(question.item["options"])
    ]
    return {
        "question": question,
        "options": options,
        "has_bars": bool(spreads),
        "is_hiding": any(spread.is_hiding for spread in spreads),
    }


def reef(round_: Round) -> dict[str, object]:
    """Return ``life`` (a picture, or "" for a place still free), ``answered`` and ``pupils``.

    Places are filled from the first one on, so that none of them is anybody's.
    """
    room = round_.classroom
    answered = services.answered(round_)
    joined = room.seats.filter(learner_id__isnull=False).count()
    pupils = max(room.size if round_.by_hand else joined, answered)
    return {
        "answered": answered,
        "pupils": pupils,
        "life": [
            LIFE[place % len(LIFE)] if place < answered else ""
            for place in range(pupils)
        ],
    }
