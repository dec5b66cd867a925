"""What a change of many asks: which tag, which list, who, until when."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from contacts.choices import ListKind, RoleKind
from contacts.columns.person import describe_organization
from contacts.models import ContactList, Organization, Tag
from contacts.permissions import may_manage
from crm.common.dates import today
from crm.common.widgets import Combobox, DateInput, PillRadio
from crm.models import User


class TagForm(forms.Form):
    tag = forms.ModelChoiceField(
        label=_("Etikett"),
        queryset=Tag.objects.all(),
        widget=Combobox("contacts:tag_suggest", attrs={"placeholder": _("Skriv etikett …")}),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)


class PutTagForm(TagForm):
    """A tag that is not there yet is added on the spot by those who may; the others are told who may."""

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        tag: Any = self.fields["tag"]
        if may_manage(user):
            tag.widget.create_url, tag.widget.create_label = "contacts:tag_quick_add", _("Ny etikett")
        else:
            tag.help_text = _("Finns inte etiketten? Be en ansvarig lägga till den.")


class ListForm(forms.Form):
    contact_list = forms.ModelChoiceField(
        label=_("Kontaktlista"),
        queryset=ContactList.objects.none(),
        widget=Combobox(
            "contacts:list_suggest", query=f"kind={ListKind.STATIC.value}", attrs={"placeholder": _("Skriv lista …")}
        ),
        help_text=_("En lista med utvalda personer. Ett sparat urval håller sig aktuellt av sig självt."),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lists = ContactList.objects.visible_to(user).pickable().static()
        self.fields["contact_list"].queryset = lists  # type: ignore[attr-defined]


class OwnerForm(forms.Form):
    owner = forms.ModelChoiceField(
        label=_("Kontaktansvarig"), queryset=User.objects.none(), required=False, empty_label=_("Ingen")
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = User.objects.colleagues()  # type: ignore[attr-defined]
        self.initial.setdefault("owner", user.pk)


class EndingForm(forms.Form):
    organization = forms.ModelChoiceField(
        label=_("I organisationen"),
        queryset=Organization.objects.none(),
        required=False,
        widget=Combobox("contacts:organization_suggest", describe=describe_organization),
    )
    kind = forms.ChoiceField(
        label=_("Slag av roll"), choices=[("", _("Alla slag")), *RoleKind.choices], required=False, widget=PillRadio
    )
    on = forms.DateField(label=_("Sista dagen"), widget=DateInput, initial=today)
    reason = forms.CharField(
        label=_("Anledning"), max_length=100, required=False, help_text=_("Till exempel: mandatperioden slut.")
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organization"].queryset = Organization.objects.visible_to(user)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("organization") and not cleaned.get("kind"):
            self.add_error("organization", _("Välj i vilken organisation, eller vilket slag av roll."))
        return cleaned
