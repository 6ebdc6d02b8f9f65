"""What the demo loader remembers."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class LoadedPack(models.Model):
    """A pack that was loaded into this site, and what it was like then.

    It lets the loader skip what has not changed, and tells a module that an editor
    deleted from one that was never there.
    """

    name = models.CharField(_("name"), max_length=80, unique=True)
    digest = models.CharField(_("digest"), max_length=64)
    loaded_on = models.DateTimeField(_("loaded on"), auto_now=True)

    class Meta:
        verbose_name = _("loaded pack")
        verbose_name_plural = _("loaded packs")

    def __str__(self) -> str:
        return self.name
