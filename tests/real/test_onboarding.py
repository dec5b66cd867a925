"""The real Riksdag after the election: the newly elected of the seven counties, introduced from cohort to last step."""

import datetime as dt

import pytest

from advocacy.models import Audience, OnboardingCaseStep
from advocacy.services import onboarding, onboarding_before, onboarding_cohort, onboarding_hosts, onboarding_steps
from advocacy.services.onboarding_figures import Figures
from advocacy.services.reference import load_plans
from contacts.models import Membership
from contacts.services.reference import load_register
from crm.models import User
from tests import make_advocacy
from tests.real.test_radar import BEFORE, ELECTED, radar, sat_through
from tests.real.test_real_imports import FIRST_DAY, run

pytestmark = [pytest.mark.real, pytest.mark.django_db]
SEVEN = {"01", "03", "04", "05", "09", "18", "19"}
DAY = dt.date(2026, 11, 22)


def test_newly_elected_of_the_seven_counties_go_from_cohort_to_last_step(shared, alma, eva, on_day):
    before, elected = shared(BEFORE), shared(ELECTED)
    system = User.objects.system()
    load_register(actor=system)
    load_plans(actor=system)
    run("import_riksdagen", before)
    sat_through(radar(elected))
    on_day(DAY)
    audience = Audience.objects.get(name="Riksdagsledamöter från de sju länen")
    programme = onboarding.add(actor=eva, name="Nyvalda", audience=audience, entered_from=FIRST_DAY)
    onboarding.add_step(actor=eva, programme=programme, name="Brev", done_by="material", kind="letter", due_days=21)
    onboarding.add_step(actor=eva, programme=programme, name="Möte", done_by="contact", kind="meeting", due_days=60)
    onboarding.add_step(actor=eva, programme=programme, name="Inbjudan", done_by="tick", due_days=90)

    cohort = onboarding_cohort.cohort(programme, DAY)
    assert set(cohort) == newly_elected_by_hand()
    hosts = onboarding_hosts.suggest(cohort.values(), reader=eva, colleagues=[alma, eva])
    onboarding_cohort.start(actor=eva, programme=programme, hosts={pk: found.user for pk, found in hosts.items()})
    cases = list(programme.cases.for_list())
    earlier = onboarding_before.predecessors([case.membership for case in cases])
    figures = Figures(programme, DAY)
    known = sum(len(found.people) == 1 for found in earlier.values())
    print(f"\n{len(cases)} newly elected, {len(figures.whole.late)} steps late; one predecessor for {known} of them,"
          f" several for {len(earlier) - known}")  # fmt: skip
    assert len(cases) == len(cohort) == len(figures.whole.late)

    people = [case.person for case in cases]
    make_advocacy.interaction(*people, kind="letter", held_on=dt.date(2026, 10, 5), actor=eva)
    make_advocacy.interaction(*people, kind="meeting", held_on=dt.date(2026, 10, 12), actor=eva)
    onboarding_steps.tick_many(actor=eva, steps=OnboardingCaseStep.objects.filter(step__name="Inbjudan"))
    figures = Figures(programme, DAY)
    assert figures.whole.introduced == set(cohort) and not figures.whole.late
    assert figures.whole.median_days == (dt.date(2026, 10, 12) - FIRST_DAY).days


def newly_elected_by_hand() -> set[int]:
    """Whoever sits for one of the seven counties since the election and never sat in the term before."""
    seats = Membership.objects.valid().filter(organization__name="Sveriges riksdag", kind="elected")
    rows = list(seats.values_list("person", "starts_on", "ends_on", "area__county__code"))
    sat = {person for person, starts_on, _ends, _county in rows if starts_on < FIRST_DAY}
    new = {person for person, starts_on, ends_on, county in rows if starts_on >= FIRST_DAY and county in SEVEN}
    return new - sat
