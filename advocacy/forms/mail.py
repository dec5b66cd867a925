"""Forms of mail that colleagues hand in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from advocacy.choices import InteractionKind
from advocacy.forms.interaction import open_priorities
from advocacy.models import IncomingMail, Interaction, Priority
from advocacy.services.mails import MailFile, NewPerson
from contacts.columns.person import describe_person
from contacts.imports.pasted import Pasted
from contacts.models import Person
from crm.common.fields import FilesField, RowsField
from crm.common.widgets import CheckList, Combobox, PillCheckboxes, PillRadio

KINDS = (InteractionKind.EMAIL_DIALOGUE, InteractionKind.LETTER)


class MailUploadForm(forms.Form):
    """Mails that were saved as files, one or several."""

    files = FilesField(
        label=_("Sparade mejl"),
        accept=".eml,.msg",
        help_text=_("Dra mejlet från Outlook till skrivbordet och välj filen här: .msg eller .eml, flera går bra."),
    )


class MailForm(forms.Form):
    """What of a mail becomes a contact. The unknown addresses come beside the fields, see `newcomers`."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(
        label=_("Hur?"),
        choices=[(kind.value, kind.label) for kind in KINDS],
        widget=PillRadio,
        help_text=_("En e-postdialog är mejl åt båda hållen. Bara den räknas som ett samtal."),
    )
    title = forms.CharField(label=_("Rubrik"), max_length=200)
    people = RowsField(
        Person.objects.none(),
        label=_("Vem?"),
        required=False,
        widget=Combobox("contacts:person_suggest", multiple=True, describe=describe_person),
    )
    priorities = RowsField(Priority.objects.none(), label=_("Om vad?"), required=False, widget=PillCheckboxes)
    summary = forms.CharField(
        label=_("Sammanfattning"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Utan citerade mejl och signatur. Korta gärna."),
    )
    files = forms.MultipleChoiceField(
        label=_("Bilagor att behålla"), required=False, widget=CheckList, help_text=_("De andra tas bort med mejlet.")
    )

    def __init__(
        self, *args: Any, user: Any, mail: IncomingMail, draft: Interaction, files: Sequence[MailFile], **kwargs: Any
    ) -> None:
        self.mail, self.found = mail, files
        kwargs["initial"] = {
            "version": mail.version,
            "kind": draft.kind,
            "title": draft.title,
            "summary": draft.summary,
            "people": [part.person_id for part in draft.participations.all() if part.side == "theirs"],
            "priorities": [link.priority_id for link in draft.priority_links.all()],
        }
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["people"].queryset = Person.objects.visible_to(user).with_current_memberships()
        fields["priorities"].queryset = open_priorities(user, draft)
        fields["files"].choices = [(str(number), file.name) for number, file in enumerate(files)]
        if not files:
            del fields["files"]
        for number, unknown in enumerate(mail.unknown):
            given, family = Pasted("", unknown["name"], unknown["email"]).names
            fields[f"add_{number}"] = forms.BooleanField(required=False, label=_("Lägg till i registret"))
            fields[f"given_{number}"] = forms.CharField(
                required=False, max_length=100, label=_("Förnamn"), initial=given
            )
            fields[f"family_{number}"] = forms.CharField(
                required=False, max_length=100, label=_("Efternamn"), initial=family
            )

    @property
    def newcomers(self) -> list[tuple[str, BoundField, BoundField, BoundField]]:
        """For each address that nobody has: the address, and the fields to add who is behind it."""
        return [
            (unknown["email"], self[f"add_{number}"], self[f"given_{number}"], self[f"family_{number}"])
            for number, unknown in enumerate(self.mail.unknown)
        ]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for number, _unknown in enumerate(self.mail.unknown):
            for name in (f"given_{number}", f"family_{number}"):
                if data.get(f"add_{number}") and not (data.get(name) or "").strip():
                    self.add_error(name, _("Skriv namnet på den som ska läggas till."))
        return data

    def content(self) -> dict[str, Any]:
        """What `mails.register_contact` takes."""
        data = self.cleaned_data
        chosen = {int(number) for number in data.get("files", ())}
        return {
            **{name: data[name] for name in ("version", "kind", "title", "summary", "people", "priorities")},
            "files": [file for number, file in enumerate(self.found) if number in chosen],
            "new_people": [
                NewPerson(unknown["email"], data[f"given_{number}"], data[f"family_{number}"])
                for number, unknown in enumerate(self.mail.unknown)
                if data[f"add_{number}"]
            ],
        }
