"""Days as people write them."""

import contextlib
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.common.spoken_days import Spoken, Unclear, understood

SUNDAY = dt.date(2026, 11, 22)


def day(text, at=SUNDAY):
    return understood(text, at).day.isoformat()


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("", "2026-11-22"),
        ("nu", "2026-11-22"),
        ("Idag", "2026-11-22"),
        ("i dag", "2026-11-22"),
        ("igår", "2026-11-21"),
        ("I GÅR", "2026-11-21"),
        ("igar", "2026-11-21"),
        ("yesterday", "2026-11-21"),
        ("i förrgår", "2026-11-20"),
        ("förrgår", "2026-11-20"),
        ("imorgon", "2026-11-23"),
        ("i övermorgon", "2026-11-24"),
        ("för tre dagar sedan", "2026-11-19"),
        ("för 2 veckor sedan", "2026-11-08"),
    ],
)
def test_words_count_from_today(text, meant):
    assert day(text) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("i måndags", "2026-11-16"),
        ("i söndags", "2026-11-15"),
        ("måndag", "2026-11-16"),
        ("mån", "2026-11-16"),
        ("söndag", "2026-11-22"),
        ("tors", "2026-11-19"),
        ("lör.", "2026-11-21"),
        ("på måndag", "2026-11-23"),
        ("på söndag", "2026-11-29"),
        ("Friday", "2026-11-20"),
        ("fredag 20 november", "2026-11-20"),
        ("fre 20/11", "2026-11-20"),
        ("lördag den 21 november", "2026-11-21"),
    ],
)
def test_weekdays(text, meant):
    assert day(text) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2026-07-03", "2026-07-03"),
        ("20260703", "2026-07-03"),
        ("2026-7-3", "2026-07-03"),
        ("3/7", "2026-07-03"),
        ("03/07", "2026-07-03"),
        ("3.7", "2026-07-03"),
        ("3.7.", "2026-07-03"),
        ("3 juli", "2026-07-03"),
        ("den 3 juli", "2026-07-03"),
        ("3:e juli", "2026-07-03"),
        ("3 jul", "2026-07-03"),
        ("3 July", "2026-07-03"),
        ("3/7-25", "2025-07-03"),
        ("3/7 2025", "2025-07-03"),
        ("3.7.2025", "2025-07-03"),
        ("3 juli 2025", "2025-07-03"),
        ("24.12", "2025-12-24"),
    ],
)
def test_dates_have_the_day_first(text, meant):
    assert day(text) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("22/12", "2026-12-22"),
        ("23/12", "2025-12-23"),
        ("31 december", "2025-12-31"),
        ("22/11", "2026-11-22"),
        ("23 nov", "2026-11-23"),
        ("29/2", "2024-02-29"),
    ],
)
def test_day_without_year_is_the_latest_not_more_than_a_month_ahead(text, meant):
    assert day(text) == meant


def test_the_month_ahead_reaches_over_the_turn_of_the_year():
    assert day("10 januari", dt.date(2026, 12, 15)) == "2027-01-10"
    assert day("28/2", dt.date(2026, 1, 31)) == "2026-02-28"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("14.30", Spoken(SUNDAY, dt.time(14, 30))),
        ("14:30", Spoken(SUNDAY, dt.time(14, 30))),
        ("kl 9", Spoken(SUNDAY, dt.time(9))),
        ("kl. 9.15", Spoken(SUNDAY, dt.time(9, 15))),
        ("kl 10.12", Spoken(SUNDAY, dt.time(10, 12))),
        ("10:12", Spoken(SUNDAY, dt.time(10, 12))),
        ("igår 14:30", Spoken(dt.date(2026, 11, 21), dt.time(14, 30))),
        ("igår kl 14", Spoken(dt.date(2026, 11, 21), dt.time(14))),
        ("i måndags, 10.12", Spoken(dt.date(2026, 11, 16), dt.time(10, 12))),
        ("3/7 14", Spoken(dt.date(2026, 7, 3), dt.time(14))),
        ("3 juli kl 14", Spoken(dt.date(2026, 7, 3), dt.time(14))),
        ("3/7 9.00", Spoken(dt.date(2026, 7, 3), dt.time(9))),
        ("3 juli 14.30", Spoken(dt.date(2026, 7, 3), dt.time(14, 30))),
        ("2026-07-03 08:05", Spoken(dt.date(2026, 7, 3), dt.time(8, 5))),
    ],
)
def test_times(text, meant):
    assert understood(text, SUNDAY) == meant


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("10.12", "en dag eller ett klockslag. Skriv 10/12 eller kl 10.12"),
        ("03.07", "en dag eller ett klockslag. Skriv 3/7 eller kl 03.07"),
        ("14", "en dag eller ett klockslag"),
        ("07-03", "läsas på två sätt. Skriv 7/3 eller 3/7"),
        ("nästa måndag", "två olika dagar"),
        ("förra fredagen", "två olika dagar"),
        ("måndag 20/11", "2026-11-20 är inte den veckodagen"),
    ],
)
def test_what_means_two_things_is_asked_about(text, said):
    with pytest.raises(Unclear, match=said):
        understood(text, SUNDAY)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("31/2", "Dagen 31/2 finns inte"),
        ("7/13", "Dagen 7/13 finns inte"),
        ("2026-02-30", "Dagen 2026-02-30 finns inte"),
        ("0/0", "finns inte"),
        ("31 november", "finns inte"),
        ("igår 25.00", "Klockslaget 25.00 finns inte"),
        ("kl 24", "Klockslaget 24.00 finns inte"),
        ("för 99999999999 dagar sedan", "finns inte"),
        ("snart", "Skriv till exempel igår"),
        ("ma", "Skriv till exempel igår"),
        ("3/7 och 4/7", "Skriv till exempel igår"),
        ("<script>", "Skriv till exempel igår"),
    ],
)
def test_what_is_no_day_is_refused_with_what_to_write_instead(text, said):
    with pytest.raises(Unclear, match=said):
        understood(text, SUNDAY)


@given(st.text(max_size=80))
def test_anything_is_a_day_or_unclear(text):
    with contextlib.suppress(Unclear):
        assert isinstance(understood(text, SUNDAY).day, dt.date)


@given(st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31)))
def test_every_day_is_understood_as_it_is_written_with_year(asked):
    for text in (
        asked.isoformat(),
        f"{asked.day}/{asked.month} {asked.year}",
        f"{asked.day}.{asked.month}.{asked.year}",
    ):
        assert understood(text, SUNDAY) == Spoken(asked)
