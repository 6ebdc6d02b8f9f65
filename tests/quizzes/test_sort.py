from quizzes import kinds
from tests.quizzes.questions import draft_errors, entry, publish_errors, sort, value_of

KIND = kinds.get("sort")


def test_a_good_question_is_accepted():
    assert publish_errors("sort", sort()) == {}


def test_two_groups_are_the_least():
    stored = sort()
    del stored["bins"][1]
    assert list(publish_errors("sort", stored)) == [("bins",)]


def test_a_group_without_things_is_refused_there():
    stored = sort()
    stored["bins"][1]["value"]["items"] = []
    assert list(publish_errors("sort", stored)) == [("bins", 1, "items")]


def test_nobody_is_told_wrong_without_a_word_why():
    stored = sort(wrong="")
    stored["bins"][0]["value"]["items"][1]["value"]["feedback"] = ""
    errors = publish_errors("sort", stored)
    assert list(errors) == [("bins", 0, "items", 1, "feedback")]
    assert not publish_errors("sort", {**stored, "wrong": "Look again."})


def test_a_group_and_a_thing_need_words():
    stored = sort()
    stored["bins"][0]["value"]["text"] = ""
    stored["bins"][1]["value"]["items"][0]["value"]["text"] = ""
    assert set(publish_errors("sort", stored)) == {
        ("bins", 0, "text"),
        ("bins", 1, "items", 0, "text"),
    }


def test_a_draft_may_be_incomplete():
    assert draft_errors("sort", {}) == {}
    assert draft_errors("sort", sort(wrong="", bins=[entry({})], prompt="")) == {}


def test_things_of_all_groups_come_mixed_and_the_key_knows_their_group():
    value = value_of("sort", sort())
    public = KIND.public(value, lambda picture: None)
    assert [b["id"] for b in public["bins"]] == ["friends", "all"]
    assert {i["id"] for i in public["items"]} == {"name", "street", "game"}
    assert KIND.key(value)["items"] == {
        "name": {"bin": "friends", "feedback": "Why Name."},
        "street": {"bin": "friends", "feedback": "Why Street."},
        "game": {"bin": "all", "feedback": "Why Game."},
    }


def test_only_where_the_editor_says_so_it_may_be_played_as_a_game():
    def no_picture(value):
        return None

    assert KIND.public(value_of("sort", sort()), no_picture)["arcade"] is False
    assert KIND.public(value_of("sort", sort(arcade=True)), no_picture)["arcade"]
    assert (
        KIND.public(value_of("sort", sort(arcade=None)), no_picture)["arcade"] is False
    )


def test_circles_in_circles_need_three_groups():
    assert list(publish_errors("sort", sort(circles=True))) == [("circles",)]
    assert not draft_errors("sort", sort(circles=True))
    third = entry(
        {"text": "Class", "items": sort()["bins"][1]["value"]["items"]}, "class"
    )
    three = sort(bins=[*sort()["bins"], third], circles=True)
    assert not publish_errors("sort", three)
    assert KIND.public(value_of("sort", three), lambda picture: None)["circles"] is True
