"""Forms of an organization's place in the tree, and of whose roles its page shows."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar, Self

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from contacts.columns.person import describe_organization
from contacts.models import Organization
from crm.common.dates import today
from crm.common.widgets import Combobox, DateInput
from crm.models import User


class MoveForm(forms.Form):
    """Under which organization another is put. Nothing chosen: at the top."""

    parent = forms.ModelChoiceField(
        label=_("Lägg under"),
        queryset=Organization.objects.none(),
        required=False,
        widget=Combobox("contacts:organization_suggest", describe=describe_organization),
        help_text=_("Lämna tomt för att lägga den överst i trädet. Allt som ingår i den följer med."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, user: User, organization: Organization, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("version", organization.version)
        self.initial.setdefault("parent", organization.parent_id)
        others = Organization.objects.visible_to(user).select_related("area", "parent")
        self.fields["parent"].queryset = others  # type: ignore[attr-defined]


class DayForm(forms.Form):
    """On which day: today where nothing, or nothing that is a day, is said."""

    day = forms.DateField(label=_("Dag"), required=False, widget=DateInput)

    @classmethod
    def of(cls, query: QueryDict) -> Self:
        """The form of a page's address; where that names no day, today stands in the field."""
        said = query.copy()
        said.setdefault("day", today().isoformat())
        return cls(said)

    @property
    def chosen(self) -> dt.date:
        return (self.cleaned_data.get("day") if self.is_valid() else None) or today()


class MembersForm(DayForm):
    """Which roles of an organization are shown, and how they are put together."""

    GROUPS: ClassVar = [("role", _("Roll")), ("party", _("Parti"))]
    WHEN: ClassVar = [("now", _("Den dagen")), ("past", _("Tidigare"))]

    when = forms.ChoiceField(label=_("Visa"), choices=WHEN, required=False)
    group = forms.ChoiceField(label=_("Gruppera efter"), choices=GROUPS, required=False)
    under = forms.BooleanField(label=_("Även allt som ligger under"), required=False)

    def said(self, name: str) -> Any:
        return self.cleaned_data.get(name) if self.is_valid() else None
