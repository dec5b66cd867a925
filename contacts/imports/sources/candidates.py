"""Valmyndigheten's candidates: what the elected are called on ballot papers, by the candidate number they share.

The file of those elected has legal names; this one has the names people go by. Nobody is added from it: only those are
listed whose candidate number the register knows, and who are known by their legal name alone. Age, home and what else a
ballot paper says are never read.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict

from django.utils.translation import gettext as _

from contacts.choices import Scheme
from contacts.imports import packages
from contacts.imports.names import split_name
from contacts.imports.register import chunks
from contacts.imports.result import Unusable
from contacts.imports.roster import Listed, Roster
from contacts.imports.sources.official_table import OfficialTable
from contacts.models import ExternalIdentifier
from contacts.services.import_plan import Doubt

SOURCE = "Valmyndigheten"
ENDINGS = (".csv", ".skv")
COLUMNS = ("kandidatnummer", "namn", "ordning", "giltig")
NEEDED = {"kandidatnummer", "namn"}


def recognises(content: bytes, name: str) -> bool:
    try:
        OfficialTable(content, name, ("kandidatnummer", "valsedelsstatus", "listnummer", "ordning"), {"kandidatnummer"})
    except Unusable:
        return False
    first = content[:2000].decode("utf-8-sig", "replace").splitlines()[:1]
    return bool(first) and "NAMN" in first[0] and "PARTIBETECKNING" in first[0]


def roster(content: bytes, name: str, scheme: Scheme, source_on: dt.date) -> Roster:
    """Everybody whose candidate number the register knows, with the name they go by. Raises Unusable."""
    spellings = _spellings(content, name)
    found = Roster(source=SOURCE, source_on=source_on, scheme=scheme)
    known = _known(scheme, spellings)
    for row, number in enumerate((n for n in spellings if known.get(n)), start=1):
        written = spellings[number].most_common()
        called = written[0][0]
        if len(written) > 1 and written[0][1] == written[1][1]:
            told = {"names": ", ".join(sorted(name for name, _times in written))}
            found.doubtful.append(Doubt(row, called, _("Skrivs olika på valsedlarna: %(names)s.") % told))
        given, family = divided(called, known[number])
        found.people.append(Listed(row, number, f"{given} {family}".strip(), given, family))
    if not known:
        found.warnings.append(_("Registret känner inget av kandidatnumren i filen. Läs in de valda först."))
    return found


def reduced(content: bytes, name: str) -> bytes:
    """The same file with nothing but the columns that are read: what is kept of it says nobody's age or home. Raises
    Unusable."""
    lines = [";".join(COLUMNS).upper()]
    for one in packages.unpacked(content, name, endings=ENDINGS):
        for _number, row in OfficialTable(one.content, one.name, COLUMNS, NEEDED, quoted=False).rows():
            lines.append(";".join(row[column] for column in COLUMNS))
    return "\n".join(lines).encode("utf-8-sig")


def _spellings(content: bytes, name: str) -> dict[str, Counter[str]]:
    """{candidate number: how their name is written, and how often}: a person stands on many ballot papers, and in a
    row for each. A row that is not valid counts only where there is no other."""
    valid: dict[str, Counter[str]] = defaultdict(Counter)
    rest: dict[str, Counter[str]] = defaultdict(Counter)
    for one in packages.unpacked(content, name, endings=ENDINGS):
        for _number, row in OfficialTable(one.content, one.name, COLUMNS, NEEDED, quoted=False).rows():
            if row["kandidatnummer"] and row["namn"]:
                given, family = _parts(row["namn"], is_listed=bool(row["ordning"]))
                to = rest if row["giltig"].upper() == "N" else valid
                to[row["kandidatnummer"]][f"{given} {family}".strip()] += 1
    if not valid and not rest:
        raise Unusable(_("Filen %(name)s har inga kandidater.") % {"name": name})
    return {**rest, **valid}


def _parts(name: str, *, is_listed: bool) -> tuple[str, str]:
    """Who was written in by hand, or has no place in the order, is written 'Efternamn, Förnamn'."""
    return ("", " ".join(name.split())) if is_listed else split_name(name)


def _known(scheme: Scheme, numbers: dict[str, Counter[str]]) -> dict[str, str]:
    """{candidate number: family name} of those whom the register knows; '' for those who have another name than the
    legal one already: staff or the Riksdag have said what they go by, and the ballot paper changes nothing."""
    found: dict[str, str] = {}
    for chunk in chunks(numbers):
        held = ExternalIdentifier.objects.filter(scheme=scheme, value__in=chunk, person__isnull=False)
        for value, *names in held.values_list(
            "value", "person__given_name", "person__family_name", "person__legal_name"
        ):
            given, family, legal = (name or "" for name in names)
            found[value] = family if f"{given} {family}".strip() == legal else ""
    return found


def divided(called: str, family: str) -> tuple[str, str]:
    """A name as given and family name: where it ends with the family name that is known, there it is divided."""
    if family and called.casefold().endswith(f" {family.casefold()}"):
        return called[: -len(family)].strip(), called[-len(family) :]
    return split_name(called)
