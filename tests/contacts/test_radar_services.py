"""The radar keeps what a source says otherwise: decided by staff, carried out together, taken back together."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from contacts.choices import ChangeKind, ChangeState, PairState, RadarState
from contacts.models import Membership, Person, PersonPair, RadarChange, RadarRun
from contacts.services import people, radar, radar_applying, radar_decisions, radar_proposals, radar_undoing
from crm.common import undo
from crm.models import Operation
from tests import make, tables
from tests.contacts.radaring import Told, Who, compared, listing, run_of, seat

pytestmark = pytest.mark.django_db
ACCEPTED, REFUSED, OPEN = ChangeState.ACCEPTED, ChangeState.REFUSED, ChangeState.OPEN


def states(run: RadarRun) -> dict[str, str]:
    return dict(run.changes.values_list("key", "state"))


def accept(run: RadarRun, actor: Any, *keys: str) -> None:
    for key in keys:
        radar_decisions.decide(actor=actor, change=run.changes.get(key=key), state=ACCEPTED)


# --- Beginning ------------------------------------------------------------------------------------------------


def test_reader_cannot_start_decide_or_carry_out(alma, bo) -> None:
    with pytest.raises(PermissionDenied):
        radar.start(actor=bo, source="sheet", file=ContentFile(b"x", name="a.csv"))
    run = run_of(alma, Told("a"))
    with pytest.raises(PermissionDenied):
        radar_decisions.decide(actor=bo, change=run.changes.get(), state=ACCEPTED)
    with pytest.raises(PermissionDenied):
        radar_decisions.accept_certain(actor=bo, run=run)
    with pytest.raises(PermissionDenied):
        radar_applying.apply(run=run, actor=bo, compare=listing())
    with pytest.raises(PermissionDenied):
        radar_undoing.undo_run(run=run, actor=bo)
    with pytest.raises(PermissionDenied):
        radar.discard(actor=bo, run=run)
    assert states(run) == {"a": OPEN}


def test_run_has_a_file_or_an_address(alma) -> None:
    for wrong in ({}, {"file": ContentFile(b"x", name="a.csv"), "address": "https://data.val.se/x"}):
        with pytest.raises(ValidationError):
            radar.start(actor=alma, source="sheet", **wrong)
    run = radar.start(actor=alma, source="valmyndigheten", address="https://resultat.val.se/val2026/index.md5")
    assert (run.state, run.file_name) == (RadarState.READING, "index.md5")


# --- What is kept ---------------------------------------------------------------------------------------------


def test_proposals_are_kept_whole_and_in_few_statements(alma) -> None:
    kept = make.person("Maja Ek")
    many = [Told(f"n{n}", name=f"Person Nummer{n}") for n in range(500)]
    whole = Told(
        "x", ChangeKind.RE_ELECTED, 7, "Åsa Öberg", "k1", (ChangeKind.CHANGED_PARTY,), kept.pk,
        before=(("Parti", "C"),), after=(("Parti", "S"),), reasons=("Samma namn.",), score=93, is_certain=False,
        candidates=(Who(kept.pk, 40, ("Namn",)),),
    )  # fmt: skip
    run = radar.start(actor=alma, source="sheet", file=ContentFile(b"x", name="a.csv"))
    with CaptureQueriesContext(connection) as asked:
        stored = radar_proposals.store(run=run, proposals=[whole, *many])
    assert len(asked) < 25
    assert stored.open == {"new_mandate": 500, "re_elected": 1, "changed_party": 1}
    change = run.changes.get(key="x")
    assert (change.before, change.after, change.reasons) == ([["Parti", "C"]], [["Parti", "S"]], ["Samma namn."])
    assert (change.candidates, change.score) == ([{"person": kept.pk, "score": 40, "reasons": ["Namn"]}], 93)
    assert (change.kinds, change.person, change.is_certain) == (["re_elected", "changed_party"], kept, False)


def test_what_was_refused_stays_refused_until_it_is_taken_back(alma) -> None:
    first = run_of(alma, Told("a"), Told("b"))
    radar_decisions.decide(actor=alma, change=first.changes.get(key="a"), state=REFUSED)
    second = run_of(alma, Told("a"), Told("b"))
    assert states(second) == {"a": REFUSED, "b": OPEN}
    assert str(alma) in second.changes.get(key="a").note
    radar_decisions.decide(actor=alma, change=second.changes.get(key="a"), state=OPEN)
    radar_decisions.decide(actor=alma, change=first.changes.get(key="a"), state=OPEN)
    assert states(run_of(alma, Told("a"))) == {"a": OPEN}


def test_comparing_a_run_anew_keeps_what_was_decided_of_what_still_is_so(alma) -> None:
    run = run_of(alma, Told("a"), Told("b", after=(("Parti", "S"),)), Told("c"), Told("d"))
    accept(run, alma, "a", "b")
    radar_decisions.decide(actor=alma, change=run.changes.get(key="c"), state=REFUSED)
    compared(run, Told("a"), Told("b", after=(("Parti", "M"),)), Told("c"), Told("e"))
    assert states(run) == {"a": ACCEPTED, "b": OPEN, "c": REFUSED, "e": OPEN}


# --- Decisions ------------------------------------------------------------------------------------------------


def test_many_are_decided_by_filter_but_never_who_is_doubtful(alma) -> None:
    maja = make.person("Maja Ek")
    doubt = Told("d", ChangeKind.DOUBTFUL, candidates=(Who(maja.pk),), is_certain=False)
    run = run_of(alma, Told("a"), Told("b", is_certain=False), Told("c", ChangeKind.LEFT), doubt)
    other = run_of(alma, Told("other"))
    assert radar_decisions.accept_certain(actor=alma, run=run) == 2
    assert radar_decisions.decide_many(actor=alma, run=run, changes=RadarChange.objects.all(), state=ACCEPTED) == 1
    assert states(run) == {"a": ACCEPTED, "b": ACCEPTED, "c": ACCEPTED, "d": OPEN}
    left = RadarChange.objects.filter(kind=ChangeKind.LEFT)
    assert radar_decisions.decide_many(actor=alma, run=run, changes=left, state=REFUSED) == 1
    assert radar_decisions.accept_certain(actor=alma, run=run) == 0
    everything = RadarChange.objects.all()
    assert radar_decisions.decide_many(actor=alma, run=run, changes=everything, state=OPEN) == 3
    assert set(states(run).values()) == {OPEN}
    assert states(other) == {"other": OPEN}
    assert run.changes.get(key="a").decided_by is None


def test_who_is_doubtful_is_one_of_the_candidates_or_somebody_new(alma) -> None:
    maja, stranger = make.person("Maja Ek"), make.person("Bo Al")
    run = run_of(alma, Told("d", ChangeKind.DOUBTFUL, candidates=(Who(maja.pk),)))
    change = run.changes.get()
    for wrong in ("", str(stranger.pk), "skip"):
        with pytest.raises(ValidationError) as refused:
            radar_decisions.decide(actor=alma, change=change, state=ACCEPTED, choice=wrong)
        assert "choice" in refused.value.message_dict
    for choice in (str(maja.pk), "new"):
        decided = radar_decisions.decide(actor=alma, change=change, state=ACCEPTED, choice=choice)
        assert (decided.state, decided.choice, decided.decided_by) == (ACCEPTED, choice, alma)
    assert radar_decisions.decide(actor=alma, change=change, state=OPEN).choice == ""


def test_nothing_is_decided_while_a_job_carries_out(alma) -> None:
    run = run_of(alma, Told("a"))
    assert radar.queue(actor=alma, run=run, work="apply")
    assert not radar.queue(actor=alma, run=run, work="apply")
    with pytest.raises(ValidationError):
        radar_decisions.decide(actor=alma, change=run.changes.get(), state=ACCEPTED)
    with pytest.raises(ValidationError):
        radar_decisions.accept_certain(actor=alma, run=run)


# --- Carrying out ---------------------------------------------------------------------------------------------


@pytest.fixture
def maja(alma):
    return make.person("Maja Ek")


@pytest.fixture
def council():
    return make.organization("Uppsala kommunfullmäktige", "assembly")


def test_only_what_was_accepted_is_carried_out_as_one_operation(alma, maja, council) -> None:
    def told(_decided: Any) -> list[Told]:
        return [*seat(maja, council), *seat(maja, council, "Ordförande")]

    run = run_of(alma, *told({}))
    accept(run, alma, f"seat:{council}:Ledamot")
    done = radar_applying.apply(run=run, actor=alma, compare=listing(told))
    assert (done.applied, done.gone, done.waiting) == (1, 0, 0)
    assert list(Membership.objects.values_list("role", flat=True)) == ["Ledamot"]
    change = run.changes.get(state=ChangeState.APPLIED)
    assert change.operation == done.operation == Operation.objects.get(kind=Operation.Kind.RADAR)
    run.refresh_from_db()
    assert run.state == RadarState.OPEN
    accept(run, alma, f"seat:{council}:Ordförande")
    radar_applying.apply(run=run, actor=alma, compare=listing(told))
    run.refresh_from_db()
    assert (run.state, Membership.objects.count()) == (RadarState.DONE, 2)
    # A second run finds nothing.
    assert states(run_of(alma, *told({}))) == {}


def test_what_no_longer_holds_is_gone_and_says_so(alma, maja, council) -> None:
    run = run_of(alma, Told("gone"), Told("else", person=maja.pk, before=(("Parti", "C"),)))
    accept(run, alma, "gone", "else")
    now = listing(lambda _d: [Told("else", person=maja.pk, before=(("Parti", "S"),))])
    done = radar_applying.apply(run=run, actor=alma, compare=now)
    assert (done.applied, done.gone, done.operation) == (0, 2, None)
    assert set(states(run).values()) == {ChangeState.GONE}
    assert all(run.changes.values_list("note", flat=True))
    assert not Operation.objects.filter(kind=Operation.Kind.RADAR).exists()
    # What is gone is found anew by the next comparison.
    assert states(compared(run, Told("else"))) == {"else": OPEN}


def test_a_change_waits_for_what_it_needs(alma, maja, council) -> None:
    def told(_decided: Any) -> list[Told]:
        return [
            *seat(maja, council, key="first"),
            *seat(maja, council, "Ersättare", key="second", needs=("first",)),
            *seat(maja, council, "Ordförande", key="third", needs=("second",)),
        ]

    run = run_of(alma, *told({}))
    accept(run, alma, "second", "third")
    done = radar_applying.apply(run=run, actor=alma, compare=listing(told))
    assert (done.applied, done.waiting) == (0, 2)
    assert states(run) == {"first": OPEN, "second": ACCEPTED, "third": ACCEPTED}
    assert "Maja Ek" in run.changes.get(key="second").note
    accept(run, alma, "first")
    assert radar_applying.apply(run=run, actor=alma, compare=listing(told)).applied == 3
    assert set(run.changes.values_list("note", flat=True)) == {""}


def test_changes_that_show_nothing_in_the_register_are_told_once(alma) -> None:
    """Somebody left whose mandate already ended on the right day."""
    told = Told("left", ChangeKind.LEFT)
    run = run_of(alma, told)
    accept(run, alma, "left")
    done = radar_applying.apply(run=run, actor=alma, compare=listing(lambda _d: [told]))
    assert (done.applied, done.operation) == (1, None)
    assert states(run_of(alma, told)) == {}


def test_each_list_is_compared_after_the_one_before_was_stored(alma, council) -> None:
    """The same new person in two councils is one person."""
    other = make.organization("Region Uppsala fullmäktige", "assembly")

    def told(where: Any) -> list[Told]:
        known = Person.objects.filter(family_name="Ny").first()

        def do(plan: Any) -> None:
            who = known or Person(given_name="Ann", family_name="Ny")
            if not known:
                plan.add(who, 1)
            plan.add(Membership(person=who, organization=where, role="Ledamot", kind="elected"), 1)

        kind = ChangeKind.NEW_MANDATE if known else ChangeKind.NEW_PERSON
        return [Told(f"seat:{where}", kind, person=known and known.pk, name="Ann Ny", do=do)]

    run = run_of(alma, *told(council), *told(other))
    accept(run, alma, f"seat:{council}", f"seat:{other}")
    lists = listing(lambda _d: told(council), lambda _d: told(other))
    assert radar_applying.apply(run=run, actor=alma, compare=lists).applied == 2
    ann = Person.objects.get()
    assert ann.memberships.count() == 2
    assert set(run.changes.values_list("person", flat=True)) == {ann.pk}


def test_who_was_chosen_gets_what_follows_from_it(alma, maja, council) -> None:
    bo = make.person("Maja Eck")

    def told(decided: Any) -> list[Told]:
        if "doubt:k7" not in decided:
            doubt = Told("doubt:k7", ChangeKind.DOUBTFUL, number="k7", candidates=(Who(maja.pk), Who(bo.pk)))
            return [] if Membership.objects.exists() else [doubt]
        who = Person.objects.get(pk=decided["doubt:k7"])
        return seat(who, council, number="k7", doubt="doubt:k7") + seat(who, council, "Vice", key="other")

    run = run_of(alma, *told({}))
    radar_decisions.decide(actor=alma, change=run.changes.get(), state=ACCEPTED, choice=str(bo.pk))
    done = radar_applying.apply(run=run, actor=alma, compare=listing(told))
    assert (done.applied, Membership.objects.get().person) == (1, bo)
    assert states(run) == {"doubt:k7": ChangeState.APPLIED}
    assert run.changes.get().person == bo


def test_what_an_answer_settles_is_not_left_to_decide_and_comes_back_with_undo(alma, maja, council) -> None:
    def told(decided: Any) -> list[Told]:
        if "doubt:k7" in decided:
            return seat(maja, council, number="k7", doubt="doubt:k7")
        doubt = Told("doubt:k7", ChangeKind.DOUBTFUL, number="k7", candidates=(Who(maja.pk),))
        return [doubt, Told("left", ChangeKind.LEFT, person=maja.pk)]

    run = run_of(alma, *told({}))
    radar_decisions.decide(actor=alma, change=run.changes.get(key="doubt:k7"), state=ACCEPTED, choice=str(maja.pk))
    radar_applying.apply(run=run, actor=alma, compare=listing(told))
    assert states(run) == {"doubt:k7": ChangeState.APPLIED, "left": ChangeState.GONE}
    run.refresh_from_db()
    assert run.state == RadarState.DONE
    radar_undoing.undo_run(run=run, actor=alma)
    assert states(run) == {"doubt:k7": OPEN, "left": OPEN}


def test_who_was_said_to_be_new_is_not_asked_about_again(alma, maja) -> None:
    def told(decided: Any) -> list[Told]:
        if "doubt:k7" not in decided:
            return [Told("doubt:k7", ChangeKind.DOUBTFUL, number="k7", candidates=(Who(maja.pk, 61, ("Namn",)),))]
        new = Person(given_name="Maja", family_name="Eck")
        return [Told("new", ChangeKind.NEW_PERSON, number="k7", doubt="doubt:k7", do=lambda plan: plan.add(new, 1))]

    run = run_of(alma, *told({}))
    before = tables.as_they_stand()
    radar_decisions.decide(actor=alma, change=run.changes.get(), state=ACCEPTED, choice="new")
    radar_applying.apply(run=run, actor=alma, compare=listing(told))
    pair = PersonPair.objects.get()
    assert {pair.first, pair.second} == {maja, Person.objects.get(family_name="Eck")}
    assert (pair.state, pair.decided_by, pair.score) == (PairState.DIFFERENT, alma, 61)
    radar_undoing.undo_run(run=run, actor=alma)
    assert tables.differences(before, tables.as_they_stand()) == {}


def test_chosen_one_who_is_gone_is_told(alma, maja) -> None:
    run = run_of(alma, Told("d", ChangeKind.DOUBTFUL, number="k7", candidates=(Who(maja.pk + 99),)))
    radar_decisions.decide(actor=alma, change=run.changes.get(), state=ACCEPTED, choice=str(maja.pk + 99))
    again = Told("d", ChangeKind.DOUBTFUL, number="k7", candidates=())
    assert radar_applying.apply(run=run, actor=alma, compare=listing(lambda _d: [again])).gone == 1
    assert "finns inte" in run.changes.get().note


# --- The same person twice --------------------------------------------------------------------------------------


def twice(maja: Person, double: Person, council: Any) -> Any:
    def told(_decided: Any) -> list[Told]:
        merged = Person.objects.get(pk=double.pk).merged_into_id
        same = Told("same", ChangeKind.SAME_PERSON, person=maja.pk, other=double.pk, merge=(maja.pk, double.pk))
        rest = seat(double if not merged else maja, council, key="seat")
        return rest if merged else [same, *rest]

    return told


def test_people_who_are_there_twice_are_merged_first_and_the_rest_follows(alma, maja, council) -> None:
    double = make.person("Maja Eklund")
    make.membership(double, make.organization("Nätverket"))
    told = twice(maja, double, council)
    run = run_of(alma, *told({}))
    before = tables.as_they_stand()
    radar_decisions.accept_certain(actor=alma, run=run)
    done = radar_applying.apply(run=run, actor=alma, compare=listing(told))
    assert (done.applied, done.gone) == (2, 0)
    double.refresh_from_db()
    assert double.merged_into == maja
    assert maja.memberships.count() == 2
    assert Operation.objects.count() == 1
    undone = radar_undoing.undo_run(run=run, actor=alma)
    assert undone.refused == []
    assert tables.differences(before, tables.as_they_stand()) == {}
    assert set(run.changes.values_list("other", flat=True)) == {None, double.pk}


def test_merge_that_no_longer_holds_is_gone(alma, maja, council) -> None:
    double = make.person("Maja Eklund")
    run = run_of(alma, Told("same", ChangeKind.SAME_PERSON, merge=(maja.pk, double.pk)))
    accept(run, alma, "same")
    assert radar_applying.apply(run=run, actor=alma, compare=listing(lambda _d: [])).gone == 1
    double.refresh_from_db()
    assert double.merged_into is None


# --- All or nothing, and the way back ---------------------------------------------------------------------------


def test_nothing_is_stored_when_something_cannot_be(alma, maja, council) -> None:
    def wrong(plan: Any) -> None:
        plan.refuse(2, "Parti", "XX", "Partiet finns inte.")

    def told(_decided: Any) -> list[Told]:
        return [*seat(maja, council, key="good"), Told("bad", row=2, do=wrong)]

    run = run_of(alma, *told({}))
    accept(run, alma, "good", "bad")
    with pytest.raises(ValidationError, match="Partiet finns inte"):
        radar_applying.apply(run=run, actor=alma, compare=listing(told))
    assert states(run) == {"good": ACCEPTED, "bad": ACCEPTED}
    assert (Membership.objects.count(), Operation.objects.count()) == (0, 0)


def test_run_is_undone_the_last_first_and_can_be_decided_anew(alma, maja, council) -> None:
    def told(_decided: Any) -> list[Told]:
        return [*seat(maja, council, key="a"), *seat(maja, council, "Ordförande", key="b"), Told("left")]

    run = run_of(alma, *told({}))
    before = tables.as_they_stand()
    for keys in (("a", "left"), ("b",)):
        accept(run, alma, *keys)
        radar_applying.apply(run=run, actor=alma, compare=listing(told))
    assert [len(radar_undoing.operations(run)), Membership.objects.count()] == [2, 2]
    radar_undoing.undo_run(run=run, actor=alma)
    assert tables.differences(before, tables.as_they_stand()) == {}
    run.refresh_from_db()
    assert run.state == RadarState.UNDONE
    assert set(states(run).values()) == {OPEN}
    with pytest.raises(ValidationError):
        radar_undoing.undo_run(run=run, actor=alma)
    # What was undone is proposed again, here and by the next run.
    assert set(states(run_of(alma, *told({})))) == {"a", "b", "left"}
    accept(run, alma, "a")
    run.refresh_from_db()
    assert run.state == RadarState.OPEN


def test_operation_undone_from_its_own_page_opens_its_changes_alone(alma, maja, council) -> None:
    def told(_decided: Any) -> list[Told]:
        return [*seat(maja, council, key="a"), *seat(maja, council, "Ordförande", key="b")]

    run = run_of(alma, *told({}))
    for key in ("a", "b"):
        accept(run, alma, key)
        radar_applying.apply(run=run, actor=alma, compare=listing(told))
    undo.undo(operation=run.changes.get(key="b").operation, actor=alma)
    run.refresh_from_db()
    assert (states(run), run.state) == ({"a": ChangeState.APPLIED, "b": OPEN}, RadarState.OPEN)


def test_what_has_been_changed_since_is_refused_by_name(alma, maja, council) -> None:
    def new(plan: Any) -> None:
        plan.add(Person(given_name="Ann", family_name="Ny"), 1)

    told = Told("new", ChangeKind.NEW_PERSON, name="Ann Ny", do=new)
    run = run_of(alma, told)
    accept(run, alma, "new")
    radar_applying.apply(run=run, actor=alma, compare=listing(lambda _d: [told]))
    ann = Person.objects.get(family_name="Ny")
    people.edit(person=ann, actor=alma, title="Docent")
    refused = radar_undoing.undo_run(run=run, actor=alma).refused
    assert [one.label for one in refused] == ["Person: Ann Ny"]
    assert Person.objects.filter(pk=ann.pk).exists()


def test_only_managers_take_back_what_another_carried_out(alma, dag, eva, maja, council) -> None:
    def told(_decided: Any) -> list[Told]:
        return seat(maja, council, key="a")

    run = run_of(dag, *told({}))
    accept(run, alma, "a")
    radar_applying.apply(run=run, actor=dag, compare=listing(told))
    assert not radar_undoing.may_undo(run=run, user=alma)
    with pytest.raises(PermissionDenied):
        radar_undoing.undo_run(run=run, actor=alma)
    assert Membership.objects.exists()
    assert radar_undoing.may_undo(run=run, user=eva)
    radar_undoing.undo_run(run=run, actor=eva)
    assert not Membership.objects.exists()


# --- Jobs that stop -----------------------------------------------------------------------------------------------


def test_job_that_stopped_is_put_in_the_queue_once_more(alma, monkeypatch) -> None:
    run = run_of(alma, Told("a"))
    assert radar.queue(actor=alma, run=run, work="undo")
    run.refresh_from_db()
    radar.note_start(run=run)
    assert not radar.is_stopped(run)
    assert radar.start_again(actor=alma, run=run) == ""
    monkeypatch.setattr(radar, "SILENCE", dt.timedelta(seconds=-1))
    assert radar.is_stopped(run)
    assert radar.start_again(actor=alma, run=run) == "undo"


def test_failed_job_leaves_what_was_decided(alma) -> None:
    run = run_of(alma, Told("a"))
    accept(run, alma, "a")
    radar.queue(actor=alma, run=run, work="apply")
    run.refresh_from_db()
    radar.fail(run=run, message="Det gick inte.")
    run.refresh_from_db()
    assert (run.state, run.result["message"], states(run)) == (RadarState.OPEN, "Det gick inte.", {"a": ACCEPTED})
    assert radar.start_again(actor=alma, run=run) == "compare"


def test_run_is_thrown_away_with_its_file_unless_something_was_carried_out(
    alma, maja, council, django_capture_on_commit_callbacks
) -> None:
    def told(_decided: Any) -> list[Told]:
        return seat(maja, council, key="a")

    run = run_of(alma, *told({}))
    accept(run, alma, "a")
    radar_applying.apply(run=run, actor=alma, compare=listing(told))
    with pytest.raises(ValidationError):
        radar.discard(actor=alma, run=run)
    radar_undoing.undo_run(run=run, actor=alma)
    storage, name = run.file.storage, run.file.name
    with django_capture_on_commit_callbacks(execute=True):
        radar.discard(actor=alma, run=run)
    assert not RadarRun.objects.exists()
    assert not storage.exists(name)
