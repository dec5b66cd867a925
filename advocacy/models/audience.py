from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from advocacy.choices import Dimension
from contacts.choices import CustomerStatus, Level, NewIn, OrganizationKind, RoleKind, Sector
from crm.common.models import Versioned
from crm.common.tracking import Tracked

CHOICES_OF_DIMENSION: dict[str, type[models.TextChoices]] = {
    Dimension.ORGANIZATION_KIND: OrganizationKind,
    Dimension.LEVEL: Level,
    Dimension.SECTOR: Sector,
    Dimension.ROLE_KIND: RoleKind,
    Dimension.CUSTOMER_STATUS: CustomerStatus,
    Dimension.NEWLY_ELECTED: NewIn,
}
RELATION_OF_DIMENSION: dict[str, str] = {
    Dimension.AREA: "area",
    Dimension.PARTY: "party",
    Dimension.ORGANIZATION: "organization",
    Dimension.RESPONSIBILITY: "responsibility",
    Dimension.TAG: "tag",
    Dimension.CONTACT_LIST: "contact_list",
}


class Audience(Versioned):
    """Whom a goal is to reach: rows of criteria, any of which suffices. Asked as of a day, never undated."""

    name = models.CharField(_("namn"), max_length=150, unique=True)
    description = models.TextField(_("beskrivning"), blank=True)
    history = Tracked()

    class Meta:
        verbose_name = _("målgrupp")
        verbose_name_plural = _("målgrupper")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class AudienceCriterion(models.Model):
    """One row of an audience. Its conditions: any value within a dimension, all dimensions together."""

    audience = models.ForeignKey(Audience, on_delete=models.CASCADE, related_name="criteria")
    label = models.CharField(_("beskrivning"), max_length=150)
    order = models.PositiveSmallIntegerField(_("ordning"), default=1)
    history = Tracked()

    class Meta:
        verbose_name = _("rad i målgrupp")
        verbose_name_plural = _("rader i målgrupp")
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.label


class AudienceCondition(models.Model):
    """One value that one dimension of a criterion accepts: a code in `value`, or a related row."""

    criterion = models.ForeignKey(AudienceCriterion, on_delete=models.CASCADE, related_name="conditions")
    dimension = models.CharField(_("egenskap"), max_length=20, choices=Dimension.choices)
    value = models.CharField(_("värde"), max_length=40, blank=True)
    area = models.ForeignKey("contacts.Area", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    party = models.ForeignKey("contacts.Party", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    organization = models.ForeignKey(
        "contacts.Organization", on_delete=models.PROTECT, null=True, blank=True, related_name="audience_conditions"
    )
    responsibility = models.ForeignKey(
        "contacts.Responsibility", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    tag = models.ForeignKey("contacts.Tag", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    contact_list = models.ForeignKey(
        "contacts.ContactList", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    belong_together = (
        ("dimension", "value", "area", "party", "organization", "responsibility", "tag", "contact_list"),
    )
    history = Tracked()

    class Meta:
        verbose_name = _("villkor i målgrupp")
        verbose_name_plural = _("villkor i målgrupp")
        ordering = ["dimension", "pk"]

    def __str__(self) -> str:
        return f"{self.get_dimension_display()}: {self.shown}"

    def clean(self) -> None:
        super().clean()
        choices = CHOICES_OF_DIMENSION.get(self.dimension)
        if choices and self.value not in choices.values:
            raise ValidationError({"value": _("Värdet finns inte bland de tillåtna.")})
        relation = RELATION_OF_DIMENSION.get(self.dimension)
        filled = [name for name in RELATION_OF_DIMENSION.values() if getattr(self, f"{name}_id")]
        if filled != ([relation] if relation else []) or (relation and self.value):
            raise ValidationError(_("Villkoret ska ha precis ett värde, av rätt slag."))
        if self.contact_list and self.contact_list.is_dynamic:
            said = _("Ett sparat urval gäller idag. En målgrupp ska kunna sägas för vilken dag som helst.")
            raise ValidationError({"contact_list": said})

    @property
    def shown(self) -> str:
        choices = CHOICES_OF_DIMENSION.get(self.dimension)
        if choices:
            return str(choices(self.value).label)
        return str(getattr(self, RELATION_OF_DIMENSION[self.dimension]))
