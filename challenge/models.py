"""The models of this app, from the packages that own them."""

from challenge.accounts.models import User
from challenge.learners.models import Learner
from challenge.progress.models import Attempt, Progress, Tally, Watermark

__all__ = ["Attempt", "Learner", "Progress", "Tally", "User", "Watermark"]
