"""Validating very many rows of a model: what `clean_fields` would say, asked once per value instead of once per row."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models

CACHED = 20_000
_EXACT = {models.BooleanField: bool, models.DateField: dt.date, models.DateTimeField: dt.datetime}


class Checker:
    """Checks rows of `model` by themselves, as `clean_fields` (but for relations) and `clean` do."""

    def __init__(self, model: type[models.Model]) -> None:
        self.checks = [(field.attname, _check(field)) for field in model._meta.concrete_fields if not field.is_relation]
        self.has_clean = model.clean is not models.Model.clean

    def check(self, obj: models.Model) -> None:
        """Set every field to its clean value. Raises ValidationError with all that is wrong, field by field."""
        errors: dict[str, list[ValidationError]] = {}
        values = obj.__dict__
        for name, check in self.checks:
            try:
                value = values[name]
                clean = check(value)
                if clean is not value:
                    setattr(obj, name, clean)
            except ValidationError as error:
                errors[name] = error.error_list
        if errors:
            raise ValidationError(errors)
        if self.has_clean:
            obj.clean()


def _check(field: Any) -> Callable[[Any], Any]:
    """What cleans a value of `field`. Raises ValidationError."""

    def slowly(value: Any) -> Any:
        if field.blank and value in field.empty_values:
            return value
        return field.clean(value, None)

    exact = _EXACT.get(type(field))
    if exact is not None and not field.choices and not field.validators:
        return lambda value: value if type(value) is exact else slowly(value)
    if _is_free_text(field):
        blank = field.blank
        longest: float = (isinstance(field, models.CharField) and field.max_length) or float("inf")
        return lambda value: (
            value if type(value) is str and len(value) <= longest and (value or blank) else slowly(value)
        )
    return _remembered(slowly)


def _is_free_text(field: Any) -> bool:
    return (
        type(field) in (models.CharField, models.TextField)
        and not field.choices
        and all(type(validator) is MaxLengthValidator for validator in field.validators)
    )


def _remembered(slowly: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """For fields of few values: the answer for each is kept. True is not 1, nor are 1 and 1.0 the same."""
    known: dict[Any, Any] = {}

    def check(value: Any) -> Any:
        if not isinstance(value, str | int):
            return slowly(value)
        key = (type(value), value)
        if key in known:
            return known[key]
        clean = slowly(value)
        if len(known) < CACHED:
            known[key] = clean
        return clean

    return check
