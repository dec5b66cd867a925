"""Losing touch: what the state is, on page, in list, filter and file, and that all of them say the same."""

import datetime as dt

import pytest
from django.urls import reverse

from advocacy.choices import Touch
from advocacy.models import ContactInterval
from advocacy.querysets.touch import bounds, in_state, intervals, state_of, touch_of, with_touch
from advocacy.services import touch
from contacts.models import Person
from crm.common.dates import months_later, today
from crm.common.writes import Conflict
from tests import make, make_advocacy
from tests.base import client_of

pytestmark = pytest.mark.django_db
LIST = reverse("advocacy:touch_list")
DAY = dt.date(2026, 11, 22)


def met(name, days_ago=None, tier="A", **fields):
    person = make.person(name, tier=tier, **fields)
    if days_ago is not None:
        make_advocacy.interaction(person, held_on=today() - dt.timedelta(days=days_ago))
    return person


def names(response):
    return [person.family_name for person in response.context["object_list"]]


def page(user, **query):
    return client_of(user).get(LIST, query)


def test_intervals_are_three_six_and_twelve_months_from_the_start():
    assert intervals() == {"A": 3, "B": 6, "C": 12}


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (DAY, Touch.KEPT),
        (dt.date(2026, 9, 15), Touch.KEPT),
        (dt.date(2026, 9, 14), Touch.SOON),
        (dt.date(2026, 8, 22), Touch.SOON),
        (dt.date(2026, 8, 21), Touch.LOSING),
        (None, Touch.LOSING),
    ],
)
def test_state_of_a_quarter_of_a_year_turns_after_three_quarters_and_when_it_has_passed(day, state):
    assert bounds(3, DAY) == (dt.date(2026, 8, 22), dt.date(2026, 9, 14))
    assert state_of(day, 3, DAY) == state


def test_tier_without_an_interval_has_no_state():
    assert state_of(None, None, DAY) is None
    assert state_of(DAY, None, DAY) is None


def test_filter_and_badge_say_the_same_of_everybody(alma):
    for tier in ("A", "B", "C", "none", ""):
        for days in (None, 0, 60, 68, 69, 80, 91, 92, 93, 130, 140, 180, 190, 270, 280, 360, 370, 400):
            met("", days, tier)
    months = intervals()
    rows = list(with_touch(Person.objects.all()))
    for state in Touch:
        found = set(Person.objects.filter(in_state([state], months, today())).values_list("pk", flat=True))
        assert found == {person.pk for person in rows if touch_of(person) == state}
        assert found


def test_contact_by_any_colleague_counts_and_letters_do_not(alma, bo):
    person = met("Maja Lindqvist", 200)
    make_advocacy.interaction(person, kind="letter", actor=alma)
    assert names(page(bo)) == ["Lindqvist"]
    make_advocacy.interaction(person, actor=alma, is_confidential=True)
    assert names(page(bo)) == []


def test_most_overdue_come_first_whatever_their_tier_and_those_never_met_before_all(alma):
    met("A Trettio", 120)
    met("C Hundra", 470, "C")
    met("B Aldrig", None, "B")
    met("A Snart", 80)
    met("A Fas", 3)
    met("N Utan", None, "none")
    assert names(page(alma)) == ["Aldrig", "Hundra", "Trettio", "Snart"]


def test_who_is_archived_or_does_not_want_to_be_contacted_is_not_called(alma):
    met("A Arkiverad", is_archived=True)
    met("A Ifred", do_not_contact=True)
    assert names(page(alma)) == []


def test_list_is_narrowed_to_mine_a_state_a_tier_and_a_priority(alma, eva):
    parent = make_advocacy.priority("Järnväg")
    about = make_advocacy.priority("Nattåg", parent=parent)
    mine, soon = met("A Min", None, owner=alma), met("B Snart", 150, "B")
    make_advocacy.interaction(mine, kind="letter", priorities=[about])
    hidden = met("C Dold", None, "C")
    make_advocacy.interaction(hidden, kind="letter", priorities=[about], is_confidential=True, actor=eva)
    assert soon
    assert names(page(alma, whose="mina")) == ["Min"]
    assert names(page(alma, touch="soon")) == ["Snart"]
    assert names(page(alma, tier="C")) == ["Dold"]
    assert names(page(alma, priority=parent.pk)) == ["Min"]
    assert names(page(alma, tier="Q")) == []


def test_who_knows_them_best_has_most_real_contacts_in_two_years(alma, dag, eva):
    person = met("Maja Lindqvist", owner=eva)
    for days in (100, 110):
        make_advocacy.interaction(person, actor=alma, held_on=today() - dt.timedelta(days=days))
    make_advocacy.interaction(person, actor=dag, held_on=today() - dt.timedelta(days=99))
    for days in (800, 810, 820):
        make_advocacy.interaction(person, actor=eva, held_on=today() - dt.timedelta(days=days))
    assert touch.known_best([person.pk], alma) == {person.pk: "Alma Ek"}
    assert page(alma).context["object_list"][0].known_by == "Alma Ek"


def test_confidential_contacts_do_not_tell_who_knows_somebody(alma, bo, eva):
    person = met("Maja Lindqvist", owner=eva)
    make_advocacy.interaction(person, actor=alma, is_confidential=True, held_on=today() - dt.timedelta(days=200))
    assert touch.known_best([person.pk], bo) == {}
    assert page(bo).context["object_list"][0].known_by == "Eva Lund"
    assert page(alma).context["object_list"][0].known_by == "Alma Ek"


def test_next_planned_is_the_nearest_and_of_a_confidential_one_the_day_alone(alma, bo):
    person = met("Maja Lindqvist")
    for days in (20, 10):
        make_advocacy.interaction(
            person, actor=alma, title="Hemligt samtal", is_confidential=True, held_on=today() + dt.timedelta(days=days)
        )
    answer = page(bo)
    planned = answer.context["object_list"][0].next_planned
    assert (planned.held_on, planned.title) == (today() + dt.timedelta(days=10), "Ett konfidentiellt")
    assert "Hemligt samtal" not in answer.content.decode()


def test_buttons_are_for_those_who_may_register(alma, bo):
    person = met("Maja Lindqvist")
    log = f"{reverse('advocacy:interaction_quick')}?person={person.pk}"
    assert log in page(alma).content.decode()
    assert log not in page(bo).content.decode()


def test_planning_from_the_list_opens_a_planned_contact_with_the_person(alma):
    person = met("Maja Lindqvist")
    form = client_of(alma).get(reverse("advocacy:interaction_add"), {"person": person.pk, "status": "planned"})
    assert form.context["form"]["status"].value() == "planned"
    assert form.context["form"]["people"].value() == [person.pk]
    assert form.context["form"]["held_on"].value() is None, "the day is yet to be said"
    assert "Planera kontakt" in form.content.decode()


def test_export_holds_the_list_in_its_order_with_who_knows_them(alma):
    met("A Trettio", 120, owner=alma)
    met("B Aldrig", None, "B")
    answer = client_of(alma).get(reverse("advocacy:touch_export"), {"format": "csv"})
    lines = (
        b"".join(answer.streaming_content if answer.streaming else [answer.content]).decode("utf-8-sig").splitlines()
    )
    assert ["Aldrig" in lines[1], "Trettio" in lines[2]] == [True, True]
    assert "Tappar kontakten" in lines[1]
    assert "aldrig träffad" in lines[1]


def test_badge_stands_in_words_on_the_persons_page(alma):
    def badges(person):
        return client_of(alma).get(person.get_absolute_url()).context["badges"]

    assert badges(met("A Borta", 200)) == [("bad", "Tappar kontakten")]
    assert badges(met("A Snart", 80)) == [("warn", "Snart dags")]
    assert badges(met("A Fas", 3)) == [("ok", "I fas")]
    assert badges(met("A Aldrig")) == [("bad", "Tappar kontakten")]
    assert badges(met("N Utan", 3, "none")) == badges(met("N Tom", 3, "")) == []


def test_people_list_has_state_as_filter_and_column(alma):
    met("A Borta", 200)
    met("A Fas", 3)
    url = reverse("contacts:person_list")
    answer = client_of(alma).get(url, {"touch": ["losing", "soon"], "kolumner": "name,touch"})
    assert names(answer) == ["Borta"]
    assert "Tappar kontakten" in answer.content.decode()
    assert names(client_of(alma).get(url, {"touch": "kept"})) == ["Fas"]
    assert client_of(alma).get(url, {"touch": "mycket"}).context["filterset"].wrong


def test_interval_that_changes_holds_at_once_on_list_and_page(alma, eva):
    person = met("A Trettio", 120)
    client_of(alma).get(reverse("contacts:person_list"), {"kolumner": "touch"})
    row = ContactInterval.objects.get(tier="A")
    url = reverse("advocacy:contact_interval_edit", args=["A"])
    assert client_of(eva).post(url, {"months": 5, "version": row.version}).status_code == 302
    assert names(page(alma)) == ["Trettio"]
    assert page(alma).context["object_list"][0].touch_months == 5
    assert client_of(alma).get(person.get_absolute_url()).context["badges"] == [("warn", "Snart dags")]
    row.refresh_from_db()
    assert row.history.count() == 1
    client_of(eva).post(url, {"months": "", "version": row.version})
    assert names(page(alma)) == []
    assert client_of(eva).post(url, {"months": 4, "version": ""}).status_code == 302
    assert intervals()["A"] == 4


@pytest.mark.parametrize("months", ["0", "61", "tre", "-2"])
def test_odd_interval_is_refused_beside_the_field(eva, months):
    row = ContactInterval.objects.get(tier="B")
    url = reverse("advocacy:contact_interval_edit", args=["B"])
    answer = client_of(eva).post(url, {"months": months, "version": row.version})
    assert answer.status_code == 422
    assert answer.context["form"].errors["months"]


def test_interval_changed_meanwhile_is_a_conflict_and_unknown_tiers_are_not_there(eva):
    with pytest.raises(Conflict):
        touch.set_interval(actor=eva, tier="A", months=4, version=99)
    assert client_of(eva).get(reverse("advocacy:contact_interval_edit", args=["none"])).status_code == 404


def test_interval_is_counted_in_calendar_months():
    last, first = dt.date(2026, 5, 31), months_later(dt.date(2026, 5, 31), -3)
    assert bounds(3, last)[0] == first == dt.date(2026, 2, 28)


def test_more_people_never_mean_more_questions(alma, django_assert_max_num_queries):
    for number in range(12):
        met(f"A Nummer{number}", 200, owner=alma)
    client = client_of(alma)
    client.get(LIST)
    with django_assert_max_num_queries(10):
        client.get(LIST)
