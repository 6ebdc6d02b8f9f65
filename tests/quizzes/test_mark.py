import pytest

from quizzes import kinds
from tests.quizzes.questions import draft_errors, entry, mark, publish_errors, value_of

KIND = kinds.get("mark")


def no_picture(value):
    return None


def pieces(*texts):
    stored = mark(parts=[entry({"text": text}, text) for text in texts])
    return [
        p["text"] for p in KIND.public(value_of("mark", stored), no_picture)["parts"]
    ]


def test_a_good_question_is_accepted():
    assert publish_errors("mark", mark()) == {}


def test_something_must_warn():
    stored = mark()
    stored["parts"][1]["value"]["role"] = "plain"
    errors = publish_errors("mark", stored)
    assert list(errors) == [("parts",)]
    assert "is to be found" in errors[("parts",)][0]


def test_something_harmless_can_be_marked_too():
    stored = mark()
    del stored["parts"][2]
    errors = publish_errors("mark", stored)
    assert list(errors) == [("parts",)]
    assert "harmless" in errors[("parts",)][0]


def test_whoever_marks_a_piece_is_told_why():
    stored = mark()
    for part in stored["parts"]:
        part["value"]["feedback"] = ""
    assert list(publish_errors("mark", stored)) == [
        ("parts", 1, "feedback"),
        ("parts", 2, "feedback"),
    ]


def test_a_piece_needs_words():
    stored = mark()
    stored["parts"][1]["value"]["text"] = " "
    assert list(publish_errors("mark", stored)) == [("parts", 1, "text")]


def test_a_draft_may_be_incomplete():
    assert draft_errors("mark", {}) == {}
    assert draft_errors("mark", mark(prompt="", parts=[entry({})])) == {}


def test_players_see_what_can_be_marked_but_not_what_warns():
    public = KIND.public(value_of("mark", mark()), no_picture)
    assert public == {
        "parts": [
            {"id": "hello", "text": "Hello Noor ", "markable": False},
            {"id": "prize", "text": "you won a prize ", "markable": True},
            {"id": "news", "text": "school is over", "markable": True},
            {"id": "end", "text": ", bye!", "markable": False},
        ]
    }
    swapped = mark()
    for part, role in zip(swapped["parts"][1:3], ("fine", "sign"), strict=True):
        part["value"]["role"] = role
    assert KIND.public(value_of("mark", swapped), no_picture) == public


def test_the_key_knows_only_what_can_be_marked():
    assert KIND.key(value_of("mark", mark()))["parts"] == {
        "prize": {"sign": True, "feedback": "Why prize."},
        "news": {"sign": False, "feedback": "Why news."},
    }


@pytest.mark.parametrize(
    ("texts", "wanted"),
    [
        (["Hello", "Noor", "!"], ["Hello ", "Noor", "!"]),
        (["She said “", "now", "”"], ["She said “", "now", "”"]),
        (["Sam", "’s friend (", "online", ")"], ["Sam", "’s friend (", "online", ")"]),
        (["مرحبًا", "نور", "، ردّي الآن", "؟"], ["مرحبًا ", "نور", "، ردّي الآن", "؟"]),
        (["one\ntwo", "three"], ["one\ntwo ", "three"]),
    ],
)
def test_the_pieces_make_one_text(texts, wanted):
    assert pieces(*texts) == wanted


def test_there_is_nothing_perfect_where_nothing_warns():
    with pytest.raises(LookupError):
        KIND.perfect(KIND.key(value_of("mark", mark(parts=[]))))
