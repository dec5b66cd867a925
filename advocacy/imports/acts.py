"""What people did, as Riksdagen's documents say it: written questions, interpellations and speeches.

A reservation in a committee report names parties and no person: it is counted and is nobody's personal act, as a vote
along the party's line is none.
"""

from __future__ import annotations

import html
import json
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from advocacy.choices import ActKind
from advocacy.imports.motions import NOBODY, SIGNER
from advocacy.imports.riksdagen_documents import Document, at, documents
from advocacy.imports.riksdagen_values import Wrong, day_of, fits, needed, wrong
from advocacy.models import Act
from advocacy.services.act_records import ActRecord, ActRecords
from contacts.imports.result import Unusable
from contacts.imports.sources.riksdagen_file import as_list, inner_of, text

KINDS = {"fr": ActKind.QUESTION, "ip": ActKind.INTERPELLATION}
GONE = ("utgången", "återtagen")
# Kinds of turns in a debate that answer somebody else's speech.
REPLIES = ("rejoinder", "replik")
PAGE = "https://data.riksdagen.se/dokument/{}.html"


def read(files: Iterable[tuple[bytes, str]]) -> ActRecords:
    """All that the files, (content, name), hold. Raises Unusable, in words that name file and line."""
    records = ActRecords()
    for content, name in files:
        if b'"anforandelista"' in content[:4096]:
            _take_list(content, name, records)
            continue
        for number, document in documents(content, name):
            try:
                take(document, records)
            except Wrong as refused:
                raise at(str(refused), name, number) from refused
    return records


def take(document: Document, records: ActRecords) -> None:
    """Add what one document says to `records`. Raises Wrong."""
    head = document["dokument"]
    kind = KINDS.get((text(head.get("doktyp")) or text(head.get("typ"))).casefold())
    speeches = inner_of(document, "debatt", "anforande")
    reservations = inner_of(document, "dokmotforslag", "motforslag")
    if kind is None and not speeches and not reservations:
        records.others += 1
    records.of_parties += len(reservations)
    if kind and text(head.get("status")).casefold() in GONE:
        records.lapsed += 1
    elif kind:
        _take_signed(document, kind, records)
    for speech in speeches:
        _take_speech(speech, text(head.get("dok_id")), records)


def _take_signed(document: Document, kind: str, records: ActRecords) -> None:
    """Who asked; who answers has another role and acts for the government."""
    head = document["dokument"]
    key = needed(text(head.get("dok_id")), _("Dokumentets id (dok_id) saknas.")).upper()
    for one in inner_of(document, "dokintressent", "intressent"):
        if text(one.get("roll")).casefold() != SIGNER:
            continue
        _add(
            records, document=key, kind=kind, title=text(head.get("titel")), day=text(head.get("datum")),
            url=text(head.get("dokument_url_html")) or PAGE.format(key), number=text(one.get("intressent_id")),
            name=text(one.get("namn")), told_on=text(head.get("systemdatum")),
        )  # fmt: skip


def _take_speech(speech: dict[str, Any], about: str, records: ActRecords) -> None:
    """A turn in the debate of a document."""
    if text(speech.get("anf_typ")).casefold() in REPLIES:
        records.replies += 1
        return
    key = text(speech.get("anf_id")) or text(speech.get("anf_video_id"))
    _add(
        records, document=needed(key, _("Anförandets id (anf_id) saknas.")).upper(), kind=ActKind.SPEECH,
        title=text(speech.get("debatt_titel")), day=text(speech.get("anf_datum")),
        url=PAGE.format(about.upper()), number=text(speech.get("intressent_id")), name=text(speech.get("talare")),
        told_on=text(speech.get("systemdatum")),
    )  # fmt: skip


def _take_list(content: bytes, name: str, records: ActRecords) -> None:
    """A list of speeches (anforandelista)."""
    try:
        data = json.loads(content.decode("utf-8-sig"))
        speeches = as_list(data["anforandelista"].get("anforande"))
    except (UnicodeDecodeError, ValueError, RecursionError, AttributeError, KeyError, TypeError) as error:
        raise Unusable(_("Filen %(name)s är inte läsbar JSON.") % {"name": name}) from error
    for number, speech in enumerate(speeches, start=1):
        try:
            _take_listed(speech if isinstance(speech, dict) else {}, records)
        except Wrong as refused:
            raise at(str(refused), name, number) from refused


def _take_listed(speech: dict[str, Any], records: ActRecords) -> None:
    if text(speech.get("replik")).casefold() == "y":
        records.replies += 1
        return
    protocol = text(speech.get("dok_id")).upper()
    key = text(speech.get("anforande_id")) or (protocol and f"{protocol}-{text(speech.get('anforande_nummer'))}")
    heading = (text(speech.get(name)) for name in ("avsnittsrubrik", "underrubrik", "dok_titel"))
    _add(
        records, document=needed(key, _("Anförandets id (anforande_id) saknas.")).upper(), kind=ActKind.SPEECH,
        title=next(filter(None, heading), ""), day=text(speech.get("dok_datum")),
        url=text(speech.get("anforande_url_html")) or PAGE.format(protocol), number=text(speech.get("intressent_id")),
        name=text(speech.get("talare")), told_on=text(speech.get("systemdatum")),
    )  # fmt: skip


def _add(
    records: ActRecords, *, document: str, kind: str, title: str, day: str, url: str, number: str, name: str,
    told_on: str,
) -> None:  # fmt: skip
    """Raises Wrong where what it was or its day is missing; one without anybody's id is counted alone."""
    if not number or number == NOBODY:
        records.nameless += 1
        return
    acted_on = day_of(day) or wrong(_("Dagen saknas eller går inte att läsa."))
    record = ActRecord(
        document=document, kind=kind, title=html.unescape(title), acted_on=acted_on, url=_address(url), number=number,
        name=name, told_on=day_of(told_on),
    )  # fmt: skip
    fits(Act, document=record.document, title=record.title, url=record.url)
    records.add(record)


def _address(said: str) -> str:
    """Riksdagen writes '//data.riksdagen.se/…' and, in older rows, http."""
    return f"https:{said}" if said.startswith("//") else said.replace("http://", "https://", 1)
