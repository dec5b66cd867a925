"""Logging, changing and cancelling a contact."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from advocacy.choices import Attendance, InteractionStatus
from advocacy.models import Interaction, Participation
from advocacy.services import interactions
from crm.common.dates import today
from crm.common.history import changes_of
from crm.common.writes import Conflict
from tests import make, make_advocacy

pytestmark = pytest.mark.django_db
DAY = dt.date(2024, 3, 15)


def part_of(interaction, person):
    return Participation.objects.get(interaction=interaction, person=person)


def test_mandate_held_on_the_day_is_copied_with_its_words():
    uppsala = make.area("Uppsala län")
    maja = make.mp("Maja Lindqvist", make.constituency("Uppsala läns valkrets", uppsala), code="C")
    part = part_of(make_advocacy.interaction(maja, held_on=DAY), maja)
    assert part.membership == maja.memberships.get()
    assert (part.held_role, part.held_organization) == ("Riksdagsledamot", "Sveriges riksdag")
    assert (part.held_party, part.held_county) == ("C", "Uppsala län")


def test_mandate_that_ended_before_the_day_is_not_copied():
    maja = make.mp("Maja Lindqvist", starts_on=dt.date(2018, 9, 24), ends_on=DAY - dt.timedelta(days=1))
    part = part_of(make_advocacy.interaction(maja, held_on=DAY), maja)
    assert part.membership is None
    assert part.held_role == ""


def test_weightiest_mandate_wins_over_a_seat_of_ours_and_an_idle_substitute():
    maja = make.person("Maja Lindqvist")
    council = make.organization("Knivsta kommunfullmäktige", "assembly", level="local")
    ours = make.organization("Lilla gruppen", "steering_group", level="national", is_own_body=True)
    make.membership(maja, ours, role="Ledamot i gruppen")
    make.membership(maja, make.riksdag(), role="Ersättare", kind="substitute")
    seat = make.membership(maja, council, role="Kommunalråd")
    assert part_of(make_advocacy.interaction(maja, held_on=DAY), maja).membership == seat


def test_a_post_goes_before_a_membership_of_a_network():
    maja = make.person("Maja Lindqvist")
    make.membership(maja, make.organization("Nätverket", "network", level="national"), kind="member")
    post = make.membership(maja, make.organization("Region Uppsala", "region", level="regional"), kind="official")
    assert part_of(make_advocacy.interaction(maja, held_on=DAY), maja).membership == post


def test_words_stay_when_the_mandate_is_renamed_and_are_taken_anew_only_when_the_day_changes(alma):
    maja = make.mp("Maja Lindqvist", starts_on=dt.date(2022, 9, 26))
    contact = make_advocacy.interaction(maja, held_on=DAY, actor=alma)
    riksdag = make.riksdag()
    riksdag.name = "Riksdagen"
    riksdag.save()
    interactions.edit(actor=alma, interaction=contact, summary="Nytt")
    assert part_of(contact, maja).held_organization == "Sveriges riksdag"
    interactions.edit(actor=alma, interaction=contact, held_on=DAY + dt.timedelta(days=1))
    assert part_of(contact, maja).held_organization == "Riksdagen"
    interactions.edit(actor=alma, interaction=contact, held_on=dt.date(2020, 1, 1))
    assert part_of(contact, maja).held_organization == ""
    assert part_of(contact, maja).history.count() == 3


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("meeting", "attended"), ("call", "attended"), ("seminar", "invited"), ("letter", "sent"), ("mass_mail", "sent")],
)
def test_attendance_is_what_the_kind_takes_for_given(kind, expected):
    maja = make.person("Maja Lindqvist")
    assert part_of(make_advocacy.interaction(maja, kind=kind), maja).attendance == expected


def test_attendance_that_is_said_wins_and_must_fit_the_kind():
    maja = make.person("Maja Lindqvist")
    contact = make_advocacy.interaction(maja, attendance={maja.pk: Attendance.ABSENT})
    assert part_of(contact, maja).attendance == Attendance.ABSENT
    with pytest.raises(ValidationError, match="passar inte"):
        make_advocacy.interaction(maja, kind="letter", attendance={maja.pk: Attendance.ATTENDED})


def test_attendance_becomes_that_of_the_new_kind_when_a_meeting_turns_out_to_be_a_letter(alma):
    maja = make.person("Maja Lindqvist")
    contact = make_advocacy.interaction(maja, actor=alma)
    interactions.edit(actor=alma, interaction=contact, kind="letter")
    assert part_of(contact, maja).attendance == Attendance.SENT


def test_conversation_at_a_seminar_is_noted():
    maja, per = make.person("Maja Lindqvist"), make.person("Per Ahl")
    contact = make_advocacy.interaction(maja, per, kind="seminar", talked={per.pk})
    assert not part_of(contact, maja).has_talked
    assert part_of(contact, per).has_talked


def test_our_side_is_the_one_who_logs_unless_others_are_named(alma, bo):
    maja, colleague = make.person("Maja Lindqvist"), make.person("Rune Regionråd")
    assert [p.user for p in make_advocacy.interaction(maja, actor=alma).participations.filter(side="ours")] == [alma]
    contact = make_advocacy.interaction(
        maja, actor=alma, our_users=[bo], our_people=[colleague], our_names=["Praktikanten"]
    )
    ours = contact.participations.filter(side="ours")
    assert sorted(part.shown_name for part in ours) == ["Bo Dahl", "Praktikanten", "Rune Regionråd"]


def test_same_person_cannot_stand_on_both_sides(alma):
    maja = make.person("Maja Lindqvist")
    with pytest.raises(ValidationError, match="båda sidor"):
        make_advocacy.interaction(maja, our_people=[maja])


def test_contact_ahead_in_time_is_planned():
    contact = make_advocacy.interaction(make.person("Maja Lindqvist"), held_on=today() + dt.timedelta(days=3))
    assert contact.status == InteractionStatus.PLANNED


def test_contact_ahead_in_time_cannot_be_done(alma):
    tomorrow = today() + dt.timedelta(days=1)
    with pytest.raises(ValidationError, match="framåt i tiden"):
        make_advocacy.interaction(make.person("Maja Lindqvist"), held_on=tomorrow, status="done")
    planned = make_advocacy.interaction(make.person("Per Ahl"), held_on=tomorrow, actor=alma)
    with pytest.raises(ValidationError, match="framåt i tiden"):
        interactions.edit(actor=alma, interaction=planned, status="done")
    planned.refresh_from_db()
    assert planned.status == "planned"


def test_title_is_made_of_the_kind_and_what_it_was_about():
    maja, agency = make.person("Maja Lindqvist"), make.organization("Trafikverket")
    about = make_advocacy.priority("Systemanalys 2024")
    assert make_advocacy.interaction(maja, priorities=[about]).title == "Möte om Systemanalys 2024"
    assert make_advocacy.interaction(kind="call", organization=agency).title == "Samtal med Trafikverket"
    assert make_advocacy.interaction(maja, title="  ").title == "Möte"
    assert make_advocacy.interaction(maja, title="Frukost").title == "Frukost"


def test_seminar_attaches_to_the_only_event_of_its_day():
    seminar = make_advocacy.event("Frukost med lärosätena", starts_on=DAY)
    maja = make.person("Maja Lindqvist")
    assert make_advocacy.interaction(maja, kind="seminar", held_on=DAY).event == seminar
    assert make_advocacy.interaction(maja, kind="meeting", held_on=DAY).event is None
    make_advocacy.event("Ett till", starts_on=DAY)
    assert make_advocacy.interaction(maja, kind="seminar", held_on=DAY).event is None


def test_edit_takes_away_who_is_no_longer_named_and_leaves_the_rest(alma):
    maja, per = make.person("Maja Lindqvist"), make.person("Per Ahl")
    one, two = make_advocacy.priority(), make_advocacy.priority()
    contact = make_advocacy.interaction(maja, per, actor=alma, priorities=[one])
    interactions.edit(actor=alma, interaction=contact, people=[per], priorities=[two])
    assert {part.shown_name for part in contact.participations.all()} == {"Per Ahl", "Alma Ek"}
    assert [link.priority for link in contact.priority_links.all()] == [two]


def test_every_change_is_in_the_history_with_who_made_it(alma, eva):
    maja = make.person("Maja Lindqvist")
    contact = make_advocacy.interaction(maja, actor=alma, title="Förut")
    interactions.edit(actor=eva, interaction=contact, title="Nu", people=[])
    changes = changes_of(contact, [Participation.history.filter(interaction_id=contact.pk)])
    newest = [(change.by, change.what, change.subject) for change in changes if change.by == "Eva Lund"]
    assert sorted(newest) == [("Eva Lund", "changed", "kontakt"), ("Eva Lund", "removed", "deltagare")]
    title = next(field for change in changes for field in change.fields if field.label == "rubrik")
    assert (title.before, title.after) == ("Förut", "Nu")


def test_saving_what_is_already_so_leaves_no_trace(alma):
    maja = make.person("Maja Lindqvist")
    contact = make_advocacy.interaction(maja, actor=alma, title="Möte")
    interactions.edit(actor=alma, interaction=contact, title="Möte", people=[maja], our_users=[alma])
    contact.refresh_from_db()
    assert contact.version == 1
    assert contact.history.count() == 1


def test_stale_version_is_a_conflict_also_when_only_a_participant_changed(alma, eva):
    maja, per = make.person("Maja Lindqvist"), make.person("Per Ahl")
    contact = make_advocacy.interaction(maja, actor=alma)
    interactions.edit(actor=eva, interaction=contact, version=1, people=[maja, per])
    with pytest.raises(Conflict):
        interactions.edit(actor=alma, interaction=contact, version=1, title="Annat")
    contact.refresh_from_db()
    assert contact.title == "Möte"


def test_cancelled_contact_stays_and_counts_nowhere(alma):
    contact = make_advocacy.interaction(make.person("Maja Lindqvist"), actor=alma)
    interactions.cancel(actor=alma, interaction=contact, reason="Sjukdom")
    assert list(Interaction.objects.visible_to(alma)) == [contact]
    assert not Interaction.objects.counted().exists()
    assert contact.history.latest().history_change_reason == "Sjukdom"


def test_reader_can_neither_log_nor_change_nor_cancel(alma, bo):
    contact = make_advocacy.interaction(make.person("Maja Lindqvist"), actor=alma)
    with pytest.raises(PermissionDenied):
        interactions.log(actor=bo, kind="call", held_on=DAY)
    with pytest.raises(PermissionDenied):
        interactions.edit(actor=bo, interaction=contact, title="Annat")
    with pytest.raises(PermissionDenied):
        interactions.cancel(actor=bo, interaction=contact)


def test_confidential_contact_is_changed_only_by_who_may_read_it(alma, eva, dag):
    contact = make_advocacy.interaction(make.person("Maja Lindqvist"), actor=alma, is_confidential=True, readers=[eva])
    with pytest.raises(PermissionDenied):
        interactions.edit(actor=dag, interaction=contact, title="Annat")
    interactions.edit(actor=eva, interaction=contact, title="Annat")
    contact.refresh_from_db()
    assert contact.title == "Annat"


def test_who_makes_a_contact_confidential_does_not_lock_themselves_out(alma, eva):
    contact = make_advocacy.interaction(make.person("Maja Lindqvist"), actor=alma)
    interactions.edit(actor=eva, interaction=contact, is_confidential=True)
    assert Interaction.objects.visible_to(eva).filter(pk=contact.pk).exists()


def test_who_changes_a_confidential_contact_can_still_read_it(alma, eva):
    contact = make_advocacy.interaction(make.person(), actor=alma, is_confidential=True, our_users=[alma, eva])

    interactions.edit(actor=eva, interaction=contact, our_users=[alma])

    assert Interaction.objects.visible_to(eva).get() == contact
    assert [row.user for row in contact.readers.all()] == [eva]


def test_who_turns_out_to_have_been_on_their_side_gets_the_mandate_of_the_day(alma):
    maja = make.mp("Maja Lindqvist", code="C")
    contact = make_advocacy.interaction(actor=alma, our_people=[maja], held_on=DAY)

    interactions.edit(actor=alma, interaction=contact, our_people=[], people=[maja])

    assert (part_of(contact, maja).held_role, part_of(contact, maja).held_party) == ("Riksdagsledamot", "C")


def test_meeting_with_hundreds_takes_no_more_queries_than_with_two(django_assert_max_num_queries):
    few = [make.person(), make.person()]
    many = [make.person() for _ in range(30)]
    actor = make.actor()
    with django_assert_max_num_queries(30) as first:
        interactions.log(actor=actor, kind="seminar", held_on=DAY, people=few)
    with django_assert_max_num_queries(len(first)):
        interactions.log(actor=actor, kind="seminar", held_on=DAY, people=many)
