"""The database to measure with: of the size asked for, sound, and never on top of people who are there."""

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from advocacy.choices import ParticipantSide
from advocacy.models import Interaction, InteractionPriority, Participation
from contacts.models import Membership, Organization, Person
from crm.common import writes
from crm.models import User

SMALL = {"people": 120, "organizations": 800, "mandates": 200, "contacts": 300, "verbosity": 0}


@pytest.fixture
def seeded(db: None) -> None:
    call_command("seed_benchmark", **SMALL)


def test_seed_makes_as_many_as_asked_for(seeded: None) -> None:
    assert (Person.objects.count(), Organization.objects.count()) == (120, 800)
    assert (Membership.objects.count(), Interaction.objects.count()) == (200, 300)
    # Every contact is about something, one in five about two things: a priority and one more, or a goal.
    linked = InteractionPriority.objects.values("interaction").distinct().count()
    assert linked == 300 < InteractionPriority.objects.count()


def test_seeded_rows_are_ones_that_a_form_would_accept(seeded: None) -> None:
    for model in (Person, Organization, Membership, Interaction, Participation):
        for obj in model._base_manager.all()[:50]:
            obj.full_clean()


def test_seeded_people_are_found_and_sorted_like_others(seeded: None) -> None:
    person = Person.objects.all()[0]
    stored = (person.search_text, person.sort_key)
    person.derive()
    assert stored[1] == person.sort_key
    assert person in Person.objects.matching(person.family_name)
    theirs = Participation.objects.filter(side=ParticipantSide.THEIRS)
    assert theirs.values("interaction").distinct().count() == 300


def test_seeding_again_would_be_the_same(seeded: None) -> None:
    names = list(Person.objects.order_by("pk").values_list("given_name", "family_name"))
    days = list(Interaction.objects.order_by("pk").values_list("held_on", "title"))
    for model in (InteractionPriority, Participation, Interaction, Membership, Person):
        model._base_manager.all().delete()
    Organization.objects.filter(identifiers=None).delete()
    call_command("seed_benchmark", **SMALL)
    assert list(Person.objects.order_by("pk").values_list("given_name", "family_name")) == names
    assert list(Interaction.objects.order_by("pk").values_list("held_on", "title")) == days


def test_rows_can_be_added_after_seeding(seeded: None) -> None:
    person = writes.save(Person(given_name="Ny", family_name="Person"), actor=User.objects.system())
    assert person.pk > max(Person.objects.exclude(pk=person.pk).values_list("pk", flat=True))


def test_seed_refuses_when_there_are_people(db: None) -> None:
    writes.save(Person(given_name="Riktig", family_name="Person"), actor=User.objects.system())
    with pytest.raises(CommandError, match="redan personer"):
        call_command("seed_benchmark", **SMALL)
    assert Person.objects.count() == 1
