"""The desk of a motion period: its days, who asked, the same material to all parties, what came out."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from advocacy.choices import Confidence
from advocacy.models import Interaction, MotionPeriod, PartyDeadline
from advocacy.services import interactions, motion_agenda, motion_desk, motion_support
from contacts.models import Party, Person
from crm.common import writes
from crm.common.dates import today
from crm.common.undo import undo
from crm.models import Operation, User
from tests import make, make_advocacy, make_motions
from tests.advocacy.test_calendar_feed import entries
from tests.advocacy.test_contribution import linked, member
from tests.base import client_of

pytestmark = pytest.mark.django_db

DAY = dt.date(2024, 9, 20)
BEGAN = dt.date(2022, 10, 4)


@pytest.fixture
def period() -> MotionPeriod:
    return begun("2024/25", dt.date(2024, 9, 10), dt.date(2024, 10, 4))


def begun(session: str, starts_on: dt.date, ends_on: dt.date) -> MotionPeriod:
    return writes.save(MotionPeriod(session=session, starts_on=starts_on, ends_on=ends_on), actor=make.actor())


@pytest.fixture
def railway() -> Any:
    return make_advocacy.priority("Järnvägen")


@pytest.fixture
def members() -> dict[str, Person]:
    """One member of each of three parties."""
    return {code: make.mp(f"Ledamot {code}son", code=code) for code in ("C", "M", "S")}


def offered(actor: User, period: MotionPeriod, priority: Any, people: dict[str, Person], **said: Any) -> Operation:
    recipients = {make.party(code): [person] for code, person in people.items()}
    said = {"material": "Fyra spår", "day": DAY, **said}
    return motion_support.offer(actor=actor, period=period, priority=priority, recipients=recipients, **said)


def asked(actor: User, period: MotionPeriod, person: Person, priority: Any, **said: Any) -> Interaction:
    said = {"day": DAY, "answered_by": actor, "is_answered": False, **said}
    return motion_support.note_request(actor=actor, period=period, person=person, priority=priority, **said)


def address(name: str = "motion_desk", session: str = "2024-25") -> str:
    return reverse(f"advocacy:{name}", args=[session])


def shown(user: User, session: str = "2024-25") -> str:
    return client_of(user).get(address(session=session)).content.decode()


# --- Days ---------------------------------------------------------------------------------------------------------


def post_days(user: User, period: MotionPeriod, **days: Any) -> Any:
    parties = motion_desk.parties_of(period)
    data: dict[str, Any] = {"version": period.version}
    data |= {"partier-TOTAL_FORMS": len(parties), "partier-INITIAL_FORMS": len(parties)}
    for number, party in enumerate(parties):
        data |= {f"partier-{number}-party": party.pk, f"partier-{number}-due_on": days.get(party.code, "")}
    return client_of(user).post(address("motion_deadlines"), data)


def test_parties_own_days_are_kept_changed_and_taken_away(
    period: MotionPeriod, members: dict[str, Person], alma: User
) -> None:
    assert post_days(alma, period, S="2024-09-25", M="2024-09-27").status_code == 302
    assert {row.party.code: str(row.due_on) for row in PartyDeadline.objects.all()} == {
        "S": "2024-09-25", "M": "2024-09-27",
    }  # fmt: skip
    assert "25 sep" in shown(alma).replace("\xa0", " ")
    period.refresh_from_db()
    assert post_days(alma, period, S="2024-09-26").status_code == 302
    assert str(PartyDeadline.objects.get().due_on) == "2024-09-26"


def test_day_after_the_riksdags_is_refused_beside_the_field_and_what_was_typed_stays(
    period: MotionPeriod, members: dict[str, Person], alma: User
) -> None:
    answer = post_days(alma, period, S="2024-10-05", M="2024-09-27")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Dagen ligger efter motionstidens sista dag." in page
    assert "2024-10-05" in page
    assert "2024-09-27" in page
    assert not PartyDeadline.objects.exists()


def test_days_that_somebody_changed_meanwhile_are_a_conflict(
    period: MotionPeriod, members: dict[str, Person], alma: User
) -> None:
    stale = MotionPeriod.objects.get(pk=period.pk)
    post_days(alma, period, S="2024-09-25")
    assert post_days(alma, stale, S="2024-09-20").status_code == 409
    assert str(PartyDeadline.objects.get().due_on) == "2024-09-25"


def test_how_it_stands_is_told_before_during_and_after() -> None:
    now = today()
    days = {"börjar om 3 dagar": (3, 10), "4 dagar kvar": (-3, 4), "sista dagen idag": (-3, 0), "avslutad": (-9, -1)}
    for words, (first, last) in days.items():
        period = MotionPeriod(starts_on=now + dt.timedelta(days=first), ends_on=now + dt.timedelta(days=last))
        assert motion_agenda.badge_of(period)[1] == words


def test_period_that_goes_on_is_on_today_and_in_everybodys_calendar(alma: User, bo: User) -> None:
    now = today()
    period = begun("2030/31", now - dt.timedelta(days=2), now + dt.timedelta(days=9))
    PartyDeadline.objects.create(period=period, party=make.party("S"), due_on=now + dt.timedelta(days=5))
    asked(alma, period, make.mp("Maja Lind"), make_advocacy.priority(), day=now)
    home = client_of(alma).get(reverse("crm:home")).content.decode()
    assert "Motionstid 2030/31" in home
    assert "1 förfrågan väntar på dig" in home
    assert "Parti S: sista dag för motioner 2030/31" in home
    assert "väntar på dig" not in client_of(bo).get(reverse("crm:home")).content.decode()
    titles = set(entries(bo))
    assert {
        "Allmän motionstid 2030/31 börjar",
        "Allmän motionstid 2030/31 slutar",
        "Parti S: sista dag för motioner 2030/31",
    } <= titles


def test_period_that_is_over_is_not_on_today(period: MotionPeriod, alma: User) -> None:
    assert "Motionstid 2024/25" not in client_of(alma).get(reverse("crm:home")).content.decode()


def test_current_desk_is_the_one_that_comes_next_else_the_last(period: MotionPeriod, alma: User) -> None:
    current = reverse("advocacy:motion_desk_current")
    assert client_of(alma).get(current).url == address()
    begun("2030/31", today() + dt.timedelta(days=30), today() + dt.timedelta(days=40))
    assert client_of(alma).get(current).url == address(session="2030-31")


def test_session_without_a_period_is_not_found(alma: User) -> None:
    for session in ("2031-32", "x", "2024-25-26"):
        assert client_of(alma).get(address(session=session)).status_code == 404


# --- Requests -----------------------------------------------------------------------------------------------------


def test_everybody_sees_how_many_of_a_party_asked_and_few_see_who(
    period: MotionPeriod, members: dict[str, Person], railway: Any, alma: User, bo: User, eva: User
) -> None:
    asked(alma, period, members["S"], railway)
    asked(alma, period, make.mp("Sven Annan", code="S"), railway, is_answered=True)
    asked(eva, period, members["M"], railway)
    for user, names in ((alma, 2), (bo, 0), (eva, 3)):
        found = motion_desk.requests_of(period, user)
        assert (found.counts, len(found.named)) == ({"S": (2, 1), "M": (1, 0)}, names)
    page = shown(bo)
    assert "3 konfidentiella förfrågningar" in page
    assert "Ledamot" not in page
    assert "Ledamot Sson" in shown(alma)


def test_request_is_noted_from_the_desk(
    period: MotionPeriod, members: dict[str, Person], railway: Any, alma: User
) -> None:
    data = {"person": members["C"].pk, "priority": railway.pk, "state": "planned", "answered_by": alma.pk}
    answer = client_of(alma).post(address("motion_request"), {**data, "day": today() + dt.timedelta(days=2)})
    assert answer.url.startswith(address())
    noted = Interaction.objects.get()
    assert (noted.facts.asked_by, noted.status, noted.is_confidential) == (members["C"], "planned", True)
    refused = client_of(alma).post(
        address("motion_request"), {**data, "state": "done", "day": today() + dt.timedelta(days=2)}
    )
    assert "Det som är besvarat kan inte ligga framåt i tiden." in refused.content.decode()
    assert Interaction.objects.count() == 1


def test_cancelled_request_is_not_counted(
    period: MotionPeriod, members: dict[str, Person], railway: Any, alma: User
) -> None:
    interactions.cancel(actor=alma, interaction=asked(alma, period, members["S"], railway))
    assert motion_desk.requests_of(period, alma).counts == {}


# --- The same to all ----------------------------------------------------------------------------------------------


def test_same_material_is_logged_once_a_party_and_taken_back_at_once(
    period: MotionPeriod, members: dict[str, Person], railway: Any, alma: User, bo: User
) -> None:
    made = offered(alma, period, railway, members)
    logged = Interaction.objects.filter(kind="motion_support")
    assert logged.count() == 3
    assert {contact.facts.material for contact in logged} == {"Fyra spår"}
    assert all(contact.facts.asked_by is None and not contact.is_confidential for contact in logged)
    (material,), hidden = motion_desk.materials_of(period, bo)
    assert (material.name, set(material.given), hidden) == ("Fyra spår", {"C", "M", "S"}, 0)
    undo(operation=made, actor=alma)
    assert not Interaction.objects.exists()


def test_parties_that_lack_a_material_are_told_and_offered_it(
    period: MotionPeriod, members: dict[str, Person], railway: Any, alma: User
) -> None:
    offered(alma, period, railway, {"S": members["S"]})
    offered(alma, period, railway, {"M": members["M"]}, material="FYRA SPÅR", day=dt.date(2024, 9, 22))
    page = shown(alma)
    assert "1 parti" in page
    (material,), _hidden = motion_desk.materials_of(period, alma)
    assert {code: (given.first.day, len(given.people)) for code, given in material.given.items()} == {
        "S": (20, 1), "M": (22, 1),
    }  # fmt: skip


def test_confidential_material_is_counted_and_not_named(
    period: MotionPeriod, members: dict[str, Person], railway: Any, alma: User, bo: User
) -> None:
    asked(alma, period, members["S"], railway, is_answered=True, material="Bara för er")
    assert [material.name for material in motion_desk.materials_of(period, alma)[0]] == ["Bara för er"]
    assert motion_desk.materials_of(period, bo) == ([], 1)
    assert "Bara för er" not in shown(bo)


def test_offer_suggests_the_committees_members_by_party_and_logs_those_ticked(
    period: MotionPeriod, members: dict[str, Person], railway: Any, alma: User
) -> None:
    committee = make_motions.committee()
    for code in ("S", "M"):
        make.membership(members[code], committee, party=make.party(code), starts_on=BEGAN)
    client = client_of(alma)
    page = client.get(address("motion_offer"), {"committee": committee.pk, "priority": railway.pk})
    groups = {party.code: [one.person for one, _is in people] for party, people in page.context["form"].groups}
    assert groups == {"S": [members["S"]], "M": [members["M"]], "C": []}
    data = {"material": "Fyra spår", "priority": railway.pk, "day": "2024-09-20", "people": [members["S"].pk]}
    answer = client.post(address("motion_offer"), {**data, "others": [members["C"].pk]}, follow=True)
    text = answer.content.decode()
    assert "Underlaget Fyra spår till 2 partier" in text
    assert "Inte skickat till Parti M." in text
    given = motion_desk.materials_of(period, alma)[0][0].given
    assert set(given) == {"S", "C"}
    again = client.get(address("motion_offer"), {"committee": committee.pk, "material": "fyra spår"})
    ticked = {one.person for _party, people in again.context["form"].groups for one, is_so in people if is_so}
    assert ticked == {members["M"]}


def test_offer_without_recipients_or_to_somebody_without_a_party_says_so_and_keeps_what_was_typed(
    period: MotionPeriod, railway: Any, alma: User
) -> None:
    data: dict[str, Any] = {"material": "Fyra spår", "priority": railway.pk, "day": "2024-09-20"}
    answer = client_of(alma).post(address("motion_offer"), data)
    assert "Välj minst en mottagare." in answer.content.decode()
    assert "Fyra spår" in answer.content.decode()
    data["others"] = [make.person("Partilös Vilde").pk]
    assert (
        "Inget parti är känt den dagen för Partilös Vilde."
        in client_of(alma).post(address("motion_offer"), data).content.decode()
    )
    assert not Interaction.objects.exists()


def test_service_refuses_one_person_under_two_parties(
    period: MotionPeriod, members: dict[str, Person], railway: Any, alma: User
) -> None:
    with pytest.raises(ValidationError):
        offered(alma, period, railway, {"S": members["S"], "M": members["S"]})
    assert not Interaction.objects.exists()


def test_group_leader_comes_first_among_those_suggested(members: dict[str, Person], alma: User) -> None:
    committee = make_motions.committee()
    leader = make.mp("Ola Ordförande", code="S")
    make.membership(leader, make.riksdag(), role="Gruppledare", party=make.party("S"), starts_on=BEGAN)
    make.membership(members["S"], committee, party=make.party("S"), starts_on=BEGAN)
    found = motion_desk.suggest(DAY, [committee])["S"]
    assert [one.person for one in found] == [leader, members["S"]]
    leader.do_not_contact = True
    writes.save(leader, actor=alma)
    assert [one.person for one in motion_desk.suggest(DAY, [committee])["S"]] == [members["S"]]


# --- What came out ------------------------------------------------------------------------------------------------


def test_what_came_out_is_told_by_party_with_outcome_and_contribution(
    period: MotionPeriod, railway: Any, alma: User
) -> None:
    ada = member()
    carried = make_motions.proposal(committee=["bifall"], chamber=["bifall"])
    met = linked(make_motions.motion(17, proposals=[carried], signers=[("0111", "Ada Ek", "S")]), railway)
    linked(make_motions.motion(18, signers=[("0222", "Bo Alm", "M"), ("0333", "Cia Ry", "KD")]), railway)
    make_motions.motion(19)  # not linked
    make_advocacy.interaction(ada, held_on=DAY, priorities=[railway])
    came = motion_desk.came_out("2024/25", alma)
    assert [(row.motion.number, row.contribution.confidence, row.letters) for row in came] == [
        (17, Confidence.MEDIUM, ["S"]),
        (18, None, ["M", "KD"]),
    ]
    rows = {row.letters: (row.motions, row.met, row.proposals, row.adopted) for row in motion_desk.by_party(came)}
    assert rows == {"S": (1, 1, 1, 1), "M": (1, 0, 1, 0), "KD": (1, 0, 1, 0)}
    page = shown(alma)
    assert "medelhög säkerhet" in page
    assert met.get_absolute_url() in page
    assert motion_desk.came_out("2023/24", alma) == []


def test_desk_takes_the_same_queries_whatever_it_holds(
    period: MotionPeriod, members: dict[str, Person], railway: Any, alma: User, django_assert_max_num_queries: Any
) -> None:
    for number in range(3):
        offered(alma, period, railway, members, material=f"Blad {number}")
        asked(alma, period, members["S"], railway)
        linked(make_motions.motion(20 + number), railway)
    client = client_of(alma)
    client.get(address())
    with django_assert_max_num_queries(32):
        client.get(address())


def test_reader_sees_the_desk_and_may_change_nothing(period: MotionPeriod, bo: User) -> None:
    assert "Erbjud underlag" not in shown(bo)
    for name in ("motion_deadlines", "motion_request", "motion_offer"):
        assert client_of(bo).get(address(name)).status_code == 403
    assert not Party.objects.filter(motion_deadlines__isnull=False).exists()


def test_motion_of_somebody_without_a_party_is_told_in_words(
    period: MotionPeriod, members: dict[str, Person], alma: User
) -> None:
    linked(make_motions.motion(19, signers=[("0199", "Ada Vilde", "-")]), make_advocacy.priority("Järnvägar"))
    page = client_of(alma).get(reverse("advocacy:motion_desk", args=[period.slug])).content.decode()
    told = page.partition('id="motioner"')[2]
    assert told.count("Partilös") == 2 and ">-<" not in told
