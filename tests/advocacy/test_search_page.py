"""The global search and what lies under its field: what is found, why, by whom, at what cost."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.urls import reverse

from contacts.models import ContactList, Note
from crm.common import search, writes
from crm.common.search import Asked
from crm.common.text import stem
from tests import make, make_advocacy
from tests.base import client_of

pytestmark = pytest.mark.django_db

SEARCH, SUGGEST = reverse("crm:search"), reverse("crm:search_suggest")


def hits(user: Any, text: str) -> dict[str, list[tuple[str, str]]]:
    """Title and reason of every hit, by group; marked words in [brackets]."""
    groups = client_of(user).get(SEARCH, {"q": text}).context["groups"]
    return {g.name: [(bracketed(hit.title), bracketed(hit.reason)) for hit in g.hits] for g in groups}


def bracketed(html: str) -> str:
    return html.replace("<mark>", "[").replace("</mark>", "]")


def note(about: Any, text: str, actor: Any) -> Note:
    return writes.save(Note(text=text, written_by=actor, person=about), actor=actor)


# --- Why ----------------------------------------------------------------------------------------------------


def test_word_that_was_asked_for_is_marked(bo: Any) -> None:
    make.person("Åsa Örnberg")
    assert hits(bo, "orn") == {"people": [("Åsa [Örn]berg", "")]}


def test_former_name_is_the_reason(bo: Any) -> None:
    make.person("Cilla Nygift", other_names="Cilla Gammalén\nCilla af Mellan")
    assert hits(bo, "gammalen") == {"people": [("Cilla Nygift", "Tidigare eller annat namn: Cilla [Gammalén]")]}


def test_legal_name_is_the_reason(bo: Any) -> None:
    make.person("Kalle Ek", legal_name="Karl Gustaf Ek")
    assert hits(bo, "gustaf") == {"people": [("Kalle Ek", "Folkbokföringsnamn: Karl [Gustaf] Ek")]}


def test_address_and_number_are_the_reason(bo: Any) -> None:
    make.person("Maja Lindqvist", email="maja@riksdagen.se", phone="070-123 45 67")
    assert hits(bo, "maja@riksd") == {"people": [("[Maja] Lindqvist", "E-post: [maja]@[riksd]agen.se")]}
    assert hits(bo, "+46 70 1234567") == {"people": [("Maja Lindqvist", "Telefon: 070-123 45 67")]}


def test_short_name_and_number_are_the_reason_for_an_organization(bo: Any) -> None:
    make.organization("Trafikverket", short_name="TRV", organization_number="202100-6297")
    assert hits(bo, "trv") == {"organizations": [("Trafikverket", "Kort namn: [TRV]")]}
    ((name, reason),) = hits(bo, "2021006297")["organizations"]
    assert (name, reason) == ("Trafikverket", "Organisationsnummer: 202100-6297")


def test_likeness_is_said(bo: Any) -> None:
    make.person("Maja Lindqvist")
    response = client_of(bo).get(SEARCH, {"q": "Lindqvst"})
    assert "Ingen stavas ”Lindqvst”. Detta stavas nästan så." in response.content.decode()
    assert hits(bo, "Lindqvst") == {"people": [("Maja [Lindqvist]", "")]}


def test_word_that_is_nowhere_is_said(bo: Any) -> None:
    make.person("Maja Lindqvist")
    assert hits(bo, "Maja Kristina Lindqvist") == {"people": [("[Maja] [Lindqvist]", "Utan ”[Kristina]”")]}
    assert hits(bo, "Maja Kommundirektör Lindqvist") == {"people": [("[Maja] [Lindqvist]", "Utan ”[Kommundirektör]”")]}


# --- Texts --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("typed", ["järnväg", "järnvägar", "järnvägarnas", "jarnvagen", "järnvägens underhåll"])
def test_contact_is_found_by_any_form_of_its_words(bo: Any, typed: str) -> None:
    make_advocacy.interaction(make.person(), title="Möte", summary="Vi talade om järnvägens eftersatta underhåll.")
    ((title, reason),) = hits(bo, typed)["interactions"]
    assert title == "Möte"
    assert "[järnväg" in reason


def test_long_summary_is_shown_around_the_word(bo: Any) -> None:
    summary = "Inledning. " * 60 + "Därefter bergtunneln. " + "Avslutning. " * 60
    make_advocacy.interaction(make.person(), title="Möte", summary=summary)
    ((_title, reason),) = hits(bo, "bergtunneln")["interactions"]
    assert reason.startswith("… ")
    assert reason.endswith(" …")
    assert "[bergtunneln]" in reason
    assert len(reason) < 320


def test_contact_is_found_by_who_took_part_and_by_both(bo: Any) -> None:
    maja = make.person("Maja Lindqvist")
    make_advocacy.interaction(maja, title="Frukost om tunneln")
    make_advocacy.interaction(make.person("Per Ahl"), title="Lunch om tunneln")
    assert hits(bo, "lindqvist")["interactions"] == [("Frukost om tunneln", "Deltagare: Maja [Lindqvist]")]
    assert [title for title, _why in hits(bo, "lindqvist tunneln")["interactions"]] == ["Frukost om [tunneln]"]
    page = client_of(bo).get(reverse("advocacy:interaction_list"), {"q": "lindqvist"})
    assert [row.title for row in page.context["object_list"]] == ["Frukost om tunneln"]


def test_contact_is_found_by_its_organization(bo: Any) -> None:
    slu = make.organization("Skogsakademin", "university")
    make_advocacy.interaction(title="Brev", organization=slu, kind="letter")
    assert [title for title, _why in hits(bo, "skogsakademin")["interactions"]] == ["Brev"]


def test_note_is_found_by_members_and_shown_by_its_person(bo: Any, alma: Any, cai: Any) -> None:
    maja = make.person("Maja Lindqvist")
    note(maja, "Tycker om orkidéer.", alma)
    assert hits(bo, "orkidé") == {"notes": [("Maja Lindqvist", "Tycker om [orkidé]er.")]}
    assert client_of(cai).get(SEARCH, {"q": "orkidé"}).status_code == 404
    assert client_of(cai).get(SUGGEST, {"q": "orkidé"}).status_code == 404
    group = client_of(bo).get(SEARCH, {"q": "orkidé"}).context["groups"][0]
    assert group.hits[0].url == maja.get_absolute_url()


@pytest.mark.parametrize("address", [SEARCH, SUGGEST])
def test_confidential_contact_is_not_found_by_anything_it_holds(bo: Any, eva: Any, address: str) -> None:
    maja = make.person("Maja Lindqvist")
    make_advocacy.interaction(maja, title="Hemligt", summary="bergtunneln", actor=eva, is_confidential=True)
    for text in ("hemligt", "bergtunneln", "lindqvist"):
        assert "Hemligt" not in client_of(bo).get(address, {"q": text}).content.decode()
        assert "Hemligt" in client_of(eva).get(address, {"q": text}).content.decode().replace("<mark>", "").replace(
            "</mark>", ""
        )


def test_plan_and_lists_are_found(bo: Any, alma: Any) -> None:
    about = make_advocacy.priority("Skärgårdstrafik", description="Färjor till öarna")
    make_advocacy.goal(about, statement="Färjorna går året om", code="SKÄR-1")
    writes.save(ContactList(name="Årets färjevänner", owner=alma), actor=alma)
    writes.save(ContactList(name="Färjehemligheter", owner=alma, is_shared=False), actor=alma)
    found = hits(bo, "färjor")
    assert found["priorities"] == [("Skärgårdstrafik", "[Färjor] till öarna")]
    assert found["goals"] == [("SKÄR-1 [Färjor]na går året om", "")]
    assert hits(bo, "färje")["lists"] == [("Årets [färje]vänner", "")]


# --- All of it ------------------------------------------------------------------------------------------------


def world(alma: Any, count: int) -> None:
    for number in range(count):
        maja = make.person(f"Maja Örn{number}")
        make.membership(maja, make.organization(f"Örnens vänner {number}"))
        note(maja, "Gillar örnar", alma)
        about = make_advocacy.priority("Örnar i skärgården")
        make_advocacy.goal(about, statement="Fler örnar")
        make_advocacy.event("Örndagen")
        make_advocacy.interaction(maja, title="Möte om örnar", actor=alma)
        writes.save(ContactList(name=f"Örnvänner {number}", owner=alma), actor=alma)


@pytest.mark.parametrize("address", [SEARCH, SUGGEST])
@pytest.mark.parametrize("count", [1, 9])
def test_ten_queries_at_most_when_everything_is_found(
    alma: Any, address: str, count: int, django_assert_max_num_queries: Any
) -> None:
    world(alma, count)
    client = client_of(alma)
    with django_assert_max_num_queries(10):
        response = client.get(address, {"q": "örn"})
    for word in (
        "Personer",
        "Organisationer",
        "Kontakter",
        "Sakfrågor",
        "Mål",
        "Arrangemang",
        "anteckningar",
        "listor",
    ):
        assert word in response.content.decode()


@pytest.mark.parametrize("address", [SEARCH, SUGGEST])
def test_ten_queries_at_most_when_names_are_misspelt(
    alma: Any, address: str, django_assert_max_num_queries: Any
) -> None:
    make.membership(make.person("Maja Lindqvist"), make.organization("Lindqvist & co"))
    client = client_of(alma)
    with django_assert_max_num_queries(10):
        assert b"Lindqvist" in client.get(address, {"q": "Maria Lindqvst"}).content


def test_more_than_are_shown_are_counted_and_linked_to(bo: Any) -> None:
    for number in range(12):
        make.person(f"Maja Örn{number}")
    page = client_of(bo).get(SEARCH, {"q": "örn"}).content.decode()
    assert "Visa alla 12" in page
    assert f'href="{reverse("contacts:person_list")}?q=%C3%B6rn"' in page


def test_suggestions_are_options_in_groups_and_end_with_all(bo: Any) -> None:
    make.person("Maja <i>Örn</i>")
    html = client_of(bo).get(SUGGEST, {"q": "örn"}).content.decode()
    assert "<html" not in html
    assert html.count('role="option"') == 2
    assert html.count('role="group"') == 1
    assert "&lt;" in html
    assert "<i>" not in html
    assert "Visa alla träffar på ”örn”" in html
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "%",
        "'\"",
        "x" * 5000,
        "a" * 90,
        "\x00",
        "1\x001",
        "a@\x00b",
        "07\x0012345",
        "<script>",
        "ö\u0301 ö",
        "🦅",
    ],
)
def test_nonsense_breaks_neither_page_nor_suggestions(bo: Any, text: str) -> None:
    make.person("Maja Lindqvist")
    for address in (SEARCH, SUGGEST):
        response = client_of(bo).get(address, {"q": text})
        assert response.status_code == 200
        assert b"<script>" not in response.content.replace(b"<script src", b"")


def test_marking_never_lets_markup_through() -> None:
    assert str(search.marked("<b>Örn</b> & co", Asked("b örn"))) == (
        "&lt;<mark>b</mark>&gt;<mark>Örn</mark>&lt;/<mark>b</mark>&gt; &amp; co"
    )
    assert str(search.marked("Straße", Asked("strasse"))) == "<mark>Straße</mark>"


def test_forms_of_a_word_have_one_stem() -> None:
    assert len({stem(word) for word in ("jarnvag", "jarnvagar", "jarnvagarna", "jarnvagens")}) == 1
