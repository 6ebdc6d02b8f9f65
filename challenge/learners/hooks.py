"""What packages above take part in when a learner is erased or changes its device.

All of it happens inside the transaction that writes, in the order in which the app connects
the packages: ``progress`` first, which locks the learners. A receiver that raises undoes it.
"""

from django.dispatch import Signal

# Learners are about to be erased. Gets ``learner_ids``.
erasing = Signal()

# A locked learner is about to get a new token, for another device. Gets ``learner``.
renewing_token = Signal()
