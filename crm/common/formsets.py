"""Rows of a form that are filled in together."""

from __future__ import annotations

from typing import Any

from django import forms


class RowsFormSet(forms.BaseFormSet):
    """Rows of which a summary above the form tells what is wrong."""

    @property
    def wrong(self) -> list[tuple[int, Any, str]]:
        """What is wrong, for the summary: the row's number, its field, what is said of it."""
        return [
            (number, row[name], str(error))
            for number, row in enumerate(self.forms, 1)
            for name, errors in (row.errors.items() if self.is_bound else ())
            for error in errors
            if name in row.fields
        ]
