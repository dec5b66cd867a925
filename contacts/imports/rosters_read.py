"""One door to all that the mandate radar can read: a file of any of its sources → `Roster`s.

`read(content, name, source, options=…)` is what the command, the job and the page call. A package of many results
gives many rosters, every other file one. `options` is what is kept with the run (`RadarRun.options`):

    organization  the assembly of a sheet: its id, when it is not told by the file itself
    role          what the people of a sheet are there ('Ledamot' when the sheet has no column for it)
    sheet, header_row, columns   the layout of a sheet as the import wizard keeps it (`Layout.as_options()`)
    mapping       the name of a saved mapping of columns
    source_on     the day that a source speaks of ('2026-11-20'), for those that do not tell it themselves
    substitutes   true: those elected as substitutes are read too (Valmyndigheten)
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from contacts.choices import RadarSource
from contacts.imports.result import Unusable
from contacts.imports.roster import Roster

Options = Mapping[str, Any]
Reader = Callable[[bytes, str, Options], list[Roster]]


def read(content: bytes, name: str, source: str, *, options: Options | None = None) -> list[Roster]:
    """What the file says, as one roster or several. Raises Unusable, in words for the one who chose the file."""
    reader = READERS.get(RadarSource(source))
    if reader is None:
        raise Unusable(_("Källan går inte att läsa än."))
    return reader(content, name, options or {})


READERS: dict[RadarSource, Reader] = {}
