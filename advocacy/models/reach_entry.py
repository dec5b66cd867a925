from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from advocacy.choices import CountsAs
from advocacy.querysets.reach_entry import ReachEntryQuerySet


class ReachEntry(models.Model):
    """What one contact adds to the reach of one priority or goal: whom, when, and what it counts as.

    One row for each of their side (or for an organization that the contact was with by itself) and each link of a
    contact that counts. Follows from contacts, participations and links; `advocacy.services.reach_entries` alone
    writes it, and `manage.py check_reach` holds it against them.
    """

    interaction = models.ForeignKey(
        "advocacy.Interaction", on_delete=models.CASCADE, related_name="reach_entries", verbose_name=_("kontakt")
    )
    person = models.ForeignKey(
        "contacts.Person",
        on_delete=models.CASCADE,
        null=True,
        related_name="reach_entries",
        verbose_name=_("person"),
    )
    # Few have one of these: they are indexed for those alone.
    organization = models.ForeignKey(
        "contacts.Organization",
        on_delete=models.CASCADE,
        null=True,
        db_index=False,
        related_name="reach_entries",
        verbose_name=_("organisation"),
    )
    membership = models.ForeignKey(
        "contacts.Membership",
        on_delete=models.SET_NULL,
        null=True,
        db_index=False,
        related_name="reach_entries",
        verbose_name=_("uppdrag då"),
    )
    # The id of a priority, or of a goal with a minus: one index holds both. A linked one cannot be deleted.
    subject = models.BigIntegerField(_("hör till"))
    held_on = models.DateField(_("datum"))
    counts_as = models.PositiveSmallIntegerField(_("räknas som"), choices=CountsAs.choices)
    is_by_them = models.BooleanField(_("de tog kontakt"))
    held_county = models.CharField(_("län då"), max_length=100, blank=True)

    objects = ReachEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("post i räckvidden")
        verbose_name_plural = _("poster i räckvidden")
        indexes = [
            # All that the figures of people ask, so that they read the index alone. What is empty in most rows is left
            # out: it would make every one of them longer.
            models.Index(
                fields=["subject", "held_on", "counts_as", "is_by_them", "person", "membership", "held_county"],
                name="reach_entry_of_subject",
            ),
            models.Index(
                fields=["organization"], condition=Q(organization__isnull=False), name="reach_entry_organization"
            ),
            models.Index(fields=["membership"], condition=Q(membership__isnull=False), name="reach_entry_membership"),
        ]
        constraints = [
            models.CheckConstraint(
                name="reach_entry_one_unit",
                condition=Q(person__isnull=False, organization__isnull=True)
                | Q(person__isnull=True, organization__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.held_on} {self.get_counts_as_display()}"
