"""The form of a composition rule: asks only what its measure needs."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from contacts.choices import AreaKind, RuleMeasure, Sector, Side
from contacts.columns.person import describe_organization
from contacts.models import Area, CompositionRule, Organization, Party
from crm.common.fields import RowsField
from crm.common.widgets import CheckList, Combobox, PillRadio
from crm.models import User

# What a rule of each measure says besides its numbers.
ASKED: dict[str, tuple[str, ...]] = {
    RuleMeasure.TOTAL: (),
    RuleMeasure.ROLE: ("role",),
    RuleMeasure.SECTOR: ("sector",),
    RuleMeasure.SIDE: ("side",),
    RuleMeasure.EACH_SIDE: ("organizations",),
    RuleMeasure.EACH_COUNTY: ("areas",),
    RuleMeasure.EACH_ORGANIZATION: ("organizations",),
    RuleMeasure.EACH_MEMBER: (),
    RuleMeasure.EACH_PARTY: ("parties",),
}
# An example of each, in the words that the page will show.
EXAMPLES = {
    RuleMeasure.TOTAL: _("Minst 200 ledamöter i allt"),
    RuleMeasure.ROLE: _("Precis 1 i rollen ordförande"),
    RuleMeasure.SECTOR: _("Minst 3 från näringslivet"),
    RuleMeasure.SIDE: _("Minst 10 från oppositionen"),
    RuleMeasure.EACH_SIDE: _("Både majoritet och opposition från varje kommun"),
    RuleMeasure.EACH_COUNTY: _("Varje län ska ha minst 1"),
    RuleMeasure.EACH_ORGANIZATION: _("Minst 2 platser för var och en av regionerna"),
    RuleMeasure.EACH_MEMBER: _("2 platser per medlem"),
    RuleMeasure.EACH_PARTY: _("Varje riksdagsparti ska ha minst 1"),
}


class RuleForm(forms.Form):
    """A rule of one measure. At least, at most, or both; the same in both is exactly so many."""

    at_least = forms.IntegerField(label=_("Minst"), min_value=0, max_value=9999, required=False)
    at_most = forms.IntegerField(
        label=_("Högst"),
        min_value=0,
        max_value=9999,
        required=False,
        help_text=_("Samma tal i båda betyder precis så många."),
    )
    sector = forms.ChoiceField(label=_("Sektor"), choices=Sector.choices, widget=PillRadio)
    side = forms.ChoiceField(
        label=_("Majoritet eller opposition"),
        choices=[choice for choice in Side.choices if choice[0] != Side.UNCLEAR],
        widget=PillRadio,
    )
    role = forms.CharField(label=_("Roll"), max_length=120, help_text=_("Som den heter i organet."))
    areas = RowsField(label=_("Län"), queryset=Area.objects.none(), widget=CheckList)
    organizations = RowsField(
        label=_("Organisationer"),
        queryset=Organization.objects.none(),
        widget=Combobox("contacts:organization_suggest", multiple=True, describe=describe_organization),
    )
    parties = RowsField(label=_("Partier"), queryset=Party.objects.none(), widget=CheckList)
    note = forms.CharField(
        label=_("Anmärkning"), max_length=200, required=False, help_text=_("Till exempel varifrån regeln kommer.")
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    CHOICES: ClassVar = ("sector", "side", "role", "areas", "organizations", "parties")

    def __init__(
        self, *args: Any, user: User, measure: str, rule: CompositionRule | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.measure = measure
        fields: dict[str, Any] = self.fields
        fields["areas"].queryset = Area.objects.filter(kind=AreaKind.COUNTY)
        fields["organizations"].queryset = Organization.objects.visible_to(user).select_related("area", "parent")
        fields["parties"].queryset = Party.objects.all()
        for name in set(self.CHOICES) - set(ASKED[measure]):
            del self.fields[name]
        if measure == RuleMeasure.EACH_SIDE:
            fields["organizations"].required = False
            fields["organizations"].help_text = _("Lämna tomt för varje organisation som är företrädd.")
            fields["at_least"].help_text = _("Från vardera sidan. 1 betyder: både majoritet och opposition.")
        if rule is None:
            fields["at_least"].initial = 1
            return
        for name in ("at_least", "at_most", "note", "version", "sector", "side", "role"):
            self.initial.setdefault(name, getattr(rule, name))
        for name, link in (("areas", "area"), ("organizations", "organization"), ("parties", "party")):
            self.initial.setdefault(name, [getattr(one, f"{link}_id") for one in getattr(rule, name).all()])

    @property
    def values(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}
