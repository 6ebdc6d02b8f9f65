"""Limits on who guesses codes and pictures; a school behind one address passes under them.

What tells a guesser nothing is counted apart and generously: a text that is no code at
all, and the code of a class that is closed. ``tests/challenge/classrooms/test_guessing.py``
works out what the limits leave to the best attack.
"""

from challenge.learners.throttles import FailureThrottle, SiteFailureThrottle


class SlipThrottle(FailureThrottle):
    """Texts that are no code, and codes of closed classes, from one address."""

    scope = rate = "class-slip"
    failures = 600
    seconds = 600


class WrongClassCodeThrottle(FailureThrottle):
    """Codes that no class has, from one address: a slip seldom makes one."""

    scope = rate = "class-code"
    failures = 25
    seconds = 7200


class WrongClassCodeSiteThrottle(SiteFailureThrottle):
    """Codes that no class has, from everywhere."""

    scope = rate = "class-code-site"
    failures = 80
    seconds = 7200


class WrongPicturesThrottle(FailureThrottle):
    """Wrong pictures from one address: the first lesson of a whole school."""

    scope = rate = "class-pictures"
    failures = 300
    seconds = 600


class WrongPicturesSiteThrottle(SiteFailureThrottle):
    """Wrong pictures from everywhere; seats and classes have limits of their own."""

    scope = rate = "class-pictures-site"
    failures = 10_000
    seconds = 600
