from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from contacts.choices import Scheme
from crm.common.tracking import TrackedInBulk


class ExternalIdentifier(models.Model):
    """What a source calls one of our rows. A scheme and a value together are unique."""

    scheme = models.CharField(_("system"), max_length=30, choices=Scheme.choices)
    value = models.CharField(_("id"), max_length=100)
    person = models.ForeignKey(
        "contacts.Person", on_delete=models.CASCADE, null=True, blank=True, related_name="identifiers"
    )
    organization = models.ForeignKey(
        "contacts.Organization", on_delete=models.CASCADE, null=True, blank=True, related_name="identifiers"
    )
    membership = models.ForeignKey(
        "contacts.Membership", on_delete=models.CASCADE, null=True, blank=True, related_name="identifiers"
    )
    history = TrackedInBulk()

    class Meta:
        verbose_name = _("externt id")
        verbose_name_plural = _("externa id")
        ordering = ["scheme", "value"]
        constraints = [
            models.UniqueConstraint(fields=["scheme", "value"], name="identifier_once"),
            models.CheckConstraint(
                name="identifier_one_holder",
                condition=Q(person__isnull=False, organization__isnull=True, membership__isnull=True)
                | Q(person__isnull=True, organization__isnull=False, membership__isnull=True)
                | Q(person__isnull=True, organization__isnull=True, membership__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scheme}:{self.value}"
