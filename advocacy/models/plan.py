from __future__ import annotations

from functools import cached_property

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from advocacy.choices import ActivityStatus, GoalKind, GoalUnit, PriorityKind
from advocacy.querysets.plan import GoalQuerySet, PlanQuerySet, PriorityQuerySet
from crm.common.dates import Dated, period_constraint
from crm.common.models import Versioned
from crm.common.text import stemmed
from crm.common.tracking import Tracked


class Plan(Versioned, Dated):
    """A business plan, adopted by a body on a day."""

    code = models.CharField(_("kod"), max_length=20, unique=True)
    name = models.CharField(_("namn"), max_length=120)
    adopted_by = models.CharField(_("antagen av"), max_length=120, blank=True)
    adopted_on = models.DateField(_("antagen den"), null=True, blank=True)
    is_fictional = models.BooleanField(_("påhittad"), default=False)
    description = models.TextField(_("beskrivning"), blank=True)
    history = Tracked()

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("verksamhetsplan")
        verbose_name_plural = _("verksamhetsplaner")
        ordering = ["-starts_on"]
        constraints = [period_constraint("plan_period")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("advocacy:plan_detail", args=[self.code])


class DirectionGoal(models.Model):
    """A plan's overall direction: 'En sammanhållen region', 'En stark kunskapsregion'."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="direction_goals", verbose_name=_("plan"))
    code = models.CharField(_("kod"), max_length=10)
    name = models.CharField(_("inriktningsmål"), max_length=200)
    adopted_by = models.CharField(_("antaget av"), max_length=120, blank=True)
    adopted_on = models.CharField(_("antaget"), max_length=20, blank=True)
    history = Tracked()

    class Meta:
        verbose_name = _("inriktningsmål")
        verbose_name_plural = _("inriktningsmål")
        ordering = ["plan", "code"]
        constraints = [models.UniqueConstraint(fields=["plan", "code"], name="direction_goal_once")]

    def __str__(self) -> str:
        return self.name


class Priority(Versioned):
    """What we drive, for years. One tree: a focus area holds priorities, which may hold others."""

    code = models.CharField(_("kod"), max_length=20, unique=True)
    name = models.CharField(_("namn"), max_length=200)
    kind = models.CharField(_("slag"), max_length=12, choices=PriorityKind.choices, default=PriorityKind.PRIORITY)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("under")
    )
    description = models.TextField(_("beskrivning"), blank=True)
    position = models.PositiveSmallIntegerField(_("ordning"), default=100)
    predecessor = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="successors",
        verbose_name=_("föregångare"),
    )
    is_archived = models.BooleanField(_("avslutad"), default=False)
    search_text = models.TextField(editable=False, default="")
    history = Tracked(excluded_fields=["search_text"])

    objects = PriorityQuerySet.as_manager()

    class Meta:
        verbose_name = _("sakfråga")
        verbose_name_plural = _("sakfrågor")
        ordering = ["position", "code"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("advocacy:priority_detail", args=[self.pk])

    def derive(self) -> None:
        self.search_text = stemmed(self.code, self.name, self.description)


class PriorityLink(models.Model):
    """A priority that also works through another: MARITIM → EBS, GODS. It does not carry figures over."""

    priority = models.ForeignKey(Priority, on_delete=models.CASCADE, related_name="links")
    works_through = models.ForeignKey(Priority, on_delete=models.CASCADE, related_name="linked_from")
    history = Tracked()

    class Meta:
        verbose_name = _("koppling mellan sakfrågor")
        verbose_name_plural = _("kopplingar mellan sakfrågor")
        constraints = [models.UniqueConstraint(fields=["priority", "works_through"], name="priority_link_once")]

    def __str__(self) -> str:
        return f"{self.priority} → {self.works_through}"


class PlanItem(models.Model):
    """A priority as one plan has it: its direction goals, counties and leading bodies that year."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="items", verbose_name=_("plan"))
    priority = models.ForeignKey(
        Priority, on_delete=models.PROTECT, related_name="plan_items", verbose_name=_("sakfråga")
    )
    description = models.TextField(_("beskrivning"), blank=True)
    bodies = models.TextField(_("grupper och organ"), blank=True)
    history = Tracked()

    class Meta:
        verbose_name = _("sakfråga i plan")
        verbose_name_plural = _("sakfrågor i plan")
        ordering = ["plan", "priority__position"]
        constraints = [models.UniqueConstraint(fields=["plan", "priority"], name="plan_item_once")]

    def __str__(self) -> str:
        return f"{self.plan}: {self.priority}"


class PlanItemDirection(models.Model):
    """A direction goal that a plan item serves."""

    item = models.ForeignKey(PlanItem, on_delete=models.CASCADE, related_name="directions")
    direction_goal = models.ForeignKey(DirectionGoal, on_delete=models.CASCADE, related_name="items")
    history = Tracked()

    class Meta:
        verbose_name = _("inriktningsmål i plan")
        verbose_name_plural = _("inriktningsmål i plan")
        constraints = [models.UniqueConstraint(fields=["item", "direction_goal"], name="plan_item_direction_once")]

    def __str__(self) -> str:
        return str(self.direction_goal)


class PlanItemArea(models.Model):
    """A county that a plan item covers."""

    item = models.ForeignKey(PlanItem, on_delete=models.CASCADE, related_name="areas")
    area = models.ForeignKey("contacts.Area", on_delete=models.PROTECT, related_name="plan_items")
    history = Tracked()

    class Meta:
        verbose_name = _("län i plan")
        verbose_name_plural = _("län i plan")
        constraints = [models.UniqueConstraint(fields=["item", "area"], name="plan_item_area_once")]

    def __str__(self) -> str:
        return str(self.area)


class PlanItemBody(models.Model):
    """An organization that leads or anchors a plan item."""

    item = models.ForeignKey(PlanItem, on_delete=models.CASCADE, related_name="lead_bodies")
    organization = models.ForeignKey("contacts.Organization", on_delete=models.PROTECT, related_name="plan_items")
    history = Tracked()

    class Meta:
        verbose_name = _("ledande organ i plan")
        verbose_name_plural = _("ledande organ i plan")
        constraints = [models.UniqueConstraint(fields=["item", "organization"], name="plan_item_body_once")]

    def __str__(self) -> str:
        return str(self.organization)


class Goal(Versioned):
    """A plan's goal: a statement, whom it is to reach (audience) and in which unit that is counted."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="goals", verbose_name=_("plan"))
    priority = models.ForeignKey(Priority, on_delete=models.PROTECT, related_name="goals", verbose_name=_("sakfråga"))
    code = models.CharField(_("kod"), max_length=20)
    statement = models.TextField(_("mål"))
    kind = models.CharField(_("slag"), max_length=20, choices=GoalKind.choices)
    unit = models.CharField(_("enhet"), max_length=20, choices=GoalUnit.choices)
    audience = models.ForeignKey(
        "advocacy.Audience",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="goals",
        verbose_name=_("målgrupp"),
    )
    target_percent = models.PositiveSmallIntegerField(
        _("mål för täckningsgraden, %"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
    )
    predecessor = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="successors",
        verbose_name=_("föregångare"),
    )
    search_text = models.TextField(editable=False, default="")
    belong_together = (("kind", "unit", "audience", "target_percent"),)
    history = Tracked(excluded_fields=["search_text"])

    objects = GoalQuerySet.as_manager()

    class Meta:
        verbose_name = _("övergripande mål")
        verbose_name_plural = _("övergripande mål")
        ordering = ["plan", "priority__position", "code"]
        constraints = [models.UniqueConstraint(fields=["plan", "code"], name="goal_once")]

    def __str__(self) -> str:
        return f"{self.code} {self.statement}"

    def get_absolute_url(self) -> str:
        return reverse("advocacy:goal_detail", args=[self.pk])

    @cached_property
    def branch(self) -> list[int]:
        """Ids of its priority and all below it: their contacts are the goal's too. Set where many goals are read."""
        return Priority._default_manager.branch_ids(self.priority_id)

    @cached_property
    def counted_goals(self) -> list[int]:
        """Ids of the goals whose own contacts are its: itself. Set where a whole priority is asked as a goal is."""
        return [self.pk]

    def derive(self) -> None:
        self.search_text = stemmed(self.code, self.statement)


class Activity(Versioned, Dated):
    """Planned work under a goal."""

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="activities", verbose_name=_("mål"))
    name = models.CharField(_("aktivitet"), max_length=250)
    status = models.CharField(_("läge"), max_length=12, choices=ActivityStatus.choices, default=ActivityStatus.PLANNED)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="activities",
        verbose_name=_("ansvarig"),
    )
    history = Tracked()

    class Meta:
        verbose_name = _("aktivitet")
        verbose_name_plural = _("aktiviteter")
        ordering = ["goal", "pk"]
        constraints = [period_constraint("activity_period")]

    def __str__(self) -> str:
        return self.name
