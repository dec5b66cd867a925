"""Who of us is where at an event, and that nobody is in two places without being told."""

import datetime as dt

import pytest
from django.urls import reverse

from advocacy.models import EventStaff
from crm.common import writes
from crm.common.dates import today
from tests import make, make_advocacy
from tests.base import client_of

pytestmark = pytest.mark.django_db
DAY = today() + dt.timedelta(days=3)


@pytest.fixture
def week():
    return make_advocacy.event("Almedalsveckan", kind="week", starts_on=DAY, ends_on=DAY + dt.timedelta(days=2))


@pytest.fixture
def part(week):
    return make_advocacy.event("Tåg", starts_on=DAY, starts_at=dt.time(10), ends_at=dt.time(11), parent=week)


def put(by, part, *users, duty="attends"):
    url = reverse("advocacy:event_staff_add", args=[part.pk])
    data = {"users": [user.pk for user in users], "duty": duty}
    return client_of(by).post(url, data, follow=True)


def grid(by, week):
    return client_of(by).get(reverse("advocacy:event_staffing", args=[week.pk]))


def test_colleagues_are_put_at_an_event_with_a_duty(alma, eva, part):
    page = put(alma, part, alma, eva, duty="hosts").content.decode()

    assert {(row.user, row.duty) for row in EventStaff.objects.all()} == {(alma, "hosts"), (eva, "hosts")}
    assert "är också på annat håll" not in page


def test_who_came_from_the_programme_is_back_on_its_day(alma, eva, week, part):
    programme = reverse("advocacy:event_programme", args=[week.pk])
    link = f"{reverse('advocacy:event_staff_add', args=[part.pk])}?program=1"
    assert link in client_of(alma).get(programme).content.decode()
    answer = client_of(alma).post(link, {"users": [eva.pk], "duty": "attends"})

    assert answer.url == f"{programme}?day={DAY:%Y-%m-%d}"
    assert EventStaff.objects.get().user == eva


def test_nobody_chosen_is_refused_beside_the_field(alma, part):
    assert "users" in put(alma, part).context["form"].errors


def test_colleague_is_taken_off(alma, part):
    put(alma, part, alma)
    client_of(alma).post(reverse("advocacy:event_staff_remove", args=[EventStaff.objects.get().pk]))

    assert not EventStaff.objects.exists()


@pytest.mark.parametrize(("begins", "clash"), [(dt.time(10, 30), True), (dt.time(11), False), (None, False)])
def test_colleague_who_is_at_another_event_then_is_told_of(alma, week, part, begins, clash):
    other = make_advocacy.event("Frukost", starts_on=DAY, starts_at=begins, parent=week)
    put(alma, other, alma)
    page = put(alma, part, alma).content.decode()

    assert ("är också på annat håll då: Frukost" in page) is clash
    assert EventStaff.objects.count() == 2


def test_planned_contact_clashes_too(alma, part):
    make_advocacy.interaction(make.person(), title="Lunch", held_on=DAY, held_at=dt.time(10, 15), actor=alma)

    assert "på annat håll då: Lunch" in put(alma, part, alma).content.decode()


def test_confidential_contact_clashes_without_its_title(alma, eva, bo, week, part):
    secret = {"is_confidential": True, "held_on": DAY, "held_at": dt.time(10, 15)}
    make_advocacy.interaction(make.person(), title="Hemlig lunch", actor=alma, **secret)
    page = put(eva, part, alma).content.decode()

    assert "på annat håll då: Planerad kontakt" in page
    assert "Hemlig" not in page
    assert "Hemlig" not in grid(bo, week).content.decode()


def test_cancelled_event_clashes_with_nothing(alma, week, part):
    other = make_advocacy.event("Frukost", starts_on=DAY, starts_at=dt.time(10), parent=week)
    put(alma, other, alma)
    other.is_cancelled = True
    writes.save(other, actor=alma)

    assert "på annat håll" not in put(alma, part, alma).content.decode()


def test_grid_shows_each_colleague_day_by_day_with_what_clashes(alma, eva, bo, week, part):
    other = make_advocacy.event("Frukost", starts_on=DAY, starts_at=dt.time(10), parent=week)
    for where, who in ((part, alma), (other, alma), (part, eva)):
        put(alma, where, who)
    page = grid(bo, week)
    cells = {str(user): [[stop.title for stop in stops] for _day, stops in days] for user, days in page.context["rows"]}

    assert cells == {"Alma Ek": [["Frukost", "Tåg"], [], []], "Eva Lund": [["Tåg"], [], []]}
    assert page.context["clashes"] == 2


def test_grid_takes_the_same_queries_whatever_it_holds(alma, eva, dag, week, part, django_assert_max_num_queries):
    put(alma, part, alma, eva, dag)
    client, url = client_of(alma), reverse("advocacy:event_staffing", args=[week.pk])
    with django_assert_max_num_queries(12):
        client.get(url)


def test_duty_stands_in_the_colleagues_week(alma, part):
    put(alma, part, alma)

    assert "Tåg" in client_of(alma).get(reverse("advocacy:task_week"), {"week": f"{DAY:%G-W%V}"}).content.decode()
