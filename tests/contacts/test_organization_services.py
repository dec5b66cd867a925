"""Adding, editing and archiving organizations."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from contacts.models import Organization
from contacts.services import organizations
from contacts.services.contact_details import Detail
from crm.common import writes
from crm.models import User
from tests import make

pytestmark = pytest.mark.django_db


def test_editor_adds_organization_with_number_and_addresses(alma: User) -> None:
    made = organizations.add(
        name=" Region  Uppsala ",
        kind="region",
        level="regional",
        organization_number="2321000024",
        details=[Detail("web", "https://regionuppsala.se")],
        actor=alma,
    )
    assert (made.name, made.organization_number) == ("Region Uppsala", "232100-0024")
    assert made.search_text == "region uppsala 232100 0024 2321000024"
    assert made.contact_details.get().is_preferred
    assert made.history.get().history_user == alma


@pytest.mark.parametrize("number", ["232100-0025", "811228-9874", "abc"])
def test_wrong_number_and_personal_number_are_refused(number: str) -> None:
    with pytest.raises(ValidationError) as caught:
        make.organization(organization_number=number)
    assert "organization_number" in caught.value.message_dict
    assert not Organization.objects.exists()


def test_two_organizations_cannot_share_a_number() -> None:
    make.organization(organization_number="232100-0024")
    with pytest.raises(ValidationError, match="redan"):
        make.organization(organization_number="2321000024")


def test_tree_cannot_become_a_circle(alma: User) -> None:
    top = make.organization("Topp")
    middle = make.organization("Mitten", parent=top)
    low = make.organization("Botten", parent=middle)
    for parent in (low, middle, top):
        with pytest.raises(ValidationError) as caught:
            organizations.edit(organization=top, parent=parent, actor=alma)
        assert "parent" in caught.value.message_dict
    assert organizations.edit(organization=low, parent=top, actor=alma).parent == top


def test_edit_changes_what_is_given_and_tells_of_conflicts(alma: User, eva: User) -> None:
    made = make.organization("Vägverket", level="national")
    organizations.edit(organization=made, name="Trafikverket", version=1, actor=eva)
    with pytest.raises(writes.Conflict):
        organizations.edit(organization=made, name="Banverket", version=1, actor=alma)
    made.refresh_from_db()
    assert (made.name, made.level, made.sort_key, made.version) == ("Trafikverket", "national", "trafikverket", 2)


def test_archived_organization_leaves_pickers_and_can_return(alma: User) -> None:
    made = make.organization()
    organizations.archive(organization=made, actor=alma)
    assert not Organization.objects.pickable().exists()
    organizations.restore(organization=made, actor=alma)
    assert Organization.objects.pickable().exists()


def test_reader_cannot_change_organizations(bo: User) -> None:
    made = make.organization()
    for act in (
        lambda: organizations.add(name="X", kind="agency", actor=bo),
        lambda: organizations.edit(organization=made, name="X", actor=bo),
        lambda: organizations.archive(organization=made, actor=bo),
        lambda: organizations.restore(organization=made, actor=bo),
    ):
        with pytest.raises(PermissionDenied):
            act()
    assert made.history.count() == 1
