"""The page of a person, and the history of their changes."""

import datetime as dt
from typing import Any

import pytest

from contacts.models import Person
from contacts.services import memberships, people
from crm.common import extensions
from crm.models import User
from tests import make
from tests.base import client_of

pytestmark = pytest.mark.django_db
D = dt.date


def page(user: User, person: Person, query: str = "") -> str:
    response = client_of(user).get(f"/personer/{person.pk}/{query}")
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


@pytest.fixture
def maja(alma: User) -> Person:
    county = make.area("Västmanlands län")
    person = make.mp("Maja Lindqvist", constituency=county, code="C", starts_on=D(2026, 9, 28), source="Valmyndigheten")
    make.detail(person, "email", "maja@example.se")
    make.detail(person, "mobile", "070-174 06 05", label="privat")
    koping = make.organization("Köpings kommun", "municipality")
    make.membership(person, koping, "Kommunalråd", starts_on=D(2022, 10, 15), ends_on=D(2026, 9, 27), side="opposition")
    return people.edit(person=person, owner=alma, tier="A", actor=alma)


def test_page_says_who_they_are_how_to_reach_them_and_whose_they_are(bo: User, maja: Person) -> None:
    text = page(bo, maja)
    assert "<h1>Maja Lindqvist</h1>" in text
    assert 'href="mailto:maja@example.se"' in text
    assert 'href="tel:+46701740605">070-174 06 05</a>' in text
    assert "Mobil, privat" in text
    for said in ("Alma Ek", "Kontaktnivå", "Västmanlands län", "Källa: Valmyndigheten", "Opposition"):
        assert said in text


def test_mandates_present_come_before_those_past_and_struck_ones_are_gone(alma: User, maja: Person) -> None:
    wrong = make.membership(maja, role="Felregistrerad roll")
    memberships.strike(membership=wrong, reason="Fel person", actor=alma)
    response = client_of(alma).get(f"/personer/{maja.pk}/")
    assert [m.role for m in response.context["current"]] == ["Riksdagsledamot"]
    assert [m.role for m in response.context["past"]] == ["Kommunalråd"]
    assert [m.role for m in response.context["struck"]] == ["Felregistrerad roll"]
    assert "Fel person" in response.content.decode()


def test_mandate_to_come_is_told_apart(bo: User, maja: Person) -> None:
    make.membership(maja, role="Talman", starts_on=D(2099, 1, 1))
    response = client_of(bo).get(f"/personer/{maja.pk}/")
    assert [m.role for m in response.context["future"]] == ["Talman"]


def test_it_is_told_for_whom_somebody_stands_in_and_whom_they_represent(bo: User, maja: Person) -> None:
    seat, hall = maja.memberships.get(role="Riksdagsledamot"), make.organization("Mälardalsrådet")
    olle = make.person("Olle Ek")
    make.membership(olle, make.riksdag(), "Ersättare", kind="substitute", stands_in_for=seat, represents=hall)
    text = page(bo, olle)
    assert "Ersätter Maja Lindqvist" in text
    assert "Företräder Mälardalsrådet" in text
    assert "Ersätter" not in page(bo, maja)


def test_timeline_tells_newest_first_when_mandates_began_and_ended(bo: User, maja: Person) -> None:
    entries = client_of(bo).get(f"/personer/{maja.pk}/").context["timeline"]
    told = [(e.day, e.title) for e in entries if e.kind == "memberships"]
    assert told == [
        (D(2026, 9, 28), "Tillträdde: Riksdagsledamot"),
        (D(2026, 9, 27), "Lämnade: Kommunalråd, Köpings kommun"),
        (D(2022, 10, 15), "Tillträdde: Kommunalråd, Köpings kommun"),
    ]


@pytest.fixture
def slots(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another app's timeline source and card."""
    sources = extensions.Slot(extensions.TimelineSource)
    for source in extensions.timeline_sources:
        if source.name == "memberships":
            sources.add(source)
    call = extensions.TimelineEntry(D(2026, 10, 1), "Samtal om järnväg", "calls", "Samtal", "/samtal/1/")
    sources.add(extensions.TimelineSource("calls", "contacts.Person", "Samtalen", lambda obj, user, limit: [call]))
    monkeypatch.setattr(extensions, "timeline_sources", sources)
    panels = extensions.Slot(extensions.Panel)
    card = "contacts/_changed_fields.html"

    def about(obj: Any, user: Any) -> dict[str, Any]:
        return {"change": {"what": "created", "fields": [{"label": "kort", "after": f"Om {obj}"}]}}

    panels.add(extensions.Panel("a", "contacts.Person", card, about))
    panels.add(extensions.Panel("b", "contacts.Person", card, lambda obj, user: None))
    monkeypatch.setattr(extensions, "panels", panels)


def test_other_apps_add_to_the_timeline_which_can_be_narrowed(bo: User, maja: Person, slots: None) -> None:
    assert "Samtal om järnväg" in page(bo, maja)
    only = client_of(bo).get(f"/personer/{maja.pk}/?visa=calls").context["timeline"]
    assert [e.title for e in only] == ["Samtal om järnväg"]
    assert len(client_of(bo).get(f"/personer/{maja.pk}/?visa=nonsense").context["timeline"]) == 4


def test_other_apps_add_cards_where_they_have_something_to_say(bo: User, maja: Person, slots: None) -> None:
    assert "Om Maja Lindqvist" in page(bo, maja)
    assert len(client_of(bo).get(f"/personer/{maja.pk}/").context["panels"]) == 1


def test_long_timeline_is_cut_and_leads_to_the_whole(bo: User) -> None:
    person = make.person()
    for year in range(1940, 1995):
        make.membership(person, role=f"År {year}", starts_on=D(year, 1, 1))
    first = client_of(bo).get(f"/personer/{person.pk}/")
    assert len(first.context["timeline"]) == 50
    assert f'<a href="/personer/{person.pk}/tidslinje/">Hela tidslinjen</a>' in first.content.decode()


def test_reader_is_offered_no_change_and_editor_is(alma: User, bo: User, maja: Person) -> None:
    assert "/redigera/" not in page(bo, maja)
    assert "/avsluta/" not in page(bo, maja)
    assert f"/personer/{maja.pk}/redigera/" in page(alma, maja)
    assert "/avsluta/" in page(alma, maja)


def test_page_costs_the_same_whatever_it_holds(bo: User, maja: Person, django_assert_max_num_queries: Any) -> None:
    client = client_of(bo)
    client.get(f"/personer/{maja.pk}/")
    with django_assert_max_num_queries(30) as few:
        client.get(f"/personer/{maja.pk}/")
    for number in range(8):
        make.membership(maja, role=f"Roll {number}", area=make.area(f"Län {number}"), party=make.party(f"P{number}"))
        make.detail(maja, "email", f"m{number}@example.se")
    with django_assert_max_num_queries(30) as many:
        client.get(f"/personer/{maja.pk}/")
    assert len(many) == len(few)


def test_person_who_does_not_want_contact_is_marked(bo: User, alma: User, maja: Person) -> None:
    assert "Vill inte bli kontaktad" not in page(bo, maja)
    people.edit(person=maja, do_not_contact=True, actor=alma)
    assert "Vill inte bli kontaktad" in page(bo, maja)


def test_unknown_person_and_outsider_get_404(alma: User, cai: User, maja: Person) -> None:
    assert client_of(alma).get("/personer/0/").status_code == 404
    for path in ("", "andringar/", "redigera/", "arkivera/", "nytt-uppdrag/"):
        assert client_of(cai).get(f"/personer/{maja.pk}/{path}").status_code == 404


def test_merged_person_leads_to_the_one_that_is_left(bo: User, maja: Person) -> None:
    gone = make.person("Maja L")
    Person.objects.filter(pk=gone.pk).update(merged_into=maja)
    assert client_of(bo).get(f"/personer/{gone.pk}/").headers["Location"] == f"/personer/{maja.pk}/"


def test_history_tells_who_changed_what_in_person_addresses_and_mandates(alma: User, eva: User, maja: Person) -> None:
    people.edit(person=maja, title="Docent", actor=eva)
    make.detail(maja, "phone", "08-123 45 67", actor=eva)
    memberships.end(membership=maja.memberships.get(ends_on=None), on=D(2026, 10, 1), actor=eva, reason="Avsägelse")
    text = " ".join(client_of(alma).get(f"/personer/{maja.pk}/andringar/").content.decode().split())
    for said in ("Eva Lund", "Docent", "+4681234567", "2026-10-01", "Avsägelse", "Maja"):
        assert said in text
    assert "search_text" not in text
