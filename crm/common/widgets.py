"""Form widgets of our own: type-ahead choice, choices as pills, days as the browser picks them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.urls import reverse, reverse_lazy
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from crm.common.text import row_id


class DateInput(forms.DateInput):
    """The browser's own date picker, which speaks ISO whatever the language."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class TimeInput(forms.TimeInput):
    input_type = "time"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%H:%M")


def mentioning(**attrs: Any) -> dict[str, Any]:
    """Attributes of a text field in which '@' offers colleagues (`mentions.js`)."""
    return {"data-mentions": reverse_lazy("crm:colleague_suggest"), "data-mentions-label": _("Kollegor"), **attrs}


class Described:
    """Each choice of a group that is wrong says why, and not the group alone."""

    def create_option(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option: dict[str, Any] = super().create_option(*args, **kwargs)  # type: ignore[misc]
        group = (kwargs.get("attrs") or {}).get("id")
        if group and option["attrs"].get("aria-invalid"):
            option["attrs"]["aria-describedby"] = f"{group}_error"
        return option


class PillRadio(Described, forms.RadioSelect):
    """One of a few choices, as pills in a line."""

    def __init__(self, attrs: dict[str, Any] | None = None, choices: Any = ()) -> None:
        super().__init__({"class": "pills", **(attrs or {})}, choices)


class PillCheckboxes(Described, forms.CheckboxSelectMultiple):
    """Some of a few choices, as pills in a line."""

    def __init__(self, attrs: dict[str, Any] | None = None, choices: Any = ()) -> None:
        super().__init__({"class": "pills", **(attrs or {})}, choices)


class CheckList(forms.CheckboxSelectMultiple):
    """Some of many choices, in a box that scrolls."""

    def __init__(self, attrs: dict[str, Any] | None = None, choices: Any = ()) -> None:
        super().__init__({"class": "checks", **(attrs or {})}, choices)


class Checkbox(forms.CheckboxInput):
    """A checkbox of a filter: asks for something when ticked, and for nothing when not."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return super().value_from_datadict(data, files, name) or None


class Combobox(forms.Widget):
    """Type-ahead over any number of rows: only what is chosen is rendered, the rest is asked of `url`.

    For ModelChoiceField, and with `multiple=True` ModelMultipleChoiceField. `describe(obj)` gives the chip's
    `text` (default: str(obj)) and, where there is one, `party` and `color`. `query` narrows what is suggested
    ('kind=committee').
    """

    template_name = "django/forms/widgets/combobox.html"
    choices: Any = ()

    def __init__(
        self,
        url: str,
        *,
        multiple: bool = False,
        create_url: str = "",
        create_label: Any = "",
        describe: Callable[[Any], Mapping[str, Any]] | None = None,
        query: str = "",
        attrs: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(attrs)
        self.url = url
        self.query = query
        self.known: dict[str, Any] = {}
        self.multiple = multiple
        self.create_url = create_url
        self.create_label = create_label
        self.describe = describe

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        if self.multiple:
            return data.getlist(name) if isinstance(data, MultiValueDict) else data.get(name)
        return data.get(name)

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return False

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"].update(
            {
                "url": f"{reverse(self.url)}?{self.query}" if self.query else reverse_lazy(self.url),
                "multiple": self.multiple,
                "create_url": reverse_lazy(self.create_url) if self.create_url else "",
                "create_label": self.create_label,
                "selected": [self._shown(obj) for obj in self._chosen(value)],
            }
        )
        return context

    def _chosen(self, value: Any) -> Iterable[Any]:
        values = value if isinstance(value, list | tuple | QuerySet) else [value]
        keys = [str(getattr(v, "pk", v)) for v in values if v not in (None, "")]
        queryset = getattr(self.choices, "queryset", None)
        if queryset is None or not keys:
            return []
        key = getattr(self.choices.field, "to_field_name", None) or "pk"
        keys = [k for k in keys if row_id(k) is not None] if key in ("pk", "id") else keys
        if set(keys) <= set(self.known):
            return [self.known[k] for k in keys]
        found = {str(getattr(obj, key)): obj for obj in queryset.filter(**{f"{key}__in": keys})}
        return [found[k] for k in keys if k in found]

    def _shown(self, obj: Any) -> dict[str, Any]:
        return {"id": obj.pk, "text": str(obj), **(self.describe(obj) if self.describe else {})}
