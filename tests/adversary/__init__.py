"""Attacks on the site, each held off by a test.

``make test`` runs a short form of each (all of them together within two minutes);
``make adversary`` runs the long form and prints every figure that a test recorded.
"""

import os

# True under ``make adversary``: more rounds, more senders, longer waits.
IS_LONG = os.environ.get("ADVERSARY") == "long"


def rounds(short: int, long: int) -> int:
    """Return ``long`` under ``make adversary`` and ``short`` under ``make test``."""
    return long if IS_LONG else short
