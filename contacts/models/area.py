from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from contacts.choices import AreaKind
from crm.common.text import sort_key


class Area(models.Model):
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
    sort_key = models.CharField(max_length=200, editable=False, db_index=True)

    class Meta:
        verbose_name = _("område")
        verbose_name_plural = _("områden")
        ordering = ["sort_key"]
        constraints = [models.UniqueConstraint(fields=["kind", "code"], name="area_kind_code")]

    def __str__(self) -> str:
        return self.name

    def derive(self) -> None:
        self.sort_key = sort_key(self.name)

    @property
    def short(self) -> str:
        return self.short_name or self.name
