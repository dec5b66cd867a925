from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from stdnum.se import orgnr

from contacts.choices import CustomerStatus, Level, OrganizationKind, Sector
from contacts.querysets.organization import OrganizationQuerySet
from crm.common.addresses import address_of
from crm.common.dates import Dated, period_constraint
from crm.common.models import Sourced, Versioned
from crm.common.text import indexed, sort_key
from crm.common.tracking import Tracked


def validate_organization_number(value: str) -> None:
    """A Swedish organisation number with its check digit; never a personal number (a sole trader's)."""
    if not orgnr.is_valid(value):
        raise ValidationError(_("Organisationsnumret stämmer inte. Skriv det som 202100-6297."))
    if int(orgnr.compact(value)[2]) < 2:
        raise ValidationError(_("Detta är ett personnummer. Personnummer sparas inte i Samsyn."))


class Organization(Versioned, Dated):
    """A municipality, region, agency, ministry, party, committee, university, company, network …"""

    name = models.CharField(_("namn"), max_length=200)
    short_name = models.CharField(_("kort namn"), max_length=60, blank=True)
    kind = models.CharField(_("slag"), max_length=20, choices=OrganizationKind.choices)
    subkind = models.ForeignKey(
        "contacts.OrganizationSubkind",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="organizations",
        verbose_name=_("undertyp"),
    )
    sector = models.CharField(_("sektor"), max_length=20, choices=Sector.choices, blank=True)
    level = models.CharField(_("nivå"), max_length=20, choices=Level.choices, blank=True)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("ingår i")
    )
    area = models.ForeignKey(
        "contacts.Area",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="organizations",
        verbose_name=_("område"),
    )
    organization_number = models.CharField(
        _("organisationsnummer"), max_length=11, blank=True, validators=[validate_organization_number]
    )
    is_own_body = models.BooleanField(
        _("vårt eget organ"), default=False, help_text=_("Möten i egna organ räknas inte som nådda.")
    )
    is_archived = models.BooleanField(_("arkiverad"), default=False)
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="merged_from"
    )
    search_text = models.TextField(editable=False, default="")
    sort_key = models.CharField(max_length=200, editable=False, db_index=True)
    belong_together = (("kind", "subkind"),)
    history = Tracked(excluded_fields=["search_text", "sort_key"])
    teaches_search = True

    objects = OrganizationQuerySet.as_manager()

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisationer")
        ordering = ["sort_key", "pk"]
        constraints = [
            period_constraint("organization_period"),
            models.UniqueConstraint(
                fields=["organization_number"],
                condition=~Q(organization_number=""),
                name="organization_number_once",
                violation_error_message=_("En annan organisation har redan detta organisationsnummer."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return address_of("contacts:organization_detail", self.pk)

    def derive(self) -> None:
        if orgnr.is_valid(self.organization_number):
            self.organization_number = orgnr.format(self.organization_number)
        self.sort_key = sort_key(self.name)
        number = self.organization_number
        self.search_text = indexed(self.name, self.short_name, number, number.replace("-", ""))

    def clean(self) -> None:
        super().clean()
        if self.parent_id and self.parent_id == self.pk:
            raise ValidationError({"parent": _("En organisation kan inte ingå i sig själv.")})
        if self.subkind_id and self.subkind.kind != self.kind:
            raise ValidationError({"subkind": _("Undertypen hör till ett annat slag av organisation.")})

    @property
    def short(self) -> str:
        return self.short_name or self.name


class OrganizationSubkind(Versioned):
    """A finer kind that staff name themselves, beneath one of the fixed kinds: 'Handelskammare' under association."""

    name = models.CharField(_("undertyp"), max_length=80, unique=True)
    kind = models.CharField(_("slag"), max_length=20, choices=OrganizationKind.choices)
    history = Tracked()

    class Meta:
        verbose_name = _("undertyp av organisation")
        verbose_name_plural = _("undertyper av organisationer")
        ordering = ["kind", "name"]

    def __str__(self) -> str:
        return self.name


class OrganizationSuccession(Sourced):
    """One organization took over after another on a day: a reorganised ministry, merged municipalities."""

    predecessor = models.ForeignKey(
        Organization, on_delete=models.CASCADE, related_name="successions", verbose_name=_("föregångare")
    )
    successor = models.ForeignKey(
        Organization, on_delete=models.CASCADE, related_name="precursions", verbose_name=_("efterträdare")
    )
    happened_on = models.DateField(_("från och med"))
    history = Tracked()

    class Meta:
        verbose_name = _("efterträdande")
        verbose_name_plural = _("efterträdanden")
        ordering = ["-happened_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["predecessor", "successor"], name="succession_once"),
            models.CheckConstraint(
                name="succession_two",
                condition=~Q(predecessor=models.F("successor")),
                violation_error_message=_("En organisation kan inte efterträda sig själv."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"


class CustomerMembership(Dated, Sourced):
    """An organization's dated membership of the cooperation that uses the product."""

    organization = models.ForeignKey(
        Organization, on_delete=models.CASCADE, related_name="customer_memberships", verbose_name=_("organisation")
    )
    status = models.CharField(_("medlemskap"), max_length=20, choices=CustomerStatus.choices)
    history = Tracked()

    class Meta:
        verbose_name = _("medlemskap hos oss")
        verbose_name_plural = _("medlemskap hos oss")
        ordering = ["-starts_on"]
        constraints = [period_constraint("customer_membership_period")]

    def __str__(self) -> str:
        return self.get_status_display()


class Responsibility(models.Model):
    """A field of government ('infrastruktur') that audiences name, whichever ministry has it."""

    code = models.SlugField(_("kod"), max_length=40, unique=True)
    name = models.CharField(_("ansvarsområde"), max_length=100)
    history = Tracked()

    class Meta:
        verbose_name = _("ansvarsområde")
        verbose_name_plural = _("ansvarsområden")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class OrganizationResponsibility(Dated):
    """Which organization answers for a responsibility, from day to day: ministries are reorganised."""

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="responsibilities")
    responsibility = models.ForeignKey(Responsibility, on_delete=models.PROTECT, related_name="organizations")
    history = Tracked()

    class Meta:
        verbose_name = _("ansvar")
        verbose_name_plural = _("ansvar")
        constraints = [period_constraint("responsibility_period")]

    def __str__(self) -> str:
        return f"{self.organization}: {self.responsibility}"
