"""The newly elected and those who left: letters, first meetings, and how far their introductions have come."""

from __future__ import annotations

import datetime as dt
import random
from collections import Counter
from typing import Any

from advocacy.choices import Attendance, CohortRule, DoneBy, DueFrom, InteractionKind
from advocacy.models import Audience, OnboardingCase, OnboardingCaseStep, OnboardingProgramme
from advocacy.services import onboarding, onboarding_cohort, onboarding_hosts
from crm.common import writes
from crm.demo.contact import Pages
from crm.demo.maker import RIKSDAG_STARTS, SEED, Profile, stamp
from crm.demo.people import Register
from crm.models import User

SEVEN = {"01", "03", "04", "05", "09", "18", "19"}
MEMBERS, AUDIENCE = "Nyvalda riksdagsledamöter 2026", "Riksdagsledamöter från de sju länen"
BEGAN = RIKSDAG_STARTS + dt.timedelta(days=7)
LETTER_ON, MEETINGS_FROM = RIKSDAG_STARTS + dt.timedelta(days=9), RIKSDAG_STARTS + dt.timedelta(days=16)
# Who has come this far is introduced or on the way; the rest wait.
MET, BRIEFED = 0.45, 0.6
WAIT = 4  # newcomers without an introduction yet
STEPS: tuple[dict[str, Any], ...] = (
    {"name": "Välkomstbrev", "done_by": DoneBy.MATERIAL, "kind": InteractionKind.LETTER, "due_days": 21},
    {"name": "Introduktionsmöte", "done_by": DoneBy.CONTACT, "kind": InteractionKind.MEETING, "due_days": 50},
    {"name": "Underlag om Systemanalysen", "done_by": DoneBy.MATERIAL, "kind": InteractionKind.MATERIAL,
     "due_days": 14, "due_from": DueFrom.PREVIOUS},
    {"name": "Inbjudan till Mälartinget", "done_by": DoneBy.TICK, "due_days": 120, "is_required": False},
)  # fmt: skip
FOR_THE_COMMITTEE: dict[str, Any] = {"name": "Fördjupning om En Bättre Sits", "done_by": DoneBy.TICK, "due_days": 90}
THANKS: tuple[dict[str, Any], ...] = (
    {"name": "Tackbrev", "done_by": DoneBy.TICK, "due_days": 40},
    {"name": "Öppna åtaganden lämnade vidare", "done_by": DoneBy.TICK, "due_days": 75},
)


class Introductions(Pages):
    def make_introductions(self) -> None:
        """A letter to the newly elected of the seven counties, first meetings with some, material after it."""
        rng = random.Random(f"{SEED}introductions")  # noqa: S311 however they go, the rest of the demo stays as it is
        new = self._newly_elected()
        if self.day < MEETINGS_FROM or not new:
            return
        by = [self.users["alma"], self.users["eva"], self.users["dag"]]
        self._say(InteractionKind.LETTER, LETTER_ON, "Välkommen till riksdagen", new[:-4], by[1])
        days = [day for day in self.workdays(MEETINGS_FROM, self.day)[0] if day <= self.day]
        for who in (who for who in new if rng.random() < MET):
            met_on, host = rng.choice(days), rng.choice(by)
            self._say(InteractionKind.MEETING, met_on, "Introduktionsmöte", [who], host)
            later = [day for day in days if met_on < day <= met_on + dt.timedelta(days=12)]
            if later and rng.random() < BRIEFED:
                self._say(InteractionKind.MATERIAL, rng.choice(later), "Underlag om Systemanalysen", [who], host)

    def _newly_elected(self) -> list[Profile]:
        """Those of the seven counties who serve in the Riksdag since the election and did not sit in the one before."""
        old = {id(who) for who in self.register.old_members}
        return [
            who
            for who in self.register.new_members
            if id(who) not in old and who.county in SEVEN and not who.person.do_not_contact
        ]

    def _say(self, kind: str, day: dt.date, title: str, people: list[Profile], by: User) -> None:
        attendance = Attendance.ATTENDED if kind == InteractionKind.MEETING else Attendance.SENT
        contact = self.add(kind, day, title, ["MP"], [(who, attendance, False) for who in people], by=by)
        contact.users, contact.colleague = [by], ""


def introduce(register: Register, day: dt.date) -> Counter[str]:
    """Two programmes, for those who came and those who left, begun a week after the election; none before that."""
    made: Counter[str] = Counter()
    if day < MEETINGS_FROM:
        return made
    eva = register.users["eva"]
    audience = Audience.objects.get(name=AUDIENCE)
    welcome = onboarding.add(
        actor=eva, name=MEMBERS, audience=audience, entered_from=RIKSDAG_STARTS,
        description="Alla nyvalda från de sju länen ska ha träffat oss före jul.",
    )  # fmt: skip
    committee = register.organization("committee-TU")
    track = onboarding.add_track(actor=eva, programme=welcome, name="Trafikutskottet", organization=committee)
    for step in STEPS:
        onboarding.add_step(actor=eva, programme=welcome, **step)
    onboarding.add_step(actor=eva, programme=welcome, track=track, **FOR_THE_COMMITTEE)
    thanks = onboarding.add(
        actor=eva, name="Tack till dem som lämnade riksdagen 2026", audience=audience, cohort=CohortRule.LEAVING,
        entered_from=RIKSDAG_STARTS - dt.timedelta(days=30), entered_until=RIKSDAG_STARTS,
    )  # fmt: skip
    for step in THANKS:
        onboarding.add_step(actor=eva, programme=thanks, **step)
    for programme, wait in ((welcome, WAIT), (thanks, 0)):
        made["OnboardingCase"] += _begin(programme, register.users, day, wait)
    _tick(welcome, STEPS[3]["name"], 3, eva, LETTER_ON, day)
    _tick(thanks, THANKS[0]["name"], 2, eva, LETTER_ON, day)
    made["OnboardingProgramme"] = 2
    return made


def _begin(programme: OnboardingProgramme, users: dict[str, User], day: dt.date, wait: int) -> int:
    """Open a case for everybody in the cohort but the last few, each with a host. Returns how many."""
    newcomers = sorted(onboarding_cohort.cohort(programme, day).values(), key=lambda who: who.person)
    newcomers = newcomers[: len(newcomers) - wait]
    colleagues = [users["alma"], users["eva"], users["dag"]]
    hosts = onboarding_hosts.suggest(newcomers, reader=users["eva"], colleagues=colleagues)
    cases = [
        OnboardingCase(
            programme=programme,
            person_id=who.person,
            membership_id=who.membership,
            host=hosts[who.person].user,
            seat_taken_on=who.day,
            started_on=BEGAN,
        )
        for who in newcomers
    ]
    for case in cases:
        stamp(case, users["eva"], BEGAN)
    return len(writes.create_many(cases, actor=users["eva"], reason="Demo"))


def _tick(programme: OnboardingProgramme, name: str, every: int, by: User, on: dt.date, day: dt.date) -> None:
    """Say by hand that a step was done for every second or third of those in the programme."""
    steps = list(OnboardingCaseStep.objects.filter(case__programme=programme, step__name=name).order_by("case"))
    rows = [row for number, row in enumerate(steps) if number % every and row.done_on is None]
    for row in rows:
        row.done_on, row.done_by = min(on, day), by
        stamp(row, by, row.done_on)
    writes.change_many(rows, ["done_on", "done_by"], actor=by, reason="Demo")
