"""Where a file scores or comments otherwise than the kinds here do."""

from collections.abc import Iterable, Mapping, Sequence

from django.utils.translation import gettext

from exchange.qti.item import Feedback, Item

Responses = Mapping[str, Sequence[str]]
# Shares of the points are compared as per cents.
CLOSE = 0.01


def share(item: Item, responses: Responses, full: float) -> float:
    """Return what a file gives for responses, as a share of its full points."""
    return (item.score(responses) or 0.0) / full


def notes_on_one(
    item: Item, name: str, right: str, others: Mapping[str, str]
) -> list[str]:
    """Say which wrong choice earns something where one may be chosen.

    ``others`` are the words of the wrong choices by identifier.
    """
    full = item.score({name: [right]})
    if not full or full < 0:
        return []
    notes = []
    for choice, words in others.items():
        part = share(item, {name: [choice]}, full)
        if part > CLOSE:
            notes.append(
                gettext(
                    "The file gives %(percent)d %% of the points for “%(choice)s”; here "
                    "only the right answer earns any."
                )
                % {"percent": round(part * 100), "choice": words}
            )
    return notes


def notes_on_parts(item: Item, name: str, parts: Sequence[str]) -> list[str]:
    """Say whether a file counts the parts of a right answer otherwise than alike."""
    return notes_on_responses(item, [{name: [part]} for part in parts], {name: parts})


def notes_on_responses(
    item: Item, parts: Sequence[Responses], whole: Responses
) -> list[str]:
    """Say the same where each part is a response of its own."""
    full = item.score(whole)
    if not full or full < 0 or len(parts) < 2:
        return []
    shares = [share(item, part, full) for part in parts]
    if all(abs(each) < CLOSE for each in shares):
        return [
            gettext(
                "The file gives points only when all of it is right; here each right "
                "part counts."
            )
        ]
    if any(abs(each - 1 / len(parts)) > CLOSE for each in shares):
        return [
            gettext("The file weighs the parts differently; here they count alike.")
        ]
    return []


def notes_on_wrong_picks(
    item: Item, name: str, right: Sequence[str], wrong: Sequence[str]
) -> list[str]:
    """Say whether a wrong pick costs otherwise than one right one."""
    full = item.score({name: right})
    if not full or full < 0 or not right:
        return []
    # Where only the whole counts, or parts weigh differently, another note says so.
    if len(right) > 1 and notes_on_parts(item, name, right):
        return []
    expected = (len(right) - 1) / len(right)
    if any(
        abs(share(item, {name: [*right, each]}, full) - expected) > CLOSE
        for each in wrong
    ):
        return [
            gettext(
                "The file counts wrong choices differently; here each takes one right "
                "one back."
            )
        ]
    return []


def notes_on_picks(
    item: Item, name: str, choices: Iterable[str], right: Sequence[str]
) -> list[str]:
    """Say where a file counts what is picked out of ``choices`` otherwise."""
    wrong = [id_ for id_ in choices if id_ not in right]
    if item.declarations[name].cardinality == "single":
        return notes_on_one(item, name, right[0], {id_: id_ for id_ in wrong})
    return [
        *notes_on_parts(item, name, right),
        *notes_on_wrong_picks(item, name, right, wrong),
    ]


def notes_on_order(item: Item, name: str, order: Sequence[str]) -> list[str]:
    """Say whether a file counts a partly right order otherwise than its neighbours."""
    full = item.score({name: order})
    if not full or full < 0 or len(order) < 3:
        return []
    swapped = [*order[:-2], order[-1], order[-2]]
    expected = (len(order) - 3) / (len(order) - 1)
    part = share(item, {name: swapped}, full)
    if abs(part - expected) <= CLOSE and part > CLOSE:
        return []
    if abs(part) < CLOSE:
        return [
            gettext(
                "The file gives points only for the whole order; here each pair of "
                "neighbours in the right order counts."
            )
        ]
    return [
        gettext(
            "The file scores a partly right order differently; here each pair of "
            "neighbours in the right order counts."
        )
    ]


def said(texts: Sequence[Feedback]) -> str:
    """Return feedback as one text."""
    return " ".join(dict.fromkeys(each.text for each in texts))


def feedback_in(item: Item, choice: str) -> str:
    """Return the feedback that stands in a choice."""
    item.steps.take(len(item.feedback))
    return said([each for each in item.feedback if each.choice == choice])


def closing_lines(
    item: Item, right: Responses, wrong: Sequence[Responses]
) -> tuple[str, str]:
    """Return what a file says to a right answer and to any wrong one, beside its choices."""
    return said(_outside(item, right)), said(_common(item, wrong))


def closing_lines_of_pairs(
    item: Item, name: str, right: Sequence[str]
) -> tuple[str, str]:
    """Return the same for a response of pairs, "A B" each."""
    wrong = [{name: _rotated(right)}] if len(right) > 1 else []
    return closing_lines(item, {name: right}, wrong)


def _rotated(pairs: Sequence[str]) -> list[str]:
    """Return pairs with their second halves moved on by one: a wrong response."""
    halves = [pair.split() for pair in pairs]
    seconds = [second for _first, second in halves]
    return [
        f"{first} {second}"
        for (first, _own), second in zip(
            halves, [*seconds[1:], seconds[0]], strict=True
        )
    ]


def feedback_of_choices(
    item: Item, name: str, choices: Sequence[str], right: Sequence[str]
) -> tuple[dict[str, str], str, str]:
    """Part a file's feedback into that of each choice and the two closing lines.

    Returns:
        The feedback by choice, what is said when all is right, and what when not.
    """
    wrong = [choice for choice in choices if choice not in right]
    shown = {choice: _outside(item, {name: [choice]}) for choice in choices}
    responses = [[choice] for choice in wrong]
    if len(right) > 1:
        # So that what is said of one part that is missing is no closing line.
        responses += [[each for each in right if each != part] for part in right]
    common = _common(item, [{name: response} for response in responses])
    if len(responses) == 1:
        common = [each for each in common if each.identifier not in choices]
    when_right = [
        each for each in _outside(item, {name: right}) if each.identifier not in choices
    ]
    not_own = {*common, *when_right}
    feedback = {}
    for choice in choices:
        own = [
            each
            for each in shown[choice]
            if each.identifier == choice
            or (choice in wrong and len(right) == 1 and each not in not_own)
        ]
        if not shown[choice]:
            own = [each for each in item.feedback if each.identifier == choice]
            own = [each for each in own if not each.choice and not each.hides]
        inside = feedback_in(item, choice)
        feedback[choice] = " ".join(part for part in (inside, said(own)) if part)
    return feedback, said(when_right), said(common)


def _outside(item: Item, responses: Responses) -> list[Feedback]:
    return [each for each in item.shown(responses) if not each.choice]


def _common(item: Item, responses: Sequence[Responses]) -> list[Feedback]:
    found = [_outside(item, each) for each in responses]
    if not found:
        return []
    others = [set(each) for each in found[1:]]
    return [each for each in found[0] if all(each in other for other in others)]
