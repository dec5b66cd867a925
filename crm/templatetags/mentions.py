"""Texts in which colleagues may be named, as they are read."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.defaultfilters import linebreaks, linebreaksbr
from django.utils.html import conditional_escape, format_html, urlize
from django.utils.safestring import SafeString, mark_safe

from crm.common import mentions

register = template.Library()


@register.simple_tag(takes_context=True)
def said(context: Any, text: str, *, paragraphs: bool = False) -> SafeString:
    """`text` with its lines, its addresses as links and its colleagues marked. Colleagues are read once a page."""
    parts, at = [], 0
    for start, end, _user in mentions.found(text, _callings(context) if "@" in text else {}):
        parts += [_plain(text[at:start]), format_html('<span class="mention">{}</span>', text[start:end])]
        at = end
    whole = "".join([*parts, _plain(text[at:])])
    broken = linebreaks if paragraphs else linebreaksbr
    return mark_safe(broken(whole, autoescape=False))  # noqa: S308 every part is escaped


def _plain(text: str) -> str:
    return urlize(conditional_escape(text), nofollow=True) if text else ""


def _callings(context: Any) -> Any:
    holder = context["request"].__dict__
    if "_callings" not in holder:
        holder["_callings"] = mentions.callings()
    return holder["_callings"]
