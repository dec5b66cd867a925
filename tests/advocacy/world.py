"""A small world for tests of reach: rows made directly, so that these tests stand on the models alone."""

from __future__ import annotations

import datetime as dt
from typing import Any

from advocacy.models import (
    Audience,
    AudienceCondition,
    AudienceCriterion,
    Goal,
    Interaction,
    InteractionGoal,
    InteractionPriority,
    Participation,
    Plan,
    Priority,
)
from advocacy.services import reach_entries
from contacts.models import Area, Membership, Organization, Party, Person
from tests.base import make_user


class World:
    """Two counties, the Riksdag, a council, an agency, a plan with two priorities, and words to fill it."""

    def __init__(self) -> None:
        self.alma = make_user("alma")
        self.counties = [self.area("01", "Stockholms län"), self.area("03", "Uppsala län")]
        self.far = self.area("25", "Norrbottens län")
        self.riksdag = self.organization("Sveriges riksdag", kind="assembly", level="national")
        self.region = self.organization("Region Uppsala", kind="region", level="regional", area=self.counties[1])
        self.council = self.organization(
            "Regionfullmäktige", kind="assembly", level="regional", area=self.counties[1], parent=self.region
        )
        self.municipality = self.organization("Knivsta", kind="assembly", level="local", area=self.counties[1])
        self.agency = self.organization("Trafikverket", kind="agency", level="national")
        self.group = self.organization("Lilla gruppen", kind="steering_group", level="regional", is_own_body=True)
        self.parties = [
            Party.objects.create(code=code, name=name) for code, name in (("S", "Socialdemokraterna"), ("M", "M"))
        ]
        self.plan = Plan.objects.create(
            code="P", name="Plan", starts_on=dt.date(2023, 1, 1), ends_on=dt.date(2023, 12, 31)
        )
        self.parent = Priority.objects.create(code="EBS", name="En Bättre Sits", kind="focus_area")
        self.priority = Priority.objects.create(code="SA24", name="Systemanalys", parent=self.parent)
        self.child = Priority.objects.create(code="SA24X", name="Under", parent=self.priority)

    def area(self, code: str, name: str, kind: str = "county") -> Area:
        area = Area.objects.create(kind=kind, code=code, name=name)
        area.county = area
        area.save()
        return area

    def organization(self, name: str, **fields: Any) -> Organization:
        return Organization.objects.create(name=name, **fields)

    def person(self, name: str) -> Person:
        return Person.objects.create(given_name=name, family_name="Test", sort_key=name.lower())

    def seat(self, person: Person, organization: Organization | None = None, **fields: Any) -> Membership:
        fields = {"role": "Ledamot", "kind": "elected", "area": self.counties[0], **fields}
        return Membership.objects.create(person=person, organization=organization or self.riksdag, **fields)

    def audience(self, *rows: dict[str, list[Any]], name: str = "Målgrupp") -> Audience:
        audience = Audience.objects.create(name=name)
        for row in rows:
            criterion = AudienceCriterion.objects.create(audience=audience, label="rad")
            for dimension, values in row.items():
                for value in values:
                    held = {"value": value} if isinstance(value, str) else {dimension: value}
                    AudienceCondition.objects.create(criterion=criterion, dimension=dimension, **held)
        return audience

    def goal(self, audience: Audience | None, priority: Priority | None = None, code: str = "G-1", **f: Any) -> Goal:
        fields = {"kind": "influence", "unit": "person", "statement": "Mål", **f}
        return Goal.objects.create(
            plan=self.plan, priority=priority or self.priority, code=code, audience=audience, **fields
        )

    def contact(
        self,
        day: dt.date,
        kind: str,
        people: list[tuple[Any, ...]],
        priority: Priority | None = None,
        goal: Goal | None = None,
        **fields: Any,
    ) -> Interaction:
        """`people`: (person, attendance) or (person, attendance, has_talked)."""
        contact = Interaction.objects.create(kind=kind, held_on=day, title="Kontakt", created_by=self.alma, **fields)
        if priority:
            InteractionPriority.objects.create(interaction=contact, priority=priority)
        if goal:
            InteractionGoal.objects.create(interaction=contact, goal=goal)
        for person, attendance, *talked in people:
            held = Membership.objects.active_on(day).filter(person=person).by_weight().first()
            Participation.objects.create(
                interaction=contact,
                person=person,
                attendance=attendance,
                has_talked=bool(talked and talked[0]),
                membership=held,
            )
        reach_entries.refresh([contact.pk])  # it was stored past the services
        return contact
