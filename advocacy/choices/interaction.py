"""Choices of contacts: kinds and how each counts."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class InteractionKind(models.TextChoices):
    MEETING = "meeting", _("Möte")
    CALL = "call", _("Samtal")
    LETTER = "letter", _("Brev eller e-post")
    EMAIL_DIALOGUE = "email_dialogue", _("E-postdialog")
    MATERIAL = "material", _("Skickat material")
    MOTION_SUPPORT = "motion_support", _("Motionsunderlag")
    CONSULTATION_ANSWER = "consultation_answer", _("Remissvar")
    ALMEDALEN = "almedalen", _("Almedalsmöte")
    SEMINAR = "seminar", _("Seminarium")
    CONFERENCE = "conference", _("Konferens")
    SITE_VISIT = "site_visit", _("Studiebesök")
    STUDY_TRIP = "study_trip", _("Studieresa")
    MEDIA = "media", _("Media")
    MASS_MAIL = "mass_mail", _("Massutskick")


class Mode(models.TextChoices):
    """How the participants of a kind of contact count (see metrics: contribution of a participation)."""

    TWO_WAY = "two_way", _("Samtal åt båda håll")
    PRESENCE = "presence", _("Närvaro")
    ONE_WAY = "one_way", _("Utskick")
    NOTHING = "nothing", _("Räknas inte")


MODE_OF_KIND: dict[str, Mode] = {
    InteractionKind.MEETING: Mode.TWO_WAY,
    InteractionKind.CALL: Mode.TWO_WAY,
    InteractionKind.EMAIL_DIALOGUE: Mode.TWO_WAY,
    InteractionKind.SITE_VISIT: Mode.TWO_WAY,
    InteractionKind.STUDY_TRIP: Mode.TWO_WAY,
    InteractionKind.ALMEDALEN: Mode.TWO_WAY,
    InteractionKind.SEMINAR: Mode.PRESENCE,
    InteractionKind.CONFERENCE: Mode.PRESENCE,
    InteractionKind.LETTER: Mode.ONE_WAY,
    InteractionKind.MATERIAL: Mode.ONE_WAY,
    InteractionKind.MOTION_SUPPORT: Mode.ONE_WAY,
    InteractionKind.CONSULTATION_ANSWER: Mode.ONE_WAY,
    InteractionKind.MEDIA: Mode.ONE_WAY,
    InteractionKind.MASS_MAIL: Mode.NOTHING,
}


def kinds_with(*modes: Mode) -> list[str]:
    """The kinds of contact that count in one of `modes`."""
    return [kind for kind, mode in MODE_OF_KIND.items() if mode in modes]


class CountsAs(models.IntegerChoices):
    """What a participation contributes (see metrics); the highest of what it does."""

    INFORMED = 1, _("Informerad")
    TOOK_PART = 2, _("Deltog")
    MET = 3, _("Träffad")


class InteractionStatus(models.TextChoices):
    DRAFT = "draft", _("Utkast")
    PLANNED = "planned", _("Planerad")
    DONE = "done", _("Genomförd")
    CANCELLED = "cancelled", _("Inställd")


class Direction(models.TextChoices):
    OURS = "ours", _("Vi tog kontakt")
    THEIRS = "theirs", _("De tog kontakt")


class ParticipantSide(models.TextChoices):
    THEIRS = "theirs", _("Deras sida")
    OURS = "ours", _("Vår sida")


class Attendance(models.TextChoices):
    """What is known of one participant. Two-way and presence kinds need 'attended', one-way kinds 'sent'."""

    INVITED = "invited", _("Inbjuden")
    ATTENDED = "attended", _("Deltog")
    ABSENT = "absent", _("Kom inte")
    DECLINED = "declined", _("Tackade nej")
    SENT = "sent", _("Skickat")
    NOT_SENT = "not_sent", _("Inte skickat")


DEFAULT_ATTENDANCE: dict[Mode, Attendance] = {
    Mode.TWO_WAY: Attendance.ATTENDED,
    Mode.PRESENCE: Attendance.INVITED,
    Mode.ONE_WAY: Attendance.SENT,
    Mode.NOTHING: Attendance.SENT,
}


class OurRole(models.TextChoices):
    """What we were at a seminar or conference."""

    HOST = "host", _("Arrangör")
    CO_HOST = "co_host", _("Medarrangör")
    SPEAKER = "speaker", _("Talare")
    PANEL = "panel", _("Paneldeltagare")
    AUDIENCE = "audience", _("Åhörare")


class MediaKind(models.TextChoices):
    NEWS = "news", _("Nyhetsartikel")
    OPINION = "opinion", _("Debattartikel")
    INTERVIEW = "interview", _("Intervju")
    BROADCAST = "broadcast", _("Radio eller tv")
    SOCIAL = "social", _("Sociala medier")


class Payer(models.TextChoices):
    """Who bore the hospitality."""

    OURS = "ours", _("Vi bjöd")
    THEIRS = "theirs", _("De bjöd")


# What each kind of contact has of its own, as names of fields of InteractionFacts; hospitality may be noted on all of
# those where people meet.
HOSPITALITY = ("hospitality", "hospitality_payer", "hospitality_worth")


FACTS_OF_KIND: dict[str, tuple[str, ...]] = {
    InteractionKind.MOTION_SUPPORT: ("motion_period", "material", "asked_by"),
    InteractionKind.CONSULTATION_ANSWER: ("referral", "reference", "answer_due_on", "url"),
    InteractionKind.MATERIAL: ("material", "asked_by"),
    InteractionKind.MEDIA: ("outlet", "media_kind", "url"),
    InteractionKind.SEMINAR: ("our_role", *HOSPITALITY),
    InteractionKind.CONFERENCE: ("our_role", *HOSPITALITY),
    InteractionKind.STUDY_TRIP: ("destination", *HOSPITALITY),
    InteractionKind.SITE_VISIT: ("destination", *HOSPITALITY),
    InteractionKind.ALMEDALEN: HOSPITALITY,
    InteractionKind.MEETING: HOSPITALITY,
}


class MailState(models.TextChoices):
    DRAFT = "draft", _("Att gå igenom")
    LOGGED = "logged", _("Registrerad")
    DISCARDED = "discarded", _("Borttagen")
    REFUSED = "refused", _("Avvisad")
