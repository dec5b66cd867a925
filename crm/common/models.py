"""Abstract bases that both apps build on."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Versioned(models.Model):
    """A row with times and a version that edit forms carry, so that two people at once lose nothing."""

    created_at = models.DateTimeField(_("skapad"), auto_now_add=True)
    updated_at = models.DateTimeField(_("ändrad"), auto_now=True)
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)

    class Meta:
        abstract = True


class Sourced(models.Model):
    """Where a fact comes from, and the day the source said so."""

    source = models.CharField(_("källa"), max_length=120, blank=True)
    source_on = models.DateField(_("källans datum"), null=True, blank=True)
    last_verified_on = models.DateField(_("senast verifierad"), null=True, blank=True)
    tell_of_the_whole = ("source", "source_on", "last_verified_on")

    class Meta:
        abstract = True
