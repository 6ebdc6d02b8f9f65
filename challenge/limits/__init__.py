"""How often somebody may try: token buckets that refill, and guesses that are paid for.

``docs/developers/limits.md`` says which limits exist and what they leave to a guesser.
"""

import math


class TooManyError(Exception):
    """There is no token left; ``seconds`` says when there is one."""

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self.seconds = max(1, math.ceil(seconds))
