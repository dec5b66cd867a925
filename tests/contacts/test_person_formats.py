"""People as contact cards, as a line of addresses, as labels and as a sheet for mail merge."""

import io
import re
from dataclasses import replace
from typing import Any

import openpyxl
import pytest
import vobject
from django.test import Client

from contacts.exports import labels, mailing, vcards
from contacts.exports.addresses import parse
from contacts.exports.recipients import greeting
from contacts.models import Person, PersonTag, Tag
from contacts.services import people
from contacts.views.exports import PersonExport
from crm.models import ExportLog, User
from tests import make
from tests.base import client_of

pytestmark = pytest.mark.django_db
URL = "/personer/export/"


def taken(user: User, format_: str, **data: Any) -> bytes:
    response = client_of(user).post(URL, {"format": format_, **data})
    assert response.status_code == 200
    return b"".join(response.streaming_content)


def shown(user: User, **data: Any) -> Any:
    return client_of(user).post(URL, {"format": "outlook", **data}).context


@pytest.fixture
def anna(alma: User) -> Person:
    made = make.person(
        "Anna Ek", email="anna@example.se", phone="08-123 45 67", title="Docent", salutation="Bästa Anna"
    )
    make.membership(made, make.organization("Trafikverket; Region Öst, nord", "agency"), "Chef", "official")
    make.membership(made, make.organization("Stiftelsen Åkern", "association"), "Ledamot", "member")
    make.detail(made, "email", "anna.ek@privat.example.se", label="hem")
    make.detail(made, "mobile", "+46701740605")
    make.detail(made, "address", "c/o Öst, Storgatan 1, 721 87 Västerås")
    PersonTag.objects.create(person=made, tag=Tag.objects.create(name="Vän, nära"))
    return made


@pytest.fixture
def silent() -> Person:
    """Somebody who wants no contact."""
    made = make.person("Tyst Tystsson", email="tyst@example.se", do_not_contact=True)
    make.detail(made, "address", "Tysta gatan 1, 111 22 Stockholm")
    return made


# --- Contact cards ------------------------------------------------------------------------------------------

CONTENT_LINE = re.compile(
    r'(?:[A-Za-z0-9-]+\.)?[A-Za-z0-9-]+(?:;[A-Za-z0-9-]+=(?:"[^"\x00-\x08]*"|[^";:,]*)(?:,[^";:,]*)*)*:[^\x00-\x08\x0a-\x1f]*'
)


def unfolded(cards: bytes) -> list[str]:
    """The lines as RFC 6350 means them; fails on lines too long, broken letters, wrong line ends."""
    assert cards.endswith(b"\r\n") and b"\n" not in cards.replace(b"\r\n", b"")
    for line in cards.split(b"\r\n"):
        assert len(line) <= 75
        line.decode("utf-8")
    lines = cards.decode("utf-8").replace("\r\n ", "").split("\r\n")[:-1]
    assert [line for line in lines if not CONTENT_LINE.fullmatch(line)] == []
    return lines


def test_a_card_is_version_4_and_says_all_that_one_calls_or_writes_to(bo: User, anna: Person) -> None:
    lines = unfolded(taken(bo, "vcard"))
    assert lines[:2] == ["BEGIN:VCARD", "VERSION:4.0"] and lines[-1] == "END:VCARD"
    assert {
        "FN:Anna Ek",
        "N:Ek;Anna;;;",
        "TITLE:Docent",
        "ROLE:Chef",
        r"ORG:Trafikverket\; Region Öst\, nord",
        "EMAIL;PREF=1;TYPE=work:anna@example.se",
        "EMAIL;PREF=2;TYPE=home:anna.ek@privat.example.se",
        'TEL;VALUE=uri;PREF=1;TYPE="work,cell,voice":tel:+46701740605',
        'TEL;VALUE=uri;PREF=2;TYPE="work,voice":tel:+4681234567',
        "ADR;PREF=1;TYPE=work:;;c/o Öst,Storgatan 1;Västerås;;721 87;",
        r"CATEGORIES:Vän\, nära",
        "LANG:sv",
        r"NOTE:Fler uppdrag: Ledamot\, Stiftelsen Åkern",
    } <= set(lines)
    assert not [line for line in lines if line.startswith(("PHOTO", "BDAY"))]


def test_cards_are_read_by_a_program_that_knows_cards(bo: User, anna: Person, silent: Person) -> None:
    read = {card.fn.value: card for card in vobject.readComponents(taken(bo, "vcard").decode())}
    assert set(read) == {"Anna Ek", "Tyst Tystsson"}
    card = read["Anna Ek"]
    assert card.n.value.family == "Ek" and card.org.value == ["Trafikverket; Region Öst, nord"]
    assert (card.adr.value.city, card.adr.value.code) == ("Västerås", "721 87")
    assert [mail.value for mail in card.email_list] == ["anna@example.se", "anna.ek@privat.example.se"]


def test_the_same_person_has_the_same_card_id_in_every_file(bo: User, anna: Person) -> None:
    def ids() -> set[str]:
        return set(re.findall(rb"UID:(\S+)", taken(bo, "vcard").replace(b"\r\n ", b"")))

    before = ids()
    people.edit(person=anna, actor=make.actor(), version=anna.version, family_name="Ny")
    assert ids() == before and len(before) == 1


def test_who_wants_no_contact_is_marked_on_the_card(bo: User, silent: Person) -> None:
    lines = unfolded(taken(bo, "vcard"))
    assert {"X-SAMSYN-DO-NOT-CONTACT:TRUE", "CATEGORIES:Vill inte bli kontaktad"} <= set(lines)


def test_long_lines_are_folded_between_letters() -> None:
    line = "NOTE:" + "åäö€𝄞" * 60
    folded = vcards.fold_line(line)
    assert all(len(piece) <= 75 for piece in folded.split(b"\r\n"))
    assert folded.decode().replace("\r\n ", "") == line + "\r\n"


def test_signs_that_mean_something_in_a_card_are_escaped() -> None:
    assert vcards.text("a\\b;c,d\r\ne\x00f") == "a\\\\b\\;c\\,d\\nef"


# --- A line of addresses ------------------------------------------------------------------------------------


def test_the_line_names_everybody_and_tells_who_is_not_in_it(bo: User, anna: Person, silent: Person) -> None:
    make.person("Utan Post")
    page = shown(bo)
    assert [part["text"] for part in page["parts"]] == ["Anna Ek <anna@example.se>"]
    missing = {group["label"]: [str(row) for row in group["rows"]] for group in page["missing"]}
    assert list(missing.values()) == [["Utan Post"], ["Tyst Tystsson"]]
    text = taken(bo, "outlook", as_file="1").decode("utf-8-sig")
    assert text.startswith("Anna Ek <anna@example.se>\r\n") and "tyst@example.se" not in text
    assert [log.rows for log in ExportLog.objects.all()] == [1, 1]


def test_long_lines_are_parted_and_an_address_stands_once(bo: User) -> None:
    for number in range(120):
        make.person(f"Person Nummer{number:03d}", email=f"p{number}@example.se")
    make.person("Person Nummer999", email="p0@example.se")
    assert [len(part["text"].split("; ")) for part in shown(bo, size="50")["parts"]] == [50, 50, 20]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Anna Ek", "Anna Ek <a@b.se>"),
        ("Ek, Anna", '"Ek, Anna" <a@b.se>'),
        ("Anna; <x@y.se>", '"Anna; <x@y.se>" <a@b.se>'),
        ('An"na', '"An\\"na" <a@b.se>'),
        ("Anna\nEk", "Anna Ek <a@b.se>"),
    ],
)
def test_a_name_cannot_break_out_of_its_address(name: str, said: str) -> None:
    assert mailing.mailbox(name, "a@b.se") == said


# --- Labels ---------------------------------------------------------------------------------------------------


def captured(monkeypatch: pytest.MonkeyPatch) -> list[list[list[str]]]:
    """What is typeset."""
    seen: list[list[list[str]]] = []
    real = labels.pdf

    def pdf(lines: list[list[str]], options: Any, *, title: str) -> bytes:
        seen.append(lines)
        return real(lines, options, title=title)

    monkeypatch.setattr(labels, "pdf", pdf)
    return seen


def test_labels_hold_own_address_else_the_organizations(
    bo: User, anna: Person, silent: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    region = make.organization("Region Uppsala", "region")
    make.detail(region, "address", "Box 602\n751 25 Uppsala")
    make.membership(make.person("Per Ahl"), region, "Direktör", "official")
    make.person("Utan Adress")
    seen = captured(monkeypatch)
    file = taken(bo, "labels", sheet="l7163", start="3")
    assert file.startswith(b"%PDF-1.7") and b"pdfuaid" in file
    assert seen == [
        [
            ["Per Ahl", "Region Uppsala", "Box 602", "751 25 Uppsala"],
            ["Anna Ek", "c/o Öst", "Storgatan 1", "721 87 Västerås"],
        ]
    ]
    assert ExportLog.objects.get().rows == 2


def test_the_page_tells_beforehand_who_gets_no_label(bo: User, anna: Person, silent: Person) -> None:
    make.person("Utan Adress")
    page = client_of(bo).get(f"{URL}?som=labels")
    told = [[str(row) for row in group["rows"]] for group in page.context["left_out"]]
    assert told == [["Utan Adress"], ["Tyst Tystsson"]]


def test_a_place_that_is_not_on_the_sheet_is_refused(bo: User, anna: Person) -> None:
    for start in ("0", "15", "x"):
        assert client_of(bo).post(URL, {"format": "labels", "sheet": "l7163", "start": start}).status_code == 422
    assert not ExportLog.objects.exists()


def test_a_list_that_no_office_prints_is_refused_many_labels_are_made_by_the_worker(
    eva: User, anna: Person, silent: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    label = next(f for f in PersonExport.formats if f.name == "labels")
    monkeypatch.setattr(PersonExport, "formats", (replace(label, most=1),))
    refused = client_of(eva).post(URL, {"format": "labels"})
    assert refused.status_code == 422 and "högst 1 rader" in refused.content.decode()
    monkeypatch.setattr(PersonExport, "formats", (replace(label, at_once=2),))
    assert client_of(eva).post(URL, {"format": "labels"}).status_code == 302
    assert ExportLog.objects.get().state == "queued"


def test_what_is_written_on_a_label_is_never_a_program() -> None:
    nasty = ['#read("/etc/passwd")', "$x$ *a* _b_ <c> @d", "#set text(red)", '"]); #panic()']
    assert labels.pdf([nasty] * 22, {"sheet": "l7160", "start": 21}, title="#panic()").startswith(b"%PDF")


# --- Mail merge --------------------------------------------------------------------------------------------


def test_the_merge_sheet_has_greeting_and_address_lines(bo: User, anna: Person, silent: Person) -> None:
    make.mp("Maja Öberg")
    book = openpyxl.load_workbook(io.BytesIO(taken(bo, "merge")))
    heads = [cell.value for cell in book.worksheets[0][1]]
    rows = [dict(zip(heads, row, strict=True)) for row in book.worksheets[0].iter_rows(min_row=2, values_only=True)]
    assert [row["Namn"] for row in rows] == ["Anna Ek", "Maja Öberg"]
    first = rows[0]
    assert [first[f"Adressrad {n}"] for n in range(1, 6)] == [
        "Anna Ek",
        "c/o Öst",
        "Storgatan 1",
        "721 87 Västerås",
        None,
    ]
    assert (first["Hälsning"], first["Postnummer"], first["Ort"], first["Uppdrag"]) == (
        "Bästa Anna", "721 87", "Västerås", "Chef"
    )  # fmt: skip
    assert (rows[1]["Hälsning"], rows[1]["Adressrad 1"], rows[1]["Parti"]) == ("Hej Maja", None, "C")
    assert any("Vill inte bli kontaktade" in cell.value for cell in book.worksheets[1]["A"])


@pytest.mark.parametrize(
    ("language", "said"), [("sv", "Hej Eva"), ("en", "Dear Eva"), ("de", "Guten Tag Eva Berg"), ("", "Hej Eva")]
)
def test_a_greeting_follows_the_language(language: str, said: str) -> None:
    assert greeting(Person(given_name="Eva", family_name="Berg", language=language)) == said


# --- Addresses -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Storgatan 1, 721 87 Västerås", ["Storgatan 1", "721 87 Västerås"]),
        ("Storgatan 1\n72187 Västerås", ["Storgatan 1", "721 87 Västerås"]),
        ("Storgatan 1 721 87 Västerås", ["Storgatan 1", "721 87 Västerås"]),
        ("Box 12345, 102 33 Stockholm", ["Box 12345", "102 33 Stockholm"]),
        ("Box 123 721 87 Västerås", ["Box 123", "721 87 Västerås"]),
        ("Ledamotshuset, SE-100 12 Stockholm, Sverige", ["Ledamotshuset", "100 12 Stockholm"]),
        ("Rue Belliard 12, B-1040 Bryssel, Belgien", ["Rue Belliard 12", "B-1040 Bryssel", "BELGIEN"]),
        ("Mannerheimintie 1, 00100 Helsingfors, Finland", ["Mannerheimintie 1", "00100 Helsingfors", "FINLAND"]),
        ("Unter den Linden 1, 10117 Berlin, Tyskland", ["Unter den Linden 1", "10117 Berlin", "TYSKLAND"]),
        ("Regeringsgatan", ["Regeringsgatan"]),
        (" , ", []),
    ],
)
def test_an_address_is_written_as_on_an_envelope(text: str, lines: list[str]) -> None:
    assert parse(text).lines == lines


def test_forms_cost_no_more_for_more_people(bo: User, django_assert_max_num_queries: Any) -> None:
    region = make.organization("Region Uppsala", "region")
    make.detail(region, "address", "Box 602, 751 25 Uppsala")
    for _number in range(30):
        make.membership(make.person(email=f"a{_number}@example.se"), region, "Ledamot")
    client: Client = client_of(bo)
    for format_ in ("vcard", "labels", "merge", "outlook"):
        with django_assert_max_num_queries(24):
            response = client.post(URL, {"format": format_, "as_file": "1"})
            assert b"".join(response.streaming_content)


@pytest.mark.parametrize(("format_", "written"), [("labels", 1), ("merge", 2)])
def test_page_says_how_many_have_an_address_and_the_button_how_many_rows_there_will_be(
    alma: User, anna: Person, silent: Person, format_: str, written: int
) -> None:
    make.person("Utan Adress")
    page = client_of(alma).get(URL, {"som": format_})
    html = page.content.decode()
    assert "1 av 3 har adress och kan få brev." in html
    assert (page.context["count"], page.context["written"]) == (3, written)
    assert f"Ladda ner {written} rad" in html


def test_list_without_any_address_makes_no_labels(alma: User) -> None:
    make.person("Utan Adress")
    page = client_of(alma).get(URL, {"som": "labels"})
    assert "0 av 1 har adress" in page.content.decode()
    assert page.context["written"] == 0
    assert re.search(r"<button class=\"button button-primary[^>]* disabled", page.content.decode())
