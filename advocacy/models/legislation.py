"""What the Riksdag publishes of motions and committee reports, and how a motion's proposals meet our priorities."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from advocacy.choices import Leaning, LinkState, MotionKind, ProposalDecision, ReportDecision
from advocacy.querysets.legislation import MotionProposalQuerySet, MotionQuerySet, ProposalLinkQuerySet
from crm.common.models import Sourced
from crm.common.text import stemmed
from crm.common.tracking import Tracked, TrackedInBulk


class CommitteeReport(Sourced):
    """A committee's report (betänkande) in which motions are dealt with. Known by name alone until it is read."""

    document = models.CharField(_("dokument-id"), max_length=20, unique=True)
    session = models.CharField(_("riksmöte"), max_length=7)
    designation = models.CharField(_("beteckning"), max_length=20)
    title = models.CharField(_("titel"), max_length=500, blank=True)
    committee = models.ForeignKey(
        "contacts.Organization",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="committee_reports",
        verbose_name=_("utskott"),
    )
    decided_on = models.DateField(_("kammarens beslut"), null=True, blank=True)
    history = TrackedInBulk()

    class Meta:
        verbose_name = _("betänkande")
        verbose_name_plural = _("betänkanden")
        ordering = ["-session", "designation"]

    def __str__(self) -> str:
        return f"{self.session}:{self.designation}"

    @property
    def url(self) -> str:
        """Where Riksdagen shows it."""
        return f"https://data.riksdagen.se/dokument/{self.document}.html"


class ReportPoint(models.Model):
    """One point of decision in a report: how it was decided and who won.

    `votes`: {party: [yes, no, abstained, absent]}, empty where there was no vote.
    """

    report = models.ForeignKey(CommitteeReport, on_delete=models.CASCADE, related_name="points")
    number = models.PositiveSmallIntegerField(_("punkt"))
    title = models.CharField(_("rubrik"), max_length=500)
    decided_by = models.CharField(_("beslut"), max_length=12, choices=ReportDecision.choices, blank=True)
    winner = models.CharField(_("vinnare"), max_length=60, blank=True)
    vote = models.CharField(_("votering"), max_length=40, blank=True)
    votes = models.JSONField(_("röster"), default=dict, blank=True)
    history = TrackedInBulk()

    class Meta:
        verbose_name = _("beslutspunkt")
        verbose_name_plural = _("beslutspunkter")
        ordering = ["report", "number"]
        constraints = [models.UniqueConstraint(fields=["report", "number"], name="report_point_once")]

    def __str__(self) -> str:
        return f"{self.report} p. {self.number}"


class Reservation(models.Model):
    """A reservation in a report: parties that wanted something else at a point."""

    report = models.ForeignKey(CommitteeReport, on_delete=models.CASCADE, related_name="reservations")
    number = models.PositiveSmallIntegerField(_("nummer"))
    point = models.PositiveSmallIntegerField(_("punkt"), null=True, blank=True)
    title = models.CharField(_("rubrik"), max_length=500, blank=True)
    parties = models.JSONField(_("partier"), default=list, blank=True)
    history = TrackedInBulk()

    class Meta:
        verbose_name = _("reservation")
        verbose_name_plural = _("reservationer")
        ordering = ["report", "number"]
        constraints = [models.UniqueConstraint(fields=["report", "number"], name="reservation_once")]

    def __str__(self) -> str:
        return f"{self.report} res. {self.number}"


class Motion(Sourced):
    """A motion as Riksdagen publishes it."""

    document = models.CharField(_("dokument-id"), max_length=20, unique=True)
    session = models.CharField(_("riksmöte"), max_length=7)
    number = models.PositiveIntegerField(_("nummer"))
    kind = models.CharField(_("slag av motion"), max_length=12, choices=MotionKind.choices, blank=True)
    title = models.CharField(_("titel"), max_length=500)
    submitted_on = models.DateField(_("inlämnad"))
    committee = models.ForeignKey(
        "contacts.Organization",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="motions",
        verbose_name=_("utskott"),
    )
    status = models.CharField(_("läge"), max_length=60, blank=True)
    is_follow_up = models.BooleanField(_("följdmotion"), default=False)
    cause = models.CharField(_("med anledning av"), max_length=200, blank=True)
    search_text = models.TextField(editable=False, default="")
    history = TrackedInBulk(excluded_fields=["search_text"])

    objects = MotionQuerySet.as_manager()

    class Meta:
        verbose_name = _("motion")
        verbose_name_plural = _("motioner")
        ordering = ["-session", "number"]
        constraints = [models.UniqueConstraint(fields=["session", "number"], name="motion_once")]
        indexes = [models.Index(fields=["submitted_on"], name="motion_submitted")]

    def __str__(self) -> str:
        return f"{self.session}:{self.number}"

    def get_absolute_url(self) -> str:
        return reverse("advocacy:motion_detail", args=[self.pk])

    @property
    def url(self) -> str:
        """Where Riksdagen shows it."""
        return f"https://data.riksdagen.se/dokument/{self.document}.html"

    def derive(self) -> None:
        self.search_text = stemmed(str(self), self.title)


class MotionProposal(models.Model):
    """One proposal (yrkande) of a motion, and what became of it.

    A proposal may be dealt with several times: what committee and chamber decided stands in order, '' where nothing
    was decided; `outcome` is the chamber's last that is not empty.
    """

    motion = models.ForeignKey(Motion, on_delete=models.CASCADE, related_name="proposals")
    position = models.PositiveSmallIntegerField(_("nummer"))
    text = models.TextField(_("lydelse"))
    committee_said = models.JSONField(_("utskottet"), default=list, blank=True)
    chamber_said = models.JSONField(_("kammaren"), default=list, blank=True)
    outcome = models.CharField(
        _("utfall"), max_length=24, choices=ProposalDecision.choices, default=ProposalDecision.NONE
    )
    report = models.ForeignKey(
        CommitteeReport,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="proposals",
        verbose_name=_("behandlas i"),
    )
    point = models.PositiveSmallIntegerField(_("punkt"), null=True, blank=True)
    search_text = models.TextField(editable=False, default="")
    history = TrackedInBulk(excluded_fields=["search_text"])

    objects = MotionProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("yrkande")
        verbose_name_plural = _("yrkanden")
        ordering = ["motion", "position"]
        constraints = [models.UniqueConstraint(fields=["motion", "position"], name="motion_proposal_once")]

    def __str__(self) -> str:
        return f"{self.motion} yrkande {self.position}"

    def derive(self) -> None:
        self.search_text = stemmed(self.text)


class MotionSigner(models.Model):
    """Who signed a motion, in order. The name and party are those of that day; a person when we know who it is."""

    motion = models.ForeignKey(Motion, on_delete=models.CASCADE, related_name="signers")
    position = models.PositiveSmallIntegerField(_("ordning"))
    number = models.CharField(_("intressent_id"), max_length=20)
    name = models.CharField(_("namn"), max_length=150)
    letters = models.CharField(_("parti"), max_length=20, blank=True)
    person = models.ForeignKey(
        "contacts.Person",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="signed_motions",
        verbose_name=_("person"),
    )
    membership = models.ForeignKey(
        "contacts.Membership", on_delete=models.SET_NULL, null=True, blank=True, related_name="signed_motions"
    )
    party = models.ForeignKey(
        "contacts.Party", on_delete=models.PROTECT, null=True, blank=True, related_name="signed_motions"
    )
    history = TrackedInBulk()

    class Meta:
        verbose_name = _("undertecknare")
        verbose_name_plural = _("undertecknare")
        ordering = ["motion", "position"]
        constraints = [models.UniqueConstraint(fields=["motion", "position"], name="motion_signer_once")]
        indexes = [models.Index(fields=["number"], name="motion_signer_number")]

    def __str__(self) -> str:
        return self.name


class PriorityTerm(models.Model):
    """Words by which proposals that concern a priority are found: a word, a phrase, or what rules a proposal out."""

    priority = models.ForeignKey("advocacy.Priority", on_delete=models.CASCADE, related_name="terms")
    text = models.CharField(_("sökord"), max_length=100)
    is_exclusion = models.BooleanField(_("utesluter"), default=False)
    history = Tracked()

    class Meta:
        verbose_name = _("sökord")
        verbose_name_plural = _("sökord")
        ordering = ["is_exclusion", "text"]
        constraints = [models.UniqueConstraint(fields=["priority", "text"], name="priority_term_once")]

    def __str__(self) -> str:
        return self.text


class ProposalLink(models.Model):
    """That a proposal concerns a priority, or does not: what a person decided of what the search words suggested.

    `words` are those that were matched; none: found by hand. `leaning`: whether it speaks for our position.
    """

    proposal = models.ForeignKey(MotionProposal, on_delete=models.CASCADE, related_name="links")
    priority = models.ForeignKey("advocacy.Priority", on_delete=models.CASCADE, related_name="proposal_links")
    state = models.CharField(_("läge"), max_length=10, choices=LinkState.choices, default=LinkState.ACCEPTED)
    words = models.JSONField(_("träffade ord"), default=list, blank=True)
    leaning = models.CharField(_("för vår ståndpunkt"), max_length=10, choices=Leaning.choices, default=Leaning.NEITHER)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(_("avgjort"), auto_now=True)
    history = Tracked()

    objects = ProposalLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("koppling till sakfråga")
        verbose_name_plural = _("kopplingar till sakfrågor")
        ordering = ["priority", "proposal"]
        constraints = [models.UniqueConstraint(fields=["proposal", "priority"], name="proposal_link_once")]

    def __str__(self) -> str:
        return f"{self.proposal}: {self.priority}"
