"""Which assembly or board a list of elected is of, or a row of it, by what people call them."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

from contacts.choices import OrganizationKind, TermBody
from contacts.imports.register import Bodies
from contacts.models import Organization, Term
from crm.common.text import fold

COUNCIL = {"fullmaktige", "kommunfullmaktige", "regionfullmaktige", "kf", "rf", "fullmaktigeledamoter"}
COUNCIL_KEYS = {"municipal-council-": TermBody.MUNICIPAL_COUNCIL, "region-council-": TermBody.REGIONAL_COUNCIL}
_WORDS = re.compile(r"[^0-9a-z]+")


class ElectedBodies:
    """The bodies of the register that people are elected to, by key, by name and by whose they are."""

    def __init__(self) -> None:
        # By the organization whose they are: a municipality's council, board and committees.
        self.of: dict[int, list[Organization]] = defaultdict(list)
        kinds = (OrganizationKind.ASSEMBLY, OrganizationKind.BOARD, OrganizationKind.COMMITTEE)
        found = Organization.objects.filter(kind__in=kinds, merged_into__isnull=True)
        for body in found.select_related("area").order_by("pk"):
            self.of[body.parent_id or 0].append(body)
        full = {body.pk: body for many in self.of.values() for body in many}
        # One object for one body, its area with it.
        self.by_key = {key: full.get(body.pk, body) for key, body in Bodies().by_key.items()}
        self.keys = {body.pk: key for key, body in self.by_key.items()}
        self.terms = list(Term.objects.all())

    def council_of(self, code: str) -> Organization | None:
        """The council of a municipality ('1980') or a region ('19')."""
        return self.by_key.get(f"municipal-council-{code}" if len(code) == 4 else f"region-council-{code}")

    def recognised(self, texts: Iterable[str]) -> Organization | None:
        """The one council that a heading, a sheet's name or a file's name speaks of; None for none or several.

        The first text that names one decides; a longer name goes before one within it, Upplands-Bro before Bro.
        """
        for text in texts:
            words = f" {_words(text)} "
            names = self._regions if " region" in words else self._municipalities
            found: set[Organization] = set()
            for name in sorted(names, key=len, reverse=True):
                for ending in ("", "s"):
                    if f" {name}{ending} " in words:
                        found.update(_as_written(names[name], text))
                        words = words.replace(f" {name}{ending} ", "  ")
            if len(found) == 1:
                return found.pop()
        return None

    @cached_property
    def _municipalities(self) -> dict[str, list[Organization]]:
        return self._by_name("municipality-", "municipal-council-", r" (?:kommun|stad)$")

    @cached_property
    def _regions(self) -> dict[str, list[Organization]]:
        return self._by_name("region-", "region-council-", r"^region | lan$")

    def _by_name(self, owners: str, councils: str, sort: str) -> dict[str, list[Organization]]:
        """The councils by the folded names of whose they are, with and without what sort of body that is."""
        found: dict[str, list[Organization]] = defaultdict(list)
        for key, owner in self.by_key.items():
            council = self.by_key.get(f"{councils}{key.removeprefix(owners)}") if key.startswith(owners) else None
            if council is not None:
                whole = {_words(owner.name), _words(owner.short_name)}
                for name in {*whole, *(re.sub(sort, "", name) for name in whole)} - {""}:
                    found[name].append(council)
        return found

    def called(self, name: str, council: Organization | None) -> Organization | None:
        """The body that a row names: of the council's municipality or region if there is one, else of the register.
        'Fullmäktige' is the council itself; 'Kommunstyrelsen' is the one whose name begins so."""
        wanted = fold(name)
        if council is not None:
            if wanted in COUNCIL or wanted == fold(council.name):
                return council
            near = [one for one in self.of[council.parent_id or 0] if _is_called(one, wanted)]
            if len(near) == 1:
                return near[0]
        found = [one for many in self.of.values() for one in many if fold(one.name) == wanted]
        return found[0] if len(found) == 1 else None

    def is_council(self, body: Organization) -> bool:
        return body.kind == OrganizationKind.ASSEMBLY

    def term(self, body: Organization, day: dt.date) -> Term | None:
        """The term of the body that holds on a day: its own before that of its sort."""
        sort = self._sort(body)
        held = [one for one in self.terms if one.body == sort and one.holds_on(day)]
        own = [one for one in held if one.organization_id == body.pk]
        return next(iter(own or [one for one in held if one.organization_id is None]), None)

    def _sort(self, body: Organization) -> TermBody:
        key = self.keys.get(body.pk or 0, "")
        if key == "riksdag":
            return TermBody.RIKSDAG
        return next((sort for prefix, sort in COUNCIL_KEYS.items() if key.startswith(prefix)), TermBody.BOARD)


def _words(text: str) -> str:
    """'Upplands-Bro kommun' → 'upplands bro kommun'."""
    return " ".join(filter(None, _WORDS.split(fold(text))))


def _as_written(councils: list[Organization], text: str) -> list[Organization]:
    """Of councils whose names fold to the same, Habo and Håbo, the one that is written in the text."""
    if len(councils) == 1:
        return councils
    written = text.casefold()
    return [one for one in councils if one.area and one.area.name.casefold() in written] or councils


def _is_called(body: Organization, wanted: str) -> bool:
    names = {fold(body.name), fold(body.short_name)}
    return wanted in names or any(re.match(rf"{re.escape(wanted)}\b", name) for name in names if name)
