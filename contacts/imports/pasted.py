"""People pasted as text, out of a mail, an invitation or a sheet: names, addresses, 'Namn <adress>'. Whom do they mean?

An address that one person has is certain, and a whole name that one person has. Everything else is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from contacts.choices import DetailKind
from contacts.imports.names import possible_splits, split_name
from contacts.models import ContactDetail, Person
from contacts.services import duplicates
from crm.common.text import fold, sort_key
from crm.models import User

MOST = 100  # people pasted at once; longer lists are what contact lists are for
MOST_GUESSED = 30  # so many unknown names are compared with names spelt nearly so
CANDIDATES = 5
ADDRESS = re.compile(r"[^\s<>,;:\"'()]+@[^\s<>,;:\"'()]+\.[^\s<>,;:\"'()]+")
# Signs between people, where they do not stand within quotes or angle brackets.
LINES = re.compile(r'((?:"[^"\n]*"|<[^>\n]*>|[^;\n\r])+)')
PIECES = re.compile(r'((?:"[^"\n]*"|<[^>\n]*>|[^,])+)')
EDGES = " \t\"'<>()[]•*–-.,:"


@dataclass(frozen=True)
class Pasted:
    """One of those pasted: the words as they stood, and the name and address in them."""

    text: str
    name: str = ""
    email: str = ""

    @property
    def names(self) -> tuple[str, str]:
        """A given and a family name for somebody new: from the name, else from an address like anna.ek@…"""
        return split_name(self.name or _name_in(self.email))


@dataclass(frozen=True)
class Meant:
    """One of those pasted and whom it may mean, likeliest first; `is_certain`: it is the first."""

    pasted: Pasted
    found: list[Person] = field(default_factory=list)
    is_certain: bool = False


def split(text: str) -> list[Pasted]:
    """Those who are named in `text`, each once, in order."""
    found = [pasted for line in LINES.findall(text) for pasted in _of_line(line)]
    return list({(pasted.name.casefold(), pasted.email): pasted for pasted in reversed(found)}.values())[::-1]


def recognise(text: str, *, actor: User) -> list[Meant]:
    """Whom the names and addresses in `text` mean; nobody who is certain comes twice. At most the first MOST."""
    pasted = split(text)[:MOST]
    by_email = _by_email({one.email for one in pasted if one.email}, actor)
    by_name = _by_name({one.name for one in pasted if one.name}, actor)
    meant: list[Meant] = []
    seen: set[int] = set()
    guesses = 0
    for one in pasted:
        known, is_certain = _known(one, by_email.get(one.email, []), by_name.get(one.name, []))
        if is_certain and known[0].pk in seen:
            continue
        if is_certain:
            seen.add(known[0].pk)
        elif not known and guesses < MOST_GUESSED:
            guesses += 1
            given, family = one.names
            known = duplicates.alike_people(given_name=given, family_name=family, actor=actor, limit=CANDIDATES)
        meant.append(Meant(one, known[:CANDIDATES], is_certain))
    return meant


def certain(names: Iterable[str], *, actor: User) -> dict[str, Person]:
    """Of any number of whole names, those that exactly one person has. Two queries for each MOST of them."""
    found: dict[str, Person] = {}
    wanted = list(dict.fromkeys(names))
    for first in range(0, len(wanted), MOST):
        by_name = _by_name(set(wanted[first : first + MOST]), actor)
        found.update({name: people[0] for name, people in by_name.items() if len(people) == 1})
    return found


# --- Reading -----------------------------------------------------------------------------------------------


def _of_line(line: str) -> Iterable[Pasted]:
    cells = [cell.strip() for cell in line.split("\t") if cell.strip()]
    if len(cells) > 1 and sum("@" in cell for cell in cells) <= 1 and len(cells) <= 3 and _is_one(cells):
        return [_one(" ".join(cells))]
    return [pasted for cell in cells for pasted in _of_cell(cell)]


def _is_one(cells: list[str]) -> bool:
    """Whether the cells of a row of a sheet are one person: a name and an address, or a name in two cells."""
    names = [cell for cell in cells if "@" not in cell]
    return len(names) == 1 or all(" " not in name for name in names)


def _of_cell(cell: str) -> Iterable[Pasted]:
    pieces = [piece.strip() for piece in PIECES.findall(cell) if piece.strip(EDGES)]
    outside = [re.sub(r"<[^>]*>", "", piece).strip() for piece in pieces]
    if len(pieces) == 2 and "@" not in outside[0] and " " not in outside[0] and outside[1]:
        return [_one(f"{pieces[1]} {pieces[0]}" if "@" not in pieces[1] else _turned(*pieces))]
    return [pasted for piece in pieces if (pasted := _one(piece)) and (pasted.name or pasted.email)]


def _turned(family: str, rest: str) -> str:
    """'Ek', 'Anna <anna@ek.se>' → 'Anna Ek <anna@ek.se>'."""
    given, _sign, address = rest.partition("<")
    return f"{given.strip()} {family} <{address}" if address else f"{family} {rest}"


def _one(piece: str) -> Pasted:
    piece = " ".join(piece.split())
    address = ADDRESS.search(piece)
    name = (piece[: address.start()] if address else piece).replace("mailto:", "").strip(EDGES)
    if not name and address:
        name = piece[address.end() :].strip(EDGES)
    if name.count(",") == 1:
        family, given = (part.strip(EDGES) for part in name.split(","))
        name = f"{given} {family}".strip()
    return Pasted(piece[:200], " ".join(name.split())[:150], address[0].strip(EDGES).lower() if address else "")


def _name_in(email: str) -> str:
    """'anna.maria.ek@lund.se' → 'Anna Maria Ek'; nothing when the address holds no name in two parts."""
    parts = [part for part in re.split(r"[._-]+", email.partition("@")[0]) if part.isalpha()]
    return " ".join(part.capitalize() for part in parts) if len(parts) > 1 else ""


# --- Whom they mean ----------------------------------------------------------------------------------------


def _by_email(emails: set[str], actor: User) -> dict[str, list[Person]]:
    if not emails:
        return {}
    details = ContactDetail.objects.filter(kind=DetailKind.EMAIL, value__in=emails, person__isnull=False)
    rows = list(details.order_by("pk").values_list("value", "person"))
    people = Person.objects.visible_to(actor).with_current_memberships().in_bulk({pk for _value, pk in rows})
    found: dict[str, list[Person]] = {}
    for value, pk in rows:
        if pk in people:
            found.setdefault(value, []).append(people[pk])
    return found


def _by_name(names: set[str], actor: User) -> dict[str, list[Person]]:
    """Those who are called exactly so, wherever the name is divided. å, ä and ö are told apart."""
    keys = {name: {sort_key(f"{family} {given}") for given, family in possible_splits(name) if given} for name in names}
    wanted = {key for name in keys for key in keys[name]}
    if not wanted:
        return {}
    rows = Person.objects.visible_to(actor).pickable().with_current_memberships()
    by_key: dict[str, list[Person]] = {}
    for person in rows.filter(sort_key__in=wanted).prefetch_related("contact_details"):
        by_key.setdefault(person.sort_key, []).append(person)
    return {name: [p for key in sorted(keys[name]) for p in by_key.get(key, ())] for name in names}


def _known(one: Pasted, addressed: list[Person], named: list[Person]) -> tuple[list[Person], bool]:
    """Those who have the address or the whole name, and whether the first of them is certainly meant."""
    both = [person for person in addressed if person in named]
    if len(both) == 1:
        return both, True
    if addressed:
        is_alone = len(addressed) == 1 and (not one.name or _share_a_name(one.name, addressed[0]))
        return list(dict.fromkeys([*addressed, *named])), is_alone
    if len(named) == 1:
        emails = [d for d in named[0].contact_details.all() if d.kind == DetailKind.EMAIL]
        # Somebody of that name with another address may be another person.
        return named, not one.email or not emails
    return named, False


def _share_a_name(name: str, person: Person) -> bool:
    return bool(set(fold(name).split()) & set(person.search_text.split()))
