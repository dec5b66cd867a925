"""What bodies decide, and what came of it: decisions, outcomes, measures, influence."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from advocacy.choices import Confidence, InfluenceLevel, Leaning, MeasureState, NationalPlan, OutcomeStrength
from advocacy.querysets.influence import DecisionQuerySet, InfluenceQuerySet
from advocacy.querysets.measure import MeasureQuerySet
from advocacy.querysets.outcome import ContributionQuerySet, OutcomeQuerySet
from crm.common.dates import check_years
from crm.common.models import Sourced, Versioned
from crm.common.text import stemmed
from crm.common.tracking import Tracked


class Decision(Versioned):
    """What a body decided, with day and §, that anchors a position.

    Our own board's decision on a paper may be about no priority in particular.
    """

    body = models.ForeignKey(
        "contacts.Organization", on_delete=models.PROTECT, related_name="decisions", verbose_name=_("organ")
    )
    decided_on = models.DateField(_("dag"))
    paragraph = models.CharField(_("§"), max_length=20, blank=True)
    text = models.TextField(_("beslut"))
    url = models.URLField(_("länk"), max_length=500, blank=True)
    priority = models.ForeignKey(
        "advocacy.Priority",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="decisions",
        verbose_name=_("sakfråga"),
    )
    position = models.ForeignKey(
        "advocacy.Position",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="decisions",
        verbose_name=_("ståndpunkt"),
    )
    attachment = models.OneToOneField(
        "crm.Attachment",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="decision",
        verbose_name=_("protokollsutdrag"),
    )
    search_text = models.TextField(editable=False, default="")
    history = Tracked(excluded_fields=["search_text"])

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("beslut")
        verbose_name_plural = _("beslut")
        ordering = ["-decided_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.body} {self.decided_on}" + (f" § {self.paragraph}" if self.paragraph else "")

    def get_absolute_url(self) -> str:
        return reverse("advocacy:decision_detail", args=[self.pk])

    def clean(self) -> None:
        super().clean()
        check_years(self, "decided_on")

    def derive(self) -> None:
        self.search_text = stemmed(self.paragraph, self.text)


class DecisionParty(models.Model):
    """A party that stood behind a decision, or did not."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="parties")
    party = models.ForeignKey("contacts.Party", on_delete=models.PROTECT, related_name="decisions")
    leaning = models.CharField(_("ställning"), max_length=10, choices=Leaning.choices, default=Leaning.FOR)
    history = Tracked()

    class Meta:
        verbose_name = _("parti bakom beslut")
        verbose_name_plural = _("partier bakom beslut")
        ordering = ["decision", "party"]
        constraints = [models.UniqueConstraint(fields=["decision", "party"], name="decision_party_once")]

    def __str__(self) -> str:
        return str(self.party)


class Outcome(Versioned):
    """Something that changed, with where it can be read: said as contribution with confidence, never as proof.

    `changed_by` wrote of it last, where that was somebody else than `noted_by`: neither of the two checks it.
    """

    title = models.CharField(_("vad som ändrades"), max_length=300)
    description = models.TextField(_("beskrivning"), blank=True)
    priority = models.ForeignKey(
        "advocacy.Priority", on_delete=models.PROTECT, related_name="outcomes", verbose_name=_("sakfråga")
    )
    strength = models.CharField(_("genomslag"), max_length=16, choices=OutcomeStrength.choices)
    happened_on = models.DateField(_("dag"))
    document = models.CharField(_("dokument"), max_length=300)
    page = models.CharField(_("sida"), max_length=40, blank=True)
    url = models.URLField(_("länk"), max_length=500, blank=True)
    quote = models.TextField(_("citat"), blank=True)
    amount = models.PositiveBigIntegerField(_("belopp, kr"), null=True, blank=True)
    confidence = models.CharField(_("hur säkert är vårt bidrag"), max_length=8, choices=Confidence.choices)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="outcomes_noted",
        verbose_name=_("noterat av"),
    )
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("senast ändrat av"),
    )
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="outcomes_checked",
        verbose_name=_("kontrollerat av"),
    )
    checked_on = models.DateField(_("kontrollerat"), null=True, blank=True)
    search_text = models.TextField(editable=False, default="")
    belong_together = (("checked_by", "checked_on"), ("strength", "amount"))
    history = Tracked(excluded_fields=["search_text"])

    objects = OutcomeQuerySet.as_manager()

    class Meta:
        verbose_name = _("resultat")
        verbose_name_plural = _("resultat")
        ordering = ["-happened_on", "-pk"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("advocacy:outcome_detail", args=[self.pk])

    def clean(self) -> None:
        super().clean()
        check_years(self, "happened_on")
        if self.amount and self.strength not in (OutcomeStrength.FUNDED, OutcomeStrength.CARRIED_OUT):
            raise ValidationError({"amount": _("Ett belopp hör till det som är finansierat eller genomfört.")})

    def derive(self) -> None:
        self.search_text = stemmed(self.title, self.description, self.document, self.quote)


class OutcomeContribution(models.Model):
    """One link of the chain from our work to an outcome: a contact, a motion's proposal or a viewpoint."""

    outcome = models.ForeignKey(Outcome, on_delete=models.CASCADE, related_name="contributions")
    interaction = models.ForeignKey(
        "advocacy.Interaction", on_delete=models.CASCADE, null=True, blank=True, related_name="outcome_contributions"
    )
    proposal = models.ForeignKey(
        "advocacy.MotionProposal",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="outcome_contributions",
    )
    viewpoint = models.ForeignKey(
        "advocacy.Viewpoint", on_delete=models.CASCADE, null=True, blank=True, related_name="outcome_contributions"
    )
    note = models.CharField(_("hur det bidrog"), max_length=300, blank=True)
    history = Tracked()

    objects = ContributionQuerySet.as_manager()

    class Meta:
        verbose_name = _("bidrag till resultat")
        verbose_name_plural = _("bidrag till resultat")
        ordering = ["outcome", "pk"]
        constraints = [
            models.CheckConstraint(
                name="contribution_of_one_thing",
                condition=Q(interaction__isnull=False, proposal__isnull=True, viewpoint__isnull=True)
                | Q(interaction__isnull=True, proposal__isnull=False, viewpoint__isnull=True)
                | Q(interaction__isnull=True, proposal__isnull=True, viewpoint__isnull=False),
            ),
            # Of rows without the one or the other there are many: null is like nothing.
            models.UniqueConstraint(fields=["outcome", "interaction"], name="contribution_interaction_once"),
            models.UniqueConstraint(fields=["outcome", "proposal"], name="contribution_proposal_once"),
            models.UniqueConstraint(fields=["outcome", "viewpoint"], name="contribution_viewpoint_once"),
        ]

    def __str__(self) -> str:
        return str(self.interaction or self.proposal or self.viewpoint)


class Measure(Versioned, Sourced):
    """A named object of a national plan, followed over time."""

    name = models.CharField(_("åtgärd"), max_length=300)
    national_plan = models.CharField(_("nationell plan"), max_length=12, choices=NationalPlan.choices)
    code = models.CharField(_("objektsnummer"), max_length=40, blank=True)
    priority = models.ForeignKey(
        "advocacy.Priority",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="measures",
        verbose_name=_("sakfråga"),
    )
    responsible = models.ForeignKey(
        "contacts.Organization",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="measures",
        verbose_name=_("ansvarig"),
    )
    cost = models.DecimalField(_("kostnad, mnkr"), max_digits=9, decimal_places=1, null=True, blank=True)
    planned_from = models.PositiveSmallIntegerField(_("planerad byggstart, år"), null=True, blank=True)
    planned_until = models.PositiveSmallIntegerField(_("planerat klar, år"), null=True, blank=True)
    url = models.URLField(_("länk"), max_length=500, blank=True)
    predecessor = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="successors",
        verbose_name=_("i förra planen"),
    )
    search_text = models.TextField(editable=False, default="")
    belong_together = (("planned_from", "planned_until"),)
    history = Tracked(excluded_fields=["search_text"])

    objects = MeasureQuerySet.as_manager()

    class Meta:
        verbose_name = _("namngiven åtgärd")
        verbose_name_plural = _("namngivna åtgärder")
        ordering = ["national_plan", "name"]
        constraints = [models.UniqueConstraint(fields=["national_plan", "name"], name="measure_once")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("advocacy:measure_detail", args=[self.pk])

    def clean(self) -> None:
        super().clean()
        if self.planned_from and self.planned_until and self.planned_until < self.planned_from:
            raise ValidationError({"planned_until": _("Slutåret ligger före startåret.")})
        if self.predecessor and self.predecessor.national_plan >= self.national_plan:
            raise ValidationError({"predecessor": _("Åtgärden i förra planen måste höra till en tidigare plan.")})
        check_source(self)

    def derive(self) -> None:
        self.search_text = stemmed(self.code, self.name)


class MeasureArea(models.Model):
    """A county that a measure lies in."""

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="areas")
    area = models.ForeignKey("contacts.Area", on_delete=models.PROTECT, related_name="measures")
    history = Tracked()

    class Meta:
        verbose_name = _("åtgärdens län")
        verbose_name_plural = _("åtgärdens län")
        ordering = ["measure", "area"]
        constraints = [models.UniqueConstraint(fields=["measure", "area"], name="measure_area_once")]

    def __str__(self) -> str:
        return str(self.area)


class MeasureStatus(Sourced):
    """How it stood with a measure from a day on. A later one does not overwrite an earlier."""

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="statuses")
    state = models.CharField(_("läge"), max_length=12, choices=MeasureState.choices)
    stated_on = models.DateField(_("dag"))
    expected_until = models.PositiveSmallIntegerField(_("väntas klar, år"), null=True, blank=True)
    cost = models.DecimalField(_("kostnad, mnkr"), max_digits=9, decimal_places=1, null=True, blank=True)
    note = models.CharField(_("anteckning"), max_length=500, blank=True)
    url = models.URLField(_("länk"), max_length=500, blank=True)
    history = Tracked()

    class Meta:
        verbose_name = _("åtgärdens läge")
        verbose_name_plural = _("åtgärdens läge")
        ordering = ["measure", "-stated_on", "-pk"]
        constraints = [models.UniqueConstraint(fields=["measure", "stated_on"], name="measure_status_once")]

    def __str__(self) -> str:
        return f"{self.measure}: {self.get_state_display()}"

    def clean(self) -> None:
        super().clean()
        check_years(self, "stated_on")
        check_source(self)


def check_source(row: Sourced) -> None:
    """Nothing is said of a measure without saying where it is from (decision 5)."""
    if not row.source.strip():
        raise ValidationError({"source": _("Skriv varifrån uppgiften kommer.")})


class Influence(Versioned):
    """How much a person weighs in a priority (or in all), where staff know better than the mandate says."""

    person = models.ForeignKey(
        "contacts.Person", on_delete=models.CASCADE, related_name="influences", verbose_name=_("person")
    )
    priority = models.ForeignKey(
        "advocacy.Priority",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="influences",
        verbose_name=_("sakfråga"),
    )
    level = models.CharField(pgettext_lazy("weight", "inflytande"), max_length=8, choices=InfluenceLevel.choices)
    reason = models.CharField(_("varför"), max_length=300)
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("satt av")
    )
    history = Tracked()

    objects = InfluenceQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("weight", "inflytande")
        verbose_name_plural = pgettext_lazy("weight", "inflytande")
        ordering = ["person"]
        constraints = [models.UniqueConstraint(F("person"), Coalesce("priority", 0), name="influence_once")]

    def __str__(self) -> str:
        return self.get_level_display()


class PartyDeadline(models.Model):
    """A party's own last day in a motion period, before the Riksdag's."""

    period = models.ForeignKey("advocacy.MotionPeriod", on_delete=models.CASCADE, related_name="party_deadlines")
    party = models.ForeignKey("contacts.Party", on_delete=models.PROTECT, related_name="motion_deadlines")
    due_on = models.DateField(_("senast"))
    note = models.CharField(_("anteckning"), max_length=200, blank=True)
    history = Tracked()

    class Meta:
        verbose_name = _("partiets inlämningsdag")
        verbose_name_plural = _("partiernas inlämningsdagar")
        ordering = ["period", "due_on"]
        constraints = [models.UniqueConstraint(fields=["period", "party"], name="party_deadline_once")]

    def __str__(self) -> str:
        return f"{self.period} {self.party}"
