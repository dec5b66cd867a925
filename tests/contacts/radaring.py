"""What the tests of the radar share: proposals made by hand, and a comparison that tells them as long as they hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.files.base import ContentFile

from contacts.choices import ChangeKind, RadarState
from contacts.models import Membership, Organization, Person, RadarRun
from contacts.services import radar, radar_proposals
from contacts.services.import_plan import Plan
from contacts.services.radar_proposals import Part
from crm.models import User


@dataclass(frozen=True)
class Who:
    person: int
    score: int = 60
    reasons: tuple[str, ...] = ()


@dataclass(eq=False)
class Told:
    """A proposal; `do` plans it."""

    key: str
    kind: str = ChangeKind.NEW_MANDATE
    row: int = 1
    name: str = "Maja Ek"
    number: str = ""
    also: tuple[str, ...] = ()
    person: int | None = None
    other: int | None = None
    organization: int | None = None
    party: int | None = None
    area: int | None = None
    before: tuple[tuple[str, str], ...] = ()
    after: tuple[tuple[str, str], ...] = ()
    reasons: tuple[str, ...] = ()
    score: int = 100
    is_certain: bool = True
    candidates: tuple[Who, ...] = ()
    needs: tuple[str, ...] = ()
    doubt: str = ""
    merge: tuple[int, int] | None = None
    do: Callable[[Plan], None] | None = None
    steps: tuple[Any, ...] = field(default=())

    def __post_init__(self) -> None:
        self.steps = (self.do,) if self.do else ()


def plan_of(chosen: Any) -> Plan:
    plan = Plan(source="Prov")
    for proposal in chosen:
        plan.outcome(proposal.row, proposal.name)
        if proposal.do:
            proposal.do(plan)
    return plan


def listing(*lists: Callable[[Mapping[Any, Any]], list[Told]]) -> Any:
    """A comparison of several lists: each is told when it is asked for, by whom somebody was said to be."""

    def compare(decided: Mapping[Any, Any]) -> Iterator[Part]:
        for tell in lists:
            yield Part(tell(decided), plan_of)

    return compare


def seat(who: Person, where: Organization, role: str = "Ledamot", key: str = "", **fields: Any) -> list[Told]:
    """What a list says that has `who` there: nothing when the register says so already."""
    if Membership.objects.filter(person__in=(who, who.merged_into or who), organization=where, role=role).exists():
        return []
    who = Person.objects.get(pk=who.merged_into_id or who.pk)

    def do(plan: Plan) -> None:
        plan.add(Membership(person=who, organization=where, role=role, kind="elected", source="Prov"), 1)

    fields.setdefault("after", (("Uppdrag", f"{role}, {where}"),))
    return [Told(key or f"seat:{where}:{role}", person=who.pk, name=who.name, do=do, **fields)]


def run_of(actor: User, *proposals: Told) -> RadarRun:
    """A run that has been compared and lies open."""
    made = radar.start(actor=actor, source="sheet", file=ContentFile(b"Namn\n", name="lista.csv"))
    return compared(made, *proposals)


def compared(run: RadarRun, *proposals: Told) -> RadarRun:
    stored = radar_proposals.store(run=run, proposals=proposals)
    radar.finish_comparing(run=run, result={"kinds": dict(stored.open)}, rows=len(proposals), source_on=None)
    run.refresh_from_db()
    assert run.state in (RadarState.OPEN, RadarState.DONE)
    return run
