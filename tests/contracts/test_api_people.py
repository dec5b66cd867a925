"""People and organizations over the API: added and changed by the services of the pages."""

import datetime as dt

import pytest

from advocacy.services import interactions
from contacts.models import Organization, Person
from tests import make
from tests.base import client_of
from tests.contracts.api import is_problem, patch, post, url

pytestmark = pytest.mark.django_db


def test_editor_adds_person_with_history(alma):
    body = {
        "given_name": "Maja",
        "family_name": "Lindqvist",
        "contact_details": [{"kind": "email", "value": "Maja@Example.se", "is_preferred": True}],
    }
    answer = post(alma, url("person"), body)

    assert answer.status_code == 201
    assert answer.json()["contact_details"][0]["value"] == "maja@example.se"
    assert Person.objects.get().history.get().history_user == alma


def test_editor_changes_only_what_is_given(alma):
    person = make.person("Maja Lindqvist", title="Docent", email="maja@example.se")

    answer = patch(alma, url("person", person.pk), {"version": person.version, "family_name": "Lind"})

    body = answer.json()
    assert (body["family_name"], body["title"], body["version"]) == ("Lind", "Docent", person.version + 1)
    assert body["contact_details"][0]["value"] == "maja@example.se"


def test_change_without_version_is_refused(alma):
    person = make.person("Maja Lindqvist")

    is_problem(patch(alma, url("person", person.pk), {"family_name": "Lind"}), 400, "version")
    assert Person.objects.get().family_name == "Lindqvist"


@pytest.mark.parametrize("name", ["person", "organization", "interaction"])
def test_change_of_another_version_is_a_conflict(alma, name):
    field = {"person": "title", "organization": "short_name", "interaction": "place"}[name]
    row = {
        "person": make.person,
        "organization": make.organization,
        "interaction": lambda: interactions.log(actor=alma, kind="call", held_on=dt.date(2026, 3, 1)),
    }[name]()
    assert patch(alma, url(name, row.pk), {"version": row.version, field: "Ny"}).status_code == 200

    answer = patch(alma, url(name, row.pk), {"version": row.version, field: "Gammal"})

    assert is_problem(answer, 409)["version"] == row.version + 1
    row.refresh_from_db()
    assert getattr(row, field) == "Ny"


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"given_name": "Maja"}, "family_name"),
        ({"given_name": "Maja", "family_name": "L" * 101}, "family_name"),
        ({"given_name": "Maja", "family_name": "L", "gender": "x"}, "gender"),
        ({"given_name": "Maja", "family_name": "L", "personnummer": "1"}, "personnummer"),
        ({"given_name": "Maja", "family_name": "L", "birth_year": 1066}, "birth_year"),
        ({"given_name": "Maja", "family_name": "L", "owner": 999999}, "owner"),
        ({"given_name": "Maja", "family_name": "L", "user": 1}, "user"),
        ({"given_name": "Maja", "family_name": "L", "merged_into": 1}, "merged_into"),
        (
            {"given_name": "M", "family_name": "L", "contact_details": [{"kind": "fax", "value": "1"}]},
            "contact_details.0.kind",
        ),
    ],
)
def test_wrong_field_is_named(alma, body, field):
    is_problem(post(alma, url("person"), body), 400, field)
    assert not Person.objects.exists()


def test_rule_of_the_row_is_told_beside_its_field(alma):
    answer = post(alma, url("organization"), {"name": "X", "kind": "company", "organization_number": "123"})

    body = is_problem(answer, 400, "organization_number")
    assert "Skriv det som" in body["errors"]["organization_number"][0]


def test_half_a_write_is_none(alma):
    body = {"given_name": "M", "family_name": "L", "contact_details": [{"kind": "email", "value": "inte en adress"}]}

    assert post(alma, url("person"), body).status_code == 400
    assert not Person.objects.exists()


def test_organization_number_stays_unique(alma):
    make.organization("Ett", organization_number="202100-6297")

    answer = post(alma, url("organization"), {"name": "Två", "kind": "agency", "organization_number": "2021006297"})

    assert answer.status_code == 400
    assert Organization.objects.count() == 1


def test_broken_json_is_told(alma):
    answer = client_of(alma).post(url("person"), "{", content_type="application/json")

    is_problem(answer, 400)


def test_errors_are_swedish_for_whoever_has_not_chosen_english(alma):
    session = client_of(alma)
    swedish = session.post(url("person"), {"given_name": "M"}, content_type="application/json").json()
    session.cookies["django_language"] = "en"
    english = session.post(url("person"), {"given_name": "M"}, content_type="application/json").json()

    assert swedish["errors"]["family_name"] == ["Det här fältet är obligatoriskt."]
    assert english["errors"]["family_name"] == ["This field is required."]
