"""Form fields of our own."""

from __future__ import annotations

from typing import Any

import django_filters.fields
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from crm.common.dates import today
from crm.common.spoken_days import Spoken, Unclear, understood
from crm.common.text import row_id
from crm.common.widgets import DateInput


class SafeIds:
    """Several rows by id: what can be no id ('²', thirty digits) is refused beside the field.

    Django asks the database for it; SQLite has no integers of that size and the page would fail.
    """

    def _check_values(self: Any, value: Any) -> Any:
        if not self.to_field_name:
            for pk in value:
                if row_id(getattr(pk, "pk", pk)) is None and str(pk) != str(getattr(self, "null_value", "")):
                    message = self.error_messages["invalid_pk_value"]
                    raise ValidationError(message, code="invalid_pk_value", params={"pk": pk})
        found = super()._check_values(value)  # type: ignore[misc]
        # A type-ahead that shows what is chosen need not ask for it again.
        self.widget.known = {str(row.pk): row for row in found if hasattr(row, "pk")}
        return found


class RowsField(SafeIds, forms.ModelMultipleChoiceField):
    """The multiple choice of rows that every form of ours uses."""


class FilterRowsField(SafeIds, django_filters.fields.ModelMultipleChoiceField):
    """The same for filters."""


class IdsField(forms.Field):
    """Ids of rows that were ticked in a list: '1,2,3', or the parameter several times."""

    widget = forms.MultipleHiddenInput
    default_error_messages = {"invalid": _("Markeringen går inte att läsa.")}

    def to_python(self, value: Any) -> list[int]:
        texts = [part for text in value or [] for part in str(text).split(",") if part]
        ids = [row_id(text) for text in texts]
        if None in ids:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return list(dict.fromkeys(i for i in ids if i is not None))

    def validate(self, value: Any) -> None:
        if self.required and not value:
            raise ValidationError(self.error_messages["required"], code="required")


class SpacedDigits:
    """A number as Swedes write it: '12 000 000', with any sort of space between the digits."""

    def to_python(self: Any, value: Any) -> Any:
        return super().to_python("".join(value.split()) if isinstance(value, str) else value)  # type: ignore[misc]


class AmountField(SpacedDigits, forms.IntegerField):
    """Whole kronor. A field of text: the browser's own for numbers takes no spaces."""

    widget = forms.TextInput

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return super().widget_attrs(widget) | {"inputmode": "numeric"}

    def prepare_value(self, value: Any) -> Any:
        """A stored amount in groups of three; what somebody typed stays as it is."""
        return f"{value:,}".replace(",", "\N{NO-BREAK SPACE}") if isinstance(value, int) else value


class DecimalAmountField(SpacedDigits, forms.DecimalField):
    """An amount with decimals behind a comma: '12 000,5'."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"localize": True, **kwargs})

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return super().widget_attrs(widget) | {"inputmode": "decimal"}


class PastDayField(forms.DateField):
    """A day that has been: the date of a source cannot lie ahead."""

    widget = DateInput

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value and value > today():
            raise ValidationError(_("Dagen ligger framåt i tiden."), code="ahead")


class SpokenDayField(forms.CharField):
    """A day, and perhaps a time, as people write them ('igår 14.30'); nothing means today."""

    def to_python(self, value: Any) -> Any:
        try:
            return understood(super().to_python(value) or "")
        except Unclear as error:
            raise ValidationError(str(error), code="unclear") from error

    def validate(self, value: Any) -> None:
        """Every day that was understood will do, but one of a year that nobody means."""
        if isinstance(value, Spoken) and not 1900 <= value.day.year <= 2100:
            raise ValidationError(_("Året ska ligga mellan 1900 och 2100."), code="year")

    def run_validators(self, value: Any) -> None:
        """Those of CharField look at text."""


class FilesInput(forms.FileInput):
    """Several files at once."""

    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return files.getlist(name) if hasattr(files, "getlist") else files.get(name, [])

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return name not in files


class FilesField(forms.Field):
    """Several uploaded files; `accept` is what the browser offers. What is taken, `crm.common.attachments` decides."""

    def __init__(self, *, accept: str = "", **kwargs: Any) -> None:
        super().__init__(widget=FilesInput(attrs={"multiple": True, "accept": accept}), **kwargs)
