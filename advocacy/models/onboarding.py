"""Introducing the newly elected and newly appointed, and thanking those who leave: programmes, steps, cases."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from advocacy.choices import CaseState, CohortRule, DoneBy, DueFrom, InteractionKind, LetterKind
from advocacy.querysets.letters import LetterTemplateQuerySet
from advocacy.querysets.onboarding import (
    OnboardingCaseQuerySet,
    OnboardingCaseStepQuerySet,
    OnboardingProgrammeQuerySet,
)
from crm.common.models import Versioned
from crm.common.tracking import Tracked, TrackedInBulk


class OnboardingProgramme(Versioned):
    """Steps for those who come (or go): whom it is for, in which order, what must be done.

    The cohort: people in the audience whose mandate began from `entered_from` to `entered_until`, both included, and
    who are new as `cohort` says; with `cohort` leaving, those whose mandate ended in that time and who did not get a
    new one. It fills by itself as the register changes.
    """

    name = models.CharField(_("namn"), max_length=150, unique=True)
    description = models.TextField(_("beskrivning"), blank=True)
    audience = models.ForeignKey(
        "advocacy.Audience", on_delete=models.PROTECT, related_name="programmes", verbose_name=_("målgrupp")
    )
    cohort = models.CharField(_("vilka"), max_length=20, choices=CohortRule.choices, default=CohortRule.NEWLY_ELECTED)
    entered_from = models.DateField(_("tillträdde från och med"))
    entered_until = models.DateField(_("tillträdde till och med"), null=True, blank=True)
    priority = models.ForeignKey(
        "advocacy.Priority",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="programmes",
        verbose_name=_("sakfråga"),
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="onboarding_programmes",
        verbose_name=_("ansvarig"),
    )
    closed_at = models.DateTimeField(_("avslutat"), null=True, blank=True, editable=False)
    belong_together = (("entered_from", "entered_until"),)
    history = Tracked()

    objects = OnboardingProgrammeQuerySet.as_manager()

    class Meta:
        verbose_name = _("introduktionsprogram")
        verbose_name_plural = _("introduktionsprogram")
        ordering = ["-entered_from", "name"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        if self.entered_until and self.entered_from and self.entered_until < self.entered_from:
            raise ValidationError({"entered_until": _("Slutdagen ligger före startdagen.")})

    def get_absolute_url(self) -> str:
        return reverse("advocacy:onboarding_detail", args=[self.pk])


class OnboardingTrack(models.Model):
    """A part of a programme for those of one committee or one county: they get its steps beside those of all."""

    programme = models.ForeignKey(
        OnboardingProgramme, on_delete=models.CASCADE, related_name="tracks", verbose_name=_("introduktionsprogram")
    )
    name = models.CharField(_("spår"), max_length=100)
    organization = models.ForeignKey(
        "contacts.Organization",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="onboarding_tracks",
        verbose_name=_("utskott eller organ"),
    )
    county = models.ForeignKey(
        "contacts.Area",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="onboarding_tracks",
        verbose_name=_("län"),
    )
    belong_together = (("organization", "county"),)
    history = Tracked()

    class Meta:
        verbose_name = _("spår")
        verbose_name_plural = _("spår")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "name"], name="onboarding_track_once"),
            models.CheckConstraint(
                name="onboarding_track_is_for_somebody",
                condition=Q(organization__isnull=False) | Q(county__isnull=False),
                violation_error_message=_("Välj ett utskott eller ett län."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class OnboardingStep(models.Model):
    """One step of a programme, in order: what is to be done, by when, by whom, and what counts as done.

    `due_days` after what `due_from` says. `owner` None: the host. `kind` (a contact of it), `event` (attended) and
    `letter` (sent) belong to `done_by`. `track` None: for all.
    """

    programme = models.ForeignKey(
        OnboardingProgramme, on_delete=models.CASCADE, related_name="steps", verbose_name=_("introduktionsprogram")
    )
    position = models.PositiveSmallIntegerField(_("ordning"), default=1)
    name = models.CharField(_("steg"), max_length=150)
    help_text = models.CharField(_("att tänka på"), max_length=500, blank=True)
    track = models.ForeignKey(
        OnboardingTrack,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="steps",
        verbose_name=_("endast för spåret"),
    )
    due_days = models.PositiveSmallIntegerField(_("inom dagar"), default=60)
    due_from = models.CharField(_("räknat från"), max_length=12, choices=DueFrom.choices, default=DueFrom.SEAT)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="onboarding_steps",
        verbose_name=_("ansvarig"),
        help_text=_("Tomt: den som är kontaktansvarig för personen."),
    )
    is_required = models.BooleanField(_("obligatoriskt"), default=True)
    done_by = models.CharField(_("klart när"), max_length=12, choices=DoneBy.choices, default=DoneBy.TICK)
    kind = models.CharField(_("slag av kontakt"), max_length=24, choices=InteractionKind.choices, blank=True)
    event = models.ForeignKey(
        "advocacy.Event",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="onboarding_steps",
        verbose_name=_("arrangemang"),
    )
    letter = models.ForeignKey(
        "advocacy.LetterTemplate",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="onboarding_steps",
        verbose_name=_("brevmall"),
    )
    belong_together = (("done_by", "kind", "event", "letter"),)
    history = Tracked()

    class Meta:
        verbose_name = _("steg")
        verbose_name_plural = _("steg")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        if self.done_by == DoneBy.CONTACT and not self.kind:
            raise ValidationError({"kind": _("Välj vilket slag av kontakt som räknas.")})
        if self.done_by == DoneBy.EVENT and not self.event_id:
            raise ValidationError({"event": _("Välj vilket arrangemang som räknas.")})


class OnboardingCase(Versioned):
    """One person on the way through a programme, for the mandate that put them there.

    Closed when it is finished, when the person leaves the seat, or by hand with a reason: never removed.
    """

    programme = models.ForeignKey(
        OnboardingProgramme, on_delete=models.PROTECT, related_name="cases", verbose_name=_("introduktionsprogram")
    )
    person = models.ForeignKey(
        "contacts.Person", on_delete=models.CASCADE, related_name="onboarding_cases", verbose_name=_("person")
    )
    membership = models.ForeignKey(
        "contacts.Membership",
        on_delete=models.PROTECT,
        related_name="onboarding_cases",
        verbose_name=_("uppdrag"),
    )
    host = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="onboarding_cases",
        verbose_name=_("kontaktansvarig"),
    )
    seat_taken_on = models.DateField(_("tillträdde"))
    started_on = models.DateField(_("började"))
    state = models.CharField(_("läge"), max_length=12, choices=CaseState.choices, default=CaseState.OPEN)
    closed_on = models.DateField(_("avslutad"), null=True, blank=True)
    closed_reason = models.CharField(_("varför avslutad"), max_length=200, blank=True)
    belong_together = (("state", "closed_on", "closed_reason"),)
    history = TrackedInBulk(asked_by=["person", "programme"])

    objects = OnboardingCaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("introduktion")
        verbose_name_plural = _("introduktioner")
        ordering = ["programme", "person"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "person"], name="onboarding_case_once"),
            models.CheckConstraint(
                name="onboarding_case_closed_has_day",
                condition=Q(state=CaseState.OPEN, closed_on__isnull=True)
                | (~Q(state=CaseState.OPEN) & Q(closed_on__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.programme}"

    def get_absolute_url(self) -> str:
        return reverse("advocacy:onboarding_case", args=[self.pk])


class OnboardingCaseStep(models.Model):
    """One step for one person. Done by a contact, an event's attendance, a letter or a tick; or left out with a word.

    `done_on` is the day of what counts, `interaction` what showed it (None: ticked).
    """

    case = models.ForeignKey(
        OnboardingCase, on_delete=models.CASCADE, related_name="steps", verbose_name=_("introduktion")
    )
    step = models.ForeignKey(
        OnboardingStep, on_delete=models.PROTECT, related_name="case_steps", verbose_name=_("steg")
    )
    due_on = models.DateField(_("senast"), null=True, blank=True)
    done_on = models.DateField(_("klart"), null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("avbockat av"),
    )
    interaction = models.ForeignKey(
        "advocacy.Interaction",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="onboarding_steps",
        verbose_name=_("kontakt"),
    )
    skipped_reason = models.CharField(_("varför hoppat över"), max_length=200, blank=True)
    belong_together = (("done_on", "done_by", "interaction", "skipped_reason"),)
    # What follows from a contact does not keep the contact when that is undone.
    gives_way = True
    named_with = ("case__person", "case__programme")
    history = TrackedInBulk(asked_by=["case"])

    objects = OnboardingCaseStepQuerySet.as_manager()

    class Meta:
        verbose_name = _("steg i en introduktion")
        verbose_name_plural = _("steg i introduktioner")
        ordering = ["step__position", "pk"]
        constraints = [models.UniqueConstraint(fields=["case", "step"], name="onboarding_case_step_once")]
        indexes = [models.Index(fields=["step", "done_on", "due_on"], name="onboarding_step_board")]

    def __str__(self) -> str:
        return f"{self.step}"

    @property
    def is_settled(self) -> bool:
        return self.done_on is not None or bool(self.skipped_reason)


class LetterTemplate(Versioned):
    """A letter as a Word file with fields in double braces, merged per person: welcome, thanks, invitation."""

    name = models.CharField(_("namn"), max_length=150, unique=True)
    kind = models.CharField(_("slag av brev"), max_length=12, choices=LetterKind.choices, default=LetterKind.WELCOME)
    attachment = models.OneToOneField(
        "crm.Attachment", on_delete=models.PROTECT, related_name="letter_template", verbose_name=_("fil")
    )
    archived_at = models.DateTimeField(_("arkiverad"), null=True, blank=True, editable=False)
    history = Tracked()

    objects = LetterTemplateQuerySet.as_manager()

    class Meta:
        verbose_name = _("brevmall")
        verbose_name_plural = _("brevmallar")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
