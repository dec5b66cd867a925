"""Consultations (remisser): the referral, the way to our answer, what we said and what was taken up."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from advocacy.choices import Agreement, ConsultationOrigin, ConsultationState, TakenUp, ViewpointKind
from advocacy.querysets.consultation import ConsultationQuerySet, ConsultationStepQuerySet
from crm.common.dates import check_years
from crm.common.models import Sourced, Versioned
from crm.common.text import stemmed
from crm.common.tracking import Tracked


class Consultation(Versioned, Sourced):
    """A referral that we answer, or choose not to.

    `external` is the address by which a mirror knows it: read again, it is the same one. `subjects` are the categories
    that its sender puts it in, by name. `due_on` is the sender's last day, `postponed_to` the one we were granted.
    `answer_contact` is the contact as which the filed answer was logged.
    """

    title = models.CharField(_("rubrik"), max_length=500)
    reference = models.CharField(_("diarienummer"), max_length=60, blank=True)
    our_reference = models.CharField(_("vårt diarienummer"), max_length=60, blank=True)
    origin = models.CharField(
        _("avsändare, slag"), max_length=12, choices=ConsultationOrigin.choices, default=ConsultationOrigin.GOVERNMENT
    )
    sender = models.ForeignKey(
        "contacts.Organization",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="consultations",
        verbose_name=_("avsändare"),
    )
    url = models.URLField(_("länk"), max_length=500, blank=True)
    external = models.CharField(max_length=300, blank=True, editable=False)
    summary = models.TextField(_("sammanfattning"), blank=True)
    subjects = models.CharField(_("ämnen"), max_length=500, blank=True)
    published_on = models.DateField(_("publicerad"), null=True, blank=True)
    due_on = models.DateField(_("svar senast"), null=True, blank=True)
    postponed_to = models.DateField(_("anstånd till"), null=True, blank=True)
    is_invited = models.BooleanField(_("vi är remissinstans"), default=False)
    state = models.CharField(_("läge"), max_length=12, choices=ConsultationState.choices, default=ConsultationState.NEW)
    state_reason = models.CharField(_("varför"), max_length=300, blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="consultations",
        verbose_name=_("ansvarig"),
    )
    answered_on = models.DateField(_("besvarad"), null=True, blank=True)
    answer = models.OneToOneField(
        "crm.Attachment",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="consultation_answer",
        verbose_name=_("remissvaret"),
    )
    answer_contact = models.ForeignKey(
        "advocacy.Interaction",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("remissvaret som kontakt"),
    )
    decided_by = models.CharField(_("beslutat av"), max_length=150, blank=True)
    decided_on = models.DateField(_("beslutat"), null=True, blank=True)
    paragraph = models.CharField(_("§"), max_length=20, blank=True)
    reported_on = models.DateField(_("anmält för styrelsen"), null=True, blank=True)
    search_text = models.TextField(editable=False, default="")
    belong_together = (("state", "state_reason"), ("decided_by", "decided_on", "paragraph", "reported_on"))
    history = Tracked(excluded_fields=["search_text"])

    objects = ConsultationQuerySet.as_manager()

    class Meta:
        verbose_name = _("remiss")
        verbose_name_plural = _("remisser")
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["external"], condition=~models.Q(external=""), name="consultation_external_once"
            )
        ]
        indexes = [models.Index(fields=["state", "due_on"], name="consultation_due")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("advocacy:consultation_detail", args=[self.pk])

    def clean(self) -> None:
        super().clean()
        check_years(self, "published_on", "due_on", "postponed_to", "answered_on", "decided_on", "reported_on")
        if self.postponed_to and self.due_on and self.postponed_to < self.due_on:
            raise ValidationError({"postponed_to": _("Anståndet slutar före den dag som skulle flyttas.")})

    @property
    def answer_by(self) -> dt.date | None:
        """The last day that holds: the one granted, else the sender's."""
        return self.postponed_to or self.due_on

    def derive(self) -> None:
        self.search_text = stemmed(self.title, self.reference, self.our_reference)


class ConsultationPriority(models.Model):
    """A priority that a consultation concerns."""

    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="priority_links")
    priority = models.ForeignKey("advocacy.Priority", on_delete=models.PROTECT, related_name="consultation_links")
    history = Tracked()

    class Meta:
        verbose_name = _("sakfråga i remiss")
        verbose_name_plural = _("sakfrågor i remisser")
        ordering = ["consultation", "priority"]
        constraints = [models.UniqueConstraint(fields=["consultation", "priority"], name="consultation_priority_once")]

    def __str__(self) -> str:
        return str(self.priority)


class ConsultationDocument(models.Model):
    """A document of a consultation, where its sender keeps it."""

    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="documents")
    name = models.CharField(_("dokument"), max_length=300)
    url = models.URLField(_("länk"), max_length=500)
    history = Tracked()

    class Meta:
        verbose_name = _("dokument")
        verbose_name_plural = _("dokument")
        ordering = ["consultation", "pk"]

    def __str__(self) -> str:
        return self.name


class ConsultationStep(Versioned):
    """A step on the way to an answer, counted back from the last day: drafts collected, officials, board …"""

    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField(_("ordning"), default=1)
    name = models.CharField(_("steg"), max_length=150)
    days_before = models.PositiveSmallIntegerField(_("dagar före"), default=0)
    due_on = models.DateField(_("senast"), null=True, blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="consultation_steps",
        verbose_name=_("ansvarig"),
    )
    done_on = models.DateField(_("klart"), null=True, blank=True)
    note = models.CharField(_("anteckning"), max_length=300, blank=True)
    history = Tracked()

    objects = ConsultationStepQuerySet.as_manager()

    class Meta:
        verbose_name = _("steg i en remiss")
        verbose_name_plural = _("steg i remisser")
        ordering = ["consultation", "position", "pk"]

    def __str__(self) -> str:
        return self.name


class Viewpoint(Versioned):
    """One thing that we say in our answer, and whether it was taken up, with where that can be read."""

    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="viewpoints")
    position = models.PositiveSmallIntegerField(_("ordning"), default=1)
    kind = models.CharField(_("slag av synpunkt"), max_length=12, choices=ViewpointKind.choices)
    text = models.TextField(_("synpunkt"))
    priority = models.ForeignKey(
        "advocacy.Priority",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="viewpoints",
        verbose_name=_("sakfråga"),
    )
    taken_up = models.CharField(_("gehör"), max_length=10, choices=TakenUp.choices, default=TakenUp.UNKNOWN)
    document = models.CharField(_("i dokumentet"), max_length=200, blank=True)
    page = models.CharField(_("sida"), max_length=40, blank=True)
    url = models.URLField(_("länk"), max_length=500, blank=True)
    assessed_on = models.DateField(_("bedömt"), null=True, blank=True)
    assessed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("bedömt av"),
    )
    belong_together = (("taken_up", "document", "page", "url", "assessed_on", "assessed_by"),)
    history = Tracked()

    class Meta:
        verbose_name = _("synpunkt")
        verbose_name_plural = _("synpunkter")
        ordering = ["consultation", "position", "pk"]

    def __str__(self) -> str:
        return self.text

    def clean(self) -> None:
        super().clean()
        if self.taken_up in (TakenUp.YES, TakenUp.PARTLY) and not self.document:
            raise ValidationError({"document": _("Skriv i vilket dokument det går att läsa.")})


class MemberAnswer(Versioned):
    """What one of our members answered to the same consultation, and whether it agrees with ours."""

    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="member_answers")
    organization = models.ForeignKey(
        "contacts.Organization",
        on_delete=models.PROTECT,
        related_name="consultation_answers",
        verbose_name=_("medlem"),
    )
    answered_on = models.DateField(_("besvarad"), null=True, blank=True)
    agreement = models.CharField(
        _("överens med vårt svar"), max_length=10, choices=Agreement.choices, default=Agreement.UNKNOWN
    )
    url = models.URLField(_("länk"), max_length=500, blank=True)
    note = models.CharField(_("anteckning"), max_length=500, blank=True)
    history = Tracked()

    class Meta:
        verbose_name = _("medlems remissvar")
        verbose_name_plural = _("medlemmars remissvar")
        ordering = ["consultation", "organization"]
        constraints = [models.UniqueConstraint(fields=["consultation", "organization"], name="member_answer_once")]

    def __str__(self) -> str:
        return str(self.organization)
