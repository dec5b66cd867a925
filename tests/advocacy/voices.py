"""A small world in which parties in two counties have decided, spoken and kept quiet."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from advocacy.choices import Leaning
from advocacy.models import Act, Decision, DecisionParty, Plan, PlanItem, PlanItemArea, Priority
from advocacy.services import stances
from contacts.choices import Level, OrganizationKind
from contacts.models import Area, Organization, Party, Person
from crm.common import writes
from tests import make

DAY = dt.date(2026, 6, 30)
ELECTED_ON = dt.date(2022, 10, 15)


@dataclass
class Voices:
    """Uppsala and Gotland, where C and S sit in both regional assemblies; the plan wants the railway in both."""

    railway: Priority
    uppsala: Area
    gotland: Area
    c: Party
    s: Party
    councils: dict[int, Organization]

    def councillor(self, name: str, county: Area, party: Party) -> Person:
        who = make.person(name)
        make.membership(who, self.councils[county.pk], party=party, starts_on=ELECTED_ON)
        return who

    def decide(self, body: Organization, day: dt.date, sides: dict[Party, str], **fields: Any) -> Decision:
        actor = make.actor()
        fields.setdefault("priority", self.railway)
        decision = writes.save(
            Decision(body=body, decided_on=day, paragraph="14", text="Regionen ställer sig bakom.", **fields),
            actor=actor,
        )
        for party, leaning in sides.items():
            writes.save(DecisionParty(decision=decision, party=party, leaning=leaning), actor=actor)
        return decision

    def stance(self, who: Person | Organization, value: str, day: dt.date = DAY, **fields: Any) -> Any:
        link = "person" if isinstance(who, Person) else "organization"
        fields.setdefault("priority", self.railway)
        fields.setdefault("evidence", "Sade det i talarstolen")
        return stances.note(actor=make.actor(), value=value, stated_on=day, **{link: who}, **fields)

    def act(self, who: Person, leaning: str = Leaning.FOR, day: dt.date = DAY) -> Act:
        act = Act(person=who, kind="speech", acted_on=day, title="Anförande om spår", priority=self.railway)
        act.leaning, act.url = leaning, "https://example.se/tal"
        return writes.save(act, actor=make.actor())


def voices() -> Voices:
    actor = make.actor()
    uppsala, gotland = make.area("Uppsala län"), make.area("Gotlands län")
    councils = {}
    for county in (uppsala, gotland):
        name = f"Regionfullmäktige i {county.short}"
        councils[county.pk] = make.organization(name, OrganizationKind.ASSEMBLY, level=Level.REGIONAL, area=county)
    plan = writes.save(
        Plan(code="2026", name="Plan 2026", starts_on=dt.date(2026, 1, 1), ends_on=dt.date(2026, 12, 31)), actor=actor
    )
    railway = writes.save(Priority(code="RAL", name="Räls och spår"), actor=actor)
    item = writes.save(PlanItem(plan=plan, priority=railway), actor=actor)
    for county in (uppsala, gotland):
        writes.save(PlanItemArea(item=item, area=county), actor=actor)
    made = Voices(railway, uppsala, gotland, make.party("C"), make.party("S"), councils)
    for county in (uppsala, gotland):
        for party in (made.c, made.s):
            made.councillor(f"{party.code} {county.short}", county, party)
    return made
