"""Choices of the one-voice matrix."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Voice(models.TextChoices):
    """Where a party in a county stands on a priority, as far as is known. The firmest first."""

    ANCHORED = "anchored", pgettext_lazy("voice", "Förankrat")
    SPEAKS = "speaks", _("Talar för")
    SPLIT = "split", _("Delade meningar")
    HESITATES = "hesitates", _("Tvekar eller emot")
    UNKNOWN = "unknown", pgettext_lazy("voice", "Okänt")


class Proof(models.TextChoices):
    """What shows it."""

    DECISION = "decision", _("Beslut")
    STANCE = "stance", _("Inställning")
    ACT = "act", _("Handling")
    MOTION = "motion", _("Motion")
