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
