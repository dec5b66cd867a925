"""Events: list, page, adding and changing."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from advocacy.models import Event
from advocacy.services import events
from crm.common.writes import Conflict
from tests import make, make_advocacy
from tests.base import client_of

pytestmark = pytest.mark.django_db
LIST, ADD = reverse("advocacy:event_list"), reverse("advocacy:event_add")
DAY = dt.date(2026, 6, 22)


@pytest.fixture
def week():
    return make_advocacy.event("Almedalsveckan", kind="week", starts_on=DAY, ends_on=DAY + dt.timedelta(days=4))


def test_list_shows_the_latest_first_and_how_many_contacts_each_has(bo, week):
    seminar = make_advocacy.event("Seminarium i Visby", starts_on=DAY + dt.timedelta(days=1), parent=week)
    make_advocacy.interaction(make.person(), event=seminar)
    rows = client_of(bo).get(LIST).context["object_list"]
    assert [(row.name, row.interaction_count) for row in rows] == [("Seminarium i Visby", 1), ("Almedalsveckan", 0)]


@pytest.mark.parametrize(
    "query", [{"q": "visby"}, {"kind": "seminar"}, {"starts_after": "2026-06-23"}, {"ours": "on", "q": "visby"}]
)
def test_filter_finds_the_one_and_not_the_other(bo, week, query):
    make_advocacy.event("Frukost", starts_on=DAY + dt.timedelta(days=1), place="Visby")
    assert [row.name for row in client_of(bo).get(LIST, query).context["object_list"]] == ["Frukost"]


def test_page_shows_parts_and_contacts_and_hides_a_confidential_one(bo, eva, week):
    make_advocacy.event("Seminarium i Visby", starts_on=DAY, parent=week)
    make_advocacy.interaction(make.mp("Maja Lindqvist", code="C"), title="Öppet samtal", event=week)
    make_advocacy.interaction(make.person("Per Ahl"), title="Hemligt", event=week, is_confidential=True, actor=eva)
    page = client_of(bo).get(week.get_absolute_url()).content.decode()
    for text in ("Seminarium i Visby", "Öppet samtal", "Maja Lindqvist (C)", "Ett konfidentiellt"):
        assert text in page
    assert "Hemligt" not in page
    assert "Per Ahl" not in page


def test_editor_adds_a_part_of_an_event(alma, week):
    data = {"name": "Vem bygger?", "kind": "seminar", "starts_on": "2026-06-24", "parent": week.pk, "is_ours": "on"}
    response = client_of(alma).post(ADD, data, follow=True)
    assert "Vem bygger?" in response.content.decode()
    assert Event.objects.get(name="Vem bygger?").parent == week


def test_event_that_ends_before_it_starts_is_refused_beside_the_field(alma):
    data = {"name": "Baklänges", "kind": "seminar", "starts_on": "2026-06-24", "ends_on": "2026-06-23"}
    response = client_of(alma).post(ADD, data)
    assert response.status_code == 422
    assert response.context["form"].errors["ends_on"]


def test_event_cannot_be_part_of_its_own_part(alma, week):
    part = make_advocacy.event("Del", parent=week)
    with pytest.raises(ValidationError, match="ingår i"):
        events.edit(actor=alma, event=week, parent=part)


def test_editing_keeps_what_is_not_changed_and_refuses_a_stale_version(alma, eva, week):
    url = reverse("advocacy:event_edit", args=[week.pk])
    form = client_of(alma).get(url).context["form"]
    data = {name: form[name].value() for name in form.fields if form[name].value() not in (None, "", False)}
    data |= {"place": "Visby", "starts_on": "2026-06-22", "ends_on": "2026-06-26"}
    assert client_of(alma).post(url, data).status_code == 302
    week.refresh_from_db()
    assert (week.place, week.ends_on, week.is_ours) == ("Visby", dt.date(2026, 6, 26), True)
    with pytest.raises(Conflict):
        events.edit(actor=eva, event=week, version=1, place="Borgholm")


def test_reader_may_look_and_not_change_and_outsider_sees_nothing(bo, cai, week):
    edit = reverse("advocacy:event_edit", args=[week.pk])
    assert client_of(bo).get(week.get_absolute_url()).status_code == 200
    assert [client_of(bo).get(url).status_code for url in (ADD, edit)] == [403, 403]
    assert [client_of(cai).get(url).status_code for url in (LIST, week.get_absolute_url(), ADD, edit)] == [404] * 4
    with pytest.raises(PermissionDenied):
        events.add(actor=bo, name="Nej", kind="seminar", starts_on=DAY)


def test_suggestions_find_by_name_or_place_and_leave_out_the_cancelled(bo, cai):
    make_advocacy.event("Frukost med lärosätena", place="Örebro")
    make_advocacy.event("Inställd frukost", is_cancelled=True)
    url = reverse("advocacy:event_suggest")
    for query in ("frukost", "orebro"):
        results = client_of(bo).get(url, {"q": query}).json()["results"]
        assert [row["text"] for row in results] == ["Frukost med lärosätena"]
    assert client_of(cai).get(url).status_code == 404


def test_goals_are_suggested_by_code_or_words(bo):
    goal = make_advocacy.goal(code="SA24-1", statement="Prioriteringarna för Mälardalen antas")
    make_advocacy.goal(code="INT-1", statement="Annat")
    url = reverse("advocacy:goal_suggest")
    for query in ("sa24", "antas", "Mälar", "malar"):
        assert [row["id"] for row in client_of(bo).get(url, {"q": query}).json()["results"]] == [goal.pk]


def test_list_takes_ten_queries_at_most_whatever_it_shows(bo, django_assert_max_num_queries):
    client = client_of(bo)
    for number in range(20):
        event = make_advocacy.event(parent=make_advocacy.event())
        if number % 2:
            make_advocacy.interaction(event=event)
    with django_assert_max_num_queries(10):
        assert len(client.get(LIST).context["object_list"]) == 40
