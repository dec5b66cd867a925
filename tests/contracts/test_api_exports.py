"""Lists as files over the API: the rows of the page, limited and logged as there."""

import pytest

from crm.common.sheets import read_sheet
from crm.models import ExportLog
from tests import make, make_advocacy
from tests.base import client_of

pytestmark = pytest.mark.django_db
URL = "/api/v1/people/export/"


def lines(response) -> list[str]:
    assert response.status_code == 200, response.content
    return b"".join(response.streaming_content).decode("utf-8-sig").splitlines()


def test_file_holds_the_filtered_list_in_its_order_with_the_columns_asked_for(bo):
    for name in ("Maja Ek", "Per Ahl", "Åsa Ek"):
        make.person(name)
    found = lines(
        client_of(bo).get(URL, {"file": "csv", "q": "ek", "sort": "-name", "columns": "family_name,given_name"})
    )
    assert found == ["Efternamn;Förnamn", "Ek;Åsa", "Ek;Maja"]
    log = ExportLog.objects.get()
    assert (log.user, log.format, log.rows, log.filters, log.columns) == (
        bo, "csv", 2, "Sök: ek", ["Efternamn", "Förnamn"]
    )  # fmt: skip


def test_over_the_limit_it_says_why_not(alma, eva, settings):
    settings.EXPORT_LIMIT = 1
    for _number in range(2):
        make.person()
    refused = client_of(alma).get(URL)
    assert (refused.status_code, refused.headers["Content-Type"]) == (403, "application/problem+json")
    assert "personuppgifter" in refused.json()["title"] and not ExportLog.objects.exists()
    assert len(lines(client_of(alma).get(URL, {"file": "csv", "reason": "Nattlig avstämning"}))) == 3
    assert len(lines(client_of(eva).get(URL, {"file": "csv"}))) == 3
    assert sorted(ExportLog.objects.values_list("reason", flat=True)) == ["", "Nattlig avstämning"]


@pytest.mark.parametrize("query", [{"file": "pdf"}, {"partii": "C"}, {"columns": "x"}, {"county": "999999"}])
def test_what_is_not_understood_takes_nothing_out(bo, query):
    assert client_of(bo).get(URL, query).status_code == 400
    assert not ExportLog.objects.exists()


def test_confidential_contacts_are_without_content_in_the_file(bo, eva):
    make_advocacy.interaction(make.person("Maja Hemlig"), title="Hemligt möte", is_confidential=True, actor=eva)
    make.organization("Region Uppsala", "region")
    text = "\n".join(lines(client_of(bo).get("/api/v1/interactions/export/", {"file": "csv"})))
    assert "Hemlig" not in text and "Ett konfidentiellt" in text
    assert "Region Uppsala;" in lines(client_of(bo).get("/api/v1/organizations/export/", {"file": "csv"}))[1]


def test_a_workbook_is_the_usual_file(bo, tmp_path):
    make.person("Maja Ek")
    response = client_of(bo).get(URL)
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"".join(response.streaming_content))
    with path.open("rb") as file:
        ((_number, row),) = read_sheet(file, "a.xlsx").rows
    assert row["Förnamn"] == "Maja"
