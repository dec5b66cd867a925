"""One door to all that the mandate radar can read: a file of any of its sources → `Roster`s.

`read(content, name, source, options=…)` is what the command, the job and the page call. Of all files that speak of
people under the same numbers one roster is made: who was elected in two councils is one person with two seats.
`options` is what is kept with the run (`RadarRun.options`):

    organization  the assembly of a sheet: its id, when it is not told by the file itself
    role          what the people of a sheet are there ('Ledamot' when the sheet has no column for it)
    sheet, header_row, columns   the layout of a sheet as the import wizard keeps it (`Layout.as_options()`)
    mapping       the name of a saved mapping of columns
    is_partial    true: a sheet that does not list everybody; then nobody is said to have left
    substitutes   true: those who are to stand in for the elected are read too (Valmyndigheten)
    source_on     the day that a source speaks of ('2026-11-20'), for those that do not tell it themselves
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from contacts.choices import RadarSource, Scheme
from contacts.imports import packages
from contacts.imports.result import Unusable
from contacts.imports.roster import Roster
from contacts.imports.sources import candidates, elected_list, elected_results, history, riksdagen_forms
from crm.common.dates import today

Options = Mapping[str, Any]
Reader = Callable[[bytes, str, Options], list[Roster]]


def read(content: bytes, name: str, source: str, *, options: Options | None = None) -> list[Roster]:
    """What the file says, as one roster or several. Raises Unusable, in words for the one who chose the file."""
    return READERS[RadarSource(source)](content, name, options or {})


def recognise(content: bytes, name: str) -> RadarSource:
    """Which source a file comes from; what no authority publishes is somebody's own list."""
    found = (
        (RadarSource.RIKSDAGEN, riksdagen_forms.recognises),
        (RadarSource.VALMYNDIGHETEN, elected_results.recognises),
        (RadarSource.CANDIDATES, candidates.recognises),
        (RadarSource.HISTORY, history.recognises),
    )
    return next((source for source, recognises in found if recognises(content, name)), RadarSource.SHEET)


def _riksdagen(content: bytes, name: str, options: Options) -> list[Roster]:
    return [riksdagen_forms.roster(content, name, _day(options))]


def _results(content: bytes, name: str, options: Options) -> list[Roster]:
    return [elected_results.roster(content, name, with_substitutes=bool(options.get("substitutes")))]


def _candidates(content: bytes, name: str, options: Options) -> list[Roster]:
    found = candidates.roster(content, name, Scheme.ELECTION, _day(options) or today())
    return [_dated(found, options)]


def _history(content: bytes, name: str, options: Options) -> list[Roster]:
    return [_dated(history.roster(content, name, _day(options) or today()), options)]


def _sheet(content: bytes, name: str, options: Options) -> list[Roster]:
    day = _day(options) or today()
    files = packages.unpacked(content, name, endings=elected_list.ENDINGS)
    found = [_dated(elected_list.roster(one.content, one.name, options, day), options) for one in files]
    if not found:
        raise Unusable(_("Paketet %(name)s innehåller ingen lista.") % {"name": name})
    return found


def _dated(found: Roster, options: Options) -> Roster:
    """With a word about the day: none of these sources tells it, and nobody else has."""
    if _day(options) is None:
        found.warnings.append(_("Filen säger inte vilken dag den gäller. Den läses som om den vore av i dag."))
    return found


def _day(options: Options) -> dt.date | None:
    """Raises Unusable."""
    told = str(options.get("source_on") or "")
    try:
        return dt.date.fromisoformat(told) if told else None
    except ValueError as error:
        raise Unusable(_("Dagen %(day)s går inte att läsa. Skriv den som 2026-11-20.") % {"day": told}) from error


READERS: dict[RadarSource, Reader] = {
    RadarSource.RIKSDAGEN: _riksdagen,
    RadarSource.VALMYNDIGHETEN: _results,
    RadarSource.CANDIDATES: _candidates,
    RadarSource.HISTORY: _history,
    RadarSource.SHEET: _sheet,
}
