from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from contacts.choices import RuleMeasure, Sector, Side
from crm.common.models import Versioned
from crm.common.tracking import Tracked


class CompositionRule(Versioned):
    """How many of whom are to sit in a body: between `at_least` and `at_most` (either may be open).

    `measure` says what is counted; the 'each' measures count apart for every county, organization or party that the
    rule names (`EACH_MEMBER`: for every member of ours on the day).
    """

    organization = models.ForeignKey(
        "contacts.Organization", on_delete=models.CASCADE, related_name="composition_rules", verbose_name=_("organ")
    )
    measure = models.CharField(_("vad som räknas"), max_length=20, choices=RuleMeasure.choices)
    sector = models.CharField(_("sektor"), max_length=20, choices=Sector.choices, blank=True)
    side = models.CharField(_("majoritet eller opposition"), max_length=12, choices=Side.choices, blank=True)
    role = models.CharField(_("roll"), max_length=120, blank=True)
    at_least = models.PositiveSmallIntegerField(_("minst"), null=True, blank=True)
    at_most = models.PositiveSmallIntegerField(_("högst"), null=True, blank=True)
    note = models.CharField(_("anmärkning"), max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(_("ordning"), default=1)
    belong_together = (("organization", "measure", "sector", "side", "role", "at_least", "at_most"),)
    history = Tracked()

    class Meta:
        verbose_name = _("sammansättningsregel")
        verbose_name_plural = _("sammansättningsregler")
        ordering = ["organization", "position", "pk"]
        constraints = [
            models.CheckConstraint(
                name="composition_bounds",
                condition=Q(at_least__isnull=True) | Q(at_most__isnull=True) | Q(at_most__gte=F("at_least")),
                violation_error_message=_("Högst kan inte vara mindre än minst."),
            )
        ]

    def __str__(self) -> str:
        return str(self.get_measure_display())

    def clean(self) -> None:
        super().clean()
        if self.at_least is None and self.at_most is None:
            raise ValidationError({"at_least": _("Ange minst eller högst.")})
        needed = {RuleMeasure.SECTOR: "sector", RuleMeasure.SIDE: "side", RuleMeasure.ROLE: "role"}.get(
            RuleMeasure(self.measure)
        )
        if needed and not getattr(self, needed):
            raise ValidationError({needed: _("Ange vilken som räknas.")})


class CompositionRuleArea(models.Model):
    """A county that a rule wants represented."""

    rule = models.ForeignKey(CompositionRule, on_delete=models.CASCADE, related_name="areas", verbose_name=_("regel"))
    area = models.ForeignKey("contacts.Area", on_delete=models.PROTECT, related_name="+", verbose_name=_("län"))
    history = Tracked()

    class Meta:
        verbose_name = _("län i regel")
        verbose_name_plural = _("län i regler")
        constraints = [models.UniqueConstraint(fields=["rule", "area"], name="composition_area_once")]

    def __str__(self) -> str:
        return str(self.area)


class CompositionRuleOrganization(models.Model):
    """An organization that a rule gives seats."""

    rule = models.ForeignKey(
        CompositionRule, on_delete=models.CASCADE, related_name="organizations", verbose_name=_("regel")
    )
    organization = models.ForeignKey(
        "contacts.Organization", on_delete=models.CASCADE, related_name="+", verbose_name=_("organisation")
    )
    history = Tracked()

    class Meta:
        verbose_name = _("organisation i regel")
        verbose_name_plural = _("organisationer i regler")
        constraints = [models.UniqueConstraint(fields=["rule", "organization"], name="composition_organization_once")]

    def __str__(self) -> str:
        return str(self.organization)


class CompositionRuleParty(models.Model):
    """A party that a rule wants represented."""

    rule = models.ForeignKey(CompositionRule, on_delete=models.CASCADE, related_name="parties", verbose_name=_("regel"))
    party = models.ForeignKey("contacts.Party", on_delete=models.PROTECT, related_name="+", verbose_name=_("parti"))
    history = Tracked()

    class Meta:
        verbose_name = _("parti i regel")
        verbose_name_plural = _("partier i regler")
        constraints = [models.UniqueConstraint(fields=["rule", "party"], name="composition_party_once")]

    def __str__(self) -> str:
        return str(self.party)
