"""A class for the educator of the local demo, with pupils who have begun to play."""

from challenge.accounts.models import User
from challenge.classrooms import joining, services
from challenge.classrooms.assigning import assign, assignable, is_sensitive
from challenge.classrooms.models import Classroom
from challenge.insight.simulate import Player, modules_now
from challenge.learners.models import today
from challenge.progress import tallies
from cms.choices import Band
from cms.publications.answer_keys import answer_keys

SEATS = 24
JOINED = 18
MODULES = 3
BAND = Band.B1113


def make(educator: User, locale: str) -> Classroom:
    """Make a class that is open, with three quarters of the pupils there.

    Its first modules are assigned and played, a sensitive one is assigned and still locked.
    """
    classroom = services.create_class(
        educator,
        name="6B",
        band=BAND,
        locale=locale,
        ends_on=services.end_of_school_year(today()),
        size=SEATS,
    )
    modules = assignable(classroom).values()
    played = [each for each in modules if not is_sensitive(each)][:MODULES]
    locked = [each for each in modules if is_sensitive(each)][:1]
    for summary in [*played, *locked]:
        assign(classroom, summary["key"])
    services.open_window(classroom, services.MOST_MINUTES)
    _play(classroom, [summary["version"] for summary in played])
    tallies.roll_up()
    return classroom


def _play(classroom: Classroom, versions: list[str]) -> None:
    phases = modules_now()
    keys = answer_keys(versions)
    for number, seat in enumerate(classroom.seats.all()[:JOINED]):
        joined = joining.join(classroom.code, seat.uid, seat.pictures)
        player = Player(number, classroom.locale, joined.token)
        # Some have done less than others.
        for version in versions[: 1 + number % len(versions)] if versions else []:
            player.play(version, keys[version], phases[version])
