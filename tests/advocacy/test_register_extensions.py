"""What the register shows and asks of contacts and tasks."""

import datetime as dt

import pytest
from django.apps import apps
from django.urls import reverse

from advocacy.models import Participation, Task
from contacts.models import Person
from crm.common import extensions
from crm.common.dates import today
from tests import make, make_advocacy
from tests.base import client_of, make_user

pytestmark = pytest.mark.django_db
DAY = dt.date(2024, 3, 15)


def filtered(name, value):
    (filter_,) = [f for f in extensions.person_filters if f.name == name]
    return set(filter_.apply(Person.objects.all(), value).values_list("given_name", flat=True))


def timeline(obj, user, limit=50):
    (source,) = [s for s in extensions.timeline_sources.for_model(obj._meta.label) if s.name.startswith("interactions")]
    return source.entries(obj, user, limit)


def test_last_met_counts_conversations_and_not_letters_plans_or_empty_chairs():
    column = next(c for c in extensions.person_columns if c.name == "last_met_on")
    met, written, planned, absent = (make.person(f"{name} Test") for name in ("Met", "Brev", "Plan", "Borta"))
    make_advocacy.interaction(met, held_on=DAY)
    make_advocacy.interaction(met, held_on=DAY - dt.timedelta(days=9))
    make_advocacy.interaction(written, kind="letter", held_on=DAY)
    make_advocacy.interaction(planned, held_on=today() + dt.timedelta(days=1))
    make_advocacy.interaction(absent, held_on=DAY, attendance={absent.pk: "absent"})
    days = {p.given_name: column.value(p) for p in column.annotate(Person.objects.all())}
    assert days == {"Met": DAY, "Brev": None, "Plan": None, "Borta": None}


def test_meeting_of_our_own_body_and_our_own_side_are_not_meeting_somebody():
    ours = make.organization("Lilla gruppen", "steering_group", is_own_body=True)
    member, colleague = make.person("Medlem Test"), make.person("Kollega Test")
    make_advocacy.interaction(member, own_body=ours, our_people=[colleague], held_on=DAY)
    assert filtered("last_contact_after", DAY) == set()


def test_people_are_filtered_by_when_they_were_last_met():
    make_advocacy.interaction(make.person("Nyss Test"), held_on=DAY)
    make_advocacy.interaction(make.person("Längesen Test"), held_on=DAY - dt.timedelta(days=400))
    make.person("Aldrig Test")
    assert filtered("last_contact_after", DAY) == {"Nyss"}
    assert filtered("last_contact_before", DAY) == {"Längesen", "Aldrig"}


def test_people_are_filtered_by_the_goal_they_were_reached_on():
    top = make_advocacy.priority()
    below = make_advocacy.priority(parent=top)
    goal = make_advocacy.goal(top, plan=make_advocacy.plan(2024))
    make_advocacy.interaction(make.person("Nådd Test"), held_on=DAY, priorities=[below])
    make_advocacy.interaction(make.person("Förra Test"), held_on=DAY.replace(year=2023), priorities=[below])
    make_advocacy.interaction(make.person("Annat Test"), held_on=DAY)
    assert filtered("reached_on_goal", goal) == {"Nådd"}


def test_filter_and_column_work_on_the_people_page(alma):
    make_advocacy.interaction(make.person("Nyss Träffad"), held_on=DAY)
    make.person("Aldrig Träffad")
    response = client_of(alma).get(reverse("contacts:person_list"), {"last_contact_after": DAY.isoformat()})
    page = response.content.decode().replace("\xa0", " ")
    assert "Träffad, Nyss" in page
    assert "Träffad, Aldrig" not in page
    assert "15 mar 2024" in page


def test_timeline_of_a_person_hides_what_the_reader_may_not_read(alma, eva):
    maja = make.person("Maja Lindqvist")
    make_advocacy.interaction(maja, title="Öppet", held_on=DAY, summary="Bad om underlag")
    make_advocacy.interaction(
        maja, title="Hemligt", held_on=DAY + dt.timedelta(days=1), is_confidential=True, actor=eva
    )
    hidden, shown = timeline(maja, alma)
    assert (hidden.title, hidden.day, hidden.url, hidden.detail) == (
        "Ett konfidentiellt", DAY + dt.timedelta(days=1), "", "",
    )  # fmt: skip
    assert hidden.is_hidden
    assert (shown.title, shown.label) == ("Öppet", "Möte")
    assert "Bad om underlag" in shown.detail
    assert [entry.title for entry in timeline(maja, eva)] == ["Hemligt", "Öppet"]
    assert len(timeline(maja, eva, limit=1)) == 1


def test_line_of_a_contact_says_what_it_was_about_and_who_was_there_on_our_side(alma):
    maja, olle = make.person("Maja Lindqvist"), make.person("Olle Ek")
    top = make_advocacy.priority("Järnväg")
    contact = make_advocacy.interaction(maja, held_on=DAY, summary="Bad om underlag", priorities=[top], actor=alma)
    for who in ({"person": olle, "held_party": "M"}, {"name": "En konsult"}):
        Participation.objects.create(interaction=contact, side="ours", **who)
    (line,) = timeline(maja, alma)
    colleagues = [str(part) for part in contact.participations.filter(side="ours", user__isnull=False)]
    assert colleagues == ["Alma Ek"]
    assert line.detail == " · ".join(
        ["Bad om underlag", "Järnväg", ", ".join([*colleagues, "Olle Ek (M)", "En konsult"])]
    )


def test_timeline_of_an_organization_holds_its_own_contacts_and_those_of_its_people(alma):
    maja = make.mp("Maja Lindqvist", starts_on=dt.date(2022, 9, 26))
    make_advocacy.interaction(maja, title="Med ledamoten", held_on=DAY)
    make_advocacy.interaction(organization=make.riksdag(), title="Med kansliet", held_on=DAY)
    make_advocacy.interaction(maja, title="Före uppdraget", held_on=dt.date(2020, 1, 1))
    assert {entry.title for entry in timeline(make.riksdag(), alma)} == {"Med ledamoten", "Med kansliet"}


def test_panels_stand_on_the_pages_of_person_and_organization(alma):
    maja = make.mp("Maja Lindqvist")
    make_advocacy.interaction(maja, title="Kommande samtal", held_on=today() + dt.timedelta(days=3))
    make_advocacy.task("Skicka underlag", person=maja, actor=alma)
    page = client_of(alma).get(maja.get_absolute_url()).content.decode()
    for text in ("Kommande samtal", "Senast träffad", "Skicka underlag"):
        assert text in page
    page = client_of(alma).get(make.riksdag().get_absolute_url()).content.decode()
    assert "Kommande samtal" in page


def test_what_waits_is_counted_in_the_navigation(alma):
    item = next(i for i in extensions.navigation if i.name == "tasks")
    make_advocacy.task(actor=alma)
    assert item.count(alma) == 1


@pytest.mark.parametrize("target", ["contacts.Person", "contacts.Organization", "contacts.Membership"])
def test_every_relation_of_ours_to_the_register_has_a_rule_for_merging(target):
    declared = {rule.relation for rule in extensions.merge_rules}
    relations = {
        f"advocacy.{model.__name__}.{field.name}"
        for model in apps.get_app_config("advocacy").get_models()
        if not model.__name__.startswith("Historical")
        for field in model._meta.fields
        if field.is_relation and field.related_model._meta.label == target
    }
    assert relations <= declared


def test_personal_data_is_given_out_and_forgotten_with_its_log(eva):
    maja = make.mp("Maja Lindqvist", code="C", starts_on=dt.date(2022, 9, 26))
    contact = make_advocacy.interaction(maja, title="Frukost", held_on=DAY)
    make_advocacy.task("Ring Maja", person=maja)
    found = {item.name: item for item in extensions.personal_data}
    (row,) = found["participations"].extract(maja)
    assert (row["title"], row["party"], row["day"]) == ("Frukost", "C", DAY)
    assert found["tasks"].extract(maja)[0]["title"] == "Ring Maja"
    for item in (found["participations"], found["tasks"]):
        item.erase(maja, eva)
        assert item.extract(maja) == []
    assert not Participation.history.filter(person_id=maja.pk).exists()
    assert not Task.history.filter(title="Ring Maja").exists()
    assert type(contact).objects.filter(pk=contact.pk).exists()


def test_cards_far_down_are_fetched_when_the_page_is_there_and_are_a_page_without_javascript(bo):
    railway = make_advocacy.priority("Järnväg")
    client, address = client_of(bo), f"{railway.get_absolute_url()}kort/"
    page = client.get(railway.get_absolute_url()).content.decode()
    assert f'hx-get="{address}"' in page and f'<noscript><p><a href="{address}">' in page
    assert "Inflytande och stöd" not in page
    part = client.get(address, headers={"HX-Request": "true"}).content.decode()
    assert "Inflytande och stöd" in part and "<html" not in part
    whole = client.get(address).content.decode()
    assert "Inflytande och stöd" in whole and "<html" in whole and f'href="{railway.get_absolute_url()}"' in whole
    assert client_of(make_user("cai")).get(address).status_code == 404
