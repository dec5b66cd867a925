"""Files that come packed: a zip with one file or many, zips within a zip or a folder, and the index of checksums.

The archive's own directory is not believed: what unpacks to more than it may is refused while it is unpacked.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from django.conf import settings
from django.utils.translation import gettext as _

from contacts.imports.result import Unusable

ZIP = b"PK\x03\x04"
INDEX = "index.md5"
MAX_FILES = 2_000
MAX_DEPTH = 2
_LINE = re.compile(r"([0-9a-fA-F]{32})\s+\*?(\S.*)")
_DAMAGED = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, ValueError, OSError, EOFError)


@dataclass(frozen=True)
class Packed:
    """One file of a package, and the day that the package gives it (None: it was not packed)."""

    name: str
    content: bytes
    day: dt.date | None = None


def is_packed(content: bytes) -> bool:
    """Whether it is an archive, and not a workbook, which is packed as well."""
    if not content.startswith(ZIP):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
    except _DAMAGED:
        return True
    return not names & {"[Content_Types].xml", "mimetype"}


def unpacked(content: bytes, name: str, *, endings: tuple[str, ...]) -> Iterator[Packed]:
    """The files of a package whose names end so, those of zips within it too; a file that is no package as it is.

    One at a time: a package may hold hundreds. An `index.md5` in it is held against its files: what it names must be
    what it was. Raises Unusable.
    """
    if not is_packed(content):
        yield Packed(name, content)
    else:
        yield from _walked(content, name, endings, _Room(settings.RADAR_MAX_UNPACKED_BYTES), 1)


class _Room:
    """How much a package may still unpack to."""

    def __init__(self, most: int) -> None:
        self.left, self.files = most, MAX_FILES

    def read(self, archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str) -> bytes:
        self.files -= 1
        if self.files < 0:
            raise Unusable(_("Filen %(name)s innehåller för många filer.") % {"name": name})
        with archive.open(entry) as file:
            content = file.read(self.left + 1)
        self.left -= len(content)
        if self.left < 0:
            raise Unusable(_("Filen %(name)s är för stor när den packas upp.") % {"name": name})
        return content


def _walked(content: bytes, name: str, endings: tuple[str, ...], room: _Room, depth: int) -> Iterator[Packed]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir() and not _is_litter(entry.filename)]
            index = _index_of(archive, entries, room, name)
            for entry in entries:
                is_zip = entry.filename.lower().endswith(".zip") and depth < MAX_DEPTH
                if not is_zip and not entry.filename.lower().endswith(endings):
                    continue
                inner = room.read(archive, entry, name)
                base = PurePosixPath(entry.filename).name
                check(base, inner, index)
                if is_zip:
                    yield from _walked(inner, base, endings, room, depth + 1)
                else:
                    yield Packed(base, inner, _day(entry))
    except _DAMAGED as error:
        raise Unusable(_("Filen %(name)s är skadad och går inte att packa upp.") % {"name": name}) from error


def _day(entry: zipfile.ZipInfo) -> dt.date | None:
    """When the file was packed; None where the archive does not say (its calendar begins in 1980)."""
    year, month, day = entry.date_time[:3]
    return dt.date(year, month, day) if year > 1980 else None


def _is_litter(name: str) -> bool:
    """What programs put into archives beside the files."""
    return name.startswith("__MACOSX/") or PurePosixPath(name).name.startswith(".")


def _index_of(
    archive: zipfile.ZipFile, entries: Iterable[zipfile.ZipInfo], room: _Room, name: str
) -> Mapping[str, str]:
    found = next((entry for entry in entries if PurePosixPath(entry.filename).name == INDEX), None)
    return read_index(room.read(archive, found, name)) if found else {}


def read_index(content: bytes) -> dict[str, str]:
    """{name of the file: checksum} of Valmyndigheten's index.md5, whose lines may end as Windows ends them."""
    return {PurePosixPath(path).name: digest.lower() for path, digest in index_paths(content).items()}


def index_paths(content: bytes) -> dict[str, str]:
    """{path as it stands in the index, without './': checksum}."""
    lines = content.decode("utf-8-sig", "replace").splitlines()
    found = (_LINE.fullmatch(line.strip()) for line in lines)
    return {one[2].strip().removeprefix("./"): one[1].lower() for one in found if one}


def check(name: str, content: bytes, index: Mapping[str, str]) -> None:
    """Raise Unusable when the index says that the file is another one."""
    wanted = index.get(name)
    # The publisher's own checksum, against damage on the way; nothing here rests on its being hard to forge.
    if wanted and hashlib.md5(content, usedforsecurity=False).hexdigest() != wanted:
        raise Unusable(
            _("Filen %(name)s stämmer inte med kontrollsumman i index.md5. Hämta den igen.") % {"name": name}
        )


def packed(files: Iterable[tuple[str, bytes]]) -> bytes:
    """Files as one package, each as it is: what was fetched piece by piece is read as if it came in one."""
    room = io.BytesIO()
    with zipfile.ZipFile(room, "w", zipfile.ZIP_STORED) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return room.getvalue()


def folder(path: Path) -> bytes:
    """The files of a folder and the folders in it as one package. Raises Unusable."""
    found: list[tuple[str, bytes]] = []
    left = settings.RADAR_MAX_UNPACKED_BYTES
    for file in sorted(one for one in path.rglob("*") if one.is_file() and not one.name.startswith(".")):
        left -= file.stat().st_size
        if left < 0 or len(found) >= MAX_FILES:
            raise Unusable(_("Mappen %(name)s är för stor.") % {"name": path.name})
        found.append((file.relative_to(path).as_posix(), file.read_bytes()))
    if not found:
        raise Unusable(_("Mappen %(name)s är tom.") % {"name": path.name})
    return packed(found)
