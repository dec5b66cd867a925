from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from advocacy.models import MotionPeriod
from crm.common.widgets import DateInput


class MotionPeriodForm(forms.ModelForm):  # type: ignore[type-arg]
    """A Riksdag session's motion period; its version says what the form was made from."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = MotionPeriod
        fields = ("session", "starts_on", "ends_on")
        widgets: ClassVar = {"starts_on": DateInput, "ends_on": DateInput}
        help_texts: ClassVar = {"session": _("Till exempel 2026/27.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["version"].required = self.instance.pk is not None
        self.initial["version"] = self.instance.version

    @property
    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self._meta.fields}  # type: ignore[union-attr]
