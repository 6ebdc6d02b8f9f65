"""What a class did: what it gained, where it stopped, and which way it went."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from quizzes.statistics.tables import Scores, percentage


@dataclass(frozen=True, slots=True)
class NormalisedGain:
    """What was gained of what there was to gain, over seats with both scores.

    ``pre``, ``post`` and ``hake`` are of the class; ``changes`` holds each seat's
    normalised change in the order given, None for a seat that had nothing to gain or to
    lose; ``mean_change`` is their mean.
    """

    n: int
    pre: float | None
    post: float | None
    hake: float | None
    changes: tuple[float | None, ...]
    mean_change: float | None


@dataclass(frozen=True, slots=True)
class Share:
    """How many, and in per cent of all."""

    n: int
    share: float


def normalised_gain(pairs: Sequence[tuple[float, float]]) -> NormalisedGain:
    """Return what a class gained between two checks, of what there was to gain.

    - class: (post - pre) / (100 - pre) of the means; below 0.3 is low, above 0.7 high
      (Hake, R. R. (1998). Interactive-engagement versus traditional methods. American
      Journal of Physics, 66, 64-74). It depends on where a class starts, so it compares
      checks of one kind only.
    - seat: the same where the score rose, (post - pre) / pre where it fell, 0 where it
      stayed; a seat with twice nothing or twice everything is left out (Marx, J. D. &
      Cummings, K. (2007). Normalized change. American Journal of Physics, 75, 87-91).

    Args:
        pairs: pre and post score of each seat that has both, in per cent.

    Raises:
        ValueError: if a score is no percentage.
    """
    pairs = [(percentage(pre), percentage(post)) for pre, post in pairs]
    changes = tuple(_change(pre, post) for pre, post in pairs)
    counted = [change for change in changes if change is not None]
    pre = fmean(pre for pre, _post in pairs) if pairs else None
    post = fmean(post for _pre, post in pairs) if pairs else None
    hake = None
    if pre is not None and post is not None and pre < 100:
        hake = (post - pre) / (100 - pre)
    return NormalisedGain(
        n=len(pairs),
        pre=pre,
        post=post,
        hake=hake,
        changes=changes,
        mean_change=fmean(counted) if counted else None,
    )


def drop_off(scores: Scores) -> list[float]:
    """Give, an item, the share of those who began that came as far.

    An attempt began if it answered anything; it came to an item if it answered that one
    or a later one. The list is empty if nobody began.

    Args:
        scores: points by attempt and item, None where an item was not answered.
    """
    last = [
        max(answered)
        for row in scores
        if (answered := [item for item, point in enumerate(row) if point is not None])
    ]
    if not last:
        return []
    items = max(len(row) for row in scores)
    return [100 * sum(item <= end for end in last) / len(last) for item in range(items)]


def branch_shares(paths: Sequence[Iterable[str]]) -> Mapping[str, Share]:
    """Return how many plays of a story went through each choice and to each ending.

    Args:
        paths: for each play, the ids of the choices it took and of its ending. What comes
            twice in a play counts once.

    Returns:
        Shares of all plays by id, the most frequent first.
    """
    counts = Counter(id_ for path in paths for id_ in set(path))
    ordered = sorted(counts.items(), key=lambda entry: (-entry[1], entry[0]))
    return {id_: Share(n, 100 * n / len(paths)) for id_, n in ordered}


def _change(pre: float, post: float) -> float | None:
    """Return the normalised change of one seat; None where it had nowhere to go."""
    if post > pre:
        return (post - pre) / (100 - pre)
    if post < pre:
        return (post - pre) / pre
    return None if pre in (0, 100) else 0.0
