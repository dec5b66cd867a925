"""What hangs on a person and an organization: notes, assistants, leaves, favourites, verified addresses, tags."""

import datetime as dt
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from contacts.models import Membership, MembershipStatus, Note, Organization, Person, PersonRelation, RecentView, Tag
from contacts.services import bookmarks, contact_details, customers, leaves, memberships, notes, people, relations, tags
from contacts.services.contact_details import Detail
from crm.common.dates import today
from crm.models import User
from tests import make
from tests.base import client_of
from tests.contacts.forms import filled

pytestmark = pytest.mark.django_db
D = dt.date


def text_of(user: User, url: str) -> str:
    response = client_of(user).get(url)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


@pytest.fixture
def maja() -> Person:
    person = make.mp("Maja Lindqvist", constituency=make.area("Västmanlands län"), starts_on=D(2026, 9, 28))
    make.detail(person, "email", "maja@example.se")
    return person


# --- Notes ---------------------------------------------------------------------------------------------------


def test_note_is_written_on_the_page_and_found_by_folded_words(alma: User, bo: User, maja: Person) -> None:
    response = client_of(alma).post(f"/personer/{maja.pk}/ny-anteckning/", {"text": " Gillar ÅTGÄRDSVAL "})
    assert response.headers["Location"] == f"/personer/{maja.pk}/#anteckningar"
    note = Note.objects.get()
    assert (note.text, note.written_by) == ("Gillar ÅTGÄRDSVAL", alma)
    assert "atgardsval" in note.search_text
    page = text_of(bo, f"/personer/{maja.pk}/")
    assert "Gillar ÅTGÄRDSVAL" in page
    assert "Alma Ek" in page
    assert "/anteckningar/" not in page, "a reader is offered no change"


def test_own_note_is_changed_and_removed_by_its_writer_and_by_managers_only(
    alma: User, bo: User, eva: User, dag: User, maja: Person
) -> None:
    mine, theirs = (notes.add(about=maja, text=text, actor=user) for text, user in (("min", alma), ("din", eva)))
    client = client_of(alma)
    assert client.get(f"/anteckningar/{theirs.pk}/redigera/").status_code == 403
    assert client.post(f"/anteckningar/{theirs.pk}/ta-bort/").status_code == 403
    for user in (bo, alma):
        with pytest.raises(PermissionDenied):
            notes.remove(note=theirs, actor=user)
    url = f"/anteckningar/{mine.pk}/redigera/"
    assert client.post(url, filled(client, url, text="vår")).status_code == 302
    assert notes.edit(note=mine, text="allas", actor=eva).text == "allas"
    assert client.post(f"/anteckningar/{mine.pk}/ta-bort/").status_code == 302
    notes.remove(note=theirs, actor=dag)
    assert not Note.objects.exists()
    assert "allas" in text_of(alma, f"/personer/{maja.pk}/andringar/"), "what it said stays in history"


def test_note_that_somebody_else_has_changed_is_told_of(alma: User, eva: User, maja: Person) -> None:
    note = notes.add(about=maja, text="ett", actor=alma)
    client, url = client_of(alma), f"/anteckningar/{note.pk}/redigera/"
    data = filled(client, url, text="två")
    notes.edit(note=note, text="tre", actor=eva)
    response = client.post(url, data)
    assert response.status_code == 409
    assert "tre" in response.content.decode()
    assert Note.objects.get().text == "tre"


def test_empty_note_is_refused(alma: User, maja: Person) -> None:
    assert client_of(alma).post(f"/personer/{maja.pk}/ny-anteckning/", {"text": "  "}).status_code == 422
    with pytest.raises(ValidationError):
        notes.add(about=maja, text=" ", actor=alma)


def test_note_on_an_organization_stands_on_its_page(alma: User) -> None:
    body = make.organization("Trafikverket")
    client_of(alma).post(f"/organisationer/{body.pk}/ny-anteckning/", {"text": "Ring växeln"})
    assert "Ring växeln" in text_of(alma, f"/organisationer/{body.pk}/")


# --- Relations -----------------------------------------------------------------------------------------------


def test_assistant_stands_on_both_pages_with_how_to_reach_the_other(alma: User, maja: Person) -> None:
    sten = make.person("Sten Stab", email="sten@example.se", mobile="070-174 06 05")
    client, url = client_of(alma), f"/personer/{maja.pk}/ny-relation/"
    assert (
        client.post(url, filled(client, url, other=sten.pk, kind="assistant", starts_on="2026-10-01")).status_code
        == 302
    )
    page = text_of(alma, f"/personer/{maja.pk}/")
    for said in (
        "Assistent</span>",
        "Sten Stab",
        "070-174 06 05",
        "mailto:sten@example.se",
        "1 okt 2026".replace(" ", "\xa0"),
    ):
        assert said.replace("\xa0", " ") in page.replace("\xa0", " ")
    other = text_of(alma, f"/personer/{sten.pk}/")
    assert "Assistent åt" in other
    assert "mailto:maja@example.se" in other


def test_relation_ends_on_a_day_and_can_begin_again(alma: User, bo: User, maja: Person) -> None:
    sten = make.person("Sten Stab")
    relation = relations.add(person=maja, other=sten, kind="assistant", starts_on=D(2025, 1, 1), actor=alma)
    with pytest.raises(ValidationError):
        relations.add(person=maja, other=sten, kind="assistant", actor=alma)
    client, url = client_of(alma), f"/relationer/{relation.pk}/avsluta/?fran={sten.pk}"
    assert client.post(url, filled(client, url, on="2024-01-01")).status_code == 422
    ended = client.post(url, filled(client, url, on="2026-03-31"))
    assert ended.headers["Location"] == f"/personer/{sten.pk}/", "back to where one came from"
    relation.refresh_from_db()
    assert relation.ends_on == D(2026, 3, 31)
    relations.add(person=maja, other=sten, kind="assistant", starts_on=D(2026, 11, 1), actor=alma)
    for act in (
        lambda u: relations.remove(relation=relation, actor=u),
        lambda u: relations.end(relation=relation, on=today(), actor=u),
    ):
        with pytest.raises(PermissionDenied):
            act(bo)
    assert client.post(f"/relationer/{relation.pk}/ta-bort/").status_code == 302
    assert PersonRelation.objects.count() == 1


def test_nobody_is_their_own_assistant(alma: User, maja: Person) -> None:
    with pytest.raises(ValidationError):
        relations.add(person=maja, other=maja, kind="chief", actor=alma)


# --- Favourites and what was seen ----------------------------------------------------------------------------


def test_star_makes_a_favourite_of_ones_own(bo: User, alma: User, maja: Person) -> None:
    client, url = client_of(bo), f"/personer/{maja.pk}/favorit/"
    client.post(url, {"favourite": "1"})
    answer = client.post(url, {"favourite": "1"}, headers={"HX-Request": "true"})
    assert 'aria-pressed="true"' in answer.content.decode()
    assert bookmarks.favourites_of(bo) == [maja]
    assert bookmarks.favourites_of(alma) == []
    for page in ("/", "/favoriter/"):
        assert "Maja Lindqvist" in text_of(bo, page)
        assert "Maja Lindqvist" not in text_of(alma, page)
    menu = client.get("/favoriter/", headers={"HX-Request": "true"}).content.decode()
    assert f'href="/personer/{maja.pk}/"' in menu
    assert "<html" not in menu
    client.post(url, {"favourite": "0"})
    assert bookmarks.favourites_of(bo) == []


def test_pages_that_were_opened_are_remembered_newest_first_and_twenty_of_them(bo: User, maja: Person) -> None:
    body = make.organization("Trafikverket")
    client = client_of(bo)
    for url in (f"/organisationer/{body.pk}/", f"/personer/{maja.pk}/", f"/organisationer/{body.pk}/"):
        client.get(url)
    assert bookmarks.recent_of(bo) == [body, maja]
    for _ in range(25):
        bookmarks.saw(subject=make.person(), actor=bo)
    client.get("/")
    assert RecentView.objects.filter(user=bo).count() == 20
    bookmarks.saw(subject=maja, actor=bo)
    assert bookmarks.recent_of(bo)[0] == maja


def test_empty_picker_offers_those_looked_at_last(bo: User, maja: Person) -> None:
    body, client = make.organization("Trafikverket"), client_of(bo)
    make.person("Aldrig Visad")
    assert client.get("/personer/forslag/?q=").json() == {"results": []}
    for url in (f"/organisationer/{body.pk}/", f"/personer/{maja.pk}/"):
        client.get(url)
    assert [r["text"] for r in client.get("/personer/forslag/?q=").json()["results"]] == ["Maja Lindqvist"]
    assert [r["text"] for r in client.get("/organisationer/forslag/").json()["results"]] == ["Trafikverket"]


# --- Addresses -----------------------------------------------------------------------------------------------


def test_address_is_verified_by_one_click_and_history_keeps_the_days(alma: User, bo: User, maja: Person) -> None:
    detail = maja.contact_details.get()
    contact_details.verify(detail=detail, on=D(2025, 5, 1), actor=alma)
    url = f"/kontaktuppgifter/{detail.pk}/verifierad/"
    answer = client_of(alma).post(url, headers={"HX-Request": "true"}).content.decode()
    detail.refresh_from_db()
    assert detail.last_verified_on == today()
    assert "<button" not in answer, "nothing more to click today"
    days = set(detail.history.values_list("last_verified_on", flat=True))
    assert {D(2025, 5, 1), today()} <= days
    contact_details.verify(detail=detail, on=D(2020, 1, 1), actor=alma)
    detail.refresh_from_db()
    assert detail.last_verified_on == today(), "an older day says less"
    with pytest.raises(ValidationError):
        contact_details.verify(detail=detail, on=today() + dt.timedelta(days=1), actor=alma)
    assert client_of(bo).post(url).status_code == 403


def test_address_that_is_changed_is_no_longer_verified(alma: User, maja: Person) -> None:
    detail = contact_details.verify(detail=maja.contact_details.get(), actor=alma)
    contact_details.replace(holder=maja, details=[Detail("email", "ny@example.se", pk=detail.pk)], actor=alma)
    detail.refresh_from_db()
    assert (detail.value, detail.last_verified_on) == ("ny@example.se", None)


def test_address_that_changed_under_the_form_is_told_of(alma: User, eva: User, maja: Person) -> None:
    client, url = client_of(alma), f"/personer/{maja.pk}/redigera/"
    data = filled(client, url, title="Docent", details__0__value="min@example.se")
    contact_details.verify(detail=maja.contact_details.get(), actor=eva)
    memberships.add(person=maja, organization=make.organization("Kommunen"), role="Råd", kind="elected", actor=eva)
    response = client.post(url, data)
    assert response.status_code == 409
    for said in ("kontaktuppgift", "Råd", "Eva Lund", "min@example.se"):
        assert said in response.content.decode()
    maja.refresh_from_db()
    assert maja.title == ""


def test_rows_can_be_added_and_the_template_of_one_is_on_the_page(alma: User, maja: Person) -> None:
    client, url = client_of(alma), f"/personer/{maja.pk}/redigera/"
    assert 'name="details-__prefix__-value"' in client.get(url).content.decode()
    data = filled(client, url)
    more = {f"details-{n}-kind": "email" for n in range(3, 6)} | {
        f"details-{n}-value": f"m{n}@example.se" for n in range(3, 6)
    }
    assert client.post(url, {**data, **more, "details-TOTAL_FORMS": "6"}).status_code == 302
    assert maja.contact_details.filter(kind="email").count() == 4


# --- Names, salutation, tags -----------------------------------------------------------------------------------


def test_names_before_are_found_and_the_salutation_is_suggested_in_their_language(alma: User, maja: Person) -> None:
    client, url = client_of(alma), f"/personer/{maja.pk}/redigera/"
    client.post(url, filled(client, url, other_names="Maja Bergåker", language="en"))
    assert list(Person.objects.matching("bergaker")) == [maja]
    page = text_of(alma, f"/personer/{maja.pk}/")
    assert "Maja Bergåker" in page
    assert "Dear Maja Lindqvist," in page
    maja.refresh_from_db()
    people.edit(person=maja, salutation="Bästa Maja!", actor=alma)
    assert "Bästa Maja!" in text_of(alma, f"/personer/{maja.pk}/")


def test_tags_are_chosen_on_the_forms_of_person_and_organization(alma: User, eva: User, maja: Person) -> None:
    tag, other = (tags.add(name=name, actor=eva) for name in ("Almedalen", "Övriga"))
    client = client_of(alma)
    for holder in (maja, make.organization("Trafikverket")):
        url = f"{holder.get_absolute_url()}redigera/"
        data = filled(client, url)
        assert client.post(url, {**data, "tags": [tag.pk, other.pk]}).status_code == 302
        assert "Almedalen" in text_of(alma, holder.get_absolute_url())
        data = filled(client, url)
        assert client.post(url, {**data, "tags": [other.pk]}).status_code == 302
        assert "Almedalen" not in text_of(alma, holder.get_absolute_url())
    assert Tag.objects.count() == 2


# --- Mandates: leave, strike -----------------------------------------------------------------------------------


def test_leave_is_added_set_right_and_taken_away_within_the_mandate(alma: User, bo: User, maja: Person) -> None:
    held = Membership.objects.get()
    client, url = client_of(alma), f"/uppdrag/{held.pk}/ny-ledighet/"
    assert client.post(url, filled(client, url, starts_on="2026-09-01")).context["form"].errors["starts_on"]
    assert client.post(url, filled(client, url, starts_on="2026-10-01", ends_on="2026-10-31")).status_code == 302
    assert client.post(url, filled(client, url, starts_on="2026-10-15")).status_code == 422, "two at one time"
    leave = MembershipStatus.objects.get()
    url = f"/ledigheter/{leave.pk}/redigera/"
    assert client.post(url, filled(client, url, ends_on="")).status_code == 302
    assert "Ledig</span>" in text_of(alma, f"/personer/{maja.pk}/")
    assert not Membership.objects.serving_on(today()).exists()
    with pytest.raises(PermissionDenied):
        leaves.remove(leave=leave, actor=bo)
    assert client.post(f"/ledigheter/{leave.pk}/ta-bort/").status_code == 302
    assert Membership.objects.serving_on(today()).exists()


def test_struck_mandate_is_folded_and_the_strike_can_be_undone(alma: User, bo: User, maja: Person) -> None:
    held = Membership.objects.get()
    memberships.strike(membership=held, reason="Gällde en namne", actor=alma)
    page = text_of(alma, f"/personer/{maja.pk}/")
    assert "1 struket uppdrag" in page
    assert "Gällde en namne" in page
    assert client_of(bo).post(f"/uppdrag/{held.pk}/angra-strykning/").status_code == 403
    assert client_of(alma).post(f"/uppdrag/{held.pk}/angra-strykning/").status_code == 302
    held.refresh_from_db()
    assert (held.struck_at, held.struck_reason) == (None, "")
    assert held.history.filter(struck_reason="Gällde en namne").exists()
    assert client_of(alma).get(f"/uppdrag/{held.pk}/angra-strykning/").status_code == 404


def test_strike_stays_where_the_same_role_was_given_again(alma: User, maja: Person) -> None:
    held = Membership.objects.get()
    memberships.strike(membership=held, reason="Fel", actor=alma)
    again = {name: getattr(held, name) for name in ("organization", "role", "kind", "party", "area", "starts_on")}
    memberships.add(person=maja, actor=alma, **again)
    response = client_of(alma).post(f"/uppdrag/{held.pk}/angra-strykning/")
    assert response.status_code == 422
    assert "från den dagen" in response.content.decode()


def test_mandates_show_their_days(alma: User, maja: Person) -> None:
    make.membership(maja, role="Råd", starts_on=D(2022, 9, 26), ends_on=D(2026, 9, 27))
    page = text_of(alma, f"/personer/{maja.pk}/").replace("\xa0", " ").replace("<wbr>", "")
    assert '<time datetime="2022-09-26">26 sep 2022</time>–<time datetime="2026-09-27">27 sep 2026</time>' in page


# --- Membership of the cooperation -------------------------------------------------------------------------------


def test_membership_of_ours_goes_from_period_to_period(alma: User) -> None:
    body = make.organization("Köpings kommun", "municipality")
    client, url = client_of(alma), f"/organisationer/{body.pk}/nytt-medlemskap/"
    assert client.post(url, filled(client, url, status="associated", starts_on="2020-01-01")).status_code == 302
    assert client.post(url, filled(client, url, status="full", starts_on="2024-01-01")).status_code == 302
    held = list(body.customer_memberships.order_by("starts_on"))
    assert [(h.status, h.starts_on, h.ends_on) for h in held] == [
        ("associated", D(2020, 1, 1), D(2023, 12, 31)), ("full", D(2024, 1, 1), None),
    ]  # fmt: skip
    assert client.post(url, filled(client, url, status="none", starts_on="2021-01-01")).status_code == 422
    edit = f"/medlemskap/{held[1].pk}/redigera/"
    assert client.post(edit, filled(client, edit, ends_on="2025-12-31")).status_code == 302
    assert Organization.objects.with_customer_status("full", day=D(2026, 1, 1)).count() == 0
    assert Organization.objects.with_customer_status("full", day=D(2025, 1, 1)).count() == 1
    assert client.post(f"/medlemskap/{held[0].pk}/ta-bort/").status_code == 302
    assert body.customer_memberships.count() == 1


def test_reader_cannot_change_membership_of_ours(bo: User) -> None:
    with pytest.raises(PermissionDenied):
        customers.add(organization=make.organization(), status="full", actor=bo)


# --- How much a page asks ------------------------------------------------------------------------------------------


def test_full_page_of_a_person_asks_at_most_twelve_times(
    alma: User, maja: Person, django_assert_max_num_queries: Any
) -> None:
    from advocacy.services import interactions, tasks

    sten = make.person("Sten Stab", email="sten@example.se")
    for number in range(50):
        interactions.log(
            actor=alma,
            kind="meeting",
            held_on=D(2026, 1, 1) + dt.timedelta(days=number),
            title=f"Möte {number}",
            people=[maja],
        )
    for number in range(4):
        notes.add(about=maja, text=f"Not {number}", actor=alma)
        tasks.add(actor=alma, title=f"Ring {number}", owner=alma, person=maja)
        make.membership(maja, role=f"Roll {number}")
    relations.add(person=maja, other=sten, kind="assistant", actor=alma)
    leaves.add(membership=Membership.objects.get(role="Roll 0"), starts_on=D(2026, 1, 1), actor=alma)
    people.edit(person=maja, owner=alma, tags=[Tag.objects.create(name="A"), Tag.objects.create(name="B")], actor=alma)
    client = client_of(alma)
    with django_assert_max_num_queries(12):
        response = client.get(f"/personer/{maja.pk}/")
    page = response.content.decode()
    for said in ("Möte 49", "Not 3", "Ring 3", "Roll 3", "Sten Stab", "Ledig"):
        assert said in page
    with django_assert_max_num_queries(12):
        assert "Möte 49" in client.get(f"/personer/{maja.pk}/infor-mote/").content.decode()
