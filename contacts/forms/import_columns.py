"""What a file's columns mean, and how its rows are to be read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contacts.choices import OrganizationKind
from contacts.imports import headings
from contacts.imports.layout import Column, Layout
from contacts.imports.marks import NEW_TAG
from contacts.imports.organizations import COMPLETE_KINDS
from contacts.models import Tag
from crm.common.sheet_reading import Book
from crm.common.text import fold

GROUPS = (
    (gettext_lazy("Personen"), ("name", "given", "family", "title", "salutation", "sector", "samsyn", "id")),
    (gettext_lazy("Kontaktuppgifter"), ("email", "phone", "mobile", "address", "postcode", "city", "web")),
    (
        gettext_lazy("Uppdrag och roll"),
        ("organization", "number", "kind", "role", "role_kind", "party", "municipality", "county", "starts_on",
         "ends_on"),
    ),
    (gettext_lazy("Etiketter, listor och anteckning"), ("tags", "lists", "note")),
)  # fmt: skip


def field_choices() -> list[Any]:
    grouped = [(str(label), [(name, headings.label(name)) for name in names]) for label, names in GROUPS]
    return [("", _("Läses inte")), *grouped]


class ImportColumnsForm(forms.Form):
    """Sheet, row of headings, and for each column the field it is read as. Fills in the layout it was made from."""

    sheet = forms.TypedChoiceField(label=gettext_lazy("Blad"), coerce=int, required=False)
    header_row = forms.IntegerField(
        label=gettext_lazy("Rubrikerna står på rad"),
        min_value=0,
        max_value=2_000_000,
        help_text=gettext_lazy("0 om listan saknar rubriker."),
    )
    use_mapping = forms.ChoiceField(label=gettext_lazy("Sparade kolumnval"), required=False)
    create_kind = forms.ChoiceField(
        label=gettext_lazy("Organisationer som inte finns"),
        required=False,
        help_text=gettext_lazy("Gäller rader som inte själva säger vad organisationen är."),
    )
    tag = forms.CharField(label=gettext_lazy("Etikett på alla"), required=False, max_length=60)
    list_name = forms.CharField(
        label=gettext_lazy("Ställ alla på kontaktlistan"),
        required=False,
        max_length=100,
        help_text=gettext_lazy("Listan läggs upp om den inte finns."),
    )
    mapping_name = forms.CharField(
        label=gettext_lazy("Spara kolumnvalen som"),
        required=False,
        max_length=80,
        help_text=gettext_lazy("De känns igen nästa gång en fil har samma rubriker."),
    )
    is_shared = forms.BooleanField(label=gettext_lazy("Dela med alla"), required=False)

    def __init__(
        self,
        *args: Any,
        layout: Layout,
        book: Book,
        mappings: Sequence[str] = (),
        may_add_tags: bool = True,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.layout, self.may_add_tags = layout, may_add_tags
        if mappings:
            self.fields["use_mapping"].choices = [("", _("Inga")), *((name, name) for name in mappings)]  # type: ignore[attr-defined]
        else:
            del self.fields["use_mapping"]
        visible = [(at, name) for at, name in enumerate(book.names) if not book.hidden[at] or at == layout.sheet]
        if len(visible) > 1:
            self.fields["sheet"].choices = visible  # type: ignore[attr-defined]
        else:
            del self.fields["sheet"]
        kinds = [(kind.value, kind.label) for kind in OrganizationKind if kind not in COMPLETE_KINDS]
        create = [(value, _("Lägg till som %(kind)s") % {"kind": str(label).lower()}) for value, label in kinds]
        self.fields["create_kind"].choices = [("", _("Lägg inte till: raden blir fel")), *create]  # type: ignore[attr-defined]
        for column in layout.columns:
            told = _("%(letter)s. %(heading)s läses som") % {"letter": column.letter, "heading": column.heading}
            self.fields[_name(column)] = forms.ChoiceField(
                choices=field_choices(), required=False, initial=column.field, label=told
            )

    @property
    def columns(self) -> list[tuple[Column, forms.BoundField]]:
        return [(column, self[_name(column)]) for column in self.layout.columns]

    @property
    def others(self) -> list[forms.BoundField]:
        return [self[name] for name in ("create_kind", "tag", "list_name", "mapping_name", "is_shared")]

    def clean_tag(self) -> str:
        name = " ".join(self.cleaned_data["tag"].split())
        if name and not self.may_add_tags:
            known = {fold(tag) for tag in Tag.objects.values_list("name", flat=True)}
            if fold(name) not in known:
                raise ValidationError(NEW_TAG)
        return name

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for column in self.layout.columns:
            column.field = cleaned.get(_name(column), "")
        if problem := self.layout.problem():
            raise ValidationError(problem)
        return cleaned


def _name(column: Column) -> str:
    return f"column_{column.index}"
