"""What the mandate radar is asked to read, and how a list of the elected is to be read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contacts.columns.person import describe_organization
from contacts.filters.reference import Reference
from contacts.forms.import_columns import GROUPS
from contacts.imports import headings
from contacts.imports.layout import Column, Layout
from contacts.imports.sources.elected_list import FIELDS
from contacts.models import Organization
from crm.common.sheet_reading import Book
from crm.common.widgets import Checkbox, CheckList, Combobox, DateInput, PillCheckboxes

MOST_FILES = 400


class FilesInput(forms.FileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One file or several."""

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        files = data if isinstance(data, (list, tuple)) else [data] if data else []
        if not files:
            super().clean(None)
        return [super(FilesField, self).clean(one) for one in files]


class RadarFileForm(forms.Form):
    """The files to hold against the register. Which source they come from is seen in them."""

    files = FilesField(
        label=gettext_lazy("Filer"),
        help_text=gettext_lazy(
            "Riksdagens personlista (.json, .xml, .csv eller .zip), Valmyndighetens valda (.json eller .zip) eller en "
            "kommuns eller regions lista över sina förtroendevalda (.xlsx, .ods, .xls eller .csv)."
        ),
        widget=FilesInput(attrs={"accept": ".json,.xml,.csv,.zip,.xlsx,.xls,.xlsm,.ods"}),
    )
    as_of = forms.DateField(
        label=gettext_lazy("Jämför registret per"),
        required=False,
        widget=DateInput(),
        help_text=gettext_lazy("Lämna tomt för den dag som källan själv anger."),
    )
    substitutes = forms.BooleanField(
        label=gettext_lazy("Ta med ersättare (Valmyndigheten)"), required=False, widget=Checkbox
    )

    def clean_files(self) -> list[UploadedFile]:
        files: list[UploadedFile] = self.cleaned_data["files"]
        if len(files) > MOST_FILES:
            raise ValidationError(_("Välj högst %(n)s filer åt gången.") % {"n": MOST_FILES})
        if sum(file.size or 0 for file in files) > settings.RADAR_MAX_BYTES:
            size = settings.RADAR_MAX_BYTES // (1024 * 1024)
            raise ValidationError(_("Det blir mer än %(size)s MB. Läs in färre filer åt gången.") % {"size": size})
        return files

    def chosen_options(self) -> dict[str, Any]:
        return {"substitutes": True} if self.cleaned_data["substitutes"] else {}


class RadarFetchForm(forms.Form):
    """What of a published package is fetched."""

    elections = forms.MultipleChoiceField(
        label=gettext_lazy("Fullmäktige"),
        choices=[("RF", gettext_lazy("Regioner")), ("KF", gettext_lazy("Kommuner"))],
        required=False,
        widget=PillCheckboxes,
    )
    counties = forms.MultipleChoiceField(
        label=gettext_lazy("Län"),
        required=False,
        widget=CheckList,
        help_text=gettext_lazy("Inget valt hämtar hela landet."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["counties"].choices = Reference.counties()  # type: ignore[attr-defined]

    def chosen_options(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if value}


class RadarColumnsForm(forms.Form):
    """Whose list it is, and what its columns mean. Fills in the layout it was made from."""

    sheet = forms.TypedChoiceField(label=gettext_lazy("Blad"), coerce=int, required=False)
    header_row = forms.IntegerField(
        label=gettext_lazy("Rubrikerna står på rad"), min_value=0, max_value=2_000_000,
        help_text=gettext_lazy("0 om listan saknar rubriker."),
    )  # fmt: skip
    use_mapping = forms.ChoiceField(label=gettext_lazy("Sparade kolumnval"), required=False)
    organization = forms.ModelChoiceField(
        label=gettext_lazy("Församling"),
        queryset=Organization.objects.none(),
        required=False,
        widget=Combobox("contacts:organization_suggest", describe=describe_organization),
        help_text=gettext_lazy("Den som listan gäller. Lämna tomt om listan säger det själv."),
    )
    role = forms.CharField(
        label=gettext_lazy("Roll när listan inte säger någon"), required=False, max_length=100,
        help_text=gettext_lazy("Ledamot om inget anges."),
    )  # fmt: skip
    source_on = forms.DateField(
        label=gettext_lazy("Listan är av den"),
        required=False,
        widget=DateInput(),
        help_text=gettext_lazy("Lämna tomt för i dag."),
    )
    is_partial = forms.BooleanField(
        label=gettext_lazy("Alla står inte på listan"),
        required=False,
        widget=Checkbox,
        help_text=gettext_lazy("Då föreslås ingen ha lämnat."),
    )
    mapping_name = forms.CharField(
        label=gettext_lazy("Spara kolumnvalen som"), required=False, max_length=80,
        help_text=gettext_lazy("De känns igen nästa gång en fil har samma rubriker."),
    )  # fmt: skip
    is_shared = forms.BooleanField(label=gettext_lazy("Dela med alla"), required=False, widget=Checkbox)

    def __init__(
        self, *args: Any, layout: Layout, book: Book, user: Any, mappings: Sequence[str] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.layout = layout
        body: Any = self.fields["organization"]
        body.queryset = Organization.objects.visible_to(user).filter(merged_into=None)
        self._offer("use_mapping", [("", _("Inga")), *((name, name) for name in mappings)] if mappings else [])
        visible = [(at, name) for at, name in enumerate(book.names) if not book.hidden[at] or at == layout.sheet]
        self._offer("sheet", visible if len(visible) > 1 else [])
        choices = _field_choices()
        for column in layout.columns:
            told = _("%(letter)s. %(heading)s läses som") % {"letter": column.letter, "heading": column.heading}
            initial = column.field if column.field in FIELDS else ""
            self.fields[_name(column)] = forms.ChoiceField(choices=choices, required=False, initial=initial, label=told)

    def _offer(self, name: str, choices: list[Any]) -> None:
        """The choices of a field, which goes where there is nothing to choose."""
        if choices:
            self.fields[name].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields[name]

    @property
    def columns(self) -> list[tuple[Column, forms.BoundField]]:
        return [(column, self[_name(column)]) for column in self.layout.columns]

    @property
    def whose(self) -> list[forms.BoundField]:
        return [self[name] for name in ("organization", "source_on", "role", "is_partial")]

    @property
    def kept(self) -> list[forms.BoundField]:
        return [self[name] for name in ("mapping_name", "is_shared")]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for column in self.layout.columns:
            column.field = cleaned.get(_name(column), "")
        if problem := self.layout.problem():
            raise ValidationError(problem)
        return cleaned

    def chosen_options(self) -> dict[str, Any]:
        """What is kept with the run (`rosters_read`)."""
        told = self.cleaned_data
        return {
            **self.layout.as_options(),
            "organization": told["organization"].pk if told["organization"] else None,
            "role": told["role"],
            "is_partial": told["is_partial"],
            "source_on": told["source_on"].isoformat() if told["source_on"] else "",
        }


def _field_choices() -> list[Any]:
    """What the reader of such lists looks at; the rest is never read."""
    groups = [
        (str(label), [(name, headings.label(name)) for name in names if name in FIELDS]) for label, names in GROUPS
    ]
    return [("", _("Läses inte")), *(group for group in groups if group[1])]


def _name(column: Column) -> str:
    return f"column_{column.index}"
