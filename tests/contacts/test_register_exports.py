"""Lists taken out of the register: the same rows in the same order, safe in a spreadsheet, logged."""

import datetime as dt
import io
from typing import Any

import openpyxl
import pytest

from crm.common.sheets import read_sheet
from crm.models import ExportLog, User
from tests import make
from tests.base import client_of

pytestmark = pytest.mark.django_db
D = dt.date


def taken(user: User, query: str, what: str = "personer") -> io.BytesIO:
    response = client_of(user).get(f"/{what}/export/?{query}")
    assert response.status_code == 200
    return io.BytesIO(b"".join(response.streaming_content))


def rows(user: User, query: str, what: str = "personer") -> list[dict[str, str]]:
    name = "a.csv" if "csv" in query else "a.xlsx"
    return [row for _number, row in read_sheet(taken(user, query, what), name).rows]


@pytest.fixture
def world(alma: User) -> None:
    county = make.area("Västmanlands län")
    seat = {"code": "C", "starts_on": D(2026, 9, 28), "source": "Valmyndigheten"}
    maja = make.mp("Maja Öberg", constituency=county, **seat)
    make.membership(maja, make.organization("Trafikutskottet", "committee"), "Ledamot")
    for kind, value in (("email", "maja@example.se"), ("phone", "+46 8 123 45 67"), ("mobile", "+46701740605")):
        make.detail(maja, kind, value)
    make.mp("Per Ahl", code="S", starts_on=D(2022, 9, 26), source="Sveriges riksdag")
    make.person("=1+1 Formel", owner=alma)


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_row_holds_what_a_mailing_needs(bo: User, world: None, form: str) -> None:
    (row,) = rows(bo, f"format={form}&q=maja")
    said = {
        "Förnamn": "Maja",
        "Efternamn": "Öberg",
        "Personens parti": "C",
        "Uppdrag": "Riksdagsledamot",
        "Organisation": "Sveriges riksdag",
        "Område": "Västmanlands län",
        "Personens län": "Västmanlands län",
        "Från": "2026-09-28",
        "Fler uppdrag": "Ledamot, Trafikutskottet",
        "E-post": "maja@example.se",
        "Telefon": "08-123 45 67",
        "Mobil": "070-174 06 05",
        "Källa": "Valmyndigheten",
    }
    assert {name: row[name] for name in said} == said


@pytest.mark.parametrize("form", ["xlsx", "csv"])
@pytest.mark.parametrize("query", ["", "sort=-name", "party=C&party=S", "q=per", "owner=none&sort=-name"])
def test_file_holds_the_rows_of_the_page_in_its_order(bo: User, world: None, query: str, form: str) -> None:
    shown = [p.family_name for p in client_of(bo).get(f"/personer/?{query}").context["object_list"]]
    assert [row["Efternamn"] for row in rows(bo, f"format={form}&{query}")] == shown


def test_file_holds_every_page_of_the_list(bo: User) -> None:
    for _number in range(51):
        make.person()
    assert len(rows(bo, "format=csv&sida=2")) == 51


def test_dates_are_dates_and_no_name_is_a_formula(bo: User, world: None) -> None:
    sheet = openpyxl.load_workbook(taken(bo, "format=xlsx")).worksheets[0]
    heads = {cell.value: cell.column for cell in sheet[1]}
    started = [sheet.cell(row, heads["Från"]) for row in (2, 3, 4)]
    assert sorted(c.value.date() for c in started if c.value) == [D(2022, 9, 26), D(2026, 9, 28)]
    names = [sheet.cell(row, heads["Förnamn"]) for row in (2, 3, 4)]
    assert ("s", "=1+1") in [(c.data_type, c.value) for c in names]
    assert "'=1+1" in taken(bo, "format=csv").getvalue().decode("utf-8-sig")


def test_file_names_its_filters_and_sources(bo: User, world: None) -> None:
    about = openpyxl.load_workbook(taken(bo, "format=xlsx&party=C")).worksheets[1]
    said = [cell.value for cell in about["A"]]
    assert "Parti: Parti C" in said
    assert "Källa: Valmyndigheten" in said
    assert "Källa: Sveriges riksdag" not in said


def test_every_export_is_logged(bo: User, world: None) -> None:
    taken(bo, "format=csv&party=C")
    log = ExportLog.objects.get()
    assert (log.user, log.what, log.format, log.rows) == (bo, "Personer", "csv", 1)
    assert "party=C" in log.query


def test_a_filter_that_cannot_be_understood_takes_nothing_out(bo: User, world: None) -> None:
    response = client_of(bo).get("/personer/export/?format=csv&county=99")
    assert response.headers["Location"].startswith("/personer/?")
    assert client_of(bo).get("/personer/export/?format=pdf").status_code == 404
    assert not ExportLog.objects.exists()


def test_organizations_are_taken_out_the_same_way(bo: User) -> None:
    make.organization("Region Uppsala", "region", area=make.area(), phone="018-611 00 00", web="https://example.se")
    make.organization("Trafikverket", "agency")
    (row,) = rows(bo, "format=xlsx&kind=region", "organisationer")
    said = {
        "Namn": "Region Uppsala",
        "Slag": "Region",
        "Län": "Uppsala län",
        "Telefon": "018-611 00 00",
        "Personer": "0",
    }
    assert {name: row[name] for name in said} == said


def test_outsider_takes_nothing_out(cai: User, world: None) -> None:
    for what in ("personer", "organisationer"):
        assert client_of(cai).get(f"/{what}/export/?format=csv").status_code == 404
    assert not ExportLog.objects.exists()


def test_export_costs_no_more_for_more_rows(bo: User, django_assert_max_num_queries: Any) -> None:
    for _number in range(30):
        make.membership(make.person(email="a@example.se"), area=make.area())
    client = client_of(bo)
    with django_assert_max_num_queries(14):
        b"".join(client.get("/personer/export/?format=csv").streaming_content)
