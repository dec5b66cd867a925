"""Starting with the new ones, a host for each; what is open with those who leave, handed on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from advocacy.forms.talk import ChosenField
from advocacy.models import Commitment
from contacts.columns.person import describe_person
from contacts.models import Person
from crm.common.fields import IdsField, RowsField
from crm.common.permissions import Role
from crm.common.widgets import CheckList, Combobox
from crm.models import User

EDITORS = [role.value for role in (Role.EDITOR, Role.MANAGER, Role.ADMIN)]


def possible_hosts() -> Any:
    """Colleagues who can do what a host does."""
    return User.objects.colleagues().filter(groups__name__in=EDITORS).distinct().order_by("name", "email")


class StartForm(forms.Form):
    """Whom of the new ones to begin with, and who of us takes care of each. `shown` are those on the page."""

    ALL, CHOSEN = "all", "chosen"
    which = forms.ChoiceField(choices=[(ALL, ALL), (CHOSEN, CHOSEN)], initial=CHOSEN, widget=forms.HiddenInput)
    people = IdsField(required=False)

    def __init__(
        self,
        *args: Any,
        shown: Sequence[int] = (),
        hosts: Sequence[User] = (),
        suggested: Mapping[int, User],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.shown = shown
        choices = {str(user.pk): user for user in hosts}
        for person in shown:
            field = ChosenField(label=_("Kontaktansvarig"), required=False)
            field.offer(choices, _("Ingen"))
            field.initial = str(suggested[person].pk) if person in suggested else ""
            self.fields[f"host-{person}"] = field

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("which") == self.CHOSEN and not data.get("people") and "people" not in self.errors:
            self.add_error(None, _("Markera minst en person."))
        return data

    def chosen_hosts(self) -> dict[int, User | None]:
        """Who was chosen for those on the page that was sent."""
        sent = [person for person in self.shown if self.add_prefix(f"host-{person}") in self.data]
        return {person: self.cleaned_data.get(f"host-{person}") for person in sent}


class CaseHostForm(forms.Form):
    """Who of us is a person's host."""

    host = forms.ModelChoiceField(
        User.objects.none(), label=_("Kontaktansvarig"), required=False, empty_label=_("Ingen")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["host"].queryset = possible_hosts()  # type: ignore[attr-defined]


class HandOnForm(forms.Form):
    """What is open with somebody who leaves: to whom of them, or to whom of us."""

    commitments = RowsField(
        Commitment.objects.none(),
        label=_("Åtaganden"),
        widget=CheckList,
        error_messages={"required": _("Välj minst ett.")},
    )
    person = forms.ModelChoiceField(
        Person.objects.none(),
        label=_("Lämnas vidare till"),
        required=False,
        widget=Combobox("contacts:person_suggest", describe=describe_person),
        help_text=_("Den som tar över platsen. Åtagandet avslutas här och öppnas på nytt hos den personen."),
    )
    owner = forms.ModelChoiceField(
        User.objects.none(),
        label=_("Bevakas av"),
        required=False,
        empty_label=_("Samma som nu"),
        help_text=_("Vem av oss som ser till att det blir gjort."),
    )

    def __init__(self, *args: Any, user: User, rows: Sequence[Commitment], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["commitments"].queryset = Commitment.objects.filter(pk__in=[row.pk for row in rows])
        fields["commitments"].initial = [row.pk for row in rows]
        fields["person"].queryset = Person.objects.visible_to(user).with_current_memberships()
        fields["owner"].queryset = possible_hosts()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("person") and not data.get("owner") and not {"person", "owner"} & set(self.errors):
            self.add_error("person", _("Välj vem som tar över, eller vem av oss som bevakar."))
        return data
