"""The learning platforms that may launch this site, and numbers that are used up.

Nothing here is about a person: who launches is told to nobody and kept nowhere.
"""

from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from challenge.learners.models import today

# Long enough for the addresses that platforms use; short enough for every index.
ADDRESS_LENGTH = 400
ID_LENGTH = 255
NONCE_LENGTH = 43
_https = URLValidator(
    schemes=["https"],
    message=_("Write a whole address that begins with https://."),
)


class LtiPlatform(models.Model):
    """A learning platform that the operator has registered (LTI 1.3 core, section 3.1.3).

    ``issuer`` and ``client_id`` say who it is, ``key_set_url`` has the keys with which it
    signs. ``pages_url`` is where its users see it: only that origin may frame a launch and
    gets a deep link. ``deployment_ids`` has one id a line.
    """

    name = models.CharField(
        _("name"),
        max_length=80,
        help_text=_("As educators know it, for example the name of the school."),
    )
    issuer = models.CharField(
        _("issuer"),
        max_length=ADDRESS_LENGTH,
        validators=[_https],
        help_text=_("Also called platform ID. Copy it exactly, to the last sign."),
    )
    client_id = models.CharField(_("client ID"), max_length=ID_LENGTH)
    deployment_ids = models.TextField(
        _("deployment IDs"),
        max_length=10_000,
        help_text=_("One in each line."),
    )
    auth_login_url = models.CharField(
        _("authentication request URL"),
        max_length=ADDRESS_LENGTH,
        validators=[_https],
        help_text=_("Also called OIDC authorization URL."),
    )
    key_set_url = models.CharField(
        _("public key set URL"),
        max_length=ADDRESS_LENGTH,
        validators=[_https],
        help_text=_("Also called JWKS URL. This site reads it, and no other address."),
    )
    pages_url = models.CharField(
        _("address of its pages"),
        max_length=ADDRESS_LENGTH,
        validators=[_https],
        help_text=_(
            "What the browser shows when somebody uses the platform, for example"
            " https://learn.school.example. Only there may a launch be shown in a frame."
        ),
    )

    class Meta:
        verbose_name = _("learning platform")
        verbose_name_plural = _("learning platforms")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["issuer", "client_id"],
                name="lti_platform_once",
                violation_error_message=_(
                    "This issuer is registered with this client ID already."
                ),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Take white space off the ids, and ask for one deployment at least."""
        self.deployment_ids = "\n".join(self.deployments)
        if not self.deployment_ids:
            raise ValidationError(
                {"deployment_ids": _("Write one deployment ID at least.")}
            )

    @property
    def deployments(self) -> list[str]:
        """Return the deployment ids, each once."""
        lines = (line.strip() for line in self.deployment_ids.splitlines())
        return list(dict.fromkeys(filter(None, lines)))

    @property
    def origin(self) -> str:
        """Return the origin of the platform's pages (RFC 6454), as a policy names it."""
        return origin_of(self.pages_url)

    def is_own(self, address: str) -> bool:
        """Return whether an address is one of the platform's pages."""
        return origin_of(address) == self.origin


class SpentNonce(models.Model):
    """The number of a launch that has been, so that nobody can send it again.

    The site made it at random; it leads to nobody. ``picked`` is what an educator chose
    for a deep link in a window of this site, until the platform's frame comes to take it.
    """

    value = models.CharField(max_length=NONCE_LENGTH, primary_key=True)
    picked = models.TextField(blank=True, default="")
    day = models.DateField(default=today, db_index=True)

    class Meta:
        verbose_name = _("number of a launch")
        verbose_name_plural = _("numbers of launches")
        ordering = ["day", "value"]

    def __str__(self) -> str:
        return self.value


def origin_of(address: str) -> str:
    """Return scheme, host and port of an https address; "" if it has no such thing."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return ""
    if parts.scheme != "https" or not parts.hostname:
        return ""
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    return f"https://{host}" if port in (None, 443) else f"https://{host}:{port}"
