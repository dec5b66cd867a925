"""A letter template taken in, and letters said to be sent."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from advocacy.choices import LetterKind
from advocacy.exports import letters_docx
from advocacy.models import LetterTemplate
from crm.common.attachments import safe_name
from crm.common.dates import today
from crm.common.file_kinds import Refused
from crm.common.text import fold
from crm.common.widgets import DateInput, PillRadio


class TemplateForm(forms.Form):
    """A Word file as a template; without a new file the stored one stays."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    name = forms.CharField(label=_("Namn"), max_length=150)
    kind = forms.ChoiceField(
        label=_("Slag av brev"), choices=LetterKind.choices, widget=PillRadio, initial=LetterKind.WELCOME
    )
    file = forms.FileField(
        label=_("Word-fil"),
        widget=forms.FileInput(attrs={"accept": ".docx"}),
        help_text=_("En .docx på högst 5 MB, utan makron, med fälten nedan i dubbla klamrar."),
    )

    def __init__(self, *args: Any, template: LetterTemplate | None = None, **kwargs: Any) -> None:
        self.template = template
        if template:
            stored = {"name": template.name, "kind": template.kind, "version": template.version}
            kwargs["initial"] = {**stored, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        if template:
            self.fields["version"].required = True
            self.fields["file"].required = False
            self.fields["file"].label = _("Ny Word-fil")
            self.fields["file"].help_text = _("Välj bara om filen ska bytas. Nu gäller %(name)s.") % {
                "name": template.attachment.name
            }

    def clean_name(self) -> str:
        name = " ".join(self.cleaned_data["name"].split())
        others = LetterTemplate.objects.exclude(pk=self.template.pk if self.template else None)
        if fold(name) in {fold(other) for other in others.values_list("name", flat=True)}:
            raise forms.ValidationError(_("Det finns redan en brevmall med det namnet."))
        return name

    def clean_file(self) -> Any:
        upload = self.cleaned_data["file"]
        if not upload:
            return None
        if upload.size > letters_docx.MOST_BYTES:
            raise forms.ValidationError(_("Filen är större än 5 MB."))
        try:
            letters_docx.check(safe_name(upload.name), upload.read())
        except Refused as refused:
            raise forms.ValidationError(str(refused)) from refused
        upload.seek(0)
        return upload


class SentForm(forms.Form):
    """That letters were sent, on which day, and what they are called among the contacts."""

    held_on = forms.DateField(label=_("När skickades breven?"), widget=DateInput, initial=today)
    title = forms.CharField(
        label=_("Rubrik"), max_length=200, help_text=_("Så heter kontakten i listor och tidslinjer.")
    )

    def clean_held_on(self) -> Any:
        day = self.cleaned_data["held_on"]
        if day > today():
            raise forms.ValidationError(_("Ett skickat brev kan inte ha en dag som inte har varit."))
        if day.year < today().year - 5:
            raise forms.ValidationError(_("Dagen ligger för långt bak i tiden."))
        return day
