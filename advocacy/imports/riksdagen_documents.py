"""Files of Riksdagen's documents: `dokumentstatus` as JSON, one, several in a list or one a line, also packed (gzip).

Read line by line within bounds: what is packed is never unpacked whole.
"""

from __future__ import annotations

import gzip
import io
import json
import zlib
from collections.abc import Iterator
from typing import IO, Any

from django.conf import settings
from django.utils.translation import gettext as _

from contacts.imports.result import Unusable
from contacts.imports.sources.riksdagen_file import as_list

GZIP, BOM = b"\x1f\x8b", b"\xef\xbb\xbf"
LONGEST_LINE = 16 * 1024 * 1024
MB = 1024 * 1024

Document = dict[str, Any]


def recognises(content: bytes) -> bool:
    """Whether a file looks like one of documents: looked at its beginning alone."""
    try:
        start = _opened(content).read(4096)
    except (OSError, EOFError, zlib.error):
        return False
    return b'"dokumentstatus"' in start


def documents(content: bytes, name: str) -> Iterator[tuple[int, Document]]:
    """The line on which each document begins, and the document. Raises Unusable, in words that name the line."""
    try:
        yield from _documents(_opened(content), name)
    except (OSError, EOFError, zlib.error) as error:
        raise Unusable(_("Filen %(name)s är skadad och går inte att packa upp.") % {"name": name}) from error


def _opened(content: bytes) -> IO[bytes]:
    plain = io.BytesIO(content)
    return gzip.GzipFile(fileobj=plain) if content.startswith(GZIP) else plain  # type: ignore[return-value]


def _documents(file: IO[bytes], name: str) -> Iterator[tuple[int, Document]]:
    found, read, number = False, 0, 0
    while line := file.readline(LONGEST_LINE + 1):
        number, read = number + 1, read + len(line)
        _bounded(line, read, name, number)
        if number == 1:
            line = line.removeprefix(BOM)
        if not line.strip():
            continue
        data = _json(line)
        if data is None and not found:
            # Not a document a line: one that is written over many lines, or a list of them.
            yield from _whole(line + _rest(file, read, name), name)
            return
        if data is None:
            raise Unusable(_at(_("Raden är inte läsbar JSON."), name, number))
        for one in _inner(data, name, number):
            found = True
            yield number, one
    if not found:
        raise Unusable(_("Filen %(name)s är tom.") % {"name": name})


def _rest(file: IO[bytes], read: int, name: str) -> bytes:
    most = settings.IMPORT_MAX_BYTES - read
    rest = file.read(max(most, 0) + 1)
    if len(rest) > most:
        raise Unusable(_too_large(name, settings.IMPORT_MAX_BYTES))
    return rest


def _bounded(line: bytes, read: int, name: str, number: int) -> None:
    if len(line) > LONGEST_LINE:
        raise Unusable(_at(_("Raden är längre än %(size)s MB.") % {"size": LONGEST_LINE // MB}, name, number))
    if read > settings.RADAR_MAX_UNPACKED_BYTES:
        raise Unusable(_too_large(name, settings.RADAR_MAX_UNPACKED_BYTES))


def _whole(content: bytes, name: str) -> Iterator[tuple[int, Document]]:
    data = _json(content)
    if data is None:
        raise Unusable(_("Filen %(name)s är inte läsbar JSON.") % {"name": name})
    yield from enumerate(_inner(data, name, 1), start=1)


def _json(content: bytes) -> Any:
    """What the text says, None where it is not JSON."""
    try:
        return json.loads(content.decode())
    except (UnicodeDecodeError, ValueError, RecursionError):
        return None


def _inner(data: Any, name: str, number: int) -> Iterator[Document]:
    for one in as_list(data):
        inner = one.get("dokumentstatus", one) if isinstance(one, dict) else None
        if not isinstance(inner, dict) or not isinstance(inner.get("dokument"), dict):
            raise Unusable(_at(_("Där finns inget dokument från Riksdagen (dokumentstatus)."), name, number))
        yield inner


def _too_large(name: str, most: int) -> str:
    return _("Filen %(name)s är större än %(size)s MB uppackad.") % {"name": name, "size": most // MB}


def _at(reason: str, name: str, number: int) -> str:
    told = {"name": name, "number": number, "reason": reason}
    return _("%(name)s, rad %(number)s: %(reason)s Ingenting är infört.") % told


def at(reason: str, name: str, number: int) -> Unusable:
    """That the document on this line cannot be taken in, and why."""
    return Unusable(_at(reason, name, number))
