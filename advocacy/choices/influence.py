"""Choices of acts, decisions, outcomes and measures."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ActKind(models.TextChoices):
    QUESTION = "question", _("Skriftlig fråga")
    INTERPELLATION = "interpellation", _("Interpellation")
    SPEECH = "speech", _("Anförande")
    RESERVATION = "reservation", _("Reservation")
    STATEMENT = "statement", _("Uttalande")
    ARTICLE = "article", _("Debattartikel")


class Leaning(models.TextChoices):
    """Whether something speaks for what we want."""

    FOR = "for", pgettext_lazy("leaning", "För")
    NEITHER = "neither", pgettext_lazy("leaning", "Varken eller")
    AGAINST = "against", pgettext_lazy("leaning", "Emot")


class Confidence(models.TextChoices):
    LOW = "low", pgettext_lazy("confidence", "Låg")
    MEDIUM = "medium", pgettext_lazy("confidence", "Medel")
    HIGH = "high", pgettext_lazy("confidence", "Hög")


class InfluenceLevel(models.TextChoices):
    LOW = "low", pgettext_lazy("influence", "Litet")
    MEDIUM = "medium", pgettext_lazy("influence", "Visst")
    HIGH = "high", pgettext_lazy("influence", "Stort")


class OutcomeStrength(models.TextChoices):
    """The ladder of outcomes, weakest first."""

    MENTIONED = "mentioned", _("Omnämnd")
    ARGUMENT_USED = "argument_used", _("Argument använt")
    ADOPTED = "adopted", _("Gehör")
    FUNDED = "funded", _("Finansierat")
    CARRIED_OUT = "carried_out", _("Genomfört")


class NationalPlan(models.TextChoices):
    PLAN_2022 = "2022-2033", _("2022–2033")
    PLAN_2026 = "2026-2037", _("2026–2037")


class MeasureState(models.TextChoices):
    NOT_STARTED = "not_started", _("Inte påbörjad")
    ON_TIME = "on_time", _("Enligt plan")
    LATE = "late", _("Försenad")
    DONE = "done", _("Färdig")
    DROPPED = "dropped", _("Utgår")
