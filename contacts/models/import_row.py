from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class ImportRow(models.Model):
    """What an import will do, or did, with one row of its file: the report that links every row to whom it became.

    `outcome`: new, changed, unchanged, wrong, skipped or doubtful. `detail` says it in words; `data` holds the same
    in parts: changes [[field, before, after]], wrong [[field, column, value, reason]], candidates [person ids].
    """

    run = models.ForeignKey("crm.ImportRun", on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField(_("rad"))
    outcome = models.CharField(_("utfall"), max_length=10)
    name = models.CharField(_("namn"), max_length=200, blank=True)
    person = models.ForeignKey("contacts.Person", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    detail = models.TextField(_("förklaring"), blank=True)
    data = models.JSONField(_("uppgifter"), default=dict)

    class Meta:
        verbose_name = _("importerad rad")
        verbose_name_plural = _("importerade rader")
        ordering = ["run", "number"]
        indexes = [models.Index(fields=["run", "outcome", "number"], name="import_row_outcome")]

    def __str__(self) -> str:
        return f"{self.number}: {self.outcome}"
