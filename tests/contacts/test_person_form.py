"""Adding, editing and archiving a person on the pages."""

import pytest

from contacts.models import Person
from contacts.services import people
from contacts.services.contact_details import Detail
from crm.models import User
from tests import make
from tests.base import client_of
from tests.contacts.forms import filled

pytestmark = pytest.mark.django_db
ADD = "/personer/ny/"


def emails(person: Person) -> list[tuple[str, bool]]:
    return [(d.value, d.is_preferred) for d in person.contact_details.filter(kind="email").order_by("pk")]


def test_editor_adds_a_person_with_addresses(alma: User) -> None:
    client = client_of(alma)
    data = filled(client, ADD, given_name="Åsa", family_name="Öberg", details__0__value="asa@example.se", owner=alma.pk)
    response = client.post(ADD, data, follow=True)
    person = Person.objects.get()
    assert response.redirect_chain == [(f"/personer/{person.pk}/", 302)]
    assert "Personen är tillagd." in response.content.decode()
    assert (person.name, person.owner, person.history.get().history_user) == ("Åsa Öberg", alma, alma)
    assert emails(person) == [("asa@example.se", True)]


def test_next_step_can_be_the_mandate(alma: User) -> None:
    client = client_of(alma)
    response = client.post(ADD, filled(client, ADD, given_name="A", family_name="B", add_role="1"))
    assert response.headers["Location"] == f"/personer/{Person.objects.get().pk}/nytt-uppdrag/"


def test_what_was_typed_is_kept_beside_the_error(alma: User) -> None:
    client = client_of(alma)
    data = filled(client, ADD, given_name="Åsa", details__0__value="ingen adress", details__1__value="070-174 06 05")
    response = client.post(ADD, data)
    page = response.content.decode()
    assert response.status_code == 422
    assert 'value="ingen adress"' in page
    assert 'value="070-174 06 05"' in page
    assert '<a href="#id_details-0-value">Kontaktuppgift 1</a>' in page
    assert "2 uppgifter behöver rättas" in page
    assert response.context["form"].details.forms[0].errors["value"]
    assert response.context["form"].errors["family_name"]
    assert not Person.objects.exists()


def test_one_with_a_taken_name_is_asked_about_first(alma: User) -> None:
    known = make.mp("Maja Lindqvist")
    client = client_of(alma)
    data = filled(client, ADD, given_name="Maja", family_name="lindqvist")
    asked = client.post(ADD, data)
    assert asked.status_code == 422
    assert f'href="/personer/{known.pk}/"' in asked.content.decode()
    assert 'type="checkbox" name="is_other"' in asked.content.decode()
    assert client.post(ADD, {**data, "is_other": "on"}).status_code == 302
    assert Person.objects.count() == 2


def test_edit_shows_what_is_there_and_saves_what_is_changed(alma: User) -> None:
    person = make.person("Maja Lindqvist", email="maja@example.se", birth_year=1980, title="Docent")
    client, url = client_of(alma), f"/personer/{person.pk}/redigera/"
    client.post(url, filled(client, url))
    person.refresh_from_db()
    assert (person.version, emails(person)) == (1, [("maja@example.se", True)])
    response = client.post(url, filled(client, url, title="Professor", details__0__value="ny@example.se"))
    assert response.headers["Location"] == f"/personer/{person.pk}/"
    person.refresh_from_db()
    assert (person.title, person.birth_year, person.version) == ("Professor", 1980, 2)
    assert emails(person) == [("ny@example.se", True)]


def test_cleared_address_goes_and_a_second_one_can_take_its_place(alma: User) -> None:
    person = make.person(email="a@example.se")
    make.detail(person, "email", "b@example.se")
    client, url = client_of(alma), f"/personer/{person.pk}/redigera/"
    client.post(url, filled(client, url, details__0__value=""))
    assert emails(person) == [("b@example.se", True)]


def test_address_of_another_person_cannot_be_taken_over(alma: User) -> None:
    person, other = make.person(email="a@example.se"), make.person(email="other@example.se")
    client, url = client_of(alma), f"/personer/{person.pk}/redigera/"
    client.post(url, filled(client, url, details__0__pk=other.contact_details.get().pk))
    assert emails(other) == [("other@example.se", True)]
    assert emails(person) == [("a@example.se", True)]


def test_conflict_shows_what_the_other_changed_keeps_what_was_typed_and_leaves_the_choice(
    alma: User, eva: User
) -> None:
    person = make.person("Maja Lindqvist", title="Docent")
    client, url = client_of(alma), f"/personer/{person.pk}/redigera/"
    data = filled(client, url, salutation="Hej Maja,", title="Lektor")
    people.edit(person=person, title="Professor", details=[Detail("email", "ny@example.se")], actor=eva)
    response = client.post(url, data)
    page = response.content.decode()
    assert response.status_code == 409
    for said in ("Eva Lund", "<s>Docent</s> → Professor", "ny@example.se", 'value="Lektor"', 'value="Hej Maja,"'):
        assert said in page
    person.refresh_from_db()
    assert person.title == "Professor"
    again = {**data, **{name: response.context["form"][name].value() for name in ("version", "opened_at")}}
    assert client.post(url, again).status_code == 302
    person.refresh_from_db()
    assert (person.title, person.salutation) == ("Lektor", "Hej Maja,")


def test_edit_without_a_version_is_refused(alma: User) -> None:
    person = make.person("Maja Lindqvist")
    client, url = client_of(alma), f"/personer/{person.pk}/redigera/"
    data = filled(client, url, title="X")
    del data["version"]
    assert client.post(url, data).status_code == 422


def test_owner_is_a_colleague(alma: User, cai: User) -> None:
    client = client_of(alma)
    response = client.post(ADD, filled(client, ADD, given_name="A", family_name="B", owner=cai.pk))
    assert response.context["form"].errors["owner"]


def test_archived_person_can_be_restored_from_the_same_page(alma: User) -> None:
    person = make.person("Maja Lindqvist")
    client, url = client_of(alma), f"/personer/{person.pk}/arkivera/"
    assert "Arkivera Maja Lindqvist" in client.get(url).content.decode()
    person.refresh_from_db()
    assert not person.is_archived
    assert "Arkiverad" in client.post(url, follow=True).content.decode()
    person.refresh_from_db()
    assert person.is_archived
    client.post(url)
    person.refresh_from_db()
    assert person.is_archived, "a second click on 'Arkivera' is no 'Återställ'"
    assert 'name="restore"' in client.get(url).content.decode()
    client.post(url, {"restore": "1"})
    person.refresh_from_db()
    assert not person.is_archived


def test_reader_cannot_change_anything(bo: User) -> None:
    person = make.person("Maja Lindqvist")
    client = client_of(bo)
    for path in ("ny/", f"{person.pk}/redigera/", f"{person.pk}/arkivera/"):
        assert client.get(f"/personer/{path}").status_code == 403
        assert client.post(f"/personer/{path}", {"given_name": "X", "family_name": "Y"}).status_code == 403
    person.refresh_from_db()
    assert (Person.objects.count(), person.is_archived) == (1, False)


def test_one_with_a_known_address_is_asked_about_whatever_the_name(alma: User) -> None:
    known = make.person("Åsa Lind-Öberg", email="asa@example.se")
    client = client_of(alma)
    data = filled(client, ADD, given_name="Åsa", family_name="Öberg", details__0__value="ASA@example.se")
    asked = client.post(ADD, data)
    assert asked.status_code == 422
    assert asked.context["form"].namesakes == [known]
    assert "Samma e-postadress finns redan" in asked.content.decode()
    assert "Det finns redan någon med den e-postadressen i registret. Är det samma person?" in asked.content.decode()
    assert client.post(ADD, {**data, "is_other": "on"}).status_code == 302
    assert Person.objects.count() == 2
