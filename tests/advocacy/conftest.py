import datetime as dt
from collections.abc import Callable

import pytest
from django.utils import timezone


@pytest.fixture
def on_day(monkeypatch: pytest.MonkeyPatch) -> Callable[[dt.date], None]:
    """`on_day(dt.date(2026, 11, 22))`: from now on it is that day."""
    real = timezone.localdate

    def stand(day: dt.date) -> None:
        monkeypatch.setattr(timezone, "localdate", lambda value=None, *args: real(value, *args) if value else day)

    return stand
