"""The figures of an introduction programme (docs/metrics.md: Onboarding), with the ids behind each.

- newly elected: the programme's cohort as of the day (`onboarding_cohort.cohort`): in the audience and serving that
  day, in a mandate that began in the programme's time. Of a programme for those appointed, or leaving, these.
- introduced: those of them whose required steps are all done by the day. A step left out with a word is not done.
- days to the first meeting: from the day of the mandate to the first day that they and we talked (met, as everywhere
  in the metrics, whatever it was about, in confidence or not), up to the day; the median of those who have been met.
- steps late: steps of the cases that were open on the day whose last day lay before it, not done by then and not left
  out. Whoever has a case counts here, on leave from the seat too. By when a step is to be done is as it stands now.

Each person belongs to the party and the county of the mandate that puts them in the cohort (else of the case's), so
that these groups add up; of committees somebody may sit in none or several.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from statistics import median
from typing import Any

from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from advocacy.models import OnboardingCaseStep, OnboardingProgramme, Participation
from advocacy.services.onboarding_cohort import Newcomer, cohorts
from advocacy.services.reach_units import UNKNOWN
from contacts.choices import OrganizationKind
from contacts.models import Area, Membership

COUNTY = ("pk", "code", "name")


@dataclass(frozen=True)
class Part:
    """The figures of a group, or of all: ids of people, days by person, ids of the late steps.

    `key` is the party's code, the county's code or the committee's id; 'okänd' where there is none.
    """

    key: str
    name: str
    cohort: frozenset[int]
    introduced: frozenset[int]
    days: Mapping[int, int]
    late: frozenset[int]

    @property
    def share(self) -> float | None:
        """introduced ÷ cohort, 0–1; None ('–') where nobody is in it."""
        return len(self.introduced) / len(self.cohort) if self.cohort else None

    @property
    def percent(self) -> int:
        """The share as whole percent for bars; 0 where there is none (`share` tells the two apart)."""
        return round(100 * (self.share or 0))

    @property
    def median_days(self) -> float | None:
        """None where nobody has been met yet."""
        return median(self.days.values()) if self.days else None

    @property
    def met(self) -> frozenset[int]:
        """Ids of the people who have been met since the mandate began."""
        return frozenset(self.days)

    def as_json(self) -> dict[str, Any]:
        return {
            "newly_elected": len(self.cohort),
            "introduced": len(self.introduced),
            "share": self.share,
            "met": len(self.met),
            "median_days_to_first_meeting": self.median_days,
            "steps_late": len(self.late),
        }


class Programmes:
    """What the figures of some programmes as of `day` are made of. Six queries, whatever their number: each sort of
    row is read once for all of them.
    """

    def __init__(self, programmes: Collection[OnboardingProgramme], day: dt.date) -> None:
        self.programmes, self.day = list(programmes), day

    @cached_property
    def cohorts(self) -> dict[int, dict[int, Newcomer]]:
        """By programme, then by person."""
        return cohorts(self.programmes, self.day)

    @cached_property
    def introduced(self) -> dict[int, set[int]]:
        """By programme: the people whose required steps are all done by the day, in the cohort or not."""
        rows = OnboardingCaseStep.objects.filter(case__programme__in=self.programmes, step__is_required=True)
        done: dict[tuple[int, int], bool] = {}
        for programme, person, done_on in rows.order_by().values_list("case__programme", "case__person", "done_on"):
            key = programme, person
            done[key] = done.get(key, True) and done_on is not None and done_on <= self.day
        found: dict[int, set[int]] = defaultdict(set)
        for (programme, person), is_done in done.items():
            if is_done:
                found[programme].add(person)
        return found

    @cached_property
    def talks(self) -> dict[int, list[dt.date]]:
        """By person of any cohort: the days on which we talked, from the first mandate on, the oldest first."""
        newcomers = [one for cohort in self.cohorts.values() for one in cohort.values()]
        first = min((one.day for one in newcomers), default=self.day)
        talks = Participation.objects.talks().filter(
            person__in={one.person for one in newcomers}, interaction__held_on__range=(first, self.day)
        )
        found: dict[int, list[dt.date]] = defaultdict(list)
        for person, day in talks.order_by("interaction__held_on").values_list("person", "interaction__held_on"):
            found[person].append(day)
        return found

    @cached_property
    def late(self) -> dict[int, list[dict[str, Any]]]:
        """By programme: the late steps, with whose they are and the party and county of the case's mandate."""
        rows = OnboardingCaseStep.objects.filter(
            Q(done_on__isnull=True) | Q(done_on__gt=self.day),
            Q(case__closed_on__isnull=True) | Q(case__closed_on__gt=self.day),
            case__programme__in=[one for one in self.programmes if not _is_closed(one, self.day)],
            case__started_on__lte=self.day,
            case__person__merged_into__isnull=True,
            skipped_reason="",
            due_on__lt=self.day,
        )
        mandate = "case__membership"
        county = Coalesce(F(f"{mandate}__area__county__code"), F(f"{mandate}__organization__area__county__code"))
        found: dict[int, list[dict[str, Any]]] = defaultdict(list)
        late: Any = rows.order_by("due_on", "pk").values(
            "pk", programme=F("case__programme"), person=F("case__person"), party=F(f"{mandate}__party__code"),
            county=county,
        )  # fmt: skip
        for row in late:
            found[row["programme"]].append(row)
        return found


def _is_closed(programme: OnboardingProgramme, day: dt.date) -> bool:
    """Nothing of it is late any more."""
    return programme.closed_at is not None and timezone.localdate(programme.closed_at) <= day


def of_programmes(programmes: Collection[OnboardingProgramme], day: dt.date) -> list[Figures]:
    """The figures of each of many programmes, in their order, with what they are made of read once for all."""
    among = Programmes(programmes, day)
    return [Figures(programme, day, among) for programme in among.programmes]


class Figures:
    """The figures of `programme` as of `day`; `among`: as one of many. Nine queries at most by itself, whatever the
    number of cases.
    """

    def __init__(self, programme: OnboardingProgramme, day: dt.date, among: Programmes | None = None) -> None:
        self.programme, self.day = programme, day
        self.among = among or Programmes([programme], day)

    @cached_property
    def whole(self) -> Part:
        return self._part("", "", self.cohort, self._late)

    @cached_property
    def cohort(self) -> dict[int, Newcomer]:
        return self.among.cohorts[self.programme.pk]

    @cached_property
    def introduced(self) -> frozenset[int]:
        """Ids of the people of the cohort whose required steps are all done by the day."""
        return frozenset(self.among.introduced[self.programme.pk] & self.cohort.keys())

    @cached_property
    def days(self) -> dict[int, int]:
        """By person of the cohort who has been met: days from the mandate to the first meeting."""
        found = {}
        for person, newcomer in self.cohort.items():
            first = next((day for day in self.among.talks.get(person, ()) if day >= newcomer.day), None)
            if first:
                found[person] = (first - newcomer.day).days
        return found

    @cached_property
    def by_party(self) -> dict[str, Part]:
        """By the party's code."""
        return self._parts({person: who.party for person, who in self.cohort.items()}, "party", {})

    @cached_property
    def by_county(self) -> dict[str, Part]:
        """By the county's code."""
        counties = {pk: (code, name) for pk, code, name in Area.objects.filter(kind="county").values_list(*COUNTY)}
        codes = {person: counties.get(who.county or 0, (None, ""))[0] for person, who in self.cohort.items()}
        return self._parts(codes, "county", dict(counties.values()))

    @cached_property
    def by_committee(self) -> dict[str, Part]:
        """By the committee's id. Who sits in several is in each; who sits in none, in 'okänd'."""
        people = {*self.cohort, *(row["person"] for row in self._late)}
        seats = Membership.objects.active_on(self.day).filter(
            person__in=people, organization__kind=OrganizationKind.COMMITTEE
        )
        sits: dict[int, set[str]] = defaultdict(set)
        names: dict[str, str] = {}
        for person, pk, name in seats.values_list("person", "organization", "organization__name"):
            sits[person].add(str(pk))
            names[str(pk)] = name
        keys = {key for found in sits.values() for key in found}
        keys |= {UNKNOWN} if people - sits.keys() else set()
        return {
            key: self._part(
                key,
                names.get(key, ""),
                (person for person in self.cohort if key in (sits.get(person) or {UNKNOWN})),
                [row for row in self._late if key in (sits.get(row["person"]) or {UNKNOWN})],
            )
            for key in sorted(keys, key=lambda key: (key == UNKNOWN, names.get(key, "")))
        }

    def as_json(self) -> dict[str, Any]:
        """The figures as the command gives them."""
        return {
            "programme": self.programme.name,
            "id": self.programme.pk,
            "as_of": self.day.isoformat(),
            **self.whole.as_json(),
            "by_party": {key: part.as_json() for key, part in self.by_party.items()},
            "by_county": {key: part.as_json() for key, part in self.by_county.items()},
            "by_committee": {part.name or key: part.as_json() for key, part in self.by_committee.items()},
        }

    @property
    def _late(self) -> list[dict[str, Any]]:
        return self.among.late[self.programme.pk]

    def _parts(self, groups: Mapping[int, str | None], name: str, names: Mapping[str, str]) -> dict[str, Part]:
        """The cohort by group; a late step of somebody who is not in it belongs to the group of the case's mandate."""
        people: dict[str, list[int]] = defaultdict(list)
        for person, key in groups.items():
            people[key or UNKNOWN].append(person)
        late: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for row in self._late:
            late[(groups[row["person"]] if row["person"] in groups else row[name]) or UNKNOWN].append(row)
        keys = sorted({*people, *late}, key=lambda key: (key == UNKNOWN, names.get(key, key)))
        return {key: self._part(key, names.get(key, key), people[key], late[key]) for key in keys}

    def _part(self, key: str, name: str, people: Iterable[int], late: Iterable[dict[str, Any]]) -> Part:
        inside = frozenset(people)
        return Part(
            key=key,
            name=name,
            cohort=inside,
            introduced=self.introduced & inside,
            days={person: days for person, days in self.days.items() if person in inside},
            late=frozenset(row["pk"] for row in late),
        )
