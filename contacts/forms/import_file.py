from __future__ import annotations

from pathlib import Path

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

SUFFIXES = (".xlsx", ".xls", ".ods", ".csv", ".json")


class ImportFileForm(forms.Form):
    """The file to read. Which source it comes from is seen in the file itself."""

    file = forms.FileField(
        label=gettext_lazy("Fil"),
        help_text=gettext_lazy(
            "En kontaktlista (.xlsx, .ods, .xls eller .csv), Valmyndighetens fil med valda eller Riksdagens "
            "personlista (.json). Inget förs in förrän du har granskat."
        ),
        widget=forms.FileInput(attrs={"accept": ",".join(SUFFIXES)}),
    )

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        if Path(file.name or "").suffix.lower() not in SUFFIXES:
            raise ValidationError(_("Välj en fil av typen .xlsx, .ods, .xls, .csv eller .json."))
        if (file.size or 0) > settings.IMPORT_MAX_BYTES:
            size = settings.IMPORT_MAX_BYTES // (1024 * 1024)
            raise ValidationError(_("Filen är större än %(size)s MB.") % {"size": size})
        return file
