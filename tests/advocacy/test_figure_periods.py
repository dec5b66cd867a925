"""Which period a period is held against."""

import datetime as dt

import pytest

from advocacy.choices import Comparison
from advocacy.services.figures.periods import compared, quarter, quarters


def days(first, last):
    return dt.date.fromisoformat(first), dt.date.fromisoformat(last)


@pytest.mark.parametrize(
    ("period", "before"),
    [
        (("2026-01-01", "2026-03-31"), ("2025-10-01", "2025-12-31")),
        (("2026-07-01", "2026-12-31"), ("2026-01-01", "2026-06-30")),
        (("2026-02-01", "2026-02-28"), ("2026-01-01", "2026-01-31")),
        (("2026-01-01", "2026-12-31"), ("2025-01-01", "2025-12-31")),
        (("2026-01-01", "2026-11-22"), ("2025-02-09", "2025-12-31")),
    ],
)
def test_the_period_before_is_as_long_and_ends_the_day_before(period, before):
    assert compared(days(*period), Comparison.BEFORE) == days(*before)


@pytest.mark.parametrize(
    ("period", "before"),
    [
        (("2026-01-01", "2026-06-30"), ("2025-01-01", "2025-06-30")),
        (("2024-02-01", "2024-02-29"), ("2023-02-01", "2023-02-28")),
        (("2025-02-01", "2025-02-28"), ("2024-02-01", "2024-02-29")),
        (("2026-01-01", "2026-11-22"), ("2025-01-01", "2025-11-22")),
        (("2025-02-28", "2025-03-27"), ("2024-02-28", "2024-03-27")),
    ],
)
def test_the_same_period_a_year_before_keeps_the_end_of_the_month(period, before):
    assert compared(days(*period), Comparison.YEAR_BEFORE) == days(*before)


def test_quarters_go_back_over_the_turn_of_the_year_and_end_today():
    assert quarter(dt.date(2026, 11, 22)) == days("2026-10-01", "2026-12-31")
    assert quarters(dt.date(2026, 2, 3), 3) == [
        days("2025-07-01", "2025-09-30"),
        days("2025-10-01", "2025-12-31"),
        days("2026-01-01", "2026-02-03"),
    ]
