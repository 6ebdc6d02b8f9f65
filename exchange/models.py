"""Files of questions between the look at them and the writing of what is in them."""

import datetime
import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

KEPT = datetime.timedelta(days=1)
# How many files of one editor may wait at a time.
KEPT_EACH = 3


class UploadManager(models.Manager["Upload"]):
    """Keep uploads, and let the old ones go."""

    def keep(self, **fields: object) -> "Upload":
        """Save a file, and delete what is old or more than one editor needs."""
        upload = self.create(**fields)
        self.filter(created_at__lt=timezone.now() - KEPT).delete()
        mine = self.filter(owner=upload.owner).order_by("-created_at", "pk")
        self.filter(
            pk__in=[each.pk for each in mine.defer("data")[KEPT_EACH:]]
        ).delete()
        return upload

    def fresh(self) -> "models.QuerySet[Upload]":
        """Return the files that may still be opened."""
        return self.filter(created_at__gte=timezone.now() - KEPT)


class Upload(models.Model):
    """A file that an editor has sent; only they see it, for a day at most.

    It is in the database and not in the media store, because what it holds are the keys of
    checks, and because any of several servers may answer the next request.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    name = models.CharField(_("file name"), max_length=255)
    format = models.CharField(_("format"), max_length=20)
    locale = models.CharField(_("language"), max_length=12)
    title = models.CharField(_("title"), max_length=200)
    data = models.BinaryField(_("file"))
    created_at = models.DateTimeField(_("sent at"), default=timezone.now, db_index=True)

    objects = UploadManager()

    class Meta:
        # The table is from before this package stood by itself.
        db_table = "quizzes_upload"
        verbose_name = _("file of questions")
        verbose_name_plural = _("files of questions")

    def __str__(self) -> str:
        return self.name
