from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

ONE_SUBJECT = Q(person__isnull=False, organization__isnull=True) | Q(person__isnull=True, organization__isnull=False)


class Bookmark(models.Model):
    """A colleague's own mark on a person or an organization: a favourite, or the last time they looked."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey("contacts.Person", on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    organization = models.ForeignKey(
        "contacts.Organization", on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.person or self.organization)


class Favourite(Bookmark):
    """What a colleague wants close at hand."""

    class Meta:
        verbose_name = _("favorit")
        verbose_name_plural = _("favoriter")
        constraints = [
            models.CheckConstraint(name="favourite_one_subject", condition=ONE_SUBJECT),
            models.UniqueConstraint(fields=["user", "person"], name="favourite_person_once"),
            models.UniqueConstraint(fields=["user", "organization"], name="favourite_organization_once"),
        ]


class RecentView(Bookmark):
    """When a colleague last opened a page; only the newest of each colleague are kept."""

    seen_at = models.DateTimeField(_("senast visad"))

    class Meta:
        verbose_name = _("nyligen visad")
        verbose_name_plural = _("nyligen visade")
        ordering = ["-seen_at"]
        constraints = [
            models.CheckConstraint(name="recent_one_subject", condition=ONE_SUBJECT),
            models.UniqueConstraint(fields=["user", "person"], name="recent_person_once"),
            models.UniqueConstraint(fields=["user", "organization"], name="recent_organization_once"),
        ]
