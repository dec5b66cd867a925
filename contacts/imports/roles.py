"""What a row says of a person's role, held against the roles they have: begun, completed, ended or gone on."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from contacts.choices import AreaKind, RoleKind
from contacts.imports import leaves
from contacts.imports.drafts import make
from contacts.imports.entry import Entry
from contacts.imports.known import Held, Known, Register
from contacts.imports.organizations import Misplaced, role_kind
from contacts.imports.register import Areas, Parties
from contacts.models import Membership, Organization
from contacts.services.import_plan import Plan
from contacts.services.import_words import shown
from crm.common import text
from crm.common.dates import today

fold = lru_cache(maxsize=20_000)(text.fold)


class Roles:
    """`plan` is the part that is being planned."""

    def __init__(self, register: Register, parties: Parties, areas: Areas) -> None:
        self.register, self.today, self.plan = register, today(), Plan(source="")
        self.party_codes = {party.pk: party.code for party in parties.all}
        self.areas = {area.pk: area for area in areas.by_key.values()}
        self.contact = _("Kontaktperson")
        # Roles that a row may have meant to follow, unless the list names them too.
        self.beside: list[tuple[Entry, Held]] = []
        self.met: set[int] = set()

    def tell_beside(self) -> None:
        """Once all rows of a part are planned."""
        for entry, held in self.beside:
            if held.pk not in self.met:
                reason = _("Har redan rollen %(role)s där. Båda gäller; avsluta den gamla om den nya ersätter den.")
                self.plan.doubt(entry.row, entry.full, reason % {"role": held.role})
        self.beside = []

    def check(self, entry: Entry, known: Known, organization: Organization) -> None:
        """Raise Misplaced when another row of this list says something else of the same role."""
        _same, meant, agreeing = self._meant(entry, known, organization)
        if meant and not agreeing and known.is_made:
            name = "party" if entry.party or entry.is_without_party else "municipality"
            value = str(entry.party or entry.area or "")
            raise Misplaced(name, value, _("En annan rad säger något annat om samma roll."))
        held = self._latest(agreeing) if agreeing else None
        if held and entry.ends_on and held.starts_on and not entry.starts_on and entry.ends_on < held.starts_on:
            reason = _("Slutdagen ligger före startdagen, som är %(day)s.") % {"day": held.starts_on}
            raise Misplaced("ends_on", str(entry.ends_on), reason)

    def place(self, entry: Entry, known: Known, organization: Organization) -> None:
        """Plan what the row says of the role."""
        same, meant, agreeing = self._meant(entry, known, organization)
        if not meant:
            current = [m for m in known.memberships if m.pk and m.is_in(organization) and m.holds_on(self.today)]
            self.beside += [(entry, held) for held in current]
            self._begin(entry, known, organization)
            return
        self.met.update(held.pk for held in same if held.pk)
        if agreeing:
            self._update(entry, known, organization, self._latest(agreeing), same)
        else:
            self._succeed(entry, known, organization, self._latest(meant))

    def _meant(
        self, entry: Entry, known: Known, organization: Organization
    ) -> tuple[list[Held], list[Held], list[Held]]:
        """(roles of that name, those at that time, those that nothing in the row contradicts)."""
        role = fold(entry.role) if entry.role else ""
        same = [m for m in known.memberships if m.is_in(organization) and (not role or fold(m.role) == role)]
        meant = [m for m in same if _overlaps(m, entry)]
        return same, meant, [m for m in meant if self._agrees(m, entry, organization)]

    @staticmethod
    def _latest(held: list[Held]) -> Held:
        return max(held, key=lambda m: m.starts_on or dt.date.min)

    def _agrees(self, held: Held, entry: Entry, organization: Organization) -> bool:
        """Whether a known role is the row's, or can be completed to it: nothing that it says is contradicted."""
        if entry.is_without_party:
            if held.party is not None:
                return False
        elif entry.party is not None and held.party not in (None, entry.party.pk):
            return False
        return entry.area is None or held.area in (None, entry.area.pk) or self._is_county_of(held, entry, organization)

    def _is_county_of(self, held: Held, entry: Entry, organization: Organization) -> bool:
        """Whether the row names only the county of a place that is known more closely."""
        if entry.area is None or entry.area.kind != AreaKind.COUNTY:
            return False
        area = self.areas.get(held.area or organization.area_id or 0)
        return area is not None and area.county_id == entry.area.pk

    def _begin(self, entry: Entry, known: Known, organization: Organization, **values: Any) -> Membership:
        made: dict[str, Any] = {
            "role": entry.role or self.contact,
            "kind": entry.role_kind or role_kind(entry, organization),
            "party": entry.party,
            "area": entry.area,
            "starts_on": entry.starts_on,
            "ends_on": entry.ends_on,
            **values,
        }
        for name in ("party", "area"):
            if f"{name}_id" in made:
                del made[name]
        new = make(
            Membership,
            **known.reference(),
            organization=organization,
            source=self.plan.source,
            source_on=self.today,
            **made,
        )
        held = Held(
            None, organization.pk or organization, new.role, new.kind, new.party_id, new.area_id, new.term_id,
            new.starts_on, new.ends_on, new,
        )  # fmt: skip
        known.memberships.append(held)
        self.plan.add(new, entry.row, is_valid=True)
        return new

    def _update(self, entry: Entry, known: Known, organization: Organization, held: Held, same: list[Held]) -> None:
        values: dict[str, Any] = {}
        if entry.party and held.party is None and not self._has_elsewhere(known, held, entry.party.pk):
            values["party_id"] = entry.party.pk
        if entry.area and held.area is None and not self._is_county_of(held, entry, organization):
            values["area_id"] = entry.area.pk
        if entry.role_kind:
            values["kind"] = entry.role_kind
        if entry.starts_on and held.starts_on is None:
            values["starts_on"] = entry.starts_on
        elif entry.starts_on and all(m.starts_on != entry.starts_on for m in same):
            reason = _("Rollen %(role)s började %(known)s enligt registret, %(told)s enligt filen. Lämnas som den är.")
            told = {"role": held.role, "known": held.starts_on, "told": entry.starts_on}
            self.plan.doubt(entry.row, entry.full, reason % told)
        if held.ends_on and held.ends_on < self.today and not (entry.starts_on or entry.ends_on):
            reason = _(
                "Rollen %(role)s är avslutad i registret, och filen säger inte när den gäller. Lämnas som den är."
            )
            self.plan.doubt(entry.row, entry.full, reason % {"role": held.role})
        ends = False
        if entry.ends_on and held.ends_on != entry.ends_on:
            values["ends_on"] = entry.ends_on
            ends = held.ends_on is None or entry.ends_on < held.ends_on
        self._alter(entry, known, held, values, ends=ends)

    def _has_elsewhere(self, known: Known, held: Held, party: int) -> bool:
        """Whether the party is that of another role they hold now, which lists often write beside the first."""
        return any(m.party == party and m.holds_on(self.today) for m in known.memberships if m is not held)

    def _alter(self, entry: Entry, known: Known, held: Held, values: dict[str, Any], *, ends: bool = False) -> None:
        if held.obj is not None:
            self.plan.tell()
        names = {"party_id": "party", "area_id": "area"}
        pairs = {name: (getattr(held, names.get(name, name)), value) for name, value in values.items()}
        for name, value in values.items():
            setattr(held, names.get(name, name), value)
        if held.obj is not None:
            self.plan.note(Membership, pairs, entry.row, words=self._words)
            for name, value in values.items():
                setattr(held.obj, name, value)
        else:
            counted = not known.is_made
            self.plan.alter(
                Membership, held.pk, pairs, entry.row, ends=ends, is_counted=counted, words=self._words
            )  # fmt: skip

    def _words(self, name: str, value: Any) -> str:
        if name == "party_id":
            return self.party_codes.get(value, "–")
        if name == "kind":
            return str(RoleKind(value).label)
        return shown(self.areas.get(value) if name == "area_id" else value)

    def _succeed(self, entry: Entry, known: Known, organization: Organization, held: Held) -> None:
        """The role goes on for another party or place: the one held ends, a new one begins."""
        begins = held.starts_on or dt.date.min
        day = entry.starts_on if entry.starts_on and entry.starts_on > begins else self.today
        if held.ends_on and held.ends_on < day:
            reason = _("Rollen %(role)s är avslutad i registret, med annat parti eller område. Lämnas som den är.")
            self.plan.doubt(entry.row, entry.full, reason % {"role": held.role})
            self.plan.keep_known(Membership, held.pk)
            return
        kept = {
            "role": held.role,
            "kind": entry.role_kind or held.kind,
            "party_id": None if entry.is_without_party else entry.party.pk if entry.party else held.party,
            "area_id": entry.area.pk if entry.area else held.area,
            "term_id": held.term,
            "starts_on": day,
            "ends_on": entry.ends_on or held.ends_on,
        }
        statuses = self.register.statuses.get(held.pk or 0, [])
        if begins < day:
            self._alter(entry, known, held, {"ends_on": day - dt.timedelta(days=1)}, ends=True)
        else:
            kept["starts_on"] = held.starts_on
            reason = _("Rättat av en importerad lista")
            struck = {"struck_at": (None, timezone.now()), "struck_reason": ("", reason)}
            self.plan.alter(Membership, held.pk, struck, entry.row, ends=True, words=self._struck_words)
            known.memberships.remove(held)
        new = self._begin(entry, known, organization, **kept)
        leaves.carry(self.plan, statuses, new, max(begins, day), entry.row)

    def _struck_words(self, name: str, value: Any) -> str:
        """Without the time, which would make every look a different one."""
        return _("ja") if name == "struck_at" and value else shown(value)


def _overlaps(held: Held, entry: Entry) -> bool:
    starts, ends = entry.starts_on or dt.date.min, entry.ends_on or dt.date.max
    return (held.starts_on or dt.date.min) <= ends and (held.ends_on or dt.date.max) >= starts
