"""Reading and writing spreadsheets."""

import csv
import datetime as dt
import io
import zipfile
from types import SimpleNamespace
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.common import sheet_reading, sheets
from crm.common.columns import Column
from crm.common.sheet_text import clean, clean_row
from crm.common.sheets import SheetError, read_sheet, write_csv, write_xlsx

NASTY = ["=1+1", "+1+1", "-1", "@SUM(A1)", "\tx", "'=x", "''=y", " =z", "＝1", "'bara så", "-", 'åäö; "citat"\nny rad']


def column(name: str, kind: str = "text", **extra: Any) -> Column:
    return Column(name, name.capitalize(), lambda row: getattr(row, name), kind=kind, **extra)


def csv_of(text: str, encoding: str = "utf-8") -> io.BytesIO:
    return io.BytesIO(text.encode(encoding))


def workbook_of(rows: list[list[Any]], **names: str) -> io.BytesIO:
    workbook = openpyxl.Workbook()
    for row in rows:
        workbook.active.append(row)
    stream = io.BytesIO()
    workbook.save(stream)
    stream.seek(0)
    return stream


def values(sheet: sheets.Sheet, header: str) -> list[str]:
    return [row[header] for _number, row in sheet.rows]


def test_numbers_and_dates_of_a_workbook_are_read_as_plain_text() -> None:
    sheet = read_sheet(
        workbook_of(
            [
                ["Telefon", "Dag", "Tid", "Andel", "Kod"],
                [701234567, dt.date(2026, 11, 22), dt.datetime(2026, 1, 2, 3, 4), 0.5, "0012"],  # noqa: DTZ001
            ]
        ),
        "lista.xlsx",
    )
    assert sheet.rows == [
        (2, {"Telefon": "701234567", "Dag": "2026-11-22", "Tid": "2026-01-02 03:04", "Andel": "0.5", "Kod": "0012"})
    ]


def test_row_numbers_are_those_of_the_file_and_blank_rows_are_left_out() -> None:
    rows = [[], ["Namn"], ["A"], [None], ["B"]]
    assert [n for n, _ in read_sheet(workbook_of(rows), "a.xlsx").rows] == [3, 5]
    assert [n for n, _ in read_sheet(csv_of("\n\nNamn;X\nA;1\n;\nB;2\n"), "a.csv").rows] == [4, 6]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_csv_is_understood_in_any_common_encoding_and_separator(encoding: str, separator: str) -> None:
    text = f"Förnamn{separator}Ort, kommun\r\nÅsa{separator}Växjö\r\n".replace(
        "Ort, kommun", '"Ort, kommun"' if separator == "," else "Ort, kommun"
    )
    sheet = read_sheet(csv_of(text, encoding), "lista.csv")
    assert sheet.headers == ["Förnamn", "Ort, kommun"]
    assert sheet.rows == [(2, {"Förnamn": "Åsa", "Ort, kommun": "Växjö"})]


def test_excels_own_separator_line_is_obeyed() -> None:
    assert read_sheet(csv_of("sep=,\nA,B\n1,2\n"), "a.csv").rows == [(3, {"A": "1", "B": "2"})]


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"", "a.csv", "tom"),
        (b" \n\n", "a.csv", "tom"),
        (b"\x89PNG\x00\x00", "a.csv", "varken"),
        (b"<html><table>", "a.csv", "varken"),
        (b"Namn;Ort\n", "a.xlsx", "inte ett läsbart"),
        (b"PK\x03\x04skadad", "a.xlsx", "skadad"),
        (b"Namn;namn\na;b\n", "a.csv", "Två kolumner"),
        (b"Namn;Ort\na;b;c\n", "a.csv", "utan rubrik"),
        (b"Namn;;Ort\na;b;c\n", "a.csv", "utan rubrik"),
        (b"a" * 200_000, "a.csv", "CSV"),
    ],
)
def test_what_cannot_be_used_is_refused_in_words(content: bytes, name: str, said: str) -> None:
    with pytest.raises(SheetError, match=said):
        read_sheet(io.BytesIO(content), name)


def test_size_rows_and_columns_are_limited() -> None:
    with pytest.raises(SheetError, match="rader"):
        read_sheet(csv_of("A\n1\n2\n3\n"), "a.csv", max_rows=2)
    with pytest.raises(SheetError, match="kolumner"):
        read_sheet(csv_of("A;B;C\n1;2;3\n"), "a.csv", max_columns=2)
    with pytest.raises(SheetError, match="större"):
        read_sheet(csv_of("A\n" + "1\n" * 100), "a.csv", max_bytes=20)


def test_a_workbook_that_swells_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet_reading, "MAX_UNPACKED_BYTES", 100_000)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", "0" * 1_000_000)
    stream.seek(0)
    with pytest.raises(SheetError, match="packas upp"):
        read_sheet(stream, "a.xlsx")


def test_hidden_and_empty_sheets_are_passed_over() -> None:
    workbook = openpyxl.Workbook()
    workbook.active.sheet_state = "hidden"
    workbook.active.append(["Gömd"])
    workbook.create_sheet("Tom")
    workbook.create_sheet("Lista").append(["Namn"])
    workbook["Lista"].append(["Maja"])
    stream = io.BytesIO()
    workbook.save(stream)
    stream.seek(0)
    assert values(read_sheet(stream, "a.xlsx"), "Namn") == ["Maja"]


def test_no_text_becomes_a_formula_in_a_workbook() -> None:
    stream = io.BytesIO()
    write_xlsx(stream, [column("text")], [SimpleNamespace(text=t) for t in NASTY], "Lista")
    cells = [row[0] for row in openpyxl.load_workbook(stream).active.iter_rows(min_row=2)]
    assert [c.data_type for c in cells] == ["s"] * len(NASTY)
    assert [c.value for c in cells] == NASTY


def test_no_text_of_a_csv_begins_like_a_formula() -> None:
    stream = io.BytesIO()
    write_csv(stream, [column("text")], [SimpleNamespace(text=t) for t in NASTY])
    written = [row[0] for row in csv.reader(io.StringIO(stream.getvalue().decode("utf-8-sig")), delimiter=";")]
    assert not [t for t in written if t.strip()[0] in "=+-@＝"]


@pytest.mark.parametrize("write", ["xlsx", "csv"])
def test_text_and_phones_come_back_as_they_were(write: str) -> None:
    texts = ["+46701234567", "+46 8 123 45 67", "0012", "NA", "1,5", *NASTY]
    rows = [SimpleNamespace(text=t, n=1) for t in texts]
    stream = io.BytesIO()
    columns = [column("text"), column("n", "number")]
    if write == "xlsx":
        assert write_xlsx(stream, columns, rows, "Lista") == len(texts)
    else:
        assert write_csv(stream, columns, rows) == len(texts)
        assert b'\r\n"\t+46701234567";' in stream.getvalue()
        assert stream.getvalue().startswith(b"\xef\xbb\xbfText;N\r\n")
    stream.seek(0)
    assert values(read_sheet(stream, f"lista.{write}"), "Text") == [t.strip() for t in texts]


# What Excel makes a number, a day or a formula of when it opens a CSV file.
CHANGED = [
    "0012",
    "0701234567",
    "+46701234567",
    "+358 9 123 456",
    "123456789012",
    "1-2",
    "2026-11",
    "1/2",
    "12:30",
    "1E5",
]


@pytest.mark.parametrize("text", CHANGED)
def test_a_number_that_is_none_stays_text_in_a_csv_that_excel_opens(text: str) -> None:
    stream = io.BytesIO()
    write_csv(stream, [column("text")], [SimpleNamespace(text=text)])
    assert f'\r\n"\t{text}"\r\n'.encode() in stream.getvalue()
    stream.seek(0)
    assert values(read_sheet(stream, "a.csv"), "Text") == [text]


@pytest.mark.parametrize(
    "text", ["Anna", "070-123 45 67", "08-123 45 67", "Storgatan 1", "721 87 Västerås", "202100-6297"]
)
def test_plain_text_of_a_csv_is_left_as_it_is(text: str) -> None:
    stream = io.BytesIO()
    write_csv(stream, [column("text")], [SimpleNamespace(text=text)])
    assert stream.getvalue().decode("utf-8-sig") == f"Text\r\n{text}\r\n"


def test_a_workbook_has_bold_frozen_heads_with_filters_and_wraps_what_has_lines() -> None:
    rows = [SimpleNamespace(namn="Åsa", roller=["Ledamot, Trafikutskottet", "Ordförande"], kod="0012", n=5)]
    columns = [column("namn"), column("roller", "lines"), column("kod"), column("n", "number")]
    stream = io.BytesIO()
    write_xlsx(stream, columns, rows, "Lista")
    sheet = openpyxl.load_workbook(stream).active
    assert sheet.freeze_panes == "A2" and sheet.auto_filter.ref == "A1:D2"
    assert all(cell.font.b for cell in sheet[1])
    roles = sheet["B2"]
    assert roles.value == "Ledamot, Trafikutskottet\nOrdförande" and roles.alignment.wrap_text
    assert sheet.row_dimensions[2].height == 30
    assert (sheet["C2"].value, sheet["C2"].number_format, sheet["D2"].value) == ("0012", "@", 5)
    assert sheet.column_dimensions["A"].width < sheet.column_dimensions["B"].width < 40


def test_dates_are_dates_and_numbers_numbers() -> None:
    row = SimpleNamespace(dag=dt.date(2026, 11, 22), när=dt.datetime(2026, 7, 1, 22, 30, tzinfo=dt.UTC), antal=1284)
    columns = [column("dag", "date"), column("när", "moment"), column("antal", "number")]
    stream = io.BytesIO()
    write_xlsx(stream, columns, [row], "Lista")
    day, moment, count = next(openpyxl.load_workbook(stream).active.iter_rows(min_row=2))
    assert (day.value.date(), day.number_format, day.is_date) == (dt.date(2026, 11, 22), "yyyy-mm-dd", True)
    assert moment.value == dt.datetime(2026, 7, 2, 0, 30)  # noqa: DTZ001 local time
    assert count.value == 1284
    stream = io.BytesIO()
    write_csv(stream, columns, [row])
    assert stream.getvalue().decode("utf-8-sig").splitlines()[1] == "2026-11-22;2026-07-02 00:30;1284"


def test_control_characters_go_and_long_text_is_cut() -> None:
    rows = [SimpleNamespace(text="a\x00\x0b\x1fb\ud800c"), SimpleNamespace(text="x" * 40_000)]
    for write, name in ((lambda s: write_xlsx(s, [column("text")], rows, "L"), "a.xlsx"), (
        lambda s: write_csv(s, [column("text")], rows), "a.csv")):  # fmt: skip
        stream = io.BytesIO()
        write(stream)
        stream.seek(0)
        first, second = values(read_sheet(stream, name), "Text")
        assert first == "abc"
        assert len(second) == 32_767 and second.endswith("x… [avkortat]")


def test_party_badge_list_and_truth_are_written_as_words() -> None:
    row = SimpleNamespace(
        parti=SimpleNamespace(code="C"), läge=("bad", "försenad"), områden=["A", "B"], ja=True, tom=None
    )
    columns = [column("parti", "party"), column("läge", "badge"), column("områden"), column("ja"), column("tom")]
    assert [sheets.cell_value(c, row) for c in columns] == ["C", "försenad", "A\nB", "ja", None]


def test_an_empty_list_still_has_its_heads_and_hidden_columns_stay_out() -> None:
    columns = [column("namn"), column("hemlig", is_exported=False), column("namn")]
    stream = io.BytesIO()
    assert write_xlsx(stream, columns, [], "Personer: [alla]/namn", note="Källa: Valmyndigheten\nUrval: alla") == 0
    workbook = openpyxl.load_workbook(stream)
    assert [c.value for c in workbook.worksheets[0][1]] == ["Namn", "Namn 2"]
    assert [c.value for c in workbook.worksheets[1]["A"]] == ["Om listan", "Källa: Valmyndigheten", "Urval: alla"]


@given(st.lists(st.text() | st.sampled_from(["Åsa", " x ", "A\u0308", "\u0308", "a\u00a0b", "\x1f", "="]), max_size=6))
def test_row_seen_at_one_look_is_its_cells_seen_one_by_one(cells: list[str]) -> None:
    assert clean_row(cells) in (None, [clean(cell) for cell in cells])
    assert clean_row(["Åsa Öberg ", "", "+46 70-123 45 67"]) == ["Åsa Öberg", "", "+46 70-123 45 67"]


def test_long_lines_of_the_note_stand_whole_where_the_program_does_not_see_to_it() -> None:
    stream = io.BytesIO()
    write_xlsx(stream, [column("text")], [SimpleNamespace(text="a")], "Lista", "kort\n" + "långt ord " * 30)
    sheet = openpyxl.load_workbook(stream).worksheets[-1]
    assert sheet.row_dimensions[3].height == 60 and sheet.row_dimensions[2].height in (None, 15)
