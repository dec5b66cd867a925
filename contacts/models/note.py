from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from contacts.querysets.note import NoteQuerySet
from crm.common.models import Versioned
from crm.common.text import stemmed
from crm.common.tracking import Tracked


class Note(Versioned):
    """What colleagues should know of a person or an organization, apart from contacts. Never shown outside."""

    person = models.ForeignKey("contacts.Person", on_delete=models.CASCADE, null=True, blank=True, related_name="notes")
    organization = models.ForeignKey(
        "contacts.Organization", on_delete=models.CASCADE, null=True, blank=True, related_name="notes"
    )
    text = models.TextField(_("anteckning"), max_length=10_000)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="notes", verbose_name=_("skriven av")
    )
    search_text = models.TextField(editable=False, default="")
    history = Tracked(excluded_fields=["search_text"])

    objects = NoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("intern anteckning")
        verbose_name_plural = _("interna anteckningar")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="note_one_subject",
                condition=Q(person__isnull=False, organization__isnull=True)
                | Q(person__isnull=True, organization__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.text[:60]

    def derive(self) -> None:
        self.search_text = stemmed(self.text)
