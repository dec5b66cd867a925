"""Motions and committee reports read from Riksdagen itself, a session at a time: its list page by page, then each one.

The list's way to the next page cannot be trusted: it is written with http, may have lost its form, and may point ahead
for ever. It is followed while the number of the page grows.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from advocacy.imports.motions import MOTION, REPORT, take
from advocacy.imports.riksdagen_documents import Document, documents
from advocacy.imports.riksdagen_values import SESSION, Wrong
from advocacy.models import CommitteeReport, Motion
from advocacy.services.motion_records import Records
from contacts.imports.fetching import Fetcher
from contacts.imports.result import Unusable
from contacts.imports.sources.riksdagen_file import as_list, text

ORIGIN = "https://data.riksdagen.se"
PAGE = 200
MOST_PAGES = 500
SHOWN = 5

Kept = Callable[[Document], Any]
Told = Callable[[int, int], Any]


def session(name: str, *, again: bool = False, kept: Kept | None = None, told: Told | None = None) -> Records:
    """All motions and reports of a session ('2026/27'). Those that are settled in the ledger are asked for only
    `again`. A document that cannot be had is noted and does not stop the others. `kept` is given each document,
    `told(done, all)` how far it has come. Raises Unusable."""
    if not SESSION.fullmatch(name):
        raise Unusable(_("Skriv riksmötet som 2026/27."))
    fetcher, records = Fetcher(), Records()
    listed = [document for kind in (MOTION, REPORT) for document in _listed(name, kind, fetcher, records)]
    known = set() if again else _settled(name)
    wanted = [document for document in listed if document.casefold() not in known]
    if settled := len(listed) - len(wanted):
        said = ngettext(
            "%(n)s dokument är avgjort sedan tidigare och hämtas inte igen.",
            "%(n)s dokument är avgjorda sedan tidigare och hämtas inte igen.",
            settled,
        )
        records.notes.append(said % {"n": settled})
    missing = []
    for done, document in enumerate(wanted, start=1):
        try:
            _take(document, fetcher, records, kept)
        except (Unusable, Wrong) as error:
            missing.append(f"{document} ({error})")
        if told:
            told(done, len(wanted))
    if missing and len(missing) == len(wanted):
        raise Unusable(_("Inget av Riksdagens dokument gick att läsa: %(first)s") % {"first": missing[0]})
    if missing:
        said = ngettext(
            "%(n)s dokument gick inte att läsa: %(shown)s.",
            "%(n)s dokument gick inte att läsa: %(shown)s.",
            len(missing),
        )
        records.notes.append(said % {"n": len(missing), "shown": ", ".join(missing[:SHOWN])})
    return records


def _take(document: str, fetcher: Fetcher, records: Records, kept: Kept | None) -> None:
    content = fetcher.read(f"{ORIGIN}/dokumentstatus/{document}.json")
    for _number, one in documents(content, document):
        take(one, records)
        if kept:
            kept(one)


def _settled(name: str) -> set[str]:
    """What need not be asked for again: motions whose every proposal is decided, reports with their points."""
    decided = CommitteeReport.objects.filter(session=name, decided_on__isnull=False, points__isnull=False)
    found = {*Motion.objects.settled().filter(session=name).values_list("document", flat=True)}
    return {document.casefold() for document in {*found, *decided.values_list("document", flat=True)}}


# --- The list -------------------------------------------------------------------------------------------


def _listed(name: str, kind: str, fetcher: Fetcher, records: Records) -> list[str]:
    """The identifiers of a session's documents of one kind, each once."""
    address = (
        f"{ORIGIN}/dokumentlista/?doktyp={kind}&rm={name}&sort=datum&sortorder=asc&sz={PAGE}&p=1&utformat=json&a=s"
    )
    found: dict[str, str] = {}
    page, hits, others = 0, 0, 0
    for _turn in range(MOST_PAGES):
        envelope = _envelope(fetcher.read(address))
        number = _int(envelope.get("@sida")) or page + 1
        if number <= page:
            break
        page, hits = number, _int(envelope.get("@traffar")) or hits
        for item in as_list(envelope.get("dokument")):
            document = text(item.get("dok_id")) if isinstance(item, dict) else ""
            if document and text(item.get("rm")) not in ("", name):
                others += 1
            elif document:
                found.setdefault(document.casefold(), document)
        following = text(envelope.get("@nasta_sida"))
        if not following:
            break
        address = _following(following)
    if others and not found:
        raise Unusable(_("Riksdagen svarade med ett annat riksmöte än %(session)s.") % {"session": name})
    if len(found) + others < hits:
        records.notes.append(
            _("Riksdagens lista lovar %(hits)s dokument men gav %(n)s.") % {"hits": hits, "n": len(found) + others}
        )
    return [*found.values()]


def _envelope(content: bytes) -> dict[str, Any]:
    try:
        data = json.loads(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise Unusable(_("Riksdagens svar är inte läsbar JSON. Försök igen senare.")) from error
    envelope = data.get("dokumentlista") if isinstance(data, dict) else None
    if not isinstance(envelope, dict):
        raise Unusable(_("Riksdagens svar är inte en dokumentlista."))
    return envelope


def _following(address: str) -> str:
    """The next page, asked for at the same place, as JSON. A way to another host is Unusable when it is read."""
    parts, here = urlsplit(address), urlsplit(ORIGIN)
    asked = {**dict(parse_qsl(parts.query)), "utformat": "json"}
    scheme = here.scheme if parts.netloc == here.netloc else parts.scheme
    return urlunsplit((scheme, parts.netloc, parts.path, urlencode(asked, safe="/"), ""))


def _int(value: Any) -> int:
    said = text(value) if not isinstance(value, int) else str(value)
    return int(said) if said.isdecimal() else 0
