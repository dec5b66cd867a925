"""A list as an office keeps it, made in LibreOffice: titles, merged cells, a total, dates and names in many manners.

`tests/data/kontorslista.xlsx` (and .ods) was made by hand; everybody in it is made up.
"""

from __future__ import annotations

import datetime as dt
import io
import random
import zipfile
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contacts.imports import layout
from contacts.imports.contact_list import ContactList
from contacts.imports.marks import Options
from contacts.imports.result import Tally, Unusable
from contacts.models import Membership, Note, Person
from contacts.services import import_carrying
from contacts.services.reference import load_register
from crm.common import sheet_archive, sheet_reading
from crm.common.sheet_reading import SheetError, open_book
from crm.models import User
from tests.contacts.importing import DATA

ROWS = ["Namn", "E-post", "Kommun"]


def book(*rows: list[Any], **merged: str) -> bytes:
    made = openpyxl.Workbook()
    for row in rows:
        made.active.append(row)
    for cells in merged.values():
        made.active.merge_cells(cells)
    return saved(made)


def saved(made: Any) -> bytes:
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def read(content: bytes, name: str = "lista.xlsx") -> list[tuple[int, list[str]]]:
    opened = open_book(content, name)
    found = layout.detect(opened)
    return list(layout.DataRows(opened, found))


def repacked(packed: bytes, /, **changed: bytes) -> bytes:
    """A workbook with parts of it replaced: sheet1=…"""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            part = changed.get(entry.filename.rpartition("/")[2].partition(".")[0])
            new.writestr(entry.filename, old.read(entry) if part is None else part)
    return stream.getvalue()


# --- The whole list -------------------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["kontorslista.xlsx", "kontorslista.ods"])
def test_list_of_an_office_imports_as_a_person_would_expect(name: str, alma: User) -> None:
    load_register(actor=User.objects.system())
    opened = open_book((DATA / name).read_bytes(), name)
    found = layout.detect(opened)
    assert (opened.names[found.sheet], found.header_row) == ("KS-kontakter", 4)
    reading, tally = ContactList(opened, found, Options(asks=True, owner=alma)), Tally()
    import_carrying.carry_out(
        parts=reading.parts(is_stored=True), actor=alma, title="Kontorslista", reason="", told=tally.add,
        is_right=lambda: True, good_rows=True,
    )  # fmt: skip
    assert tally.states == {"new": 5, "wrong": 3}
    wrong = {(w.row, w.field, w.column): w.reason for w in tally.wrong}
    assert set(wrong) == {
        (12, "Kommun", "F"), (12, "Fr.o.m.", "I"), (13, "Namn", "A"), (13, "Fr.o.m.", "I"), (14, "E-post", "B"),
        (14, "Fr.o.m.", "I"),
    }  # fmt: skip
    assert wrong[12, "Kommun", "F"].endswith("Menas Södertälje?")
    assert wrong[13, "Namn", "A"].startswith("Flera personer")
    told = " ".join(reading.warnings())
    for said in ("Rad 15 (”Antal”)", "1 rad är dold", "3 sammanfogade", "Läs mig"):
        assert said in told
    assert Note.objects.get(person__family_name="Tallroth").text == "Ring helst på förmiddagen"
    roles = {
        (m.person.name, m.role, m.kind, m.organization.name, m.party.code, m.area.name, m.starts_on)
        for m in Membership.objects.select_related("person", "organization", "party", "area")
    }
    day = dt.date(2022, 10, 15)
    assert roles == {
        ("Maja Tallroth", "Kommunalråd", "elected", "Uppsala kommun", "C", "Uppsala", day),
        ("Karl-Erik Grankvist Öhrn", "Ledamot kommunstyrelsen", "elected", "Knivsta kommun", "S", "Knivsta",
         dt.date(2022, 11, 1)),
        ("Åsa Björkdal", "Oppositionsråd", "elected", "Enköpings kommun", "M", "Enköping", dt.date(2023, 1, 1)),
        ("Pär Ängmo", "Ledamot kommunstyrelsen", "elected", "Västerås stad", "L", "Västerås", day),
        ("Elin Sjöhage", "Ersättare kommunstyrelsen", "substitute", "Sala kommun", "V", "Sala", day),
    }  # fmt: skip
    maja = Person.objects.get(family_name="Tallroth")
    assert set(maja.contact_details.values_list("kind", "value")) == {
        ("email", "maja.tallroth@uppsala.example"), ("phone", "+4618102030"), ("mobile", "+46701740605"),
    }  # fmt: skip
    asa = Person.objects.get(family_name="Björkdal")
    assert asa.contact_details.filter(kind="email").count() == 2


# --- Cells ----------------------------------------------------------------------------------------------------


def test_sheet_read_again_is_the_same() -> None:
    content = book(["Namn", "Ort"], ["Anna Ek", "Täby"], [None, None], ["Bo Al", ""], places="B2:B4")
    opened = open_book(content, "lista.xlsx")
    first = [*opened.rows(0)]
    assert first == [*opened.rows(0)]
    assert [cells for _row, cells in first][-1] == ["Bo Al", "Täby"]


def test_value_of_a_merged_cell_holds_for_all_its_rows() -> None:
    content = book(ROWS, ["Anna Ek", "", "Uppsala"], ["Bo Al", "", None], ["Cilla Dal", "", "Sala"], a="C2:C3")
    assert [values[2] for _row, values in read(content)] == ["Uppsala", "Uppsala", "Sala"]


def test_title_over_all_columns_is_no_heading() -> None:
    rows = read(book(["Våra kontakter"], [], ROWS, ["Anna Ek"], title="A1:C1"))
    assert rows == [(4, ["Anna Ek", "", ""])]


def test_formula_that_was_never_worked_out_is_told_of_where_it_stands() -> None:
    [(_row, values)] = read(book(ROWS, ["Anna Ek", "=A1&B1", "Uppsala"]))
    assert isinstance(values[1], sheet_reading.Broken)
    assert values[1] == "formel utan värde"


def test_formula_that_failed_is_told_of_and_one_that_did_not_gives_its_value() -> None:
    made = openpyxl.Workbook()
    made.active.append(ROWS)
    made.active.append(["Anna Ek", "#N/A", "Uppsala"])
    made.active["B2"].data_type = "e"
    [(_row, values)] = read(saved(made))
    assert values[1] == "formel som gav fel"
    sheet = zipfile.ZipFile(io.BytesIO(saved(made))).read("xl/worksheets/sheet1.xml")
    worked = sheet.replace(b'<c r="B2" t="e"><v>#N/A</v></c>', b'<c r="B2" t="str"><f>A1</f><v>x@y.example</v></c>')
    assert worked != sheet
    assert read(repacked(saved(made), sheet1=worked))[0][1][1] == "x@y.example"


@pytest.mark.parametrize(
    ("headings", "meaning"),
    [
        (["Namn", "Titel", "Organisation"], "role"),
        (["Namn", "Titel", "Organisation", "Roll"], "title"),
        (["Namn", "Titel", "E-post"], "title"),
        (["Namn", "Titel", "Organisation", "Samsyn-id"], "title"),
    ],
)
def test_title_beside_an_organization_is_the_post_where_no_other_column_is(headings: list[str], meaning: str) -> None:
    found = layout.detect(open_book(book(headings, ["Anna Ek", "VD", "x"]), "lista.xlsx"))
    assert found.columns[1].field == meaning


def test_heading_repeated_further_down_and_blank_rows_are_passed_over() -> None:
    rows = read(book(ROWS, ["Anna Ek"], [], ROWS, ["Bo Al"], ["Summa", 2]))
    assert [row for row, _values in rows] == [2, 5]


@pytest.mark.parametrize("text", ["Antal Szabo", "Summa Summarum", "Totte Alm"])
def test_person_whose_name_begins_like_a_total_is_a_person(text: str) -> None:
    assert [values[0] for _row, values in read(book(ROWS, [text]))] == [text]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "mac_roman", "cp850"])
@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_text_file_is_understood_however_it_was_saved(encoding: str, separator: str) -> None:
    text = "Kontaktlista\r\nNamn;E-post;Kommun\r\nÅsa Öberg;asa@exempel.example;Växjö\r\nPär Ängmo;;Åmål\r\n"
    rows = read(text.replace(";", separator).encode(encoding), "lista.csv")
    assert [values[0] for _row, values in rows] == ["Åsa Öberg", "Pär Ängmo"]
    assert rows[0][1][2] == "Växjö"


# --- Files that are refused -----------------------------------------------------------------------------------


def test_size_that_the_archive_itself_tells_is_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet_reading, "MAX_UNPACKED_BYTES", 300_000)
    content = bytearray(repacked(book(ROWS), sheet1=b"<x>" + b"0" * 1_000_000))
    assert (1_000_003).to_bytes(4, "little") in content
    lying = bytes(content).replace((1_000_003).to_bytes(4, "little"), (50).to_bytes(4, "little"))
    with pytest.raises(SheetError, match="packas upp"):
        open_book(lying, "lista.xlsx")


def test_lone_cell_far_away_is_refused_before_memory_is_taken_for_what_lies_between() -> None:
    sheet = zipfile.ZipFile(io.BytesIO(book(ROWS))).read("xl/worksheets/sheet1.xml")
    for far, said in ((b"XFD1048576", "kolumner"), (b"A1048576", "rader")):
        cell = b'<row r="1048576"><c r="%s"><v>1</v></c></row></sheetData>' % far
        with pytest.raises(SheetError, match=said):
            open_book(repacked(book(ROWS), sheet1=sheet.replace(b"</sheetData>", cell)), "lista.xlsx")
    empty = b'<row r="1048576"><c r="A1048576" s="1"/></row></sheetData>'
    assert open_book(repacked(book(ROWS), sheet1=sheet.replace(b"</sheetData>", empty)), "lista.xlsx")


def test_row_told_once_and_meant_a_million_times_is_refused() -> None:
    content = (DATA / "kontorslista.ods").read_bytes()
    xml = zipfile.ZipFile(io.BytesIO(content)).read("content.xml")
    at = xml.index(b"<table:table-row", xml.index(b"KS-kontakter"))
    many = xml[:at] + b'<table:table-row table:number-rows-repeated="1000000"' + xml[at + 16 :]
    with pytest.raises(SheetError, match="rader"):
        open_book(repacked(content, content=many), "lista.ods")


def test_workbook_with_password_is_told_to_be_opened_first() -> None:
    container = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le")
    with pytest.raises(SheetError, match="lösenord"):
        open_book(container, "lista.xlsx")
    locked = b"\x09\x08\x10\x00\x00\x06\x05\x00" + bytes(12) + b"\x2f\x00\x36\x00"
    with pytest.raises(SheetError, match="lösenord"):
        open_book(container[:512] + locked, "lista.xls")
    sealed = repacked((DATA / "kontorslista.ods").read_bytes(), manifest=b"<manifest:encryption-data/>")
    with pytest.raises(SheetError, match="lösenord"):
        open_book(sealed, "lista.ods")


def test_two_hundred_columns_are_read_and_one_more_refused() -> None:
    assert len(layout.detect(open_book(book(["Namn", *map(str, range(199))], ["Anna Ek"]), "a.xlsx")).columns) == 200
    with pytest.raises((SheetError, Unusable), match="kolumner"):
        layout.detect(open_book(book(["Namn", *map(str, range(200))]), "a.xlsx"))


# --- Whatever is thrown at them ---------------------------------------------------------------------------------

NOISE = st.text(alphabet=st.sampled_from("Namn;E-post,\t|\"'\n\r=+@åäöÅ0129 .\x00\ufeff<"), max_size=200)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=NOISE, encoding=st.sampled_from(["utf-8", "cp1252", "utf-16", "mac_roman"]))
def test_no_text_file_makes_the_reader_stumble(text: str, encoding: str) -> None:
    try:
        opened = open_book(text.encode(encoding, "replace"), "lista.csv")
        list(layout.DataRows(opened, layout.detect(opened)))
    except (SheetError, Unusable):
        pass


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(name=st.sampled_from(["kontorslista.xlsx", "kontorslista.ods", "kontaktlista.xlsx"]), seed=st.integers(0, 10**6))
def test_no_damaged_workbook_makes_the_reader_stumble(name: str, seed: int) -> None:
    content, chance = bytearray((DATA / name).read_bytes()), random.Random(seed)
    for _n in range(chance.randint(1, 20)):
        content[chance.randrange(4, len(content))] = chance.randrange(256)
    if chance.random() < 0.3:
        del content[chance.randrange(4, len(content)) :]
    try:
        opened = open_book(bytes(content), name)
        for number in range(len(opened.names)):
            list(opened.rows(number))
    except SheetError:
        pass


@pytest.mark.parametrize(("number", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (200, "GR"), (16384, "XFD")])
def test_columns_are_called_as_in_a_spreadsheet(number: int, letters: str) -> None:
    assert sheet_archive.column_letter(number) == letters
    assert sheet_archive.column_number(letters) == number
