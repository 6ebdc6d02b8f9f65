"""Limits on new learners, and on guesses at recovery cards."""

from django.core.cache import cache

from challenge.learners import cards, services
from challenge.limits.addresses import Origin
from challenge.limits.guesses import Guess
from challenge.limits.throttles import VolumeThrottle

_COUNT_SECONDS = 600


class NewLearnerThrottle(VolumeThrottle):
    """A whole school behind one address may start at once; a script is slowed down."""

    scope = "new-learner"


def card_guess(origin: Origin, card: str) -> Guess:
    """Return a guess at a recovery card."""
    return Guess("card", origin, card, chance_of_card)


def chance_of_card() -> float:
    """Return the probability that a card made up at random is somebody's."""
    live = cache.get_or_set("limits.cards", services.count_cards, _COUNT_SECONDS)
    return max(1, live or 0) / cards.HOW_MANY
