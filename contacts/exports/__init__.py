"""The forms in which a list of people can be taken out."""

from django.utils.translation import gettext_lazy as _

from contacts.exports import labels, letters, mailing, vcards
from crm.common.exports import CSV, XLSX, Format

VCARD = Format(
    "vcard",
    _("Kontaktkort"),
    _("En fil med alla som kontaktkort (vCard 4), för telefonen och adressboken."),
    "vcf",
    "text/vcard; charset=utf-8",
    vcards.write,
)
MAILING = Format(
    "outlook",
    _("E-postrad"),
    _("En rad med namn och adresser att klistra in i Outlook. De som inte vill bli kontaktade är inte med."),
    "txt",
    "text/plain; charset=utf-8",
    mailing.write,
    options=mailing.MailingForm,
    shown=mailing.shown,
    left_out=mailing.left_out,
)
LABELS = Format(
    "labels",
    _("Etiketter"),
    _("Adressetiketter som PDF. Den egna adressen, annars organisationens. Skriv ut i verklig storlek (100 %)."),
    "pdf",
    "application/pdf",
    labels.write,
    options=labels.LabelForm,
    left_out=labels.left_out,
    summary=labels.summary,
    most=labels.MOST,
    at_once=labels.AT_ONCE,
)
LETTERS = Format(
    "merge",
    _("Brevkoppling"),
    _("En rad per person med hälsning och adressrader ifyllda, att koppla till ett brev i Word."),
    "xlsx",
    XLSX.content_type,
    letters.write,
    left_out=letters.left_out,
    summary=letters.summary,
)
PERSON_FORMATS = (XLSX, CSV, VCARD, MAILING, LABELS, LETTERS)
