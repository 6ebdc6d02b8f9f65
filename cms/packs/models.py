"""Packs on their way in, and what was taken from packs before."""

import datetime
import uuid
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

KEPT = datetime.timedelta(days=1)
# How many packs of one editor may wait at a time.
KEPT_EACH = 3


class PackedContent(models.Model):
    """What a thing was like here when a pack last brought it.

    It tells what was changed here since, and what was deleted here from what never was.
    """

    uid = models.CharField(_("name"), max_length=255, unique=True)
    digest = models.CharField(_("digest"), max_length=64)
    imported_on = models.DateTimeField(_("imported on"), auto_now=True)

    class Meta:
        verbose_name = _("imported content")
        verbose_name_plural = _("imported content")

    def __str__(self) -> str:
        return self.uid


class PackImportManager(models.Manager["PackImport"]):
    """Keep packs that were sent, and let the old ones go."""

    def keep(self, **fields: Any) -> "PackImport":
        """Save a pack; the bytes of what is old or more than one editor needs go."""
        kept = self.create(**fields)
        old = self.exclude(data=b"").filter(created_at__lt=timezone.now() - KEPT)
        old.update(data=b"")
        mine = self.filter(owner=kept.owner, state=PackImport.State.WAITING)
        waiting = mine.order_by("-created_at", "pk").values_list("pk", flat=True)
        self.filter(pk__in=list(waiting[KEPT_EACH:])).delete()
        return kept


class PackImport(models.Model):
    """A pack that somebody has sent, and how its import went.

    The bytes are in the database and not in the media store, because they hold the keys of
    checks, and because any of several servers may write them. They go once it is done.
    """

    class State(models.TextChoices):
        """How far an import is."""

        WAITING = "waiting", _("Waiting for a decision")
        RUNNING = "running", _("Being imported")
        DONE = "done", _("Imported")
        FAILED = "failed", _("Not imported")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("sent by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    name = models.CharField(_("file name"), max_length=255)
    data = models.BinaryField(_("file"))
    state = models.CharField(
        _("state"), max_length=8, choices=State, default=State.WAITING
    )
    trusted = models.BooleanField(_("trusted by hand"), default=False)
    theirs = models.JSONField(
        _("conflicts to be overwritten"), default=list, blank=True
    )
    report = models.JSONField(_("report"), default=dict, blank=True)
    created_at = models.DateTimeField(_("sent at"), default=timezone.now, db_index=True)
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)

    objects = PackImportManager()

    class Meta:
        verbose_name = _("import of a pack")
        verbose_name_plural = _("imports of packs")
        ordering = ["-created_at"]
        # Imports are not edited: who may add one may import.
        default_permissions = ("add",)
        permissions = [
            ("export_packimport", _("Can export packs, with the answers of checks")),
            (
                "trust_packimport",
                _("Can trust packs of signers whom the site does not know"),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    # An import is one transaction, which nobody else can look into: its progress is in the
    # cache.

    @property
    def progress(self) -> int:
        """Return how far the import is, in per cent."""
        return 100 if self.finished_at else cache.get(self._progress_key, 0)

    @progress.setter
    def progress(self, percent: int) -> None:
        cache.set(self._progress_key, percent, timeout=3600)

    @property
    def _progress_key(self) -> str:
        return f"cms.packs.progress.{self.pk}"
