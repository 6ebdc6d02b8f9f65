"""Limits on launches: a school behind one address passes under them, a script does not."""

from challenge.limits.throttles import VolumeThrottle


class LoginThrottle(VolumeThrottle):
    """Launches that begin."""

    scope = "lti-login"


class LaunchThrottle(VolumeThrottle):
    """Launches that end here, and links that are handed over."""

    scope = "lti-launch"
