"""The worked example of metrics.md, word for word, and the cases beside it."""

import datetime as dt
import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from advocacy.models import Participation
from advocacy.services.reach import Reach, periods
from contacts.models import Membership, MembershipStatus, Person, Term
from tests.advocacy.world import World

FIRST, LAST = dt.date(2023, 1, 1), dt.date(2023, 6, 30)


def names(queryset):
    return {p.given_name for p in queryset}


def by_name(steps):
    return {Person.objects.get(pk=pk).given_name: step for pk, step in steps.items()}


@pytest.fixture
def example(db):
    w = World()
    w.a, w.b, w.c, w.d, w.e, w.f = (w.person(x) for x in "ABCDEF")
    for person in (w.a, w.b, w.c):
        w.seat(person, starts_on=dt.date(2022, 9, 26))
    w.seat(w.d, w.municipality, starts_on=dt.date(2022, 10, 15), role="Kommunalråd")
    w.seat(w.d, starts_on=dt.date(2023, 6, 1))
    w.seat(w.e, starts_on=dt.date(2022, 9, 26), ends_on=dt.date(2023, 5, 31))
    w.seat(w.a, w.group, area=None)
    w.members = w.audience({"organization": [w.riksdag], "area": w.counties})
    w.g = w.goal(w.members)
    w.parent_goal = w.goal(w.members, priority=w.parent, code="G-0")
    director = w.person("Direktör")
    meeting = w.contact(dt.date(2023, 2, 10), "meeting", [(w.a, "attended"), (w.e, "attended")], w.priority)
    w.contact(dt.date(2023, 3, 3), "letter", [(w.b, "sent")], w.priority)
    may = w.contact(
        dt.date(2023, 5, 5), "meeting", [(w.a, "attended"), (w.d, "attended"), (w.f, "attended")], w.priority
    )
    seminar = w.contact(dt.date(2023, 6, 20), "seminar", [(w.a, "absent"), (w.d, "attended")], w.priority)
    w.contact(dt.date(2023, 4, 12), "meeting", [(w.c, "attended")], w.parent)
    w.contact(dt.date(2023, 4, 15), "meeting", [(w.b, "attended")], w.priority, status="draft")
    w.contact(dt.date(2023, 3, 2), "meeting", [(w.a, "attended")], w.priority, own_body=w.group)
    w.contact(dt.date(2023, 7, 1), "call", [(w.c, "attended")], w.priority, held_at=dt.time(0, 30))
    for contact in (meeting, may, seminar):
        Participation.objects.create(interaction=contact, side="ours", person=director, attendance="attended")
    return w


def test_worked_example_gives_the_figures_of_the_definition(example):
    reach = Reach(example.g, FIRST, LAST)
    assert names(reach.units("reached")) == set("ADEF") and reach.reached == 4
    assert names(reach.units("audience")) == set("ABCD") and reach.audience == 4
    assert names(reach.units("covered")) == set("AD") and reach.covered == 2
    assert reach.coverage == 0.5
    assert names(reach.units("other_role")) == {"D"} and reach.other_role == 1
    assert names(reach.units("since_left")) == {"E"} and reach.since_left == 1
    assert names(reach.units("outside")) == {"F"} and reach.outside == 1
    assert names(reach.units("informed")) == set("ABD") and reach.informed == 3
    assert names(reach.units("missed")) == set("BC")


def test_worked_example_puts_each_person_on_their_step_of_the_ladder(example):
    reach = Reach(example.g, FIRST, LAST)
    assert by_name(reach.steps) == {"A": 4, "B": 1, "C": 0, "D": 3}
    assert reach.ladder == {0: 1, 1: 1, 2: 0, 3: 1, 4: 1, 5: 0, 6: 0}


def test_the_parents_goal_counts_the_meeting_linked_to_it_and_all_below(example):
    reach = Reach(example.parent_goal, FIRST, LAST)
    assert by_name(reach.steps) == {"A": 4, "B": 1, "C": 3, "D": 3}
    assert names(reach.units("reached")) == set("ACDEF")


def test_a_link_to_one_goal_does_not_count_for_its_sibling(example):
    sibling = example.goal(example.members, code="G-2", priority=example.child)
    example.contact(dt.date(2023, 2, 1), "meeting", [(example.c, "attended")], goal=sibling)
    assert "C" not in names(Reach(example.g, FIRST, LAST).units("reached"))
    assert names(Reach(sibling, FIRST, LAST).units("reached")) == {"C"}


def test_a_link_to_a_priority_below_counts_for_the_goal(example):
    example.contact(dt.date(2023, 2, 1), "call", [(example.c, "attended")], example.child)
    assert "C" in names(Reach(example.g, FIRST, LAST).units("covered"))


def test_the_last_day_of_the_period_is_included(example):
    example.contact(LAST, "call", [(example.c, "attended")], example.priority)
    assert "C" in names(Reach(example.g, FIRST, LAST).units("covered"))


def test_a_conversation_noted_at_a_seminar_makes_it_a_meeting(example):
    example.contact(dt.date(2023, 6, 21), "seminar", [(example.b, "attended", True)], example.priority)
    assert "B" in names(Reach(example.g, FIRST, LAST).units("covered"))


def test_mass_mail_counts_as_nothing(example):
    example.contact(dt.date(2023, 6, 21), "mass_mail", [(example.c, "sent")], example.priority)
    assert "C" not in names(Reach(example.g, FIRST, LAST).units("informed"))


def test_a_meeting_of_our_own_body_reaches_nobody(example):
    example.contact(
        dt.date(2023, 6, 21), "meeting", [(example.c, "attended")], example.priority, own_body=example.group
    )
    assert "C" not in names(Reach(example.g, FIRST, LAST).units("reached"))


def test_a_goal_without_an_audience_has_counts_and_no_percentage(example):
    reach = Reach(example.goal(None, code="G-9"), FIRST, LAST)
    assert (reach.reached, reach.coverage, reach.as_json()["audience"]) == (4, None, None)


def test_an_empty_audience_has_no_percentage(example):
    nobody = example.audience({"organization": [example.agency]}, name="Ingen")
    assert Reach(example.goal(nobody, code="G-9"), FIRST, LAST).coverage is None


def test_a_minister_on_leave_is_out_and_the_substitute_who_serves_is_in(example):
    seat = Membership.objects.get(person=example.b)
    MembershipStatus.objects.create(membership=seat, status="on_leave", starts_on=dt.date(2023, 5, 1))
    serving, waiting = example.person("Sub"), example.person("Idle")
    example.seat(serving, kind="substitute", stands_in_for=seat, starts_on=dt.date(2023, 5, 1))
    example.seat(waiting, kind="substitute", starts_on=dt.date(2023, 5, 1))
    assert names(Reach(example.g, FIRST, LAST).units("audience")) == {"A", "C", "D", "Sub"}


def test_a_struck_mandate_is_in_no_audience(example):
    Membership.objects.filter(person=example.c).update(struck_at=dt.datetime(2023, 6, 1, tzinfo=dt.UTC))
    assert "C" not in names(Reach(example.g, FIRST, LAST).units("audience"))


def test_groups_by_party_and_county_add_up_to_the_audience(example):
    Membership.objects.filter(person=example.a).update(party=example.parties[0])
    Membership.objects.filter(person=example.d, organization=example.riksdag).update(
        party=example.parties[1], area=example.counties[1]
    )
    found = Reach(example.g, FIRST, LAST).as_json()
    assert found["by_party"] == {
        "M": {"audience": 1, "covered": 1},
        "S": {"audience": 1, "covered": 1},
        "okänd": {"audience": 2, "covered": 0},
    }
    assert found["by_county"] == {"01": {"audience": 3, "covered": 1}, "03": {"audience": 1, "covered": 1}}


def test_a_person_of_two_mandates_belongs_to_the_group_of_the_highest(example):
    both = example.person("Båda")
    example.seat(both, example.council, area=example.counties[1], party=example.parties[1])
    example.seat(both, party=example.parties[0])
    wide = example.audience({"level": ["regional", "national"], "area": example.counties}, name="Bred")
    found = Reach(example.goal(wide, code="G-9"), FIRST, LAST)
    assert found.by_party["S"].audience == 1 and "M" not in found.by_party


def test_an_organization_is_reached_through_its_council_and_by_those_who_serve_there(example):
    w = example
    councillor, official = w.person("Råd"), w.person("Tjänst")
    w.seat(councillor, w.council, area=None)
    w.seat(official, w.agency, kind="official", role="Direktör", area=None)
    w.contact(dt.date(2023, 2, 1), "meeting", [(councillor, "attended"), (official, "absent")], w.priority)
    bodies = w.audience({"organization_kind": ["region", "agency"]}, name="Organ")
    reach = Reach(w.goal(bodies, code="G-9", unit="organization"), FIRST, LAST)
    assert {o.name for o in reach.units("audience")} == {"Region Uppsala", "Trafikverket"}
    assert {o.name for o in reach.units("covered")} == {"Region Uppsala"}
    assert reach.coverage == 0.5
    assert reach.reached == reach.covered + reach.since_left + reach.outside
    assert reach.by_county["03"].covered == 1


def test_a_dialogue_with_an_organizations_mailbox_reaches_it(example):
    w = example
    w.contact(dt.date(2023, 2, 1), "email_dialogue", [], w.priority, organization=w.agency)
    bodies = w.audience({"organization_kind": ["agency"]}, name="Organ")
    assert Reach(w.goal(bodies, code="G-9", unit="organization"), FIRST, LAST).coverage == 1.0


def test_a_period_over_an_election_is_shown_as_two(db):
    Term.objects.create(name="2026", body="riksdag", starts_on=dt.date(2026, 9, 28))
    assert periods(dt.date(2026, 1, 1), dt.date(2026, 11, 22)) == [
        (dt.date(2026, 1, 1), dt.date(2026, 9, 27)),
        (dt.date(2026, 9, 28), dt.date(2026, 11, 22)),
    ]


def test_command_tells_each_side_of_an_election_with_its_own_audience(example):
    Term.objects.create(name="Ny", body="riksdag", starts_on=dt.date(2023, 6, 1))
    asked = ("reach", "P:G-1", "--from", "2023-01-01", "--to", "2023-06-30")
    out = StringIO()
    call_command(*asked, "--json", stdout=out)
    before, after = json.loads(out.getvalue())["parts"]
    assert (before["to"], after["from"]) == ("2023-05-31", "2023-06-01")
    assert (before["audience"], before["covered"]) == (4, 2) and (after["audience"], after["covered"]) == (4, 0)
    text = StringIO()
    call_command(*asked, stdout=text)
    assert text.getvalue().count("Täckningsgrad") == 2


def test_command_prints_the_figures_as_json(example):
    out = StringIO()
    call_command("reach", "P:G-1", "--from", "2023-01-01", "--to", "2023-06-30", "--json", stdout=out)
    assert json.loads(out.getvalue()) == {
        "goal": "P:G-1",
        "from": "2023-01-01",
        "to": "2023-06-30",
        "audience": 4,
        "reached": 4,
        "covered": 2,
        "coverage": 0.5,
        "informed": 3,
        "since_left": 1,
        "outside": 1,
        "by_party": {"okänd": {"audience": 4, "covered": 2}},
        "by_county": {"01": {"audience": 4, "covered": 2}},
    }


def test_command_takes_no_day_of_a_year_that_nobody_means(example):
    for asked in (("--from", "0026-01-01", "--to", "2026-06-30"), ("--from", "2026-01-01", "--to", "9999-12-31")):
        with pytest.raises(CommandError, match="day"):
            call_command("reach", "P:G-1", *asked)
