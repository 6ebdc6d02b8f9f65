"""Limits on who guesses codes and pictures; nobody is kept out by what others guess.

``docs/developers/limits.md`` explains them, and
``tests/challenge/classrooms/test_guessing.py`` works out what they leave to an attacker.
"""

from django.conf import settings
from django.core.cache import cache
from django.utils import timezone

from challenge.classrooms import codes
from challenge.classrooms.models import Classroom
from challenge.days import clock
from challenge.limits import homes
from challenge.limits.addresses import Origin
from challenge.limits.buckets import Bucket
from challenge.limits.guesses import Allowance, Guess
from challenge.limits.throttles import bucket

# At most, over a day, of those who have found a class's code by guessing: the probability
# that they take one of its seats before their tries at the pictures are used up.
SEAT_CHANCE = 0.15
_COUNT_SECONDS = 60


def code_guess(origin: Origin, code: str) -> Guess:
    """Return a guess at the code of a class."""
    return Guess("class-code", origin, code, chance_of_code)


def chance_of_code() -> float:
    """Return the probability that a code made up at random leads to a seat."""
    count = cache.get_or_set("limits.open-classes", count_open, _COUNT_SECONDS)
    return max(1, count or 0) * SEAT_CHANCE / codes.HOW_MANY


def count_open() -> int:
    """Return how many classes can be joined now."""
    return Classroom.objects.filter(
        join_open_until__gt=timezone.now(), ends_on__gte=clock.today()
    ).count()


def school_codes(origin: Origin) -> Bucket | None:
    """Return what an address has for the codes of classes at home there, if any are.

    It counts requests that would otherwise wait. The more classes, the likelier a guess
    would be one of theirs, and the slower it refills.
    """
    if not (count := homes.count(origin)):
        return None
    burst, seconds = settings.LIMITS["school-codes"]
    return Bucket(origin.network_key("school-codes"), burst, seconds * count)


class PictureGuess:
    """A try at the pictures of a seat in an open class.

    At home (where the educator is, or a pupil has got in) the class's own bucket of the
    network counts; elsewhere the network has a few tries, and all others share a pool.
    Both begin anew when the educator opens the class again.
    """

    def __init__(self, origin: Origin, classroom: Classroom) -> None:
        self.is_home = homes.is_home(origin, classroom.pk)
        until = classroom.join_open_until
        window = f"{classroom.pk}.{until.timestamp() if until else 0:.0f}"
        away = f"{origin.network_key('pictures-away')}.{classroom.pk}"
        self._here = bucket(
            "pictures-here", f"{origin.network_key('pictures-here')}.{window}"
        )
        self._away = Allowance(
            bucket("pictures-away", away),
            bucket("pictures-pool", f"limits.pictures-pool.{window}"),
        )
        # Somebody far away locks no seat of a class that is known to be elsewhere.
        self.locks = self.is_home or not homes.is_known(classroom.pk)

    def wait(self) -> float:
        """Return the seconds until the pictures may be looked at, 0.0 if at once."""
        return (self._here if self.is_home else self._away).wait()

    def charge(self) -> None:
        """Pay for wrong pictures."""
        (self._here if self.is_home else self._away).charge()

    def give_back(self, misses: int) -> None:
        """Return what a pupil who has got in now had missed."""
        if self.is_home:
            self._here.give_back(misses)
