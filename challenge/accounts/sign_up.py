"""The operator's rule, EDUCATOR_SIGN_UP: open, after approval, closed, or by mail domain."""

from django.conf import settings


def is_open() -> bool:
    """Return whether people may sign up by themselves."""
    return settings.EDUCATOR_SIGN_UP != ["closed"]


def needs_approval() -> bool:
    """Return whether an administrator lets each educator in."""
    return settings.EDUCATOR_SIGN_UP == ["approval"]


def domains() -> list[str]:
    """Return the mail domains that are taken; none means all."""
    return [entry for entry in settings.EDUCATOR_SIGN_UP if "." in entry]


def takes(email: str) -> bool:
    """Return whether an address is in one of the domains, or below one."""
    domain = email.rpartition("@")[2].lower()
    known = domains()
    return not known or any(
        domain == entry or domain.endswith(f".{entry}") for entry in known
    )
