"""A choice, or a scale without a right answer."""

from collections.abc import Iterable, Mapping
from xml.etree.ElementTree import Element

from django.utils.translation import gettext

from exchange import building, limits
from exchange.base import no_right_answer
from exchange.parts import Found, Option
from exchange.qti import scoring
from exchange.qti.reading.reader import Reader
from exchange.qti.reading.responses import check_known, choices_in
from exchange.questions import entry, short_id
from quizzes import kinds


def read_choice(reader: Reader, group: list[Element]) -> Found:
    """Read a choice interaction."""
    interaction, item = group[0], reader.item
    choices = choices_in(interaction, "simpleChoice")
    name, right = reader.right(interaction, choices)
    if not right:
        return _poll(reader, interaction, choices)
    check_known(right, choices)
    declared = item.declarations[name]
    multiple = len(right) > 1 or (
        declared.cardinality == "multiple" and interaction.get("maxChoices") != "1"
    )
    feedback, when_right, when_wrong = scoring.feedback_of_choices(
        item, name, list(choices), right
    )
    options = []
    for id_, element in choices.items():
        text, picture = reader.side(element)
        options.append(Option(text, id_ in right, feedback[id_], id_, picture))
    options = limits.options_of_choice(options, reader.notes)
    value, source = building.choice(reader.seed(interaction), options, multiple)
    wrong = {o.source: o.text for o in options if not o.correct}
    if multiple:
        reader.notes += scoring.notes_on_parts(item, name, right)
        reader.notes += scoring.notes_on_wrong_picks(item, name, right, list(wrong))
    else:
        reader.notes += scoring.notes_on_one(item, name, right[0], wrong)
    value["shuffle"] = _is_shuffled(reader, interaction, choices.values())
    return building.closed(Found("choice", value, source), when_right, when_wrong)


def _is_shuffled(
    reader: Reader, interaction: Element, choices: Iterable[Element]
) -> bool:
    if interaction.get("shuffle") != "true":
        return False
    if any(choice.get("fixed") == "true" for choice in choices):
        reader.notes.append(
            gettext("Some options keep their place, so none are mixed here.")
        )
        return False
    return True


def _poll(
    reader: Reader, interaction: Element, choices: Mapping[str, Element]
) -> Found:
    """Return a scale without a right answer.

    Raises:
        LeaveOut: if it is no such scale.
    """
    if (
        "likert" not in kinds.KINDS
        or interaction.get("maxChoices", "1") != "1"
        or reader.item.root.find("responseProcessing") is not None
    ):
        raise no_right_answer()
    seed, source, stored = reader.seed(interaction), {}, []
    for number, (id_, element) in enumerate(choices.items()):
        ours = short_id("o", seed, number, id_)
        source[ours] = id_
        stored.append(entry(ours, {"text": reader.side(element)[0]}))
    return Found("likert", {"options": stored}, source)
