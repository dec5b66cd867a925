"""The councils after the election: 20,000 seats of 290 councils held against a register that has those who sat before.

All are people who do not exist. Most stand in the register with all their names, as the same source gave them four
years ago, one in five with the names in use; 6 of 10 are elected again, few of them for another party or with a new
surname.
"""

from __future__ import annotations

import datetime as dt
import io
import json
import random
import zipfile
from collections.abc import Iterator
from typing import Any

from django.core.files.base import ContentFile

from contacts import jobs_radar
from contacts.choices import ChangeState, OrganizationKind, RoleKind, TermBody
from contacts.models import Membership, Organization, Party, Person, Term
from contacts.services import radar, radar_applying, radar_decisions, radar_undoing
from contacts.services.reference import load_register
from crm.common import writes
from crm.demo.names import MEN, WOMEN, family_names
from crm.models import User
from tests.benchmarks.measuring import once, with_memory

SEED, SEATS, AGAIN, KNOWN_WHOLE = 20261015, 20_000, 0.6, 0.8
PARTIES = ("S", "M", "SD", "C", "V", "KD", "MP", "L")
Row = tuple[str, str, str]


def names(rng: random.Random) -> Iterator[tuple[str, str]]:
    given, families = [*WOMEN, *MEN], family_names()
    while True:
        second = f" {rng.choice(given)}" if rng.random() < 0.5 else ""
        yield f"{rng.choice(given)}{second}", rng.choice(families)


def councils() -> list[tuple[Organization, str]]:
    """Every municipal council with the code of its municipality."""
    found = Organization.objects.filter(kind=OrganizationKind.ASSEMBLY, level="local").select_related("area")
    return [(council, council.area.code) for council in found.order_by("pk") if council.area]


def fill(rng: random.Random) -> list[tuple[str, list[Row]]]:
    """Who sat before goes into the register. Returns who is elected: code of the council → (name, party, number)."""
    actor, parties = User.objects.system(), {party.code: party for party in Party.objects.filter(code__in=PARTIES)}
    term = Term.objects.filter(body=TermBody.MUNICIPAL_COUNCIL, organization=None).earliest("starts_on")
    found, people, seats, who, number = [], [], [], names(rng), 0
    places = councils()
    for place, (council, code) in enumerate(places):
        size = SEATS // len(places) + (place < SEATS % len(places))
        elected: list[Row] = []
        for _seat in range(size):
            (given, family), party = next(who), rng.choice(PARTIES)
            used = given.split()[0]
            legal = f"{given} {family}" if rng.random() < KNOWN_WHOLE else ""
            person = Person(given_name=used, family_name=family, legal_name=legal)
            people.append(person)
            seats.append(_seat_of(person, council, parties[party], term))
            number += 1
            if rng.random() < AGAIN:
                now = rng.choice(PARTIES) if rng.random() < 0.03 else party
                family = f"{rng.choice(family_names())} {family}" if rng.random() < 0.03 else family
                elected.append((f"{given} {family}", now, str(number)))
            else:
                new_given, new_family = next(who)
                elected.append((f"{new_given} {new_family}", party, str(number)))
        found.append((code, elected))
    writes.create_many(people, actor=actor)
    writes.create_many(seats, actor=actor)
    return found


def _seat_of(person: Person, council: Organization, party: Party, term: Term) -> Membership:
    return Membership(
        person=person, organization=council, role="Ledamot", kind=RoleKind.ELECTED, party=party, term=term,
        starts_on=term.starts_on, ends_on=term.ends_on, source="Valmyndigheten", source_on=dt.date(2022, 9, 20),
    )  # fmt: skip


def package(elected: list[tuple[str, list[Row]]]) -> bytes:
    """The results as Valmyndigheten publishes them: a file for each council, in one zip."""
    room = io.BytesIO()
    with zipfile.ZipFile(room, "w", zipfile.ZIP_DEFLATED) as archive:
        for code, rows in elected:
            archive.writestr(f"Val_20260913_slutlig_mandatfordelning_{code}_KF.json", json.dumps(_file(code, rows)))
    return room.getvalue()


def _file(code: str, rows: list[Row]) -> dict[str, Any]:
    lists = [
        {
            "partibeteckning": party,
            "partiforkortning": party,
            "ledamoter": [{"kandidatnummer": number, "namn": name} for name, of, number in rows if of == party],
        }
        for party in PARTIES
    ]
    area = {"namn": code, "kod": code, "valda": {"partiLedamoterLista": lists}, "valkretsLista": None}
    head = {"valtillfalle": "val2026", "valtyp": "KF", "valdatum": "2026-09-13", "test": False}
    return {**head, "senasteUppdateringstid": "2026-09-25T12:00:00", "valomrade": area}


def councils_after_an_election() -> dict[str, dict[str, float]]:
    actor = User.objects.system()
    load_register(actor=actor)
    content = package(fill(random.Random(SEED)))
    run = radar.start(actor=actor, source="valmyndigheten", file=ContentFile(content, name="KF.zip"))
    told: dict[str, Any] = {}

    def compare() -> None:
        told["held"] = jobs_radar.held(run)
        told["stored"] = jobs_radar.compare(run, told["held"])

    def apply() -> None:
        radar_decisions.accept_certain(actor=actor, run=run)
        told["applied"] = radar_applying.apply(run=run, actor=actor, compare=jobs_radar.held(run).compare)

    measured = {"radar: compared and proposed": {**with_memory(compare), "rows": SEATS}}
    measured["radar: the certain ones carried out"] = once(apply)
    again = radar.start(actor=actor, source="valmyndigheten", file=ContentFile(content, name="KF.zip"))
    measured["radar: compared once more"] = once(lambda: jobs_radar.compare(again, jobs_radar.held(again)))
    measured["radar: taken back"] = once(lambda: radar_undoing.undo_run(run=run, actor=actor))
    if run.changes.count() < SEATS or run.changes.filter(state=ChangeState.APPLIED).exists():
        raise RuntimeError("the run is not what it should be")
    measured["radar: compared and proposed"] |= {f"n {kind}": n for kind, n in told["stored"].open.items()}
    measured["radar: the certain ones carried out"]["rows"] = told["applied"].applied
    measured["radar: compared once more"] |= {f"n {kind}": n for kind, n in again.result["kinds"].items()}
    return measured
