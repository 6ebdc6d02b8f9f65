from quizzes import kinds
from quizzes.kinds.ids import stable_shuffle
from tests.quizzes.questions import (
    choice,
    draft_errors,
    option,
    publish_errors,
    value_of,
)

KIND = kinds.get("choice")


def no_picture(value):
    return None


def test_a_good_question_is_accepted():
    assert publish_errors("choice", choice()) == {}


def test_two_options_are_the_least():
    errors = publish_errors("choice", choice(option("Tell", correct=True)))
    assert list(errors) == [("options",)]


def test_an_option_must_be_right():
    errors = publish_errors("choice", choice(option("Tell"), option("Wait")))
    assert errors == {("options",): ["Mark the option that is right."]}


def test_a_single_choice_has_one_right_option():
    options = [option("Tell", correct=True), option("Ask", correct=True)]
    errors = publish_errors("choice", choice(*options))
    assert list(errors) == [("options",)]
    assert "2 options" in errors[("options",)][0]


def test_a_multiple_choice_may_have_several_right_options_but_not_all():
    options = [option("Tell", correct=True), option("Ask", correct=True)]
    errors = publish_errors("choice", choice(*options, multiple=True))
    assert list(errors) == [("options",)]
    assert not publish_errors("choice", choice(*options, option("Wait"), multiple=True))


def test_feedback_is_wanted_at_each_option():
    options = [option("Tell", correct=True), option("Wait", feedback="")]
    errors = publish_errors("choice", choice(*options))
    assert list(errors) == [("options", 1, "feedback")]


def test_the_layout_with_pictures_needs_one_at_each_option():
    errors = publish_errors("choice", choice(layout="pictures"))
    assert list(errors) == [("options", n, "picture", "image") for n in (0, 1)]


def test_a_question_without_words_is_refused():
    assert list(publish_errors("choice", choice(prompt=" "))) == [("prompt",)]


def test_a_draft_may_be_incomplete():
    assert draft_errors("choice", {}) == {}
    assert (
        draft_errors("choice", choice(option(""), layout="pictures", prompt="")) == {}
    )


def test_options_are_mixed_alike_every_time_unless_their_order_matters():
    options = [option(f"Option {n}", correct=n == 2) for n in range(8)]
    mixed = KIND.public(value_of("choice", choice(*options)), no_picture)["options"]
    kept = KIND.public(value_of("choice", choice(*options, shuffle=False)), no_picture)[
        "options"
    ]
    assert [o["text"] for o in kept] == [o["text"] for o in options]
    assert mixed == stable_shuffle(kept)
    assert mixed != kept


def test_the_key_keeps_the_order_of_the_author_and_drops_space_round_words():
    key = KIND.key(value_of("choice", choice(right=" Yes. ", wrong="\n")))
    assert list(key["options"]) == ["tell", "wait"]
    assert (key["right"], key["wrong"]) == ("Yes.", "")


def test_words_missing_from_older_content_read_as_empty():
    stored = choice(option("Tell", correct=True, feedback=None), right=None, title=None)
    value = value_of("choice", stored)
    assert KIND.key(value)["options"]["tell"]["feedback"] == ""
    assert KIND.key(value)["right"] == ""
