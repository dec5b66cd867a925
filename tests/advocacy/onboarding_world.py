"""A small world for tests of introductions: the Riksdag before and after the election of 2026, and a programme."""

from __future__ import annotations

import datetime as dt
from typing import Any

from advocacy.models import (
    Audience,
    AudienceCondition,
    AudienceCriterion,
    OnboardingCase,
    OnboardingCaseStep,
    OnboardingProgramme,
)
from advocacy.services import onboarding, onboarding_cohort
from contacts.choices import Level, TermBody
from contacts.models import Membership, Organization, Person
from contacts.services import memberships
from crm.common import writes
from tests import make, make_advocacy

OLD, NEW = dt.date(2022, 9, 26), dt.date(2026, 9, 28)
LAST = dt.date(2026, 9, 27)
# The day on which the tests stand (frozen by the fixture `november`).
DAY = dt.date(2026, 11, 22)


class Riksdag:
    """The Riksdag's two terms, two counties with a constituency each, and an audience: all its members."""

    def __init__(self) -> None:
        make.term("Riksdagen 2022–2026", starts_on=OLD, ends_on=LAST)
        make.term("Riksdagen 2026–2030", starts_on=NEW)
        make.term("Fullmäktige 2022", body=TermBody.MUNICIPAL_COUNCIL, starts_on=dt.date(2022, 10, 15))
        make.term("Fullmäktige 2026", body=TermBody.MUNICIPAL_COUNCIL, starts_on=dt.date(2026, 10, 15))
        self.riksdag = make.riksdag()
        self.county = make.area("Uppsala län", code="03")
        self.other_county = make.area("Örebro län", code="18")
        self.uppsala = make.constituency("Uppsala läns valkrets", self.county)
        self.orebro = make.constituency("Örebro läns valkrets", self.other_county)
        self.committee = make.organization("Trafikutskottet", kind="committee", level=Level.NATIONAL)
        self.audience = audience("Ledamöter", organization=[self.riksdag])

    def mp(self, name: str, code: str = "C", starts_on: dt.date = NEW, **fields: Any) -> Person:
        fields.setdefault("constituency", self.uppsala)
        return make.mp(name, code=code, starts_on=starts_on, **fields)

    def programme(self, name: str = "Nyvalda", **fields: Any) -> OnboardingProgramme:
        by = fields.pop("actor", None) or make.actor()
        fields = {"audience": self.audience, "entered_from": NEW, **fields}
        return onboarding.add(actor=by, name=name, **fields)


def audience(name: str, **dimensions: list[Any]) -> Audience:
    """An audience of one row."""
    made = writes.save(Audience(name=name), actor=make.actor())
    criterion = writes.save(AudienceCriterion(audience=made, label="rad"), actor=make.actor())
    for dimension, values in dimensions.items():
        for value in values:
            held = {"value": value} if isinstance(value, str) else {dimension: value}
            writes.save(AudienceCondition(criterion=criterion, dimension=dimension, **held), actor=make.actor())
    return made


def step(programme: OnboardingProgramme, name: str = "Introduktionsmöte", **fields: Any) -> Any:
    return onboarding.add_step(actor=make.actor(), programme=programme, name=name, **fields)


def meeting_step(programme: OnboardingProgramme, name: str = "Introduktionsmöte", **fields: Any) -> Any:
    return step(programme, name, done_by="contact", kind=fields.pop("kind", "meeting"), **fields)


def start(programme: OnboardingProgramme, **fields: Any) -> Any:
    return onboarding_cohort.start(actor=fields.pop("actor", None) or make.actor(), programme=programme, **fields)


def case_of(person: Person, programme: OnboardingProgramme | None = None) -> OnboardingCase:
    found = OnboardingCase.objects.filter(person=person)
    return (found.filter(programme=programme) if programme else found).get()


def steps_of(person: Person) -> list[OnboardingCaseStep]:
    return list(OnboardingCaseStep.objects.filter(case__person=person).order_by("step__position", "pk"))


def meet(*people: Person, on: dt.date, **fields: Any) -> Any:
    return make_advocacy.interaction(*people, held_on=on, **fields)


def seat_of(person: Person, organization: Organization | None = None) -> Membership:
    rows = Membership.objects.filter(person=person, struck_at=None).order_by("-starts_on")
    return rows.filter(organization=organization)[0] if organization else rows[0]


def end(person: Person, on: dt.date) -> Membership:
    return memberships.end(membership=seat_of(person), on=on, actor=make.actor())
