"""What the templates of forms ask. Installed as a template builtin, so no page has to load it."""

from __future__ import annotations

from typing import Any

from django import template

register = template.Library()


@register.filter
def error_count(form: Any) -> int:
    """Those of the form and of the rows within it."""
    rows = [*getattr(getattr(form, "details", None), "wrong", ()), *getattr(form, "wrong_rows", ())]
    return sum(len(errors) for errors in form.errors.values()) + len(rows)


@register.filter
def get_field(form: Any, name: str) -> Any:
    """The bound field `name`, None for '__all__' and the like."""
    return form[name] if name in form.fields else None


@register.filter
def plain(form: Any) -> Any:
    """A library's form without the placeholders that repeat its labels."""
    for field in form.fields.values():
        field.widget.attrs.pop("placeholder", None)
    return form


@register.simple_tag
def split_fields(form: Any) -> dict[str, Any]:
    """A form's fields as it shows them: hidden, in the first screenful, and behind 'Mer' (`form.more_fields`)."""
    rare = set(getattr(form, "more_fields", ()))
    shown = form.visible_fields()
    more = [field for field in shown if field.name in rare]
    return {
        "hidden": form.hidden_fields(),
        "first": [field for field in shown if field.name not in rare],
        "more": more,
        "more_open": any(field.errors for field in more),
    }
