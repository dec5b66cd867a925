from __future__ import annotations

from pathlib import Path
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from crm.common.extensions import file_sources

SUFFIXES = (".xlsx", ".xls", ".ods", ".csv", ".json")


class ImportFileForm(forms.Form):
    """The file to read. Which source it comes from is seen in the file itself."""

    file = forms.FileField(
        label=gettext_lazy("Fil"),
        help_text=gettext_lazy(
            "En kontaktlista (.xlsx, .ods, .xls eller .csv), Valmyndighetens fil med valda eller Riksdagens "
            "personlista (.json). Inget förs in förrän du har granskat."
        ),
        widget=forms.FileInput(),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.suffixes = [*dict.fromkeys([*SUFFIXES, *(s for source in file_sources for s in source.suffixes)])]
        self.fields["file"].widget.attrs["accept"] = ",".join(self.suffixes)

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        if Path(file.name or "").suffix.lower() not in self.suffixes:
            told = {"kinds": ", ".join(self.suffixes[:-1]), "last": self.suffixes[-1]}
            raise ValidationError(_("Välj en fil av typen %(kinds)s eller %(last)s.") % told)
        if (file.size or 0) > settings.IMPORT_MAX_BYTES:
            size = settings.IMPORT_MAX_BYTES // (1024 * 1024)
            raise ValidationError(_("Filen är större än %(size)s MB.") % {"size": size})
        return file
