"""Advocacy's fixed words, and the table that says how each kind of contact counts."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


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


class EventKind(models.TextChoices):
    WEEK = "week", _("Vecka (Almedalen)")
    CONFERENCE = "conference", _("Konferens")
    COUNCIL = "council", _("Rådsmöte")
    SEMINAR = "seminar", _("Seminarium")
    MEETING = "meeting", _("Möte")
    STUDY_TRIP = "study_trip", _("Studieresa")


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


class Channel(models.TextChoices):
    """Which way a contact came in, when not by the form."""

    FIELD = "field", _("Fältläget")
    MAIL = "mail", _("E-post")
    CALENDAR = "calendar", _("Kalender")


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


class Touch(models.TextChoices):
    """How we stand with somebody whom we mean to meet (metrics: recency)."""

    LOSING = "losing", _("Tappar kontakten")
    SOON = "soon", _("Snart dags")
    KEPT = "kept", _("I fas")


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
