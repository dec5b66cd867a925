"""Which organizations become which, from a day; then, name by name, who goes where."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contacts.columns.person import describe_organization
from contacts.models import Membership, Organization, OrganizationResponsibility
from contacts.services.successions import Choices, Newcomer, check
from crm.common.fields import RowsField
from crm.common.widgets import Combobox, DateInput
from crm.models import User

MANY = 3
NOWHERE = "end"


class ReorganisationForm(forms.Form):
    """First what becomes what; when that stands, `ask()` adds a choice for every mandate and responsibility."""

    predecessors = RowsField(
        label=gettext_lazy("Upphör"),
        queryset=Organization.objects.none(),
        widget=Combobox("contacts:organization_suggest", multiple=True, describe=describe_organization),
        help_text=gettext_lazy("Ett departement som delas eller byter namn, eller flera som slås ihop."),
    )
    on = forms.DateField(
        label=gettext_lazy("Från och med"),
        widget=DateInput,
        help_text=gettext_lazy("De nya finns från den dagen, de gamla till och med dagen före."),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        organizations = Organization.objects.visible_to(user).select_related("area", "parent")
        self.fields["predecessors"].queryset = organizations  # type: ignore[attr-defined]
        for number in range(1, MANY + 1):
            self.fields[f"name_{number}"] = forms.CharField(
                label=_("Ny organisation %(number)s") % {"number": number}, max_length=200, required=False
            )
            self.fields[f"existing_{number}"] = forms.ModelChoiceField(
                label=_("… eller en som redan finns"),
                queryset=organizations,
                required=False,
                widget=Combobox("contacts:organization_suggest", describe=describe_organization),
            )
        self.asked: list[str] = []

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        cleaned["newcomers"] = self._newcomers(cleaned)
        if not cleaned["newcomers"] and not self.errors:
            self.add_error("name_1", _("Ange minst en organisation som tar över."))
        if not self.errors:
            try:
                check(cleaned["predecessors"], cleaned["newcomers"], cleaned["on"])
            except ValidationError as error:
                for name, messages in (error.message_dict if hasattr(error, "error_dict") else {None: error}).items():
                    self.add_error(name, messages)
        return cleaned

    def _newcomers(self, cleaned: dict[str, Any]) -> list[Newcomer]:
        newcomers = []
        for number in range(1, MANY + 1):
            name, existing = cleaned.get(f"name_{number}"), cleaned.get(f"existing_{number}")
            if name and existing:
                self.add_error(f"name_{number}", _("Skriv ett nytt namn eller välj en som finns, inte båda."))
            elif name or existing:
                newcomers.append(Newcomer(name=name or "", existing=existing))
        return newcomers

    def ask(self) -> None:
        """Add a choice for each mandate that lasts to the day or beyond, and for each responsibility."""
        old, on = self.cleaned_data["predecessors"], self.cleaned_data["on"]
        lasting = Q(ends_on__isnull=True) | Q(ends_on__gte=on)
        held = Membership.objects.valid().filter(lasting, organization__in=old)
        for membership in held.select_related("person", "organization").order_by("organization", "person__sort_key"):
            said = f"{membership.person.name}, {membership.role}, {membership.organization.short}"
            self._add(f"mandate_{membership.pk}", said)
        links = OrganizationResponsibility.objects.filter(lasting, organization__in=old)
        for link in links.select_related("responsibility"):
            self._add(f"field_{link.pk}", str(link.responsibility))

    def _add(self, name: str, label: str) -> None:
        newcomers = self.cleaned_data["newcomers"]
        choices = [(str(place), newcomer.name or str(newcomer.existing)) for place, newcomer in enumerate(newcomers)]
        self.fields[name] = forms.ChoiceField(label=label, choices=[*choices, (NOWHERE, _("Slutar"))], initial="0")
        self.initial[name] = "0"
        self.asked.append(name)

    @property
    def mandates(self) -> list[Any]:
        return [self[name] for name in self.asked if name.startswith("mandate_")]

    @property
    def responsibilities(self) -> list[Any]:
        return [self[name] for name in self.asked if name.startswith("field_")]

    def choices(self) -> Choices:
        """What was chosen. Only after `ask()` and `is_valid_choice()`."""
        chosen = {name: self.data.get(name, "0") for name in self.asked}
        place = {name: None if value == NOWHERE else int(value) for name, value in chosen.items()}
        return Choices(
            mandates={int(n.removeprefix("mandate_")): p for n, p in place.items() if n.startswith("mandate_")},
            responsibilities={int(n.removeprefix("field_")): p for n, p in place.items() if n.startswith("field_")},
        )

    def are_chosen(self) -> bool:
        """Whether each choice is one of those that there are."""
        places = {str(n) for n in range(len(self.cleaned_data["newcomers"]))} | {NOWHERE}
        return all(self.data.get(name, "0") in places for name in self.asked)
