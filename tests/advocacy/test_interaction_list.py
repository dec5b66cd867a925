"""The list of contacts: filters, paging, what is hidden, the file."""

import csv
import datetime as dt
import io

import pytest
from django.urls import reverse

from advocacy.models import Interaction
from crm.common.dates import today
from crm.common.sheets import read_sheet
from crm.models import ExportLog
from tests import make, make_advocacy
from tests.base import client_of

pytestmark = pytest.mark.django_db
URL = reverse("advocacy:interaction_list")
EXPORT = reverse("advocacy:interaction_export")
DAY = dt.date(2024, 3, 15)


def titles(user, **query):
    return [str(row.title) for row in client_of(user).get(URL, query).context["object_list"]]


@pytest.fixture
def maja():
    uppsala = make.area("Uppsala län")
    return make.mp("Maja Lindqvist", make.constituency("Uppsala läns valkrets", uppsala), code="C")


def test_outsider_gets_404_and_anonymous_is_asked_to_log_in(cai, client):
    assert client_of(cai).get(URL).status_code == 404
    assert client.get(URL).status_code == 302


def test_newest_comes_first(alma, maja):
    make_advocacy.interaction(maja, title="Äldre", held_on=DAY)
    make_advocacy.interaction(maja, title="Nyare", held_on=DAY + dt.timedelta(days=1))
    assert titles(alma) == ["Nyare", "Äldre"]
    assert titles(alma, sort="held_on") == ["Äldre", "Nyare"]


def test_row_shows_who_with_the_party_held_and_what_it_was_about(alma, maja):
    about = make_advocacy.priority("Systemanalys 2024")
    make_advocacy.interaction(maja, title="Frukost", priorities=[about], actor=alma)
    page = client_of(alma).get(URL).content.decode()
    for text in ("Frukost", "Maja Lindqvist (C)", "Systemanalys 2024", "Alma Ek", "Möte"):
        assert text in page


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("q", "frukost åkerö"),
        ("kind", "call"),
        ("status", "planned"),
        ("direction", "theirs"),
        ("from", (today() + dt.timedelta(days=1)).isoformat()),
        ("county", "Uppsala län"),
        ("party", "C"),
        ("mine", "on"),
    ],
)
def test_filter_finds_the_one_and_not_the_other(alma, eva, maja, name, value):
    per = make.mp("Per Ahl", make.constituency("Stockholms kommun", make.area("Stockholms län")), code="S")
    wanted = make_advocacy.interaction(
        maja,
        title="Den sökta",
        summary="Frukost på Åkerö",
        kind="call",
        direction="theirs",
        held_on=today() + dt.timedelta(days=2),
        actor=alma,
    )
    make_advocacy.interaction(per, title="Den andra", held_on=DAY, actor=eva)
    assert titles(alma, **{name: value}) == [wanted.title]


def test_person_event_organization_and_goal_filter_find_the_one(alma, maja):
    agency, about = make.organization("Trafikverket"), make_advocacy.priority()
    goal, event = make_advocacy.goal(about), make_advocacy.event()
    other_goal = make_advocacy.goal()
    make_advocacy.interaction(maja, title="Med person")
    make_advocacy.interaction(organization=agency, title="Med organisation")
    make_advocacy.interaction(title="På arrangemang", event=event)
    make_advocacy.interaction(title="För målet", priorities=[about])
    make_advocacy.interaction(title="För det andra målet", goals=[other_goal])
    assert titles(alma, person=maja.pk) == ["Med person"]
    assert titles(alma, organization=agency.pk) == ["Med organisation"]
    assert titles(alma, organization=make.riksdag().pk) == ["Med person"]
    assert titles(alma, event=event.pk) == ["På arrangemang"]
    assert titles(alma, goal=goal.pk) == ["För målet"]
    assert titles(alma, goal=other_goal.pk) == ["För det andra målet"]


def test_priority_filter_takes_those_below_it_but_not_the_one_above(alma, maja):
    top = make_advocacy.priority("Överst")
    middle = make_advocacy.priority("Mitten", parent=top)
    bottom = make_advocacy.priority("Nederst", parent=middle)
    for priority in (top, middle, bottom):
        make_advocacy.interaction(maja, title=priority.name, priorities=[priority])
    assert set(titles(alma, priority=middle.pk)) == {"Mitten", "Nederst"}


@pytest.mark.parametrize(
    "query", [{"kind": "nonsens"}, {"from": "i går"}, {"person": "x"}, {"priority": "0"}, {"county": "Ingenstans"}]
)
def test_wrong_filter_shows_nothing_and_says_so(alma, maja, query):
    make_advocacy.interaction(maja)
    response = client_of(alma).get(URL, query)
    assert response.context["object_list"] == []
    assert "Filtret går inte att använda" in response.content.decode()


# --- Confidential ----------------------------------------------------------------------------------------


@pytest.fixture
def secret(eva, maja):
    about = make_advocacy.priority("Budgeten")
    return make_advocacy.interaction(
        maja, title="Hemligt möte", summary="Om budgeten", held_on=DAY, actor=eva, is_confidential=True,
        priorities=[about], place="Rosenbad", kind="call",
    )  # fmt: skip


def test_confidential_is_a_day_and_nothing_else_to_those_outside(alma, secret):
    response = client_of(alma).get(URL)
    page = response.content.decode()
    assert "Ett konfidentiellt" in page
    assert "15 mar 2024" in page.replace("\xa0", " ")
    for hidden in ("Hemligt", "Maja Lindqvist", f"/kontakter/{secret.pk}/", "Eva Lund"):
        assert hidden not in page


def test_confidential_is_an_ordinary_row_to_who_logged_it_took_part_or_was_let_in(eva, bo, dag, maja):
    make_advocacy.interaction(maja, title="Hemligt", actor=eva, our_users=[bo], readers=[dag], is_confidential=True)
    assert [titles(user) for user in (eva, bo, dag)] == [["Hemligt"]] * 3


@pytest.mark.parametrize(
    "query",
    [
        {"q": "hemligt"},
        {"q": "budgeten"},
        {"q": "rosenbad"},
        {"kind": "call"},
        {"party": "C"},
        {"county": "Uppsala län"},
        {"status": "done"},
        {"direction": "ours"},
        {"from": "2024-01-01", "q": "hemligt"},
    ],
)
def test_confidential_is_not_found_by_its_content(alma, eva, secret, query):
    assert titles(alma, **query) == []
    assert titles(eva, **query) == ["Hemligt möte"]


def test_confidential_is_not_found_by_person_priority_or_goal(alma, eva, secret, maja):
    about = secret.priority_links.get().priority
    for query in ({"person": maja.pk}, {"priority": about.pk}, {"goal": make_advocacy.goal(about).pk}):
        assert titles(alma, **query) == []
        assert titles(eva, **query) == ["Hemligt möte"]


def test_days_find_the_confidential_since_its_day_is_known(alma, secret):
    assert titles(alma, **{"from": "2024-03-15", "to": "2024-03-15"}) == ["Ett konfidentiellt"]


# --- The file ----------------------------------------------------------------------------------------------


def exported(user, **query):
    response = client_of(user).get(EXPORT, {"format": "xlsx", **query})
    return read_sheet(io.BytesIO(b"".join(response.streaming_content)), "kontakter.xlsx")


def test_workbook_holds_exactly_the_filtered_list(alma, maja):
    make_advocacy.interaction(maja, title="=1+1", kind="call", held_on=DAY, summary="Åäö")
    make_advocacy.interaction(maja, title="Ett möte")
    rows = [row for _number, row in exported(alma, kind="call").rows]
    assert len(rows) == 1
    assert rows[0]["Datum"] == "2024-03-15"
    assert rows[0]["Kontakt"] == "=1+1"
    assert rows[0]["Deltagare"] == "Maja Lindqvist (C)"
    assert rows[0]["Sammanfattning"] == "Åäö"


def test_confidential_is_in_the_file_without_content(alma, secret):
    ((_number, row),) = exported(alma).rows
    assert {label: value for label, value in row.items() if value} == {
        "Datum": "2024-03-15",
        "Kontakt": "Ett konfidentiellt",
        "Konfidentiell": "ja",
    }


def test_csv_opens_the_swedish_way_and_the_export_is_logged(alma, maja):
    make_advocacy.interaction(maja, title="Frukost", held_on=DAY)
    response = client_of(alma).get(EXPORT, {"format": "csv"})
    rows = list(csv.DictReader(io.StringIO(b"".join(response.streaming_content).decode("utf-8-sig")), delimiter=";"))
    assert [row["Kontakt"] for row in rows] == ["Frukost"]
    log = ExportLog.objects.get()
    assert (log.user, log.rows, log.format) == (alma, 1, "csv")


def test_unknown_format_is_not_found(alma):
    assert client_of(alma).get(EXPORT, {"format": "pdf"}).status_code == 404


# --- Queries -------------------------------------------------------------------------------------------------


def test_list_takes_ten_queries_at_most_whatever_it_shows(alma, eva, django_assert_max_num_queries):
    client = client_of(alma)
    with django_assert_max_num_queries(10):
        client.get(URL)
    about = [make_advocacy.priority() for _ in range(3)]
    for number in range(30):
        people = [make.mp() for _ in range(3)]
        make_advocacy.interaction(*people, priorities=about, is_confidential=number % 3 == 0, actor=eva)
    with django_assert_max_num_queries(10):
        response = client.get(URL)
    assert len(response.context["object_list"]) == Interaction.objects.count() == 30
