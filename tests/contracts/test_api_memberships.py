"""Mandates over the API: given, ended, changed from a day, struck; never edited away."""

import datetime as dt

import pytest

from contacts.models import Membership
from tests import make
from tests.contracts.api import get, is_problem, patch, post, url

pytestmark = pytest.mark.django_db


def test_mandate_is_given_ended_and_found_by_day(alma):
    person, body = make.person(), make.organization()
    given = post(
        alma,
        url("membership"),
        {"person": person.pk, "organization": body.pk, "role": "GD", "kind": "official", "starts_on": "2024-01-01"},
    ).json()

    ended = post(alma, url("membership", given["id"], "end/"), {"version": given["version"], "on": "2025-06-30"})

    assert ended.json()["ends_on"] == "2025-06-30"
    found = [get(alma, url("membership"), day=day).json()["results"] for day in ("2025-06-30", "2025-07-01")]
    assert [len(rows) for rows in found] == [1, 0]


def test_changed_mandate_is_an_ended_one_and_a_new_one(alma):
    old = make.membership(role="Ledamot", starts_on=dt.date(2024, 1, 1))

    answer = post(
        alma, url("membership", old.pk, "change/"), {"version": old.version, "on": "2025-03-01", "role": "Ordförande"}
    )

    assert answer.status_code == 201
    assert answer.json()["id"] != old.pk
    old.refresh_from_db()
    assert (old.role, old.ends_on) == ("Ledamot", dt.date(2025, 2, 28))


def test_struck_mandate_leaves_the_list_and_keeps_its_reason(alma):
    wrong = make.membership()

    post(alma, url("membership", wrong.pk, "strike/"), {"version": wrong.version, "reason": "Fel person"})

    assert get(alma, url("membership")).json()["results"] == []
    struck = get(alma, url("membership"), struck="true").json()["results"]
    assert [row["struck_reason"] for row in struck] == ["Fel person"]


def test_mandate_is_not_edited_away(alma):
    held = make.membership()

    is_problem(patch(alma, url("membership", held.pk), {"version": 1, "role": "Annan"}), 405)
    is_problem(post(alma, url("membership", held.pk, "end/"), {"version": 99, "on": "2026-01-01"}), 409)
    assert Membership.objects.get().role == held.role
