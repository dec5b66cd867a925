"""What pages show of before and after: who held the seat, what is open with those who leave, programmes that end."""

import datetime as dt

import pytest
from django.urls import reverse

from advocacy.models import Commitment
from advocacy.services import commitments, onboarding, onboarding_steps
from tests import make, make_advocacy
from tests.advocacy.onboarding_world import DAY, LAST, OLD, Riksdag, case_of, start

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(on_day):
    on_day(DAY)
    return Riksdag()


@pytest.fixture
def programme(world):
    made = world.programme("Nyvalda")
    onboarding.add_step(actor=make.actor(), programme=made, name="Välkomstbrev", done_by="material")
    return made


@pytest.fixture
def alma_in(client, alma):
    client.force_login(alma)
    return client


def page(client, name, pk):
    answer = client.get(reverse(f"advocacy:{name}", args=[pk]))
    assert answer.status_code == 200
    return answer.content.decode()


def test_newcomer_is_shown_what_is_open_with_who_held_the_seat(world, programme, alma_in, alma):
    old = world.mp("Gammal Gran", starts_on=OLD, ends_on=LAST)
    new = world.mp("Ny Nilsson")
    commitments.add(actor=alma, promiser="ours", text="Skicka kartan", person=old, made_on=LAST)
    make_advocacy.interaction(old, actor=alma, held_on=LAST)
    start(programme)
    case = case_of(new)
    for text in (
        page(alma_in, "onboarding_case", case.pk),
        page(alma_in, "onboarding_person", new.pk),
    ):
        for said in ("Gammal Gran", "Skicka kartan", "satt för samma parti", "Registret vet inte säkert"):
            assert said in text
    card = page(alma_in, "onboarding_case", case.pk)
    assert str(alma) in card
    assert reverse("advocacy:onboarding_person", args=[new.pk]) in alma_in.get(new.get_absolute_url()).content.decode()
    assert 'introduktion/" hx-trigger' not in alma_in.get(old.get_absolute_url()).content.decode()


def test_what_is_open_with_who_leaves_is_handed_on(world, alma_in, alma):
    old, new = world.mp("Gammal Gran", starts_on=OLD, ends_on=LAST), world.mp("Ny Nilsson")
    commitments.add(actor=alma, promiser="ours", text="Skicka kartan", person=old, made_on=LAST)
    leaving = world.programme("Tack", cohort="leaving", entered_from=LAST - dt.timedelta(days=30))
    assert "Gran, Gammal" in page(alma_in, "onboarding_cohort", leaving.pk)
    start(leaving)
    case = case_of(old)
    assert "Lämna vidare" in page(alma_in, "onboarding_case", case.pk)
    url = reverse("advocacy:onboarding_hand_on", args=[case.pk])
    chosen = Commitment.objects.get().pk
    assert alma_in.post(url, {"commitments": [chosen]}).status_code == 422
    assert alma_in.post(url, {"commitments": [chosen], "person": new.pk}).status_code == 302
    assert Commitment.objects.get(state="open").person == new


def test_who_is_thanked_is_not_called_introduced(world, alma_in, alma):
    old = world.mp("Gammal Gran", starts_on=OLD, ends_on=LAST)
    leaving = world.programme("Tack", cohort="leaving", entered_from=LAST - dt.timedelta(days=30))
    onboarding.add_step(actor=alma, programme=leaving, name="Tackbrev")
    start(leaving)
    onboarding_steps.tick(actor=alma, step=case_of(old).steps.get())
    assert "Avtackad<" in page(alma_in, "onboarding_board", leaving.pk)
    text = page(alma_in, "onboarding_detail", leaving.pk)
    assert "Avtackade" in text
    assert "Introducerade" not in text
    assert "från uppdragets sista dag" in text
    assert "tillträdet" not in text


def test_programme_that_is_closed_takes_in_nobody(world, programme, alma_in):
    world.mp("Ny Nilsson")
    alma_in.post(reverse("advocacy:onboarding_close", args=[programme.pk]))
    answer = alma_in.post(reverse("advocacy:onboarding_cohort", args=[programme.pk]), {"which": "all"})
    assert answer.status_code == 422
    assert "avslutat" in answer.content.decode()
    alma_in.post(reverse("advocacy:onboarding_close", args=[programme.pk]), {"back": "1"})
    programme.refresh_from_db()
    assert programme.closed_at is None
