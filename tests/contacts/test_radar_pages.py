"""The mandate radar's pages: a run is begun, filtered, decided, carried out and taken back; readers only look."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from contacts.choices import ChangeState, OrganizationKind, RadarState, TermBody
from contacts.models import Membership, Person, RadarChange, RadarRun
from contacts.services import radar_decisions
from contacts.services.reference import load_register
from crm.models import User
from tests import make
from tests.base import client_of
from tests.contacts.importing import DATA
from tests.contacts.radaring import Told, Who, run_of

pytestmark = pytest.mark.django_db
LIST = "/mandatbevakning/"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def world(alma: User) -> dict[str, Any]:
    """A run with one certain, one less certain and one doubtful change."""
    body, party, area = make.organization("Kommunfullmäktige i Sala"), make.party("C"), make.area("Uppsala län")
    anna, other = make.person("Anna Ek", birth_year=1970), make.person("Anna Eks", birth_year=1990)
    make.membership(anna, body, role="Ledamot", party=party, starts_on="2018-10-15", ends_on="2022-10-14")
    run = run_of(
        alma,
        Told("new", "new_person", 1, "Åke Öst", organization=body.pk, party=party.pk, area=area.pk, number="4711",
             after=(("Uppdrag", "Ledamot"), ("Parti", "Centerpartiet")), reasons=("Finns inte i registret",)),
        Told("left", "left", 2, "Bo Al", also=("changed_party",), person=anna.pk, is_certain=False, score=70,
             before=(("Tid", "2022–"),), after=(("Tid", "2022–2026"),)),
        Told("who", "doubtful", 3, "Anna Eek", is_certain=False, score=60,
             candidates=(Who(anna.pk, 60, ("Samma parti",)), Who(other.pk, 40, ("Liknande namn",)))),
    )  # fmt: skip
    change = {one.key: one for one in run.changes.all()}
    return {"run": run, "anna": anna, "other": other, "body": body, "party": party, "area": area, **change}


@pytest.fixture
def editor(alma: User) -> Client:
    return client_of(alma)


def url(name: str, row: Any) -> str:
    return reverse(f"contacts:radar_{name}", args=[row.pk])


def shown(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def names(page: str) -> list[str]:
    """Which changes a page lists, in order."""
    return [
        name for name in ("Åke Öst", "Bo Al", "Anna Eek") if f'Avvisa<span class="visually-hidden">: {name}' in page
    ]


def send(client: Client, *files: tuple[str, bytes], **more: str) -> Any:
    uploads = [SimpleUploadedFile(name, content) for name, content in files]
    return client.post(LIST, {"files": uploads, **more})


# --- The list and a new run -----------------------------------------------------------------------------------


def test_empty_page_says_what_to_do_and_readers_get_no_form(editor: Client, bo: User) -> None:
    page = shown(editor, LIST)
    assert "Inget är jämfört än" in page
    assert "Hämta från källan" in page
    assert "https://" not in page.split("<main")[1]
    page = shown(client_of(bo), LIST)
    assert "Jämför en fil" not in page
    assert client_of(bo).post(LIST).status_code == 403


def test_file_becomes_a_run_that_a_job_compares(editor: Client, run_jobs: Any) -> None:
    load_register(actor=User.objects.system())
    content = (DATA / "val_RD.json").read_bytes()
    answer = send(editor, ("val_RD.json", content), substitutes="on", as_of="2026-10-01")
    run = RadarRun.objects.get()
    assert (run.source, run.options["substitutes"], str(run.as_of)) == ("valmyndigheten", True, "2026-10-01")
    assert "Jämförs med registret" in shown(editor, answer.url)
    told = editor.get(f"{answer.url}?forlopp=1", headers=HTMX)
    assert "hx-trigger" in told.content.decode()
    assert run_jobs() == 1
    assert editor.get(f"{answer.url}?forlopp=1", headers=HTMX).headers["HX-Refresh"] == "true"
    page = shown(editor, answer.url)
    assert "Alva Maria Öståker" in page
    assert "Källa: Valmyndigheten" in page


def test_several_files_are_one_run_and_two_sorts_are_refused_beside_the_field(editor: Client) -> None:
    load_register(actor=User.objects.system())
    seats, people = (DATA / "val_RD.json").read_bytes(), (DATA / "personlista.json").read_bytes()
    answer = send(editor, ("a.json", seats), ("b.json", people), as_of="2026-10-01")
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Filerna är av olika slag" in page
    assert 'value="2026-10-01"' in page
    assert not RadarRun.objects.exists()
    assert send(editor, ("a.json", seats), ("b.json", seats)).status_code == 302
    assert RadarRun.objects.get().options["files"] == 2


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [("tom.json", b" ", "är tom"), ("brev.json", b"{}", "känns inte igen"), ("x.docx", b"PK\3\4", "känns inte igen")],
)
def test_file_that_cannot_be_read_is_refused_beside_the_field(
    editor: Client, name: str, content: bytes, said: str
) -> None:
    answer = send(editor, (name, content))
    assert (answer.status_code, said in answer.content.decode()) == (422, True)
    assert not RadarRun.objects.exists()


def test_no_file_and_too_much_are_said(editor: Client, settings: Any) -> None:
    assert editor.post(LIST, {}).status_code == 422
    settings.RADAR_MAX_BYTES = 1
    assert "Läs in färre filer" in send(editor, ("a.json", b"{}  ")).content.decode()


def test_source_on_the_web_is_fetched_by_a_job(editor: Client, alma: User) -> None:
    answer = editor.post(reverse("contacts:radar_fetch"), {"source": "3", "elections": ["RF"]})
    run = RadarRun.objects.get()
    assert answer.url == run.get_absolute_url()
    assert run.address.endswith("index.md5")
    assert run.options == {"elections": ["RF"]}
    assert "Hämtas och jämförs" in shown(editor, answer.url)
    for wrong in ("99", "x", ""):
        editor.post(reverse("contacts:radar_fetch"), {"source": wrong})
    assert RadarRun.objects.count() == 1


# --- A list's columns -----------------------------------------------------------------------------------------


def test_list_waits_for_its_columns_and_whose_it_is(editor: Client, bo: User, run_jobs: Any) -> None:
    council = make.organization("Kommunfullmäktige i Sala", OrganizationKind.ASSEMBLY)
    make.term("Fullmäktige", TermBody.MUNICIPAL_COUNCIL, starts_on="2026-10-15", ends_on="2030-10-14")
    make.party("C")
    answer = send(editor, ("sala.csv", "Vem;Partibeteckning;Ålder\nÅke Öst;C;44\n".encode()))
    run = RadarRun.objects.get()
    assert answer.url == url("columns", run)
    assert editor.get(run.get_absolute_url()).url == answer.url
    assert "Väntar på kolumnval" in shown(client_of(bo), run.get_absolute_url())
    page = shown(editor, answer.url)
    assert "Åke Öst" in page
    wrong = editor.post(answer.url, {"header_row": "1", "role": "Ersättare"})
    assert wrong.status_code == 422
    assert "saknar kolumn för namn" in wrong.content.decode()
    assert 'value="Ersättare"' in wrong.content.decode()
    told = {"header_row": "1", "column_0": "name", "column_1": "party", "organization": str(council.pk)}
    assert editor.post(answer.url, {**told, "source_on": "2026-11-01"}).url == run.get_absolute_url()
    assert run_jobs() == 1
    run.refresh_from_db()
    assert (run.state, run.options["organization"], run.result.get("message")) == (RadarState.OPEN, council.pk, None)
    page = shown(editor, run.get_absolute_url())
    assert "Åke Öst" in page
    assert "Källa: sala.csv" in page
    assert url("columns", run) in page


def test_other_row_of_headings_gives_other_columns(editor: Client) -> None:
    send(editor, ("lista.csv", b"Vem;Var\nNamn;Parti\nAnna Ek;C\n"))
    run = RadarRun.objects.get()
    editor.post(url("columns", run), {"header_row": "1", "look": "1", "role": "Ordförande"})
    run.refresh_from_db()
    assert (run.options["header_row"], run.options["role"]) == (1, "Ordförande")
    assert run.options["draft"]


def test_list_whose_columns_are_not_settled_can_be_thrown_away(editor: Client) -> None:
    send(editor, ("lista.csv", b"Namn\nAnna Ek\n"))
    assert editor.post(url("discard", RadarRun.objects.get())).url == LIST
    assert not RadarRun.objects.exists()


# --- What a run proposes --------------------------------------------------------------------------------------


def test_page_shows_both_sides_reasons_and_counts(editor: Client, world: dict[str, Any]) -> None:
    page = shown(editor, url("detail", world["run"]))
    assert names(page) == ["Åke Öst", "Bo Al", "Anna Eek"]
    for said in ("I registret", "I källan", "2022–2026", "Finns inte i registret", "Källa: lista.csv", "id 4711"):
        assert said in page
    # A change that is something else too is counted there as well.
    for kind in ("Ny person", "Lämnar", "Bytt parti", "Tveksam träff"):
        assert f'{kind} <span class="num">1</span>' in page
    assert "Godkänn alla säkra (1)" in page
    assert "1 tveksam träff väntar" in page


def test_doubtful_one_shows_its_candidates_with_mandates_and_birth_year(editor: Client, world: dict[str, Any]) -> None:
    page = shown(editor, f"{url('detail', world['run'])}?kind=doubtful")
    for said in ("Det är Anna Ek<", "Det är Anna Eks<", "1970", "1990", "2018–22", "Samma parti", "Ny person<span"):
        assert said in page
    assert 'data-answer="g"' not in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("kind=left", ["Bo Al"]),
        ("kind=changed_party", ["Bo Al"]),
        ("kind=left&kind=new_person", ["Åke Öst", "Bo Al"]),
        ("certain=yes", ["Åke Öst"]),
        ("certain=no", ["Bo Al", "Anna Eek"]),
        ("party=C", ["Åke Öst"]),
        ("q=åke", ["Åke Öst"]),
        ("q=4711", ["Åke Öst"]),
        ("q=öst åke", ["Åke Öst"]),
        ("q=471", []),
        ("state=accepted", []),
        ("state=open", ["Åke Öst", "Bo Al", "Anna Eek"]),
        ("kind=nothing", []),
    ],
)
def test_filter_finds(editor: Client, world: dict[str, Any], query: str, found: list[str]) -> None:
    assert names(shown(editor, f"{url('detail', world['run'])}?{query}")) == found


def test_filter_finds_by_organization_and_area(editor: Client, world: dict[str, Any]) -> None:
    for name in ("organization", "area"):
        asked = world["body" if name == "organization" else "area"].pk
        assert names(shown(editor, f"{url('detail', world['run'])}?{name}={asked}")) == ["Åke Öst"]


def test_list_can_be_ordered_and_htmx_gets_the_list_alone(editor: Client, world: dict[str, Any]) -> None:
    page = shown(editor, f"{url('detail', world['run'])}?sort=score")
    assert page.index("Anna Eek") < page.index("Bo Al") < page.index("Åke Öst")
    part = editor.get(f"{url('detail', world['run'])}?kind=left", headers=HTMX)
    assert "<h1" not in part.content.decode()
    assert 'hx-swap-oob="true"' in part.content.decode()


def test_long_run_is_paged_with_few_questions(
    editor: Client, world: dict[str, Any], django_assert_max_num_queries: Any
) -> None:
    rows = [
        RadarChange(run=world["run"], key=f"k{n}", row=n, kind="new_person", name=f"Nr {n:03}", sort_key=f"nr {n:03}")
        for n in range(10, 130)
    ]
    RadarChange.objects.bulk_create(rows)
    editor.get(url("detail", world["run"]))
    with django_assert_max_num_queries(10):
        page = shown(editor, f"{url('detail', world['run'])}?sida=2")
    assert "Nr 060" in page
    assert "Nr 010" not in page
    with django_assert_max_num_queries(10):
        shown(editor, f"{url('detail', world['run'])}?kind=doubtful&party=C&q=anna")


def test_export_holds_the_filtered_changes_and_names_the_source(editor: Client, world: dict[str, Any]) -> None:
    answer = editor.get(f"{url('export', world['run'])}?kind=left&format=xlsx")
    book = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))  # type: ignore[attr-defined]
    cells = [str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell]
    assert "Bo Al" in cells
    assert "Lämnar; Bytt parti" in cells
    assert "Tid: 2022–2026" in cells
    assert "Åke Öst" not in cells
    assert any("Källa: lista.csv" in cell for cell in cells)


# --- Decisions ------------------------------------------------------------------------------------------------


def decide(client: Client, change: RadarChange, *, htmx: bool = True, **told: str) -> Any:
    answer = client.post(url("decide", change), told, headers=HTMX if htmx else None)
    change.refresh_from_db()
    return answer


def test_change_is_accepted_refused_and_taken_back_where_it_stands(editor: Client, world: dict[str, Any]) -> None:
    change = world["new"]
    answer = decide(editor, change, beslut="godkann", fran="kind=new_person")
    assert (answer.status_code, change.state) == (200, ChangeState.ACCEPTED)
    page = answer.content.decode()
    assert f'id="change-{change.pk}"' in page
    assert "Genomför 1 godkänd" in page
    assert "kind=new_person&amp;state=open" in page
    decide(editor, change, beslut="ta-tillbaka")
    assert change.state == ChangeState.OPEN
    answer = decide(editor, change, htmx=False, beslut="avvisa", fran="sida=2")
    assert (answer.url, change.state) == (f"{url('detail', world['run'])}?sida=2#change-{change.pk}", "refused")


def test_doubtful_one_is_somebody_or_somebody_new(editor: Client, world: dict[str, Any]) -> None:
    change, anna = world["who"], world["anna"]
    wrong = decide(editor, change, beslut="godkann")
    assert (wrong.status_code, change.state) == (422, ChangeState.OPEN)
    assert "Välj vem det är" in wrong.content.decode()
    assert decide(editor, change, choice=str(make.person("Nils Al").pk)).status_code == 422
    decide(editor, change, choice=str(anna.pk))
    assert (change.state, change.choice) == (ChangeState.ACCEPTED, str(anna.pk))
    decide(editor, change, beslut="ta-tillbaka")
    decide(editor, change, choice="new")
    assert change.choice == "new"


def test_all_certain_and_all_of_the_filter(editor: Client, world: dict[str, Any]) -> None:
    run = world["run"]
    editor.post(url("accept_certain", run))
    assert run.changes.filter(state="accepted").count() == 1
    where = f"{url('decide_many', run)}?certain=no&beslut=godkann"
    page = shown(editor, where)
    assert "Godkänn 1 förändring" in page
    assert "1 tveksam träff måste avgöras för sig" in page
    assert editor.post(where).url == f"{run.get_absolute_url()}?certain=no"
    assert set(run.changes.filter(state="accepted").values_list("key", flat=True)) == {"new", "left"}
    editor.post(f"{url('decide_many', run)}?kind=doubtful&beslut=avvisa")
    assert run.changes.get(key="who").state == ChangeState.REFUSED
    editor.post(f"{url('decide_many', run)}?beslut=ta-tillbaka")
    assert set(run.changes.values_list("state", flat=True)) == {"open"}


def test_filter_that_cannot_be_understood_decides_nothing(editor: Client, world: dict[str, Any]) -> None:
    editor.post(f"{url('decide_many', world['run'])}?kind=nothing&beslut=avvisa")
    editor.post(f"{url('decide_many', world['run'])}?beslut=kanske")
    assert set(world["run"].changes.values_list("state", flat=True)) == {"open"}


# --- Carried out, taken back ----------------------------------------------------------------------------------


def test_run_goes_from_file_to_register_and_back(editor: Client, bo: User, eva: User, run_jobs: Any) -> None:
    load_register(actor=User.objects.system())
    run_url = send(editor, ("val_RD.json", (DATA / "val_RD.json").read_bytes())).url
    run_jobs()
    run = RadarRun.objects.get()
    editor.post(url("accept_certain", run))
    asked = shown(editor, url("apply", run))
    assert "Genomför 3 godkända" in asked
    assert "Ny person" in asked
    editor.post(url("apply", run))
    assert Membership.objects.count() == 0
    assert "Genomförs" in shown(editor, run_url)
    assert run_jobs() == 1
    assert Membership.objects.filter(source="Valmyndigheten").count() == 3
    assert "Ångra körningen" in shown(editor, run_url)
    # What others did is for a manager to take back.
    bo.groups.set(Group.objects.filter(name="editor"))
    assert "Ångra körningen" not in shown(client_of(bo), run_url)
    assert "Ångra körningen" in shown(client_of(eva), run_url)
    person = Person.objects.get(family_name="Öståker")
    assert "Källa: Valmyndigheten" in shown(editor, person.get_absolute_url())
    assert "rader blir som de var" in shown(editor, url("undo", run))
    editor.post(url("undo", run))
    assert Membership.objects.count() == 0
    page = shown(editor, run_url)
    assert "Förslagen kan avgöras på nytt" in page


def test_what_could_not_be_undone_is_named(editor: Client, alma: User, run_jobs: Any) -> None:
    load_register(actor=User.objects.system())
    run_url = send(editor, ("val_RD.json", (DATA / "val_RD.json").read_bytes())).url
    run_jobs()
    run = RadarRun.objects.get()
    editor.post(url("accept_certain", run))
    editor.post(url("apply", run))
    run_jobs()
    person = Person.objects.get(family_name="Öståker")
    make.membership(person, make.organization("Trafikverket"), role="Rådgivare")
    editor.post(url("undo", run))
    page = shown(editor, run_url)
    assert "Det här är inte ångrat" in page
    assert person.name in page.split("Det här är inte ångrat")[1]


def test_nothing_accepted_is_nothing_to_carry_out(editor: Client, world: dict[str, Any]) -> None:
    for ask in (editor.get, editor.post):
        assert ask(url("apply", world["run"])).url == world["run"].get_absolute_url()
        assert ask(url("undo", world["run"])).url == world["run"].get_absolute_url()


def test_failed_run_says_why_and_can_be_run_again(editor: Client, world: dict[str, Any], run_jobs: Any) -> None:
    RadarRun.objects.filter(pk=world["run"].pk).update(state=RadarState.FAILED, result={"message": "Filen var trasig."})
    world["run"].changes.all().delete()
    page = shown(editor, url("detail", world["run"]))
    assert "Filen var trasig." in page
    assert "Kör igen" in page
    editor.post(url("again", world["run"]))
    world["run"].refresh_from_db()
    assert world["run"].state == RadarState.READING


# --- Who may --------------------------------------------------------------------------------------------------


def test_readers_look_and_decide_nothing(bo: User, cai: User, world: dict[str, Any]) -> None:
    reader = client_of(bo)
    page = shown(reader, url("detail", world["run"]))
    assert "Åke Öst" in page
    assert "Godkänn<" not in page
    assert "Godkänn alla" not in page
    assert reader.post(url("decide", world["new"]), {"beslut": "godkann"}).status_code == 403
    for name in ("decide_many", "apply", "undo", "columns"):
        assert reader.get(url(name, world["run"])).status_code == 403
    assert client_of(cai).get(url("detail", world["run"])).status_code == 404


def test_wrong_ids_and_verbs_are_refused(editor: Client, world: dict[str, Any]) -> None:
    for name in ("detail", "export", "columns", "decide_many", "apply", "undo"):
        assert editor.get(reverse(f"contacts:radar_{name}", args=[999_999])).status_code == 404
    assert editor.post(reverse("contacts:radar_decide", args=[999_999])).status_code == 404
    for name in ("accept_certain", "again", "discard"):
        assert editor.get(url(name, world["run"])).status_code == 405
    assert editor.get(url("decide", world["new"])).status_code == 405
    assert editor.post(url("detail", world["run"])).status_code == 405


def test_carried_out_change_is_not_decided_again(editor: Client, alma: User, world: dict[str, Any]) -> None:
    RadarChange.objects.filter(pk=world["new"].pk).update(state=ChangeState.APPLIED)
    answer = decide(editor, world["new"], beslut="avvisa")
    assert (answer.status_code, world["new"].state) == (422, ChangeState.APPLIED)
    radar_decisions.decide(actor=alma, change=world["left"], state=ChangeState.REFUSED)
    assert "Avvisad" in shown(editor, f"{url('detail', world['run'])}?state=refused")
