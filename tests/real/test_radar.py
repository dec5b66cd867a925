"""The real files through the radar: the term 2022–26 becomes that of autumn 2026, from either starting point."""

import csv
import io
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import transaction

from contacts.choices import ChangeKind, ChangeState, Scheme
from contacts.jobs_radar import held
from contacts.models import ExternalIdentifier, Membership, Person, RadarChange, RadarRun
from contacts.services import radar_applying, radar_decisions, radar_undoing
from contacts.services.reference import load_register
from crm.models import User
from tests import tables
from tests.real.test_real_imports import FIRST_DAY, LAST_DAY, run, seats

pytestmark = [pytest.mark.real, pytest.mark.django_db]

LABELS = Path(__file__).parents[1] / "data" / "labelled_pairs.csv"
BEFORE = "data/riksdagen/personlista_rekonstruerad_2022_2026.json"
ELECTED = "data/val/RD_slutlig_mandatfordelning_2026_rekonstruerad.json"
AFTER_THE_ELECTION = {"S": 99, "M": 70, "SD": 62, "V": 30, "C": 25, "KD": 22, "MP": 22, "L": 19}
# What may differ without the register saying anything else: who was asked about, ids, when and how often a row was
# written.
NOT_SAID = {*tables.LOGS, "contacts.PersonPair"}
PASSING = {"id", "version", "created_at", "updated_at"}


@pytest.fixture(autouse=True)
def register(db: None) -> None:
    load_register(actor=User.objects.system())


@pytest.fixture
def files(shared: Any) -> tuple[Path, Path]:
    return shared(BEFORE), shared(ELECTED)


def radar(path: Path, *flags: str) -> dict[str, Any]:
    out = io.StringIO()
    call_command("radar", str(path), "--source", "valmyndigheten", "--json", *flags, stdout=out)
    told = json.loads(out.getvalue())
    print(f"\n{told['changes']}, {len(told['pairs'])} pairs, {told['applied']} applied")
    return told


def sat_through(told: dict[str, Any]) -> RadarRun:
    """Everything that a run proposes is decided as somebody would who knows the people, and carried out."""
    system, found = User.objects.system(), RadarRun.objects.get(pk=told["run"])
    same = judged()
    for change in found.changes.filter(state=ChangeState.OPEN):
        choice, state = "", ChangeState.ACCEPTED
        if change.kind == ChangeKind.DOUBTFUL:
            right = same.get(change.number)
            offered = [str(candidate["person"]) for candidate in change.candidates]
            choice = str(right) if str(right) in offered else radar_decisions.NEW
        elif change.kind == ChangeKind.SAME_PERSON and same.get(change.number) not in (
            change.person_id,
            change.other_id,
        ):
            state = ChangeState.REFUSED
        radar_decisions.decide(actor=system, change=change, state=state, choice=choice)
    done = radar_applying.apply(run=found, actor=system, compare=held(found).compare)
    print(f"decided by hand: {done.applied} applied, {done.gone} gone, {done.waiting} waiting")
    return found


def judged() -> dict[str, int]:
    """kandidatnummer → the person of the register who was elected, as judged by hand."""
    people = dict(ExternalIdentifier.objects.filter(scheme=Scheme.RIKSDAGEN).values_list("value", "person_id"))
    with LABELS.open(newline="") as file:
        return {
            row["kandidatnummer"]: people[row["intressent_id"]] for row in csv.DictReader(file) if row["same"] == "yes"
        }


def as_it_says() -> dict[str, Counter[tuple[Any, ...]]]:
    """Every table of the register and of the advocacy, without ids: people by what the sources call them."""
    names = {pk: f"person {pk}" for pk in Person._base_manager.filter(merged_into=None).values_list("pk", flat=True)}
    for scheme in (Scheme.ELECTION, Scheme.RIKSDAGEN):
        known = ExternalIdentifier.objects.filter(scheme=scheme, person__isnull=False)
        names.update(known.values_list("person_id", "value"))
    held = Membership._base_manager.values_list("pk", "person_id", "organization_id", "role", "starts_on")
    seats = {pk: (names.get(person), *rest) for pk, person, *rest in held}
    said: dict[str, Counter[tuple[Any, ...]]] = {}
    for model in [*apps.get_app_config("contacts").get_models(), *apps.get_app_config("advocacy").get_models()]:
        if hasattr(model, "instance_type") or model._meta.label in NOT_SAID:
            continue
        fields = [field for field in model._meta.concrete_fields if field.name not in PASSING]
        rows = model._base_manager.all()
        if model is Person:
            rows = rows.filter(merged_into=None)
        said[model._meta.label] = Counter(
            tuple(
                {Person: names, Membership: seats}.get(field.related_model, {}).get(value, value)
                for field, value in zip(fields, row, strict=True)
            )
            for row in rows.values_list(*(field.attname for field in fields))
        )
    return said


def is_same(change: RadarChange, same: dict[str, int]) -> bool:
    """Whether the two of a pair are one: the elected, by themselves, and the member whom they were judged to be."""
    pair = {change.person_id, change.other_id}
    members = set(
        ExternalIdentifier.objects.filter(scheme=Scheme.RIKSDAGEN, person__in=pair).values_list("person_id", flat=True)
    )
    return members == {same.get(change.number)}


def apart(one: dict[str, Counter[Any]], other: dict[str, Counter[Any]]) -> dict[str, Any]:
    return {name: (one[name] - other[name], other[name] - one[name]) for name in one if one[name] != other[name]}


def test_term_before_becomes_the_new_one_and_a_second_run_finds_nothing(files) -> None:
    before, elected = files
    run("import_riksdagen", before)
    as_before = tables.as_they_stand()
    told = radar(elected)
    assert tables.differences(as_before, tables.as_they_stand()) == {}
    kinds = told["changes"]
    new = kinds["new_person"] + kinds["re_elected"] + kinds.get("new_mandate", 0) + kinds["doubtful"]
    assert new == 349
    assert kinds["doubtful"] <= 40
    first = radar(elected, "--accept", "certain")
    second = sat_through(radar(elected))

    assert seats(FIRST_DAY) == AFTER_THE_ELECTION
    assert seats(LAST_DAY).total() >= 340
    again = radar(elected)
    assert again["changes"] == {}
    re_elected = set(judged().values())
    held_now = Membership.objects.active_on(FIRST_DAY).filter(organization__name="Sveriges riksdag")
    assert re_elected <= set(held_now.values_list("person_id", flat=True))
    assert Person.objects.count() == 443 + 349 - len(re_elected)

    for undone in (second, RadarRun.objects.get(pk=first["run"])):
        assert radar_undoing.undo_run(run=undone, actor=User.objects.system()).refused == []
    assert tables.differences(as_before, tables.as_they_stand()) == {}
    assert radar(elected)["changes"] == kinds


def test_both_terms_side_by_side_become_the_same_register(files) -> None:
    before, elected = files
    run("import_riksdagen", before)
    with transaction.atomic():
        sat_through(radar(elected))
        one = as_it_says()
        transaction.set_rollback(True)
    run("import_election", elected)
    assert Person.objects.count() == 443 + 349
    as_before = tables.as_they_stand()
    told = radar(elected)
    same = judged()
    found = RadarRun.objects.get(pk=told["run"]).changes.filter(kind=ChangeKind.SAME_PERSON)
    assert all(is_same(change, same) for change in found.filter(is_certain=True))
    assert {change.number for change in found if is_same(change, same)} == set(same)
    runs = [sat_through(told), sat_through(radar(elected))]
    assert apart(one, as_it_says()) == {}
    assert radar(elected)["changes"] == {}
    for undone in reversed(runs):
        if radar_undoing.operations(undone):
            assert radar_undoing.undo_run(run=undone, actor=User.objects.system()).refused == []
    assert tables.differences(as_before, tables.as_they_stand()) == {}
