"""A round as an educator's screen and as a pupil's device show it.

The educator's screen learns how many have chosen, a device what its own seat chose; what
the class chose comes to both in the same way, and only once nobody chooses any more.
"""

from challenge.classrooms.class_mode import services
from challenge.classrooms.class_mode.models import Round, Stage, Turn
from challenge.classrooms.class_mode.questions import right_options
from challenge.classrooms.class_mode.spread import Spread, spread_of
from challenge.learners.models import Learner
from cms.publications.content import payload_of

# While the class chooses again, what it chose first is out of sight.
_SHOWN: dict[Stage, tuple[Turn, ...]] = {
    Stage.SPREAD: (Turn.FIRST,),
    Stage.TALK: (Turn.FIRST,),
    Stage.CLOSE: (Turn.FIRST, Turn.SECOND),
}


def spreads_of(round_: Round) -> list[Spread]:
    """Return how the class chose in the turns that may be seen now, by enough for each."""
    turns = _SHOWN.get(Stage(round_.stage), ())
    options = services.question_of(round_).options
    counts = services.counts_of(round_, turns)
    spreads = [spread_of(turn, counts[turn], options) for turn in turns]
    return [spread for spread in spreads if spread]


def right_of(round_: Round) -> list[str]:
    """Return the ids of what is right: at the close, and of a practice question only."""
    if not round_.is_closed:
        return []
    return right_options(round_.version, services.question_of(round_))


def for_educator(round_: Round) -> dict[str, object]:
    """Return a round as the educator's screen shows it; three queries at most."""
    seats = round_.classroom.seats.filter(learner_id__isnull=False)
    return _state(round_) | {
        "answered": services.answered(round_),
        "joined": seats.count(),
    }


def for_learner(round_: Round, learner: Learner) -> dict[str, object]:
    """Return a round as a pupil's device shows it; two queries at most."""
    mine = services.choices_of(round_, learner)
    return _state(round_) | {
        "mine": [{"turn": turn, "choice": mine[turn]} for turn in sorted(mine)]
    }


def _state(round_: Round) -> dict[str, object]:
    payload = payload_of(round_.version)
    return {
        "id": str(round_.uid),
        "band": round_.classroom.band,
        "module": round_.module,
        "version": round_.version,
        "locale": payload["locale"] if payload else "",
        "dir": payload["dir"] if payload else "ltr",
        "stage": round_.stage,
        "turn": round_.open_turn,
        "by_hand": round_.by_hand,
        "item": dict(services.question_of(round_).item),
        "spreads": [
            {
                "turn": spread.turn,
                "parts": [
                    {"option": part.option, "share": part.share, "most": part.is_most}
                    for part in spread.parts
                ],
            }
            for spread in spreads_of(round_)
        ],
        "right": right_of(round_),
    }
