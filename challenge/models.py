"""The models of this app, from the packages that own them."""

from challenge.accounts.models import User
from challenge.classrooms.class_mode.models import Round, Vote
from challenge.classrooms.models import Assignment, Classroom, Seat
from challenge.classrooms.reports.models import ClassTally, FirstAnswer, Told
from challenge.credentials.models import EducatorCredential, RevokedCredential
from challenge.days.models import CountedDay, DayCount
from challenge.insight.models import Measure, Measured
from challenge.learners.models import Learner
from challenge.lti.models import LtiPlatform, SpentNonce
from challenge.progress.models import Attempt, Progress, Tally, Watermark
from challenge.upkeep.models import JobState, Upkeep

__all__ = [
    "Assignment",
    "Attempt",
    "ClassTally",
    "Classroom",
    "CountedDay",
    "DayCount",
    "EducatorCredential",
    "FirstAnswer",
    "JobState",
    "Learner",
    "LtiPlatform",
    "Measure",
    "Measured",
    "Progress",
    "RevokedCredential",
    "Round",
    "Seat",
    "SpentNonce",
    "Tally",
    "Told",
    "Upkeep",
    "User",
    "Vote",
    "Watermark",
]
