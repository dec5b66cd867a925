from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from contacts.columns.person import describe_organization
from contacts.forms.contact_detail import DetailedForm
from contacts.forms.membership import describe_area
from contacts.models import Area, Organization, OrganizationSubkind
from crm.common.widgets import Combobox, DateInput
from crm.models import User


class OrganizationForm(DetailedForm):
    """An organization and its contact details. `namesakes` are asked about before a new one gets a taken name."""

    is_other = forms.BooleanField(label=_("Detta är en annan organisation"), required=False, widget=forms.HiddenInput)
    more_fields: ClassVar = ["short_name", "organization_number", "starts_on", "ends_on", "is_own_body"]

    class Meta:
        model = Organization
        fields = (
            "name", "kind", "subkind", "level", "sector", "parent", "area",
            "short_name", "organization_number", "starts_on", "ends_on", "is_own_body",
        )  # fmt: skip
        help_texts = {
            "short_name": _("Används där det är trångt, till exempel TRV."),
            "organization_number": _("Som 202100-6297."),
            "parent": _("Organisationen som den här är en del av."),
            "area": _("Kommunen, länet eller landet som den verkar i."),
            "subkind": _("En finare indelning som ni själva har gjort, till exempel Handelskammare."),
            "starts_on": _("Dagen som den bildades, om den är känd."),
            "ends_on": _("Sista dagen, för en organisation som har upphört."),
        }
        widgets = {
            "parent": Combobox("contacts:organization_suggest", describe=describe_organization),
            "area": Combobox("contacts:area_suggest", describe=describe_area),
            "starts_on": DateInput,
            "ends_on": DateInput,
        }

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("kind", "level", "sector"):
            field, said = self.fields[name], _("Välj slag") if name == "kind" else _("Ej angivet")
            field.choices = [("", said), *(c for c in field.choices if c[0])]  # type: ignore[attr-defined]
        self._choose_subkind()
        self.namesakes: list[Organization] = []
        if self.instance.pk:
            del self.fields["is_other"]
        self.fields["parent"].queryset = Organization.objects.visible_to(user)  # type: ignore[attr-defined]
        self.fields["area"].queryset = Area.objects.select_related("county")  # type: ignore[attr-defined]

    def ask_about(self, namesakes: list[Organization]) -> None:
        self.namesakes = namesakes
        self.fields["is_other"].widget = forms.CheckboxInput()

    def _choose_subkind(self) -> None:
        """Subkinds under the kind that each belongs to; no field while nobody has made any."""
        by_kind: dict[str, list[tuple[int, str]]] = {}
        for subkind in OrganizationSubkind.objects.all():
            by_kind.setdefault(str(subkind.get_kind_display()), []).append((subkind.pk, subkind.name))
        if not by_kind:
            del self.fields["subkind"]
            return
        self.fields["subkind"].choices = [("", _("Ingen")), *sorted(by_kind.items())]  # type: ignore[attr-defined]
