from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from advocacy.choices import Duty, EventKind, StageRole
from advocacy.querysets.event import EventQuerySet
from crm.common.dates import Dated, period_constraint
from crm.common.models import Versioned
from crm.common.text import stemmed
from crm.common.tracking import Tracked


class Event(Versioned, Dated):
    """Almedalen week ⊃ a seminar in it; Mälartinget; a study trip. Never counted itself: its interaction is."""

    name = models.CharField(_("namn"), max_length=200)
    kind = models.CharField(_("slag"), max_length=20, choices=EventKind.choices)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("ingår i")
    )
    starts_at = models.TimeField(_("börjar"), null=True, blank=True)
    ends_at = models.TimeField(_("slutar"), null=True, blank=True)
    organizer = models.CharField(_("arrangör"), max_length=200, blank=True)
    url = models.URLField(_("webbsida"), max_length=500, blank=True)
    uid = models.CharField(
        _("identitet i källan"),
        max_length=255,
        blank=True,
        editable=False,
        help_text=_("Så att ett program som läses in igen känner igen sina arrangemang."),
    )
    place = models.CharField(_("plats"), max_length=150, blank=True)
    description = models.TextField(_("beskrivning"), blank=True)
    is_ours = models.BooleanField(_("vi arrangerar"), default=True)
    is_cancelled = models.BooleanField(_("inställt"), default=False)
    search_text = models.TextField(editable=False, default="")
    history = Tracked(excluded_fields=["search_text"])

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("arrangemang")
        verbose_name_plural = _("arrangemang")
        ordering = ["-starts_on", "name"]
        constraints = [
            period_constraint("event_period"),
            models.UniqueConstraint(fields=["parent", "uid"], name="event_uid_once", condition=~Q(uid="")),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("advocacy:event_detail", args=[self.pk])

    def derive(self) -> None:
        self.search_text = stemmed(self.name, self.place, self.description)

    def clean(self) -> None:
        super().clean()
        if self.starts_on is None:
            raise ValidationError({"starts_on": _("Ange vilken dag arrangemanget börjar.")})
        if self.parent_id and self.parent_id == self.pk:
            raise ValidationError({"parent": _("Ett arrangemang kan inte ingå i sig självt.")})


class EventSpeaker(models.Model):
    """Somebody on stage at an event: a person of the register, or a name out of its programme."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="speakers", verbose_name=_("arrangemang"))
    person = models.ForeignKey(
        "contacts.Person",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="event_parts",
        verbose_name=_("person"),
    )
    name = models.CharField(_("namn i programmet"), max_length=200, blank=True)
    role = models.CharField(_("roll"), max_length=12, choices=StageRole.choices, default=StageRole.SPEAKER)
    history = Tracked()

    class Meta:
        verbose_name = _("medverkande")
        verbose_name_plural = _("medverkande")
        ordering = ["event", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["event", "person"], name="event_speaker_once"),
            models.CheckConstraint(name="event_speaker_somebody", condition=Q(person__isnull=False) | ~Q(name="")),
        ]

    def __str__(self) -> str:
        return str(self.person) if self.person_id else self.name


class EventStaff(models.Model):
    """A colleague who is to be at an event, and what for."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="staff", verbose_name=_("arrangemang"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="event_duties", verbose_name=_("kollega")
    )
    duty = models.CharField(_("uppgift"), max_length=12, choices=Duty.choices, default=Duty.ATTENDS)
    history = Tracked()

    class Meta:
        verbose_name = _("bemanning")
        verbose_name_plural = _("bemanning")
        ordering = ["event", "pk"]
        constraints = [models.UniqueConstraint(fields=["event", "user"], name="event_staff_once")]

    def __str__(self) -> str:
        return str(self.user)
