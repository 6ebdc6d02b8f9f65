"""Do the daily work, and clear away what is old as on a day on which all terms are over."""

from dataclasses import dataclass

from challenge.days.counting import Finding
from challenge.learners.models import today
from challenge.progress import tallies
from challenge.upkeep import services
from challenge.upkeep.sweep import Swept


@dataclass
class Done:
    """What a turn of the background work has done."""

    counted: int
    finding: Finding
    swept: Swept | None


def work() -> Done:
    """Do what the jobs do that are about answers and days, in their order; hide no error."""
    counted, finding = tallies.roll_up(), services.count_day()
    services.measure()
    return Done(counted, finding, services.clear_away())


def clear_away() -> Swept:
    """Believe the calendar, as an operator may, and clear away all that has had its time."""
    return services.confirm(today())
