"""Invitations out of a calendar, taken in as planned contacts."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advocacy.imports.calendar import MOST_BYTES, Unreadable
from advocacy.imports.invitation import read
from advocacy.services import invitations
from crm.common.dates import today
from crm.common.fields import FilesField
from crm.common.views import FormPage

SAID = {
    "new": (messages.SUCCESS, gettext_lazy("”%(title)s” är inlagd som planerad kontakt.")),
    "changed": (messages.SUCCESS, gettext_lazy("”%(title)s” är ändrad efter den nya inbjudan.")),
    "same": (messages.INFO, gettext_lazy("”%(title)s” fanns redan. Inget ändrades.")),
    "cancelled": (messages.SUCCESS, gettext_lazy("”%(title)s” är inställd.")),
    "touched": (
        messages.WARNING,
        gettext_lazy("”%(title)s” fanns redan och har ändrats för hand. Den lämnades som den är."),
    ),
    "closed": (messages.WARNING, gettext_lazy("”%(title)s” fanns redan och är inte längre planerad. Inget ändrades.")),
    "older": (messages.WARNING, gettext_lazy("”%(title)s” fanns redan, från en senare inbjudan. Inget ändrades.")),
    "nothing": (messages.WARNING, gettext_lazy("”%(title)s” ställdes in, men fanns inte här. Inget ändrades.")),
}


class InvitationForm(forms.Form):
    """Invitations that were saved as files, one or several."""

    files = FilesField(
        label=gettext_lazy("Inbjudningar"),
        accept=".ics",
        help_text=gettext_lazy(
            "Kalenderfiler (.ics) från Outlook, Google eller Apple, flera går bra. Deltagarna känns igen på sina "
            "e-postadresser. Läses samma inbjudan in igen ändras kontakten, om ingen har ändrat den för hand."
        ),
    )


class InvitationUpload(FormPage):
    """Files in, planned contacts out: what could not be read is told by name, and the rest is taken in."""

    form_class = InvitationForm
    template_name = "advocacy/mail_upload.html"

    def extra_context(self) -> dict[str, Any]:
        url = reverse("advocacy:interaction_list")
        crumbs = [{"label": _("Kontakter"), "url": url}]
        return {"title": _("Läs in inbjudan"), "cancel_url": url, "crumbs": crumbs}

    def save(self, form: InvitationForm) -> str:
        found, told, errors = [], [], []
        for upload in form.cleaned_data["files"]:
            try:
                if upload.size > MOST_BYTES:
                    raise Unreadable(_("Filen är större än 10 MB."))
                read_now, said = read(upload.read())
                found += read_now
                told += said
            except Unreadable as error:
                errors.append(f"{upload.name}: {error}")
        if errors and not found:
            raise ValidationError({"files": errors})
        for text in (*errors, *told):
            messages.warning(self.request, text)
        taken = [(one, invitations.take_in(actor=self.request.user, invitation=one)) for one in found]
        for invitation, result in taken:
            self.tell(invitation, result)
        contacts = {result.interaction.pk: result.interaction for _one, result in taken if result.interaction}
        if len(contacts) == 1:
            return next(iter(contacts.values())).get_absolute_url()
        return reverse("advocacy:interaction_list")

    def tell(self, invitation: invitations.Invitation, taken: invitations.Taken) -> None:
        level, text = SAID[taken.what]
        title = taken.interaction.title if taken.interaction else invitation.title
        messages.add_message(self.request, level, text % {"title": title})
        if taken.what == "new" and invitation.held_on < today():
            messages.info(self.request, _("Dagen har redan varit. Ändra läget till Genomförd om mötet blev av."))
        if taken.unknown and taken.what in ("new", "changed"):
            names = ", ".join(f"{one.name} <{one.email}>" if one.name else one.email for one in taken.unknown)
            messages.warning(self.request, _("Finns inte i registret och är inte med: %(names)s.") % {"names": names})
