from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from contacts.columns.person import describe_organization
from contacts.forms.contact_detail import DetailedForm
from contacts.models import Organization, Party, Person
from crm.common.widgets import Combobox, PillRadio
from crm.models import User


class PersonForm(DetailedForm):
    """A person and their contact details. `namesakes` are asked about before a new person gets a taken name."""

    is_other = forms.BooleanField(label=_("Detta är en annan person"), required=False, widget=forms.HiddenInput)
    more_fields: ClassVar = ["legal_name", "other_names", "salutation", "language", "gender", "birth_year"]

    class Meta:
        model = Person
        fields = (
            "given_name", "family_name", "title", "sector", "owner", "tier", "do_not_contact",
            "legal_name", "other_names", "salutation", "language", "gender", "birth_year",
        )  # fmt: skip
        labels = {"tier": _("Kontaktnivå"), "title": _("Titel"), "language": _("Språk i brev")}
        help_texts = {
            "tier": _(
                "Hur ofta vi bör ha kontakt. Den som ingen har träffat i tid står under Att höra av sig till. "
                "Intervallen ändras under Stamdata."
            ),
            "owner": _("Kollegan som håller i relationen."),
            "title": _("Till exempel professor eller doktor, inte uppdraget."),
            "legal_name": _("Om det skiljer sig från namnet ovan. Det går att söka på."),
            "salutation": _("Så inleds ett brev. Lämnas det tomt skrivs ”Hej” och förnamnet, på personens språk."),
            "language": _("Språket vi skriver till personen på."),
            "other_names": _("Ett namn per rad, till exempel namnet före giftermål. Det går att söka på."),
        }
        widgets: ClassVar = {"other_names": forms.Textarea({"rows": 2})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.namesakes: list[Person] = []
        self.by_address = False
        owners = User.objects.colleagues()
        if self.instance.owner_id:
            owners = owners | User.objects.filter(pk=self.instance.owner_id).distinct()
        self.fields["owner"].queryset = owners  # type: ignore[attr-defined]
        self.fields["owner"].empty_label = _("Ingen")  # type: ignore[attr-defined]
        language: Any = self.fields["language"]
        language.choices = [c for c in language.choices if c[0] or (self.instance.pk and not self.instance.language)]
        if self.instance.pk:
            self.fields["salutation"].widget.attrs["placeholder"] = self.instance.suggested_salutation
        for name in ("sector", "tier", "gender"):
            field = self.fields[name]
            field.choices = [("", _("Ej angivet")), *(c for c in field.choices if c[0])]  # type: ignore[attr-defined]
        self.fields["given_name"].widget.attrs["autocomplete"] = "off"
        self.fields["family_name"].widget.attrs["autocomplete"] = "off"
        if self.instance.pk:
            del self.fields["is_other"]

    def ask_about(self, namesakes: list[Person], *, by_address: bool) -> None:
        self.namesakes, self.by_address = namesakes, by_address
        self.fields["is_other"].widget = forms.CheckboxInput()


NEW = "new"


def already(*, by_address: bool) -> str:
    """Why one asks whether it is somebody of the register."""
    if by_address:
        return gettext("Det finns redan någon med den e-postadressen i registret.")
    return gettext("Det finns redan någon med det namnet i registret.")


class QuickPersonForm(forms.Form):
    """An unknown person added on the spot: the name, and what is known of the role."""

    given_name = forms.CharField(label=_("Förnamn"), max_length=100)
    family_name = forms.CharField(label=_("Efternamn"), max_length=100)
    organization = forms.ModelChoiceField(
        label=_("Organisation"),
        queryset=Organization.objects.none(),
        required=False,
        widget=Combobox("contacts:organization_suggest", describe=describe_organization),
    )
    role = forms.CharField(label=_("Uppdrag eller befattning"), max_length=120, required=False)
    party = forms.ModelChoiceField(
        label=_("Parti"), queryset=Party.objects.all(), required=False, empty_label=_("Inget parti")
    )
    email = forms.EmailField(label=_("E-post"), required=False)
    existing = forms.ChoiceField(label=_("Är det någon av dessa?"), required=False, widget=PillRadio)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organization"].queryset = Organization.objects.visible_to(user)  # type: ignore[attr-defined]
        self.namesakes: list[Person] = []
        self._existing = self.fields.pop("existing")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if bool(cleaned.get("organization")) != bool(cleaned.get("role")):
            missing = "role" if cleaned.get("organization") else "organization"
            self.add_error(missing, _("Fyll i både organisation och uppdrag, eller inget av dem."))
        return cleaned

    def ask_about(self, choices: list[tuple[str, str]], *, by_address: bool) -> None:
        """Offer those who have the name already, beside adding one more."""
        self.fields = {"existing": self._existing, **self.fields}
        self._existing.choices = [*choices, (NEW, _("Nej, lägg till en ny person"))]  # type: ignore[attr-defined]
        self._existing.error_messages["required"] = _("Välj en av dem, eller lägg till en ny person.")
        self.add_error(None, already(by_address=by_address))

    @property
    def chosen(self) -> str:
        """The existing person's id, 'new', or nothing chosen yet."""
        return self.data.get("existing", "")
