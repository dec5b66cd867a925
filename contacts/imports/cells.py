"""Reading the cells of a contact list: a value that can be stored, or the reason why not."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from functools import cache, lru_cache, partial
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import override
from phonenumbers import PhoneMetadata
from stdnum import luhn

from contacts.choices import DetailKind, OrganizationKind, RoleKind, Sector
from contacts.models.contact_detail import swedish_number
from crm.common.text import fold

MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
ENGLISH_MONTHS = {"may": 5, "oct": 10}
ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[ T]\d{1,2}[:.]\d\d(?:[:.]\d\d)?)?")
COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)")
SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})[ /-](\d{4})")
WRITTEN = re.compile(r"(?:den )?(\d{1,2})[. ]+([a-zåäö]{3,9})\.? +(\d{4})")
PARTIAL = re.compile(r"\d{4}(?:-\d\d)?|[a-zåäö]{3,9}\.? \d{4}")
SHORT_YEAR = re.compile(r"\d{1,2}[-/. ]+(?:\d{1,2}|[a-zåäö]{3,9})\.?[-/. ]+'?\d\d|\d{6}")
SERIAL = re.compile(r"[2-6]\d{4}(?:[.,]\d+)?")
EXCELS_ZERO = dt.date(1899, 12, 30)
# Ten or twelve digits that can be a day of birth (also of a coordination number) and four more.
PERSONAL = re.compile(
    r"(?:19|20)?\d\d(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01]|6[1-9]|[78]\d|9[01])[-+ ]?[\dTtXxRrSsUuWwKkLlMmNnJj]\d{3}"
)
SIX_DIGITS = re.compile(r"\d{6}")  # without which nothing is such a number
WITHIN = re.compile(rf"(?<![\w+]){PERSONAL.pattern}(?!\w)")
TWO = re.compile(r"\S(?:\s+(?:och|and|samt)\s+|\s*[&/;\n]\s*|\s\+\s)\S", re.IGNORECASE)
HIDDEN = "•••"
EMAIL = re.compile(r"[a-z0-9_'+-]+(?:\.[a-z0-9_'+-]+)*@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}")
BRACKETED = re.compile(r"[^<>]*<([^<>]+@[^<>]+)>")

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

_NOT_DIALLED = re.compile(r"\(0\)|[ \-()./\u2013\u2011]")


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
    elif SERIAL.fullmatch(folded):
        meant = EXCELS_ZERO + dt.timedelta(days=int(folded[:5]))
        raise Refused(_("Ett löpnummer i stället för ett datum. Menas %(day)s? Skriv det så.") % {"day": meant})
    elif SHORT_YEAR.fullmatch(folded):
        raise Refused(_("Året har bara två siffror. Skriv hela: 2026-09-28."))
    if parts is None:
        raise Refused(_("Datumet går inte att tyda. Skriv det som 2026-09-28."))
    try:
        found_day = dt.date(*(int(part) for part in parts))
    except ValueError:
        raise Refused(_("Den dagen finns inte i kalendern.")) from None
    if not 1900 <= found_day.year <= 2100:
        raise Refused(_("Året ska ligga mellan 1900 och 2100."))
    return found_day


def is_personal_number(text: str) -> bool:
    return PERSONAL.fullmatch(text.strip()) is not None


def holds_personal_number(text: str, *, is_phone: bool = False) -> bool:
    """Whether a personal identity number stands anywhere in `text`. Ten bare digits may as well be something else:
    they count when their check digit is right and they do not begin as telephone numbers do."""
    for found in WITHIN.finditer(text):
        digits = re.sub(r"\D", "", found[0])
        if len(digits) != len(found[0]) or len(digits) == 12:
            return True
        if not is_phone and digits[0] != "0" and luhn.is_valid(digits):
            return True
    return False


def without_personal_numbers(text: str, *, is_phone: bool = False) -> str:
    """`text` as it may be shown. Bare digits are a telephone number where such numbers are read (`is_phone`)."""
    if not SIX_DIGITS.search(text):
        return text
    is_personal = holds_personal_number(text, is_phone=is_phone) or (not is_phone and is_personal_number(text))
    return HIDDEN if is_personal else text


def two_people(text: str) -> bool:
    """'Anna Ek och Bo Al' in one cell."""
    return TWO.search(text) is not None


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


def email(text: str) -> str:
    """An address as the register keeps it; 'mailto:' and 'Anna Ek <anna@…>' are taken off. Raises Refused."""
    if len(text) <= 250 and EMAIL.fullmatch(plain := text.lower()):
        return plain
    value = text.strip().lower().removeprefix("mailto:").partition("?")[0]
    if found := BRACKETED.fullmatch(value):
        value = found[1]
    value = value.strip(" .,;<>")
    if len(value) > 250:
        raise Refused(_("Uppgiften är längre än 250 tecken."))
    if not EMAIL.fullmatch(value):
        try:
            validate_email(value)
        except ValidationError as error:
            raise Refused(_("E-postadressen är felskriven.")) from error
    return value


@cache
def _swedish() -> re.Pattern[str]:
    """What the library takes for a valid number within Sweden, as one pattern."""
    told: Any = PhoneMetadata.metadata_for_region("SE")
    kinds = ("fixed_line", "mobile", "toll_free", "premium_rate", "shared_cost", "personal_number", "pager", "uan")
    patterns = (getattr(told, kind).national_number_pattern for kind in kinds if getattr(told, kind))
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))


@lru_cache(maxsize=2_000)
def phone(text: str) -> str:
    """A telephone number in one form: +46701234567. Raises Refused."""
    value = text.lower().removeprefix("tel:").strip()
    plain = _NOT_DIALLED.sub("", value)
    national = ""
    if plain.startswith("+46"):
        national = plain[3:].removeprefix("0")
    elif plain.startswith("0") and not plain.startswith("00"):
        national = plain[1:]
    if national.isdecimal() and _swedish().fullmatch(national):
        return f"+46{national}"
    number = swedish_number(value)
    if number is None:
        raise Refused(_("Telefonnumret går inte att tyda."))
    return str(number.as_e164)


def web(text: str) -> str:
    """An address on the web; 'www.…' is given its 'https://'. Raises Refused."""
    value = text if "://" in text else f"https://{text}"
    try:
        URLValidator(schemes=["http", "https"])(value)
    except ValidationError as error:
        raise Refused(_("Webbadressen är felskriven.")) from error
    return short(250, value)


def short(most: int, text: str) -> str:
    """Text on one line. Raises Refused when it is too long."""
    value = " ".join(text.split())
    if len(value) > most:
        raise Refused(_("Texten är längre än %(n)s tecken.") % {"n": most})
    return value


def long(most: int, text: str) -> str:
    """Text of several lines. Raises Refused when it is too long."""
    value = "\n".join(line.strip() for line in text.strip().splitlines())
    if len(value) > most:
        raise Refused(_("Texten är längre än %(n)s tecken.") % {"n": most})
    return value


READ_DETAIL: dict[str, Callable[[str], str]] = {
    DetailKind.EMAIL: email,
    DetailKind.PHONE: phone,
    DetailKind.MOBILE: phone,
    DetailKind.WEB: web,
    DetailKind.ADDRESS: partial(short, 250),
}


def detail(kind: str, text: str) -> str:
    """An address of any kind in the form that the register keeps. Raises Refused."""
    return READ_DETAIL[kind](text)


def several(text: str, most: int) -> list[str]:
    """'a, b; c' → ['a', 'b', 'c']. Raises Refused."""
    names = list(dict.fromkeys(" ".join(part.split()) for part in re.split(r"[,;|\n]", text) if part.strip()))
    if any(len(name) > most for name in names):
        raise Refused(_("Texten är längre än %(n)s tecken.") % {"n": most})
    return names
