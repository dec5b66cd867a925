"""Choices of introductions."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class CohortRule(models.TextChoices):
    """Who of an audience a programme takes in."""

    NEWLY_ELECTED = "newly_elected", _("Nyvalda i församlingen")
    NEW_EVERYWHERE = "new_everywhere", _("Nya helt och hållet")
    NEWLY_APPOINTED = "newly_appointed", _("Nytillträdda tjänstepersoner")
    LEAVING = "leaving", _("De som lämnar")


class DueFrom(models.TextChoices):
    SEAT = "seat", _("tillträdet")
    START = "start", _("introduktionens början")
    PREVIOUS = "previous", _("föregående steg")


class DoneBy(models.TextChoices):
    """What counts as a step done."""

    CONTACT = "contact", _("En registrerad kontakt")
    EVENT = "event", _("Deltagande i ett arrangemang")
    MATERIAL = "material", _("Brev eller material skickat")
    TICK = "tick", _("Någon bockar av")


class CaseState(models.TextChoices):
    OPEN = "open", _("Pågår")
    INTRODUCED = "introduced", _("Introducerad")
    LEFT = "left", _("Lämnade uppdraget")
    CLOSED = "closed", _("Avslutad")


class LetterKind(models.TextChoices):
    WELCOME = "welcome", _("Välkomstbrev")
    THANKS = "thanks", _("Tackbrev")
    INVITATION = "invitation", _("Inbjudan")
    OTHER = "other", _("Annat brev")
