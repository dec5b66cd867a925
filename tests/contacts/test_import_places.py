"""Places whose names differ in dots alone are told apart by whoever writes them rightly."""

import pytest

from contacts.imports.register import Areas
from contacts.services.reference import load_register
from crm.models import User


@pytest.mark.django_db
def test_habo_and_håbo_are_two_municipalities() -> None:
    load_register(actor=User.objects.system())
    areas = Areas()
    for name, code in (("Habo", "0643"), ("Håbo", "0305"), ("Håbo kommun", "0305"), ("HABO KOMMUN", "0643")):
        found = areas.municipality(name)
        assert found is not None
        assert found.code == code
    assert areas.municipality("Vasteras") == areas.municipality("Västerås stad")
