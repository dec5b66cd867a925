"""Loads the customer's plans from `fixtures/{priorities,audiences,plans}.json`.

Priorities, plans, direction goals, goals and plan items are matched by their codes and only missing
ones are added. What has no code of its own (positions, arguments, activities, events, the rows of an
audience) is loaded together with the row that it belongs to, once: staff rename, mend and remove it freely.
"""

from __future__ import annotations

import csv
import json
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db import transaction

from advocacy.choices import ActivityStatus, Dimension
from advocacy.models import (
    Activity,
    Argument,
    Audience,
    AudienceCondition,
    AudienceCriterion,
    DirectionGoal,
    Event,
    Goal,
    MotionPeriod,
    Plan,
    PlanItem,
    PlanItemArea,
    PlanItemBody,
    PlanItemDirection,
    Position,
    Priority,
    PriorityLink,
    PriorityTerm,
)
from advocacy.models.audience import CHOICES_OF_DIMENSION, RELATION_OF_DIMENSION
from advocacy.querysets.search_words import parsed
from contacts.models import Area, Organization, Responsibility, Tag
from contacts.services.reference import add, areas_by_key, day, organizations_by_key
from crm.common.permissions import Role, require
from crm.models import User

Row = dict[str, Any]


@dataclass
class _Load:
    """One run: who loads, what the register has, and what has been made."""

    actor: User
    areas: dict[str, Area]
    organizations: dict[str, Organization]
    area_sets: dict[str, list[str]]
    made: Counter[str] = field(default_factory=Counter)

    def add(self, objs: list[Any]) -> None:
        add(self.made, objs, self.actor)

    def areas_of(self, name: str | None) -> list[Area]:
        return [self.areas[key] for key in self.area_sets[name]] if name else []


@transaction.atomic
def load_plans(*, actor: User) -> Counter[str]:
    """Add what is missing of the customer's plans. Needs the register's facts (`load_register`).

    Returns the number of new rows by model.
    """
    require(actor, Role.ADMIN)
    audiences = _read("audiences.json")
    load = _Load(actor, areas_by_key(), organizations_by_key(), audiences["areas"])
    plans = _read("plans.json")["plans"]
    _load_priorities(load, _read("priorities.json"))
    _load_terms(load, _read("priorities.json")["terms"])
    new_plans = _load_plans(load, plans)
    _load_items(load, plans)
    _load_goals(load, plans, audiences)
    _load_motion_periods(load)
    _load_events(load, [event for row in plans if row["code"] in new_plans for event in row.get("events", [])])
    return load.made


def _read(name: str) -> Row:
    return json.loads((settings.FIXTURES_DIR / name).read_text(encoding="utf-8"))


def _load_priorities(load: _Load, data: Row) -> None:
    known = {priority.code: priority for priority in Priority.objects.all()}
    is_first = not known
    missing = [row for row in data["priorities"] if row["code"] not in known]
    waiting = missing
    while waiting:
        ready = [row for row in waiting if {row.get("parent"), row.get("predecessor")} <= {None, *known}]
        if not ready:
            raise ValueError(f"No such parent or predecessor: {waiting[0]['code']}")
        new = {row["code"]: _priority(row, known) for row in ready}
        load.add(list(new.values()))
        known |= new
        waiting = [row for row in waiting if row["code"] not in new]
    new_codes = {row["code"] for row in missing}
    load.add(
        [
            PriorityLink(priority=known[row["code"]], works_through=known[other])
            for row in missing
            for other in row.get("works_through", [])
        ]
    )
    order: Counter[str] = Counter()
    positions = []
    for row in (row for row in data["positions"] if row["priority"] in new_codes):
        order[row["priority"]] += 1
        positions.append(Position(priority=known[row["priority"]], text=row["text"], order=order[row["priority"]]))
    load.add(positions)
    load.add(
        [
            Argument(
                priority=known[row["priority"]] if row["priority"] else None,
                text=row["text"],
                source=row["source"],
                valid_until=day(row.get("valid_until")),
            )
            for row in data["arguments"]
            if row["priority"] in new_codes or (row["priority"] is None and is_first)
        ]
    )


def _load_terms(load: _Load, rows: list[Row]) -> None:
    """The search words, to a register in which nobody has ever written any."""
    if PriorityTerm.history.exists():
        return
    known = {priority.code: priority for priority in Priority.objects.all()}
    load.add(
        [
            PriorityTerm(priority=known[row["priority"]], text=parsed(text).text, is_exclusion=name == "excluding")
            for row in rows
            if row["priority"] in known
            for name in ("words", "excluding")
            for text in row.get(name, [])
        ]
    )


def _priority(row: Row, known: dict[str, Priority]) -> Priority:
    return Priority(
        code=row["code"],
        name=row["name"],
        kind=row["kind"],
        parent=known.get(row.get("parent", "")),
        predecessor=known.get(row.get("predecessor", "")),
        position=row["position"],
        description=row["description"],
        is_archived=row.get("is_archived", False),
    )


def _load_plans(load: _Load, rows: list[Row]) -> set[str]:
    """Plans and their direction goals. Returns the codes of the plans that are new."""
    known = {plan.code: plan for plan in Plan.objects.all()}
    new = {
        row["code"]: Plan(
            code=row["code"],
            name=row["name"],
            starts_on=day(row["starts_on"]),
            ends_on=day(row["ends_on"]),
            adopted_by=row["adopted_by"],
            is_fictional=row.get("is_fictional", False),
            description=row["description"],
        )
        for row in rows
        if row["code"] not in known
    }
    load.add(list(new.values()))
    known |= new
    have = set(DirectionGoal.objects.values_list("plan__code", "code"))
    load.add(
        [
            DirectionGoal(plan=known[row["code"]], **direction)
            for row in rows
            for direction in row["direction_goals"]
            if (row["code"], direction["code"]) not in have
        ]
    )
    return set(new)


def _load_items(load: _Load, plans: list[Row]) -> None:
    plan_of = {plan.code: plan for plan in Plan.objects.all()}
    priority_of = {priority.code: priority for priority in Priority.objects.all()}
    direction_of = {(d.plan.code, d.code): d for d in DirectionGoal.objects.select_related("plan")}
    have = set(PlanItem.objects.values_list("plan__code", "priority__code"))
    new = [
        (plan["code"], row, _item(plan_of[plan["code"]], priority_of[row["priority"]], row))
        for plan in plans
        for row in plan["items"]
        if (plan["code"], row["priority"]) not in have
    ]
    load.add([item for _code, _row, item in new])
    load.add(
        [
            PlanItemDirection(item=item, direction_goal=direction_of[plan, code])
            for plan, row, item in new
            for code in row.get("directions", [])
        ]
    )
    load.add(
        [PlanItemArea(item=item, area=area) for _plan, row, item in new for area in load.areas_of(row.get("areas"))]
    )
    load.add(
        [
            PlanItemBody(item=item, organization=load.organizations[key])
            for _plan, row, item in new
            for key in row.get("lead_bodies", [])
        ]
    )


def _item(plan: Plan, priority: Priority, row: Row) -> PlanItem:
    return PlanItem(plan=plan, priority=priority, description=row["description"], bodies=row.get("bodies", ""))


def _load_goals(load: _Load, plans: list[Row], audiences: Row) -> None:
    """Goals that are missing, plan by plan, so that a goal finds its predecessor; with activities and audiences."""
    priority_of = {priority.code: priority for priority in Priority.objects.all()}
    plan_of = {plan.code: plan for plan in Plan.objects.all()}
    goal_of = {f"{goal.plan.code}:{goal.code}": goal for goal in Goal.objects.select_related("plan")}
    missing = [(plan, row) for plan in plans for row in plan["goals"] if f"{plan['code']}:{row['code']}" not in goal_of]
    audience_of = _load_audiences(load, audiences, {row["audience"] for _plan, row in missing} | _introduced(audiences))
    for plan in plans:
        new = {
            f"{plan['code']}:{row['code']}": Goal(
                plan=plan_of[plan["code"]],
                priority=priority_of[row["priority"]],
                code=row["code"],
                statement=row["statement"],
                kind=row["kind"],
                unit=row["unit"],
                target_percent=row.get("target_percent"),
                audience=audience_of[row["audience"]],
                predecessor=goal_of.get(row.get("predecessor", "")),
            )
            for owner, row in missing
            if owner is plan
        }
        load.add(list(new.values()))
        goal_of |= new
    load.add(
        [
            Activity(
                goal=goal_of[f"{plan['code']}:{row['code']}"],
                name=activity["name"],
                status=activity.get("status", ActivityStatus.PLANNED),
                starts_on=day(activity.get("starts_on", plan["starts_on"])),
                ends_on=day(activity.get("ends_on", plan["ends_on"])),
            )
            for plan, row in missing
            for activity in row.get("activities", [])
        ]
    )


def _introduced(data: Row) -> set[str]:
    """The names of the audiences that no goal has: whom introductions are for."""
    return {row["name"] for row in data["audiences"] if row.get("is_for_introductions")}


def _load_audiences(load: _Load, data: Row, names: set[str]) -> dict[str, Audience]:
    """The audiences called `names`; those that do not exist are made with all their rows."""
    known = {audience.name: audience for audience in Audience.objects.filter(name__in=names)}
    rows = [row for row in data["audiences"] if row["name"] in names and row["name"] not in known]
    new = {row["name"]: Audience(name=row["name"], description=row["description"]) for row in rows}
    load.add(list(new.values()))
    criteria = [
        (AudienceCriterion(audience=new[row["name"]], label=criterion["label"], order=order), criterion)
        for row in rows
        for order, criterion in enumerate(row["criteria"], start=1)
    ]
    load.add([criterion for criterion, _row in criteria])
    related = _related(load, data["tags"], {tag for _c, row in criteria for tag in row.get("tag", [])})
    load.add([condition for criterion, row in criteria for condition in _conditions(load, criterion, row, related)])
    return known | new


def _related(load: _Load, tags: dict[str, str], names: set[str]) -> dict[str, dict[str, Any]]:
    """The rows that conditions point to, by dimension and fixture key. Missing tags are made."""
    have = set(Tag.objects.filter(name__in=names).values_list("name", flat=True))
    load.add([Tag(name=name, description=tags[name]) for name in sorted(names - have)])
    return {
        Dimension.ORGANIZATION: load.organizations,
        Dimension.RESPONSIBILITY: {row.code: row for row in Responsibility.objects.all()},
        Dimension.TAG: {tag.name: tag for tag in Tag.objects.filter(name__in=names)},
    }


def _conditions(
    load: _Load, criterion: AudienceCriterion, row: Row, related: dict[str, dict[str, Any]]
) -> list[AudienceCondition]:
    conditions = [
        AudienceCondition(criterion=criterion, dimension=Dimension.AREA, area=area)
        for area in load.areas_of(row.get("area"))
    ]
    for dimension, choices in CHOICES_OF_DIMENSION.items():
        conditions += [
            AudienceCondition(criterion=criterion, dimension=dimension, value=choices(value).value)
            for value in row.get(dimension, [])
        ]
    for dimension, rows in related.items():
        conditions += [
            AudienceCondition(criterion=criterion, dimension=dimension, **{RELATION_OF_DIMENSION[dimension]: rows[key]})
            for key in row.get(dimension, [])
        ]
    return conditions


def _load_events(load: _Load, rows: list[Row]) -> None:
    load.add([Event(**{**row, "starts_on": day(row["starts_on"]), "ends_on": day(row["ends_on"])}) for row in rows])


def _load_motion_periods(load: _Load) -> None:
    known = set(MotionPeriod.objects.values_list("session", flat=True))
    with (settings.BASE_DIR / "fixtures" / "motion_periods.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["session"] not in known]
    days = ("starts_on", "ends_on")
    load.add([MotionPeriod(session=row["session"], **{name: day(row[name]) for name in days}) for row in rows])
