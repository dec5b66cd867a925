"""What a browser posts: the fields of a form as the page filled them in, so that a test names only what it changes."""

from __future__ import annotations

from typing import Any

from django.test import Client


def filled(client: Client, url: str, **changes: Any) -> dict[str, Any]:
    """The values that the form at `url` shows, with `changes` ('details__0__value' stands for 'details-0-value')."""
    form = client.get(url).context["form"]
    bound = [*form] + [f for row in getattr(form, "details", ()) for f in row]
    if hasattr(form, "details"):
        bound += [*form.details.management_form]
    data = {field.html_name: _posted(field.value()) for field in bound}
    data |= {name.replace("__", "-"): value for name, value in changes.items()}
    return {name: value for name, value in data.items() if value not in (None, False)}


def _posted(value: Any) -> Any:
    value = value() if callable(value) else value
    return getattr(value, "pk", value)
