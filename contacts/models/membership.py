from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from contacts.choices import RoleKind, ServingStatus, Side, TermBody
from contacts.querysets.membership import MembershipQuerySet
from contacts.querysets.post import PostQuerySet
from crm.common.dates import Dated, period_constraint
from crm.common.models import Sourced, Versioned
from crm.common.tracking import Tracked, TrackedInBulk


class Term(Dated):
    """A term of office of a sort of body; with `organization` set, that one body's own (an exception)."""

    name = models.CharField(_("namn"), max_length=80)
    body = models.CharField(_("för"), max_length=20, choices=TermBody.choices)
    organization = models.ForeignKey(
        "contacts.Organization",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="own_terms",
        verbose_name=_("endast för"),
    )
    history = Tracked()

    class Meta:
        verbose_name = _("mandatperiod")
        verbose_name_plural = _("mandatperioder")
        ordering = ["-starts_on", "body"]
        constraints = [
            period_constraint("term_period"),
            models.UniqueConstraint(F("body"), F("starts_on"), Coalesce("organization", 0), name="term_once"),
        ]

    def __str__(self) -> str:
        return self.name


class Post(Dated):
    """A seat: organization, role, area and number. Only for bodies with vacancies or composition rules.

    Its days say since when it exists, and until when: a body that shrinks keeps the history of the seats that it had.
    """

    organization = models.ForeignKey(
        "contacts.Organization", on_delete=models.CASCADE, related_name="posts", verbose_name=_("organ")
    )
    role = models.CharField(_("roll"), max_length=100)
    area = models.ForeignKey(
        "contacts.Area",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="posts",
        verbose_name=_("område"),
    )
    number = models.PositiveSmallIntegerField(pgettext_lazy("on a body", "plats"), default=1)
    history = Tracked()

    objects = PostQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("on a body", "plats")
        verbose_name_plural = _("platser")
        ordering = ["organization", "role", "number"]
        constraints = [
            period_constraint("post_period"),
            models.UniqueConstraint(F("organization"), F("role"), Coalesce("area", 0), F("number"), name="post_once"),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.number}"


class Membership(Versioned, Dated, Sourced):
    """A person's role in an organization for a time. An elected one is a mandate.

    Mandates end, they are not edited away; a mistyped one is struck, with a reason.
    """

    person = models.ForeignKey(
        "contacts.Person", on_delete=models.CASCADE, related_name="memberships", verbose_name=_("person")
    )
    organization = models.ForeignKey(
        "contacts.Organization",
        on_delete=models.PROTECT,
        db_index=False,
        related_name="memberships",
        verbose_name=_("organisation"),
    )
    role = models.CharField(_("roll"), max_length=120)
    kind = models.CharField(_("slag av roll"), max_length=20, choices=RoleKind.choices)
    party = models.ForeignKey(
        "contacts.Party",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="memberships",
        verbose_name=_("parti"),
    )
    area = models.ForeignKey(
        "contacts.Area",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="memberships",
        verbose_name=_("område eller valkrets"),
    )
    term = models.ForeignKey(
        Term,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="memberships",
        verbose_name=_("mandatperiod"),
    )
    post = models.ForeignKey(
        Post,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="memberships",
        verbose_name=pgettext_lazy("on a body", "plats"),
    )
    stands_in_for = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="stood_in_by",
        verbose_name=_("ersätter"),
    )
    represents = models.ForeignKey(
        "contacts.Organization",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="represented_by",
        verbose_name=_("företräder"),
        help_text=_("Vilken organisation personen sitter för, i ett nätverk, en styrgrupp eller ett råd."),
    )
    side = models.CharField(_("majoritet eller opposition"), max_length=12, choices=Side.choices, blank=True)
    struck_at = models.DateTimeField(_("struken"), null=True, blank=True, editable=False)
    struck_reason = models.CharField(_("varför struken"), max_length=200, blank=True, editable=False)
    belong_together = (
        ("organization", "role", "kind", "party", "area", "term", "post", "stands_in_for", "represents"),
    )
    tell_of_the_whole = ("struck_at", "struck_reason")
    history = TrackedInBulk(asked_by=["person"])

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("uppdrag eller roll")
        verbose_name_plural = _("uppdrag och roller")
        ordering = ["-starts_on", "-pk"]
        # Instead of one on each relation: those that begin with it, or hold only the few rows that have it.
        indexes = [
            models.Index(fields=["organization", "starts_on", "ends_on"], name="membership_body_days"),
            models.Index(fields=["area", "starts_on", "ends_on"], name="membership_area_days"),
            *(
                models.Index(fields=[name], condition=Q(**{f"{name}__isnull": False}), name=f"membership_{name}")
                for name in ("term", "post", "stands_in_for", "represents")
            ),
        ]
        constraints = [
            period_constraint("membership_period"),
            models.UniqueConstraint(
                fields=["person", "organization", "role", "starts_on"],
                condition=Q(struck_at__isnull=True),
                name="membership_once",
                violation_error_message=_("Personen har redan den rollen i organisationen från den dagen."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role}, {self.organization}"

    def clean(self) -> None:
        super().clean()
        if self.stands_in_for_id and self.kind != RoleKind.SUBSTITUTE:
            raise ValidationError({"stands_in_for": _("Endast en ersättare kan ersätta någon.")})

    @property
    def is_struck(self) -> bool:
        return self.struck_at is not None


class MembershipStatus(Dated, Sourced):
    """A dated stretch of a mandate: serving, or on leave from the seat."""

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="statuses")
    status = models.CharField(_("läge"), max_length=20, choices=ServingStatus.choices)
    belong_together = (("status", "starts_on", "ends_on"),)
    history = TrackedInBulk(asked_by=["membership"])

    class Meta:
        verbose_name = _("tjänstgöring")
        verbose_name_plural = _("tjänstgöring")
        ordering = ["-starts_on"]
        constraints = [period_constraint("membership_status_period")]

    def __str__(self) -> str:
        return self.get_status_display()
