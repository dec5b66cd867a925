"""What people do in public."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from advocacy.choices import ActKind, Leaning
from advocacy.querysets.influence import ActQuerySet
from crm.common.dates import check_years
from crm.common.models import Sourced, Versioned
from crm.common.text import stemmed
from crm.common.tracking import Tracked


class Act(Versioned, Sourced):
    """A personal public act: a question, a speech, a reservation, a statement. A party-line vote is none.

    What somebody signed is not stored again: motions and their signers are.
    """

    person = models.ForeignKey(
        "contacts.Person", on_delete=models.CASCADE, related_name="acts", verbose_name=_("person")
    )
    kind = models.CharField(_("slag av handling"), max_length=16, choices=ActKind.choices)
    acted_on = models.DateField(_("dag"))
    title = models.CharField(_("vad"), max_length=500)
    quote = models.TextField(_("citat"), blank=True)
    url = models.URLField(_("länk"), max_length=500)
    document = models.CharField(_("dokument-id"), max_length=40, blank=True)
    priority = models.ForeignKey(
        "advocacy.Priority",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="acts",
        verbose_name=_("sakfråga"),
    )
    leaning = models.CharField(_("för vår ståndpunkt"), max_length=10, choices=Leaning.choices, default=Leaning.NEITHER)
    search_text = models.TextField(editable=False, default="")
    belong_together = (("priority", "leaning"),)
    history = Tracked(excluded_fields=["search_text"])

    objects = ActQuerySet.as_manager()

    class Meta:
        verbose_name = _("handling")
        verbose_name_plural = _("handlingar")
        ordering = ["-acted_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "person", "kind"], condition=~Q(document=""), name="act_document_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("advocacy:act_detail", args=[self.pk])

    def clean(self) -> None:
        super().clean()
        check_years(self, "acted_on")

    def derive(self) -> None:
        self.search_text = stemmed(self.title, self.quote)
