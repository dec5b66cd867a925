from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from contacts.choices import PairState
from crm.common.tracking import Tracked


class Pair(models.Model):
    """Two rows that may be the same: how alike (0–100), why, and what a colleague decided. `first` < `second`."""

    # Undoing an import does not stop at a pair that the night's search has made of its people since.
    gives_way = True
    score = models.PositiveSmallIntegerField(_("likhet"), default=0, validators=[MaxValueValidator(100)])
    reasons = models.JSONField(_("skäl"), default=list)
    state = models.CharField(_("läge"), max_length=10, choices=PairState.choices, default=PairState.OPEN)
    found_at = models.DateTimeField(_("hittad"), auto_now_add=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(_("avgjord"), null=True, blank=True)
    belong_together = (("state", "decided_by", "decided_at"), ("score", "reasons", "found_at"))

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.first} = {self.second}?"  # type: ignore[attr-defined]


class PersonPair(Pair):
    """Two people who may be one."""

    first = models.ForeignKey("contacts.Person", on_delete=models.CASCADE, related_name="pairs_first")
    second = models.ForeignKey("contacts.Person", on_delete=models.CASCADE, related_name="pairs_second")
    history = Tracked()

    class Meta:
        verbose_name = _("möjlig dubblett")
        verbose_name_plural = _("möjliga dubbletter")
        ordering = ["-score", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="person_pair_once"),
            models.CheckConstraint(name="person_pair_order", condition=Q(first__lt=F("second"))),
        ]
        indexes = [models.Index(fields=["state", "-score"], name="person_pair_open")]


class OrganizationPair(Pair):
    """Two organizations that may be one."""

    first = models.ForeignKey("contacts.Organization", on_delete=models.CASCADE, related_name="pairs_first")
    second = models.ForeignKey("contacts.Organization", on_delete=models.CASCADE, related_name="pairs_second")
    history = Tracked()

    class Meta:
        verbose_name = _("möjlig dubblett av organisation")
        verbose_name_plural = _("möjliga dubbletter av organisationer")
        ordering = ["-score", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="organization_pair_once"),
            models.CheckConstraint(name="organization_pair_order", condition=Q(first__lt=F("second"))),
        ]
