"""Forms of the reference data: tags, subkinds, parties, areas, responsibilities, terms."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from contacts.choices import AreaKind, OrganizationKind
from contacts.columns.person import describe_organization
from contacts.forms.membership import describe_area
from contacts.models import Area, Organization, OrganizationSubkind, Party, Tag, Term
from crm.common.dates import today
from crm.common.fields import RowsField
from crm.common.widgets import Combobox, DateInput, PillRadio
from crm.models import User


class VersionedForm(forms.ModelForm):  # type: ignore[type-arg]
    """A form of a row that may be new; carries the version of one that is not."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and hasattr(self.instance, "version"):
            self.initial["version"] = self.instance.version
        else:
            del self.fields["version"]

    def validate_unique(self) -> None:
        """Left to the service, which says it in our words."""

    def _post_clean(self) -> None:
        """What the database guards is left to the service as well: ”term_once överträds” helps nobody."""
        self.instance.validate_constraints = lambda exclude=None: None
        super()._post_clean()  # type: ignore[misc]
        del self.instance.validate_constraints

    @property
    def values(self) -> dict[str, Any]:
        names = [*self._meta.fields, "version"]  # type: ignore[union-attr, misc]
        return {name: self.cleaned_data[name] for name in names if name in self.cleaned_data}


class TagForm(VersionedForm):
    class Meta:
        model = Tag
        fields = ("name", "description")
        help_texts: ClassVar = {"description": _("När etiketten ska användas, så att alla använder den lika.")}


class TagMergeForm(forms.Form):
    into = forms.ModelChoiceField(label=_("Slå ihop med"), queryset=Tag.objects.none(), empty_label=_("Välj etikett"))

    def __init__(self, *args: Any, tag: Tag, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["into"].queryset = Tag.objects.exclude(pk=tag.pk)  # type: ignore[attr-defined]


class SubkindForm(VersionedForm):
    class Meta:
        model = OrganizationSubkind
        fields = ("name", "kind")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind: Any = self.fields["kind"]
        kind.choices = [("", _("Välj slag")), *OrganizationKind.choices]


class PartyForm(VersionedForm):
    class Meta:
        model = Party
        fields = ("code", "name", "color", "level", "organization", "starts_on", "ends_on", "position")
        help_texts: ClassVar = {
            "code": _("Som C eller MP. Byts koden förstås den gamla fortfarande vid import."),
            "level": _("Lokal för ett parti som bara finns i en kommun eller region."),
            "organization": _("Partiet som organisation, med kansli och adresser."),
            "position": _("Ordningen i listor: lägst först."),
            "ends_on": _("Sista dagen, för ett parti som har upphört."),
        }
        widgets: ClassVar = {
            "color": forms.TextInput({"type": "color"}),
            "level": PillRadio,
            "starts_on": DateInput,
            "ends_on": DateInput,
            "organization": Combobox("contacts:organization_suggest", describe=describe_organization),
        }

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        organizations = Organization.objects.visible_to(user).select_related("area", "parent")
        self.fields["organization"].queryset = organizations  # type: ignore[attr-defined]


class AliasForm(forms.Form):
    value = forms.CharField(
        label=_("Kod eller namn"),
        max_length=120,
        help_text=_("Vad en källa kallar partiet, till exempel FP eller 0003."),
    )


class ResponsibilityForm(forms.Form):
    name = forms.CharField(label=_("Ansvarsområde"), max_length=100)


class GiveForm(forms.Form):
    organization = forms.ModelChoiceField(
        label=_("Vem ansvarar?"),
        queryset=Organization.objects.none(),
        widget=Combobox("contacts:organization_suggest", describe=describe_organization),
    )
    on = forms.DateField(
        label=_("Från och med"), widget=DateInput, help_text=_("Den som ansvarar nu gör det till och med dagen före.")
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        organizations = Organization.objects.visible_to(user).select_related("area", "parent")
        self.fields["organization"].queryset = organizations  # type: ignore[attr-defined]


class TermForm(VersionedForm):
    class Meta:
        model = Term
        fields = ("name", "body", "starts_on", "ends_on", "organization")
        help_texts: ClassVar = {"organization": _("Lämna tomt för alla organ av slaget.")}
        widgets: ClassVar = {
            "starts_on": DateInput,
            "ends_on": DateInput,
            "organization": Combobox("contacts:organization_suggest", describe=describe_organization),
        }

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        organizations = Organization.objects.visible_to(user).select_related("area", "parent")
        self.fields["organization"].queryset = organizations  # type: ignore[attr-defined]
        self.fields["starts_on"].required = True


class MunicipalityMergeForm(forms.Form):
    """Which municipalities become which, from when, and what becomes of the mandates."""

    areas = RowsField(
        label=_("Kommuner som blir en"),
        queryset=Area.objects.filter(kind=AreaKind.MUNICIPALITY).select_related("county"),
        widget=Combobox("contacts:area_suggest", multiple=True, describe=describe_area),
    )
    name = forms.CharField(
        label=_("Den nya kommunens namn"), max_length=100, help_text=_("Som ”Storby”, utan ”kommun”.")
    )
    code = forms.CharField(label=_("Kommunkod"), max_length=10, help_text=_("SCB:s kod med fyra siffror."))
    on = forms.DateField(
        label=_("Från och med"), widget=DateInput, help_text=_("De gamla finns till och med dagen före.")
    )
    elected = forms.ChoiceField(
        label=_("Uppdrag i fullmäktige"),
        choices=[("end", _("Slutar med de gamla kommunerna")), ("move", _("Fortsätter i den nya"))],
        widget=PillRadio,
        initial="end",
        help_text=_("Vanligen slutar de: den nya kommunen väljer ett nytt fullmäktige."),
    )
    officials = forms.ChoiceField(
        label=_("Tjänstepersoner och andra roller"),
        choices=[("move", _("Fortsätter i den nya")), ("end", _("Slutar"))],
        widget=PillRadio,
        initial="move",
    )


class RenameForm(forms.Form):
    """A new name from a day: one organization succeeds the other."""

    name = forms.CharField(label=_("Nytt namn"), max_length=200)
    short_name = forms.CharField(label=_("Kort namn"), max_length=60, required=False)
    on = forms.DateField(
        label=_("Från och med"),
        widget=DateInput,
        initial=today,
        help_text=_(
            "Den gamla finns kvar till och med dagen före, med allt som har hänt. Uppdrag och ansvar följer med."
        ),
    )
