"""What the chart component asks for."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString

from crm.common import charts

register = template.Library()


@register.simple_tag
def picture(chart: charts.Chart | charts.AreaMap) -> SafeString | None:
    """The picture, if it is there at once; else the page fetches it."""
    return charts.picture(chart)
