from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from phonenumber_field.phonenumber import PhoneNumber
from phonenumbers import NumberParseException

from contacts.choices import DetailKind
from crm.common.dates import today
from crm.common.models import Sourced
from crm.common.telephones import written
from crm.common.tracking import TrackedInBulk


def swedish_number(value: str) -> PhoneNumber | None:
    """The telephone number that `value` is, read as in Sweden; None when it is none."""
    try:
        number = PhoneNumber.from_string(value, region="SE")
    except NumberParseException:
        return None
    return number if number.is_valid() else None


def shown_number(value: str) -> str:
    """A telephone number as Swedes write it: 070-123 45 67; foreign ones with their country, others as they are."""
    if (quickly := written(value)) is not None:
        return quickly
    number = swedish_number(value)
    if number is None:
        return value
    return str(number.as_national if number.country_code == 46 else number.as_international)


class ContactDetail(Sourced):
    """An address of a person or an organization: several of each kind, one of them preferred."""

    person = models.ForeignKey(
        "contacts.Person", on_delete=models.CASCADE, null=True, blank=True, related_name="contact_details"
    )
    organization = models.ForeignKey(
        "contacts.Organization", on_delete=models.CASCADE, null=True, blank=True, related_name="contact_details"
    )
    kind = models.CharField(_("slag"), max_length=10, choices=DetailKind.choices)
    value = models.CharField(pgettext_lazy("contact detail", "uppgift"), max_length=250)
    label = models.CharField(_("beskrivning"), max_length=60, blank=True)
    is_preferred = models.BooleanField(_("används i första hand"), default=False)
    belong_together = (("kind", "value", "label"),)
    history = TrackedInBulk(asked_by=["person", "organization"])

    class Meta:
        verbose_name = _("kontaktuppgift")
        verbose_name_plural = _("kontaktuppgifter")
        ordering = ["kind", "-is_preferred", "pk"]
        indexes = [models.Index(fields=["kind", "value"], name="detail_value")]
        constraints = [
            models.CheckConstraint(
                name="detail_one_holder",
                condition=Q(person__isnull=False, organization__isnull=True)
                | Q(person__isnull=True, organization__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["person", "kind"], condition=Q(is_preferred=True), name="detail_person_preferred"
            ),
            models.UniqueConstraint(
                fields=["organization", "kind"], condition=Q(is_preferred=True), name="detail_organization_preferred"
            ),
        ]

    def __str__(self) -> str:
        return self.value

    def derive(self) -> None:
        """E-mail in lower case, telephone numbers in one form: +46701234567, an address on one line."""
        self.value = self.value.strip()
        if self.kind == DetailKind.ADDRESS:
            lines = (" ".join(line.split()).strip(" ,") for line in self.value.splitlines())
            self.value = ", ".join(line for line in lines if line)
        if self.kind == DetailKind.EMAIL:
            self.value = self.value.lower()
        if self.is_number:
            number = swedish_number(self.value)
            if number:
                self.value = number.as_e164

    def clean(self) -> None:
        super().clean()
        try:
            self._check_value()
        except ValidationError as error:
            raise ValidationError({"value": error.messages}) from error

    def _check_value(self) -> None:
        if self.kind == DetailKind.EMAIL:
            validate_email(self.value)
        elif self.kind == DetailKind.WEB:
            URLValidator(schemes=["http", "https"])(self.value)
        elif self.is_number and swedish_number(self.value) is None:
            raise ValidationError(_("Telefonnumret går inte att tyda."))

    @property
    def is_number(self) -> bool:
        return self.kind in (DetailKind.PHONE, DetailKind.MOBILE)

    @property
    def display(self) -> str:
        """As Swedes write it: 070-123 45 67; foreign numbers with their country."""
        return shown_number(self.value) if self.is_number else self.value

    @property
    def is_verified_today(self) -> bool:
        return self.last_verified_on == today()
