"""Compiles `locale/*/LC_MESSAGES/*.po`, so that nobody needs gettext to run the product."""

import os
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings


def compile_catalogues() -> list[Path]:
    """Compile each catalogue that is newer than its compiled file; return those that were compiled."""
    sources = [path for folder in settings.LOCALE_PATHS for path in sorted(Path(folder).glob("*/LC_MESSAGES/*.po"))]
    stale = [path for path in sources if _is_stale(path)]
    for path in stale:
        _compile(path)
    return stale


def _is_stale(source: Path) -> bool:
    compiled = source.with_suffix(".mo")
    return not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime


def _compile(source: Path) -> None:
    with source.open("rb") as file:
        catalogue = read_po(file, locale=source.parent.parent.name)
    # Through a file of its own, so that no other process ever reads half a catalogue.
    half = source.with_suffix(f".{os.getpid()}.tmp")
    with half.open("wb") as file:
        write_mo(file, catalogue)
    half.replace(source.with_suffix(".mo"))
