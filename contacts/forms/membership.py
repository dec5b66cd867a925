"""Forms of mandates and roles: a new one, one that ends, changes or is struck."""

from __future__ import annotations

from copy import copy
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from contacts.choices import AreaKind, OrganizationKind, RoleKind, Side
from contacts.columns.person import describe_organization, role_line
from contacts.models import Area, Membership, Organization, Party, Term
from crm.common.dates import today
from crm.common.widgets import Combobox, DateInput, PillRadio
from crm.models import User

LIKELY_KIND = {
    OrganizationKind.ASSEMBLY: RoleKind.ELECTED,
    OrganizationKind.BOARD: RoleKind.ELECTED,
    OrganizationKind.COMMITTEE: RoleKind.ELECTED,
    OrganizationKind.PARTY: RoleKind.ELECTED,
    OrganizationKind.MUNICIPALITY: RoleKind.OFFICIAL,
    OrganizationKind.REGION: RoleKind.OFFICIAL,
    OrganizationKind.AGENCY: RoleKind.OFFICIAL,
    OrganizationKind.MINISTRY: RoleKind.OFFICIAL,
    OrganizationKind.EU_INSTITUTION: RoleKind.OFFICIAL,
    OrganizationKind.NETWORK: RoleKind.MEMBER,
    OrganizationKind.STEERING_GROUP: RoleKind.MEMBER,
}

GROUPS = (OrganizationKind.NETWORK, OrganizationKind.STEERING_GROUP)


def likely_kind(organization: Organization, party: Party | None) -> RoleKind:
    """What sort of role it most likely is, where nobody has said."""
    if party:
        return RoleKind.ELECTED
    return LIKELY_KIND.get(OrganizationKind(organization.kind), RoleKind.REPRESENTATIVE)


def describe_area(area: Area) -> dict[str, Any]:
    parts = [area.get_kind_display()]
    if area.county and area.kind != AreaKind.COUNTY:
        parts.append(area.county.name)
    if area.ends_on:
        parts.append(_("till och med %(day)s") % {"day": area.ends_on.isoformat()})
    return {"text": area.name, "detail": ", ".join(str(part) for part in parts)}


def describe_membership(membership: Membership) -> dict[str, Any]:
    result = {"text": membership.person.name, "detail": role_line(membership)}
    party = membership.party
    return {**result, "party": party.code, "color": party.color} if party else result


class MembershipForm(forms.ModelForm):  # type: ignore[type-arg]
    """A new mandate or role of a person. `held`: one that it runs into, which is asked about before two are kept."""

    is_another = forms.BooleanField(label=_("Ja, det är två uppdrag"), required=False, widget=forms.HiddenInput)
    field_order: ClassVar = ["is_another"]
    more_fields: ClassVar = ["represents", "side", "term", "stands_in_for", "source", "source_on"]

    class Meta:
        model = Membership
        fields = (
            "organization", "role", "kind", "party", "area", "starts_on", "ends_on",
            "represents", "side", "term", "stands_in_for", "source", "source_on",
        )  # fmt: skip
        labels = {
            "role": _("Uppdrag eller befattning"),
            "source": _("Källa"),
            "kind": _("Slag"),
            "represents": _("Företräder"),
        }
        help_texts = {
            "role": _("Till exempel riksdagsledamot, regionråd eller planeringschef."),
            "party": _("Partiet som uppdraget innehas för."),
            "area": _("Valkretsen, kommunen eller länet, om det inte är organisationens eget."),
            "starts_on": _("Lämna tomt om dagen inte är känd."),
            "ends_on": _("Sista dagen. Lämna tomt om uppdraget pågår."),
            "stands_in_for": _("För en ersättare som tjänstgör: vems plats."),
            "source": _("Var uppgiften kommer från."),
        }
        widgets = {
            "organization": Combobox("contacts:organization_suggest", describe=describe_organization),
            "represents": Combobox("contacts:organization_suggest", describe=describe_organization),
            "kind": PillRadio,
            "area": Combobox("contacts:area_suggest", describe=describe_area),
            "starts_on": DateInput,
            "ends_on": DateInput,
            "source_on": DateInput,
            "stands_in_for": Combobox("contacts:membership_suggest", describe=describe_membership),
        }

    def __init__(self, *args: Any, user: User, person: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.person = person
        self.held: Membership | None = None
        _limit(self, user)
        self.fields["term"].empty_label = _("Den som första dagen hör till")  # type: ignore[attr-defined]
        asked = self.initial.get("organization")
        body = self.fields["organization"].queryset.filter(pk=asked).first() if asked else None  # type: ignore[attr-defined]
        if body is not None:
            self.initial.setdefault("kind", likely_kind(body, None))
            if body.kind in GROUPS:
                self.initial.setdefault("role", _("Ledamot"))
        _bring_forward(self, body)

    def ask_about(self, held: Membership) -> None:
        self.held = held
        self.fields["is_another"].widget = forms.CheckboxInput()

    @property
    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self._meta.fields if name in self.cleaned_data}  # type: ignore[union-attr]


class EndForm(forms.Form):
    on = forms.DateField(label=_("Sista dagen"), widget=DateInput, initial=today)
    reason = forms.CharField(
        label=_("Anledning"), max_length=100, required=False, help_text=_("Till exempel avsägelse eller nytt uppdrag.")
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, membership: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["version"] = membership.version
        if membership.ends_on:
            self.initial["on"] = membership.ends_on
            self.fields["on"].help_text = _("Uppdraget har redan en sista dag. Ändra den om den är fel.")


class ChangeForm(forms.ModelForm):  # type: ignore[type-arg]
    """What a mandate becomes from a day on. Filled in with what it is."""

    on = forms.DateField(
        label=_("Gäller från"),
        widget=DateInput,
        initial=today,
        help_text=_("Det gamla uppdraget slutar dagen före, och finns kvar i historiken."),
    )
    reason = forms.CharField(label=_("Anledning"), max_length=100, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)
    field_order: ClassVar = ["on"]
    more_fields: ClassVar = ["organization", "represents", "side", "term", "stands_in_for", "source", "reason"]

    class Meta:
        model = Membership
        fields = (
            "role",
            "kind",
            "party",
            "area",
            "organization",
            "represents",
            "side",
            "term",
            "stands_in_for",
            "source",
        )
        labels = MembershipForm.Meta.labels
        widgets = MembershipForm.Meta.widgets

    def __init__(self, *args: Any, user: User, membership: Membership, **kwargs: Any) -> None:
        super().__init__(*args, instance=copy(membership), **kwargs)
        self.initial["source"] = ""
        self.initial["version"] = membership.version
        _limit(self, user)
        _bring_forward(self, membership.organization)

    @property
    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self._meta.fields if name in self.cleaned_data}  # type: ignore[union-attr]


class StrikeForm(forms.Form):
    reason = forms.CharField(
        label=_("Varför stryks uppdraget?"),
        max_length=200,
        help_text=_("Till exempel: felregistrerad, gällde en namne."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, membership: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["version"] = membership.version


def _bring_forward(form: Any, body: Organization | None) -> None:
    """In a network, a group or a body of our own, whom one sits for and on which side is not among the rare fields."""
    is_group = body is not None and (body.kind in GROUPS or body.is_own_body)
    if is_group or form.initial.get("represents"):
        form.more_fields = [name for name in form.more_fields if name not in ("represents", "side")]


def _limit(form: Any, user: User) -> None:
    """Give the choices what the user may see, and words for nothing chosen."""
    organizations = Organization.objects.visible_to(user).select_related("area", "parent")
    form.fields["organization"].queryset = form.fields["represents"].queryset = organizations
    form.fields["kind"].choices = RoleKind.choices
    form.fields["area"].queryset = Area.objects.select_related("county")
    form.fields["party"].queryset = Party.objects.all()
    form.fields["party"].empty_label = _("Inget parti")
    form.fields["term"].queryset = Term.objects.all()
    form.fields["term"].empty_label = _("Ingen")
    form.fields["side"].choices = [("", _("Ej angivet")), *Side.choices]
    held = Membership.objects.visible_to(user).valid().select_related("person", "organization", "party")
    form.fields["stands_in_for"].queryset = held
