"""Mandates: added, ended, changed, struck."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from contacts.choices import RoleKind
from contacts.models import Membership, MembershipStatus
from contacts.services import memberships
from crm.common import writes
from crm.models import User
from tests import make

pytestmark = pytest.mark.django_db
D = dt.date


def mandate(**fields: object) -> Membership:
    return make.membership(**{"starts_on": D(2022, 9, 26), "party": make.party("C"), **fields})


def test_mandate_is_held_from_its_first_day_to_its_last(alma: User) -> None:
    made = mandate()
    ended = memberships.end(membership=made, on=D(2024, 5, 31), actor=alma, reason="Avgick")
    assert ended.ends_on == D(2024, 5, 31)
    held = Membership.objects.active_on
    assert [held(day).exists() for day in (D(2022, 9, 25), D(2022, 9, 26), D(2024, 5, 31), D(2024, 6, 1))] == [
        False, True, True, False,
    ]  # fmt: skip
    assert ended.history.first().history_change_reason == "Avgick"


def test_mandate_cannot_end_before_it_started_nor_later_than_it_ended(alma: User) -> None:
    made = mandate(ends_on=D(2026, 9, 27))
    for day in (D(2022, 9, 25), D(2026, 9, 28)):
        with pytest.raises(ValidationError):
            memberships.end(membership=made, on=day, actor=alma)
    assert memberships.end(membership=made, on=D(2025, 1, 31), actor=alma).ends_on == D(2025, 1, 31)


def test_changed_mandate_is_an_ended_one_and_a_new_one(alma: User) -> None:
    made = mandate(role="Ledamot", ends_on=D(2026, 9, 27), side="majority", source="Riksdagen")
    new = memberships.change(membership=made, on=D(2024, 1, 1), role="Vice ordförande", party=None, actor=alma)
    made.refresh_from_db()
    assert (made.role, made.party.code, made.ends_on) == ("Ledamot", "C", D(2023, 12, 31))
    assert (new.role, new.party, new.starts_on, new.ends_on) == (
        "Vice ordförande", None, D(2024, 1, 1), D(2026, 9, 27),
    )  # fmt: skip
    assert (new.person, new.organization, new.side, new.source) == (made.person, made.organization, "majority", "")


def test_change_needs_a_change_and_a_day_within_the_mandate(alma: User) -> None:
    made = mandate(ends_on=D(2026, 9, 27))
    for day, role in ((D(2024, 1, 1), "Ledamot"), (D(2022, 9, 26), "X"), (D(2026, 9, 28), "X")):
        with pytest.raises(ValidationError):
            memberships.change(membership=made, on=day, role=role, actor=alma)
    assert Membership.objects.get().ends_on == D(2026, 9, 27)


def test_leave_goes_on_when_the_mandate_changes_on_the_way(alma: User) -> None:
    made = mandate()
    leave = MembershipStatus(membership=made, status="on_leave", starts_on=D(2023, 3, 1), ends_on=D(2024, 6, 30))
    writes.save(leave, actor=alma)

    new = memberships.change(membership=made, on=D(2024, 1, 1), party=None, actor=alma)

    days = ("membership", "starts_on", "ends_on")
    assert list(MembershipStatus.objects.order_by("starts_on").values_list(*days)) == [
        (made.pk, D(2023, 3, 1), D(2023, 12, 31)),
        (new.pk, D(2024, 1, 1), D(2024, 6, 30)),
    ]
    assert not Membership.objects.serving_on(D(2024, 3, 1)).exists()
    assert Membership.objects.serving_on(D(2024, 7, 1)).get() == new


def test_mandate_whose_start_is_not_known_cannot_change_before_all_days(alma: User) -> None:
    with pytest.raises(ValidationError):
        memberships.change(membership=mandate(starts_on=None), on=D.min, role="X", actor=alma)


def test_failed_change_ends_nothing(alma: User) -> None:
    made = mandate()
    mandate(who=made.person, where=made.organization, role="Ordförande", starts_on=D(2025, 1, 1))
    with pytest.raises(ValidationError, match="redan"):
        memberships.change(membership=made, on=D(2024, 1, 1), role="Ordförande", actor=alma)
    made.refresh_from_db()
    assert made.ends_on is None


def test_struck_mandate_leaves_every_list_and_stays_in_history(alma: User) -> None:
    made = mandate()
    memberships.strike(membership=made, reason="Fel person", actor=alma)
    made.refresh_from_db()
    assert made.is_struck
    assert not Membership.objects.active_on(D(2023, 1, 1)).exists()
    assert made.history.first().struck_reason == "Fel person"
    for act in (memberships.end, memberships.change):
        with pytest.raises(ValidationError, match="struket"):
            act(membership=made, on=D(2024, 1, 1), actor=alma)


def test_striking_asks_why(alma: User) -> None:
    with pytest.raises(ValidationError, match="varför"):
        memberships.strike(membership=mandate(), reason="  ", actor=alma)


def test_same_role_twice_at_one_time_is_refused_but_not_after_it_ended_or_was_struck(alma: User) -> None:
    first = mandate(ends_on=D(2023, 12, 31))
    same = {"who": first.person, "where": first.organization}
    for start, end in ((D(2023, 1, 1), None), (None, D(2022, 9, 26)), (None, None)):
        with pytest.raises(ValidationError, match="redan"):
            mandate(**same, starts_on=start, ends_on=end)
    again = mandate(**same, starts_on=D(2024, 1, 1))
    memberships.strike(membership=again, reason="Fel", actor=alma)
    mandate(**same, starts_on=D(2024, 1, 1))


def test_days_in_the_wrong_order_are_refused() -> None:
    with pytest.raises(ValidationError) as caught:
        mandate(starts_on=D(2024, 1, 2), ends_on=D(2024, 1, 1))
    assert "ends_on" in caught.value.message_dict


def test_only_a_substitute_stands_in_for_somebody(alma: User) -> None:
    seat = mandate()
    with pytest.raises(ValidationError) as caught:
        mandate(stands_in_for=seat)
    assert "stands_in_for" in caught.value.message_dict
    assert mandate(kind=RoleKind.SUBSTITUTE, stands_in_for=seat).stands_in_for == seat


def test_second_of_two_editors_is_told(alma: User, eva: User) -> None:
    made = mandate()
    memberships.end(membership=made, on=D(2024, 1, 1), version=1, actor=eva)
    for act, extra in (
        (memberships.end, {"on": D(2023, 1, 1)}),
        (memberships.change, {"on": D(2023, 1, 1), "role": "X"}),
        (memberships.strike, {"reason": "X"}),
    ):
        with pytest.raises(writes.Conflict):
            act(membership=made, version=1, actor=alma, **extra)


def test_reader_cannot_touch_mandates(bo: User) -> None:
    made = mandate()
    for act in (
        lambda: memberships.add(person=made.person, organization=made.organization, role="X", kind="member", actor=bo),
        lambda: memberships.end(membership=made, on=D(2024, 1, 1), actor=bo),
        lambda: memberships.change(membership=made, on=D(2024, 1, 1), role="X", actor=bo),
        lambda: memberships.strike(membership=made, reason="X", actor=bo),
    ):
        with pytest.raises(PermissionDenied):
            act()
    assert made.history.count() == 1
