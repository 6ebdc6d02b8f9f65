"""What the demo loader remembers."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class LoadedPack(models.Model):
    """A pack that was loaded into this site, and what it was like then.

    It lets the loader skip what has not changed, and tells a module that an editor
    deleted from one that was never there. ``secret`` keys the ids that the pack's parts
    have on this site; it is empty where they follow from the pack alone, as they did before.
    """

    name = models.CharField(_("name"), max_length=80, unique=True)
    digest = models.CharField(_("digest"), max_length=64)
    secret = models.CharField(_("secret"), max_length=64, blank=True)
    loaded_on = models.DateTimeField(_("loaded on"), auto_now=True)

    class Meta:
        verbose_name = _("loaded pack")
        verbose_name_plural = _("loaded packs")

    def __str__(self) -> str:
        return self.name
