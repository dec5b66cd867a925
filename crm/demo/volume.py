"""Very many people, organizations, mandates and contacts, to measure with. Nobody of them exists either.

Written straight into the tables, without history: a million contacts in minutes. The shape follows a register of
real size: most people in councils, two mandates for every second person, contacts over ten years, newest the most.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import Any, NamedTuple

from django.core.management.color import no_style
from django.db import connection, models, transaction
from django.utils import timezone

from advocacy.choices import DEFAULT_ATTENDANCE, MODE_OF_KIND, Attendance, InteractionKind, Mode
from advocacy.models import (
    Goal,
    Interaction,
    InteractionGoal,
    InteractionPriority,
    Participation,
    Plan,
    Priority,
)
from advocacy.services import last_met, reach_entries
from contacts.choices import DetailKind, OrganizationKind, RoleKind, Sector
from contacts.models import Area, ContactDetail, Membership, Organization, Party, Person, Term
from crm.common.dates import today
from crm.common.permissions import Role, require
from crm.common.search.vocabulary import relearn
from crm.common.text import indexed, sort_key, stemmed
from crm.demo import texts
from crm.demo.volume_names import ManyNames, surnames
from crm.demo.volume_plan import add_goals, add_priorities
from crm.models import User

SEED = 20260913
YEARS = 10
CHUNK = 20_000


class Volume(NamedTuple):
    """How much to make. Organizations, priorities and the current plan's goals are counted with those there are."""

    people: int = 100_000
    organizations: int = 5_000
    mandates: int = 150_000
    contacts: int = 1_000_000
    priorities: int = 40
    goals: int = 20


class Table:
    """Writes rows of a model from the values of some of its fields; the others take their defaults."""

    def __init__(self, model: type[models.Model], *names: str) -> None:
        self.model = model
        given: list[Any] = [model._meta.get_field(name) for name in ("id", *names)]
        others = [field for field in model._meta.concrete_fields if field not in given]
        self.columns = [field.column for field in (*given, *others)]
        self.constants = tuple(self._constant(field) for field in others)
        last = model._base_manager.aggregate(last=models.Max("pk"))["last"]
        self.first = (last or 0) + 1

    def _constant(self, field: Any) -> Any:
        if getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False):
            return timezone.now().isoformat(sep=" ")
        return field.get_default()

    def fill(self, rows: Iterable[tuple[Any, ...]]) -> int:
        """Store `rows`, numbered on from the last one there is. Returns how many."""
        numbered = ((number, *row, *self.constants) for number, row in enumerate(rows, start=self.first))
        table = connection.ops.quote_name(str(self.model._meta.db_table))
        columns = ", ".join(connection.ops.quote_name(str(column)) for column in self.columns)
        store = _copy if connection.vendor == "postgresql" else _insert
        # The first row is made before storing begins: what `rows` asks of the database cannot be asked during COPY.
        first = list(islice(numbered, 1))
        stored = store(table, columns, len(self.columns), chain(first, numbered))
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), [self.model]):
                cursor.execute(statement)
        return stored


def _copy(table: str, columns: str, _width: int, rows: Iterator[tuple[Any, ...]]) -> int:
    stored = 0
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
        for stored, row in enumerate(rows, start=1):  # noqa: B007 the last number is the count
            copy.write_row(row)
    return stored


def _insert(table: str, columns: str, width: int, rows: Iterator[tuple[Any, ...]]) -> int:
    statement = f"INSERT INTO {table} ({columns}) VALUES ({', '.join(['%s'] * width)})"  # noqa: S608 our own names
    stored = 0
    with connection.cursor() as cursor:
        while chunk := list(islice(rows, CHUNK)):
            cursor.executemany(statement, chunk)
            stored += len(chunk)
    return stored


@transaction.atomic
def seed(volume: Volume, *, actor: User, day: dt.date | None = None) -> dict[str, int]:
    """Fill the register and the diary. Needs the register's facts and the plans. Returns the new rows by model."""
    require(actor, Role.ADMIN)
    made = _Maker(volume, actor, day or today()).make()
    relearn()
    last_met.refresh_all()
    reach_entries.refresh_all()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return made


class _Maker:
    def __init__(self, volume: Volume, actor: User, day: dt.date) -> None:
        self.volume, self.actor, self.day = volume, actor, day
        self.rng = random.Random(SEED)  # noqa: S311
        counties = list(Area.objects.filter(kind="county").order_by("code").values_list("name", flat=True))
        # Where each of them holds office, by their number; of a council, its county.
        self.counties = [counties[n % len(counties)] for n in range(max(1, volume.people))]
        self.parties = list(Party.objects.order_by("position", "code").values_list("pk", flat=True))[:8]

    def make(self) -> dict[str, int]:
        people, organizations = Table(Person, *PERSON), Table(Organization, *ORGANIZATION)
        missing = max(0, self.volume.organizations - Organization.objects.count())
        plan = Plan.objects.current(self.day)
        memberships = Table(Membership, *MEMBERSHIP)
        return {
            "Priority": add_priorities(self.volume.priorities, actor=self.actor),
            "Goal": add_goals(self.volume.goals, plan, actor=self.actor) if plan else 0,
            "Organization": organizations.fill(self._organizations(missing)),
            "Person": people.fill(self._people()),
            "ContactDetail": Table(ContactDetail, *DETAIL).fill(self._details(people.first)),
            "Membership": memberships.fill(self._mandates(people.first)),
            **self._contacts(people.first, memberships.first),
        }

    def _organizations(self, number: int) -> Iterator[tuple[Any, ...]]:
        municipalities = list(Area.objects.filter(kind="municipality").order_by("code").values_list("pk", flat=True))
        families = surnames()
        for n in range(number):
            is_company = n % 5 > 0
            name = f"{families[n % len(families)]} {'Teknik AB' if is_company else 'förening'} {n}"
            kind = OrganizationKind.COMPANY if is_company else OrganizationKind.ASSOCIATION
            sector = Sector.BUSINESS if is_company else Sector.CIVIL
            yield (
                name, kind.value, sector.value, "regional", municipalities[n % len(municipalities)], indexed(name),
                sort_key(name),
            )  # fmt: skip

    def _people(self) -> Iterator[tuple[Any, ...]]:
        names = ManyNames(self.rng)
        for n in range(self.volume.people):
            given, family, gender = names.next(n)
            yield (
                given, family, gender, 1950 + n % 50, sort_key(f"{family} {given}"), indexed(given, family),
            )  # fmt: skip

    def _details(self, first_person: int) -> Iterator[tuple[Any, ...]]:
        for n in range(self.volume.people):
            yield first_person + n, DetailKind.EMAIL.value, f"person{n}@example.se", True

    def _mandates(self, first_person: int) -> Iterator[tuple[Any, ...]]:
        """One for everybody, the rest dealt out: the old term's or the new one's, or a post without end."""
        held_in = Organization.objects.filter(kind="assembly").order_by("pk")
        councils = list(held_in.values_list("pk", "area_id", "area__county__name"))
        others = list(
            Organization.objects.exclude(kind="assembly")
            .filter(is_own_body=False)
            .order_by("pk")
            .values_list("pk", flat=True)
        )
        terms = {t.starts_on: t.pk for t in Term.objects.filter(body="municipal_council")}
        old = ("2022-10-15", "2026-10-14", terms.get(dt.date(2022, 10, 15)))
        new = ("2026-10-15", None, terms.get(dt.date(2026, 10, 15)))
        for n in range(self.volume.mandates):
            person = first_person + n % max(1, self.volume.people)
            again = n // max(1, self.volume.people)
            if self.rng.random() < 0.7:
                council, area, county = councils[self.rng.randrange(len(councils))]
                if county and not again:
                    self.counties[n] = county
                # A second mandate is that of an earlier term.
                earlier = (f"{2022 - 4 * again}-10-15", f"{2026 - 4 * again}-10-14", None)
                starts, ends, term = earlier if again else new if self.rng.random() < 0.5 else old
                party = self.parties[self.rng.randrange(len(self.parties))]
                yield person, council, "Ledamot", RoleKind.ELECTED.value, party, area, term, starts, ends
            else:
                body = others[self.rng.randrange(len(others))]
                starts = f"{self.rng.randint(2012, 2025)}-{self.rng.randint(1, 12):02}-01"
                title = ("Strateg", "Utredare", "Direktör", "Samordnare")[n % 4]
                role = f"{title} {again + 1}" if again else title
                yield person, body, role, RoleKind.OFFICIAL.value, None, None, None, starts, None

    # --- Contacts ---------------------------------------------------------------------------------------

    def _contacts(self, first_person: int, first_membership: int) -> dict[str, int]:
        interactions = Table(Interaction, *INTERACTION)
        self.kinds: list[str] = []
        made = {"Interaction": interactions.fill(self._interactions())}
        made["Participation"] = Table(Participation, *PARTICIPATION).fill(
            self._participations(interactions.first, first_person, first_membership)
        )
        made["InteractionPriority"] = Table(InteractionPriority, "interaction", "priority").fill(
            self._links(interactions.first)
        )
        made["InteractionGoal"] = Table(InteractionGoal, "interaction", "goal").fill(
            self._goal_links(interactions.first)
        )
        return made

    def _interactions(self) -> Iterator[tuple[Any, ...]]:
        """Days are drawn so that they grow thicker towards today."""
        kinds = [kind for kind, times in KINDS.items() for _n in range(times)]
        phrases = [
            (kind.value, texts.TITLES[kind][0].format(subject), " ".join(theme.went_through[:2]))
            for kind in kinds
            for theme in texts.THEMES
            for subject in theme.subjects
        ]
        ready = [(kind, title, text, stemmed(title, text)) for kind, title, text in phrases]
        days = [str(self.day - dt.timedelta(days=n)) for n in range(YEARS * 365)]
        for _n in range(self.volume.contacts):
            kind, title, text, search = ready[self.rng.randrange(len(ready))]
            self.kinds.append(kind)
            day = days[int(len(days) * self.rng.random() ** 1.6)]
            yield kind, title, text, day, self.actor.pk, search

    def _participations(self, first: int, first_person: int, first_membership: int) -> Iterator[tuple[Any, ...]]:
        """One of our side, and one to three of theirs; a tenth of the people has half of the contacts.

        What they held is kept: nearly always the county of their first mandate, for every second the mandate too.
        """
        people = max(1, self.volume.people)
        usual = {kind: str(DEFAULT_ATTENDANCE[mode].value) for kind, mode in MODE_OF_KIND.items()}
        usual |= {kind: Attendance.ATTENDED.value for kind, mode in MODE_OF_KIND.items() if mode == Mode.PRESENCE}
        for n, kind in enumerate(self.kinds):
            yield first + n, "ours", None, "Kanslichefen", Attendance.ATTENDED.value, None, "", "", ""
            near = self.rng.randrange(max(1, people // 10) if n % 2 else people)
            for extra in range((1, 1, 1, 2, 3)[n % 5]):
                at = (near + extra * (7919 if people >= 4 * 7919 else 1)) % people
                county = self.counties[(at + 1) % people if n % 50 == 0 else at]
                # The first mandates lie in the order of the people.
                membership = first_membership + at if n % 2 and at < self.volume.mandates else None
                yield first + n, "theirs", first_person + at, "", usual[kind], membership, "Ledamot", "S", county

    def _links(self, first: int) -> Iterator[tuple[Any, ...]]:
        """To a priority, every fifth to two; to those that the demo works on three times as often."""
        codes = {theme.code for theme in texts.THEMES}
        known = Priority.objects.order_by("pk").values_list("pk", "code")
        priorities = [pk for pk, code in known for _n in range(3 if code in codes else 1)]
        for n in range(self.volume.contacts):
            priority = priorities[self.rng.randrange(len(priorities))]
            yield first + n, priority
            other = priorities[self.rng.randrange(len(priorities))]
            if n % 5 == 0 and other != priority:
                yield first + n, other

    def _goal_links(self, first: int) -> Iterator[tuple[Any, ...]]:
        """Every tenth contact to a goal of the current plan."""
        plan = Plan.objects.current(self.day)
        goals = list(Goal.objects.filter(plan=plan).order_by("pk").values_list("pk", flat=True))
        for n in range(0, self.volume.contacts if goals else 0, 10):
            yield first + n, goals[self.rng.randrange(len(goals))]


PERSON = ("given_name", "family_name", "gender", "birth_year", "sort_key", "search_text")
ORGANIZATION = ("name", "kind", "sector", "level", "area", "search_text", "sort_key")
DETAIL = ("person", "kind", "value", "is_preferred")
MEMBERSHIP = ("person", "organization", "role", "kind", "party", "area", "term", "starts_on", "ends_on")
INTERACTION = ("kind", "title", "summary", "held_on", "created_by", "search_text")
PARTICIPATION = (
    "interaction", "side", "person", "name", "attendance", "membership", "held_role", "held_party", "held_county",
)  # fmt: skip
KINDS = {
    InteractionKind.MEETING: 8,
    InteractionKind.CALL: 3,
    InteractionKind.EMAIL_DIALOGUE: 2,
    InteractionKind.LETTER: 3,
    InteractionKind.MATERIAL: 3,
    InteractionKind.ALMEDALEN: 1,
}
