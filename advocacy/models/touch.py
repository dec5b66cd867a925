"""How often we mean to meet those we know."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from contacts.choices import Tier
from crm.common.models import Versioned
from crm.common.tracking import Tracked


class ContactInterval(Versioned):
    """The longest time that should pass between real contacts with a person of a tier, in months.

    A tier without a row has no expected interval: nobody loses touch there.
    """

    tier = models.CharField(_("kontaktnivå"), max_length=5, choices=Tier.choices, unique=True)
    months = models.PositiveSmallIntegerField(_("månader"), validators=[MinValueValidator(1), MaxValueValidator(60)])
    history = Tracked()

    class Meta:
        verbose_name = _("förväntat kontaktintervall")
        verbose_name_plural = _("förväntade kontaktintervall")
        ordering = ["tier"]

    def __str__(self) -> str:
        return f"{self.tier}: {self.months}"
