"""The statements that read a report, for SQLite and PostgreSQL alike.

An open report is read every few seconds while a class plays. Building these statements from
query sets took more CPU time than running them.
"""

from functools import lru_cache

from challenge.progress.checks import PHASES
from challenge.progress.sql import marks, text_of

# Parameter: the class.
READ_TALLIES = (
    "SELECT module, item, phase, answer, n, score FROM challenge_classtally"
    " WHERE classroom_id = %s"
)

# Pupils by module and form. Parameter: the class.
COUNT_PUPILS = (
    "SELECT module, phase, COUNT(DISTINCT learner_id) FROM challenge_firstanswer"  # noqa: S608
    f" WHERE classroom_id = %s AND phase IN ({', '.join(repr(str(one)) for one in PHASES)})"
    " GROUP BY module, phase"
)


@lru_cache(maxsize=2)
def read_told(vendor: str) -> str:
    """Read what was told of a class. Parameter: the class."""
    return (
        f"SELECT module, part, {text_of('counts', vendor)}, {text_of('hidden', vendor)},"  # noqa: S608
        " asked, is_final, batches FROM challenge_told WHERE classroom_id = %s"
    )


@lru_cache(maxsize=256)
def read_progress(learners: int, modules: int, vendor: str) -> str:
    """Read state and stars, and of each form whether it was handed in (NULL: it was not).

    What was answered in a check is not read: decoding it for each pupil takes long.
    Parameters: learner ids, modules.
    """
    forms = (
        f"checks ->> '$.{one}.handed_in'"
        if vendor == "sqlite"
        else f"checks #>> '{{{one},handed_in}}'"
        for one in PHASES
    )
    return (
        f"SELECT learner_id, module, state, stars, {', '.join(forms)}"  # noqa: S608
        f" FROM challenge_progress WHERE learner_id IN ({marks(learners)})"
        f" AND module IN ({marks(modules)})"
    )
