"""Limits on certificates, for scripts; a whole school passes under them."""

from challenge.limits import TooManyError
from challenge.limits.addresses import Origin
from challenge.limits.throttles import VolumeThrottle, bucket


class CertificateThrottle(VolumeThrottle):
    """Certificates from one address."""

    scope = "certificate"


def count_wrong_code(origin: Origin) -> None:
    """Count a code that is not on any certificate.

    A code is looked at first: with 68 bits nobody guesses one, so a right code need never
    wait for what others typed.

    Raises:
        TooManyError: if there were so many that a script makes them.
    """
    limit = bucket("certificate-code", origin.address_key("certificate-code"))
    if wait := limit.admit():
        raise TooManyError(wait)
