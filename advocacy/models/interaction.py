from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from advocacy.choices import (
    MODE_OF_KIND,
    Attendance,
    Direction,
    InteractionKind,
    InteractionStatus,
    Mode,
    ParticipantSide,
    Tone,
)
from advocacy.querysets.interaction import InteractionQuerySet
from advocacy.querysets.participation import ParticipationQuerySet
from crm.common.addresses import address_of
from crm.common.dates import check_years
from crm.common.models import Versioned
from crm.common.text import stemmed
from crm.common.tracking import Tracked


class Interaction(Versioned):
    """One advocacy contact: a meeting, call, letter, motion support, consultation answer, seminar …

    Its day is local (Europe/Stockholm); over several days the first one counts.
    """

    kind = models.CharField(_("slag"), max_length=24, choices=InteractionKind.choices)
    title = models.CharField(_("rubrik"), max_length=200)
    summary = models.TextField(_("sammanfattning"), blank=True)
    held_on = models.DateField(_("datum"))
    held_at = models.TimeField(_("klockslag"), null=True, blank=True)
    ends_on = models.DateField(_("till och med"), null=True, blank=True)
    status = models.CharField(
        _("läge"), max_length=12, choices=InteractionStatus.choices, default=InteractionStatus.DONE
    )
    direction = models.CharField(_("vem tog kontakt"), max_length=10, choices=Direction.choices, default=Direction.OURS)
    place = models.CharField(_("plats"), max_length=150, blank=True)
    event = models.ForeignKey(
        "advocacy.Event",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="interactions",
        verbose_name=_("arrangemang"),
    )
    organization = models.ForeignKey(
        "contacts.Organization",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="interactions",
        verbose_name=_("organisation"),
        help_text=_("När kontakten är med en organisation, till exempel ett departements brevlåda."),
    )
    own_body = models.ForeignKey(
        "contacts.Organization",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="own_meetings",
        verbose_name=_("möte i vårt eget organ"),
        limit_choices_to={"is_own_body": True},
        help_text=_("Möten i egna organ räknas inte som nådda."),
    )
    is_confidential = models.BooleanField(_("konfidentiell"), default=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="interactions",
        verbose_name=_("registrerad av"),
    )
    search_text = models.TextField(editable=False, default="")
    belong_together = (("kind", "held_on", "held_at", "ends_on", "status", "direction", "event", "own_body"),)
    history = Tracked(excluded_fields=["search_text"])

    objects = InteractionQuerySet.as_manager()

    class Meta:
        verbose_name = _("kontakt")
        verbose_name_plural = _("kontakter")
        ordering = ["-held_on", "-pk"]
        indexes = [
            # The newest first; with what figures and lists of a period ask of a contact: they read the index alone.
            models.Index(
                fields=["-held_on", "-id", "status", "created_by", "own_body", "kind", "direction", "organization"],
                name="interaction_newest",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return address_of("advocacy:interaction_detail", self.pk)

    def derive(self) -> None:
        self.search_text = stemmed(self.title, self.summary, self.place)

    def clean(self) -> None:
        super().clean()
        check_years(self, "held_on", "ends_on")
        if self.ends_on and self.held_on and self.ends_on < self.held_on:
            raise ValidationError({"ends_on": _("Slutdagen ligger före startdagen.")})

    @property
    def mode(self) -> Mode:
        return MODE_OF_KIND[self.kind]


class Participation(models.Model):
    """Somebody in an interaction.

    Their side is a person of the register, with the mandate, party, organization and county they held on
    that day, kept as words too. Our side is a user, a person, or a colleague's name.
    """

    # The unique constraint and `participation_counted` begin with it.
    interaction = models.ForeignKey(
        Interaction, on_delete=models.CASCADE, related_name="participations", db_index=False
    )
    side = models.CharField(_("sida"), max_length=10, choices=ParticipantSide.choices, default=ParticipantSide.THEIRS)
    person = models.ForeignKey(
        "contacts.Person",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="participations",
        verbose_name=_("person"),
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="participations",
        verbose_name=_("kollega"),
    )
    name = models.CharField(_("namn"), max_length=150, blank=True)
    attendance = models.CharField(
        _("deltagande"), max_length=10, choices=Attendance.choices, default=Attendance.ATTENDED
    )
    has_talked = models.BooleanField(_("samtal noterat"), default=False)
    tone = models.CharField(_("tonläge"), max_length=10, choices=Tone.choices, blank=True)
    membership = models.ForeignKey(
        "contacts.Membership",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="participations",
        verbose_name=_("uppdrag då"),
    )
    held_role = models.CharField(_("roll då"), max_length=120, blank=True)
    held_organization = models.CharField(_("organisation då"), max_length=200, blank=True)
    held_party = models.CharField(_("parti då"), max_length=20, blank=True)
    held_county = models.CharField(_("län då"), max_length=100, blank=True)
    belong_together = (
        ("person", "membership", "held_role", "held_organization", "held_party", "held_county"),
        ("side", "attendance", "has_talked"),
    )
    history = Tracked()

    objects = ParticipationQuerySet.as_manager()

    # What somebody has of these is contacts, to whoever counts what hangs on them.
    counted_as = (_("kontakt"), _("kontakter"))

    class Meta:
        verbose_name = _("deltagare")
        verbose_name_plural = _("deltagare")
        ordering = ["side", "pk"]
        indexes = [
            models.Index(fields=["person", "interaction"], name="participation_person"),
            # All that reach asks of those who took part, so that it reads the index alone.
            models.Index(
                fields=["interaction", "side", "attendance", "has_talked", "person", "membership"],
                name="participation_counted",
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["interaction", "person"], name="participation_person_once"),
            models.UniqueConstraint(fields=["interaction", "user"], name="participation_user_once"),
            models.CheckConstraint(
                name="participation_somebody",
                condition=Q(side="theirs", person__isnull=False, user__isnull=True)
                | (Q(side="ours") & (Q(person__isnull=False) | Q(user__isnull=False) | ~Q(name=""))),
            ),
        ]

    def __str__(self) -> str:
        return self.shown_name

    @property
    def shown_name(self) -> str:
        if self.person_id:
            return str(self.person)
        return str(self.user) if self.user_id else self.name


class InteractionPriority(models.Model):
    """A priority that an interaction was about."""

    interaction = models.ForeignKey(
        Interaction, on_delete=models.CASCADE, related_name="priority_links", verbose_name=_("kontakt")
    )
    priority = models.ForeignKey("advocacy.Priority", on_delete=models.PROTECT, related_name="interaction_links")
    history = Tracked()

    class Meta:
        verbose_name = _("sakfråga i kontakt")
        verbose_name_plural = _("sakfrågor i kontakt")
        constraints = [models.UniqueConstraint(fields=["interaction", "priority"], name="interaction_priority_once")]
        indexes = [models.Index(fields=["priority", "interaction"], name="interaction_of_priority")]

    def __str__(self) -> str:
        return str(self.priority)


class InteractionGoal(models.Model):
    """A goal that an interaction was for, beside what its priorities carry."""

    interaction = models.ForeignKey(
        Interaction, on_delete=models.CASCADE, related_name="goal_links", verbose_name=_("kontakt")
    )
    goal = models.ForeignKey("advocacy.Goal", on_delete=models.PROTECT, related_name="interaction_links")
    history = Tracked()

    class Meta:
        verbose_name = _("mål i kontakt")
        verbose_name_plural = _("mål i kontakt")
        constraints = [models.UniqueConstraint(fields=["interaction", "goal"], name="interaction_goal_once")]

    def __str__(self) -> str:
        return str(self.goal)


class InteractionReader(models.Model):
    """A colleague who may read a confidential interaction, beside who logged it and who took part."""

    interaction = models.ForeignKey(
        Interaction, on_delete=models.CASCADE, related_name="readers", verbose_name=_("kontakt")
    )
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    history = Tracked()

    class Meta:
        verbose_name = _("får läsa")
        verbose_name_plural = _("får läsa")
        constraints = [models.UniqueConstraint(fields=["interaction", "user"], name="interaction_reader_once")]

    def __str__(self) -> str:
        return str(self.user)
