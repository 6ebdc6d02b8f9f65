"""Choices: of several answers, of a set, or between true and false."""

from django.utils.translation import gettext

from exchange import building, limits
from exchange.base import no_right_answer
from exchange.h5p.params import at, entries, flag, string, words
from exchange.h5p.reading.reader import Reader, answer
from exchange.parts import Found, Option
from exchange.text import plain


def read_multi_choice(reader: Reader) -> Found:
    """Read H5P.MultiChoice."""
    params = reader.params
    prompt = words(params, "question")
    options = []
    for number, given in enumerate(entries(params, "answers"), 1):
        feedback = at(given, "tipsAndFeedback") or given
        if words(feedback, "tip"):
            reader.notes.append(gettext("Tips are left out."))
        options.append(
            Option(
                text=words(given, "text"),
                correct=flag(given, "correct"),
                feedback=words(feedback, "chosenFeedback"),
                source=answer(number),
            )
        )
    right = sum(option.correct for option in options)
    if not right:
        raise no_right_answer()
    type_ = string(params, "behaviour", "type")
    multiple = type_ == "multi" or (type_ != "single" and right > 1)
    if multiple:
        reader.note_single_point()
    few = limits.options_of_choice(options, reader.notes)
    value, source = building.choice(prompt, few, multiple)
    value["shuffle"] = flag(params, "behaviour", "randomAnswers", default=True)
    return reader.closed(Found("choice", value, source, prompt))


def read_single_choice(reader: Reader) -> Found:
    """Read one choice of H5P.SingleChoiceSet; its first answer is the right one."""
    prompt = words(reader.params, "question")
    options = [
        Option(plain(text), number == 1, source=answer(number))
        for number, text in enumerate(entries(reader.params, "answers"), 1)
        if isinstance(text, str)
    ]
    few = limits.options_of_choice(options, reader.notes)
    value, source = building.choice(prompt, few, multiple=False)
    return Found("choice", value, source, prompt)


def read_true_false(reader: Reader) -> Found:
    """Read H5P.TrueFalse."""
    params = reader.params
    prompt = words(params, "question")
    if at(params, "correct") not in ("true", "false", True, False):
        raise no_right_answer()
    is_true = flag(params, "correct")
    when_wrong, when_right = (
        words(params, "behaviour", name)
        for name in ("feedbackOnWrong", "feedbackOnCorrect")
    )
    value, source = building.true_false(
        prompt,
        is_true,
        when_right if is_true else when_wrong,
        when_wrong if is_true else when_right,
        reader.locale,
        (words(params, "l10n", "trueText"), words(params, "l10n", "falseText")),
    )
    return Found("choice", value, source, prompt)
