"""What a test asks of a report."""

from exchange.questions import Question, Report


def made(report: Report) -> Question:
    """Return the one question that was made."""
    assert report.errors == ()
    assert [left.as_json() for left in report.left_out] == []
    (found,) = report.made
    return found.question


def left_out(report: Report) -> list[str]:
    return [left.reason for left in report.left_out]


def options(question: Question) -> list[tuple[str, bool]]:
    return [
        (option["value"]["text"], option["value"]["correct"])
        for option in question.value["options"]
    ]


def right(question: Question) -> list[str]:
    return [text for text, correct in options(question) if correct]


def pairs(question: Question) -> list[tuple[str, str]]:
    """Return what belongs together, of a match and of a sort."""
    if question.kind == "match":
        values = [pair["value"] for pair in question.value["pairs"]]
        return [(value["left"], value["right"]) for value in values]
    return [
        (thing["value"]["text"], bin_["value"]["text"])
        for bin_ in question.value["bins"]
        for thing in bin_["value"]["items"]
    ]
