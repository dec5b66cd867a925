"""Mandates added, changed, ended and struck on the pages."""

import datetime as dt

import pytest

from contacts.models import Membership
from contacts.services import memberships
from crm.common.dates import today
from crm.models import User
from tests import make
from tests.base import client_of
from tests.contacts.forms import filled

pytestmark = pytest.mark.django_db
D = dt.date


@pytest.fixture
def mandate() -> Membership:
    make.mp("Maja Lindqvist", constituency=make.area(), code="C")
    return Membership.objects.get()


def test_editor_adds_a_mandate(alma: User) -> None:
    person, riksdag = make.person(), make.riksdag()
    client, url = client_of(alma), f"/personer/{person.pk}/nytt-uppdrag/"
    county = make.area()
    asked = {"organization": riksdag.pk, "role": "Riksdagsledamot", "kind": "elected", "area": county.pk}
    response = client.post(url, filled(client, url, **asked, party=make.party("C").pk, starts_on="2026-09-28"))
    assert response.headers["Location"] == f"/personer/{person.pk}/"
    made = person.memberships.get()
    assert (made.organization, made.area, made.party.code, made.starts_on, made.ends_on) == (
        riksdag, county, "C", D(2026, 9, 28), None,
    )  # fmt: skip
    assert made.history.get().history_user == alma


def test_organization_in_the_address_is_filled_in(alma: User) -> None:
    person, riksdag = make.person(), make.riksdag()
    page = client_of(alma).get(f"/personer/{person.pk}/nytt-uppdrag/?organization={riksdag.pk}").content.decode()
    assert f'name="organization" value="{riksdag.pk}"' in page


def test_mistakes_stand_beside_their_fields(alma: User, mandate: Membership) -> None:
    client, url = client_of(alma), f"/personer/{mandate.person_id}/nytt-uppdrag/"
    wrong = client.post(url, filled(client, url, role="X", starts_on="2026-01-02", ends_on="2026-01-01"))
    assert set(wrong.context["form"].errors) == {"organization", "kind", "ends_on"}
    same = {"organization": mandate.organization_id, "role": mandate.role, "kind": "elected"}
    twice = client.post(
        url, filled(client, url, **same, party=mandate.party_id, area=mandate.area_id, starts_on="2024-01-01")
    )
    assert "Är det två uppdrag?" in twice.content.decode()
    assert Membership.objects.count() == 1


def test_role_that_runs_into_one_held_is_asked_about_and_can_be_both(alma: User, mandate: Membership) -> None:
    client, url = client_of(alma), f"/personer/{mandate.person_id}/nytt-uppdrag/"
    same = {"organization": mandate.organization_id, "role": mandate.role, "kind": "elected"}
    data = filled(client, url, **same, party=mandate.party_id, area=mandate.area_id, starts_on="2025-01-01")
    assert 'type="checkbox" name="is_another"' not in client.get(url).content.decode()
    assert 'type="checkbox" name="is_another"' in client.post(url, data).content.decode()
    assert client.post(url, {**data, "is_another": "on"}).status_code == 302
    assert Membership.objects.count() == 2
    again = client.post(url, {**data, "is_another": "on"})
    assert "den rollen i organisationen från den dagen" in again.content.decode(), "twice from one day is never right"
    assert Membership.objects.count() == 2


def test_ended_mandate_moves_to_the_past(alma: User, mandate: Membership) -> None:
    client, url = client_of(alma), f"/uppdrag/{mandate.pk}/avsluta/"
    assert f'value="{today():%Y-%m-%d}"' in client.get(url).content.decode()
    client.post(url, filled(client, url, on="2024-05-31", reason="Avgick"))
    mandate.refresh_from_db()
    assert mandate.ends_on == D(2024, 5, 31)
    past = client.get(f"/personer/{mandate.person_id}/").context["past"]
    assert past == [mandate]


def test_end_before_the_start_is_refused_beside_the_field(alma: User, mandate: Membership) -> None:
    client, url = client_of(alma), f"/uppdrag/{mandate.pk}/avsluta/"
    response = client.post(url, filled(client, url, on="2020-01-01"))
    assert response.status_code == 422
    assert response.context["form"].errors["on"]


def test_changed_mandate_is_two_the_old_one_untouched_but_for_its_end(alma: User, mandate: Membership) -> None:
    client, url = client_of(alma), f"/uppdrag/{mandate.pk}/andra/"
    client.post(url, filled(client, url, on="2024-01-01", party=make.party("S").pk))
    old, new = Membership.objects.order_by("starts_on")
    assert (old.party.code, old.ends_on) == ("C", D(2023, 12, 31))
    assert (new.party.code, new.starts_on, new.role, new.area) == ("S", D(2024, 1, 1), old.role, old.area)


def test_change_that_changes_nothing_is_refused(alma: User, mandate: Membership) -> None:
    client, url = client_of(alma), f"/uppdrag/{mandate.pk}/andra/"
    response = client.post(url, filled(client, url, on="2024-01-01"))
    assert "Inget är ändrat." in response.content.decode()
    assert Membership.objects.count() == 1


def test_struck_mandate_is_gone_and_its_pages_too(alma: User, mandate: Membership) -> None:
    client, url = client_of(alma), f"/uppdrag/{mandate.pk}/stryk/"
    assert client.post(url, filled(client, url)).status_code == 422
    client.post(url, filled(client, url, reason="Fel person"))
    mandate.refresh_from_db()
    assert mandate.struck_reason == "Fel person"
    for action in ("avsluta", "andra", "stryk"):
        assert client.get(f"/uppdrag/{mandate.pk}/{action}/").status_code == 404


def test_second_of_two_editors_sees_what_the_first_did(alma: User, eva: User, mandate: Membership) -> None:
    client, url = client_of(alma), f"/uppdrag/{mandate.pk}/avsluta/"
    data = filled(client, url, on="2024-05-31")
    memberships.end(membership=mandate, on=D(2023, 1, 31), actor=eva)
    response = client.post(url, data)
    assert response.status_code == 409
    assert "Eva Lund" in response.content.decode()
    assert "2023-01-31" in response.content.decode()


def test_reader_is_refused_and_outsider_finds_nothing(bo: User, cai: User, mandate: Membership) -> None:
    paths = [f"/uppdrag/{mandate.pk}/{action}/" for action in ("avsluta", "andra", "stryk")]
    for path in [*paths, f"/personer/{mandate.person_id}/nytt-uppdrag/"]:
        for user, status in ((bo, 403), (cai, 404)):
            assert client_of(user).get(path).status_code == status
            assert client_of(user).post(path, {"on": "2024-01-01", "reason": "X"}).status_code == status
    assert mandate.history.count() == 1
