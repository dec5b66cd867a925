"""What hangs on the world's person and organization, and the reference data: one row of each."""

from __future__ import annotations

import datetime as dt
from typing import Any

from contacts.services import (
    customers,
    leaves,
    memberships,
    notes,
    parties,
    relations,
    responsibilities,
    subkinds,
    tags,
    terms,
)
from tests import make
from tests.base import make_user

DAY = dt.date(2026, 3, 2)


def parts_of(person: Any, body: Any, held: Any, secret: str) -> dict[str, Any]:
    """Rows by what an address is about."""
    actor = make.actor()
    other = make.person(f"Sten {secret}")
    wrong = make.membership(person, body, role=f"{secret}fel", starts_on=DAY)
    return {
        "note": notes.add(about=person, text=f"Tycker om {secret}", actor=make_user("alma")),
        "relation": relations.add(person=person, other=other, kind="assistant", actor=actor),
        "detail": person.contact_details.get(),
        "struck": memberships.strike(membership=wrong, reason=f"Fel {secret}", actor=actor),
        "leave": leaves.add(membership=held, starts_on=DAY, actor=actor),
        "tag": tags.add(name=f"{secret}etikett", actor=actor),
        "subkind": subkinds.add(name=f"{secret}typ", kind="company", actor=actor),
        "alias": parties.add_alias(party=make.party("C"), value=f"{secret}partiet", actor=actor),
        "responsibility": responsibilities.add(name=f"{secret}frågor", actor=actor),
        "term": terms.add(name=f"{secret}perioden", body="board", starts_on=DAY, actor=actor),
        "customer": customers.add(organization=body, status="full", actor=actor, source=secret),
    }
