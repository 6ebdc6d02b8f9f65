"""What packages above take part in when answers are recorded, counted or erased.

All of it happens inside the transaction that writes. A receiver that raises undoes it.
"""

from django.dispatch import Signal

# Asked before anything is recorded: which pairs of learner and module are locked?
# Gets ``learner_ids`` and ``keys``, answer keys by version; returns a set of pairs.
locks_wanted = Signal()

# Attempts were counted. Gets ``rows``, in the order of receipt; may come twice.
attempts_counted = Signal()

# Attempts up to ``last``, a ``seq``, are about to be deleted; their counts stay.
attempts_leaving = Signal()

# The attempts of learners are about to be erased and their counts taken back. Gets
# ``learner_ids``, and ``rows``, which of their attempts are kept and counted.
learners_leaving = Signal()
