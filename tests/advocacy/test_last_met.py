"""The day that is kept for the list of people says what their contacts say, whatever was done to these."""

import datetime as dt
import random

import pytest
from django.db.models import Max
from django.urls import reverse

from advocacy.models import Interaction, LastMet, Participation
from advocacy.services import erasure, interactions, last_met
from contacts.services import people
from crm.common.operations import operation
from crm.common.undo import undo
from crm.models import Operation, User
from tests import make, make_advocacy
from tests.base import client_of

pytestmark = pytest.mark.django_db
DAY = dt.date(2024, 3, 15)


def earlier(days: int) -> dt.date:
    return DAY - dt.timedelta(days=days)


def worked_out() -> dict[int, dt.date]:
    """What the contacts themselves say."""
    rows = Participation.objects.talks().order_by().values_list("person").annotate(last=Max("interaction__held_on"))
    return dict(rows)


def kept() -> dict[int, dt.date]:
    return dict(LastMet.objects.values_list("person", "met_on"))


def test_kept_day_follows_a_contact_that_is_moved_cancelled_turned_into_a_letter_or_left(alma: User) -> None:
    person = make.person("Maja Möte")
    make_advocacy.interaction(person, held_on=earlier(90))
    newest = make_advocacy.interaction(person, held_on=DAY)
    steps = [
        ({"held_on": earlier(9)}, earlier(9)),
        ({"status": "cancelled"}, earlier(90)),
        ({"status": "done"}, earlier(9)),
        ({"kind": "letter"}, earlier(90)),
        ({"kind": "call"}, earlier(9)),
        ({"attendance": {person.pk: "absent"}}, earlier(90)),
        ({"attendance": {person.pk: "attended"}}, earlier(9)),
        ({"people": []}, earlier(90)),
    ]
    assert kept() == {person.pk: DAY}
    for change, day in steps:
        interactions.edit(actor=make.actor(), interaction=newest, **change)
        assert kept() == worked_out() == {person.pk: day}, change


def test_confidential_contact_counts_as_it_does_in_the_column(bo: User) -> None:
    person = make.person("Maja Möte")
    make_advocacy.interaction(person, held_on=DAY, is_confidential=True)
    page = client_of(bo).get(f"{reverse('contacts:person_list')}?sort=-last_met_on&kolumner=name,last_met_on")
    assert [row.last_met_on for row in page.context["object_list"]] == [DAY]


def test_kept_day_follows_a_merge_and_comes_back_with_its_undoing(eva: User) -> None:
    keep, drop, other = make.person("Maja Möte"), make.person("Maja Moete"), make.person("Olle Orörd")
    make_advocacy.interaction(keep, held_on=earlier(50))
    make_advocacy.interaction(drop, held_on=DAY)
    make_advocacy.interaction(other, held_on=earlier(5))
    before = kept()
    made = people.merge(keep=keep, drop=drop, actor=eva)
    assert kept() == worked_out() == {keep.pk: DAY, other.pk: earlier(5)}
    undo(operation=made if isinstance(made, Operation) else Operation.objects.latest("pk"), actor=eva)
    assert kept() == before == worked_out()


def test_undone_contact_with_many_leaves_the_days_of_before(alma: User) -> None:
    old, new = make.person("Gammal Bekant"), make.person("Ny Bekant")
    make_advocacy.interaction(old, held_on=earlier(400))
    with operation(kind=Operation.Kind.BULK, title="Möte med två", actor=alma) as made:
        make_advocacy.interaction(old, new, held_on=DAY, actor=alma)
    assert kept() == {old.pk: DAY, new.pk: DAY}
    undo(operation=made, actor=alma)
    assert kept() == {old.pk: earlier(400)}


def test_forgotten_person_has_no_day(eva: User) -> None:
    person = make.person("Maja Möte")
    make_advocacy.interaction(person, held_on=DAY)
    erasure.forget_participations(actor=eva, person=person)
    assert kept() == {}


def test_kept_days_made_anew_are_those_that_were_kept_all_along() -> None:
    draw = random.Random(4)
    everybody = [make.person(f"Nr {n}") for n in range(8)]
    for n in range(25):
        kind = draw.choice(("meeting", "letter", "call", "seminar"))
        some = draw.sample(everybody, draw.randint(1, 3))
        make_advocacy.interaction(*some, kind=kind, held_on=earlier(n * 7), talked=[p.pk for p in some[:1]])
    for one in draw.sample(list(Interaction.objects.all()), 8):
        interactions.edit(actor=make.actor(), interaction=one, kind=draw.choice(("meeting", "letter")))
    all_along = kept()
    assert all_along == worked_out() and all_along
    LastMet.objects.all().delete()
    last_met.refresh_all()
    assert kept() == all_along


def test_whole_list_is_sorted_by_when_they_were_last_met_those_never_met_last(bo: User) -> None:
    for n in range(60):
        person = make.person(f"Per Person{n:02}")
        if n % 2:
            make_advocacy.interaction(person, held_on=earlier(n))
    client = client_of(bo)

    def names(sort: str) -> list[str]:
        pages = [client.get(f"/personer/?sort={sort}&sida={n}") for n in (1, 2)]
        return [row.family_name for page in pages for row in page.context["object_list"]]

    met = [f"Person{n:02}" for n in range(1, 60, 2)]
    never = [f"Person{n:02}" for n in range(0, 60, 2)]
    assert names("-last_met_on") == met + never[::-1]
    assert names("last_met_on") == met[::-1] + never
