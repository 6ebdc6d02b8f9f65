"""What happens to a round: it is opened, moved on, and takes what a class chooses."""

import uuid
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from django.db.models import Count, QuerySet
from django.utils.translation import gettext_lazy as _

from challenge.classrooms.class_mode.models import OPEN_TURNS, Round, Stage, Turn, Vote
from challenge.classrooms.class_mode.questions import Question, question
from challenge.classrooms.locks import is_locked
from challenge.classrooms.models import MOST_SEATS, Classroom, Seat
from challenge.errors import Refused
from challenge.learners.models import Learner, today
from challenge.storage.write_lock import write_lock
from cms.publications import catalogue

_ORDER = list(Stage)


class UnknownRoundError(Exception):
    """There is no such round for whoever asks."""


def open_round(
    classroom: Classroom, module: str, item: str, *, by_hand: bool = False
) -> Round:
    """Begin a round; one that is still open ends. The same once more changes nothing.

    Raises:
        Refused: if the module is not assigned or not published, is sensitive and "before
            you start" has not been opened, or has no such question for a class.
    """
    is_assigned = classroom.assignments.filter(module=module).exists()
    summary = catalogue.summaries_of([module], classroom.locale).get(module)
    if not is_assigned or summary is None:
        raise Refused(
            "not_assigned", _("Assign this module to the class first."), "module"
        )
    if is_locked(summary["sensitivity"], module, classroom.unlocked):
        raise Refused(
            "locked", _("Read “before you start” of this module first."), "module"
        )
    if question(summary["version"], item) is None:
        raise Refused(
            "unknown_item", _("This module has no such question for a class."), "item"
        )
    asked = {
        "module": module,
        "version": summary["version"],
        "item": item,
        "by_hand": by_hand,
    }
    with write_lock():
        # Two that begin at once wait for each other here.
        Classroom.objects.select_for_update().get(pk=classroom.pk)
        rounds = Round.objects.filter(classroom=classroom)
        if same := rounds.filter(stage=Stage.SEE, **asked).first():
            return same
        for former in rounds.exclude(stage=Stage.CLOSE).select_for_update():
            _go_to(former, Stage.CLOSE)
        return Round.objects.create(classroom=classroom, **asked)


def move_on(round_: Round, stage: str) -> Round:
    """Move a round on to a later stage; the stage that it is in changes nothing.

    Raises:
        Refused: for an earlier one.
    """
    with write_lock():
        now = _locked(round_)
        if _ORDER.index(Stage(stage)) < _ORDER.index(Stage(now.stage)):
            raise Refused(
                "passed",
                _("The class has gone on already. A round does not go back."),
                "stage",
            )
        if stage != now.stage:
            _go_to(now, stage)
    return now


def end(round_: Round) -> None:
    """End a round before its last stage; delete one in which nobody has chosen yet.

    So a question that was opened by mistake reveals nothing, and can be asked anew.
    """
    with write_lock():
        now = _locked(round_)
        if any(counts.total() for counts in counts_of(now, list(Turn)).values()):
            _go_to(now, Stage.CLOSE)
        else:
            now.delete()


def next_stage(round_: Round) -> Stage | None:
    """Return the stage that follows, or None at the end."""
    following = _ORDER[_ORDER.index(Stage(round_.stage)) + 1 :]
    return following[0] if following else None


def count_hands(round_: Round, counts: Mapping[str, int]) -> Round:
    """Keep how many hands were up for each option in the turn that is open.

    Typed again, the new counts take the place of the old.

    Raises:
        Refused: in a round with devices, while nobody chooses, for an option that there is
            not, and for more hands than a class can have.
    """
    with write_lock():
        now = _locked(round_)
        turn = _open_turn(now, by_hand=True)
        _check_options(now, counts)
        if sum(counts.values()) > MOST_SEATS:
            raise Refused(
                "too_many",
                _("A class has up to %(most)s pupils; these are more hands.")
                % {"most": MOST_SEATS},
                "hands",
            )
        now.hands = now.hands | {str(turn.value): dict(counts)}
        now.save(update_fields=["hands"])
    return now


def vote(
    learner: Learner, uid: uuid.UUID | str, choice: str, turn: int | None = None
) -> Vote:
    """Keep what a seat chose; the last choice counts while the stage is open.

    Args:
        learner: whose seat it is.
        uid: of the round.
        choice: the id of an option.
        turn: the turn that the choice was made in, so that one that was long under way is
            not taken for the other; the one that is open unless given.

    Raises:
        UnknownRoundError: where the learner's class has no such round.
        Refused: in a round by hand, while nobody chooses in that turn, and for an option
            that there is not.
    """
    with write_lock():
        seat = Seat.objects.filter(learner_id=learner.pk).first()
        found = seat and (
            # A stage must not be left between this look and the writing.
            Round.objects.select_for_update()
            .filter(uid=uid, classroom=seat.classroom_id)
            .first()
        )
        if not (seat and found):
            raise UnknownRoundError
        open_turn = _open_turn(found, by_hand=False, wanted=turn)
        if turn not in (None, open_turn):
            raise _not_open(found, turn)
        _check_options(found, [choice])
        vote_ = Vote(round=found, seat=seat, turn=open_turn, choice=choice)
        Vote.objects.bulk_create(
            [vote_],
            update_conflicts=True,
            unique_fields=["round", "seat", "turn"],
            update_fields=["choice"],
        )
    return vote_


def latest_round(learner: Learner) -> Round | None:
    """Return the round of today that a learner's class is in, or was in last."""
    return _rounds_of(learner).filter(day=today()).order_by("-pk").first()


def round_of_learner(learner: Learner, uid: uuid.UUID | str) -> Round | None:
    """Return a round of the learner's class, or None."""
    return _rounds_of(learner).filter(uid=uid).first()


def choices_of(round_: Round, learner: Learner) -> dict[int, str]:
    """Return what a learner's seat chose, by turn."""
    votes = round_.votes.filter(seat__learner_id=learner.pk)
    return dict(votes.values_list("turn", "choice"))


def question_of(round_: Round) -> Question:
    """Return the question of a round.

    Raises ``UnknownRoundError`` once its version is no longer kept.
    """
    found = question(round_.version, round_.item)
    if found is None:
        raise UnknownRoundError
    return found


def counts_of(round_: Round, turns: Sequence[int]) -> dict[int, Counter[str]]:
    """Return how many chose each option in some turns; one query at most."""
    counts = {turn: Counter[str]() for turn in turns}
    for turn in turns:
        counts[turn].update(round_.hands.get(str(int(turn)), {}))
    still_open = [turn for turn in turns if str(int(turn)) not in round_.hands]
    if still_open and not round_.by_hand:
        rows = round_.votes.filter(turn__in=still_open).values("turn", "choice")
        for row in rows.annotate(n=Count("pk")).order_by():
            counts[row["turn"]][row["choice"]] = row["n"]
    return counts


def answered(round_: Round) -> int:
    """Return how many have chosen in the turn that is open, or was open last."""
    passed = _ORDER.index(Stage(round_.stage)) >= _ORDER.index(Stage.CHOOSE_AGAIN)
    turn = Turn.SECOND if passed else Turn.FIRST
    return counts_of(round_, [turn])[turn].total()


def _rounds_of(learner: Learner) -> QuerySet[Round]:
    seated = Round.objects.filter(classroom__seats__learner_id=learner.pk)
    return seated.select_related("classroom")


def _go_to(round_: Round, stage: str) -> None:
    """Store a later stage of a locked round, and what was chosen in the turn that ends."""
    turn = round_.open_turn
    if turn and not round_.by_hand:
        round_.hands |= {str(turn.value): dict(counts_of(round_, [turn])[turn])}
    round_.stage = stage
    round_.save(update_fields=["stage", "hands"])


def _open_turn(round_: Round, *, by_hand: bool, wanted: int | None = None) -> Turn:
    if round_.by_hand != by_hand:
        raise Refused(
            "other_way", _("This round is not answered in that way."), "choice"
        )
    if round_.open_turn is None:
        raise _not_open(round_, wanted)
    return round_.open_turn


def _not_open(round_: Round, wanted: int | None) -> Refused:
    """Return why nobody can choose in a turn: it is over, or not open yet."""
    stage = _ORDER.index(Stage(round_.stage))
    is_over = any(
        turn == wanted and _ORDER.index(open_stage) < stage
        for open_stage, turn in OPEN_TURNS.items()
    )
    if is_over:
        return Refused(
            "too_late",
            _("The class had gone on before this choice arrived. It does not count."),
            "turn",
        )
    return Refused("not_open", _("Nobody chooses just now."), "turn")


def _check_options(round_: Round, options: Iterable[str]) -> None:
    if not set(options) <= set(question_of(round_).options):
        raise Refused("invalid_choice", _("The question has no such option."), "choice")


def _locked(round_: Round) -> Round:
    """Return the round as it is now, held until the transaction ends."""
    found = Round.objects.select_for_update().filter(pk=round_.pk).first()
    if found is None:
        raise UnknownRoundError
    return found
