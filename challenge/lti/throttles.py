"""Limits on launches: a school behind one address passes under them, a script does not."""

from challenge.learners.throttles import AddressThrottle


class LoginThrottle(AddressThrottle):
    """Launches that begin."""

    scope = "lti-login"
    rate = "3000/hour"


class LaunchThrottle(AddressThrottle):
    """Launches that end here, and links that are handed over."""

    scope = "lti-launch"
    rate = "3000/hour"
