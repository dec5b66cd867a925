"""Many rows at once are stored as they would be one by one: the same rows, the same history, on both databases."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contacts.choices import DetailKind, RoleKind
from contacts.models import ContactDetail, Membership, Organization, Person, Tag
from crm.common import bulk, writes
from crm.common.checking import Checker
from crm.common.operations import operation
from crm.models import Operation, User
from tests import make

pytestmark = pytest.mark.django_db

OF_THE_MOMENT = {"id", "created_at", "updated_at", "history_id", "history_date"}
# Anything that somebody can type, and what COPY has meanings of its own for.
typed = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1, max_size=40
) | st.sampled_from(["\\N", "\\.", "a\tb", "a\nb", "a\\b", '"', "'; DROP TABLE", "Åsa\u00a0Öberg", "%s", "{}"])
people = st.builds(
    dict,
    given_name=typed,
    family_name=typed.map(lambda text: f"x{text}"),
    title=st.just("") | typed,
    birth_year=st.none() | st.integers(1900, 2015),
    sector=st.sampled_from(["", "politics", "business"]),
    do_not_contact=st.booleans(),
)


def stored(model: Any, since: int) -> list[dict[str, Any]]:
    return [_plain(row) for row in model._base_manager.filter(pk__gt=since).order_by("pk").values()]


def history_of(model: Any, since: int) -> list[dict[str, Any]]:
    return [_plain(row) for row in model.history.filter(history_id__gt=since).order_by("id", "history_id").values()]


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name not in OF_THE_MOMENT}


def last(model: Any) -> tuple[int, int]:
    newest = model._base_manager.order_by("-pk").first()
    entry = model.history.order_by("-history_id").first()
    return newest.pk if newest else 0, entry.history_id if entry else 0


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(people, min_size=1, max_size=6), st.sampled_from(["", "Samma"]))
def test_rows_stored_at_once_are_those_stored_one_by_one(rows: list[dict[str, Any]], reason: str) -> None:
    actor = User.objects.system()
    with transaction.atomic():
        start = last(Person)
        for row in rows:
            writes.save(Person(**row), actor=actor, reason=reason)
        one_by_one = stored(Person, start[0]), history_of(Person, start[1])
        start = last(Person)
        made = writes.create_many([Person(**row) for row in rows], actor=actor, reason=reason)
        assert (stored(Person, start[0]), history_of(Person, start[1])) == one_by_one
        assert [person.given_name for person in made] == [Person.objects.get(pk=p.pk).given_name for p in made]
        transaction.set_rollback(True)


@settings(deadline=None, max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(people, people), min_size=1, max_size=5), st.sampled_from([1, 60]))
def test_changes_made_at_once_are_those_made_one_by_one(
    pairs: list[tuple[dict[str, Any], dict[str, Any]]], times: int
) -> None:
    actor = User.objects.system()
    pairs = pairs * times  # few are changed by statement, many by COPY
    names = list(pairs[0][1])
    with transaction.atomic():
        results = []
        for at_once in (False, True):
            start = last(Person)
            objs = writes.create_many([Person(**before) for before, _after in pairs], actor=actor, reason="Ny")
            for person, (_before, after) in zip(objs, pairs, strict=True):
                writes.assign(person, after)
                if not at_once:
                    writes.save(person, actor=actor, reason="Ändrad")
            if at_once:
                writes.change_many(objs, names, actor=actor, reason="Ändrad")
            results.append((stored(Person, start[0]), history_of(Person, start[1])))
        assert results[0] == results[1]
        transaction.set_rollback(True)


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.fixed_dictionaries(
        {},
        optional={
            "given_name": st.text(max_size=120),
            "family_name": st.text(max_size=120) | st.none(),
            "sector": st.sampled_from(["", "politics", "nothing", None]),
            "birth_year": st.none() | st.integers(1800, 2100) | st.sampled_from(["1980", "", "x", True, 1980.0]),
            "do_not_contact": st.sampled_from([True, False, None, "ja", "True", 1]),
            "language": st.sampled_from(["sv", "", "xx"]),
        },
    )
)
def test_values_are_refused_and_cleaned_as_by_the_model_itself(fields: dict[str, Any]) -> None:
    checker = Checker(Person)
    for _again in range(2):  # the second answer is remembered
        mine, theirs = Person(sort_key="x", **fields), Person(sort_key="x", **fields)
        assert _verdict(checker.check, mine) == _verdict(_by_model, theirs)


def _by_model(person: Person) -> None:
    person.clean_fields(exclude=[f.name for f in person._meta.fields if f.is_relation])
    person.clean()


def _verdict(check: Any, person: Person) -> Any:
    try:
        check(person)
    except ValidationError as error:
        return error.message_dict
    return {f.attname: (type(v := getattr(person, f.attname)), v) for f in person._meta.concrete_fields}


def test_rows_that_refer_to_rows_stored_just_before_follow_them() -> None:
    actor = make.actor()
    body = make.organization("Trafikverket")
    people = [Person(given_name="Maja", family_name=f"Ek {n}") for n in range(3)]
    roles = [
        Membership(person=p, organization=body, role="Strateg", kind=RoleKind.OFFICIAL, starts_on=dt.date(2024, 1, n))
        for n, p in enumerate(people, start=1)
    ]
    details = [ContactDetail(person=p, kind=DetailKind.PHONE, value="070-123 45 67") for p in people]
    for objs in (people, roles, details):
        writes.create_many(objs, actor=actor)
    assert list(Membership.objects.order_by("starts_on").values_list("person__family_name", flat=True)) == [
        "Ek 0", "Ek 1", "Ek 2",
    ]  # fmt: skip
    assert set(ContactDetail.objects.values_list("value", flat=True)) == {"+46701234567"}
    assert Membership.history.filter(person_id=people[1].pk, history_type="+").count() == 1


def test_history_names_the_operation_the_actor_and_the_reason(alma: User) -> None:
    with operation(kind=Operation.Kind.BULK, title="Många", actor=alma) as op:
        tags = writes.create_many([Tag(name="a"), Tag(name="b")], actor=alma, reason="Prov")
        tags[0].name = "c"
        writes.change_many(tags[:1], ["name"], actor=alma, reason="Nytt namn")
    told = ("name", "history_type", "operation_id", "history_user_id", "history_change_reason")
    assert list(Tag.history.order_by("history_id").values_list(*told)) == [
        ("a", "+", op.pk, alma.pk, "Prov"),
        ("b", "+", op.pk, alma.pk, "Prov"),
        ("c", "~", op.pk, alma.pk, "Nytt namn"),
    ]
    assert Tag.objects.get(pk=tags[0].pk).version == 2


def test_rows_can_be_added_one_by_one_right_after_many() -> None:
    actor = make.actor()
    many = writes.create_many([Tag(name=f"många {n}") for n in range(10)], actor=actor)
    single = writes.save(Tag(name="en till"), actor=actor)
    assert single.pk > max(tag.pk for tag in many)
    own = writes.create_many([Tag(pk=single.pk + 100, name="eget id")], actor=actor)
    assert writes.save(Tag(name="därefter"), actor=actor).pk > own[0].pk


def test_nothing_is_stored_when_one_row_is_wrong_or_taken() -> None:
    actor = make.actor()
    with pytest.raises(ValidationError):
        writes.create_many([Tag(name="bra"), Tag(name="x" * 61)], actor=actor)
    with pytest.raises(IntegrityError), transaction.atomic():
        writes.create_many([Tag(name="bra"), Tag(name="bra")], actor=actor)
    assert not Tag.objects.exists()
    assert not Tag.history.exists()


def test_rows_given_as_values_are_stored_with_defaults_and_history() -> None:
    rows = [("Åsa", "Öberg", "oberg asa"), ("Bo", "Ek", "ek bo")]
    ids = bulk.insert_rows(Person, ["given_name", "family_name", "sort_key"], rows, actor=make.actor(), reason="Rad")
    people = Person.objects.in_bulk(ids)
    assert [people[pk].name for pk in ids] == ["Åsa Öberg", "Bo Ek"]
    assert people[ids[0]].language == "sv"
    assert people[ids[0]].created_at is not None
    assert Person.history.filter(id__in=ids, history_change_reason="Rad", history_type="+").count() == 2


def test_history_of_scattered_rows_is_that_of_those_rows_alone() -> None:
    actor = make.actor()
    bodies = writes.create_many([Organization(name=f"Bolag {n}", kind="company") for n in range(6)], actor=actor)
    before = Organization.history.count()
    bulk.record(Organization, [bodies[0].pk, bodies[2].pk, bodies[5].pk], kind="~", actor=actor)
    assert Organization.history.count() == before + 3
    assert set(Organization.history.filter(history_type="~").values_list("name", flat=True)) == {
        "Bolag 0", "Bolag 2", "Bolag 5",
    }  # fmt: skip
