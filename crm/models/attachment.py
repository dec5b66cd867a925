"""Files that staff put beside something."""

from __future__ import annotations

import secrets
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from crm.common.tracking import Tracked


def place_of(attachment: Any, file_name: str) -> str:
    """A name that says nothing and cannot be guessed: what the sender called the file is kept in `name` only."""
    return f"attachments/{secrets.token_hex(16)}"


class AttachmentQuerySet(models.QuerySet["Attachment"]):
    def visible_to(self, user: Any) -> AttachmentQuerySet:
        """By itself a file is shown to who uploaded it; all others are let in by what it hangs on."""
        return self.filter(uploaded_by=user) if user.is_authenticated else self.none()

    def unused(self) -> AttachmentQuerySet:
        """Those that hang on nothing."""
        hangs = [relation.name for relation in self.model._meta.related_objects if relation.one_to_one]
        return self.filter(**{f"{name}__isnull": True for name in hangs})


class Attachment(models.Model):
    """A file as it was uploaded: its name, its type as its content shows, its size in bytes and its SHA-256.

    Who may read it is decided by what it hangs on.
    """

    file = models.FileField(_("fil"), upload_to=place_of)
    name = models.CharField(_("filnamn"), max_length=255)
    content_type = models.CharField(_("filtyp"), max_length=100)
    size = models.PositiveBigIntegerField(_("storlek"))
    digest = models.CharField(_("kontrollsumma"), max_length=64)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=pgettext_lazy("a user", "av"),
    )
    uploaded_at = models.DateTimeField(_("uppladdad"), auto_now_add=True)
    history = Tracked()

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("bilaga")
        verbose_name_plural = _("bilagor")
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name
