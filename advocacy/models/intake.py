"""Contacts that did not come by the form: from a phone without network, by mail, from a calendar."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from advocacy.choices import Channel, MailState
from advocacy.querysets.mail import IncomingMailQuerySet
from crm.common.models import Versioned
from crm.common.tracking import Tracked


class InteractionOrigin(models.Model):
    """Which way a contact came, and the key by which it is known when it comes a second time.

    The key is the phone's own idempotency key, the mail's Message-ID or the invitation's UID.
    """

    interaction = models.OneToOneField(
        "advocacy.Interaction", on_delete=models.CASCADE, related_name="origin", verbose_name=_("kontakt")
    )
    channel = models.CharField(_("väg"), max_length=10, choices=Channel.choices)
    key = models.CharField(_("nyckel"), max_length=255)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    history = Tracked()

    class Meta:
        verbose_name = _("ursprung")
        verbose_name_plural = _("ursprung")
        constraints = [models.UniqueConstraint(fields=["channel", "owner", "key"], name="interaction_origin_once")]

    def __str__(self) -> str:
        return f"{self.channel} {self.key}"


class IncomingMail(Versioned):
    """A mail that a colleague handed in: the draft contact it became, or why it became none.

    `raw` keeps the mail itself until somebody has gone through it; then it goes, and what was chosen stays.
    `unknown` are the addresses that nobody in the register has: [{"name", "email"}].
    """

    message_id = models.CharField(_("mejlets identitet"), max_length=255)
    channel = models.CharField(
        _("väg in"), max_length=10, choices=[("upload", _("Uppladdad")), ("imap", _("Brevlåda"))]
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="mails",
        verbose_name=_("kollega"),
    )
    sender = models.CharField(_("från"), max_length=320)
    subject = models.CharField(_("ämne"), max_length=300, blank=True)
    sent_at = models.DateTimeField(_("skickat"), null=True, blank=True)
    state = models.CharField(_("läge"), max_length=10, choices=MailState.choices, default=MailState.DRAFT)
    reason = models.CharField(_("varför"), max_length=300, blank=True)
    unknown = models.JSONField(_("okända adresser"), default=list, blank=True)
    raw = models.FileField(_("mejlet"), upload_to="mail/", blank=True)
    interaction = models.OneToOneField(
        "advocacy.Interaction",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="mail",
        verbose_name=_("kontakt"),
    )
    history = Tracked()

    objects = IncomingMailQuerySet.as_manager()

    class Meta:
        verbose_name = _("inkommet mejl")
        verbose_name_plural = _("inkomna mejl")
        ordering = ["-created_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["owner", "message_id"], name="mail_once")]

    def __str__(self) -> str:
        return self.subject

    def get_absolute_url(self) -> str:
        return reverse("advocacy:mail_detail", args=[self.pk])


class CalendarFeed(models.Model):
    """A colleague's own calendar address. Only the token's digest is kept; revoking it closes the address."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calendar_feeds")
    digest = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(_("skapad"), auto_now_add=True)
    last_read_at = models.DateTimeField(_("senast läst"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("stängd"), null=True, blank=True)
    history = Tracked(excluded_fields=["last_read_at"])

    class Meta:
        verbose_name = _("kalenderadress")
        verbose_name_plural = _("kalenderadresser")
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["user"], name="calendar_feed_open_once", condition=Q(revoked_at__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return str(self.user)


class InteractionAttachment(models.Model):
    """A file beside a contact: read by those who may read the contact."""

    interaction = models.ForeignKey(
        "advocacy.Interaction", on_delete=models.CASCADE, related_name="attachment_links", verbose_name=_("kontakt")
    )
    attachment = models.OneToOneField(
        "crm.Attachment", on_delete=models.PROTECT, related_name="interaction_link", verbose_name=_("bilaga")
    )
    history = Tracked()

    class Meta:
        verbose_name = _("bilaga till kontakt")
        verbose_name_plural = _("bilagor till kontakt")
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.attachment)
