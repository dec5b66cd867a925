"""Named objects of a national plan from a sheet: a row a measure, or several of one with how it stood on several days.

Nothing is guessed: a state, a plan or a year that is not understood leaves its row out, and says why.
"""

from __future__ import annotations

import datetime as dt
import io
import re
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _

from advocacy.choices import MeasureState, NationalPlan
from advocacy.services.measure_records import Reading, Row, Wrong
from contacts.imports.result import Unusable
from crm.common.sheet_reading import read_sheet
from crm.common.sheet_text import SheetError
from crm.common.text import fold

MOST_ROWS = 2_000
# What a column may be called, folded.
HEADS = {
    "name": ("åtgärd", "namn", "objekt", "benämning"),
    "code": ("objektsnummer", "objektsnr", "kod"),
    "national_plan": ("plan", "nationell plan"),
    "priority": ("sakfråga", "prioritering"),
    "counties": ("län",),
    "responsible": ("ansvarig",),
    "cost": ("kostnad", "kostnad, mnkr", "mnkr"),
    "planned_from": ("byggstart", "planerad byggstart", "start"),
    "planned_until": ("klar", "planerat klar", "färdig år"),
    "url": ("länk",),
    "source": ("källa",),
    "source_on": ("källans datum",),
    "state": ("läge", "status"),
    "stated_on": ("läget den", "lägets datum", "dag", "datum"),
    "expected_until": ("väntas klar",),
    "note": ("anteckning",),
}
STATES = {fold(str(state.label)): state.value for state in MeasureState} | {
    fold("Ej påbörjad"): MeasureState.NOT_STARTED.value,
    fold("Klar"): MeasureState.DONE.value,
    fold("Utgått"): MeasureState.DROPPED.value,
}
LONGEST = {"name": 300, "code": 40, "source": 120, "note": 500, "url": 500}


class _Bad(Exception):
    """A row that is not used."""


def read(content: bytes, name: str, *, national_plan: str, source: str) -> Reading:
    """The rows of a sheet; `national_plan` and `source` hold where a row says nothing. Raises Unusable."""
    try:
        sheet = read_sheet(io.BytesIO(content), name, max_rows=MOST_ROWS)
    except SheetError as error:
        raise Unusable(str(error)) from error
    columns = _columns(sheet.headers)
    if "name" not in columns:
        raise Unusable(_("Filen saknar en kolumn som heter Åtgärd."))
    reading = Reading()
    if unread := [head for head in sheet.headers if head not in columns.values()]:
        reading.notes.append(_("Kolumner som inte läses: %(names)s.") % {"names": ", ".join(unread)})
    for number, cells in sheet.rows:
        said = {key: " ".join(cells.get(head, "").split()) for key, head in columns.items()}
        try:
            reading.rows.append(_row(number, said, national_plan, source))
        except _Bad as bad:
            reading.wrong.append(Wrong(number, said["name"], str(bad)))
    return reading


def _columns(heads: list[str]) -> dict[str, str]:
    """Which head of the file is which field."""
    names = {fold(name): key for key, every in HEADS.items() for name in every}
    found: dict[str, str] = {}
    for head in heads:
        key = names.get(fold(head))
        if key and key not in found:
            found[key] = head
    return found


def _row(number: int, said: dict[str, str], national_plan: str, source: str) -> Row:
    get: Any = said.get
    if not said["name"]:
        raise _Bad(_("Raden saknar namn på åtgärden."))
    for key, longest in LONGEST.items():
        if len(get(key, "")) > longest:
            raise _Bad(_("Texten är för lång: %(text)s …") % {"text": said[key][:40]})
    row = Row(
        number=number,
        name=said["name"],
        national_plan=_plan(get("national_plan", "")) or national_plan,
        source=get("source", "") or source,
        source_on=_day(get("source_on", "")),
        code=get("code", ""),
        priority=get("priority", ""),
        counties=tuple(part.strip() for part in re.split(r"[,;]", get("counties", "")) if part.strip()),
        responsible=get("responsible", ""),
        cost=_amount(get("cost", "")),
        planned_from=_year(get("planned_from", "")),
        planned_until=_year(get("planned_until", "")),
        url=_url(get("url", "")),
        state=_state(get("state", "")),
        stated_on=_day(get("stated_on", "")),
        expected_until=_year(get("expected_until", "")),
        note=get("note", ""),
    )
    if row.planned_from and row.planned_until and row.planned_until < row.planned_from:
        raise _Bad(_("Slutåret ligger före startåret."))
    if row.state and not row.stated_on:
        raise _Bad(_("Läget saknar dag."))
    return row


def _plan(text: str) -> str:
    """'2026–37', '2026-2037' or 'Nationell plan 2026–2037' is that plan."""
    if not text:
        return ""
    found = [plan for plan in NationalPlan.values if plan[:4] in text]
    if len(found) != 1:
        raise _Bad(_("Okänd plan: %(text)s.") % {"text": text})
    return found[0]


def _state(text: str) -> str:
    if text and fold(text) not in STATES:
        known = ", ".join(str(state.label) for state in MeasureState)
        raise _Bad(_("Okänt läge: %(text)s. Skriv något av: %(known)s.") % {"text": text, "known": known})
    return STATES[fold(text)] if text else ""


def _year(text: str) -> int | None:
    if not text:
        return None
    if not re.fullmatch(r"(19[9]|20\d|210)\d", text):
        raise _Bad(_("Inte ett årtal: %(text)s.") % {"text": text})
    return int(text)


def _day(text: str) -> dt.date | None:
    if not text:
        return None
    try:
        return dt.date.fromisoformat(text[:10])
    except ValueError as error:
        raise _Bad(_("Inte ett datum: %(text)s. Skriv 2026-03-01.") % {"text": text}) from error


def _amount(text: str) -> Decimal | None:
    if not text:
        return None
    try:
        amount = Decimal(text.replace(" ", "").replace("\N{NO-BREAK SPACE}", "").replace(",", "."))
        kept = amount.quantize(Decimal("0.1"))
    except InvalidOperation as error:
        raise _Bad(_("Inte ett belopp i mnkr: %(text)s.") % {"text": text}) from error
    if not 0 <= kept < 10**8:
        raise _Bad(_("Inte ett belopp i mnkr: %(text)s.") % {"text": text})
    return kept


def _url(text: str) -> str:
    try:
        if text:
            URLValidator(schemes=["http", "https"])(text)
    except ValidationError as error:
        raise _Bad(_("Inte en länk: %(text)s.") % {"text": text}) from error
    return text
