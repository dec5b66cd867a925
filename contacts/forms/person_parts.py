"""Forms of what hangs on a person or an organization: notes, relations, leaves, membership of the cooperation."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from contacts.choices import CustomerStatus, RelationKind
from contacts.columns.person import describe_person
from contacts.models import CustomerMembership, MembershipStatus, Note, Person, PersonRelation
from crm.common.dates import today
from crm.common.widgets import Combobox, DateInput, PillRadio, mentioning
from crm.models import User


class NoteForm(forms.Form):
    text = forms.CharField(
        label=_("Anteckning"),
        max_length=10_000,
        widget=forms.Textarea(mentioning(rows=4)),
        help_text=_(
            "För kollegor, aldrig utanför huset. Skriv sådant som tål att läsas av den det gäller. "
            "Skriv @ och ett namn, så får kollegan veta det."
        ),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, note: Note | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if note:
            self.initial |= {"text": note.text, "version": note.version}
            self.fields["version"].required = True


class RelationForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("Personen har en"), choices=RelationKind.choices, widget=PillRadio, initial=RelationKind.ASSISTANT
    )
    other = forms.ModelChoiceField(
        label=_("Vem?"),
        queryset=Person.objects.none(),
        widget=Combobox(
            "contacts:person_suggest",
            create_url="contacts:person_quick_add",
            create_label=_("Lägg till ny person"),
            describe=describe_person,
        ),
    )
    starts_on = forms.DateField(
        label=_("Från och med"), required=False, widget=DateInput, help_text=_("Lämna tomt om dagen inte är känd.")
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = Person.objects.visible_to(user).with_current_memberships()
        self.fields["other"].queryset = people  # type: ignore[attr-defined]


class RelationEndForm(forms.Form):
    on = forms.DateField(label=_("Sista dagen"), widget=DateInput, initial=today)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, relation: PersonRelation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["version"] = relation.version
        if relation.ends_on:
            self.initial["on"] = relation.ends_on


class LeaveForm(forms.Form):
    starts_on = forms.DateField(label=_("Ledig från och med"), widget=DateInput)
    ends_on = forms.DateField(
        label=_("Till och med"), required=False, widget=DateInput, help_text=_("Lämna tomt om ledigheten pågår.")
    )
    source = forms.CharField(label=_("Källa"), max_length=120, required=False)

    def __init__(self, *args: Any, leave: MembershipStatus | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if leave:
            self.initial |= {name: getattr(leave, name) for name in self.fields}
            self.fields["starts_on"].required = leave.starts_on is not None


class CustomerMembershipForm(forms.Form):
    status = forms.ChoiceField(
        label=_("Medlemskap"), choices=CustomerStatus.choices, widget=PillRadio, initial=CustomerStatus.FULL
    )
    starts_on = forms.DateField(
        label=_("Från och med"), required=False, widget=DateInput, help_text=_("Lämna tomt om dagen inte är känd.")
    )
    ends_on = forms.DateField(
        label=_("Till och med"), required=False, widget=DateInput, help_text=_("Lämna tomt om det pågår.")
    )
    source = forms.CharField(label=_("Källa"), max_length=120, required=False)

    def __init__(self, *args: Any, membership: CustomerMembership | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if membership:
            self.initial |= {name: getattr(membership, name) for name in self.fields}
