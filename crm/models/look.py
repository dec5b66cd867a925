"""The customer's own look: what every page and every paper is headed with."""

from __future__ import annotations

from typing import Any

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from crm.common.models import Versioned
from crm.common.tracking import Tracked

ACCENT = "#0d5c8c"


class Typeface(models.TextChoices):
    SANS = "sans", _("Rak (sans-serif)")
    SERIF = "serif", _("Med seriffer")


class LookQuerySet(models.QuerySet["Look"]):
    def visible_to(self, user: Any) -> LookQuerySet:
        """Everybody sees it, who is not logged in too."""
        return self.all()

    def current(self) -> Look:
        """The look that holds; one that is not stored, with what the product has by itself, until somebody sets it."""
        return self.select_related("logo").order_by("pk").first() or self.model()


class Look(Versioned):
    """One row: name, logo, accent colour and typeface of the organization that uses the product."""

    name = models.CharField(_("organisationens namn"), max_length=120, blank=True)
    logo = models.OneToOneField(
        "crm.Attachment",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="look",
        verbose_name=_("logotyp"),
    )
    accent = models.CharField(
        _("färg"),
        max_length=7,
        default=ACCENT,
        validators=[RegexValidator(r"^#[0-9a-fA-F]{6}$", _("Skriv färgen som #0d5c8c."))],
    )
    typeface = models.CharField(_("typsnitt"), max_length=10, choices=Typeface.choices, default=Typeface.SANS)
    history = Tracked()

    objects = LookQuerySet.as_manager()

    class Meta:
        verbose_name = _("utseende")
        verbose_name_plural = _("utseende")

    def __str__(self) -> str:
        return self.name
