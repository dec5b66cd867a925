"""The page on which one says how a list is to be taken out: columns, order, templates, the limit, long lists."""

import datetime as dt
import io
import json
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from django.core.management import call_command
from django.utils import timezone

from contacts.services import people
from crm.common import progress
from crm.common.exports import jobs, services
from crm.models import ExportLog, ExportTemplate, User
from tests import make
from tests.base import client_of

pytestmark = pytest.mark.django_db
URL = "/personer/export/"
D = dt.date


def heads(response: Any) -> list[str]:
    assert response.status_code == 200, response.content[:500]
    book = openpyxl.load_workbook(io.BytesIO(b"".join(response.streaming_content)))
    return [cell.value for cell in book.worksheets[0][1]]


def chosen(page: Any) -> list[str]:
    return [column["name"] for column in page.context["columns"] if column["is_chosen"]]


@pytest.fixture
def maja(db: None) -> Any:
    return make.mp("Maja Öberg", constituency=make.area("Västmanlands län"), source="Valmyndigheten")


# --- Columns and templates -------------------------------------------------------------------------------------


def test_columns_come_in_the_order_that_was_chosen(bo: User, maja: Any) -> None:
    response = client_of(bo).post(URL, {"format": "xlsx", "columns": ["email", "family_name", "given_name"]})
    assert heads(response) == ["E-post", "Efternamn", "Förnamn"]
    log = ExportLog.objects.get()
    assert (log.columns, log.rows) == (["E-post", "Efternamn", "Förnamn"], 1)


def test_without_columns_nothing_is_taken_out(bo: User, maja: Any) -> None:
    response = client_of(bo).post(URL, {"format": "csv", "columns": ["finns-inte"]})
    assert response.status_code == 422 and "Välj minst en kolumn" in response.content.decode()
    assert not ExportLog.objects.exists()


def test_columns_of_the_list_on_screen_are_those_first_ticked(bo: User, maja: Any) -> None:
    page = client_of(bo).get(f"{URL}?kolumner=name,roles,phone")
    assert chosen(page) == ["given_name", "family_name", "role", "organization", "more_roles", "phone", "mobile"]


def test_a_column_is_moved_without_scripts(bo: User, maja: Any) -> None:
    order = ["given_name", "family_name", "email"]
    sent = {"format": "xlsx", "order": order, "columns": order[:2], "move": "email:up"}
    page = client_of(bo).post(URL, sent)
    assert [column["name"] for column in page.context["columns"]][:3] == ["given_name", "email", "family_name"]
    assert chosen(page) == ["given_name", "family_name"]
    assert not ExportLog.objects.exists()


def test_a_template_keeps_columns_and_order_and_is_changed_by_its_name(alma: User, maja: Any) -> None:
    client = client_of(alma)
    sent = {"format": "xlsx", "columns": ["email", "given_name"], "save_as": "Utskick", "save_template": "1"}
    saved = client.post(f"{URL}?q=maja", sent)
    page = client.get(saved.headers["Location"])
    assert chosen(page) == ["email", "given_name"] and page.context["count"] == 1
    client.post(URL, {**sent, "save_as": "utskick", "columns": ["email"]})
    template = ExportTemplate.objects.get()
    assert (template.columns, template.owner, template.is_shared, template.list_name) == (
        ["email"], alma, False, "contacts:person_list"
    )  # fmt: skip
    assert template.history.count() == 2


def test_a_template_without_a_name_or_columns_says_what_is_missing(alma: User) -> None:
    sent = {"format": "xlsx", "columns": ["email"], "save_as": " ", "save_template": "1"}
    page = client_of(alma).post(URL, sent)
    assert page.status_code == 422 and page.context["template_form"].errors["save_as"]
    sent = {"format": "xlsx", "save_as": "Tom", "save_template": "1"}
    assert client_of(alma).post(URL, sent).status_code == 422
    assert not ExportTemplate.objects.exists()


def test_shared_templates_are_everybodys_others_own_are_not(alma: User, bo: User, eva: User) -> None:
    def save(name: str, **more: Any) -> ExportTemplate:
        return services.save_template(
            actor=alma, list_name="contacts:person_list", name=name, columns=["email"], **more
        )

    mine, shared = save("Min"), save("Delad", is_shared=True)
    assert [item["label"] for item in client_of(bo).get(URL).context["templates"]] == ["Delad"]
    assert client_of(bo).get(f"{URL}?mall={mine.pk}").context["template"] is None
    assert client_of(bo).post(URL, {"format": "xlsx", "remove_template": shared.pk}).status_code == 403
    assert client_of(bo).post(URL, {"format": "xlsx", "remove_template": mine.pk}).status_code == 404
    assert client_of(eva).post(URL, {"format": "xlsx", "remove_template": shared.pk}).status_code == 302
    assert [template.name for template in ExportTemplate.objects.all()] == ["Min"]


def test_only_the_ticked_rows_are_taken_out(bo: User, maja: Any) -> None:
    make.person("Per Ahl")
    page = client_of(bo).get(f"{URL}?id={maja.pk}")
    assert page.context["count"] == 1


def test_several_roles_stand_one_on_a_line_and_cannot_be_mistaken(bo: User) -> None:
    who = make.person("Per Ahl")
    for name in ("Region Öst, nord; syd", "Styrelsen"):
        make.membership(who, make.organization(name), "Ledamot, ersättare")
    make.membership(who, make.riksdag(), "Riksdagsledamot")
    response = client_of(bo).post(URL, {"format": "xlsx", "columns": ["more_roles"]})
    cell = openpyxl.load_workbook(io.BytesIO(b"".join(response.streaming_content))).worksheets[0]["A2"]
    assert sorted(cell.value.split("\n")) == [
        "Ledamot, ersättare, Region Öst, nord; syd", "Ledamot, ersättare, Styrelsen"
    ]  # fmt: skip
    assert cell.alignment.wrap_text


def test_all_addresses_of_a_kind_come_with_what_is_said_of_them(bo: User) -> None:
    who = make.person("Per Ahl", phone="08-123 45 67", email="per@example.se")
    make.detail(who, "mobile", "+46701740605", label="privat")
    response = client_of(bo).get(f"{URL}?format=xlsx&kolumner=phone,phones,emails")
    book = openpyxl.load_workbook(io.BytesIO(b"".join(response.streaming_content)))
    row = [cell.value for cell in book.worksheets[0][2]]
    assert row == ["08-123 45 67", "070-174 06 05", "08-123 45 67\n070-174 06 05 (privat)", "per@example.se"]


# --- The limit --------------------------------------------------------------------------------------------------


@pytest.fixture
def many(maja: Any, settings: Any) -> None:
    settings.EXPORT_LIMIT = 2
    for _number in range(2):
        make.person()


def test_over_the_limit_a_reason_is_asked_for_and_logged(alma: User, many: None) -> None:
    client, sent = client_of(alma), {"format": "csv", "columns": ["given_name"]}
    assert client.get(URL).context["reason"] is not None
    refused = client.post(URL, sent)
    assert refused.status_code == 422 and "Skriv varför listan behövs" in refused.content.decode()
    assert not ExportLog.objects.exists()
    assert client.post(URL, {**sent, "reason": "Inbjudan till rådet"}).status_code == 200
    assert ExportLog.objects.get().reason == "Inbjudan till rådet"


@pytest.mark.parametrize("format_", ["csv", "xlsx", "vcard", "outlook", "labels", "merge"])
def test_every_form_has_the_same_limit(alma: User, many: None, format_: str) -> None:
    assert client_of(alma).post(URL, {"format": format_, "columns": ["given_name"]}).status_code == 422
    assert not ExportLog.objects.exists()


def test_a_script_over_the_limit_is_refused_in_words(alma: User, many: None) -> None:
    refused = client_of(alma).get(f"{URL}?format=csv")
    assert refused.status_code == 403 and "personuppgifter" in refused.content.decode()
    allowed = client_of(alma).get(f"{URL}?format=csv&reason=Nattlig+avst%C3%A4mning")
    assert allowed.status_code == 200 and ExportLog.objects.get().reason == "Nattlig avstämning"


def test_managers_and_lists_without_people_have_no_limit(eva: User, alma: User, many: None) -> None:
    assert client_of(eva).get(URL).context["reason"] is None
    assert client_of(eva).post(URL, {"format": "csv", "columns": ["given_name"]}).status_code == 200
    for _number in range(3):
        make.organization()
    assert client_of(alma).get("/organisationer/export/").context["reason"] is None


# --- The log -------------------------------------------------------------------------------------------------------


def test_the_log_says_who_what_which_rows_and_columns(bo: User, maja: Any) -> None:
    client_of(bo).post(f"{URL}?q=maja&sort=-name&sida=2&som=csv", {"format": "csv", "columns": ["email"]})
    log = ExportLog.objects.get()
    assert (log.user, log.what, log.format, log.rows, log.columns) == (bo, "Personer", "csv", 1, ["E-post"])
    assert (log.query, log.filters) == ("q=maja&sort=-name", "Sök: maja")


def test_everybody_reads_their_own_log_managers_all(alma: User, bo: User, eva: User, cai: User, maja: Any) -> None:
    client_of(alma).post(URL, {"format": "csv", "columns": ["email"]})
    client_of(bo).post(URL, {"format": "vcard"})
    mine = ExportLog.objects.get(user=alma)

    def seen(user: User, query: str = "") -> list[str]:
        return [str(log.user) for log in client_of(user).get(f"/exporter/?{query}").context["object_list"]]

    assert (seen(alma), seen(bo), sorted(seen(eva))) == (["Alma Ek"], ["Bo Dahl"], ["Alma Ek", "Bo Dahl"])
    assert seen(eva, f"user={bo.pk}") == seen(eva, "format=vcard") == ["Bo Dahl"]
    assert seen(bo, f"user={alma.pk}") == ["Bo Dahl"]
    assert seen(eva, "first=2020-01-01&last=2020-12-31") == seen(eva, "least=2") == seen(eva, "has_reason=true") == []
    assert client_of(cai).get("/exporter/").status_code == 404
    assert client_of(eva).get(mine.get_absolute_url()).status_code == 200
    assert client_of(bo).get(mine.get_absolute_url()).status_code == 403


# --- Long lists -----------------------------------------------------------------------------------------------------


def test_a_long_list_is_made_by_the_worker_and_fetched_by_who_asked(
    alma: User, eva: User, many: None, settings: Any, run_jobs: Callable[[], int]
) -> None:
    settings.EXPORT_LIMIT, settings.EXPORT_JOB_ROWS = 100, 3
    client = client_of(alma)
    asked = client.post(f"{URL}?sort=-name", {"format": "csv", "columns": ["family_name", "samsyn_id"]})
    log = ExportLog.objects.get()
    assert asked.headers["Location"] == log.get_absolute_url() and log.state == "queued"
    assert "I kö" in client.get(log.get_absolute_url()).content.decode()
    assert client.get(f"{log.get_absolute_url()}fil/").status_code == 404

    assert run_jobs() == 1
    log.refresh_from_db()
    assert (log.state, log.rows, log.progress) == ("done", 3, 3)
    assert "Hämta filen" in client.get(log.get_absolute_url()).content.decode()
    file = b"".join(client.get(f"{log.get_absolute_url()}fil/").streaming_content).decode("utf-8-sig")
    assert file.splitlines()[0] == "Efternamn;Samsyn-id" and file.splitlines()[1].startswith("Öberg;")
    assert client_of(eva).get(f"{log.get_absolute_url()}fil/").status_code == 403


def test_files_of_long_lists_go_after_a_week_the_log_stays(
    alma: User, many: None, settings: Any, run_jobs: Callable[[], int], django_capture_on_commit_callbacks: Any
) -> None:
    settings.EXPORT_LIMIT, settings.EXPORT_JOB_ROWS = 100, 3
    client_of(alma).post(URL, {"format": "vcard"})
    run_jobs()
    log = ExportLog.objects.get()
    path = log.file.path
    assert services.forget_files(timezone.now() + dt.timedelta(days=6)) == 0
    with django_capture_on_commit_callbacks(execute=True):
        assert services.forget_files(timezone.now() + dt.timedelta(days=8)) == 1
    log.refresh_from_db()
    assert not log.file and log.rows == 3
    with pytest.raises(FileNotFoundError):
        open(path)  # noqa: PTH123, SIM115


def test_a_file_whose_worker_was_killed_is_told_of_and_made_again(
    alma: User, eva: User, many: None, settings: Any, run_jobs: Callable[[], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.EXPORT_LIMIT, settings.EXPORT_JOB_ROWS = 100, 3
    client = client_of(alma)
    client.post(URL, {"format": "vcard"})
    log = ExportLog.objects.get()
    url = log.get_absolute_url()
    ExportLog.objects.update(state="running")
    progress.tell(f"export-{log.pk}", 1, 3)
    assert "Görs" in client.get(url).content.decode()
    assert client.post(f"{url}igen/").status_code == 302  # under way: nothing is done
    assert ExportLog.objects.get().state == "running"

    monkeypatch.setattr(jobs, "SILENCE", -1)
    page = client.get(url).content.decode()
    assert "Exporten avbröts" in page and "Gör om" in page and "every 1s" not in page
    assert "Avbruten" in client.get("/exporter/").content.decode()
    assert "Gör om" not in client_of(eva).get(url).content.decode()
    assert client_of(eva).post(f"{url}igen/").status_code == 403
    assert client.post(f"{url}igen/").headers["Location"] == url
    run_jobs()
    log.refresh_from_db()
    assert (log.state, log.progress) == ("done", 3) and log.file
    assert progress.felt_at(f"export-{log.pk}") is None


def test_a_file_that_failed_is_made_again_when_asked(
    alma: User, many: None, settings: Any, run_jobs: Callable[[], int]
) -> None:
    settings.EXPORT_LIMIT, settings.EXPORT_JOB_ROWS = 100, 3
    client = client_of(alma)
    client.post(URL, {"format": "vcard"})
    run_jobs()
    log = ExportLog.objects.get()
    ExportLog.objects.update(state="failed", message="Något gick fel.")
    assert "Något gick fel." in client.get(log.get_absolute_url()).content.decode()
    client.post(f"{log.get_absolute_url()}igen/")
    log.refresh_from_db()
    assert (log.state, log.message, log.finished_at) == ("queued", "", None)


def test_a_long_list_of_somebody_who_left_is_not_made(
    alma: User, many: None, settings: Any, run_jobs: Callable[[], int]
) -> None:
    settings.EXPORT_LIMIT, settings.EXPORT_JOB_ROWS = 100, 3
    client_of(alma).post(URL, {"format": "vcard"})
    alma.groups.clear()
    with pytest.raises(AssertionError):
        run_jobs()
    log = ExportLog.objects.get()
    assert log.state == "failed" and not log.file


# --- Read back ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_reading_an_export_with_all_columns_back_changes_nothing(bo: User, tmp_path: Any, form: str) -> None:
    county = make.area("Västmanlands län")
    maja = make.mp("Maja Öberg", make.constituency("Västmanlands läns valkrets", county))
    people.edit(person=maja, actor=make.actor(), version=maja.version, salutation="Bästa Maja")
    committee = make.organization("Trafikutskottet", "committee")
    make.membership(maja, committee, "Ordförande", starts_on=D(2023, 1, 1), ends_on=D(2040, 1, 1))
    for kind, value in (
        ("phone", "08-123 45 67"), ("phone", "+358 9 1234567"), ("mobile", "+46701740605"), ("email", "m@example.se"),
        ("email", "maja@example.se"), ("address", "Storgatan  1\n721 87 Västerås,"), ("web", "https://example.se/maja"),
    ):  # fmt: skip
        make.detail(maja, kind, value)
    director = make.person("=1+1 Formel", title="Generaldirektör", do_not_contact=True)
    make.membership(director, make.organization("Verket", "agency", area=county), "Generaldirektör", "official")
    make.membership(director, make.organization("Nämnden", "board"), "Ledamot", party=make.party("S"))
    make.person("Utan Något")
    board = make.organization("Kommunstyrelsen", "board")
    for name in ("Anna Ek", "Anna Ek", "Bo Ek"):
        make.membership(make.person(name, email="info@example.se"), board, "Ledamot")
    client = client_of(bo)
    columns = [column["name"] for column in client.get(URL).context["columns"]]
    assert len(columns) > 25
    path = tmp_path / f"export.{form}"
    response = client.post(URL, {"format": form, "columns": columns})
    path.write_bytes(b"".join(response.streaming_content))

    said = io.StringIO()
    call_command("import_contacts", str(path), "--dry-run", "--json", stdout=said)
    result = json.loads(said.getvalue())
    assert result["rows"] == result["unchanged"]["person"] == 6
    told = {name: result[name] for name in ("new", "changed", "ended")}
    assert not [n for counts in told.values() for n in counts.values() if n], told
    assert result["doubtful"] == 0 and result["wrong"] == []
