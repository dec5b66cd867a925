"""Choices of consultations."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ConsultationOrigin(models.TextChoices):
    GOVERNMENT = "government", _("Regeringskansliet")
    TRAFIKVERKET = "trafikverket", _("Trafikverket")
    REGION = "region", _("Region eller kommun")
    EU = "eu", _("EU")
    OTHER = "other", _("Annan avsändare")


class ConsultationState(models.TextChoices):
    NEW = "new", _("Att ta ställning till")
    ANSWERING = "answering", _("Besvaras")
    ANSWERED = "answered", _("Besvarad")
    ABSTAINED = "abstained", _("Vi avstår")
    FOLLOWED_UP = "followed_up", _("Uppföljd")


class ViewpointKind(models.TextChoices):
    SUPPORTS = "supports", _("Tillstyrker")
    REJECTS = "rejects", _("Avstyrker")
    OBJECTS = "objects", _("Invändning")
    NOTHING = "nothing", _("Ingen erinran")


class TakenUp(models.TextChoices):
    YES = "yes", _("Fick gehör")
    PARTLY = "partly", _("Fick delvis gehör")
    NO = "no", _("Fick inte gehör")
    UNKNOWN = "unknown", pgettext_lazy("viewpoint", "Inte bedömt")


class Agreement(models.TextChoices):
    AGREES = "agrees", _("Överens")
    PARTLY = "partly", _("Delvis överens")
    DIFFERS = "differs", _("Tycker annat")
    UNKNOWN = "unknown", pgettext_lazy("answer", "Inte bedömt")
