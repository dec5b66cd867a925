"""Forms of a body's seats: new ones, who sits on one, the last day of one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from contacts.choices import AreaKind, RoleKind, Side
from contacts.columns.person import describe_organization, describe_person
from contacts.forms.membership import LIKELY_KIND, describe_area
from contacts.models import Area, Organization, Party, Person, Post
from contacts.services.posts import MOST
from crm.common.dates import today
from crm.common.fields import RowsField
from crm.common.widgets import Combobox, DateInput, PillRadio
from crm.models import User


class SeatsForm(forms.Form):
    """So many seats of one role, in all or for each of some areas."""

    role = forms.CharField(
        label=_("Roll"), max_length=100, help_text=_("Som den heter i organet, till exempel ledamot eller ordförande.")
    )
    number = forms.IntegerField(
        label=_("Hur många"), min_value=1, max_value=MOST, initial=1, help_text=_("För vart och ett av områdena.")
    )
    areas = RowsField(
        label=_("För områdena"),
        queryset=Area.objects.none(),
        required=False,
        widget=Combobox("contacts:area_suggest", multiple=True, describe=describe_area),
        help_text=_("Till exempel länen, när varje län har sina platser. Lämna tomt annars."),
    )
    starts_on = forms.DateField(
        label=_("Finns från"), required=False, widget=DateInput, help_text=_("Lämna tomt om dagen inte är känd.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = (AreaKind.COUNTY, AreaKind.MUNICIPALITY, AreaKind.CONSTITUENCY)
        areas = Area.objects.filter(kind__in=kinds).select_related("county")
        self.fields["areas"].queryset = areas  # type: ignore[attr-defined]


class SeatForm(forms.Form):
    """Who gets a seat, from when, and for whom."""

    person = forms.ModelChoiceField(
        label=_("Vem?"),
        queryset=Person.objects.none(),
        widget=Combobox(
            "contacts:person_suggest",
            create_url="contacts:person_quick_add",
            create_label=_("Lägg till ny person"),
            describe=describe_person,
        ),
    )
    represents = forms.ModelChoiceField(
        label=_("Företräder"),
        queryset=Organization.objects.none(),
        required=False,
        widget=Combobox("contacts:organization_suggest", describe=describe_organization),
        help_text=_("Vilken organisation personen sitter för."),
    )
    party = forms.ModelChoiceField(
        label=_("Parti"), queryset=Party.objects.none(), required=False, empty_label=_("Inget parti")
    )
    side = forms.ChoiceField(label=_("Majoritet eller opposition"), required=False, widget=PillRadio)
    kind = forms.ChoiceField(label=_("Slag"), choices=RoleKind.choices, widget=PillRadio)
    starts_on = forms.DateField(label=_("Från och med"), required=False, widget=DateInput, initial=today)
    ends_on = forms.DateField(
        label=_("Till och med"), required=False, widget=DateInput, help_text=_("Sista dagen, om den är känd.")
    )

    def __init__(self, *args: Any, user: User, post: Post, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("kind", LIKELY_KIND.get(post.organization.kind, RoleKind.REPRESENTATIVE))  # type: ignore[call-overload]
        people = Person.objects.visible_to(user).with_current_memberships()
        self.fields["person"].queryset = people  # type: ignore[attr-defined]
        organizations = Organization.objects.visible_to(user).select_related("area", "parent")
        self.fields["represents"].queryset = organizations  # type: ignore[attr-defined]
        self.fields["party"].queryset = Party.objects.all()  # type: ignore[attr-defined]
        self.fields["side"].choices = [("", _("Ej angivet")), *Side.choices]  # type: ignore[attr-defined]


class SeatEndForm(forms.Form):
    on = forms.DateField(label=_("Sista dagen"), widget=DateInput, initial=today)
