from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from contacts.choices import ListKind
from contacts.querysets.contact_list import ContactListQuerySet
from crm.common.dates import Dated, period_constraint
from crm.common.models import Versioned
from crm.common.text import sort_key
from crm.common.tracking import Tracked, TrackedInBulk


class ContactList(Versioned):
    """People chosen by hand (static), or those that a saved filter of the people list finds today (dynamic)."""

    name = models.CharField(_("namn"), max_length=100, unique=True)
    description = models.TextField(_("beskrivning"), blank=True, max_length=1000)
    kind = models.CharField(_("slag"), max_length=10, choices=ListKind.choices, default=ListKind.STATIC)
    query = models.TextField(_("urval"), blank=True, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="contact_lists", verbose_name=_("ansvarig")
    )
    is_shared = models.BooleanField(_("delas med alla"), default=True)
    is_archived = models.BooleanField(_("arkiverad"), default=False)
    sort_key = models.CharField(max_length=200, editable=False, db_index=True)
    belong_together = (("kind", "query"), ("owner", "is_shared"))
    history = Tracked(excluded_fields=["sort_key"])

    objects = ContactListQuerySet.as_manager()

    class Meta:
        verbose_name = _("kontaktlista")
        verbose_name_plural = _("kontaktlistor")
        ordering = ["sort_key", "pk"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("contacts:list_detail", args=[self.pk])

    def derive(self) -> None:
        self.sort_key = sort_key(self.name)

    @property
    def is_dynamic(self) -> bool:
        return self.kind == ListKind.DYNAMIC


class ContactListMember(Dated):
    """A person on a static list, from the day they were put there to the day they were taken off."""

    contact_list = models.ForeignKey(
        ContactList, on_delete=models.CASCADE, related_name="members", verbose_name=_("kontaktlista")
    )
    person = models.ForeignKey(
        "contacts.Person", on_delete=models.CASCADE, related_name="list_memberships", verbose_name=_("person")
    )
    history = TrackedInBulk()

    class Meta:
        verbose_name = _("person på lista")
        verbose_name_plural = _("personer på listor")
        constraints = [
            period_constraint("list_member_period"),
            models.UniqueConstraint(
                fields=["contact_list", "person"],
                condition=models.Q(ends_on__isnull=True),
                name="list_member_once",
                violation_error_message=_("Personen står redan på listan."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.contact_list)
