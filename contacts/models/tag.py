from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from crm.common.models import Versioned
from crm.common.tracking import Tracked, TrackedInBulk


class Tag(Versioned):
    """A word that staff put on people and organizations."""

    name = models.CharField(_("etikett"), max_length=60, unique=True)
    description = models.CharField(_("beskrivning"), max_length=200, blank=True)
    history = Tracked()

    class Meta:
        verbose_name = _("etikett")
        verbose_name_plural = _("etiketter")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class PersonTag(models.Model):
    """A tag on a person."""

    person = models.ForeignKey("contacts.Person", on_delete=models.CASCADE, related_name="person_tags")
    tag = models.ForeignKey(Tag, on_delete=models.PROTECT, related_name="person_tags")
    history = TrackedInBulk(asked_by=["person"])

    class Meta:
        verbose_name = _("etikett på person")
        verbose_name_plural = _("etiketter på personer")
        constraints = [models.UniqueConstraint(fields=["person", "tag"], name="person_tag_once")]

    def __str__(self) -> str:
        return str(self.tag)


class OrganizationTag(models.Model):
    """A tag on an organization."""

    organization = models.ForeignKey(
        "contacts.Organization", on_delete=models.CASCADE, related_name="organization_tags"
    )
    tag = models.ForeignKey(Tag, on_delete=models.PROTECT, related_name="organization_tags")
    history = Tracked()

    class Meta:
        verbose_name = _("etikett på organisation")
        verbose_name_plural = _("etiketter på organisationer")
        constraints = [models.UniqueConstraint(fields=["organization", "tag"], name="organization_tag_once")]

    def __str__(self) -> str:
        return str(self.tag)
