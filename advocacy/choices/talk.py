"""Choices of what is said, promised and done after."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Tone(models.TextChoices):
    """How one participant took it. Empty: not noted."""

    POSITIVE = "positive", _("Positiv")
    NEUTRAL = "neutral", _("Neutral")
    NEGATIVE = "negative", _("Negativ")


class StanceValue(models.TextChoices):
    """Where somebody stands on a priority, from for to against."""

    FOR = "for", _("För")
    LEANS_FOR = "leans_for", _("Lutar åt för")
    NEUTRAL = "neutral", _("Neutral")
    LEANS_AGAINST = "leans_against", _("Lutar åt emot")
    AGAINST = "against", _("Emot")

    @property
    def score(self) -> int:
        """From +2 (for) to -2 (against)."""
        return 2 - list(StanceValue).index(self)


class StanceEvidence(models.TextChoices):
    """What shows where somebody stands."""

    CONTACT = "contact", _("Kontakt med oss")
    MOTION = "motion", _("Motion")
    VOTE = "vote", _("Votering")
    QUOTE = "quote", _("Citat eller uttalande")


class Promiser(models.TextChoices):
    """Who has promised something."""

    THEIRS = "theirs", _("De har lovat")
    OURS = "ours", _("Vi har lovat")


class CommitmentState(models.TextChoices):
    OPEN = "open", _("Öppet")
    KEPT = "kept", _("Infriat")
    BROKEN = "broken", _("Inte infriat")
    WITHDRAWN = "withdrawn", _("Inte längre aktuellt")


class Repeat(models.TextChoices):
    """How a task comes back when it is done."""

    NEVER = "", _("Upprepas inte")
    WEEKLY = "weekly", _("Varje vecka")
    FORTNIGHTLY = "fortnightly", _("Varannan vecka")
    MONTHLY = "monthly", _("Varje månad")
    QUARTERLY = "quarterly", _("Varje kvartal")
    YEARLY = "yearly", _("Varje år")


class Channel(models.TextChoices):
    """Which way a contact came in, when not by the form."""

    FIELD = "field", _("Fältläget")
    MAIL = "mail", _("E-post")
    CALENDAR = "calendar", _("Kalender")


class Touch(models.TextChoices):
    """How we stand with somebody whom we mean to meet (metrics: recency)."""

    LOSING = "losing", _("Tappar kontakten")
    SOON = "soon", _("Snart dags")
    KEPT = "kept", _("I fas")
