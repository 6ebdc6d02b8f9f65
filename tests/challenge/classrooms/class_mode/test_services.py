"""A round from its first stage to its last, and what is kept of what a class chooses."""

import datetime

import pytest

from challenge.classrooms import services as classes
from challenge.classrooms.class_mode import services, shown
from challenge.classrooms.class_mode.models import Round, Stage, Vote
from challenge.classrooms.class_mode.questions import modules_of
from challenge.errors import Refused
from challenge.learners import services as learners
from challenge.learners.models import today
from tests.challenge import factories
from tests.challenge.classrooms.class_mode import making
from tests.challenge.classrooms.class_mode.making import CHECK, MODULE, QUESTION
from tests.challenge.clearing import clear_away


def begin(classroom, stage=Stage.CHOOSE, item=QUESTION, **how):
    round_ = services.open_round(classroom, MODULE, item, **how)
    return services.move_on(round_, stage)


def refused(code):
    return pytest.raises(Refused, match=f"^{code}$")


def test_the_questions_for_a_class_have_one_answer_and_no_key(classroom):
    (module,) = modules_of(classroom)
    assert [question.id for question in module.questions] == [QUESTION, CHECK]
    assert not any("key" in question.item for question in module.questions)


def test_a_module_must_be_assigned_and_have_the_question(classroom):
    making.publish("other", "o" * 32)
    with refused("not_assigned"):
        services.open_round(classroom, "other", QUESTION)
    with refused("not_assigned"):
        services.open_round(classroom, "nowhere", QUESTION)
    with refused("unknown_item"):
        services.open_round(classroom, MODULE, making.MULTIPLE)


def test_a_sensitive_module_waits_for_before_you_start(classroom):
    making.publish(making.SENSITIVE, making.SENSITIVE_VERSION, sensitivity=2)
    classroom.assignments.create(module=making.SENSITIVE, position=1)
    assert [module.is_locked for module in modules_of(classroom)] == [False, True]
    with refused("locked"):
        services.open_round(classroom, making.SENSITIVE, QUESTION)
    classroom.unlocked = [making.SENSITIVE]
    assert services.open_round(classroom, making.SENSITIVE, QUESTION)


def test_a_class_is_in_one_round_at_a_time(classroom):
    first = begin(classroom)
    second = services.open_round(classroom, MODULE, CHECK)
    assert Round.objects.exclude(stage=Stage.CLOSE).get() == second
    first.refresh_from_db()
    assert first.is_closed


def test_to_begin_the_same_round_twice_is_to_begin_it_once(classroom):
    first = services.open_round(classroom, MODULE, QUESTION)
    assert services.open_round(classroom, MODULE, QUESTION) == first


def test_a_round_moves_on_and_never_back(classroom):
    round_ = begin(classroom, Stage.SPREAD)
    assert services.move_on(round_, Stage.SPREAD).stage == Stage.SPREAD
    with refused("passed"):
        services.move_on(round_, Stage.CHOOSE)
    assert services.next_stage(round_) == Stage.TALK
    assert services.next_stage(services.move_on(round_, Stage.CLOSE)) is None


def test_the_last_choice_counts_and_there_is_one(classroom, pupils):
    round_ = begin(classroom)
    for choice in ("wait", "tell", "tell"):
        services.vote(pupils[0], round_.uid, choice)
    assert Vote.objects.get().choice == "tell"


def test_each_turn_has_a_choice_of_its_own(classroom, pupils):
    round_ = begin(classroom)
    services.vote(pupils[0], round_.uid, "wait")
    services.move_on(round_, Stage.CHOOSE_AGAIN)
    services.vote(pupils[0], round_.uid, "tell", turn=2)
    assert services.choices_of(round_, pupils[0]) == {1: "wait", 2: "tell"}


@pytest.mark.parametrize("stage", [Stage.SEE, Stage.SPREAD, Stage.TALK, Stage.CLOSE])
def test_nobody_chooses_between_the_turns(classroom, pupils, stage):
    round_ = begin(classroom, stage)
    with refused("not_open"):
        services.vote(pupils[0], round_.uid, "tell")
    assert not Vote.objects.exists()


def test_a_choice_that_was_long_under_way_is_not_taken_for_the_second(
    classroom, pupils
):
    round_ = begin(classroom, Stage.CHOOSE_AGAIN)
    with refused("too_late"):
        services.vote(pupils[0], round_.uid, "tell", turn=1)


def test_only_options_of_the_question_are_taken(classroom, pupils):
    round_ = begin(classroom)
    with refused("invalid_choice"):
        services.vote(pupils[0], round_.uid, "q-tell")


def test_only_pupils_of_the_class_choose(classroom, device_of_nobody):
    round_ = begin(classroom)
    other = making.new_class(factories.new_educator("other"))
    ((stranger, _token),) = making.seated(other, 1)
    for learner in (stranger, device_of_nobody):
        with pytest.raises(services.UnknownRoundError):
            services.vote(learner, round_.uid, "tell")


@pytest.fixture
def device_of_nobody(db):
    return learners.create(locale="en", band="8-10")[0]


def test_the_spread_comes_when_nobody_chooses_any_more(classroom, pupils):
    round_ = begin(classroom)
    for pupil in pupils:
        services.vote(pupil, round_.uid, "tell")
    assert shown.spreads_of(round_) == []
    for stage in (Stage.SPREAD, Stage.TALK):
        (spread,) = shown.spreads_of(services.move_on(round_, stage))
        assert spread.turn == 1
        assert [part.is_most for part in spread.parts] == [True, False, False]
    round_ = services.move_on(round_, Stage.CHOOSE_AGAIN)
    assert shown.spreads_of(round_) == []
    for pupil in pupils:
        services.vote(pupil, round_.uid, "share")
    round_ = services.move_on(round_, Stage.CLOSE)
    assert [spread.turn for spread in shown.spreads_of(round_)] == [1, 2]


def test_four_choices_are_too_few_to_show(classroom, pupils):
    round_ = begin(classroom)
    for pupil in pupils[:4]:
        services.vote(pupil, round_.uid, "tell")
    assert shown.spreads_of(services.move_on(round_, Stage.SPREAD)) == []


def test_what_is_right_is_said_in_the_end_and_of_practice_only(classroom):
    round_ = begin(classroom, Stage.TALK)
    assert shown.right_of(round_) == []
    assert shown.right_of(services.move_on(round_, Stage.CLOSE)) == [making.RIGHT]
    assert shown.right_of(begin(classroom, Stage.CLOSE, CHECK)) == []


def test_hands_are_counted_by_the_educator(classroom, pupils):
    round_ = begin(classroom, by_hand=True)
    services.count_hands(round_, {"tell": 3, "wait": 2})
    round_ = services.count_hands(round_, {"tell": 10, "wait": 5, "share": 5})
    assert services.answered(round_) == 20
    with refused("other_way"):
        services.vote(pupils[0], round_.uid, "tell")
    (spread,) = shown.spreads_of(services.move_on(round_, Stage.SPREAD))
    assert [part.share for part in spread.parts] == [50, 25, 25]


def test_hands_that_cannot_be_are_refused(classroom):
    round_ = begin(classroom, by_hand=True)
    with refused("too_many"):
        services.count_hands(round_, {"tell": 40, "wait": 21})
    with refused("invalid_choice"):
        services.count_hands(round_, {"nothing": 1})
    with refused("not_open"):
        services.count_hands(services.move_on(round_, Stage.TALK), {"tell": 1})
    with refused("other_way"):
        services.count_hands(begin(classroom), {"tell": 1})


def test_a_seat_that_came_late_finds_the_round(classroom):
    round_ = begin(classroom)
    ((late, _token),) = making.seated(classroom, 1)
    assert services.latest_round(late) == round_
    assert services.vote(late, round_.uid, "tell").pk


def test_who_is_forgotten_leaves_no_choice(classroom, pupils):
    round_ = begin(classroom)
    for pupil in pupils[:2]:
        services.vote(pupil, round_.uid, "tell")
    learners.forget([pupils[0].pk])
    assert Vote.objects.get().seat.learner_id == pupils[1].pk


def test_what_was_shown_stands_still_whoever_leaves_the_class(classroom, pupils):
    """The difference would say what a child chose that is erased afterwards."""
    round_ = begin(classroom)
    for pupil in pupils:
        services.vote(pupil, round_.uid, "tell")
    round_ = services.move_on(round_, Stage.SPREAD)
    before = shown.spreads_of(round_), services.answered(round_)
    learners.forget([pupils[0].pk])
    learners.forget([pupils[1].pk])
    round_.refresh_from_db()
    assert (shown.spreads_of(round_), services.answered(round_)) == before


def test_a_round_that_another_one_ends_keeps_what_was_chosen(classroom, pupils):
    first = begin(classroom)
    services.vote(pupils[0], first.uid, "tell")
    services.open_round(classroom, MODULE, CHECK)
    learners.forget([pupils[0].pk])
    first.refresh_from_db()
    assert services.counts_of(first, [1])[1] == {"tell": 1}


def test_the_next_device_of_a_seat_is_not_told_what_the_seat_chose(classroom, pupils):
    round_ = begin(classroom)
    for pupil in pupils:
        services.vote(pupil, round_.uid, "tell")
    round_ = services.move_on(round_, Stage.SPREAD)
    learners.renew_token(pupils[0].pk)
    assert services.choices_of(round_, pupils[0]) == {}
    assert services.answered(round_) == 6


def test_rounds_go_when_single_answers_go(classroom, pupils, settings):
    old, new = begin(classroom), begin(classroom, item=CHECK)
    services.vote(pupils[0], new.uid, "tell")
    then = today() - datetime.timedelta(days=settings.ATTEMPT_KEEP_DAYS + 1)
    Round.objects.filter(pk=old.pk).update(day=then)
    clear_away()
    assert Round.objects.get() == new
    assert Vote.objects.count() == 1


def test_a_class_that_ends_takes_its_rounds_along(classroom, pupils):
    services.vote(pupils[0], begin(classroom).uid, "tell")
    classes.end_class(classroom)
    assert not Round.objects.exists()
    assert not Vote.objects.exists()
