from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class LastMet(models.Model):
    """The day somebody and we last talked, confidential or not: kept so that everybody can be sorted by it.

    Follows from participations and contacts; `advocacy.services.last_met` alone writes it.
    """

    person = models.OneToOneField(
        "contacts.Person", on_delete=models.CASCADE, primary_key=True, related_name="last_met", verbose_name=_("person")
    )
    met_on = models.DateField(_("senast träffad"), db_index=True)

    class Meta:
        verbose_name = _("senast träffad")
        verbose_name_plural = _("senast träffade")

    def __str__(self) -> str:
        return str(self.met_on)
