"""Choices of events and programmes."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class EventKind(models.TextChoices):
    WEEK = "week", _("Vecka (Almedalen)")
    CONFERENCE = "conference", _("Konferens")
    COUNCIL = "council", _("Rådsmöte")
    SEMINAR = "seminar", _("Seminarium")
    MEETING = "meeting", _("Möte")
    STUDY_TRIP = "study_trip", _("Studieresa")


class StageRole(models.TextChoices):
    """What somebody does on stage at an event."""

    SPEAKER = "speaker", _("Talare")
    PANEL = "panel", _("Panel")
    MODERATOR = "moderator", _("Moderator")
    HOST = "host", _("Värd")


class Duty(models.TextChoices):
    """What a colleague does at an event."""

    ATTENDS = "attends", _("Bevakar")
    SPEAKS = "speaks", _("Talar")
    HOSTS = "hosts", _("Värd")
    LOGISTICS = "logistics", _("Praktiskt")
