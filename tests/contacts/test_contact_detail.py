"""One address: how it is stored, shown and refused."""

import pytest
from django.core.exceptions import ValidationError

from contacts.models import ContactDetail


def detail(kind, value):
    made = ContactDetail(kind=kind, value=value)
    made.derive()
    made.clean()
    return made


def test_a_number_is_stored_in_one_form_and_shown_as_swedes_write_it():
    made = detail("mobile", "070 1740605")
    assert (made.value, made.display) == ("+46701740605", "070-174 06 05")


def test_an_address_is_stored_in_lower_case():
    assert detail("email", " Maja@Example.SE ").value == "maja@example.se"


@pytest.mark.parametrize(("kind", "value"), [("phone", "hej"), ("phone", ""), ("mobile", "12"), ("email", "x")])
def test_what_is_no_address_is_refused_beside_the_field(kind, value):
    with pytest.raises(ValidationError) as refused:
        detail(kind, value)
    assert list(refused.value.error_dict) == ["value"]
