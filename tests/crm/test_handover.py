"""Handing over: who may, what goes, what stays, that it is told and can be taken back."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from advocacy.models import EventStaff
from advocacy.services import commitments
from crm.common import undo
from crm.common.dates import today
from crm.models import Notification, Operation
from crm.services import handovers
from tests import make, make_advocacy
from tests.base import client_of

pytestmark = pytest.mark.django_db
URL = reverse("crm:handover")
ALL = ("people", "tasks", "commitments", "contacts", "duties")
SOON = today() + dt.timedelta(days=10)


@pytest.fixture
def work(alma, eva):
    """What Alma has: one of everything."""
    maja = make.person("Maja Lindqvist", owner=alma)
    event = make_advocacy.event("Mälartinget", starts_on=SOON)
    return {
        "person": maja,
        "task": make_advocacy.task("Ring Maja", actor=alma),
        "promise": commitments.add(actor=alma, promiser="ours", text="Skicka underlag", person=maja),
        "contact": make_advocacy.interaction(maja, actor=alma, held_on=SOON, title="Möte om nattåg"),
        "duty": EventStaff.objects.create(event=event, user=alma),
    }


def hand_over(giver, receiver, actor, parts=ALL, day=None):
    return handovers.hand_over(giver=giver, receiver=receiver, actor=actor, parts=parts, day=day or today())


def owners(work):
    for row in work.values():
        row.refresh_from_db()
    ours = [part.user.name for part in work["contact"].participations.filter(side="ours")]
    return [work["person"].owner.name, work["task"].owner.name, work["promise"].owner.name, *ours,
            work["duty"].user.name]  # fmt: skip


def preview(user, giver, receiver, day=""):
    return client_of(user).get(URL, {"giver": giver.pk, "receiver": receiver.pk, "day": day or str(today())})


def test_everything_changes_hands_at_once_and_can_be_taken_back(alma, eva, dag, work):
    made = hand_over(alma, eva, dag)
    assert owners(work) == ["Eva Lund"] * 5
    assert (made.kind, made.title) == (Operation.Kind.HANDOVER, "Alma Ek lämnar över till Eva Lund")
    undo.undo(operation=made, actor=dag)
    assert owners(work) == ["Alma Ek"] * 5


def test_only_what_is_chosen_changes_hands(alma, eva, work):
    hand_over(alma, eva, eva, parts=["tasks"])
    assert owners(work) == ["Alma Ek", "Eva Lund", "Alma Ek", "Alma Ek", "Alma Ek"]


def test_receiver_is_told_and_led_to_what_it_was(alma, eva, dag, work):
    made = hand_over(alma, eva, dag)
    told = Notification.objects.get()
    assert (told.user, told.kind, told.url) == (eva, "handover", reverse("crm:operation_detail", args=[made.pk]))
    assert told.title.startswith("Alma Ek lämnar över till dig: kontaktansvar för personer (1)")
    assert "Maja" not in told.title
    assert client_of(eva).get(told.url).status_code == 200


def test_what_is_done_and_what_lies_before_the_day_stays(alma, eva, work):
    done = make_advocacy.task("Gjord", actor=alma)
    client_of(alma).post(reverse("advocacy:task_done", args=[done.pk]), {"done": "1"})
    hand_over(alma, eva, eva, day=SOON + dt.timedelta(days=1))
    done.refresh_from_db()
    assert done.owner == alma
    assert owners(work)[3:] == ["Alma Ek", "Alma Ek"]


def test_task_of_a_confidential_contact_stays_when_the_actor_or_the_receiver_may_not_read_it(alma, eva, dag):
    hidden = make_advocacy.interaction(actor=alma, is_confidential=True, title="Hemligt")
    task = make_advocacy.task("Hemlig uppgift", actor=alma, interaction=hidden)
    page = preview(dag, alma, eva)
    assert page.context["parts"][0].left == 1
    assert "Hemlig uppgift" not in page.content.decode()
    assert "1 ligger kvar" in page.content.decode()
    for actor in (dag, alma):
        with pytest.raises(ValidationError):
            hand_over(alma, eva, actor)
    task.refresh_from_db()
    assert task.owner == alma
    open_to_both = make_advocacy.interaction(actor=alma, is_confidential=True, readers=[eva])
    shared = make_advocacy.task("Delad", actor=alma, interaction=open_to_both)
    hand_over(alma, eva, alma)
    shared.refresh_from_db()
    assert shared.owner == eva


def test_where_the_receiver_is_already_they_are_once(alma, eva, work):
    make_advocacy.interaction(work["person"], actor=alma, held_on=SOON, our_users=[alma, eva])
    EventStaff.objects.create(event=work["duty"].event, user=eva)
    hand_over(alma, eva, eva)
    assert list(EventStaff.objects.values_list("user__name", flat=True)) == ["Eva Lund"]
    assert not alma.participations.filter(interaction__held_on=SOON).exists()
    assert eva.participations.filter(interaction__held_on=SOON).count() == 2


def test_editor_hands_over_their_own_and_nothing_of_others(alma, eva, dag, bo, work):
    with pytest.raises(PermissionDenied):
        hand_over(eva, dag, alma)
    assert client_of(alma).get(URL, {"giver": eva.pk, "receiver": dag.pk, "day": str(today())}).status_code == 422
    assert preview(alma, alma, eva).status_code == 200
    assert client_of(bo).get(URL).status_code == 403


def test_reader_and_the_giver_cannot_take_over(alma, bo, eva):
    for receiver in (bo, alma):
        with pytest.raises(ValidationError) as error:
            hand_over(alma, receiver, eva)
        assert "receiver" in error.value.message_dict
        assert preview(eva, alma, receiver).status_code == 422


def test_page_shows_what_there_is_and_does_it(alma, eva, work):
    page = preview(eva, alma, eva)
    assert [(part.name, part.count) for part in page.context["parts"]] == [(name, 1) for name in ALL]
    for text in ("Maja Lindqvist", "Ring Maja", "Skicka underlag", "Möte om nattåg", "Mälartinget"):
        assert text in page.content.decode()
    url = f"{URL}?giver={alma.pk}&receiver={eva.pk}&day={today()}"
    nothing = client_of(eva).post(url)
    assert nothing.status_code == 422
    assert "Välj vad som ska lämnas över." in nothing.content.decode()
    answer = client_of(eva).post(url, {"parts": ["people", "tasks"]})
    assert answer.url == reverse("crm:operation_detail", args=[Operation.objects.get().pk])
    assert owners(work) == ["Eva Lund", "Eva Lund", "Alma Ek", "Alma Ek", "Alma Ek"]


@pytest.mark.parametrize("parts", [["nothing"], [""], ["duties"]])
def test_odd_or_empty_choice_hands_over_nothing_and_says_so(alma, eva, parts):
    url = f"{URL}?giver={alma.pk}&receiver={eva.pk}&day={today()}"
    assert client_of(eva).post(url, {"parts": parts}).status_code == 422
    assert not Operation.objects.exists()


def test_colleague_who_has_left_still_hands_over(alma, eva, work):
    alma.is_active = False
    alma.save()
    hand_over(alma, eva, eva)
    assert owners(work) == ["Eva Lund"] * 5


def test_way_there_stands_on_the_users_page_and_among_ones_settings(alma, bo, dag):
    assert f"{URL}?giver={alma.pk}" in client_of(dag).get(reverse("crm:user_detail", args=[alma.pk])).content.decode()
    settings = reverse("crm:settings")
    assert URL in client_of(alma).get(settings).content.decode()
    assert URL not in client_of(bo).get(settings).content.decode()
