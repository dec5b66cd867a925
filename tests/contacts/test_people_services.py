"""Adding, editing and archiving people, and their addresses."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from contacts.choices import DetailKind
from contacts.models import ContactDetail, Person
from contacts.services import contact_details, people
from contacts.services.contact_details import Detail
from crm.common import writes
from crm.models import User
from tests import make

pytestmark = pytest.mark.django_db


def held(person: Person) -> list[tuple[str, str, bool]]:
    return [(d.kind, d.value, d.is_preferred) for d in person.contact_details.order_by("kind", "pk")]


def test_editor_adds_person_with_addresses_in_one_form(alma: User) -> None:
    person = people.add(
        given_name=" Åsa  Maria ",
        family_name="Öberg",
        actor=alma,
        sector="academia",
        details=[Detail("email", "Asa@Example.SE"), Detail("mobile", "070-174 06 05")],
    )
    assert (person.name, person.search_text, person.version) == ("Åsa Maria Öberg", "asa maria oberg", 1)
    assert held(person) == [("email", "asa@example.se", True), ("mobile", "+46701740605", True)]
    assert person.history.get().history_user == alma


def test_reader_and_outsider_cannot_change_the_register(bo: User, cai: User) -> None:
    person = make.person()
    for user in (bo, cai):
        for act in (
            lambda u: people.add(given_name="A", family_name="B", actor=u),
            lambda u: people.edit(person=person, title="X", actor=u),
            lambda u: people.archive(person=person, actor=u),
            lambda u: people.restore(person=person, actor=u),
            lambda u: contact_details.set(holder=person, kind="email", value="a@b.se", actor=u),
            lambda u: contact_details.replace(holder=person, details=[], actor=u),
        ):
            with pytest.raises(PermissionDenied):
                act(user)
    assert Person.objects.get().history.count() == 1


def test_wrong_address_stops_the_whole_addition(alma: User) -> None:
    with pytest.raises(ValidationError) as caught:
        people.add(
            given_name="A", family_name="B", actor=alma, details=[Detail("email", "a@b.se"), Detail("phone", "abc")]
        )
    assert caught.value.messages == ["abc: Telefonnumret går inte att tyda."]
    assert not Person.objects.exists()


def test_edit_changes_only_what_is_given(alma: User) -> None:
    person = make.person("Maja Lindqvist", title="Docent", email="maja@example.se")
    edited = people.edit(person=person, family_name="Lind", actor=alma)
    edited.refresh_from_db()
    assert (edited.name, edited.title, edited.version) == ("Maja Lind", "Docent", 2)
    assert edited.sort_key == "lind maja"
    assert held(edited) == [("email", "maja@example.se", True)]


def test_edit_that_changes_nothing_leaves_no_trace(alma: User) -> None:
    person = make.person("Maja Lindqvist", email="maja@example.se")
    detail = person.contact_details.get()
    details = [Detail("email", "Maja@example.se ", is_preferred=True, pk=detail.pk)]
    people.edit(person=person, given_name="Maja", details=details, actor=alma)
    person.refresh_from_db()
    assert person.version == 1
    assert person.history.count() == 1
    assert detail.history.count() == 1


def test_second_of_two_editors_is_told_and_nothing_is_lost(alma: User, eva: User) -> None:
    person = make.person("Maja Lindqvist")
    people.edit(person=person, title="Docent", version=1, actor=eva)
    with pytest.raises(writes.Conflict) as caught:
        people.edit(person=person, title="Professor", version=1, actor=alma)
    assert caught.value.obj.title == "Docent"
    people.edit(person=person, title="Professor", version=2, actor=alma)
    person.refresh_from_db()
    assert (person.title, person.version) == ("Professor", 3)


def test_changed_addresses_count_as_a_change_of_the_person(alma: User) -> None:
    person = make.person("Maja Lindqvist")
    people.edit(person=person, details=[Detail("email", "m@example.se")], version=1, actor=alma)
    with pytest.raises(writes.Conflict):
        people.edit(person=person, details=[], version=1, actor=alma)
    assert held(person) == [("email", "m@example.se", True)]


def test_edit_does_not_write_back_what_an_old_copy_remembers(alma: User) -> None:
    old = make.person("Maja Lindqvist", title="Docent")
    people.edit(person=Person.objects.get(), title="Professor", actor=alma)
    people.edit(person=old, given_name="Moa", actor=alma)
    assert (Person.objects.get().name, Person.objects.get().title) == ("Moa Lindqvist", "Professor")


def test_archived_person_leaves_pickers_and_can_return(alma: User) -> None:
    person = make.person()
    assert people.archive(person=person, actor=alma, reason="Lämnat politiken").is_archived
    assert not Person.objects.pickable().exists()
    assert person.history.first().history_change_reason == "Lämnat politiken"
    assert not people.restore(person=person, actor=alma).is_archived
    assert Person.objects.pickable().exists()


def test_namesakes_are_found_without_regard_to_accents_and_hyphens(alma: User) -> None:
    person = make.person("Anne-Marie Idén")
    make.person("Anna Idén")
    assert people.namesakes(given_name="anne marie", family_name="Iden", actor=alma) == ([person], False)


def test_adding_a_preferred_address_demotes_the_old_one(alma: User) -> None:
    person = make.person(email="gammal@example.se")
    contact_details.set(holder=person, kind="email", value="ny@example.se", is_preferred=True, actor=alma)
    contact_details.set(holder=person, kind="email", value="tredje@example.se", actor=alma)
    assert held(person) == [
        ("email", "gammal@example.se", False),
        ("email", "ny@example.se", True),
        ("email", "tredje@example.se", False),
    ]


def test_same_address_again_adds_nothing_and_blank_wipes_nothing(alma: User) -> None:
    organization = make.organization()
    first = contact_details.set(
        holder=organization, kind="phone", value="08-123 45 67", label="Växel", source="Webben", actor=alma
    )
    again = contact_details.set(holder=organization, kind="phone", value="+4681234567", actor=alma)
    assert (again.pk, again.label, again.source) == (first.pk, "Växel", "Webben")
    assert first.history.count() == 1
    assert str(first) == "+4681234567"
    assert first.display.startswith("08")


def test_addresses_can_swap_who_is_preferred(alma: User) -> None:
    person = make.person()
    a, b = (make.detail(person, "email", f"{n}@example.se") for n in "ab")
    details = [
        Detail("email", a.value, is_preferred=False, pk=a.pk),
        Detail("email", b.value, is_preferred=True, pk=b.pk),
    ]
    contact_details.replace(holder=person, details=details, actor=alma)
    assert held(person) == [("email", "a@example.se", False), ("email", "b@example.se", True)]


def test_removed_preferred_address_is_succeeded(alma: User) -> None:
    person = make.person()
    first = make.detail(person, DetailKind.EMAIL, "a@example.se")
    left = make.detail(person, DetailKind.EMAIL, "b@example.se")
    contact_details.replace(holder=person, details=[Detail("email", left.value, pk=left.pk)], actor=alma)
    assert held(person) == [("email", "b@example.se", True)]
    assert ContactDetail.history.filter(id=first.pk, history_type="-").exists()


@pytest.mark.parametrize(
    ("kind", "value"),
    [("email", "a@"), ("phone", "12"), ("mobile", "hej"), ("web", "javascript:alert(1)"), ("email", ""), ("fax", "1")],
)
def test_what_is_no_address_is_refused(alma: User, kind: str, value: str) -> None:
    person = make.person()
    with pytest.raises(ValidationError):
        contact_details.set(holder=person, kind=kind, value=value, actor=alma)
    with pytest.raises(ValidationError):
        contact_details.replace(holder=person, details=[Detail(kind, value)], actor=alma)
    assert held(person) == []


def test_one_address_twice_is_refused(alma: User) -> None:
    details = [Detail("phone", "08-123 45 67"), Detail("phone", "+46 8 123 45 67")]
    with pytest.raises(ValidationError, match="två gånger"):
        people.add(given_name="A", family_name="B", details=details, actor=alma)
