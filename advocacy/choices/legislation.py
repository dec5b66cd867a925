"""Choices of motions and reports."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class MotionKind(models.TextChoices):
    PARTY = "party", _("Partimotion")
    COMMITTEE = "committee", _("Kommittémotion")
    SINGLE = "single", _("Enskild motion")


class ProposalDecision(models.TextChoices):
    """What became of a motion's proposal."""

    REJECTED = "avslag", _("Avslag")
    APPROVED = "bifall", _("Bifall")
    PARTLY = "bifall_delvis", _("Bifall delvis")
    FILED = "lagd_till_handlingarna", _("Lagd till handlingarna")
    NONE = "ingen", _("Inget beslut än")


class ReportDecision(models.TextChoices):
    ACCLAMATION = "acclamation", _("Acklamation")
    VOTE = "vote", _("Votering")


class LinkState(models.TextChoices):
    ACCEPTED = "accepted", _("Hör till sakfrågan")
    REFUSED = "refused", _("Hör inte dit")
