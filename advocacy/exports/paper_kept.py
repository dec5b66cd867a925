"""PDF of approved papers, kept for a week: whoever reads by a link may fetch as often as they like, it is set once."""

from __future__ import annotations

import datetime as dt
import fcntl
import hashlib
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from advocacy.exports import paper_pdf
from advocacy.exports.paper_reading import PaperLook
from advocacy.models import PaperSnapshot

KEPT_FOR = 7 * 24 * 60 * 60  # from the day it was made, however often it is fetched


def pdf_of(snapshot: PaperSnapshot, look: PaperLook) -> bytes:
    """An approved paper as PDF in the customer's look. Raises as `paper_pdf.pdf`."""
    approved_on = timezone.localtime(snapshot.taken_at).date()
    path = _folder() / f"{_key(snapshot.digest, approved_on, look)}.pdf"
    made = _read(path)
    if made is None:
        with _at_the_press():
            made = _read(path)  # whoever was there before may have set the same
            if made is None:
                made = paper_pdf.pdf(snapshot.content, look=look, approved_on=approved_on)
                _write(path, made)
    return made


def tidy() -> int:
    """Throw away files that were made more than a week ago. Returns how many."""
    old = [path for path in _folder().glob("*.pdf*") if time.time() - path.stat().st_mtime > KEPT_FOR]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)


def _key(digest: str, approved_on: dt.date, look: PaperLook) -> str:
    own = [look.name, look.accent, look.typeface, hashlib.sha256(look.logo).hexdigest()]
    said = json.dumps([digest, approved_on.isoformat(), own, _made_by()])
    return hashlib.sha256(said.encode()).hexdigest()


@lru_cache
def _made_by() -> str:
    """What sets them, as it is in this version: after an upgrade a paper is set anew."""
    sources = sorted(Path(paper_pdf.__file__).parent.glob("paper*"))
    return hashlib.sha256(b"".join(one.read_bytes() for one in sources)).hexdigest()


@contextmanager
def _at_the_press() -> Iterator[None]:
    """One at a time: many who open their link when it has just come wait for the first."""
    with (_folder() / "press.lock").open("w") as press:
        fcntl.flock(press, fcntl.LOCK_EX)
        yield


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def _write(path: Path, made: bytes) -> None:
    """Whole or not at all: others may be reading."""
    fresh = path.with_name(f"{path.name}.{time.monotonic_ns()}.new")
    fresh.write_bytes(made)
    fresh.replace(path)


def _folder() -> Path:
    folder = Path(settings.DATA_DIR) / "papers"
    folder.mkdir(parents=True, exist_ok=True)
    return folder
