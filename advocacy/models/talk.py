"""What was said in a contact: points, where people stand, what was promised."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from advocacy.choices import CommitmentState, Confidence, Promiser, StanceEvidence, StanceValue
from advocacy.querysets.talk import CommitmentQuerySet, StanceQuerySet
from crm.common.dates import check_years
from crm.common.models import Versioned
from crm.common.tracking import Tracked


class DiscussionPoint(models.Model):
    """One thing that was talked about in a contact, tied to the priority it concerns."""

    interaction = models.ForeignKey(
        "advocacy.Interaction", on_delete=models.CASCADE, related_name="points", verbose_name=_("kontakt")
    )
    priority = models.ForeignKey(
        "advocacy.Priority",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="points",
        verbose_name=_("sakfråga"),
    )
    text = models.CharField(_("samtalspunkt"), max_length=1000)
    position = models.PositiveSmallIntegerField(_("ordning"), default=0)
    history = Tracked()

    class Meta:
        verbose_name = _("samtalspunkt")
        verbose_name_plural = _("samtalspunkter")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.text


class Stance(Versioned):
    """Where a person or an organization stands on a priority from a day on, with what shows it.

    A later one does not overwrite an earlier: movement is what is read out of them. What stands in a contact is seen
    by those who may read the contact. What shows it is told in words, with what it is drawn from: the contact,
    a motion, a vote in the chamber (a point of a report), or a link to where it was said.
    """

    person = models.ForeignKey(
        "contacts.Person",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="stances",
        verbose_name=_("person"),
    )
    organization = models.ForeignKey(
        "contacts.Organization",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="stances",
        verbose_name=_("organisation"),
    )
    priority = models.ForeignKey(
        "advocacy.Priority", on_delete=models.PROTECT, related_name="stances", verbose_name=_("sakfråga")
    )
    value = models.CharField(_("inställning"), max_length=15, choices=StanceValue.choices)
    stated_on = models.DateField(_("dag"))
    evidence = models.CharField(_("vad som visar det"), max_length=1000)
    url = models.URLField(_("länk"), max_length=500, blank=True)
    interaction = models.ForeignKey(
        "advocacy.Interaction",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="stances",
        verbose_name=_("kontakt"),
    )
    motion = models.ForeignKey(
        "advocacy.Motion",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="stances",
        verbose_name=_("motion"),
    )
    vote = models.ForeignKey(
        "advocacy.ReportPoint",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="stances",
        verbose_name=_("votering"),
    )
    confidence = models.CharField(
        _("hur säkert är det"), max_length=8, choices=Confidence.choices, default=Confidence.MEDIUM
    )
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("noterad av")
    )
    belong_together = (("motion", "vote"),)
    history = Tracked()

    objects = StanceQuerySet.as_manager()

    class Meta:
        verbose_name = _("inställning")
        verbose_name_plural = _("inställningar")
        ordering = ["-stated_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="stance_one_subject",
                condition=Q(person__isnull=False, organization__isnull=True)
                | Q(person__isnull=True, organization__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["priority", "person", "-stated_on"], name="stance_latest")]

    def __str__(self) -> str:
        return self.get_value_display()

    def get_absolute_url(self) -> str:
        return reverse("advocacy:stance_detail", args=[self.pk])

    def clean(self) -> None:
        super().clean()
        check_years(self, "stated_on")
        if not self.evidence.strip():
            raise ValidationError({"evidence": _("Skriv vad som visar var de står.")})
        if self.motion_id and self.vote_id:
            raise ValidationError({"vote": _("Välj antingen en motion eller en votering.")})

    @property
    def evidence_kind(self) -> StanceEvidence:
        """What it is drawn from."""
        if self.interaction_id:
            return StanceEvidence.CONTACT
        if self.motion_id:
            return StanceEvidence.MOTION
        return StanceEvidence.VOTE if self.vote_id else StanceEvidence.QUOTE


class Commitment(Versioned):
    """A promise, by them or by us, with the day it is to be kept by.

    Late is no state but a fact of the day: open, and its day has passed.
    """

    promiser = models.CharField(_("vem har lovat"), max_length=10, choices=Promiser.choices)
    text = models.CharField(_("vad"), max_length=500)
    person = models.ForeignKey(
        "contacts.Person",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="commitments",
        verbose_name=_("person"),
    )
    organization = models.ForeignKey(
        "contacts.Organization",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="commitments",
        verbose_name=_("organisation"),
    )
    priority = models.ForeignKey(
        "advocacy.Priority",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="commitments",
        verbose_name=_("sakfråga"),
    )
    interaction = models.ForeignKey(
        "advocacy.Interaction",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="commitments",
        verbose_name=_("kontakt"),
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="commitments",
        verbose_name=_("vem av oss bevakar"),
    )
    made_on = models.DateField(_("lovat"))
    due_on = models.DateField(_("senast"), null=True, blank=True)
    state = models.CharField(_("läge"), max_length=10, choices=CommitmentState.choices, default=CommitmentState.OPEN)
    closed_on = models.DateField(_("avslutat"), null=True, blank=True)
    history = Tracked()

    objects = CommitmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("åtagande")
        verbose_name_plural = _("åtaganden")
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="commitment_closed",
                condition=Q(state=CommitmentState.OPEN, closed_on__isnull=True)
                | (~Q(state=CommitmentState.OPEN) & Q(closed_on__isnull=False)),
            )
        ]
        indexes = [models.Index(fields=["due_on"], name="commitment_open", condition=Q(state=CommitmentState.OPEN))]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        return reverse("advocacy:commitment_detail", args=[self.pk])

    def clean(self) -> None:
        super().clean()
        check_years(self, "made_on", "due_on", "closed_on")
        if self.due_on and self.made_on and self.due_on < self.made_on:
            raise ValidationError({"due_on": _("Dagen ligger före den dag då det lovades.")})
