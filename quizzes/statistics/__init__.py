"""Statistics of questions and quizzes: which items are fair, and what a class learned.

Pure functions over tables of scores; no request, no database, no clock. A table has a row
for each attempt and a column for each item: the points that the item earned, or None where
it was not answered. Shares, and everything else that a report shows as a share, are
percentages, 0 to 100; what cannot be computed (nobody, one attempt, all alike) is None.

The statistics of items and quizzes equal those of Moodle's quiz report, so that people who
know one can read the other. Their definitions are in "Quiz statistics calculations",
https://docs.moodle.org/dev/Quiz_statistics_calculations, and
``tests/quizzes/test_statistics.py`` holds them to Moodle's own test data.

As in Moodle, an item that a finished attempt left unanswered counts as 0 points: in the
item's own mean, in the attempt's total, and in the number of attempts. (Moodle reads the
mark of the last step, which is null there, and adds it up.) Whoever wants to know how
facile an item is to those who came to it passes the attempts that did; see ``drop_off``.
"""

from quizzes.statistics.items import (
    Distractor,
    distractors,
    facility_interval,
    random_guess,
    rest_scores,
    upper_lower_index,
)
from quizzes.statistics.learning import (
    NormalisedGain,
    Share,
    branch_shares,
    drop_off,
    normalised_gain,
)
from quizzes.statistics.moodle import (
    ItemStatistics,
    QuizStatistics,
    item_statistics,
    test_statistics,
)
from quizzes.statistics.tables import Scores

__all__ = [
    "Distractor",
    "ItemStatistics",
    "NormalisedGain",
    "QuizStatistics",
    "Scores",
    "Share",
    "branch_shares",
    "distractors",
    "drop_off",
    "facility_interval",
    "item_statistics",
    "normalised_gain",
    "random_guess",
    "rest_scores",
    "test_statistics",
    "upper_lower_index",
]
