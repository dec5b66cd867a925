"""Consultations as a public mirror of the Government Offices' pages gives them: JSON, one or a list.

The last day and the diary number are no fields there: they are read out of the page's text, and left empty rather than
guessed where the text does not say them, or says two.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.utils.translation import gettext as _

from advocacy.services.consultation_records import Paper, Reading, Referral, Wrong
from contacts.imports.result import Unusable

SITE = "https://www.regeringen.se"
LONGEST_TITLE, LONGEST_ADDRESS, LONGEST_NAME, LONGEST_SUMMARY = 500, 500, 300, 4_000
# The senders' codes in the mirror, and the letters that their diary numbers begin with.
MINISTRIES = {
    "1284": "Arbetsmarknadsdepartementet", "1285": "Finansdepartementet", "1286": "Försvarsdepartementet",
    "1287": "Justitiedepartementet", "1288": "Kulturdepartementet", "1291": "Klimat- och näringslivsdepartementet",
    "1292": "Socialdepartementet", "1293": "Statsrådsberedningen", "1294": "Utbildningsdepartementet",
    "1295": "Utrikesdepartementet", "2425": "Landsbygds- och infrastrukturdepartementet",
}  # fmt: skip
LETTERS = {
    "A": "1284", "Fi": "1285", "Fö": "1286", "Ju": "1287", "Ku": "1288", "KN": "1291", "S": "1292", "SB": "1293",
    "U": "1294", "UD": "1295", "LI": "2425",
}  # fmt: skip
# Of the mirror's many categories those that say whether a consultation may be ours.
SUBJECTS = {
    "1213": "Arbetsmarknad", "1217": "Bostäder och samhällsplanering", "1226": "Energi", "1252": "Miljö och klimat",
    "1257": "Näringspolitik", "1262": "Regional utveckling", "1274": "Transporter och infrastruktur",
    "1277": "Högskola, forskning och rymd", "1278": "Utbildning för vuxna", "2092": "Kommuner och regioner",
    "2282": "Innovation", "2389": "Nationell infrastrukturplan",
}  # fmt: skip
REFERENCE = re.compile(r"[A-ZÅÄÖ][A-Za-zÅÄÖåäö]{0,3}\d{4}/\d{3,6}")
LABELLED = re.compile(r"[Dd]iarienummer:?\s*(" + REFERENCE.pattern + ")")
MONTHS = (
    "januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november",
    "december",
)  # fmt: skip
DAY = re.compile(rf"(\d{{1,2}})\s+({'|'.join(MONTHS)})\s+(\d{{4}})|(\d{{4}})-(\d{{2}})-(\d{{2}})", re.IGNORECASE)
# A sentence says the last day when it speaks of answers and of a limit; the day stands after the limit.
SENTENCE = re.compile(r"\.\s|\n\s*\n")
LIMIT = re.compile(r"\bsenast\b|\bsista (?:svars)?dag", re.IGNORECASE)
ANSWERS = re.compile(r"svar|yttrand|synpunkt", re.IGNORECASE)


class _Bad(Exception):
    """A row that is not used."""


def read(content: bytes, name: str) -> Reading:
    """The consultations of a file, each once. Raises Unusable when it is no such file at all."""
    try:
        found = json.loads(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise Unusable(_("Filen %(name)s är inte läsbar JSON.") % {"name": name}) from error
    rows = [found] if isinstance(found, dict) else found
    if not isinstance(rows, list):
        raise Unusable(_("Filen %(name)s ska innehålla en remiss eller en lista med remisser.") % {"name": name})
    return _read_rows(rows)


def _read_rows(rows: Iterable[Any]) -> Reading:
    reading, places = Reading(), dict[str, int]()
    for number, row in enumerate(rows, 1):
        try:
            referral = _referral(row)
            if referral.external in places:
                raise _Bad(_("Samma remiss står redan på rad %(row)d.") % {"row": places[referral.external]})
        except _Bad as bad:
            title = row.get("title") if isinstance(row, Mapping) else ""
            reading.wrong.append(Wrong(number, title[:120] if isinstance(title, str) else "", str(bad)))
            continue
        places[referral.external] = number
        reading.referrals.append(referral)
    return reading


def _referral(row: Any) -> Referral:
    if not isinstance(row, Mapping):
        raise _Bad(_("Raden är inte en remiss."))
    title, path = _text(row, "title"), _text(row, "url")
    page = _text(row, "markdown")
    if not title:
        raise _Bad(_("Rubriken saknas."))
    address = _address(path)
    if not address:
        raise _Bad(_("Länken till remissen saknas eller går inte till regeringen.se."))
    reference = reference_of(page, _text(row, "id") or _text(row, "id_raw"))
    return Referral(
        external=urlsplit(address).path[:300],
        title=title[:LONGEST_TITLE],
        url=address,
        reference=reference,
        sender=_sender(row, reference),
        summary=(_text(row, "summary") or _ingress(page))[:LONGEST_SUMMARY],
        published_on=_published(row),
        due_on=deadline_of(page or _text(row, "summary")),
        papers=_papers(row),
        subjects=", ".join(dict.fromkeys(SUBJECTS[code] for code in _codes(row, "categories") if code in SUBJECTS)),
    )


def deadline_of(page: str) -> dt.date | None:
    """The last day for answers that a page names; None when it names none, or several."""
    days = set()
    for sentence in SENTENCE.split(page):
        limit = LIMIT.search(sentence)
        if limit and ANSWERS.search(sentence) and (said := DAY.search(sentence, limit.end())):
            days.add(_day(said))
    return days.pop() if len(days) == 1 else None


def reference_of(page: str, vignette: str = "") -> str:
    """The diary number that stands labelled on a page, or by itself in its vignette; others are other matters'."""
    if said := LABELLED.search(page) or LABELLED.search(vignette):
        return said[1]
    alone = REFERENCE.fullmatch(vignette.strip())
    return alone[0] if alone else ""


def _day(said: re.Match[str]) -> dt.date | None:
    try:
        if said[2]:
            return dt.date(int(said[3]), MONTHS.index(said[2].lower()) + 1, int(said[1]))
        return dt.date(int(said[4]), int(said[5]), int(said[6]))
    except ValueError:
        return None


def _text(row: Mapping[str, Any], name: str) -> str:
    said = row.get(name)
    return said.replace("\x00", "").strip() if isinstance(said, str) else ""


def _codes(row: Mapping[str, Any], name: str) -> list[str]:
    said = row.get(name)
    return [str(code) for code in said if isinstance(code, str | int)] if isinstance(said, list) else []


def _address(path: str) -> str:
    """The whole address of a page of the Government Offices; empty when it is none."""
    try:
        whole = urljoin(SITE, path)
        parts = urlsplit(whole)
    except ValueError:
        return ""
    is_theirs = parts.scheme in ("http", "https") and parts.netloc in ("www.regeringen.se", "regeringen.se")
    return whole if path and is_theirs and parts.path.strip("/") and len(whole) <= LONGEST_ADDRESS else ""


def _sender(row: Mapping[str, Any], reference: str) -> str:
    """The ministry: by its code, by its name, else by the letters of the diary number."""
    for code in _codes(row, "senders"):
        if code in MINISTRIES:
            return MINISTRIES[code]
    named = _text(row, "departement")
    if named in MINISTRIES.values():
        return named
    letters = re.match(r"\D+", reference)
    return MINISTRIES[LETTERS[letters[0]]] if letters and letters[0] in LETTERS else named


def _ingress(page: str) -> str:
    """The first paragraph below the heading."""
    paragraphs = [part.strip() for part in re.split(r"\n\s*\n", page)]
    return next((part for part in paragraphs if part and not part.startswith("#")), "")


def _published(row: Mapping[str, Any]) -> dt.date | None:
    """The day, where one is given: a month alone is no day."""
    said = DAY.fullmatch(_text(row, "published")[:10])
    return _day(said) if said else None


def _papers(row: Mapping[str, Any]) -> tuple[Paper, ...]:
    """Attachments and shortcuts with a name and an address that a browser may follow, each address once."""
    found: dict[str, Paper] = {}
    for said in (*_items(row, "attachments"), *_items(row, "shortcuts")):
        name, url = _text(said, "name"), _text(said, "url")
        try:
            whole = urljoin(SITE, url)
            is_web = urlsplit(whole).scheme in ("http", "https")
        except ValueError:
            continue
        if name and url and is_web and len(whole) <= LONGEST_ADDRESS:
            found.setdefault(whole, Paper(name[:LONGEST_NAME], whole))
    return tuple(found.values())


def _items(row: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    said = row.get(name)
    return [item for item in said if isinstance(item, Mapping)] if isinstance(said, list) else []
