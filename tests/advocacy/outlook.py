"""Outlook's mails (.msg) made by hand: a compound file ([MS-CFB]) with the properties of a message ([MS-OXMSG])."""

import datetime as dt
import struct
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

SECTOR, MINI, CUTOFF = 512, 64, 4096
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
STORAGE, STREAM, ROOT = 1, 2, 5
TEXT, BYTES, TIME = 0x001F, 0x0102, 0x0040
Folder = dict[str, Any]  # names with bytes (a stream) or another folder

SUBJECT, SUBMITTED, HEADERS, SENDER_NAME, SENDER_EMAIL = 0x0037, 0x0039, 0x007D, 0x0C1A, 0x0C1F
SENDER_SMTP, BODY, HTML, MESSAGE_ID, MESSAGE_CLASS = 0x5D01, 0x1000, 0x1013, 0x1035, 0x001A
DISPLAY_NAME, EMAIL, SMTP, FILE_BYTES, FILE_NAME = 0x3001, 0x3003, 0x39FE, 0x3701, 0x3707


def message(
    *,
    heads: str = "",
    recipients: Sequence[dict[int, str]] = (),
    files: Sequence[tuple[str, bytes]] = (),
    **said: Any,
) -> bytes:
    """A .msg of `said` (subject=, submitted=, sender_name=, …), the heads of its way here, receivers and files."""
    ids = {
        "subject": SUBJECT, "submitted": SUBMITTED, "sender_name": SENDER_NAME, "sender_email": SENDER_EMAIL,
        "sender_smtp": SENDER_SMTP, "body": BODY, "html": HTML, "message_id": MESSAGE_ID,
    }  # fmt: skip
    values = {MESSAGE_CLASS: "IPM.Note", **({HEADERS: heads} if heads else {})}
    values |= {ids[name]: value for name, value in said.items()}
    counts = (len(recipients), len(files)) * 2
    tree = _properties(struct.pack("<8x4I8x", *counts), values)
    tree["__nameid_version1.0"] = {f"__substg1.0_{n:04X}0102": b"" for n in (2, 3, 4)}
    for number, receiver in enumerate(recipients):
        tree[f"__recip_version1.0_#{number:08X}"] = _properties(bytes(8), receiver)
    for number, (name, content) in enumerate(files):
        tree[f"__attach_version1.0_#{number:08X}"] = _properties(bytes(8), {FILE_NAME: name, FILE_BYTES: content})
    return compound(tree)


def _properties(head: bytes, values: dict[int, Any]) -> Folder:
    """The streams of a message, a receiver or a file: one lists the properties, the others hold the long ones."""
    streams: Folder = {}
    for pid, value in sorted(values.items()):
        if isinstance(value, dt.datetime):
            since = value - dt.datetime(1601, 1, 1, tzinfo=dt.UTC)
            head += struct.pack("<HHIQ", TIME, pid, 6, since // dt.timedelta(microseconds=1) * 10)
            continue
        kind, content = (BYTES, value) if isinstance(value, bytes) else (TEXT, value.encode("utf-16-le"))
        head += struct.pack("<HHIII", kind, pid, 6, len(content) + 2 * (kind == TEXT), 0)
        streams[f"__substg1.0_{pid:04X}{kind:04X}"] = content
    return {"__properties_version1.0": head, **streams}


@dataclass
class _Entry:
    """A line of the directory: what lies beside it, under it, and where its content begins."""

    name: str
    kind: int
    content: bytes = b""
    right: int = FREE
    child: int = FREE
    start: int = END
    size: int = 0

    def packed(self) -> bytes:
        name = self.name.encode("utf-16-le") + b"\0\0"
        links = struct.pack("<HBBIII", len(name), self.kind, 1, FREE, self.right, self.child)
        return name.ljust(64, b"\0") + links + bytes(36) + struct.pack("<IQ", self.start, self.size)


@dataclass
class _Space:
    """Blocks of one size, and the table that says which block comes after which."""

    size: int
    content: bytes = b""
    table: list[int] = field(default_factory=list)

    def put(self, content: bytes) -> int:
        count = -(-len(content) // self.size)
        if not count:
            return END
        start = len(self.table)
        self.table += [*range(start + 1, start + count), END]
        self.content += content.ljust(count * self.size, b"\0")
        return start


def compound(tree: Folder) -> bytes:
    """A compound file, version 3, of folders and streams; short streams share sectors, as the format asks."""
    entries = [_Entry("Root Entry", ROOT)]
    _list(entries, 0, tree)
    small, large = _Space(MINI), _Space(SECTOR)
    for entry in entries[1:]:
        entry.size = len(entry.content)
        entry.start = (small if entry.size < CUTOFF else large).put(entry.content)
        entry.start = 0 if entry.kind == STORAGE else entry.start
    entries[0].start, entries[0].size = large.put(small.content), len(small.content)
    numbers = struct.pack(f"<{len(small.table)}I", *small.table)
    minis = large.put(numbers + b"\xff" * (-len(numbers) % SECTOR))
    unused = struct.pack("<68xIII48x", FREE, FREE, FREE)
    lines = b"".join(entry.packed() for entry in entries)
    directory = large.put(lines + unused * (-len(entries) % 4))
    first, count = _table(large)
    places = [*range(first, first + count), *[FREE] * (109 - count)]
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<5H6x", 0x3E, 3, 0xFFFE, 9, 6)
    mini_count = -(-len(numbers) // SECTOR)
    head += struct.pack("<9I", 0, count, directory, 0, CUTOFF, minis, mini_count, END, 0)
    return head + struct.pack("<109I", *places) + large.content


def _list(entries: list[_Entry], parent: int, tree: Folder) -> None:
    """The lines of a folder in the order of the format, each the right neighbour of the one before."""
    before = None
    for name in sorted(tree, key=lambda name: (len(name), name.upper())):
        content, here = tree[name], len(entries)
        is_folder = isinstance(content, dict)
        entries.append(_Entry(name, STORAGE if is_folder else STREAM, b"" if is_folder else content))
        if before is None:
            entries[parent].child = here
        else:
            entries[before].right = here
        before = here
        if is_folder:
            _list(entries, here, content)


def _table(large: _Space) -> tuple[int, int]:
    """Put the table of all sectors last; return its first sector and how many it takes, itself included."""
    count = 1
    while count * (SECTOR // 4) < len(large.table) + count:
        count += 1
    first = len(large.table)
    large.table += [FAT] * count
    numbers = struct.pack(f"<{len(large.table)}I", *large.table)
    large.content += numbers.ljust(count * SECTOR, b"\xff")
    return first, count
