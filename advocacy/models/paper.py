"""What the board is told four times a year: a paper that is put together, approved, frozen and printed again."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from advocacy.choices import Comparison, PaperState
from advocacy.querysets.paper import BoardPaperQuerySet, PaperLinkQuerySet
from crm.common.dates import check_years
from crm.common.models import Versioned
from crm.common.tracking import Tracked


class BoardPaper(Versioned):
    """A paper to a meeting: which period, which goals, what we say of them and what we ask for.

    Until it is approved its figures are those of the day; from then on those of its `PaperSnapshot`.
    """

    title = models.CharField(_("rubrik"), max_length=200)
    body = models.ForeignKey(
        "contacts.Organization",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="papers",
        verbose_name=_("till"),
    )
    meeting_on = models.DateField(_("sammanträde"))
    dispatch_on = models.DateField(_("utskick"), null=True, blank=True)
    agenda_item = models.CharField(_("ärende, §"), max_length=40, blank=True)
    plan = models.ForeignKey(
        "advocacy.Plan", on_delete=models.PROTECT, related_name="papers", verbose_name=_("verksamhetsplan")
    )
    first = models.DateField(_("från och med"))
    last = models.DateField(_("till och med"))
    compared_with = models.CharField(
        _("jämförs med"), max_length=12, choices=Comparison.choices, default=Comparison.BEFORE
    )
    summary = models.TextField(_("vad som har ändrats"), blank=True)
    needs = models.TextField(_("vad vi behöver av styrelsen"), blank=True)
    proposal = models.TextField(_("förslag till beslut"), blank=True)
    state = models.CharField(_("läge"), max_length=10, choices=PaperState.choices, default=PaperState.DRAFT)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="papers", verbose_name=_("handläggare")
    )
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="papers_to_review",
        verbose_name=_("granskas av"),
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="papers_approved",
        verbose_name=_("fastställt av"),
    )
    approved_at = models.DateTimeField(_("fastställt"), null=True, blank=True)
    decision = models.OneToOneField(
        "advocacy.Decision",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="paper",
        verbose_name=_("styrelsens beslut"),
    )
    belong_together = (("first", "last", "compared_with"), ("state", "approved_by", "approved_at"))
    history = Tracked()

    objects = BoardPaperQuerySet.as_manager()

    class Meta:
        verbose_name = _("styrelseunderlag")
        verbose_name_plural = _("styrelseunderlag")
        ordering = ["-meeting_on", "-pk"]
        constraints = [
            models.CheckConstraint(name="paper_period", condition=models.Q(last__gte=models.F("first"))),
            models.CheckConstraint(
                name="paper_approved_by_somebody",
                condition=models.Q(state__in=("draft", "review"), approved_by__isnull=True, approved_at__isnull=True)
                | models.Q(state__in=("approved", "decided"), approved_by__isnull=False, approved_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("advocacy:paper_detail", args=[self.pk])

    @property
    def is_frozen(self) -> bool:
        return self.state in (PaperState.APPROVED, PaperState.DECIDED)

    def clean(self) -> None:
        super().clean()
        check_years(self, "meeting_on", "dispatch_on", "first", "last")
        if self.first and self.last and self.last < self.first:
            raise ValidationError({"last": _("Slutdagen ligger före startdagen.")})
        if self.dispatch_on and self.meeting_on and self.dispatch_on > self.meeting_on:
            raise ValidationError({"dispatch_on": _("Utskicket ligger efter sammanträdet.")})


class PaperGoal(models.Model):
    """A goal that a paper tells of, in order, with what we say of it."""

    paper = models.ForeignKey(BoardPaper, on_delete=models.CASCADE, related_name="goals")
    goal = models.ForeignKey("advocacy.Goal", on_delete=models.PROTECT, related_name="papers", verbose_name=_("mål"))
    position = models.PositiveSmallIntegerField(_("ordning"), default=0)
    text = models.TextField(_("kommentar"), blank=True)
    history = Tracked()

    class Meta:
        verbose_name = _("mål i styrelseunderlag")
        verbose_name_plural = _("mål i styrelseunderlag")
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["paper", "goal"], name="paper_goal_once")]

    def __str__(self) -> str:
        return str(self.goal)


class PaperComment(models.Model):
    """What somebody who reads a draft says of a part of it, until it is settled."""

    paper = models.ForeignKey(BoardPaper, on_delete=models.CASCADE, related_name="comments")
    part = models.CharField(_("del"), max_length=40, blank=True)
    text = models.TextField(_("kommentar"))
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(_("skriven"), auto_now_add=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    settled_at = models.DateTimeField(_("åtgärdad"), null=True, blank=True)
    history = Tracked()

    class Meta:
        verbose_name = _("kommentar till styrelseunderlag")
        verbose_name_plural = _("kommentarer till styrelseunderlag")
        ordering = ["written_at", "pk"]

    def __str__(self) -> str:
        return self.text


class PaperSnapshot(models.Model):
    """All that a paper said when it was approved. Never changed.

    `content`: every figure, text and series of a picture, by section, as they are printed; `ids`: for each figure the
    ids behind it; `definitions`: the version of docs/metrics.md that they follow. People stand there by id alone, so
    that an erasure leaves the figures and takes the name. `digest`: SHA-256 of content and ids.
    """

    paper = models.OneToOneField(BoardPaper, on_delete=models.CASCADE, related_name="snapshot")
    taken_at = models.DateTimeField(_("fryst"))
    definitions = models.CharField(_("definitionernas version"), max_length=20)
    content = models.JSONField(_("innehåll"))
    ids = models.JSONField(_("underlag"))
    digest = models.CharField(_("kontrollsumma"), max_length=64)
    history = Tracked(excluded_fields=["content", "ids"])

    class Meta:
        verbose_name = _("fryst styrelseunderlag")
        verbose_name_plural = _("frysta styrelseunderlag")

    def __str__(self) -> str:
        return f"{self.paper} {self.taken_at:%Y-%m-%d}"


class PaperLink(models.Model):
    """A way for somebody of the board, without an account, to read one paper. Only its digest is kept."""

    paper = models.ForeignKey(BoardPaper, on_delete=models.CASCADE, related_name="links")
    name = models.CharField(_("till vem"), max_length=120)
    digest = models.CharField(_("kontrollsumma"), max_length=64, unique=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(_("skapad"), auto_now_add=True)
    expires_on = models.DateField(_("gäller till och med"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("återkallad"), null=True, blank=True)
    last_read_at = models.DateTimeField(_("senast läst"), null=True, blank=True)
    history = Tracked(excluded_fields=["digest", "last_read_at"])

    objects = PaperLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("läslänk till styrelseunderlag")
        verbose_name_plural = _("läslänkar till styrelseunderlag")
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.name
