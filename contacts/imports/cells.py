"""Reading the cells of a contact list: a value that can be stored, or the reason why not."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import override

from contacts.choices import DetailKind, OrganizationKind, RoleKind, Sector
from contacts.models import ContactDetail
from crm.common.text import fold

MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
ENGLISH_MONTHS = {"may": 5, "oct": 10}
ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[ T]\d{1,2}[:.]\d\d(?:[:.]\d\d)?)?")
COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)")
SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})[ /-](\d{4})")
WRITTEN = re.compile(r"(?:den )?(\d{1,2})[. ]+([a-zåäö]{3,9})\.? +(\d{4})")
PARTIAL = re.compile(r"\d{4}(?:-\d\d)?")
# Ten or twelve digits that can be a day of birth (also of a coordination number) and four more.
PERSONAL = re.compile(
    r"(?:19|20)?\d\d(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01]|6[1-9]|[78]\d|9[01])[-+ ]?[\dTtXxRrSsUuWwKkLlMmNnJj]\d{3}"
)

OTHER_KINDS = {
    "bolag": OrganizationKind.COMPANY, "aktiebolag": OrganizationKind.COMPANY, "naringsliv": OrganizationKind.COMPANY,
    "business": OrganizationKind.COMPANY, "forening": OrganizationKind.ASSOCIATION,
    "intresseorganisation": OrganizationKind.ASSOCIATION, "organisation": OrganizationKind.ASSOCIATION,
    "ngo": OrganizationKind.ASSOCIATION, "styrgrupp": OrganizationKind.STEERING_GROUP,
    "rad": OrganizationKind.STEERING_GROUP, "namnd": OrganizationKind.BOARD, "styrelse": OrganizationKind.BOARD,
    "universitet": OrganizationKind.UNIVERSITY, "hogskola": OrganizationKind.UNIVERSITY,
    "statlig myndighet": OrganizationKind.AGENCY,
}  # fmt: skip
OTHER_ROLE_KINDS = {
    "politiker": RoleKind.ELECTED, "fortroendevald": RoleKind.ELECTED, "tjansteman": RoleKind.OFFICIAL,
    "tjansteperson": RoleKind.OFFICIAL, "suppleant": RoleKind.SUBSTITUTE,
}  # fmt: skip
OTHER_SECTORS = {
    "offentlig": Sector.PUBLIC, "offentlig sektor": Sector.PUBLIC, "forvaltning": Sector.PUBLIC,
    "naringslivet": Sector.BUSINESS, "civilsamhallet": Sector.CIVIL, "ideell": Sector.CIVIL,
    "akademin": Sector.ACADEMIA, "politiken": Sector.POLITICS,
}  # fmt: skip


class Refused(Exception):
    """A cell's value cannot be stored."""


def day(text: str) -> dt.date:
    """A whole date in any of the usual ways of writing one. Raises Refused."""
    folded = text.strip().lower()
    parts: tuple[Any, Any, Any] | None = None
    if found := ISO.fullmatch(folded) or COMPACT.fullmatch(folded):
        parts = (found[1], found[2], found[3])
    elif found := SLASHED.fullmatch(folded):
        parts = (found[3], found[2], found[1])
    elif found := WRITTEN.fullmatch(folded):
        short = found[2][:3]
        number = MONTHS.index(short) + 1 if short in MONTHS else ENGLISH_MONTHS.get(short, 0)
        parts = (found[3], number, found[1])
    elif PARTIAL.fullmatch(folded):
        raise Refused(_("Datumet är inte helt. Skriv år, månad och dag: 2026-09-28."))
    try:
        if parts:
            return dt.date(*(int(part) for part in parts))
    except ValueError:
        pass
    raise Refused(_("Datumet går inte att tyda. Skriv det som 2026-09-28."))


def is_personal_number(text: str) -> bool:
    return PERSONAL.fullmatch(text.strip()) is not None


def own_id(text: str) -> str:
    """An id of the list's own. Raises Refused for a personal identity number, which is never stored."""
    if is_personal_number(text):
        raise Refused(_("Id:t ser ut som ett personnummer. Personnummer sparas inte i Samsyn."))
    if len(text) > 90:
        raise Refused(_("Id:t är längre än 90 tecken."))
    return text


def _choice(text: str, choices: type[models.TextChoices], others: dict[str, Any], reason: str) -> str:
    """The code that a Swedish or English label, or the code itself, stands for. Raises Refused."""
    wanted = fold(text)
    for choice in choices:
        if wanted in (choice.value, fold(str(choice.label))):
            return choice.value
    if wanted in others:
        return str(others[wanted])
    with override("en"):
        for choice in choices:
            if wanted == fold(str(choice.label)):
                return choice.value
    with override("sv"):
        for choice in choices:
            if wanted == fold(str(choice.label)):
                return choice.value
    raise Refused(reason % {"choices": ", ".join(str(label) for label in choices.labels)})


def organization_kind(text: str) -> str:
    return _choice(text, OrganizationKind, OTHER_KINDS, _("Slaget känns inte igen. Välj något av: %(choices)s."))


def role_kind(text: str) -> str:
    return _choice(text, RoleKind, OTHER_ROLE_KINDS, _("Slaget av roll känns inte igen. Välj något av: %(choices)s."))


def sector(text: str) -> str:
    return _choice(text, Sector, OTHER_SECTORS, _("Sektorn känns inte igen. Välj något av: %(choices)s."))


def detail(kind: str, text: str, **values: Any) -> ContactDetail:
    """A contact detail in the form that the register keeps. Raises Refused."""
    if kind == DetailKind.WEB and "://" not in text:
        text = f"https://{text}"
    found = ContactDetail(kind=kind, value=" ".join(text.split()), **values)
    try:
        found.derive()
        found.clean()
    except ValidationError as error:
        reason = " ".join(error.messages)
        raise Refused(_("E-postadressen är felskriven.") if kind == DetailKind.EMAIL else reason) from error
    except Exception as error:  # the telephone library's own words are for programmers
        if type(error).__module__.partition(".")[0] != "phonenumbers":
            raise
        raise Refused(_("Telefonnumret går inte att tyda.")) from error
    if len(found.value) > 250:
        raise Refused(_("Uppgiften är längre än 250 tecken."))
    return found


def tags(text: str) -> list[str]:
    """'a, b; c' → ['a', 'b', 'c']. Raises Refused."""
    names = list(dict.fromkeys(" ".join(part.split()) for part in re.split(r"[,;|\n]", text) if part.strip()))
    if any(len(name) > 60 for name in names):
        raise Refused(_("En etikett är längre än 60 tecken."))
    return names
