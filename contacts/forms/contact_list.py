"""Forms of contact lists: a new one, what it is called and who sees it, two to compare."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from contacts.choices import ListKind
from contacts.columns.person import describe_person
from contacts.models import ContactList, Person
from crm.common.fields import RowsField
from crm.common.permissions import Role, can
from crm.common.widgets import Combobox, PillRadio
from crm.models import User


def builds_on(names: Sequence[str]) -> str:
    """What to know before a selection that builds on lists of one's own is shared."""
    said = ngettext(
        "Urvalet bygger på %(names)s, en lista som inte delas: de andra ser vilka urvalet hittar, men inte den listan.",
        "Urvalet bygger på %(names)s, listor som inte delas: de andra ser vilka urvalet hittar, men inte de listorna.",
        len(names),
    )
    return said % {"names": ", ".join(names)}


class ContactListForm(forms.ModelForm):  # type: ignore[type-arg]
    """A new list. With a selection from the people list, `kind` says whether it stays or follows the filter."""

    into = forms.ModelChoiceField(
        label=_("… eller ersätt urvalet i en lista som finns"),
        queryset=ContactList.objects.none(),
        required=False,
        empty_label=_("Nej, gör en ny lista"),
    )

    class Meta:
        model = ContactList
        fields = ("name", "kind", "description", "is_shared")
        widgets: ClassVar = {"kind": PillRadio, "description": forms.Textarea(attrs={"rows": 2})}
        labels: ClassVar = {"kind": _("Vilka står på listan?"), "is_shared": _("Alla kolleger ser listan")}
        help_texts: ClassVar = {
            "kind": _("Utvalda: de som urvalet hittar nu. Sparat urval: de som det hittar varje gång listan används.")
        }

    def __init__(
        self, *args: Any, user: User, has_selection: bool, unshared: Sequence[str] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if unshared:
            self.fields["is_shared"].help_text = builds_on(unshared)
        self.fields["kind"].choices = ListKind.choices  # type: ignore[attr-defined]
        if not has_selection:
            del self.fields["kind"], self.fields["into"]
            return
        rows = ContactList.objects.visible_to(user).pickable().filter(kind=ListKind.DYNAMIC)
        self.fields["into"].queryset = rows if can(user, Role.MANAGER) else rows.filter(owner=user)  # type: ignore[attr-defined]
        if self.data.get("into"):
            self.fields["name"].required = False

    def _get_validation_exclusions(self) -> set[str]:
        """Whose list it is stands in no form; a name is not asked for when another list takes the selection."""
        left = super()._get_validation_exclusions() | {"owner"}  # type: ignore[misc]
        return left | {"name"} if self.data.get("into") else left


class ContactListEditForm(forms.ModelForm):  # type: ignore[type-arg]
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = ContactList
        fields = ("name", "description", "owner", "is_shared")
        widgets: ClassVar = {"description": forms.Textarea(attrs={"rows": 2})}
        labels: ClassVar = {"is_shared": _("Alla kolleger ser listan")}

    def __init__(self, *args: Any, unshared: Sequence[str] = (), views: Sequence[str] = (), **kwargs: Any) -> None:
        """`unshared`: lists of one's own that the selection builds on; `views`: shared views that ask for it."""
        super().__init__(*args, **kwargs)
        said = [builds_on(unshared)] if unshared else []
        said += [_("Delade vyer bygger på listan: %(names)s.") % {"names": ", ".join(views)}] if views else []
        self.fields["is_shared"].help_text = " ".join(said)
        self.initial["version"] = self.instance.version
        owners = User.objects.colleagues() | User.objects.filter(pk=self.instance.owner_id).distinct()
        self.fields["owner"].queryset = owners  # type: ignore[attr-defined]

    @property
    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self._meta.fields or ()}


class PeopleForm(forms.Form):
    """People to put on a list."""

    people = RowsField(
        label=_("Lägg till personer"),
        queryset=Person.objects.none(),
        widget=Combobox("contacts:person_suggest", multiple=True, describe=describe_person),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["people"].queryset = Person.objects.visible_to(user)  # type: ignore[attr-defined]


class OneListForm(forms.Form):
    """A static list to put a person on."""

    contact_list = forms.ModelChoiceField(
        label=_("Lägg till på lista"),
        queryset=ContactList.objects.none(),
        widget=Combobox(
            "contacts:list_suggest", query=f"kind={ListKind.STATIC.value}", attrs={"placeholder": _("Skriv lista …")}
        ),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = ContactList.objects.visible_to(user).pickable().static()
        self.fields["contact_list"].queryset = rows  # type: ignore[attr-defined]


class CompareForm(forms.Form):
    """Two lists held against each other."""

    a = forms.ModelChoiceField(
        label=_("Lista A"), queryset=ContactList.objects.none(), widget=Combobox("contacts:list_suggest")
    )
    b = forms.ModelChoiceField(
        label=_("Lista B"), queryset=ContactList.objects.none(), widget=Combobox("contacts:list_suggest")
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("a", "b"):
            rows = ContactList.objects.visible_to(user).select_related("owner")
            self.fields[name].queryset = rows  # type: ignore[attr-defined]
