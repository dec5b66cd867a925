"""The obvious count: every figure about people, one row at a time, straight from the definitions (docs/metrics.md).

It reads whole tables and asks none of the product's own questions, so that it can be held against them.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

from advocacy.models import (
    Act,
    AudienceCondition,
    ContactInterval,
    Goal,
    Interaction,
    InteractionGoal,
    InteractionPriority,
    MotionSigner,
    Participation,
    Priority,
    ProposalLink,
)
from contacts.models import (
    Area,
    ContactListMember,
    CustomerMembership,
    Membership,
    MembershipStatus,
    Organization,
    OrganizationResponsibility,
    OrganizationTag,
    Party,
    Person,
    PersonTag,
    Term,
)

TWO_WAY = {"meeting", "call", "email_dialogue", "site_visit", "study_trip", "almedalen"}
PRESENCE = {"seminar", "conference"}
ONE_WAY = {"letter", "material", "motion_support", "consultation_answer", "media"}
BODY = {"national": "riksdag", "regional": "regional_council", "local": "municipal_council"}
HEIGHT = ["european", "national", "regional", "local"]
DAY = dt.timedelta(days=1)


def holds(row: Any, on: dt.date) -> bool:
    return (row.starts_on or dt.date.min) <= on <= (row.ends_on or dt.date.max)


def overlaps(row: Any, first: dt.date, last: dt.date) -> bool:
    return (row.starts_on or dt.date.min) <= last and (row.ends_on or dt.date.max) >= first


def year_back(last: dt.date) -> dt.date:
    """The first of the 12 months that end on `last`: 30 June 2023 gives 1 July 2022."""
    after = last + DAY
    is_leap_day = (after.month, after.day) == (2, 29)
    return dt.date(after.year - 1, after.month, 28 if is_leap_day else after.day)


class Register:
    """All rows as they stand now."""

    def __init__(self) -> None:
        def many(model: Any, *related: str) -> list[Any]:
            return list(model._base_manager.select_related(*related))

        self.people = {p.pk: p for p in many(Person) if p.merged_into_id is None}
        self.organizations = {o.pk: o for o in many(Organization, "area", "parent") if o.merged_into_id is None}
        self.counties = {a.pk: a.code for a in many(Area) if a.kind == "county"}
        related = ("party", "term", "area", "organization__area", "organization__parent")
        self.mandates = [m for m in many(Membership, *related) if m.person_id in self.people]
        self.leaves = defaultdict(list)
        for status in many(MembershipStatus):
            if status.status == "on_leave":
                self.leaves[status.membership_id].append(status)
        self.by_person: dict[int, list[Any]] = defaultdict(list)
        for m in self.mandates:
            self.by_person[m.person_id].append(m)
        self.customers, self.responsibilities = many(CustomerMembership), many(OrganizationResponsibility)
        self.parties = many(Party)
        self.listed, self.tagged, self.marked = many(ContactListMember), many(PersonTag), many(OrganizationTag)
        self.terms = [t for t in many(Term) if t.body in BODY.values() and t.starts_on and not t.organization_id]
        self.contacts = many(Interaction)
        self.parts = defaultdict(list)
        for p in many(Participation, "membership__organization__parent"):
            self.parts[p.interaction_id].append(p)
        self.above = {p.pk: p.parent_id for p in many(Priority)}
        self.priorities, self.goals = defaultdict(set), defaultdict(set)
        for link in many(InteractionPriority):
            self.priorities[link.interaction_id].add(link.priority_id)
        for link in many(InteractionGoal):
            self.goals[link.interaction_id].add(link.goal_id)

    def with_all_above(self, priorities: set[int]) -> set[int]:
        found = set()
        for node in priorities:
            at: int | None = node
            while at:
                found.add(at)
                at = self.above[at]
        return found

    # --- Mandates ---------------------------------------------------------------------------------------

    def serves(self, m: Any, on: dt.date) -> bool:
        if m.struck_at or not holds(m, on) or (m.kind == "substitute" and not m.stands_in_for_id):
            return False
        return not any(holds(leave, on) for leave in self.leaves[m.pk])

    def county(self, m: Any) -> int | None:
        own = m.area.county_id if m.area else None
        return own or (m.organization.area.county_id if m.organization.area else None)

    def weight(self, m: Any) -> Any:
        """The highest level first, there an assembly's seat, then the newest."""
        days = (m.starts_on or dt.date.min).toordinal()
        level = HEIGHT.index(m.organization.level) if m.organization.level in HEIGHT else 9
        return level, m.organization.kind != "assembly", -days, m.pk

    def span_of_term(self, term: Any) -> tuple[dt.date, dt.date]:
        """The term before: the one that is known, else the four years that end the day before."""
        earlier = [t for t in self.terms if t.body == term.body and t.starts_on < term.starts_on]
        known = max((t.starts_on for t in earlier), default=None)
        return known or term.starts_on.replace(year=term.starts_on.year - 4), term.starts_on - DAY

    def is_seat(self, m: Any) -> bool:
        return m.kind == "elected" and m.organization.kind == "assembly" and not m.struck_at

    def new_in(self, m: Any, day: dt.date | None = None) -> str:
        """'everywhere', 'assembly' or '': where the holder of a mandate is newly elected by it."""
        if not (m.kind == "elected" and m.organization.kind == "assembly" and m.organization.level in BODY):
            return ""
        best = ""
        for term in self.terms:
            if BODY[m.organization.level] != term.body or (day and not holds(term, day)):
                continue
            is_of_it = m.term.starts_on == term.starts_on if m.term else m.starts_on and holds(term, m.starts_on)
            if not is_of_it:
                continue
            others = [o for o in self.by_person[m.person_id] if self.is_seat(o) and o.pk != m.pk]
            span = self.span_of_term(term)
            if any(o.organization_id == m.organization_id and overlaps(o, *span) for o in others):
                continue
            best = best or "assembly"
            same_year = {t.body: t for t in self.terms if t.starts_on.year == term.starts_on.year}
            if not any(
                o.organization.level in BODY
                and overlaps(o, *self.span_of_term(same_year.get(BODY[o.organization.level], term)))
                for o in others
            ):
                best = "everywhere"
        return best


class Obvious:
    """The figures of `goal` from `first` to `last`, counted the long way."""

    def __init__(self, goal: Goal, first: dt.date, last: dt.date, register: Register | None = None) -> None:
        self.goal, self.first, self.last, self.register = goal, first, last, register or Register()
        conditions = AudienceCondition.objects.filter(criterion__audience=goal.audience_id or 0)
        rows: dict[int, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
        for c in conditions.select_related("area"):
            related = c.area or c.party_id or c.organization_id or c.responsibility_id or c.tag_id or c.contact_list_id
            rows[c.criterion_id][c.dimension].append(c.value or related)
        self.rows = list(rows.values()) if goal.unit != "seat" else []
        self.memo: dict[Any, bool] = {}

    # --- The audience -----------------------------------------------------------------------------------

    def puts_in(self, m: Any, on: dt.date) -> bool:
        """Whether a mandate puts its holder in the audience that day."""
        key = m.pk, on
        if key not in self.memo:
            self.memo[key] = (
                self.register.serves(m, on)
                and not m.organization.is_own_body
                and any(all(self.asks(m, d, values, on) for d, values in row.items()) for row in self.rows)
            )
        return self.memo[key]

    def asks(self, m: Any, dimension: str, wanted: list[Any], on: dt.date) -> bool:
        r, o = self.register, m.organization
        parent = o.parent_id if o.kind in ("assembly", "board") else None
        match dimension:
            case "organization_kind" | "level" | "sector":
                return getattr(o, dimension.removeprefix("organization_")) in wanted
            case "role_kind":
                return m.kind in wanted
            case "party":
                return m.party_id in wanted
            case "organization":
                return o.pk in wanted or parent in wanted
            case "area":
                return within(m.area or o.area, wanted)
            case "responsibility":
                return r_holds(r.responsibilities, on, organization_id=[o.pk], responsibility_id=wanted)
            case "customer_status":
                return r_holds(r.customers, on, organization_id=[o.pk, parent], status=wanted)
            case "contact_list":
                return r_holds(r.listed, on, person_id=[m.person_id], contact_list_id=wanted)
            case "tag":
                on_person = any(t.person_id == m.person_id and t.tag_id in wanted for t in r.tagged)
                return on_person or any(t.organization_id == o.pk and t.tag_id in wanted for t in r.marked)
            case "newly_elected":
                new = r.new_in(m)
                return bool(new) if "assembly" in wanted else new == "everywhere"
        raise AssertionError(dimension)

    def organization_is_in(self, o: Any, on: dt.date) -> bool:
        if o.is_own_body or not holds(o, on):
            return False
        rows = [row for row in self.rows if row.keys() - {"role_kind", "contact_list", "newly_elected"}]
        return any(all(self.organization_asks(o, d, values, on) for d, values in row.items()) for row in rows)

    def organization_asks(self, o: Any, dimension: str, wanted: list[Any], on: dt.date) -> bool:
        r = self.register
        match dimension:
            case "organization_kind" | "level" | "sector":
                return getattr(o, dimension.removeprefix("organization_")) in wanted
            case "party":
                return any(party.organization_id == o.pk and party.pk in wanted for party in r.parties)
            case "organization":
                return o.pk in wanted
            case "area":
                return within(o.area, wanted)
            case "responsibility":
                return r_holds(r.responsibilities, on, organization_id=[o.pk], responsibility_id=wanted)
            case "customer_status":
                return r_holds(r.customers, on, organization_id=[o.pk], status=wanted)
            case "tag":
                return any(t.organization_id == o.pk and t.tag_id in wanted for t in r.marked)
        return True  # what only people have is left aside

    def is_in(self, unit: int, on: dt.date) -> bool:
        if self.goal.unit == "organization":
            return unit in self.register.organizations and self.organization_is_in(
                self.register.organizations[unit], on
            )
        return any(self.puts_in(m, on) for m in self.register.by_person[unit])

    def audience(self) -> set[int]:
        units = self.register.organizations if self.goal.unit == "organization" else self.register.people
        return {unit for unit in units if self.is_in(unit, self.last)}

    def seat(self, person: int) -> Any:
        """The mandate that puts somebody in the audience on the last day."""
        held = [m for m in self.register.by_person[person] if self.puts_in(m, self.last)]
        return min(held, key=self.register.weight)

    # --- Contacts ---------------------------------------------------------------------------------------

    def contacts(self, first: dt.date, last: dt.date) -> Iterator[Any]:
        for i in self.register.contacts:
            if i.status == "done" and i.own_body_id is None and i.kind in TWO_WAY | PRESENCE | ONE_WAY:
                about = self.register.with_all_above(self.register.priorities[i.pk])
                is_ours = self.goal.priority_id in about or self.goal.pk in self.register.goals[i.pk]
                if is_ours and first <= i.held_on <= last:
                    yield i

    def parts(self, first: dt.date, last: dt.date) -> Iterator[tuple[Any, Any, int]]:
        """(contact, participation, 1 informed · 2 took part · 3 met)."""
        for i in self.contacts(first, last):
            for p in self.register.parts[i.pk]:
                if p.side == "theirs" and p.person_id in self.register.people and (does := contributes(i, p)):
                    yield i, p, does

    def touched(self, least: int) -> set[tuple[int, dt.date]]:
        """(unit, day) of those who did at least that."""
        found = set()
        for i, p, does in self.parts(self.first, self.last):
            if does < least:
                continue
            if self.goal.unit != "organization":
                found.add((p.person_id, i.held_on))
                continue
            if p.membership:
                found.add((answers_for(p.membership), i.held_on))
            for m in self.register.by_person[p.person_id]:
                unit = answers_for(m)
                there = self.is_in(unit, i.held_on) or self.is_in(unit, self.last)
                if self.register.serves(m, i.held_on) and there:
                    found.add((unit, i.held_on))
        if self.goal.unit == "organization":
            for i in self.contacts(self.first, self.last):
                if i.organization_id and i.kind in (TWO_WAY if least == 3 else TWO_WAY | ONE_WAY):
                    found.add((i.organization_id, i.held_on))
            units = self.register.organizations
            found = {(o, day) for o, day in found if o in units and not units[o].is_own_body}
        return found

    def sets(self) -> dict[str, set[int]]:
        met_on, touched = self.touched(3), {unit for unit, _day in self.touched(1)}
        audience, met = self.audience(), {unit for unit, _day in met_on}
        then = {unit for unit, day in met_on if self.is_in(unit, day)}
        return {
            "audience": audience, "reached": met, "covered": met & audience, "missed": audience - met,
            "informed": touched & audience, "since_left": (met & then) - audience, "outside": met - audience - then,
            "other_role": (met & audience) - then,
        }  # fmt: skip

    # --- The ladder -------------------------------------------------------------------------------------

    def steps(self) -> dict[int, int]:
        since = year_back(self.last)
        done: dict[int, int] = defaultdict(int)
        days: dict[int, set[dt.date]] = defaultdict(set)
        asked = set()
        for i, p, does in self.parts(since, self.last):
            done[p.person_id] = max(done[p.person_id], does)
            if does == 3:
                days[p.person_id].add(i.held_on)
                if i.direction == "theirs":
                    asked.add(p.person_id)
        steps = {}
        for person in self.audience():
            acts = self.acts(person, since)
            if acts:
                steps[person] = 6 if len(acts) > 1 else 5
            else:
                steps[person] = 4 if person in asked or len(days[person]) > 1 else done[person]
        return steps

    def acts(self, person: int, since: dt.date) -> set[str]:
        """The kinds of act for our position, in the term of the mandate; where none is known, in the 12 months."""
        seat = self.seat(person)
        if seat.kind == "official":
            return set()
        body = BODY.get(seat.organization.level)
        terms = [t for t in self.register.terms if t.body == body and holds(t, self.last)]
        first = max((t.starts_on for t in terms), default=since)
        found = set()
        for act in Act.objects.filter(person=person):
            is_ours = act.priority_id and self.goal.priority_id in self.register.with_all_above({act.priority_id})
            if act.leaning == "for" and is_ours and first <= act.acted_on <= self.last:
                found.add(act.kind)
        for signer in MotionSigner.objects.filter(person=person).select_related("motion"):
            links = ProposalLink.objects.filter(proposal__motion=signer.motion, state="accepted", leaning="for")
            about = self.register.with_all_above(set(links.values_list("priority", flat=True)))
            if self.goal.priority_id in about and first <= signer.motion.submitted_on <= self.last:
                found.add("motion")
        return found

    # --- Groups -----------------------------------------------------------------------------------------

    def group(self, person: int, by: str) -> str:
        seat = self.seat(person)
        who = self.register.people[person]
        match by:
            case "party":
                return seat.party.code if seat.party else ""
            case "county":
                return self.register.counties.get(self.register.county(seat) or 0, "")
            case "level":
                return str(seat.organization.level)
            case "gender":
                return str(who.gender)
            case "sector":
                return str(who.sector or seat.organization.sector)
        level = seat.organization.level
        held = [m for m in self.register.by_person[person] if not m.struck_at and holds(m, self.last)]
        new = {self.register.new_in(m, self.last) for m in held if m.organization.level == level}
        return "everywhere" if "everywhere" in new else "assembly" if "assembly" in new else ""

    def spread(self, by: str) -> dict[str, tuple[int, int]]:
        """Group → audience and covered."""
        sets = self.sets()
        groups = {person: self.group(person, by) for person in sets["audience"]}
        covered = Counter(group for person, group in groups.items() if person in sets["covered"])
        return {group: (n, covered[group]) for group, n in Counter(groups.values()).items()}

    def index(self, by: str) -> float | None:
        parts = self.spread(by).values()
        audience, covered = sum(a for a, _c in parts), sum(c for _a, c in parts)
        if covered < 20:
            return None
        return 1 - 0.5 * sum(abs(c / covered - a / audience) for a, c in parts)

    def white_spots(self) -> list[tuple[str, str, int, int]]:
        """(party, county, covered, audience) of groups where somebody was not met, the lowest coverage first."""
        sets = self.sets()
        found: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
        for person in sets["audience"]:
            group = found[self.group(person, "party") or "okänd", self.group(person, "county")]
            group[1] += 1
            group[0] += person in sets["covered"]
        thin = [(*key, c, a) for key, (c, a) in found.items() if c < a]
        return sorted(thin, key=lambda row: (row[2] / row[3], -row[3]))

    # --- Time -------------------------------------------------------------------------------------------

    def recency(self, today: dt.date) -> dict[int, str]:
        """By the person's tier: whom we are losing, whom to meet soon, with whom we keep in touch."""
        months = {row.tier: row.months for row in ContactInterval.objects.all()}
        last: dict[int, dt.date] = {}
        for i in self.register.contacts:
            if i.status == "done" and i.own_body_id is None:
                for p in self.register.parts[i.pk]:
                    if p.side == "theirs" and p.person_id and contributes(i, p) == 3:
                        last[p.person_id] = max(last.get(p.person_id, dt.date.min), i.held_on)
        found = {}
        for person in self.audience():
            expected = months.get(self.register.people[person].tier)
            if expected:
                begins = months_before(today, expected)
                quarter = begins + dt.timedelta(days=(today - begins).days // 4)
                met = last.get(person, dt.date.min)
                found[person] = "losing" if met < begins else "soon" if met <= quarter else "kept"
        return found


def contributes(i: Any, p: Any) -> int:
    if p.attendance == "attended" and (i.kind in TWO_WAY or (i.kind in PRESENCE and p.has_talked)):
        return 3
    if p.attendance == "attended" and i.kind in PRESENCE:
        return 2
    return 1 if p.attendance == "sent" and i.kind in ONE_WAY else 0


def answers_for(m: Any) -> int:
    is_part = m.organization.kind in ("assembly", "board") and m.organization.parent_id
    return m.organization.parent_id if is_part else m.organization_id


def within(area: Any, wanted: list[Any]) -> bool:
    return area is not None and any(w.pk in (area.pk, area.county_id, area.successor_id) for w in wanted)


def r_holds(rows: list[Any], on: dt.date, **wanted: list[Any]) -> bool:
    """Whether one of the dated rows is so that day."""
    return any(holds(row, on) and all(getattr(row, name) in values for name, values in wanted.items()) for row in rows)


def months_before(day: dt.date, months: int) -> dt.date:
    """The same day of an earlier month; the last day of a month stays the last."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    is_last = day.day == calendar.monthrange(day.year, day.month)[1]
    return dt.date(year, month + 1, last if is_last else min(day.day, last))


def plainly_split(first: dt.date, last: dt.date, elections: list[dt.date]) -> list[tuple[dt.date, dt.date]]:
    """The period split on the days when a new Riksdag takes its seats."""
    days = sorted(d for d in elections if first < d <= last)
    starts, ends = [first, *days], [*(d - DAY for d in days), last]
    return list(zip(starts, ends, strict=True))
