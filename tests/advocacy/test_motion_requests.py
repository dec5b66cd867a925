"""Who asked for material for a motion: confidential between the parties, on every way to a contact."""

from __future__ import annotations

import datetime as dt

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from advocacy.models import (
    Audience,
    Interaction,
    InteractionFacts,
    MotionPeriod,
    OnboardingCase,
    OnboardingProgramme,
)
from advocacy.services import interactions, motion_support
from contacts.models import Person
from crm.common import writes
from crm.models import User
from tests import make, make_advocacy
from tests.base import client_of, make_user

pytestmark = pytest.mark.django_db

DAY = dt.date(2024, 9, 20)
LABEL = "Efterfrågat av"


@pytest.fixture
def period() -> MotionPeriod:
    period = MotionPeriod(session="2024/25", starts_on=dt.date(2024, 9, 10), ends_on=dt.date(2024, 10, 4))
    return writes.save(period, actor=make.actor())


@pytest.fixture
def maja() -> Person:
    return make.mp("Maja Lindqvist", code="C")


@pytest.fixture
def support(alma: User, maja: Person, period: MotionPeriod) -> Interaction:
    """Material that Alma gave somebody else of the party, since Maja asked for it. Open to all."""
    other = make.mp("Olof Berg", code="C")
    facts = {"motion_period": period, "material": "Fyra spår", "asked_by": maja}
    return make_advocacy.interaction(other, actor=alma, kind="motion_support", held_on=DAY, facts=facts)


def colleague(name: str, role: str = "editor") -> User:
    user = User.objects.create(email=f"{name}@example.se", name=name)
    user.groups.add(Group.objects.get(name=role))
    return user


def knows(user: User, contact: Interaction) -> bool:
    """Whether page, history, form and API tell who asked; they must agree."""
    client = client_of(user)
    page = client.get(contact.get_absolute_url())
    if page.status_code == 404:
        return False
    text = page.content.decode()
    told = client.get(f"/api/v1/interactions/{contact.pk}/").json()["facts"]["asked_by"]
    assert (told is not None) == ("Maja" in text)
    if user.groups.filter(name="reader").exists():
        return told is not None
    form = client.get(reverse("advocacy:interaction_edit", args=[contact.pk])).context["form"]
    assert ("asked_by" in form.fields) == (told is not None)
    return told is not None


def test_who_logged_it_and_managers_know_who_asked_and_other_colleagues_do_not(
    support: Interaction, alma: User, bo: User, dag: User, eva: User
) -> None:
    assert [knows(user, support) for user in (alma, dag, eva)] == [True, True, True]
    assert [knows(user, support) for user in (bo, colleague("Frej"))] == [False, False]


def test_colleague_at_the_contact_host_and_owner_know_who_asked(support: Interaction, alma: User, maja: Person) -> None:
    there, host, owner = colleague("Gun"), colleague("Hasse"), colleague("Ida")
    assert not any(knows(user, support) for user in (there, host, owner))
    interactions.edit(actor=alma, interaction=support, our_users=[alma, there])
    maja.owner = owner
    writes.save(maja, actor=alma)
    case(maja, host)
    assert all(knows(user, support) for user in (there, host, owner))


def case(person: Person, host: User) -> OnboardingCase:
    """An open introduction of `person`."""
    audience = Audience.objects.create(name="Nya ledamöter")
    programme = OnboardingProgramme.objects.create(name="De nya", audience=audience, entered_from=DAY, owner=host)
    return OnboardingCase.objects.create(
        programme=programme, person=person, membership=person.memberships.get(), host=host, seat_taken_on=DAY,
        started_on=DAY,
    )  # fmt: skip


def test_removed_name_is_told_in_no_history_either(support: Interaction, alma: User, maja: Person) -> None:
    facts = {"asked_by": None}
    interactions.edit(actor=alma, interaction=support, facts=facts)
    frej = client_of(colleague("Frej"))
    assert "Maja" not in frej.get(support.get_absolute_url()).content.decode()
    assert "Maja" in client_of(alma).get(support.get_absolute_url()).content.decode()


def test_saving_without_knowing_who_asked_leaves_it_as_it_was(support: Interaction, alma: User, maja: Person) -> None:
    frej = client_of(colleague("Frej"))
    page = frej.get(reverse("advocacy:interaction_edit", args=[support.pk]))
    form = page.context["form"]
    data = {
        "version": form["version"].value(), "kind": "motion_support", "held_on": "2024-09-20", "title": "Nytt namn",
        "status": "done", "people": [str(pk) for pk in form["people"].value()], "material": "Fem spår",
        "motion_period": str(form["motion_period"].value()),
        **{f"{name}-{part}": "0" for name in ("points", "stances", "commitments")
           for part in ("TOTAL_FORMS", "INITIAL_FORMS")},
    }  # fmt: skip
    answer = frej.post(reverse("advocacy:interaction_edit", args=[support.pk]), data)
    assert answer.status_code == 302
    facts = InteractionFacts.objects.get(interaction=support)
    assert (facts.material, facts.asked_by) == ("Fem spår", maja)


def test_request_is_confidential_and_open_to_host_owner_and_managers(
    alma: User, bo: User, dag: User, eva: User, maja: Person, period: MotionPeriod
) -> None:
    host, other = colleague("Hasse"), colleague("Frej")
    case(maja, host)
    asked = motion_support.note_request(
        actor=alma, period=period, person=maja, priority=make_advocacy.priority("Järnvägen"), day=DAY,
        answered_by=alma, is_answered=False,
    )  # fmt: skip
    assert (asked.status, asked.is_confidential, asked.direction) == ("planned", True, "theirs")
    assert "Maja" not in asked.title
    seen = {user.name for user in (alma, bo, dag, eva, host, other) if knows(user, asked)}
    assert seen == {alma.name, dag.name, eva.name, "Hasse"}


def test_reader_cannot_note_a_request(bo: User, maja: Person, period: MotionPeriod) -> None:
    with pytest.raises(PermissionDenied):
        motion_support.note_request(
            actor=make_user("bo"), period=period, person=maja, priority=make_advocacy.priority(), day=DAY,
            answered_by=bo, is_answered=True,
        )  # fmt: skip
