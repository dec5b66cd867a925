"""Days in filters that are counted from today, in the list, its chips, views and lists that follow."""

import datetime as dt

import pytest

from contacts.filters import Reference
from contacts.filters.lists import people_on
from contacts.services import lists
from crm.common import days
from crm.common.dates import today
from crm.models import User
from crm.services import saved_views
from tests import make, make_advocacy
from tests.base import client_of, make_user

pytestmark = pytest.mark.django_db
URL = "/personer/"
D = dt.date
DAY = dt.timedelta(days=1)


def answer(query: str, user: User | None = None):
    response = client_of(user or make_user("alma")).get(f"{URL}?{query}")
    assert response.status_code == 200
    return response


def names(query: str, user: User | None = None) -> list[str]:
    return [row.family_name for row in answer(query, user).context["object_list"]]


def chips(query: str) -> list[str]:
    return [f"{chip.label}: {chip.value}" for chip in answer(query).context["chips"]]


@pytest.fixture(autouse=True)
def choices_of_this_test() -> None:
    Reference.forget()


@pytest.mark.parametrize(
    ("token", "day"),
    [
        ("today", D(2026, 3, 31)),
        ("year", D(2026, 1, 1)),
        ("30d", D(2026, 3, 1)),
        ("1m", D(2026, 2, 28)),
        ("6m", D(2025, 9, 30)),
        ("12m", D(2025, 3, 31)),
        ("2y", D(2024, 3, 31)),
        ("in-30d", D(2026, 4, 30)),
        ("in-1m", D(2026, 4, 30)),
        ("in-12m", D(2027, 3, 31)),
    ],
)
def test_day_counted_from_today_is_that_day_of_the_calendar(token: str, day: dt.date, monkeypatch) -> None:
    monkeypatch.setattr(days, "today", lambda: D(2026, 3, 31))
    assert days.relative_day(token) == day


@pytest.mark.parametrize("token", ["d", "-30d", "30", "30w", "1000d", "999y", "in-999y", "²d", "30D", ""])
def test_what_counts_no_day_is_no_day(token: str) -> None:
    assert days.relative_day(token) is None


def test_people_met_the_last_thirty_days_and_those_not_met_for_six_months() -> None:
    make_advocacy.interaction(make.person("A Nyss"), held_on=today() - 30 * DAY)
    make_advocacy.interaction(make.person("B Nyligen"), held_on=today() - 31 * DAY)
    make_advocacy.interaction(make.person("C Längesen"), held_on=today() - 200 * DAY)
    make.person("D Aldrig")

    assert names("last_contact_after=30d") == ["Nyss"]
    assert names("last_contact_before=6m") == ["Aldrig", "Längesen"]
    assert names("last_contact_after=&last_contact_after=30d") == ["Nyss"]


def test_chip_says_how_a_day_was_counted_and_which_day_that_is() -> None:
    assert chips("last_contact_before=6m")[0].startswith("Inte träffad sedan: 6 månader tillbaka (")
    (chip,) = answer("last_contact_after=2026-01-02").context["chips"]
    assert (chip.value, chip.remove_query) == ("2 jan 2026", "")
    (chip,) = answer("sort=name&last_contact_after=year").context["chips"]
    assert (chip.value.split(" (")[0], chip.remove_query) == ("årets början", "sort=name")


def test_day_that_cannot_be_read_finds_nobody_and_is_said_beside_the_field() -> None:
    make.person("A Nyss")
    page = answer("last_contact_before=nyss")
    assert list(page.context["object_list"]) == []
    assert "last_contact_before" in page.context["filterset"].form.errors


def test_mandates_that_ended_within_and_those_about_to_end() -> None:
    for name, day in (("Nyss", today() - 10 * DAY), ("Förr", today() - 90 * DAY), ("Snart", today() + 10 * DAY)):
        make.membership(make.person(f"A {name}"), make.organization(), starts_on=D(2020, 1, 1), ends_on=day)
    assert names("ended_from=30d&ended_to=today") == ["Nyss"]
    assert names("ended_from=today&ended_to=in-30d") == ["Snart"]


def test_people_by_when_their_address_was_last_verified() -> None:
    for name, day in (("Nyss", today() - 5 * DAY), ("Förr", today() - 400 * DAY), ("Aldrig", None)):
        make.detail(
            make.person(f"A {name}"), "email", f"{name.lower().replace('ö', 'o')}@example.se", last_verified_on=day
        )
    make.person("A Utan")
    assert names("verified_after=30d") == ["Nyss"]
    assert names("verified_before=12m") == ["Aldrig", "Förr", "Utan"]


def test_dynamic_list_counts_its_days_anew_each_day(alma: User, monkeypatch) -> None:
    make_advocacy.interaction(make.person("A Nyss"), held_on=today())
    made = lists.add(name="Nyss träffade", kind="dynamic", query="last_contact_after=30d", actor=alma)
    assert [p.family_name for p in people_on(made)] == ["Nyss"]
    page = client_of(alma).get(made.get_absolute_url()).content.decode()
    assert "30 dagar tillbaka" in page
    now = today()
    monkeypatch.setattr(days, "today", lambda: now + 31 * DAY)
    assert list(people_on(made)) == []


def test_kept_view_and_file_are_asked_the_same(alma: User) -> None:
    make_advocacy.interaction(make.person("A Nyss"), held_on=today())
    make.person("B Aldrig")
    kept = saved_views.add(actor=alma, list_name="contacts:person_list", name="Nyss", query="last_contact_after=30d")
    page = client_of(alma).get(f"{URL}?last_contact_after=30d&vy={kept.pk}")
    assert (page.context["saved_view"], page.context["saved_view_is_changed"]) == (kept, False)
    menu = client_of(alma).get(f"{URL}?vyer=1", headers={"HX-Request": "true"})
    assert [row.count for row in menu.context["rows"]] == [1]
    field = page.context["filterset"].form["last_contact_after"]
    assert '<option value="30d" selected>' in str(field) and 'value="2026' not in str(field)
