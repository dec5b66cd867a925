"""What somebody chose to hold against the register, made into one file of one source: a run reads one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any

from django.utils.translation import gettext as _

from contacts.choices import RadarSource
from contacts.imports import packages, rosters_read
from contacts.imports import radar as source
from contacts.imports.result import Unusable
from contacts.imports.sources import candidates, elected_list, elected_results

Files = Sequence[tuple[str, bytes]]


@dataclass(frozen=True)
class Chosen:
    """`asks_columns`: it is a list whose columns somebody has to look at first."""

    name: str
    content: bytes
    source: RadarSource
    options: dict[str, Any] = field(default_factory=dict)
    asks_columns: bool = False


def chosen(files: Files) -> Chosen:
    """One file as it is, several of one sort as a package. Raises Unusable."""
    found = [(name, content, _recognised(name, content)) for name, content in files]
    sorts = {one for _name, _content, one in found}
    if len(sorts) > 1:
        names = "; ".join(f"{name}: {one.label}" for name, _content, one in found)
        raise Unusable(_("Filerna är av olika slag. Läs in ett slag i taget. %(names)s.") % {"names": names})
    if found[0][2] == RadarSource.CANDIDATES:
        return _candidates(files)
    name, content, kind = found[0]
    if len(found) > 1:
        return _together(files, kind)
    is_list = kind == RadarSource.SHEET and not packages.is_packed(content)
    return Chosen(name, content, kind, asks_columns=is_list)


def _recognised(name: str, content: bytes) -> RadarSource:
    if not content.strip():
        raise Unusable(_("Filen %(name)s är tom.") % {"name": name})
    found = rosters_read.recognise(content, name)
    endings = (*elected_list.ENDINGS, ".zip")
    if found == RadarSource.SHEET and PurePath(name).suffix.lower() not in endings:
        raise Unusable(_("Filen %(name)s känns inte igen som någon av källorna.") % {"name": name})
    return found


def _together(files: Files, kind: RadarSource) -> Chosen:
    if kind == RadarSource.VALMYNDIGHETEN:
        files = [(as_seats(name), content) for name, content in files]
    label = _("%(n)s filer.zip") % {"n": len(files)}
    return Chosen(label, packages.packed(files), kind, {source.MANY: len(files)})


def _candidates(files: Files) -> Chosen:
    """Age, home and what else a ballot paper says are not kept, not even in the file."""
    kept = [(f"{PurePath(name).stem}.csv", candidates.reduced(content, name)) for name, content in files]
    if len(kept) > 1:
        return _together(kept, RadarSource.CANDIDATES)
    return Chosen(*kept[0], RadarSource.CANDIDATES)


def as_seats(name: str) -> str:
    """In a package the name tells what holds seats; a file that was asked for by itself does, whatever its name."""
    is_told = elected_results.SEATS in name.casefold() or not name.endswith(elected_results.ENDINGS)
    return name if is_told else f"{elected_results.SEATS}_{name}"
