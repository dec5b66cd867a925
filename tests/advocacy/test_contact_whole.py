"""What is said, promised, noted and attached is stored with the contact, changed with it, and dated by it."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from advocacy.models import Commitment, DiscussionPoint, InteractionFacts, Stance, Task
from advocacy.services import commitments, interactions
from crm.common.dates import today
from crm.common.writes import Conflict
from tests import make, make_advocacy

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 3, 2)


@pytest.fixture
def maja():
    return make.person("Maja Lindqvist")


@pytest.fixture
def about():
    return make_advocacy.priority("Systemanalys 2024")


def stance(person, priority, **fields):
    return {"person": person, "priority": priority, "value": "leans_for", "evidence": "Sade det", **fields}


def test_points_keep_their_order_and_their_priority_belongs_to_the_contact(alma, maja, about):
    points = [{"text": "Fyra spår", "priority": about}, {"text": "Biljettpriser", "priority": None}]
    contact = make_advocacy.interaction(maja, actor=alma, points=points)
    assert [(p.text, p.priority) for p in contact.points.all()] == [("Fyra spår", about), ("Biljettpriser", None)]
    assert [link.priority for link in contact.priority_links.all()] == [about]
    first, second = contact.points.all()
    said = [{"id": second.pk, "text": "Biljettpriser"}, {"id": first.pk, "text": "Fyra nya spår"}, {"text": "Mer"}]
    interactions.edit(actor=alma, interaction=contact, points=said)
    assert [(p.pk, p.text) for p in contact.points.all()][:2] == [
        (second.pk, "Biljettpriser"),
        (first.pk, "Fyra nya spår"),
    ]
    assert DiscussionPoint.history.filter(id=first.pk).count() == 2
    interactions.edit(actor=alma, interaction=contact, points=[{"id": first.pk, "text": "Fyra nya spår"}])
    assert contact.points.get().pk == first.pk
    assert DiscussionPoint.history.filter(id=second.pk, history_type="-").exists()


def test_points_that_are_not_named_stand_and_saving_the_same_leaves_no_trace(alma, maja, about):
    contact = make_advocacy.interaction(maja, actor=alma, points=[{"text": "Fyra spår", "priority": about}])
    interactions.edit(actor=alma, interaction=contact, place="Visby")
    (point,) = contact.points.all()
    version = interactions.edit(
        actor=alma, interaction=contact, points=[{"id": point.pk, "text": "Fyra spår", "priority": about}]
    ).version
    assert (version, DiscussionPoint.history.count()) == (2, 1)


def test_row_that_a_colleague_took_away_is_told_of(alma, maja):
    contact = make_advocacy.interaction(maja, actor=alma)
    with pytest.raises(ValidationError, match="finns inte längre"):
        interactions.edit(actor=alma, interaction=contact, points=[{"id": 99, "text": "Fyra spår"}])


def test_stance_is_dated_the_day_of_the_contact_and_follows_it(alma, maja, about):
    contact = make_advocacy.interaction(maja, actor=alma, held_on=DAY, stances=[stance(maja, about)])
    (row,) = contact.stances.all()
    assert (row.stated_on, row.noted_by, row.person, row.value) == (DAY, alma, maja, "leans_for")
    interactions.edit(actor=alma, interaction=contact, held_on=DAY - dt.timedelta(days=1))
    row.refresh_from_db()
    assert row.stated_on == DAY - dt.timedelta(days=1)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (lambda maja, about, other: stance(other, about), "finns inte på deras sida"),
        (lambda maja, about, other: stance(None, about), "Ange vem"),
        (lambda maja, about, other: stance(maja, about, evidence=" "), "vad som visar det"),
        (lambda maja, about, other: stance(maja, about, value="mot"), "inställning"),
    ],
)
def test_stance_needs_somebody_who_was_there_and_what_shows_it(alma, maja, about, wrong, said):
    with pytest.raises(ValidationError, match=said) as error:
        make_advocacy.interaction(maja, actor=alma, stances=[wrong(maja, about, make.person("Per Ahl"))])
    assert list(error.value.message_dict) == ["stances"]
    assert not Stance.objects.exists()


def test_one_has_one_stance_on_a_priority_in_a_contact(alma, maja, about):
    with pytest.raises(ValidationError, match="två inställningar"):
        make_advocacy.interaction(maja, actor=alma, stances=[stance(maja, about), stance(maja, about)])


def test_latest_stance_of_each_says_what_it_was_before(alma, maja, about):
    agency = make.organization("Trafikverket")
    for day, value in ((DAY, "against"), (DAY + dt.timedelta(days=9), "for")):
        make_advocacy.interaction(maja, actor=alma, held_on=day, stances=[stance(maja, about, value=value)])
    make_advocacy.interaction(
        actor=alma, organization=agency, held_on=DAY, stances=[stance(None, about, organization=agency)]
    )
    latest = list(Stance.objects.visible_to(alma).latest_of_each())
    assert [(row.person or row.organization, row.value, row.before, row.before_on) for row in latest] == [
        (maja, "for", "against", DAY),
        (agency, "leans_for", None, None),
    ]


def test_commitment_is_made_on_the_day_with_whom_was_met_and_watched_by_who_logs(alma, bo, maja, about):
    due = DAY + dt.timedelta(days=14)
    contact = make_advocacy.interaction(
        maja,
        actor=alma,
        held_on=DAY,
        commitments=[
            {"promiser": "theirs", "text": "Tar upp frågan i utskottet", "priority": about, "due_on": due},
            {"promiser": "ours", "text": "Skickar underlag", "owner": bo},
        ],
    )
    theirs, ours = contact.commitments.order_by("pk")
    assert (theirs.person, theirs.made_on, theirs.owner, theirs.state) == (maja, DAY, alma, "open")
    assert ours.owner == bo
    assert list(Commitment.objects.late_on(due + dt.timedelta(days=1))) == [theirs]
    assert not Commitment.objects.late_on(due)


def test_commitment_before_the_contact_is_refused_with_its_reason(alma, maja):
    said = {"promiser": "ours", "text": "Skickar underlag", "due_on": DAY - dt.timedelta(days=1)}
    with pytest.raises(ValidationError, match="före den dag") as error:
        make_advocacy.interaction(maja, actor=alma, held_on=DAY, commitments=[said])
    assert list(error.value.message_dict) == ["commitments"]


def test_commitment_is_closed_once_and_opened_again(alma, maja):
    contact = make_advocacy.interaction(maja, actor=alma, commitments=[{"promiser": "ours", "text": "Ringa"}])
    promise = contact.commitments.get()
    commitments.close(actor=alma, commitment=promise, state="kept")
    commitments.close(actor=alma, commitment=promise, state="kept")
    promise.refresh_from_db()
    assert (promise.state, promise.closed_on, promise.version) == ("kept", today(), 2)
    commitments.close(actor=alma, commitment=promise, state="open")
    promise.refresh_from_db()
    assert (promise.state, promise.closed_on) == ("open", None)


def test_closing_a_commitment_is_a_change_of_its_contact(alma, eva, maja):
    contact = make_advocacy.interaction(maja, actor=alma, commitments=[{"promiser": "ours", "text": "Ringa"}])
    commitments.close(actor=eva, commitment=contact.commitments.get(), state="broken")
    with pytest.raises(Conflict):
        interactions.edit(actor=alma, interaction=contact, version=1, commitments=[])


def test_commitment_outside_a_contact_needs_somebody(alma, maja):
    assert commitments.add(actor=alma, promiser="ours", text="Ringa", person=maja).made_on == today()
    with pytest.raises(ValidationError, match="Ange vem"):
        commitments.add(actor=alma, promiser="ours", text="Ringa")


def test_commitment_of_a_confidential_contact_is_seen_and_changed_by_its_readers_alone(alma, dag, bo, maja, about):
    make_advocacy.interaction(
        maja,
        actor=alma,
        is_confidential=True,
        commitments=[{"promiser": "ours", "text": "Ringa"}],
        stances=[stance(maja, about)],
    )
    promise = Commitment.objects.get()
    assert not Commitment.objects.visible_to(dag).exists()
    assert not Stance.objects.visible_to(dag).exists()
    assert Commitment.objects.visible_to(alma).exists()
    for user in (dag, bo):
        with pytest.raises(PermissionDenied):
            commitments.close(actor=user, commitment=promise, state="kept")


def test_tone_of_each_is_stored_cleared_and_kept_when_it_is_not_named(alma, maja):
    contact = make_advocacy.interaction(maja, actor=alma, tones={maja.pk: "negative"})
    assert contact.participations.get(person=maja).tone == "negative"
    interactions.edit(actor=alma, interaction=contact, people=[maja])
    assert contact.participations.get(person=maja).tone == "negative"
    interactions.edit(actor=alma, interaction=contact, people=[maja], tones={maja.pk: ""})
    assert contact.participations.get(person=maja).tone == ""


def test_next_step_becomes_a_task_about_whom_was_met(alma, bo, maja, about):
    step = {"title": "Skicka underlag", "owner": bo, "due_on": DAY}
    contact = make_advocacy.interaction(maja, actor=alma, priorities=[about], next_step=step)
    task = Task.objects.get()
    assert (task.title, task.owner, task.due_on, task.interaction) == ("Skicka underlag", bo, DAY, contact)
    assert (task.person, task.priority) == (maja, about)


def test_fields_of_the_kind_are_stored_and_those_of_another_kind_stand(alma, maja):
    contact = make_advocacy.interaction(maja, actor=alma, kind="media", facts={"outlet": "DN", "media_kind": "opinion"})
    interactions.edit(actor=alma, interaction=contact, kind="study_trip", facts={"destination": "Köpenhamn"})
    facts = InteractionFacts.objects.get()
    assert (facts.outlet, facts.media_kind, facts.destination) == ("DN", "opinion", "Köpenhamn")
    with pytest.raises(ValidationError, match="har inget fält"):
        interactions.edit(actor=alma, interaction=contact, facts={"outlet": "SvD"})


@pytest.mark.parametrize(
    ("said", "field"),
    [({"hospitality": "Lunch"}, "hospitality_payer"), ({"hospitality_payer": "ours"}, "hospitality"),
     ({"hospitality_worth": 200}, "hospitality")],
)  # fmt: skip
def test_hospitality_says_what_and_who_treated(alma, maja, said, field):
    with pytest.raises(ValidationError) as error:
        make_advocacy.interaction(maja, actor=alma, facts=said)
    assert list(error.value.message_dict) == [field]
