"""Who is in a programme's cohort, starting with them, and the cohort that fills by itself."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from advocacy.models import OnboardingCase, OnboardingCaseStep
from advocacy.services import onboarding, onboarding_cohort
from contacts.choices import RoleKind
from contacts.models import Membership
from contacts.services import leaves, memberships
from crm.common.undo import undo
from crm.models import User
from tests import make
from tests.advocacy.onboarding_world import (
    DAY,
    LAST,
    NEW,
    OLD,
    Riksdag,
    audience,
    case_of,
    end,
    meet,
    meeting_step,
    seat_of,
    start,
    step,
    steps_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(on_day):
    on_day(DAY)
    return Riksdag()


def cohort(programme, day=DAY):
    return set(onboarding_cohort.cohort(programme, day))


def test_newly_elected_are_those_without_a_seat_in_the_term_before(world):
    new, again = world.mp("Ny Nilsson"), world.mp("Åter Andersson", starts_on=OLD, ends_on=LAST)
    make.membership(again, world.riksdag, role="Riksdagsledamot", starts_on=NEW, party=make.party("C"))
    world.mp("Gammal Gran", starts_on=OLD, ends_on=LAST)
    assert cohort(world.programme()) == {new.pk}


def test_new_everywhere_sat_in_no_assembly_before(world):
    new, risen = world.mp("Ny Nilsson"), world.mp("Uppåt Ulla")
    council = make.organization("Knivsta kommunfullmäktige", kind="assembly", level="local")
    make.membership(risen, council, starts_on=dt.date(2018, 10, 15), ends_on=dt.date(2022, 10, 14))
    assert cohort(world.programme("Nya", cohort="new_everywhere")) == {new.pk, risen.pk}
    make.membership(risen, council, starts_on=dt.date(2022, 10, 15), ends_on=dt.date(2026, 10, 14))
    assert cohort(world.programme("Nya helt", cohort="new_everywhere")) == {new.pk}
    assert cohort(world.programme("Nyvalda")) == {new.pk, risen.pk}


def test_who_is_elected_to_two_assemblies_at_once_is_new_in_both(world):
    both = world.mp("Dubbel Dahl")
    council = make.organization("Knivsta kommunfullmäktige", kind="assembly", level="local")
    make.membership(both, council, starts_on=dt.date(2026, 10, 15))
    local = audience("Lokala", level=["local"])
    assert cohort(world.programme("Lokala nya", cohort="new_everywhere", audience=local)) == {both.pk}


def test_re_elected_member_who_is_new_in_the_municipality_is_not_new_to_a_programme_for_members(world):
    again = world.mp("Åter Andersson", starts_on=OLD, ends_on=LAST)
    make.membership(again, world.riksdag, role="Riksdagsledamot", starts_on=NEW)
    council = make.organization("Knivsta kommunfullmäktige", kind="assembly", level="local")
    make.membership(again, council, starts_on=dt.date(2026, 10, 15))
    assert cohort(world.programme()) == set()


def test_who_is_in_the_audience_by_a_committee_was_elected_to_the_riksdag(world):
    new, other = world.mp("Ny Nilsson"), world.mp("Annan Ny")
    make.membership(new, world.committee, starts_on=dt.date(2026, 10, 6))
    committee = audience("Trafikutskottet", organization=[world.committee])
    found = onboarding_cohort.cohort(world.programme(audience=committee), DAY)
    assert set(found) == {new.pk} and other.pk not in found
    assert found[new.pk].membership == seat_of(new, world.riksdag).pk
    assert found[new.pk].day == NEW


def test_cohort_is_asked_as_of_a_day(world):
    early, late = world.mp("Tidig Ny"), world.mp("Sen Ny", starts_on=dt.date(2026, 11, 1))
    programme = world.programme()
    assert cohort(programme, dt.date(2026, 10, 1)) == {early.pk}
    end(early, dt.date(2026, 10, 31))
    assert cohort(programme) == {late.pk}
    assert cohort(programme, dt.date(2026, 10, 31)) == {early.pk}


def test_time_of_the_programme_has_both_its_days(world):
    days = [dt.date(2026, 9, 28), dt.date(2026, 10, 5), dt.date(2026, 10, 6)]
    people = [world.mp(f"Ny Nr{n}", starts_on=day) for n, day in enumerate(days)]
    assert cohort(world.programme(entered_until=dt.date(2026, 10, 5))) == {p.pk for p in people[:2]}


def test_minister_on_leave_is_out_of_the_cohort_and_the_case_stays(world):
    new = world.mp("Statsråd Ny")
    programme = world.programme()
    start(programme)
    leaves.add(membership=seat_of(new), starts_on=dt.date(2026, 10, 12), actor=make.actor())
    assert cohort(programme) == set()
    assert case_of(new).state == "open"


def test_newly_appointed_are_officials_who_did_not_have_the_post_before(world):
    region = make.organization("Region Uppsala", kind="region", level="regional")
    officials = audience("Chefer", organization=[region], role_kind=["official"])
    new, again, politician = make.person("Ny Chef"), make.person("Samma Chef"), make.person("Ny Politiker")
    for person, day in ((new, NEW), (again, dt.date(2020, 1, 1))):
        last = None if person is new else LAST
        make.membership(person, region, role="Regiondirektör", kind=RoleKind.OFFICIAL, starts_on=day, ends_on=last)
    make.membership(again, region, role="Regiondirektör", kind=RoleKind.OFFICIAL, starts_on=NEW)
    make.membership(politician, region, starts_on=NEW)
    assert cohort(world.programme(audience=officials, cohort="newly_appointed")) == {new.pk}


def test_leaving_are_those_whose_mandate_ended_and_who_got_no_new_one(world):
    gone, again = world.mp("Borta Berg", starts_on=OLD, ends_on=LAST), world.mp("Åter A", starts_on=OLD, ends_on=LAST)
    make.membership(again, world.riksdag, role="Riksdagsledamot", starts_on=NEW)
    world.mp("Långt Borta", starts_on=dt.date(2018, 9, 24), ends_on=dt.date(2022, 9, 25))
    thanks = world.programme("Tack", cohort="leaving", entered_from=LAST)
    assert cohort(thanks) == {gone.pk}
    assert onboarding_cohort.cohort(thanks, DAY)[gone.pk].day == LAST
    assert cohort(thanks, LAST) == set(), "still there on the last day"


def test_who_moved_up_is_not_thanked_for_leaving(world):
    council = make.organization("Knivsta kommunfullmäktige", kind="assembly", level="local")
    local = audience("Lokala", level=["local"])
    risen, gone = world.mp("Uppåt Ulla"), make.person("Borta Berg")
    for person in (risen, gone):
        make.membership(person, council, starts_on=dt.date(2022, 10, 15), ends_on=dt.date(2026, 10, 14))
    assert cohort(world.programme("Tack", cohort="leaving", audience=local)) == {gone.pk}


def test_audience_by_a_dated_property_is_asked_on_the_day_that_they_left(world):
    from contacts.services import customers

    members = audience("Våra", customer_status=["full"])
    region = make.organization("Region Uppsala", kind="region", level="regional")
    customers.add(organization=region, status="full", starts_on=OLD, ends_on=dt.date(2026, 10, 1), actor=make.actor())
    gone, later = make.person("Borta Berg"), make.person("Senare S")
    make.membership(gone, region, starts_on=OLD, ends_on=LAST)
    make.membership(later, region, starts_on=OLD, ends_on=dt.date(2026, 11, 1))
    assert cohort(world.programme("Tack", cohort="leaving", audience=members, entered_from=LAST)) == {gone.pk}


# --- Starting -----------------------------------------------------------------------------------------------------


def test_start_opens_a_case_for_all_who_wait_with_their_steps(world, alma):
    new = [world.mp(f"Ny Nr{n}") for n in range(3)]
    programme = world.programme()
    step(programme, "Brev", due_days=10)
    meeting_step(programme, due_days=60)
    made = start(programme, actor=alma, hosts={new[0].pk: alma})
    assert OnboardingCase.objects.count() == 3
    assert [row.due_on for row in steps_of(new[0])] == [NEW + dt.timedelta(10), NEW + dt.timedelta(60)]
    assert (case_of(new[0]).host, case_of(new[1]).host) == (alma, None)
    assert case_of(new[0]).started_on == DAY and case_of(new[0]).seat_taken_on == NEW
    assert onboarding_cohort.waiting(programme, DAY) == {}
    assert "3 introduktioner" in made.title


def test_start_can_be_undone_as_one(world, alma):
    world.mp("Ny Nilsson")
    programme = world.programme()
    meeting_step(programme)
    undone = undo(operation=start(programme, actor=alma), actor=alma)
    assert not undone.refused
    assert not OnboardingCase.objects.exists() and not OnboardingCaseStep.objects.exists()


def test_undoing_the_start_leaves_the_one_where_something_was_done_since(world, alma):
    done, other = world.mp("Träffad Ny"), world.mp("Annan Ny")
    programme = world.programme()
    meeting_step(programme)
    made = start(programme, actor=alma)
    meet(done, on=DAY, actor=alma)
    undone = undo(operation=made, actor=alma)
    assert [case.person for case in OnboardingCase.objects.all()] == [done]
    assert undone.refused and other.pk in onboarding_cohort.waiting(programme, DAY)


def test_start_takes_the_chosen_of_the_cohort_alone(world, alma):
    chosen, other, outside = world.mp("Vald Ny"), world.mp("Annan Ny"), make.person("Utan Uppdrag")
    programme = world.programme()
    start(programme, actor=alma, people=[chosen.pk, outside.pk])
    assert [case.person for case in OnboardingCase.objects.all()] == [chosen]
    with pytest.raises(ValidationError):
        start(programme, actor=alma, people=[chosen.pk])
    assert set(onboarding_cohort.waiting(programme, DAY)) == {other.pk}


def test_closed_programme_takes_nobody_in(world, alma):
    world.mp("Ny Nilsson")
    programme = onboarding.close(actor=alma, programme=world.programme())
    with pytest.raises(ValidationError):
        start(programme, actor=alma)


def test_reader_cannot_start(world, bo):
    world.mp("Ny Nilsson")
    with pytest.raises(PermissionDenied):
        start(world.programme(), actor=bo)


def test_cohort_fills_by_itself_once_it_has_begun(world, alma):
    world.mp("Ny Nilsson")
    programme, idle = world.programme(), world.programme("Inte påbörjat")
    assert onboarding_cohort.fill() == 0
    start(programme, actor=alma)
    late = world.mp("Sen Ny", starts_on=dt.date(2026, 11, 20))
    assert onboarding_cohort.fill() == 1
    assert case_of(late).programme == programme and not idle.cases.exists()
    assert onboarding_cohort.fill() == 0
    assert case_of(late).history.first().history_user == User.objects.system()


def test_who_was_closed_by_hand_does_not_come_back_by_night(world, alma):
    from advocacy.services import onboarding_cases

    new = world.mp("Ny Nilsson")
    programme = world.programme()
    start(programme, actor=alma)
    onboarding_cases.close(actor=alma, case=case_of(new), reason="Vill inte")
    assert onboarding_cohort.fill() == 0
    assert case_of(new).state == "closed"


def test_start_asks_as_much_whatever_the_number(world, alma, django_assert_max_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def queries(n, name):
        for number in range(n):
            world.mp(f"Ny {name}{number}")
        programme = world.programme(name)
        step(programme), meeting_step(programme)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            start(programme, actor=alma)
        return len(asked)

    few, many = queries(2, "få"), queries(30, "många")
    assert many <= few
    assert Membership.objects.count() == 32


def test_struck_mandate_is_no_mandate(world):
    new = world.mp("Felregistrerad Ny")
    programme = world.programme()
    memberships.strike(membership=seat_of(new), reason="Fel person", actor=make.actor())
    assert cohort(programme) == set()


def test_page_of_the_change_names_everybody_and_asks_as_much_whatever_the_number(world, alma):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext
    from django.urls import reverse

    from tests.base import client_of

    client = client_of(alma)

    def asked(n, name):
        for number in range(n):
            world.mp(f"Ny {name}{number}")
        programme = world.programme(name)
        step(programme, "Brev")
        made = start(programme, actor=alma)
        with CaptureQueriesContext(connection) as queries:
            page = client.get(reverse("crm:operation_detail", args=[made.pk]))
        assert f"Brev (Ny {name}0, {name})" in page.content.decode()
        return len(queries)

    client.get(reverse("crm:operation_list"))
    few = asked(2, "få")
    assert asked(12, "många") <= few
