"""What packages above take part in when an account is exported or deleted."""

from django.dispatch import Signal

# Everything kept about an educator is wanted. Gets ``user``; returns it by name, as JSON
# can hold it.
exporting = Signal()

# An account is about to be deleted, in the same transaction. Gets ``user``.
deleting = Signal()
