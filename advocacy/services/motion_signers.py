"""Who signed motions: people known by Riksdagen's identifier, with the seat that they held that day."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from functools import cached_property

from advocacy.models import MotionSigner
from contacts.choices import RoleKind, Scheme
from contacts.models import ExternalIdentifier, Membership
from contacts.services.reference import organizations_by_key
from crm.common import writes
from crm.common.undo_log import chunks
from crm.models import User

CHAMBER = "riksdag"
REASON = "Undertecknare känd i registret"


class Members:
    """Those in the register whom Riksdagen's identifiers name, with their seats in the chamber. A few queries."""

    def __init__(self, numbers: Iterable[str]) -> None:
        self.numbers = {*numbers}

    @cached_property
    def people(self) -> dict[str, int]:
        found: dict[str, int] = {}
        for chunk in chunks(sorted(self.numbers)):
            known = ExternalIdentifier.objects.filter(
                scheme=Scheme.RIKSDAGEN, value__in=chunk, person__isnull=False, person__merged_into=None
            )
            found.update(known.values_list("value", "person_id"))
        return found

    @cached_property
    def seats(self) -> dict[int, list[tuple[dt.date | None, dt.date | None, int]]]:
        """By person: first day, last day and id of each seat; a seat of one's own before a substitute's."""
        found: dict[int, list[tuple[dt.date | None, dt.date | None, int]]] = defaultdict(list)
        chamber = organizations_by_key().get(CHAMBER)
        for chunk in chunks(sorted(self.people.values()) if chamber else []):
            held = Membership.objects.valid().filter(person__in=chunk, organization=chamber)
            rows = held.values_list("person", "starts_on", "ends_on", "pk", "kind")
            for person, starts, ends, pk, _kind in sorted(rows, key=lambda row: row[4] == RoleKind.SUBSTITUTE):
                found[person].append((starts, ends, pk))
        return found

    def of(self, number: str, day: dt.date) -> dict[str, int]:
        """What is known of a signer: the person, and the seat of that day. Empty where nobody is known."""
        person = self.people.get(number)
        if person is None:
            return {}
        for starts, ends, pk in self.seats.get(person, ()):
            if (starts is None or starts <= day) and (ends is None or ends >= day):
                return {"person_id": person, "membership_id": pk}
        return {"person_id": person}


def link(*, actor: User, numbers: Collection[str] | None = None) -> int:
    """Link signers to people who have come to the register since, or whose identifier was moved; `numbers`: of those
    alone. Returns how many rows were changed. Set-based: a handful of queries whatever the number of signers."""
    if numbers is None:
        unlinked = MotionSigner.objects.filter(membership=None).order_by()
        numbers = unlinked.values_list("number", flat=True).distinct()
    members = Members(numbers)
    changed: list[MotionSigner] = []
    for chunk in chunks(sorted(members.people)):
        signers = MotionSigner.objects.filter(number__in=chunk).select_related("motion").order_by()
        changed += _to_link(list(signers.defer("motion__search_text")), members)
    writes.change_many(changed, ["person", "membership"], actor=actor, reason=REASON, is_checked=True)
    return len(changed)


def numbers_of(identifiers: Collection[int]) -> set[str]:
    """Riksdagen's among these identifiers."""
    found = ExternalIdentifier.objects.filter(pk__in=identifiers, scheme=Scheme.RIKSDAGEN, person__isnull=False)
    return {*found.values_list("value", flat=True)}


def put_right(numbers: Collection[str]) -> None:
    """What those have signed who have just come to the register, or whose identifier was moved, is theirs."""
    if numbers:
        link(actor=User.objects.system(), numbers=numbers)


def _to_link(signers: Sequence[MotionSigner], members: Members) -> list[MotionSigner]:
    changed = []
    for signer in signers:
        known = members.of(signer.number, signer.motion.submitted_on)
        if any(getattr(signer, name) != value for name, value in known.items()):
            signer.membership_id = known.get("membership_id")
            signer.person_id = known["person_id"]
            changed.append(signer)
    return changed
