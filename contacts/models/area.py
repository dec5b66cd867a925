from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from contacts.choices import AreaKind
from crm.common.dates import Dated, period_constraint
from crm.common.text import sort_key
from crm.common.tracking import Tracked


class Area(Dated):
    """A municipality, county, Riksdag constituency, country or the EU.

    `county` answers 'which county is this in' in one join: a county's own county is itself.
    """

    kind = models.CharField(_("slag"), max_length=20, choices=AreaKind.choices)
    code = models.CharField(_("kod"), max_length=10)
    name = models.CharField(_("namn"), max_length=100)
    short_name = models.CharField(_("kort namn"), max_length=60, blank=True)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("ligger i")
    )
    county = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="in_county", verbose_name=_("län")
    )
    successor = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="predecessors",
        verbose_name=_("uppgick i"),
        help_text=_("Området som detta slogs ihop med, från dagen efter att det upphörde."),
    )
    sort_key = models.CharField(max_length=200, editable=False, db_index=True)
    belong_together = (("kind", "parent", "county"), ("ends_on", "successor"))
    history = Tracked(excluded_fields=["sort_key"])

    class Meta:
        verbose_name = _("område")
        verbose_name_plural = _("områden")
        ordering = ["sort_key"]
        constraints = [
            period_constraint("area_period"),
            models.UniqueConstraint(fields=["kind", "code"], name="area_kind_code"),
        ]

    def __str__(self) -> str:
        return self.name

    def derive(self) -> None:
        self.sort_key = sort_key(self.name)

    @property
    def short(self) -> str:
        return self.short_name or self.name
