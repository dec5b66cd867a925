"""The page of one contact."""

import datetime as dt
import re

import pytest
from django.urls import reverse

from advocacy.services import interactions
from crm.common.dates import today
from tests import make, make_advocacy
from tests.base import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def maja():
    return make.mp("Maja Lindqvist", make.constituency("Uppsala läns valkrets", make.area("Uppsala län")))


def page_of(user, interaction):
    return client_of(user).get(interaction.get_absolute_url()).content.decode()


def test_page_tells_who_what_when_and_in_which_capacity(bo, alma, maja):
    above = make_advocacy.priority("En Bättre Sits")
    about = make_advocacy.priority("Systemanalys 2024", parent=above)
    goal = make_advocacy.goal(above, code="EBS-1", plan=make_advocacy.plan(today().year))
    contact = make_advocacy.interaction(
        maja, title="Frukost", summary="Bad om underlag.", priorities=[about], place="Gamla stan", actor=alma
    )
    page = page_of(bo, contact)
    for text in ("Frukost", "Bad om underlag.", "Gamla stan", "Maja Lindqvist", "Riksdagsledamot", "Sveriges riksdag",
                 "Uppsala län", "Systemanalys 2024", "Alma Ek", "Deltog"):  # fmt: skip
        assert text in page
    assert goal.code in page


def test_who_took_part_is_said_of_what_took_place_alone(bo, alma, maja):
    contact = make_advocacy.interaction(maja, status="planned", held_on=today() + dt.timedelta(days=7), actor=alma)
    assert "Deltog" not in page_of(bo, contact)
    interactions.cancel(actor=alma, interaction=contact)
    assert "Deltog" not in page_of(bo, contact)


def test_goal_below_the_priority_is_not_said_to_be_served(bo, maja):
    above = make_advocacy.priority()
    below = make_advocacy.goal(make_advocacy.priority(parent=above), code="NEDAN-1")
    assert below.code not in page_of(bo, make_advocacy.interaction(maja, priorities=[above]))


def test_history_names_who_changed_what(alma, eva, maja):
    contact = make_advocacy.interaction(maja, title="Förut", actor=alma)
    interactions.edit(actor=eva, interaction=contact, title="Efteråt", people=[])
    page = page_of(alma, contact)
    assert "Eva Lund ändrade kontakt" in page
    assert "<s>Förut</s> → Efteråt" in page
    assert "Eva Lund tog bort deltagare" in page


def test_history_names_those_who_were_added_and_not_the_contact_they_were_added_to(alma, eva, maja):
    contact = make_advocacy.interaction(maja, title="Frukost", actor=alma, our_users=[alma, eva])
    page = page_of(alma, contact)
    lines = [set(line.split(", ")) for line in re.findall(r"<p>([^<]+)</p>", page)]
    assert {"Alma Ek", "Eva Lund", "Maja Lindqvist"} in lines


def test_confidential_contact_does_not_exist_for_those_outside(alma, eva, dag, maja):
    contact = make_advocacy.interaction(maja, actor=eva, is_confidential=True)
    for name in ("detail", "edit", "cancel"):
        url = reverse(f"advocacy:interaction_{name}", args=[contact.pk])
        assert client_of(alma).get(url).status_code == 404
        assert client_of(dag).get(url).status_code == 404
        assert client_of(eva).get(url).status_code == 200
        if name != "detail":
            assert client_of(dag).post(url).status_code == 404


def test_reader_sees_no_way_to_change_it(bo, maja):
    contact = make_advocacy.interaction(maja)
    assert "redigera/" not in page_of(bo, contact)
    assert client_of(bo).get(reverse("advocacy:interaction_edit", args=[contact.pk])).status_code == 403


def test_outsider_and_wrong_id_get_404(cai, bo, maja):
    contact = make_advocacy.interaction(maja)
    assert client_of(cai).get(contact.get_absolute_url()).status_code == 404
    assert client_of(bo).get(reverse("advocacy:interaction_detail", args=[contact.pk + 1])).status_code == 404


def test_task_of_the_contact_is_shown_with_it(bo, maja):
    contact = make_advocacy.interaction(maja)
    make_advocacy.task("Skicka underlag", interaction=contact)
    assert "Skicka underlag" in page_of(bo, contact)


def test_cancelling_asks_first_and_then_says_that_it_is_cancelled(alma, maja):
    contact = make_advocacy.interaction(maja, held_on=today() + dt.timedelta(days=4), actor=alma)
    url = reverse("advocacy:interaction_cancel", args=[contact.pk])
    assert "Ställ in" in client_of(alma).get(url).content.decode()
    contact.refresh_from_db()
    assert contact.status == "planned"
    assert "Inställd" in client_of(alma).post(url, follow=True).content.decode()
    contact.refresh_from_db()
    assert contact.status == "cancelled"


def test_page_takes_no_more_queries_with_many_participants(alma, maja, django_assert_max_num_queries):
    small = make_advocacy.interaction(maja, priorities=[make_advocacy.priority()], actor=alma)
    large = make_advocacy.interaction(
        *[make.mp() for _ in range(12)], priorities=[make_advocacy.priority() for _ in range(4)], actor=alma
    )
    client = client_of(alma)
    with django_assert_max_num_queries(40) as first:
        client.get(small.get_absolute_url())
    with django_assert_max_num_queries(len(first)):
        client.get(large.get_absolute_url())
