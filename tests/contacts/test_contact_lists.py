"""Contact lists: static and dated, dynamic and current; who may change them; held against each other."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from advocacy.choices import Dimension
from advocacy.models import Audience, AudienceCondition, AudienceCriterion
from contacts.choices import ListKind
from contacts.filters.lists import people_on
from contacts.models import ContactList, ContactListMember
from contacts.services import lists
from crm.common import writes
from crm.common.dates import today
from crm.common.writes import Conflict
from crm.models import User
from tests import make
from tests.base import client_of

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def on(contact_list: ContactList) -> list[str]:
    return sorted(person.family_name for person in people_on(contact_list))


def dynamic(actor: User, name: str, query: str, **fields) -> ContactList:
    return lists.add(name=name, kind=ListKind.DYNAMIC, query=query, actor=actor, **fields)


# --- Who is on it -----------------------------------------------------------------------------------------


def test_people_stand_on_a_static_list_from_a_day_until_the_day_before_they_leave(alma: User) -> None:
    person = make.person("Maja Ek")
    made = lists.add(name="Lunch", actor=alma, people=[person.pk])
    row = made.members.get()
    assert row.starts_on == today()
    ContactListMember.objects.update(starts_on=today() - 9 * DAY)

    assert lists.take_off(contact_list=made, people=[person.pk], actor=alma) == 1
    row.refresh_from_db()
    assert (row.ends_on, on(made)) == (today() - DAY, [])

    assert lists.put(contact_list=made, people=[person.pk, person.pk], actor=alma) == 1
    assert lists.put(contact_list=made, people=[person.pk], actor=alma) == 0
    assert (made.members.count(), on(made)) == (2, ["Ek"])


def test_who_came_today_and_leaves_today_was_never_there_and_history_knows(alma: User) -> None:
    person = make.person("Maja Ek")
    made = lists.add(name="Lunch", actor=alma, people=[person.pk])

    lists.take_off(contact_list=made, people=[person.pk], actor=alma)

    assert not made.members.exists()
    assert list(ContactListMember.history.values_list("history_type", flat=True)) == ["-", "+"]


def test_dynamic_list_stays_current(alma: User) -> None:
    made = dynamic(alma, "Centern", "party=C")
    make.mp("Maja Lindqvist", code="C")
    assert on(made) == ["Lindqvist"]
    make.mp("Åsa Öberg", code="C")
    assert on(made) == ["Lindqvist", "Öberg"]


def test_mine_on_a_shared_list_stays_that_of_who_made_it(alma: User, eva: User) -> None:
    make.person("Hos Alma", owner=alma)
    make.person("Hos Eva", owner=eva)
    made = dynamic(alma, "Mina", "owner=me")

    page = client_of(eva).get(f"/personer/?list={made.pk}")

    assert [p.family_name for p in page.context["object_list"]] == ["Alma"]


def test_list_that_another_builds_on_is_named_to_those_who_see_it(alma: User, eva: User) -> None:
    own = lists.add(name="Tänkbara", actor=eva, is_shared=False)
    made = dynamic(eva, "Vårmötet", f"list={own.pk}")

    assert "Tänkbara" in client_of(eva).get(made.get_absolute_url()).content.decode()
    page = client_of(alma).get(made.get_absolute_url()).content.decode()
    assert "Vårmötet" in page
    assert "Tänkbara" not in page


def test_selection_that_builds_on_ones_own_list_says_beside_the_choice_what_the_others_see(alma: User) -> None:
    own = lists.add(name="Tänkbara", actor=alma, is_shared=False)
    open_to_all = lists.add(name="Öppen", actor=alma)
    page = reverse("contacts:list_add", query={"urval": f"list={own.pk}&not_list={open_to_all.pk}"})

    help_text = client_of(alma).get(page).context["form"].fields["is_shared"].help_text
    assert "bygger på Tänkbara, en lista som inte delas" in help_text

    plain = reverse("contacts:list_add", query={"urval": f"list={open_to_all.pk}"})
    assert "bygger på" not in client_of(alma).get(plain).content.decode()

    made = dynamic(alma, "Vårmötet", f"list={own.pk}")
    edit = client_of(alma).get(reverse("contacts:list_edit", args=[made.pk]))
    assert "bygger på Tänkbara, en lista som inte delas" in edit.content.decode()


def test_manager_who_edits_such_a_list_is_not_told_what_the_other_one_is_called(alma: User, eva: User) -> None:
    own = lists.add(name="Tänkbara", actor=alma, is_shared=False)
    made = dynamic(alma, "Vårmötet", f"list={own.pk}")

    page = client_of(eva).get(reverse("contacts:list_edit", args=[made.pk])).content.decode()

    assert "bygger på kontaktlista, en lista som inte delas" in page
    assert "Tänkbara" not in page


def test_manager_is_not_offered_to_replace_the_filter_of_another_ones_own_list(alma: User, eva: User) -> None:
    dynamic(alma, "Tänkbara", "party=C", is_shared=False)
    dynamic(alma, "Vårmötet", "party=C")

    html = client_of(eva).get(reverse("contacts:list_add"), {"urval": "email=yes"}).content.decode()

    assert "Vårmötet" in html
    assert "Tänkbara" not in html


def test_list_whose_filter_cannot_be_used_any_more_says_so(alma: User) -> None:
    made = dynamic(alma, "Taggade", "tag=4711")

    page = client_of(alma).get(made.get_absolute_url())

    assert list(page.context["object_list"]) == []
    assert "Urvalet går inte längre att använda" in page.content.decode()


def test_people_are_not_put_on_a_dynamic_list(alma: User) -> None:
    made = dynamic(alma, "Centern", "party=C")

    with pytest.raises(ValidationError):
        lists.put(contact_list=made, people=[make.person().pk], actor=alma)


def test_who_stood_on_a_list_on_another_day_is_asked_in_the_list_and_in_the_register(alma: User) -> None:
    early, late = make.person("Tidig Ek"), make.person("Sen Ek")
    made = lists.add(name="Lunch", actor=alma, people=[early.pk, late.pk])
    ContactListMember.objects.filter(person=early).update(starts_on="2025-01-01", ends_on="2025-12-31")
    client = client_of(alma)

    for address in (f"{made.get_absolute_url()}?", f"/personer/?list={made.pk}&"):
        now, then = client.get(address), client.get(f"{address}list_day=2025-06-01")
        assert [p.given_name for p in now.context["object_list"]] == ["Sen"], address
        assert [p.given_name for p in then.context["object_list"]] == ["Tidig"], address
    assert client.get(f"{made.get_absolute_url()}?list_day=igår").status_code == 200


# --- Circles -------------------------------------------------------------------------------------------------


def test_list_that_builds_on_itself_by_way_of_another_is_refused(alma: User) -> None:
    first = dynamic(alma, "Första", "party=C")
    second = dynamic(alma, "Andra", f"list={first.pk}")
    third = dynamic(alma, "Tredje", f"party=S&not_list={second.pk}")

    for query in (f"list={first.pk}", f"not_list={second.pk}", f"list={third.pk}&party=C"):
        with pytest.raises(ValidationError, match="bygga på sig själv"):
            lists.edit(
                contact_list=first, actor=alma, name="Första", description="", is_shared=True, query=query
            )  # fmt: skip


def test_a_circle_that_is_there_all_the_same_finds_nobody_and_ends(alma: User) -> None:
    first, second = dynamic(alma, "Första", "party=C"), dynamic(alma, "Andra", "party=C")
    make.mp("Maja Ek", code="C")
    ContactList.objects.filter(pk=first.pk).update(query=f"list={second.pk}")
    ContactList.objects.filter(pk=second.pk).update(query=f"list={first.pk}")

    assert on(ContactList.objects.get(pk=first.pk)) == []
    assert client_of(alma).get(f"/personer/?list={first.pk}").status_code == 200


def test_shared_list_may_build_on_one_that_only_its_owner_sees(alma: User, bo: User) -> None:
    hidden = lists.add(name="Hemlig", actor=alma, is_shared=False, people=[make.person("Maja Ek").pk])
    shared = dynamic(alma, "Öppen", f"list={hidden.pk}")

    page = client_of(bo).get(shared.get_absolute_url())

    assert [p.family_name for p in page.context["object_list"]] == ["Ek"]
    assert client_of(bo).get(hidden.get_absolute_url()).status_code == 404
    assert "Filtret går inte" in client_of(bo).get(f"/personer/?list={hidden.pk}").content.decode()


# --- Who may, and two at once ---------------------------------------------------------------------------------


def test_owner_and_managers_change_a_list_and_editors_fill_a_shared_one(alma: User, bo: User, eva: User) -> None:
    made = lists.add(name="Evas", actor=eva)
    person = make.person()

    with pytest.raises(PermissionDenied):
        lists.edit(contact_list=made, actor=alma, name="Almas", description="", is_shared=True)
    with pytest.raises(PermissionDenied):
        lists.put(contact_list=made, people=[person.pk], actor=bo)
    assert lists.put(contact_list=made, people=[person.pk], actor=alma) == 1

    own = lists.add(name="Almas egen", actor=alma, is_shared=False)
    assert lists.edit(contact_list=own, actor=eva, name="Bytt", description="", is_shared=False).name == "Bytt"


def test_two_who_change_a_list_at_once_do_not_overwrite_each_other(alma: User) -> None:
    made = lists.add(name="Lunch", actor=alma)
    lists.edit(contact_list=made, actor=alma, version=1, name="Middag", description="", is_shared=True)

    with pytest.raises(Conflict):
        lists.edit(contact_list=made, actor=alma, version=1, name="Frukost", description="", is_shared=True)
    page = client_of(alma).post(
        reverse("contacts:list_edit", args=[made.pk]),
        {"name": "Frukost", "description": "", "owner": alma.pk, "is_shared": "on", "version": 1},
    )
    assert page.status_code == 409
    assert "Middag" in page.content.decode()


def test_archiving_twice_does_not_restore(alma: User) -> None:
    made = lists.add(name="Lunch", actor=alma)
    page = reverse("contacts:list_archive", args=[made.pk])

    for _click in range(2):
        client_of(alma).post(page, {})

    made.refresh_from_db()
    assert made.is_archived
    client_of(alma).post(page, {"restore": "1", "version": made.version})
    made.refresh_from_db()
    assert not made.is_archived


# --- Pages ------------------------------------------------------------------------------------------------------


def test_selection_is_saved_as_a_list_that_stays_or_follows(alma: User) -> None:
    make.mp("Maja Lindqvist", code="C")
    make.mp("Per Ahl", code="S")
    client = client_of(alma)
    page = reverse("contacts:list_add", query={"urval": "party=C&sort=-name"})
    assert client.get(page).context["count"] == 1

    for name, kind in (("Fast", "static"), ("Levande", "dynamic")):
        assert client.post(page, {"name": name, "kind": kind, "is_shared": "on"}).status_code == 302
    make.mp("Åsa Öberg", code="C")

    assert on(ContactList.objects.get(name="Fast")) == ["Lindqvist"]
    assert on(ContactList.objects.get(name="Levande")) == ["Lindqvist", "Öberg"]
    assert ContactList.objects.get(name="Levande").query == "party=C"


def test_selection_replaces_that_of_a_dynamic_list(alma: User) -> None:
    made = dynamic(alma, "Centern", "party=C")
    make.mp("Per Ahl", code="S")
    page = reverse("contacts:list_add", query={"urval": "party=S"})

    answer = client_of(alma).post(page, {"name": "", "kind": "dynamic", "into": made.pk})

    assert answer.status_code == 302
    made.refresh_from_db()
    assert (made.query, made.name, made.version) == ("party=S", "Centern", 2)


def test_the_same_name_twice_is_an_error_beside_the_name(alma: User) -> None:
    lists.add(name="Lunch", actor=alma)

    page = client_of(alma).post(reverse("contacts:list_add"), {"name": "Lunch", "is_shared": "on"})

    assert page.status_code == 422
    assert "name" in page.context["form"].errors


def test_list_page_shows_its_people_and_filters_among_them(alma: User) -> None:
    maja, per = make.mp("Maja Lindqvist", code="C"), make.mp("Per Ahl", code="S")
    make.mp("Utan För", code="C")
    made = lists.add(name="Lunch", actor=alma, people=[maja.pk, per.pk])
    client = client_of(alma)

    whole, some = client.get(made.get_absolute_url()), client.get(f"{made.get_absolute_url()}?party=C")

    assert [p.family_name for p in whole.context["object_list"]] == ["Ahl", "Lindqvist"]
    assert [p.family_name for p in some.context["object_list"]] == ["Lindqvist"]
    assert ("list", str(made.pk)) in some.context["bulk_state"]
    assert f"/personer/export/?list={made.pk}" in whole.content.decode()


def test_people_are_put_on_and_taken_off_from_the_list_and_from_the_person(alma: User) -> None:
    maja, per = make.person("Maja Ek"), make.person("Per Ahl")
    made = lists.add(name="Lunchlistan", actor=alma)
    client = client_of(alma)

    client.post(reverse("contacts:list_put", args=[made.pk]), {"people": [maja.pk]})
    client.post(reverse("contacts:person_put", args=[per.pk]), {"contact_list": made.pk})
    assert on(made) == ["Ahl", "Ek"]
    assert "Lunchlistan" in client.get(per.get_absolute_url()).content.decode()

    gone = client.post(reverse("contacts:list_take_off", args=[made.pk, per.pk]), {"person": "1"})
    assert gone.url == per.get_absolute_url()
    assert on(made) == ["Ek"]


def test_lists_are_counted_in_the_list_of_lists(alma: User) -> None:
    make.mp("Maja Ek", code="C")
    lists.add(name="Fast", actor=alma, people=[make.person().pk, make.person().pk])
    living = dynamic(alma, "Levande", "party=C")
    client = client_of(alma)

    rows = {row.name: row for row in client.get(reverse("contacts:list_list")).context["object_list"]}
    counts = client.get(reverse("contacts:list_counts", query={"id": living.pk})).content.decode()

    assert rows["Fast"].member_count == 2
    assert f'id="people-on-{living.pk}" hx-swap-oob="true">1<' in counts


def test_list_of_lists_costs_the_same_whatever_its_rows(alma: User, django_assert_max_num_queries) -> None:
    client, page = client_of(alma), reverse("contacts:list_list")
    dynamic(alma, "Första", "party=C")
    with django_assert_max_num_queries(10) as few:
        client.get(page)
    for number in range(12):
        dynamic(alma, f"Nr {number}", "party=C")
    with django_assert_max_num_queries(10) as many:
        assert len(client.get(page).context["object_list"]) == 13
    assert len(few) == len(many)


def test_lists_are_held_against_each_other(alma: User) -> None:
    only_a, in_both, only_b = (make.person(f"Nr {name}") for name in ("A", "AB", "B"))
    a = lists.add(name="Ena", actor=alma, people=[only_a.pk, in_both.pk])
    b = lists.add(name="Andra", actor=alma, people=[in_both.pk, only_b.pk])
    client = client_of(alma)

    parts = client.get(reverse("contacts:list_compare"), {"a": a.pk, "b": b.pk}).context["parts"]

    assert [(part.label, part.count) for part in parts] == [
        ("Ena", 2), ("Andra", 2), ("I båda", 1), ("I någon av dem", 3),
        ("I Ena, inte i Andra", 1), ("I Andra, inte i Ena", 1),
    ]  # fmt: skip
    for part in parts:
        assert client.get(part.url).context["page_obj"].paginator.count == part.count, part.label
    client.post(parts[4].save_url, {"name": "Bara ena", "kind": "static", "is_shared": "on"})
    assert on(ContactList.objects.get(name="Bara ena")) == ["A"]


# --- Audiences ----------------------------------------------------------------------------------------------------


def condition(contact_list: ContactList) -> AudienceCondition:
    audience = writes.save(Audience(name="Målgrupp"), actor=make.actor())
    criterion = writes.save(AudienceCriterion(audience=audience, label="På listan"), actor=make.actor())
    return AudienceCondition(criterion=criterion, dimension=Dimension.CONTACT_LIST, contact_list=contact_list)


def test_audience_takes_a_dated_list_and_refuses_one_that_only_knows_today(alma: User) -> None:
    writes.save(condition(lists.add(name="Fast", actor=alma)), actor=alma)
    Audience.objects.all().delete()

    with pytest.raises(ValidationError, match="gäller idag"):
        writes.save(condition(dynamic(alma, "Levande", "party=C")), actor=alma)
