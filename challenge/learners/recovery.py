"""Coming back with a recovery card, and what guessing at cards costs."""

from challenge.learners import services, throttles
from challenge.learners.cards import card_digests
from challenge.learners.models import Learner
from challenge.limits import TooManyError
from challenge.limits.addresses import Origin, one_at_a_time
from challenge.limits.guesses import slip


def recover(card: str, origin: Origin) -> tuple[Learner, str] | None:
    """Return the learner of a card and a new token, or ``None`` for any wrong card.

    Raises:
        TooManyError: if so many cards were wrong that this one is not looked at yet.
    """
    digests = card_digests(card)
    if not digests:
        slip(origin)
        return None
    guess = throttles.card_guess(origin, digests[0])
    with one_at_a_time(origin.network):
        is_repeat = guess.is_repeat
        if not is_repeat and (wait := guess.wait()):
            raise TooManyError(wait)
        if found := services.recover(card):
            return found
        if is_repeat:
            slip(origin)
        else:
            guess.charge()
    return None
