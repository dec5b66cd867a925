"""The customer's own look, where a page shows it."""

from __future__ import annotations

from django import template

from crm.models import Look

register = template.Library()


@register.simple_tag
def look() -> Look:
    """Name and logo of the organization. One query: for pages outside the frame."""
    return Look.objects.current()
