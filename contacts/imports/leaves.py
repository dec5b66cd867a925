"""A mandate that goes on as another (of another party or place) takes its leaves with it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from contacts.imports.proposals import Steps
from contacts.models import Membership, MembershipStatus
from contacts.services.import_plan import Plan


def carry(
    plan: Plan | Steps, statuses: Iterable[MembershipStatus], new: Membership, day: dt.date, row: int
) -> list[MembershipStatus]:
    """End at `day` the stretches that go on over it, and let them go on from then on the new mandate."""
    carried = []
    for status in statuses:
        if status.ends_on is not None and status.ends_on < day:
            continue
        going_on = MembershipStatus(
            membership=new,
            status=status.status,
            starts_on=max(day, status.starts_on or day),
            ends_on=status.ends_on,
            source=status.source,
            source_on=status.source_on,
        )
        if plan.add(going_on, row, is_valid=True):
            carried.append(going_on)
        if status.starts_on is None or status.starts_on < day:
            plan.change(status, {"ends_on": day - dt.timedelta(days=1)}, row)
    return carried
