"""Understanding the cells of a contact list."""

import datetime as dt

import pytest

from contacts.imports import cells
from contacts.imports.names import split_name


@pytest.mark.parametrize(
    ("full", "parts"),
    [
        ("Anna Ek", ("Anna", "Ek")),
        ("Anna Maria Ek-Dahl", ("Anna Maria", "Ek-Dahl")),
        ("Karl von der Linde", ("Karl", "von der Linde")),
        ("Ek, Anna Maria", ("Anna Maria", "Ek")),
        ("De Geer", ("De", "Geer")),
        ("Prince", ("", "Prince")),
    ],
)
def test_full_name_is_divided(full: str, parts: tuple[str, str]) -> None:
    assert split_name(full) == parts


@pytest.mark.parametrize(
    "text", ["2026-09-28", "2026-09-28 00:00", "20260928", "28/9 2026", "28 september 2026", "28 sep. 2026"]
)
def test_date_is_understood_in_the_usual_ways_of_writing(text: str) -> None:
    assert cells.day(text) == dt.date(2026, 9, 28)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2026", "inte helt"),
        ("2026-09", "inte helt"),
        ("september 2026", "inte helt"),
        ("2026-02-30", "finns inte i kalendern"),
        ("31 feb 2026", "finns inte i kalendern"),
        ("snart", "går inte att tyda"),
        ("46000", "Menas 2025-12-09"),
        ("09/28/26", "två siffror"),
        ("26-09-28", "två siffror"),
        ("0026-09-28", "mellan 1900 och 2100"),
    ],
)
def test_date_that_is_not_whole_is_refused_with_the_reason(text: str, said: str) -> None:
    with pytest.raises(cells.Refused, match=said):
        cells.day(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("070-174 06 05", "+46701740605"),
        ("701740605", "+46701740605"),
        ("46701740605", "+46701740605"),
        ("+46 (0)70-174 06 05", "+46701740605"),
        ("0046 701 74 06 05", "+46701740605"),
        ("tel:018-10 20 30", "+4618102030"),
        ("+45 32 12 34 56", "+4532123456"),
    ],
)
def test_telephone_is_understood_as_offices_write_it(text: str, value: str) -> None:
    assert cells.phone(text) == value


@pytest.mark.parametrize("text", ["växeln", "12", "070-174 06 0", "0701740605 ankn 12345678901"])
def test_telephone_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(cells.Refused):
        cells.phone(text)


@pytest.mark.parametrize(
    "text", ["mailto:Anna@Exempel.example", "Anna Ek <anna@exempel.example>", " anna@exempel.example; "]
)
def test_address_is_taken_out_of_what_stands_around_it(text: str) -> None:
    assert cells.email(text) == "anna@exempel.example"


@pytest.mark.parametrize("text", ["Anna Ek och Bo Al", "Anna Ek & Bo Al", "Anna Ek/Bo Al", "Anna Ek\nBo Al"])
def test_two_people_in_a_cell_are_seen(text: str) -> None:
    assert cells.two_people(text)


@pytest.mark.parametrize("text", ["Anna Ek", "Ochander, Per", "Ek-Dahl, Anna Maria", "Åsa Andersson"])
def test_one_person_in_a_cell_is_one(text: str) -> None:
    assert not cells.two_people(text)


@pytest.mark.parametrize("text", ["Född 19700101-1234", "pnr 700101-1234", "197001011234"])
def test_personal_number_is_seen_within_a_text(text: str) -> None:
    assert cells.holds_personal_number(text)


@pytest.mark.parametrize("text", ["Box 123, 701 23 Orten", "070-174 06 05", "0701740605", "202100-6297", "20260928"])
def test_other_figures_within_a_text_are_no_personal_number(text: str) -> None:
    assert not cells.holds_personal_number(text)


@pytest.mark.parametrize("text", ["19700101-1234", "700101-1234", "7001011234", "197001611234", "700101+1234"])
def test_personal_number_is_recognised(text: str) -> None:
    assert cells.is_personal_number(text)


@pytest.mark.parametrize("text", ["0012", "202100-6297", "A-17", "1234567890"])
def test_other_numbers_are_not_personal_numbers(text: str) -> None:
    assert not cells.is_personal_number(text)
