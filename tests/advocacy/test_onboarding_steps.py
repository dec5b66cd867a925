"""What does a step, by when it is to be done, and how a case stands for it."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from advocacy.choices import Attendance
from advocacy.models import OnboardingCaseStep
from advocacy.services import (
    interactions,
    onboarding,
    onboarding_cases,
    onboarding_following,
    onboarding_steps,
)
from contacts.services import memberships, people
from crm.common.history import changes_of
from crm.common.undo import undo
from crm.models import Operation
from tests import make, make_advocacy
from tests.advocacy.onboarding_world import (
    DAY,
    NEW,
    Riksdag,
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
OCTOBER = dt.date(2026, 10, 20)


@pytest.fixture
def world(on_day):
    on_day(DAY)
    return Riksdag()


@pytest.fixture
def new(world):
    return world.mp("Ny Nilsson")


@pytest.fixture
def programme(world, new):
    return world.programme()


def done(person):
    return [row.done_on for row in steps_of(person)]


# --- What counts ----------------------------------------------------------------------------------------------------


def test_logged_contact_of_the_kind_does_the_step(programme, new, alma):
    meeting_step(programme)
    start(programme)
    assert done(new) == [None]
    contact = meet(new, on=OCTOBER, actor=alma)
    row = steps_of(new)[0]
    assert (row.done_on, row.interaction, row.done_by) == (OCTOBER, contact, None)


def test_contact_from_before_the_start_of_the_case_counts_and_one_from_before_the_seat_does_not(programme, new):
    meeting_step(programme)
    meet(new, on=NEW - dt.timedelta(1))
    start(programme)
    assert done(new) == [None]
    meet(new, on=NEW)
    assert done(new) == [NEW]


@pytest.mark.parametrize("what", ["planned", "absent", "other kind", "own body", "draft", "ours"])
def test_what_does_not_count_does_no_step(programme, new, alma, what):
    meeting_step(programme)
    start(programme)
    body = make.organization("Styrelsen", kind="steering_group", is_own_body=True)
    given = {
        "planned": {"status": "planned", "on": DAY + dt.timedelta(5)},
        "absent": {"attendance": {new.pk: Attendance.ABSENT}},
        "other kind": {"kind": "call"},
        "own body": {"own_body": body},
        "draft": {"status": "draft"},
    }
    if what == "ours":
        make_advocacy.interaction(make.person(), our_people=[new], held_on=OCTOBER)
    else:
        meet(new, **{"on": OCTOBER, **given[what]})
    assert done(new) == [None]


def test_seminar_counts_when_the_person_came(programme, new):
    meeting_step(programme, kind="seminar")
    start(programme)
    contact = meet(new, on=OCTOBER, kind="seminar")
    assert done(new) == [None]
    interactions.edit(actor=make.actor(), interaction=contact, attendance={new.pk: Attendance.ATTENDED})
    assert done(new) == [OCTOBER]


def test_letter_counts_as_material_when_it_was_sent(programme, new):
    step(programme, "Välkomstbrev", done_by="material")
    start(programme)
    contact = meet(new, on=OCTOBER, kind="letter", attendance={new.pk: Attendance.NOT_SENT})
    assert done(new) == [None]
    interactions.edit(actor=make.actor(), interaction=contact, attendance={new.pk: Attendance.SENT})
    assert done(new) == [OCTOBER]


def test_step_that_names_material_is_not_done_by_a_letter(programme, new):
    step(programme, "Underlag", done_by="material", kind="motion_support")
    start(programme)
    meet(new, on=OCTOBER, kind="letter")
    assert done(new) == [None]
    meet(new, on=DAY, kind="motion_support")
    assert done(new) == [DAY]


def test_attendance_at_the_event_or_one_below_it_does_the_step(programme, new, world):
    conference = make_advocacy.event("Mälartinget", starts_on=OCTOBER)
    session = make_advocacy.event("Seminariet", starts_on=OCTOBER, parent=conference)
    step(programme, "Mälartinget", done_by="event", event=conference)
    start(programme)
    other = make_advocacy.event("Annat", starts_on=OCTOBER)
    meet(new, on=OCTOBER, kind="seminar", event=other, attendance={new.pk: Attendance.ATTENDED})
    assert done(new) == [None]
    meet(new, on=OCTOBER, kind="seminar", event=session, attendance={new.pk: Attendance.ATTENDED})
    assert done(new) == [OCTOBER]


def test_one_contact_does_one_step_and_the_second_the_next(programme, new):
    meeting_step(programme, "Introduktionsmöte")
    meeting_step(programme, "Genomgång av Systemanalys")
    start(programme)
    meet(new, on=DAY)
    assert done(new) == [DAY, None]
    meet(new, on=OCTOBER)
    assert done(new) == [OCTOBER, DAY]


def test_step_that_is_ticked_leaves_the_contact_to_the_next(programme, new, alma):
    meeting_step(programme, "Introduktionsmöte")
    meeting_step(programme, "Genomgång av Systemanalys")
    start(programme)
    onboarding_steps.tick(actor=alma, step=steps_of(new)[0], on=OCTOBER)
    meet(new, on=DAY)
    assert done(new) == [OCTOBER, DAY]


def test_confidential_contact_counts_and_does_not_show(programme, new, alma, bo):
    meeting_step(programme)
    start(programme)
    contact = meet(new, on=OCTOBER, actor=alma, is_confidential=True)
    assert done(new) == [OCTOBER]
    (seen,), (hidden,) = (onboarding_steps.with_contacts(steps_of(new), user) for user in (alma, bo))
    assert (seen.contact, seen.is_hidden) == (contact, False)
    assert (hidden.contact, hidden.is_hidden) == (None, True)


# --- Taken back -----------------------------------------------------------------------------------------------------


def test_step_is_taken_back_when_the_contact_is_cancelled_moved_or_loses_the_person(programme, new):
    meeting_step(programme)
    start(programme)
    actor = make.actor()
    contact = meet(new, on=OCTOBER)
    for change, back in (
        ({"status": "cancelled"}, {"status": "done"}),
        ({"kind": "call"}, {"kind": "meeting"}),
        ({"held_on": NEW - dt.timedelta(9)}, {"held_on": OCTOBER}),
        ({"people": [make.person()]}, {"people": [new]}),
    ):
        interactions.edit(actor=actor, interaction=contact, **change)
        assert done(new) == [None], change
        interactions.edit(actor=actor, interaction=contact, **back)
        assert done(new) == [OCTOBER], back


def test_step_moves_to_the_contact_that_is_left(programme, new):
    meeting_step(programme)
    start(programme)
    first, second = meet(new, on=OCTOBER), meet(new, on=DAY)
    assert steps_of(new)[0].interaction == first
    interactions.cancel(actor=make.actor(), interaction=first)
    assert steps_of(new)[0].interaction == second and done(new) == [DAY]


def test_undoing_a_change_of_many_contacts_takes_the_step_with_it(programme, new, alma):
    from crm.common.operations import operation

    meeting_step(programme)
    start(programme)
    with operation(kind=Operation.Kind.BULK, title="Läste in", actor=alma) as made:
        meet(new, on=OCTOBER, actor=alma)
    assert done(new) == [OCTOBER]
    assert not undo(operation=made, actor=alma).refused
    assert done(new) == [None] and case_of(new).state == "open"


def test_contact_made_before_the_case_can_be_undone_after_it(programme, new, alma):
    from crm.common.operations import operation

    with operation(kind=Operation.Kind.BULK, title="Läste in", actor=alma) as made:
        contact = meet(new, on=OCTOBER, actor=alma)
    meeting_step(programme)
    start(programme)
    assert done(new) == [OCTOBER]
    assert not undo(operation=made, actor=alma).refused
    assert not type(contact).objects.filter(pk=contact.pk).exists()
    assert done(new) == [None]


# --- By hand --------------------------------------------------------------------------------------------------------


def test_tick_says_who_and_when_and_is_taken_back(programme, new, alma):
    step(programme, "Ring upp")
    start(programme)
    row = onboarding_steps.tick(actor=alma, step=steps_of(new)[0])
    assert (row.done_on, row.done_by) == (DAY, alma)
    onboarding_steps.untick(actor=alma, step=row)
    assert done(new) == [None] and steps_of(new)[0].done_by is None


def test_tick_of_many_is_one_change_that_can_be_undone(world, programme, alma):
    people_ = [world.mp(f"Ny Nr{n}") for n in range(3)]
    step(programme, "Ring upp")
    start(programme)
    rows = [row for person in people_ for row in steps_of(person)]
    made = onboarding_steps.tick_many(actor=alma, steps=rows, on=OCTOBER)
    assert [done(person) for person in people_] == [[OCTOBER]] * 3
    assert case_of(people_[0]).state == "introduced"
    assert not undo(operation=made, actor=alma).refused
    assert [done(person) for person in people_] == [[None]] * 3
    assert case_of(people_[0]).state == "open"


def test_step_cannot_be_ticked_ahead(programme, new, alma):
    step(programme, "Ring upp")
    start(programme)
    with pytest.raises(ValidationError):
        onboarding_steps.tick(actor=alma, step=steps_of(new)[0], on=DAY + dt.timedelta(1))


def test_what_a_contact_did_is_not_unticked(programme, new, alma):
    meeting_step(programme)
    start(programme)
    meet(new, on=OCTOBER)
    with pytest.raises(ValidationError):
        onboarding_steps.untick(actor=alma, step=steps_of(new)[0])


def test_step_is_left_out_with_a_word_and_is_not_late(programme, new, alma):
    meeting_step(programme, due_days=5)
    start(programme)
    assert OnboardingCaseStep.objects.late_on(DAY).count() == 1
    with pytest.raises(ValidationError):
        onboarding_steps.skip(actor=alma, step=steps_of(new)[0], reason="  ")
    onboarding_steps.skip(actor=alma, step=steps_of(new)[0], reason="Känner oss redan")
    assert OnboardingCaseStep.objects.late_on(DAY).count() == 0
    assert case_of(new).state == "open", "left out is not done"
    meet(new, on=OCTOBER)
    assert done(new) == [None]
    onboarding_steps.unskip(actor=alma, step=steps_of(new)[0])
    assert done(new) == [OCTOBER]


def test_reader_ticks_and_skips_nothing(programme, new, bo):
    step(programme, "Ring upp")
    start(programme)
    (row,) = steps_of(new)
    for write in (
        lambda: onboarding_steps.tick(actor=bo, step=row),
        lambda: onboarding_steps.tick_many(actor=bo, steps=[row]),
        lambda: onboarding_steps.untick(actor=bo, step=row),
        lambda: onboarding_steps.skip(actor=bo, step=row, reason="x"),
        lambda: onboarding_steps.unskip(actor=bo, step=row),
        lambda: onboarding_cases.close(actor=bo, case=row.case, reason="x"),
        lambda: onboarding_cases.reopen(actor=bo, case=row.case),
    ):
        with pytest.raises(PermissionDenied):
            write()


# --- By when --------------------------------------------------------------------------------------------------------


def test_days_are_counted_from_the_seat_the_start_and_the_step_before(programme, new):
    step(programme, "Brev", due_days=10, due_from="seat")
    step(programme, "Ring", due_days=3, due_from="start")
    meeting_step(programme, due_days=30, due_from="previous")
    step(programme, "Underlag", due_days=7, due_from="previous")
    start(programme)
    days = [NEW + dt.timedelta(10), DAY + dt.timedelta(3), DAY + dt.timedelta(33), DAY + dt.timedelta(40)]
    assert [row.due_on for row in steps_of(new)] == days
    meet(new, on=OCTOBER)
    assert steps_of(new)[3].due_on == OCTOBER + dt.timedelta(7)


def test_step_is_late_the_day_after_its_last_day(programme, new, on_day):
    step(programme, "Ring", due_days=3, due_from="start")
    start(programme)
    last = DAY + dt.timedelta(3)
    assert not OnboardingCaseStep.objects.late_on(last).exists()
    assert OnboardingCaseStep.objects.late_on(last + dt.timedelta(1)).exists()


# --- How a case stands ----------------------------------------------------------------------------------------------


def test_introduced_when_all_required_steps_are_done_and_open_again_when_one_is_taken_back(programme, new):
    meeting_step(programme)
    step(programme, "Lunch", is_required=False)
    start(programme)
    contact = meet(new, on=OCTOBER)
    case = case_of(new)
    assert (case.state, case.closed_on) == ("introduced", OCTOBER)
    interactions.cancel(actor=make.actor(), interaction=contact)
    case.refresh_from_db()
    assert (case.state, case.closed_on) == ("open", None)


def test_case_is_left_with_the_mandate_and_goes_on_with_it(programme, new, on_day):
    meeting_step(programme)
    start(programme)
    seat = end(new, dt.date(2026, 11, 10))
    case = case_of(new)
    assert (case.state, case.closed_on) == ("left", dt.date(2026, 11, 10))
    assert not OnboardingCaseStep.objects.late_on(dt.date(2027, 6, 1)).exists()
    make.membership(new, seat.organization, role="Riksdagsledamot", starts_on=dt.date(2026, 11, 11))
    assert case_of(new).state == "open"


def test_mandate_that_ends_ahead_is_left_by_night(programme, new, on_day):
    meeting_step(programme)
    start(programme)
    end(new, DAY + dt.timedelta(5))
    on_day(DAY + dt.timedelta(5))
    onboarding_following.refresh_running()
    assert case_of(new).state == "open"
    on_day(DAY + dt.timedelta(6))
    onboarding_following.refresh_running()
    assert (case_of(new).state, case_of(new).closed_on) == ("left", DAY + dt.timedelta(5))


def test_contact_after_the_mandate_does_no_step_and_a_late_noted_one_from_before_does(programme, new):
    meeting_step(programme)
    start(programme)
    end(new, dt.date(2026, 11, 10))
    meet(new, on=dt.date(2026, 11, 11))
    assert done(new) == [None]
    meet(new, on=dt.date(2026, 11, 10))
    assert done(new) == [dt.date(2026, 11, 10)] and case_of(new).state == "introduced"


def test_mandate_that_was_struck_is_over(programme, new):
    step(programme, "Ring upp")
    start(programme)
    memberships.strike(membership=seat_of(new), reason="Fel person", actor=make.actor())
    assert case_of(new).state == "left"


def test_case_closed_by_hand_stays_closed_until_it_is_opened(programme, new, alma):
    meeting_step(programme)
    start(programme)
    with pytest.raises(ValidationError):
        onboarding_cases.close(actor=alma, case=case_of(new), reason=" ")
    onboarding_cases.close(actor=alma, case=case_of(new), reason="Avböjer")
    end(new, DAY - dt.timedelta(3))
    case = case_of(new)
    assert (case.state, case.closed_on, case.closed_reason) == ("closed", DAY, "Avböjer")
    onboarding_cases.reopen(actor=alma, case=case)
    assert case_of(new).state == "left"


def test_those_leaving_are_done_when_they_got_their_letter(world, alma):
    gone = world.mp("Borta Berg", starts_on=dt.date(2022, 9, 26), ends_on=dt.date(2026, 9, 27))
    thanks = world.programme("Tack", cohort="leaving", entered_from=dt.date(2026, 9, 1))
    step(thanks, "Tackbrev", done_by="material", kind="letter", due_days=30)
    start(thanks)
    assert case_of(gone).state == "open"
    meet(gone, on=dt.date(2026, 10, 5), kind="letter")
    assert case_of(gone).state == "introduced"


def test_history_of_a_step_is_told_in_the_words_of_the_page(programme, new):
    step(programme, "Brev", done_by="material", kind="letter")
    start(programme)
    meet(new, on=DAY, kind="letter")
    told = {field.label for change in changes_of(case_of(new).steps.get()) for field in change.fields}
    assert told == {"introduktion", "steg", "senast", "klart", "kontakt"}


# --- Tracks ---------------------------------------------------------------------------------------------------------


def test_track_of_a_committee_gives_its_steps_to_those_who_sit_there(world, programme, new):
    other = world.mp("Annan Ny")
    track = onboarding.add_track(actor=make.actor(), programme=programme, name="Trafik", organization=world.committee)
    step(programme, "Brev")
    step(programme, "Genomgång för utskottet", track=track)
    start(programme)
    assert [len(steps_of(person)) for person in (new, other)] == [1, 1]
    seat = make.membership(new, world.committee, starts_on=dt.date(2026, 10, 6))
    assert [row.step.name for row in steps_of(new)] == ["Brev", "Genomgång för utskottet"]
    memberships.end(membership=seat, on=dt.date(2026, 11, 1), actor=make.actor())
    assert len(steps_of(new)) == 1


def test_step_of_a_track_that_is_done_stays_when_the_person_leaves_the_committee(world, programme, new, alma):
    track = onboarding.add_track(actor=alma, programme=programme, name="Trafik", organization=world.committee)
    step(programme, "Genomgång", track=track)
    step(programme, "Brev")
    seat = make.membership(new, world.committee, starts_on=dt.date(2026, 10, 6))
    start(programme)
    onboarding_steps.tick(actor=alma, step=steps_of(new)[0])
    memberships.end(membership=seat, on=dt.date(2026, 11, 1), actor=make.actor())
    assert len(steps_of(new)) == 2


def test_track_of_a_county_is_for_those_whose_mandate_is_of_it(world, programme, new, alma):
    other = world.mp("Örebro Ny", constituency=world.orebro)
    track = onboarding.add_track(actor=alma, programme=programme, name="Örebro", county=world.other_county)
    step(programme, "Länsmöte", track=track)
    start(programme)
    assert [len(steps_of(person)) for person in (new, other)] == [0, 1]
    onboarding.edit_track(actor=alma, track=track, name="Uppsala", county=world.county)
    assert [len(steps_of(person)) for person in (new, other)] == [1, 0]


# --- The programme's steps ------------------------------------------------------------------------------------------


def test_new_step_comes_to_the_open_cases_and_is_done_if_it_has_happened(programme, new, world):
    left = world.mp("Borta Berg")
    step(programme, "Brev")
    start(programme)
    end(left, dt.date(2026, 11, 1))
    meet(new, on=OCTOBER)
    meeting_step(programme)
    assert done(new) == [None, OCTOBER]
    assert len(steps_of(left)) == 1


def test_step_is_changed_for_those_under_way(programme, new, alma):
    made = meeting_step(programme, due_days=10)
    start(programme)
    meet(new, on=OCTOBER, kind="call")
    onboarding.edit_step(actor=alma, step=made, kind="call", due_days=20)
    (row,) = steps_of(new)
    assert (row.done_on, row.due_on) == (OCTOBER, NEW + dt.timedelta(20))


def test_steps_are_put_in_order(programme, new, alma):
    first, second = step(programme, "Brev", due_days=1), step(programme, "Ring", due_days=2, due_from="previous")
    start(programme)
    assert steps_of(new)[1].due_on == NEW + dt.timedelta(3)
    onboarding.order_steps(actor=alma, programme=programme, steps=[second.pk, first.pk])
    assert [row.step.name for row in steps_of(new)] == ["Ring", "Brev"]
    assert steps_of(new)[0].due_on == DAY + dt.timedelta(2)
    with pytest.raises(ValidationError):
        onboarding.order_steps(actor=alma, programme=programme, steps=[second.pk])


def test_step_is_removed_only_when_nobody_has_done_it(programme, new, alma):
    made, used = step(programme, "Brev"), step(programme, "Ring")
    start(programme)
    onboarding_steps.tick(actor=alma, step=steps_of(new)[1])
    onboarding.remove_step(actor=alma, step=made)
    with pytest.raises(ValidationError):
        onboarding.remove_step(actor=alma, step=used)
    assert [row.step for row in steps_of(new)] == [used]


def test_track_with_steps_is_not_removed(world, programme, alma):
    track = onboarding.add_track(actor=alma, programme=programme, name="Trafik", organization=world.committee)
    made = step(programme, "Genomgång", track=track)
    with pytest.raises(ValidationError):
        onboarding.remove_track(actor=alma, track=track)
    onboarding.edit_step(actor=alma, step=made, track=None)
    onboarding.remove_track(actor=alma, track=track)
    assert not programme.tracks.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"done_by": "contact"},
        {"done_by": "event"},
        {"done_by": "contact", "kind": "mass_mail"},
        {"done_by": "material", "kind": "meeting"},
    ],
)
def test_step_that_could_never_be_done_is_refused(programme, wrong):
    with pytest.raises(ValidationError):
        step(programme, **wrong)


def test_what_does_not_belong_to_how_a_step_is_done_is_emptied(programme, alma):
    made = meeting_step(programme)
    made = onboarding.edit_step(actor=alma, step=made, done_by="tick")
    assert made.kind == ""


# --- Two that are one, and forgetting -------------------------------------------------------------------------------


def test_merge_joins_two_cases_of_one_programme(world, programme, alma):
    keep, drop = world.mp("Maja Lind"), world.mp("Maja A Lind")
    step(programme, "Brev")
    step(programme, "Ring")
    meeting_step(programme)
    start(programme, hosts={drop.pk: alma})
    onboarding_steps.tick(actor=alma, step=steps_of(drop)[0], on=OCTOBER)
    onboarding_steps.skip(actor=alma, step=steps_of(keep)[1], reason="Känner oss")
    meet(drop, on=OCTOBER, actor=alma)
    made = people.merge(keep=keep, drop=drop, actor=alma)
    rows = steps_of(keep)
    assert [row.done_on for row in rows] == [OCTOBER, None, OCTOBER]
    assert rows[1].skipped_reason == "Känner oss" and case_of(keep).host == alma
    assert not steps_of(drop)
    undone = undo(operation=made.operation, actor=alma)
    assert not undone.refused
    assert [done(keep), done(drop)] == [[None] * 3, [OCTOBER, None, OCTOBER]]
    assert case_of(keep).host is None


def test_meeting_of_the_one_does_the_step_of_the_other_when_they_become_one(world, programme, alma):
    keep, drop = world.mp("Maja Lind"), make.person("Maja A Lind")
    meeting_step(programme)
    start(programme)
    meet(drop, on=OCTOBER)
    made = people.merge(keep=keep, drop=drop, actor=alma)
    assert done(keep) == [OCTOBER]
    undo(operation=made.operation, actor=alma)
    assert done(keep) == [None]


def test_erasure_forgets_introductions_and_extract_tells_them(programme, new, alma, eva):
    from advocacy.models import OnboardingCase
    from crm.common import extensions

    step(programme, "Ring upp")
    start(programme)
    onboarding_steps.tick(actor=alma, step=steps_of(new)[0])
    (held,) = [data for data in extensions.personal_data if data.name == "onboarding"]
    (told,) = held.extract(new)
    assert told["programme"] == "Nyvalda" and told["steps"][0]["done_on"] == DAY
    held.erase(new, eva)
    assert not OnboardingCase.objects.exists() and not OnboardingCaseStep.objects.exists()
    assert not OnboardingCase.history.exists() and not OnboardingCaseStep.history.exists()


def test_keeping_steps_right_asks_as_much_whatever_the_number(world, programme, new, alma):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    meeting_step(programme)
    step(programme, "Brev", done_by="material")
    start(programme)

    def asked():
        steps = OnboardingCaseStep.objects.all()
        onboarding.edit_step(actor=alma, step=steps[0].step, due_days=steps.count() + 10)
        with CaptureQueriesContext(connection) as queries:
            onboarding.edit_step(actor=alma, step=steps[0].step, due_days=99 - steps.count())
        return len(queries)

    few = asked()
    for n in range(25):
        meet(world.mp(f"Ny Nr{n}"), on=OCTOBER)
    start(programme)
    assert asked() <= few
