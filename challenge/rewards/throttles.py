"""Limits on certificates, for scripts; a whole school passes under them."""

from challenge.learners.throttles import AddressThrottle, FailureThrottle


class CertificateThrottle(AddressThrottle):
    """Certificates from one address."""

    scope = "certificate"
    rate = "3000/hour"


class WrongCodeThrottle(FailureThrottle):
    """Wrong codes from one address: the slips of a fair's visitors, not a search."""

    scope = rate = "wrong-code"
    failures = 60
    seconds = 600
