"""What a colleague is told."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from crm.common.permissions import is_member


class NotificationQuerySet(models.QuerySet["Notification"]):
    def visible_to(self, user: Any) -> NotificationQuerySet:
        """One's own, and nobody else's."""
        return self.filter(user=user) if is_member(user) else self.none()

    def unread(self) -> NotificationQuerySet:
        return self.filter(read_at__isnull=True)

    def unread_first(self) -> NotificationQuerySet:
        return self.order_by(F("read_at").desc(nulls_first=True), "-made_at", "-pk")


class Notification(models.Model):
    """Something that concerns a colleague: mentioned in a note, handed a task, a promise that is late.

    `title` says what in words that anybody may read; what it is about stands behind `url`, to those who may see it.
    """

    class Kind(models.TextChoices):
        MENTION = "mention", _("Nämnd")
        HANDOVER = "handover", _("Överlämnat")
        TASK = "task", _("Uppgift")
        MAIL = "mail", _("E-post in")
        MOTION = "motion", _("Motioner")
        PAPER = "paper", _("Styrelseunderlag")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notifications")
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("slag"), max_length=10, choices=Kind.choices)
    title = models.CharField(_("vad"), max_length=250)
    url = models.CharField(_("var"), max_length=250)
    made_at = models.DateTimeField(_("när"), auto_now_add=True)
    read_at = models.DateTimeField(_("läst"), null=True, blank=True)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        verbose_name = _("avisering")
        verbose_name_plural = _("aviseringar")
        ordering = ["-made_at", "-pk"]
        indexes = [models.Index(fields=["user"], name="notification_unread", condition=Q(read_at__isnull=True))]

    def __str__(self) -> str:
        return self.title


class Digest(models.Model):
    """That the day's e-mail went to a colleague: at most one a day, whoever runs the job."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    day = models.DateField(_("dag"))
    sent_at = models.DateTimeField(_("skickad"), auto_now_add=True)

    class Meta:
        verbose_name = _("dagligt brev")
        verbose_name_plural = _("dagliga brev")
        constraints = [models.UniqueConstraint(fields=["user", "day"], name="digest_once_a_day")]

    def __str__(self) -> str:
        return f"{self.user} {self.day}"
