"""Merging: what belonged to the one belongs to the other, nothing is lost, and undoing restores both."""

import datetime as dt

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.utils import timezone

from advocacy.models import Participation, Task
from contacts.models import (
    ContactDetail,
    ContactList,
    ContactListMember,
    CustomerMembership,
    ExternalIdentifier,
    Favourite,
    ImportRow,
    Membership,
    MembershipStatus,
    Note,
    Organization,
    Person,
    PersonPair,
    PersonRelation,
    PersonTag,
    Post,
    RecentView,
    Tag,
)
from contacts.services import customers, merge_joins, organizations, people
from contacts.services.merge import moving, relations_to
from crm.common import writes
from crm.common.undo import undo
from crm.models import ImportRun, Operation, SavedView
from tests import make, make_advocacy
from tests.tables import as_they_stand, differences

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 3, 2)


@pytest.fixture
def keep(alma):
    return make.person("Maja Ek", email="maja@example.se")


@pytest.fixture
def drop(alma):
    return make.person("Maja Lindqvist", email="maja.lindqvist@example.se")


def store(row):
    return writes.save(row, actor=make.actor())


def merged(keep, drop, actor, **how):
    service = people if isinstance(keep, Person) else organizations
    return service.merge(keep=keep, drop=drop, actor=actor, **how).kept


# --- The two themselves ---------------------------------------------------------------------------------


def test_dropped_one_is_a_tombstone_that_nobody_finds(keep, drop, alma):
    merged(keep, drop, alma)

    drop.refresh_from_db()
    assert (drop.merged_into, drop.is_archived) == (keep, True)
    assert list(Person.objects.visible_to(alma)) == [keep]
    assert list(Person.objects.pickable()) == [keep]


def test_name_of_the_dropped_one_is_kept_among_other_names_and_found(keep, drop, alma):
    kept = merged(keep, drop, alma)

    assert kept.other_names == "Maja Lindqvist"
    assert list(Person.objects.visible_to(alma).matching("lindqvist")) == [keep]


def test_chosen_fields_come_from_the_dropped_one_and_the_old_name_is_kept(keep, drop, alma):
    people.edit(person=drop, birth_year=1970, title="Dr", actor=alma)

    kept = merged(keep, Person.objects.get(pk=drop.pk), alma, fields=["family_name", "birth_year"])

    assert (kept.name, kept.birth_year, kept.title) == ("Maja Lindqvist", 1970, "")
    assert kept.other_names == "Maja Ek"


def test_what_the_kept_one_lacks_is_taken_when_nothing_is_chosen(keep, alma):
    drop = make.person("Maja Ek", birth_year=1970, title="Dr")
    people.edit(person=keep, title="Fil. dr", actor=alma)

    kept = merged(keep, drop, alma)

    assert (kept.birth_year, kept.title, kept.other_names) == (1970, "Fil. dr", "")


def test_wish_not_to_be_contacted_is_kept_whoever_had_it(keep, alma):
    assert merged(keep, make.person("Maja Ek", do_not_contact=True), alma).do_not_contact


def test_archived_one_merged_with_a_living_is_living(alma):
    keep, drop = make.person("Maja Ek", is_archived=True), make.person("Maja Ek")

    assert not merged(keep, drop, alma).is_archived


def test_login_follows_and_two_logins_are_refused(keep, drop, alma, bo, eva):
    people.edit(person=drop, user=bo, actor=alma)
    drop.refresh_from_db()
    assert merged(keep, drop, alma).user == bo

    other = make.person("Maja E", user=eva)
    with pytest.raises(ValidationError, match="egen inloggning"):
        merged(Person.objects.get(pk=keep.pk), other, alma)


def test_merging_twice_or_with_oneself_is_refused(keep, drop, alma):
    with pytest.raises(ValidationError, match="två olika"):
        merged(keep, keep, alma)
    merged(keep, drop, alma)
    with pytest.raises(ValidationError, match="redan sammanslagen"):
        merged(keep, drop, alma)


def test_whoever_was_changed_meanwhile_is_told_and_nothing_is_lost(keep, drop, alma):
    seen = (keep.version, drop.version)
    people.edit(person=drop, title="Dr", actor=alma)

    with pytest.raises(writes.Conflict):
        merged(keep, drop, alma, versions=seen)
    assert not Operation.objects.exists()
    assert Person.objects.get(pk=drop.pk).merged_into is None


def test_reader_cannot_merge(keep, drop, bo):
    with pytest.raises(PermissionDenied):
        merged(keep, drop, bo)


def test_tombstones_of_tombstones_point_at_the_last(keep, drop, alma):
    oldest = make.person("M. Ek")
    merged(drop, oldest, alma)
    merged(keep, Person.objects.get(pk=drop.pk), alma)

    assert Person.objects.get(pk=oldest.pk).merged_into == keep


# --- What follows ---------------------------------------------------------------------------------------


def test_identical_overlapping_mandates_become_one_with_the_days_of_both(keep, drop, alma):
    body = make.organization("Trafikverket")
    first = make.membership(keep, body, starts_on=dt.date(2020, 1, 1), ends_on=dt.date(2023, 1, 1))
    second = make.membership(drop, body, starts_on=dt.date(2022, 1, 1))
    store(MembershipStatus(membership=second, status="on_leave", starts_on=dt.date(2024, 1, 1)))
    contact = make_advocacy.interaction(drop, held_on=DAY)
    said = Participation.objects.get(interaction=contact)
    assert said.membership == second

    merged(keep, drop, alma)

    assert [(m.pk, m.starts_on, m.ends_on) for m in Membership.objects.all()] == [(first.pk, dt.date(2020, 1, 1), None)]
    assert MembershipStatus.objects.get().membership == first
    assert Participation.objects.get().membership == first


def test_mandates_that_differ_or_do_not_meet_stand_beside_each_other(keep, drop, alma):
    body = make.organization("Trafikverket")
    make.membership(keep, body, party=make.party("C"), starts_on=dt.date(2020, 1, 1))
    make.membership(drop, body, party=make.party("M"), starts_on=dt.date(2021, 1, 1))
    make.membership(drop, body, "Ordförande", starts_on=dt.date(2020, 1, 1))

    merged(keep, drop, alma)

    assert Membership.objects.filter(person=keep).valid().count() == 3


def test_mandate_that_says_less_of_the_same_is_not_there_twice(keep, drop, alma):
    body, area = make.organization("Trafikverket"), make.area()
    full = make.membership(keep, body, party=make.party("C"), area=area, starts_on=dt.date(2022, 1, 1))
    make.membership(drop, body)

    merged(keep, drop, alma)

    assert list(Membership.objects.all()) == [full]
    full.refresh_from_db()
    assert (full.starts_on, full.area) == (dt.date(2022, 1, 1), area)


def test_fuller_mandate_of_the_dropped_one_is_what_is_left(keep, drop, alma):
    body = make.organization("Trafikverket")
    first = make.membership(keep, body)
    make.membership(drop, body, party=make.party("C"), starts_on=dt.date(2022, 1, 1), ends_on=dt.date(2024, 1, 1))

    merged(keep, drop, alma)

    left = Membership.objects.get()
    assert (left.pk, left.party, left.starts_on) == (first.pk, make.party("C"), dt.date(2022, 1, 1))
    assert left.ends_on == dt.date(2024, 1, 1)


def test_of_two_different_mandates_from_one_day_the_poorer_is_struck_and_can_be_read(keep, drop, alma):
    body = make.organization("Trafikverket")
    poorer = make.membership(keep, body, starts_on=DAY, party=make.party("M"))
    richer = make.membership(drop, body, starts_on=DAY, party=make.party("C"), area=make.area())

    merged(keep, drop, alma)

    assert list(Membership.objects.filter(person=keep).valid()) == [richer]
    poorer.refresh_from_db()
    assert "slogs ihop" in poorer.struck_reason


def test_two_participations_become_one_with_the_stronger_attendance_and_its_own_words(keep, drop, alma):
    body = make.organization("Trafikverket")
    make.membership(keep, body, "Direktör", kind="official")
    contact = make_advocacy.interaction(keep, drop, held_on=DAY)
    weak = Participation.objects.get(person=keep)
    weak.attendance = "invited"
    weak.save()

    merged(keep, drop, alma)

    left = Participation.objects.get(interaction=contact)
    assert (left.pk, left.person, left.attendance, left.held_role) == (weak.pk, keep, "attended", "Direktör")


def test_words_of_a_participation_stay_when_it_moves(keep, drop, alma):
    make.membership(drop, make.organization("Trafikverket"), "Direktör", kind="official")
    make_advocacy.interaction(drop, held_on=DAY)
    before = Participation.objects.values("held_role", "held_organization", "held_party", "held_county").get()

    merged(keep, drop, alma)

    assert Participation.objects.filter(person=keep, **before).count() == 1


def test_preferred_address_stays_single_and_the_same_address_once(keep, drop, alma):
    make.detail(drop, "email", "maja@example.se", label="Nämnden")

    merged(keep, drop, alma)

    held = ContactDetail.objects.filter(person=keep).order_by("value")
    assert [(d.value, d.label, d.is_preferred) for d in held] == [
        ("maja.lindqvist@example.se", "", False),
        ("maja@example.se", "Nämnden", True),
    ]


def test_address_that_the_dropped_one_preferred_does_not_take_the_place_of_the_preferred_one(keep, drop, alma):
    make.detail(keep, "email", "maja.lindqvist@example.se")

    merged(keep, drop, alma)

    held = ContactDetail.objects.filter(person=keep).order_by("value").values_list("value", "is_preferred")
    assert list(held) == [("maja.lindqvist@example.se", False), ("maja@example.se", True)]


def test_who_left_a_list_and_came_back_is_joined_with_who_stood_on_it_all_the_time(keep, drop, alma):
    chosen = store(ContactList(name="Rådet", owner=alma))
    left = {"starts_on": dt.date(2024, 1, 1), "ends_on": dt.date(2025, 1, 1)}
    store(ContactListMember(contact_list=chosen, person=keep, **left))
    store(ContactListMember(contact_list=chosen, person=keep, starts_on=DAY))
    store(ContactListMember(contact_list=chosen, person=drop, starts_on=dt.date(2024, 6, 1)))

    merged(keep, drop, alma)

    held = ContactListMember.objects.filter(person=keep).order_by("starts_on").values_list("starts_on", "ends_on")
    assert list(held) == [(dt.date(2024, 1, 1), dt.date(2025, 1, 1)), (dt.date(2024, 6, 1), None)]


def test_tags_lists_notes_tasks_identifiers_favourites_and_relations_follow(keep, drop, alma, bo):
    tag, other = store(Tag(name="Almedalen")), store(Tag(name="EU"))
    for person, put in ((keep, tag), (drop, tag), (drop, other)):
        store(PersonTag(person=person, tag=put))
    chosen = store(ContactList(name="Rådet", owner=alma))
    store(ContactListMember(contact_list=chosen, person=keep, starts_on=dt.date(2024, 1, 1), ends_on=DAY))
    store(ContactListMember(contact_list=chosen, person=drop, starts_on=dt.date(2026, 1, 1)))
    store(Note(person=drop, text="Ring på fredagar.", written_by=alma))
    task = make_advocacy.task(person=drop)
    for number, person in enumerate((keep, drop)):
        store(ExternalIdentifier(person=person, scheme="riksdagen", value=f"0{number}"))
    for user, person in ((alma, keep), (alma, drop), (bo, drop)):
        Favourite.objects.create(user=user, person=person)
    helper = make.person("Bo Dahl")
    store(PersonRelation(person=drop, other=helper))
    store(PersonRelation(person=keep, other=drop))

    merged(keep, drop, alma)

    assert sorted(t.tag.name for t in PersonTag.objects.filter(person=keep)) == ["Almedalen", "EU"]
    assert [(m.starts_on, m.ends_on) for m in ContactListMember.objects.all()] == [(dt.date(2024, 1, 1), None)]
    assert Note.objects.get().person == keep
    assert Task.objects.get(pk=task.pk).person == keep
    assert ExternalIdentifier.objects.filter(person=keep).count() == 2
    assert sorted(f.user.email for f in Favourite.objects.filter(person=keep)) == ["alma@example.se", "bo@example.se"]
    assert [(r.person, r.other) for r in PersonRelation.objects.all()] == [(keep, helper)]


def test_pairs_follow_and_what_was_decided_stands(keep, drop, alma):
    third, fourth = make.person("Maja Lind"), make.person("M Ek")

    def pair(one, other, **fields):
        first, second = sorted((one, other), key=lambda p: p.pk)
        return store(PersonPair(first=first, second=second, reasons=["name"], **fields))

    own = pair(keep, drop, score=90)
    pair(keep, third, score=40)
    pair(drop, third, score=60, state="different", decided_by=alma)
    pair(drop, fourth, score=50)

    merged(keep, drop, alma)

    own.refresh_from_db()
    assert (own.state, own.decided_by) == ("merged", alma)
    others = PersonPair.objects.exclude(pk=own.pk).order_by("-score")
    assert [(p.first, p.second, p.score, p.state) for p in others] == [
        (keep, third, 60, "different"),
        (keep, fourth, 50, "open"),
    ]


def test_page_is_told_what_would_move(drop, alma):
    make.membership(drop)
    make_advocacy.interaction(drop)
    found = {model._meta.model_name: n for model, n in moving(drop).items()}

    assert found == {"membership": 1, "participation": 1, "contactdetail": 1}


# --- Organizations --------------------------------------------------------------------------------------


def test_bodies_whose_same_seat_two_people_hold_are_not_merged(alma):
    keep, drop = make.organization("Nämnden"), make.organization("Nämnd")
    for body, name in ((keep, "Ada Berg"), (drop, "Bo Dahl")):
        make.membership(make.person(name), body, post=store(Post(organization=body, role="Ledamot")))
    with pytest.raises(ValidationError, match="innehas av olika personer"):
        organizations.merge(keep=keep, drop=drop, actor=alma)


def test_members_children_seats_and_contacts_follow_the_organization(alma):
    keep = make.organization("Trafikverket")
    drop = make.organization("Trafik verket", organization_number="202100-6297")
    child = make.organization("Region Öst", parent=drop)
    maja = make.person("Maja Ek")
    make.membership(maja, keep, starts_on=DAY)
    make.membership(maja, drop, starts_on=DAY)
    store(Post(organization=keep, role="Ledamot"))
    seat = store(Post(organization=drop, role="Ledamot"))
    held = make.membership(make.person("Bo Dahl"), drop, post=seat)
    contact = make_advocacy.interaction(kind="letter", organization=drop)

    kept = merged(keep, drop, alma)

    assert kept.organization_number == "202100-6297"
    assert Organization.objects.get(pk=child.pk).parent == keep
    assert Membership.objects.filter(organization=keep).count() == 2
    held.refresh_from_db()
    assert held.post == Post.objects.get(organization=keep)
    contact.refresh_from_db()
    assert contact.organization == keep


def test_one_that_was_part_of_the_other_takes_its_place(alma):
    above = make.organization("Regeringskansliet")
    drop = make.organization("Departementet", parent=above)
    keep = make.organization("Infrastrukturdepartementet", parent=drop)

    assert merged(keep, drop, alma).parent == above


def test_one_far_below_the_other_is_refused(alma):
    top = make.organization("A")
    bottom = make.organization("C", parent=make.organization("B", parent=top))

    for keep, drop in ((top, bottom), (bottom, top)):
        with pytest.raises(ValidationError, match="flera steg"):
            merged(keep, drop, alma)


def test_name_of_the_dropped_organization_is_noted_and_means_the_kept_one_in_a_list(alma, tmp_path):
    keep, drop = make.organization("Trafikverket"), make.organization("Banverket")
    organizations.merge(keep=keep, drop=drop, actor=alma)

    assert Note.objects.get(organization=keep).text == "Har också kallats Banverket."
    file = tmp_path / "lista.csv"
    file.write_text("Namn;Organisation;Roll;Slag\nMaja Ek;Banverket;Direktör;Myndighet\n", encoding="utf-8-sig")
    call_command("import_contacts", str(file), "--apply", "--json")
    assert Membership.objects.get().organization == keep
    assert Organization.objects.count() == 2


@pytest.mark.parametrize("is_known", [True, False])
def test_membership_of_ours_that_nobody_knows_of_yields_to_the_one_that_is_known(alma, is_known):
    keep, drop = make.organization("Trafikverket"), make.organization("TRV")
    known, unknown = (keep, drop) if is_known else (drop, keep)
    customers.add(organization=unknown, status="unknown", source="Listan", actor=alma)
    customers.add(organization=known, status="full", starts_on=DAY, actor=alma)

    merged(keep, drop, alma)

    held = CustomerMembership.objects.values_list("organization", "status", "starts_on", "source")
    assert list(held) == [(keep.pk, "full", DAY, "")]


def test_bodies_with_different_memberships_of_ours_at_one_time_are_not_merged(alma):
    keep, drop = make.organization("Trafikverket"), make.organization("TRV")
    customers.add(organization=keep, status="full", starts_on=DAY, actor=alma)
    theirs = customers.add(organization=drop, status="associated", starts_on=DAY, actor=alma)
    before = as_they_stand()
    for pair in ({"keep": keep, "drop": drop}, {"keep": drop, "drop": keep}):
        with pytest.raises(ValidationError, match="olika medlemskap hos oss samma tid"):
            organizations.merge(**pair, actor=alma)
    assert differences(before, as_they_stand()) == {}

    earlier = {"starts_on": DAY - dt.timedelta(days=9), "ends_on": DAY - dt.timedelta(days=1)}
    customers.edit(membership=theirs, actor=alma, **earlier)
    merged(keep, drop, alma)
    assert set(CustomerMembership.objects.values_list("organization", "status")) == {
        (keep.pk, "full"),
        (keep.pk, "associated"),
    }


def test_two_mandates_of_one_person_that_say_the_same_in_both_bodies_become_one(alma):
    keep, drop = make.organization("Trafikverket"), make.organization("TRV")
    maja = make.person("Maja Ek")
    first = make.membership(maja, keep, starts_on=dt.date(2020, 1, 1), ends_on=dt.date(2022, 1, 1))
    make.membership(maja, drop, starts_on=dt.date(2021, 1, 1))
    make.membership(maja, drop, party=make.party("C"), starts_on=dt.date(2010, 1, 1), ends_on=dt.date(2012, 1, 1))

    merged(keep, drop, alma)

    first.refresh_from_db()
    assert (first.starts_on, first.ends_on) == (dt.date(2020, 1, 1), None)
    assert Membership.objects.filter(organization=keep).valid().count() == 2


def test_own_body_stays_one(alma):
    assert merged(make.organization("Rådet"), make.organization("Rådet", is_own_body=True), alma).is_own_body


def test_saved_views_and_dynamic_lists_ask_for_the_kept_one(alma):
    keep, drop, other = (make.organization(name) for name in ("Trafikverket", "TRV", "SJ"))
    query = f"organization={drop.pk}&organization={other.pk}&q=TRV&tag={drop.pk}"
    view = store(SavedView(name="Våra", owner=alma, list_name="contacts:person_list", query=query))
    chosen = store(ContactList(name="Rådet", owner=alma, kind="dynamic", query=f"organization={drop.pk}"))

    done = organizations.merge(keep=keep, drop=drop, actor=alma)

    view.refresh_from_db()
    assert view.query == f"organization={keep.pk}&organization={other.pk}&q=TRV&tag={drop.pk}"
    assert ContactList.objects.get(pk=chosen.pk).query == f"organization={keep.pk}"
    undo(operation=done.operation, actor=alma)
    assert ContactList.objects.get(pk=chosen.pk).query == f"organization={drop.pk}"


def test_views_that_ask_for_a_committee_ask_for_the_kept_one(alma):
    keep, drop = (make.organization(name, kind="committee") for name in ("Trafikutskottet", "Trafikutskott"))
    chosen = store(ContactList(name="Utskottet", owner=alma, kind="dynamic", query=f"committee={drop.pk}"))

    merged(keep, drop, alma)

    chosen.refresh_from_db()
    assert chosen.query == f"committee={keep.pk}"


# --- Undo -----------------------------------------------------------------------------------------------


def test_undoing_restores_two_people_exactly(keep, drop, alma, bo):
    body, tag = make.organization("Trafikverket"), store(Tag(name="Almedalen"))
    make.membership(keep, body, starts_on=dt.date(2020, 1, 1), ends_on=dt.date(2023, 1, 1))
    make.membership(drop, body, starts_on=dt.date(2022, 1, 1))
    make.membership(drop, make.organization("SJ"))
    for person in (keep, drop):
        store(PersonTag(person=person, tag=tag))
        Favourite.objects.create(user=bo, person=person)
        RecentView.objects.create(user=bo, person=person, seen_at=timezone.now())
        make.detail(person, "email", "same@example.se")
    make_advocacy.interaction(keep, drop, held_on=DAY)
    make_advocacy.interaction(drop, held_on=DAY)
    make_advocacy.task(person=drop)
    people.edit(person=drop, user=bo, actor=alma)
    store(PersonPair(first=keep, second=drop, score=80, reasons=["name"]))
    store(PersonRelation(person=keep, other=drop))
    before = as_they_stand()

    done = people.merge(keep=keep, drop=Person.objects.get(pk=drop.pk), actor=alma)
    assert as_they_stand() != before
    undone = undo(operation=done.operation, actor=alma)

    assert undone.refused == []
    assert differences(before, as_they_stand()) == {}


def test_undoing_takes_back_what_the_kept_one_got_though_it_was_edited_since(keep, drop, alma):
    make_advocacy.interaction(drop, held_on=DAY)
    name = keep.name
    done = people.merge(keep=keep, drop=drop, fields=["family_name"], actor=alma)
    people.edit(person=Person.objects.get(pk=keep.pk), title="Docent", actor=alma)

    assert undo(operation=done.operation, actor=alma).refused == []
    keep.refresh_from_db()
    assert (keep.name, keep.other_names, keep.title) == (name, "", "Docent")
    assert Person.objects.visible_to(alma).filter(pk=drop.pk, participations__isnull=False).exists()


def test_undoing_gives_back_no_row_of_an_import_that_was_forgotten_since(keep, drop, alma):
    runs = [ImportRun.objects.create(source="contacts", file_name="lista.csv", created_by=alma) for _n in range(2)]
    for run in runs:
        run.rows.create(number=2, outcome="changed", name="Maja Lindqvist", person=drop)
    done = people.merge(keep=keep, drop=drop, actor=alma)
    runs[0].delete()
    runs[1].rows.update(name="")

    undo(operation=Operation.objects.get(pk=done.operation.pk), actor=alma)

    assert list(ImportRow.objects.values_list("run", "name", "person")) == [(runs[1].pk, "", drop.pk)]
    assert Person.objects.get(pk=drop.pk).merged_into is None


def test_undoing_restores_two_organizations_exactly(alma):
    keep, drop = make.organization("Trafikverket"), make.organization("TRV", organization_number="202100-6297")
    make.organization("Region Öst", parent=drop)
    for body in (keep, drop):
        store(Post(organization=body, role="Ledamot"))
        make.membership(make.person("Maja Ek"), body)
    make_advocacy.interaction(kind="letter", organization=drop)
    before = as_they_stand()

    done = organizations.merge(keep=keep, drop=drop, actor=alma)
    undo(operation=done.operation, actor=alma)

    assert differences(before, as_they_stand()) == {}


def test_undoing_after_the_kept_one_was_changed_gives_the_other_back_and_names_what_stays(keep, drop, alma, bo):
    people.edit(person=drop, user=bo, actor=alma)
    held = make.membership(drop)
    done = people.merge(keep=keep, drop=Person.objects.get(pk=drop.pk), actor=alma)
    people.edit(person=Person.objects.get(pk=keep.pk), title="Dr", actor=alma)

    undone = undo(operation=done.operation, actor=alma)

    # The login went with the one that stays as it is, so the other cannot have it back either.
    assert {refused.label.partition(":")[0] for refused in undone.refused} == {"Person"}
    assert Person.objects.get(pk=keep.pk).title == "Dr"
    assert Membership.objects.get(pk=held.pk).person == drop


# --- Every constraint is understood -----------------------------------------------------------------------


@pytest.mark.parametrize("target", [Person, Organization], ids=lambda m: m.__name__)
def test_every_condition_of_a_constraint_can_be_asked_of_a_row(target):
    for model, relation in relations_to(target):
        for constraint, _names in merge_joins.Alike(model, relation).unique:
            merge_joins.holds(constraint.condition, model())


def test_every_constraint_by_expression_has_fields_in_which_its_rows_are_the_same():
    for target in (Person, Organization):
        for model, relation in relations_to(target):
            for constraint in model._meta.constraints:
                if getattr(constraint, "expressions", ()) and relation.name in str(constraint):
                    assert merge_joins.Alike(model, relation).same, constraint


def test_nothing_points_at_people_from_outside_our_apps():
    ours = {"crm", "contacts", "advocacy"}

    assert {m._meta.app_label for m, _f in relations_to(Person)} <= ours
    assert apps.get_model("contacts", "Person") is Person
