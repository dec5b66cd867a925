"""Adding an unknown person from a picker."""

import pytest

from contacts.models import Person
from crm.models import User
from tests import make
from tests.base import client_of

pytestmark = pytest.mark.django_db
URL = "/personer/ny/snabbt/"


def test_address_typed_for_somebody_who_was_there_already_is_not_lost(alma: User) -> None:
    maja = make.person("Maja Lindqvist", email="gammal@example.se")
    data = {"given_name": "Maja", "family_name": "Lindqvist", "email": "ny@example.se"}
    client = client_of(alma)
    assert client.post(URL, data).status_code == 422
    answer = client.post(URL, {**data, "existing": str(maja.pk)})
    assert answer.json()["id"] == maja.pk
    assert set(maja.contact_details.values_list("value", flat=True)) == {"gammal@example.se", "ny@example.se"}
    assert Person.objects.count() == 1


def test_no_party_is_said_in_words(alma: User) -> None:
    page = client_of(alma).get(URL).content.decode()
    assert "Inget parti" in page
    assert "---------" not in page


def test_known_address_under_another_name_is_asked_about(alma: User) -> None:
    known = make.person("Åsa Lind-Öberg", email="asa@example.se")
    client = client_of(alma)
    data = {"given_name": "Åsa", "family_name": "Öberg", "email": "asa@example.se"}

    asked = client.post(URL, data)
    assert asked.status_code == 422
    assert "Det finns redan någon med den e-postadressen i registret." in asked.content.decode()
    chosen = client.post(URL, {**data, "existing": str(known.pk)})
    assert (chosen.status_code, chosen.json()["id"]) == (201, known.pk)
    assert client.post(URL, {**data, "existing": "new"}).json()["id"] != known.pk
