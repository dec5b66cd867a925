"""Adding an unknown person from a picker."""

import pytest
from django.urls import reverse

from contacts.models import Person, Tag
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


def test_unknown_tag_is_offered_to_those_who_may_add_it_and_the_others_hear_who_may(alma: User, eva: User) -> None:
    person = make.person("Maja Lindqvist")
    address = reverse("contacts:person_bulk", args=["person-etikett"]) + f"?id={person.pk}"
    quick = reverse("contacts:tag_quick_add")
    assert quick in client_of(eva).get(address).content.decode()
    told = client_of(alma).get(address).content.decode()
    assert quick not in told and "Be en ansvarig lägga till den" in told


def test_tag_is_added_from_the_picker_and_a_taken_name_is_told_beside_the_field(eva: User) -> None:
    client, url = client_of(eva), reverse("contacts:tag_quick_add")
    assert 'value="Almedalen"' in client.get(url, {"q": "Almedalen"}).content.decode()
    added = client.post(url, {"name": "Almedalen"})
    assert (added.status_code, added.json()["text"]) == (201, "Almedalen")
    assert added.json()["id"] == Tag.objects.get().pk
    again = client.post(url, {"name": "almedalen"})
    assert again.status_code == 422 and Tag.objects.count() == 1
