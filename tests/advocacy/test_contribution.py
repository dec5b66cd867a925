"""What we had done before a motion was submitted: whom we had met, on what, what we gave, how sure that is."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from advocacy.choices import Confidence
from advocacy.models import Motion, MotionPeriod, ProposalLink
from advocacy.querysets.contribution import met_before, not_met_before, with_signers_met
from advocacy.services import contribution
from contacts.choices import Scheme
from contacts.models import ExternalIdentifier, Person
from crm.models import User
from tests import make, make_advocacy, make_motions
from tests.base import client_of

pytestmark = pytest.mark.django_db

SUBMITTED = make_motions.SUBMITTED
EVE = SUBMITTED - dt.timedelta(days=1)
ADA = ("0111", "Ada Ek", "S")


def member(number: str = "0111", name: str = "Ada Ek", code: str = "S") -> Person:
    """A member of the Riksdag that motions know by number."""
    who = make.mp(name, code=code)
    ExternalIdentifier.objects.create(scheme=Scheme.RIKSDAGEN, value=number, person=who)
    return who


def linked(motion: Motion, *priorities: Any, state: str = "accepted") -> Motion:
    for priority in priorities:
        ProposalLink.objects.create(
            proposal=motion.proposals.get(position=1), priority=priority, state=state, decided_by=make.actor()
        )
    return motion


def period(session: str = "2024/25") -> MotionPeriod:
    return MotionPeriod.objects.create(session=session, starts_on="2024-09-10", ends_on="2024-10-04")


def confidence(motion: Motion, reader: Any = None) -> Confidence | None:
    return contribution.of_motion(motion, reader=reader).confidence


@pytest.fixture
def ada() -> Person:
    return member()


@pytest.fixture
def railway() -> Any:
    return make_advocacy.priority("Järnvägen")


@pytest.fixture
def motion(ada: Person, railway: Any) -> Motion:
    return linked(make_motions.motion(), railway)


def gave(person: Person, *priorities: Any, **said: Any) -> Any:
    facts = {"material": "Fyra spår", **said.pop("facts", {})}
    said = {"held_on": EVE, "kind": "motion_support", "priorities": priorities, **said}
    return make_advocacy.interaction(person, facts=facts, **said)


def talked(person: Person, *priorities: Any, **said: Any) -> Any:
    return make_advocacy.interaction(person, priorities=priorities, **{"held_on": EVE, **said})


def test_nothing_before_is_no_contribution(motion: Motion) -> None:
    found = contribution.of_motion(motion, reader=None)
    assert (found.confidence, found.met, found.known, len(found.signers)) == (None, 0, 1, 1)


def test_material_and_a_talk_on_the_priority_give_high_confidence(motion: Motion, ada: Person, railway: Any) -> None:
    gave(ada, railway)
    assert confidence(motion) == Confidence.LOW  # given, not talked about
    talked(ada, railway)
    assert confidence(motion) == Confidence.HIGH


def test_a_talk_on_the_priority_gives_medium_and_on_something_else_low(
    motion: Motion, ada: Person, railway: Any
) -> None:
    talked(ada, make_advocacy.priority("Godset"))
    assert confidence(motion) == Confidence.LOW
    talked(ada, make_advocacy.priority("Mälarbanan", parent=railway))
    assert confidence(motion) == Confidence.MEDIUM


def test_material_on_one_priority_and_a_talk_on_another_are_not_high(motion: Motion, ada: Person, railway: Any) -> None:
    freight = make_advocacy.priority("Godset")
    linked(motion, freight)
    gave(ada, freight)
    talked(ada, railway)
    assert confidence(motion) == Confidence.MEDIUM


def test_motion_support_for_another_session_is_no_material_for_this_one(
    motion: Motion, ada: Person, railway: Any
) -> None:
    talked(ada, railway)
    gave(ada, railway, facts={"motion_period": period("2023/24")})
    assert confidence(motion) == Confidence.MEDIUM
    gave(ada, railway, facts={"motion_period": period("2024/25")})
    assert confidence(motion) == Confidence.HIGH


def test_refused_link_makes_a_talk_one_on_something_else(ada: Person, railway: Any) -> None:
    motion = linked(make_motions.motion(), railway, state="refused")
    talked(ada, railway)
    assert confidence(motion) == Confidence.LOW


@pytest.mark.parametrize(
    ("day", "is_before"),
    [
        (dt.date(2023, 9, 30), False),
        (dt.date(2023, 10, 1), True),
        (EVE, True),
        (SUBMITTED, False),
    ],
)
def test_the_twelve_months_end_the_day_before(motion: Motion, ada: Person, day: dt.date, is_before: bool) -> None:
    talked(ada, held_on=day)
    assert contribution.of_motion(motion, reader=None).met == is_before
    assert with_signers_met(Motion.objects.all()).get().signers_met == is_before
    assert met_before(Motion.objects.all()).exists() == is_before
    assert not_met_before(Motion.objects.all()).exists() == (not is_before)


@pytest.mark.parametrize("day", [dt.date(2024, 2, 29), dt.date(2024, 3, 1), dt.date(2025, 2, 28), dt.date(2025, 3, 1)])
def test_marks_of_many_begin_on_the_same_day_as_the_page_also_around_a_leap_day(ada: Person, day: dt.date) -> None:
    motion = make_motions.motion(submitted_on=day)
    first, _last = contribution.window(motion)
    talked(ada, held_on=first - dt.timedelta(days=1))
    assert not met_before(Motion.objects.all()).exists()
    talked(ada, held_on=first)
    assert met_before(Motion.objects.all()).exists()


def test_what_does_not_count_does_not_contribute(motion: Motion, ada: Person, railway: Any) -> None:
    talked(ada, railway, kind="seminar")
    talked(ada, railway, status="planned")
    talked(ada, railway, status="cancelled")
    talked(ada, railway, attendance={ada.pk: "absent"})
    gave(ada, railway, attendance={ada.pk: "not_sent"})
    gave(ada, make_advocacy.priority("Godset"))
    assert confidence(motion) is None
    assert with_signers_met(Motion.objects.all()).get().signers_met == 0


def test_confidential_contact_is_counted_and_tells_nothing(
    motion: Motion, ada: Person, railway: Any, alma: User, bo: User
) -> None:
    talked(ada, railway, actor=alma, is_confidential=True, title="Hemligt samtal")
    talked(ada, actor=alma)
    own, others = (contribution.of_motion(motion, reader=reader) for reader in (alma, bo))
    assert (own.confidence, own.hidden) == (Confidence.MEDIUM, 0)
    assert (others.confidence, others.hidden, others.met) == (Confidence.LOW, 1, 1)
    assert contribution.of_motion(motion, reader=None).confidence == Confidence.MEDIUM
    page = client_of(bo).get(motion.get_absolute_url()).content.decode()
    assert "Hemligt samtal" not in page
    assert "1 konfidentiell kontakt visas inte" in page


def test_page_tells_who_when_on_what_and_the_rule(motion: Motion, ada: Person, railway: Any, alma: User) -> None:
    gave(ada, railway, actor=alma)
    talked(ada, railway, actor=alma, title="Möte om fyra spår")
    page = client_of(alma).get(motion.get_absolute_url()).content.decode()
    assert "Vi hade träffat undertecknaren" in page
    assert "hög säkerhet" in page
    assert "Möte om fyra spår" in page
    assert "underlag: Fyra spår" in page
    assert "Det här är ett bidrag, inte ett bevis" in page


def test_party_colleagues_in_the_committee_are_told_apart(ada: Person, alma: User) -> None:
    committee = make_motions.committee()
    motion = make_motions.motion()
    for name, code in (("Bea Friend", "S"), ("Carl Other", "M"), ("Disa Unmet", "S")):
        who = member(name, name, code)
        make.membership(who, committee, party=make.party(code), starts_on=dt.date(2022, 10, 4))
        if name != "Disa Unmet":
            talked(who)
    make.membership(ada, committee, party=make.party("S"), starts_on=dt.date(2022, 10, 4))
    motion.refresh_from_db()
    found = contribution.of_motion(motion, reader=alma)
    assert [row.name for row in found.colleagues] == ["Bea Friend"]
    assert (found.confidence, found.met) == (None, 0)


def test_many_motions_cost_as_many_queries_as_one(ada: Person, railway: Any, alma: User) -> None:
    talked(ada, railway)
    motions = [linked(make_motions.motion(number), railway) for number in range(1, 6)]
    counts = []
    assert confidence(motions[0], alma)  # whose role is known from here on
    for some in (motions[:1], motions):
        with CaptureQueriesContext(connection) as asked:
            assert len(contribution.of_motions(some, reader=alma)) == len(some)
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 7


def test_signer_whom_the_register_does_not_know_is_named_and_not_met(railway: Any) -> None:
    motion = make_motions.motion(signers=[("0999", "Okänd Person", "V")])
    found = contribution.of_motion(motion, reader=None)
    assert ([row.name for row in found.signers], found.known, found.met) == (["Okänd Person"], 0, 0)


def test_list_is_filtered_by_whom_we_had_met_and_counts_them(motion: Motion, ada: Person, alma: User) -> None:
    other = make_motions.motion(18, signers=[("0222", "Bo Alm", "M")])
    talked(ada, actor=alma, is_confidential=True)
    client, address = client_of(alma), reverse("advocacy:motion_list")
    for value, found in (("true", [motion]), ("false", [other])):
        assert client.get(address, {"met": value}).context["object_list"] == found
    rows = client.get(address, {"kolumner": "met"}).context["object_list"]
    assert {row.number: row.signers_met for row in rows} == {17: 1, 18: 0}


def test_many_contacts_with_one_person_are_folded(motion: Motion, ada: Person, alma: User) -> None:
    for number in range(6):
        talked(ada, actor=alma, title=f"Möte nummer {number}")
    page = client_of(alma).get(motion.get_absolute_url()).content.decode()
    assert "2 kontakter till" in page
    assert all(f"Möte nummer {number}" in page for number in range(6))
