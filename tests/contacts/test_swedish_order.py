"""People sort as Swedes expect, whatever the database thinks of å ä ö."""

import pytest
from django.db import connection

from contacts.models import Person
from tests import make


@pytest.mark.django_db
def test_people_sort_from_a_to_o_with_dots():
    for name in ("Ö Öberg", "A Ahl", "Z Zetterberg", "Å Åkesson", "Ä Ärlig", "É Édström", "E Edberg", "V Wik", "U Vik"):
        make.person(name)
    family = [p.family_name for p in Person.objects.order_by("sort_key", "pk")]
    assert family == ["Ahl", "Edberg", "Édström", "Vik", "Wik", "Zetterberg", "Åkesson", "Ärlig", "Öberg"]


@pytest.mark.vendor("postgresql")
@pytest.mark.django_db
def test_sort_keys_are_compared_by_bytes_on_a_server_of_any_locale():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, collation_name FROM information_schema.columns"
            " WHERE column_name = 'sort_key' AND table_name NOT LIKE '%historical%'"
        )
        assert dict(cursor.fetchall()) == dict.fromkeys(
            (
                "contacts_person",
                "contacts_organization",
                "contacts_area",
                "contacts_contactlist",
                "contacts_radarchange",
            ),
            "C",
        )
