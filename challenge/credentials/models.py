"""What educators have passed. No child has a row here, and none leads to one."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from challenge.learners.models import today
from challenge.progress.models import ID_LENGTH


class EducatorCredential(models.Model):
    """That an educator passed a module of the educators' track, or all of it.

    ``uid`` is the number by which others check it. ``module`` is "" for the whole track,
    ``version`` the content that was passed. With which learner of which device it was
    passed is not kept.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    educator = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="credentials"
    )
    module = models.CharField(max_length=ID_LENGTH, blank=True, default="")
    version = models.CharField(max_length=ID_LENGTH, blank=True, default="")
    day = models.DateField(default=today)

    class Meta:
        verbose_name = _("educator’s credential")
        verbose_name_plural = _("educators’ credentials")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["educator", "module"], name="credential_once_per_module"
            )
        ]

    def __str__(self) -> str:
        return str(self.uid)


class RevokedCredential(models.Model):
    """The number of a credential that is gone, so that copies of it are known as such.

    The number is random: it tells neither whose it was nor what for.
    """

    uid = models.UUIDField(primary_key=True)
    day = models.DateField(default=today)

    class Meta:
        verbose_name = _("revoked credential")
        verbose_name_plural = _("revoked credentials")
        ordering = ["day", "uid"]

    def __str__(self) -> str:
        return str(self.uid)
