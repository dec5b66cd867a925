from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from advocacy.choices import EventKind
from advocacy.querysets.event import EventQuerySet
from crm.common.dates import Dated, period_constraint
from crm.common.models import Versioned
from crm.common.text import stemmed
from crm.common.tracking import Tracked


class Event(Versioned, Dated):
    """Almedalen week ⊃ a seminar in it; Mälartinget; a study trip. Never counted itself: its interaction is."""

    name = models.CharField(_("namn"), max_length=200)
    kind = models.CharField(_("slag"), max_length=20, choices=EventKind.choices)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("ingår i")
    )
    place = models.CharField(_("plats"), max_length=150, blank=True)
    description = models.TextField(_("beskrivning"), blank=True)
    is_ours = models.BooleanField(_("vi arrangerar"), default=True)
    is_cancelled = models.BooleanField(_("inställt"), default=False)
    search_text = models.TextField(editable=False, default="")
    history = Tracked(excluded_fields=["search_text"])

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("arrangemang")
        verbose_name_plural = _("arrangemang")
        ordering = ["-starts_on", "name"]
        constraints = [period_constraint("event_period")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("advocacy:event_detail", args=[self.pk])

    def derive(self) -> None:
        self.search_text = stemmed(self.name, self.place, self.description)

    def clean(self) -> None:
        super().clean()
        if self.starts_on is None:
            raise ValidationError({"starts_on": _("Ange vilken dag arrangemanget börjar.")})
        if self.parent_id and self.parent_id == self.pk:
            raise ValidationError({"parent": _("Ett arrangemang kan inte ingå i sig självt.")})
