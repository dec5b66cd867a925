"""Food and gifts: who was treated to what, by whom, for how much."""

import datetime as dt

import pytest
from django.urls import reverse

from tests import make, make_advocacy
from tests.base import client_of

pytestmark = pytest.mark.django_db
LIST, EXPORT = reverse("advocacy:hospitality_list"), reverse("advocacy:hospitality_export")


def treated(by, what, payer="ours", worth=200, people=(), **fields):
    facts = {"hospitality": what, "hospitality_payer": payer, "hospitality_worth": worth}
    people = people or (make.person(), make.person())
    return make_advocacy.interaction(*people, title=f"Om {what}", facts=facts, actor=by, **fields)


def listed(user, **query):
    page = client_of(user).get(LIST, query)
    return [(row.facts.hospitality, row.guests, row.worth_in_all) for row in page.context["object_list"]], page


def test_worth_is_counted_for_those_on_the_side_that_was_treated(alma):
    treated(alma, "Lunch")
    treated(alma, "Middag", payer="theirs", worth=500)
    treated(alma, "Kaffe", worth=None)
    rows, page = listed(alma)

    assert set(rows) == {("Lunch", 2, 400), ("Middag", 1, 500), ("Kaffe", 2, None)}
    assert page.context["in_all"] == 900
    assert "900" in page.content.decode()


def test_who_did_not_come_was_not_treated(alma):
    came, stayed = make.person(), make.person()
    treated(alma, "Lunch", people=(came, stayed), attendance={stayed.pk: "absent"})

    assert listed(alma)[0] == [("Lunch", 1, 200)]


def test_only_contacts_that_were_held_and_have_it_noted_are_there(alma):
    make_advocacy.interaction(make.person(), title="Utan", actor=alma)
    treated(alma, "Planerad", held_on=dt.date(2027, 6, 22))

    assert listed(alma)[0] == []


@pytest.mark.parametrize(
    ("query", "names"), [({"year": "2025"}, {"Fika"}), ({"payer": "theirs"}, {"Middag"}), ({"q": "lunch"}, {"Lunch"})]
)
def test_list_and_its_total_are_filtered(alma, query, names):
    treated(alma, "Lunch")
    treated(alma, "Fika", held_on=dt.date(2025, 5, 5))
    treated(alma, "Middag", payer="theirs", worth=500)
    rows, page = listed(alma, **query)

    assert {row[0] for row in rows} == names
    assert page.context["in_all"] == sum(row[2] for row in rows)


def test_wrong_year_shows_nothing_and_says_so(alma):
    treated(alma, "Lunch")
    rows, page = listed(alma, year="i år")

    assert rows == []
    assert "Filtret går inte att använda" in page.content.decode()


def test_confidential_contact_is_there_for_those_who_may_read_it_alone(alma, eva):
    treated(alma, "Hemlig lunch", is_confidential=True)

    assert len(listed(alma)[0]) == 1
    rows, page = listed(eva)
    assert rows == []
    assert page.context["in_all"] == 0
    assert "Hemlig" not in client_of(eva).get(EXPORT, {"format": "csv"}).getvalue().decode()


def test_export_holds_the_list(alma):
    treated(alma, "Lunch", people=(make.person("Maja Lindqvist"),))
    text = client_of(alma).get(EXPORT, {"format": "csv"}).getvalue().decode("utf-8-sig")

    for part in ("Vem bjöd", "Lunch", "Vi bjöd", "Maja Lindqvist", "200"):
        assert part in text


def test_reader_does_not_see_the_list(bo):
    assert client_of(bo).get(LIST).status_code == 403
