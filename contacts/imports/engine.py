"""One engine for commands, pages and jobs: recognise the source, read it, plan, apply."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contacts.imports import contact_list
from contacts.imports.result import ImportResult, Unusable
from contacts.imports.sources import riksdagen, valmyndigheten
from contacts.services import imports
from contacts.services.imports import Plan
from crm.common.sheets import SheetError, read_sheet
from crm.models import User


@dataclass(frozen=True)
class Source:
    """A sort of file: how it is read (once) and how what was read becomes a plan (as often as one likes)."""

    name: str
    label: Promise
    read: Callable[[bytes, str], Any]
    plan: Callable[[Any], Plan]


def _json(content: bytes, name: str) -> Any:
    try:
        return json.loads(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise Unusable(_("Filen %(name)s är inte läsbar JSON.") % {"name": name}) from error


def _sheet(content: bytes, name: str) -> Any:
    try:
        return read_sheet(io.BytesIO(content), name)
    except SheetError as error:
        raise Unusable(str(error)) from error


SOURCES = {
    source.name: source
    for source in (
        Source("contacts", gettext_lazy("Kontaktlista"), _sheet, contact_list.plan),
        Source("election", gettext_lazy("Valmyndigheten, valda"), _json, valmyndigheten.plan),
        Source("riksdagen", gettext_lazy("Sveriges riksdag, personlista"), _json, riksdagen.plan),
    )
}


def recognise(content: bytes, name: str) -> Source:
    """Which source an uploaded file comes from. Raises Unusable."""
    if not content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"{", b"[")):
        return SOURCES["contacts"]
    data = _json(content, name)
    for module, source in ((valmyndigheten, "election"), (riksdagen, "riksdagen")):
        if module.recognises(data):
            return SOURCES[source]
    raise Unusable(_("Filen är varken Valmyndighetens eller Riksdagens."))


def load(path: str) -> tuple[bytes, str]:
    """The content of a file on disk and its name. Raises Unusable."""
    try:
        with Path(path).open("rb") as file:
            return content_of(file), Path(path).name
    except OSError as error:
        raise Unusable(
            _("Filen %(path)s går inte att läsa: %(reason)s") % {"path": path, "reason": error.strerror}
        ) from error


def content_of(file: IO[bytes]) -> bytes:
    """What a file holds, unless it is empty or too large. Raises Unusable."""
    content = file.read(settings.IMPORT_MAX_BYTES + 1)
    if len(content) > settings.IMPORT_MAX_BYTES:
        size = settings.IMPORT_MAX_BYTES // (1024 * 1024)
        raise Unusable(_("Filen är större än %(size)s MB.") % {"size": size})
    if not content.strip():
        raise Unusable(_("Filen är tom."))
    return content


def preview(source: Source, content: bytes, name: str) -> Plan:
    """What the file would do. Raises Unusable."""
    return source.plan(source.read(content, name))


def apply(source: Source, content: bytes, name: str, *, actor: User) -> ImportResult:
    """Carry the file out, all of it or nothing. Raises Unusable."""
    data = source.read(content, name)
    plan, applied = imports.apply(make_plan=lambda: source.plan(data), actor=actor, reason=f"Import: {name}")
    return ImportResult.of(plan, applied=applied)
