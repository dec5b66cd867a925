"""Choices of board papers."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class PaperState(models.TextChoices):
    """A paper is written, read by a colleague, approved and thereby frozen; the board's decision comes afterwards."""

    DRAFT = "draft", pgettext_lazy("paper", "Utkast")
    REVIEW = "review", pgettext_lazy("paper", "På granskning")
    APPROVED = "approved", pgettext_lazy("paper", "Fastställt")
    DECIDED = "decided", pgettext_lazy("paper", "Behandlat")


class Comparison(models.TextChoices):
    """What the figures of a period are held against."""

    BEFORE = "before", _("Perioden före")
    YEAR_BEFORE = "year_before", _("Samma period förra planåret")
