"""Choices of priorities, goals and audiences."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class PriorityKind(models.TextChoices):
    FOCUS_AREA = "focus_area", _("Fokusområde")
    PRIORITY = "priority", _("Sakfråga")


class GoalKind(models.TextChoices):
    AWARENESS = "awareness", _("Kännedom")
    INFLUENCE = "influence", pgettext_lazy("goal", "Påverkan")
    AGREEMENT = "agreement", pgettext_lazy("goal", "Samsyn")
    IMPLEMENTATION = "implementation", _("Genomförande")
    NETWORK = "network", _("Nätverk")


class GoalUnit(models.TextChoices):
    PERSON = "person", _("Person")
    ORGANIZATION = "organization", _("Organisation")
    SEAT = "seat", pgettext_lazy("on a body", "Plats")


class ActivityStatus(models.TextChoices):
    PLANNED = "planned", _("Planerad")
    ONGOING = "ongoing", _("Pågår")
    DONE = "done", _("Klar")
    STOPPED = "stopped", _("Avbruten")


class Dimension(models.TextChoices):
    """What one condition of an audience row asks of a membership (unit person) or an organization."""

    ORGANIZATION_KIND = "organization_kind", _("Slag av organisation")
    LEVEL = "level", _("Nivå")
    SECTOR = "sector", _("Sektor")
    ROLE_KIND = "role_kind", _("Slag av roll")
    CUSTOMER_STATUS = "customer_status", _("Medlemskap hos oss")
    AREA = "area", _("Område")
    PARTY = "party", _("Parti")
    ORGANIZATION = "organization", _("Organisation")
    RESPONSIBILITY = "responsibility", _("Ansvarsområde")
    TAG = "tag", _("Etikett")
    CONTACT_LIST = "contact_list", _("Kontaktlista")
    NEWLY_ELECTED = "newly_elected", _("Nyvald")


class LadderStep(models.IntegerChoices):
    """The relation ladder: the highest step that somebody stands on (metrics: relation ladder)."""

    NOT_REACHED = 0, _("Ej nådd")
    INFORMED = 1, _("Informerad")
    TOOK_PART = 2, _("Deltog")
    MET = 3, _("Träffad")
    IN_DIALOGUE = 4, _("I dialog")
    ACTED = 5, _("Har agerat")
    CHAMPION = 6, _("Pådrivare")
