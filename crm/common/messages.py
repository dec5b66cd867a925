"""Messages that offer the way back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from crm.models import Operation


def done(request: HttpRequest, operation: Operation, text: str = "") -> None:
    """Say what was done (the operation's title) with links to see it and to take it back."""
    messages.success(
        request,
        format_html(
            '{} <a href="{}">{}</a> · <a href="{}">{}</a>',
            text or f"{operation.title}.",
            reverse("crm:operation_detail", args=[operation.pk]),
            _("Visa"),
            reverse("crm:operation_undo", args=[operation.pk]),
            _("Ångra"),
        ),
    )
