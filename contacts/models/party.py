from __future__ import annotations

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from contacts.choices import Level
from crm.common.dates import Dated, period_constraint
from crm.common.models import Versioned
from crm.common.tracking import Tracked


class Party(Versioned, Dated):
    """A political party, in the Riksdag or local. Codes change over time: `PartyAlias` keeps the others."""

    code = models.CharField(_("kod"), max_length=20, unique=True)
    name = models.CharField(_("namn"), max_length=120)
    color = models.CharField(
        _("färg"), max_length=7, default="#66757d", validators=[RegexValidator(r"^#[0-9a-fA-F]{6}$")]
    )
    level = models.CharField(_("nivå"), max_length=20, choices=Level.choices, default=Level.NATIONAL)
    position = models.PositiveSmallIntegerField(_("ordning"), default=100)
    organization = models.OneToOneField(
        "contacts.Organization",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="as_party",
        verbose_name=_("organisation"),
    )
    history = Tracked()

    class Meta:
        verbose_name = _("parti")
        verbose_name_plural = _("partier")
        ordering = ["position", "code"]
        constraints = [period_constraint("party_period")]

    def __str__(self) -> str:
        return self.name


class PartyAlias(models.Model):
    """Another code or name that a source uses for a party: FP → L, Valmyndigheten's 0003 → L."""

    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="aliases", verbose_name=_("parti"))
    value = models.CharField(_("kod eller namn"), max_length=120, unique=True)
    history = Tracked()

    class Meta:
        verbose_name = _("partialias")
        verbose_name_plural = _("partialias")
        ordering = ["value"]

    def __str__(self) -> str:
        return self.value
