"""How much people weigh: by mandate, per priority where their body deals with it, and as staff know better."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from advocacy.models import Audience, AudienceCondition, AudienceCriterion, Influence
from advocacy.services import influences
from contacts.choices import OrganizationKind, RoleKind
from contacts.services import memberships
from crm.common import writes
from crm.common.dates import today
from crm.common.undo import undo
from tests import make, make_advocacy
from tests.base import client_of

pytestmark = pytest.mark.django_db
BEGAN = dt.date(2026, 9, 28)


@pytest.fixture
def committee():
    return make.organization("Trafikutskottet", OrganizationKind.COMMITTEE, level="national", sector="politics")


@pytest.fixture
def about(committee):
    """A priority with a goal whose audience is the committee."""
    priority = make_advocacy.priority("Systemanalys 2024")
    audience = writes.save(Audience(name="De som beslutar"), actor=make.actor())
    row = writes.save(AudienceCriterion(audience=audience, label="Utskottet"), actor=make.actor())
    condition = AudienceCondition(criterion=row, dimension="organization", organization=committee)
    writes.save(condition, actor=make.actor())
    make_advocacy.goal(priority, audience=audience)
    return priority


def seated(name, where, role="Ledamot", **fields):
    who = make.person(name)
    make.membership(who, where, role, starts_on=BEGAN, **fields)
    return who


def level(who, priority=None):
    return influences.weight_of(who, priority).level


def test_seat_in_the_committee_weighs_most_in_what_the_committee_deals_with(about, committee):
    maja, other = seated("Maja Lindqvist", committee), make_advocacy.priority("Kultur")
    assert (level(maja, about), level(maja, other), level(maja)) == ("high", "medium", "medium")
    assert influences.weight_of(maja, about).reason == "Ledamot, Trafikutskottet"


def test_committee_that_deals_with_a_priority_deals_with_what_is_below_and_above_it(about, committee):
    maja = seated("Maja Lindqvist", committee)
    assert level(maja, make_advocacy.priority("Järnväg", parent=about)) == "high"
    above = make_advocacy.priority("Infrastruktur")
    about.parent = above
    writes.save(about, actor=make.actor())
    assert level(maja, above) == "high"
    assert level(maja, make_advocacy.priority("Syskon", parent=above)) == "medium"


@pytest.mark.parametrize(
    ("where", "named", "role", "kind", "weighs"),
    [
        ("ministry", {"level": "national"}, "Statsråd", RoleKind.REPRESENTATIVE, "medium"),
        ("ministry", {"level": "national"}, "Departementssekreterare", RoleKind.OFFICIAL, "low"),
        ("assembly", {"level": "national"}, "Talman", RoleKind.ELECTED, "medium"),
        ("party", {"level": "national"}, "Gruppledare", RoleKind.ELECTED, "high"),
        ("assembly", {"level": "national"}, "Riksdagsledamot", RoleKind.ELECTED, "medium"),
        ("board", {"level": "regional"}, "Regionråd, ordförande", RoleKind.ELECTED, "medium"),
        ("assembly", {"level": "local"}, "Ledamot", RoleKind.ELECTED, "low"),
        ("agency", {"level": "national"}, "Generaldirektör", RoleKind.OFFICIAL, "medium"),
        ("agency", {"level": "national"}, "Utredare", RoleKind.OFFICIAL, "low"),
        ("committee", {"level": "national"}, "Suppleant", RoleKind.SUBSTITUTE, "low"),
    ],
)
def test_mandate_weighs_as_the_table_says(where, named, role, kind, weighs):
    assert level(seated("Maja Lindqvist", make.organization("Organet", where, **named), role, kind=kind)) == weighs


def test_weightiest_mandate_decides_and_ended_ones_and_our_own_bodies_do_not(about, committee):
    council = make.organization("Kommunfullmäktige", OrganizationKind.ASSEMBLY, level="local")
    maja = seated("Maja Lindqvist", council)
    make.membership(maja, committee, starts_on=BEGAN)
    assert level(maja, about) == "high"
    held = maja.memberships.get(organization=committee)
    memberships.end(membership=held, on=today() - dt.timedelta(days=1), actor=make.actor())
    assert level(maja, about) == "low"
    ours = make.organization("Styrgruppen", OrganizationKind.STEERING_GROUP, is_own_body=True)
    inside = seated("Olle Berg", ours, "Ordförande", kind=RoleKind.MEMBER)
    assert influences.weight_of(inside) == influences.weightless()


def test_what_staff_set_for_the_priority_comes_before_what_they_set_for_all(alma, about, committee):
    maja = seated("Maja Lindqvist", committee)
    influences.set_level(actor=alma, person=maja, level="medium", reason="Ny i rollen")
    assert level(maja, about) == level(maja) == "medium"
    influences.set_level(actor=alma, person=maja, level="low", reason="Lyssnas inte på", priority=about)
    assert (level(maja, about), level(maja)) == ("low", "medium")


def test_it_is_set_on_the_page_with_reason_and_history_and_can_be_taken_back(alma, bo, about, committee):
    maja = seated("Maja Lindqvist", committee)
    address = reverse("advocacy:influence_edit", args=[maja.pk])
    assert address in client_of(alma).get(maja.get_absolute_url()).content.decode()
    blank = client_of(alma).post(address, {"priority": about.pk, "level": "low", "reason": " "})
    assert blank.status_code == 422 and "reason" in blank.context["form"].errors
    client_of(alma).post(address, {"priority": about.pk, "level": "low", "reason": "Avgår i vår"})
    client_of(alma).post(address, {"priority": about.pk, "level": "medium", "reason": "Stannar kvar"})
    own = Influence.objects.get()
    assert (own.set_by, own.version, own.history.count()) == (alma, 2, 2)
    shown = client_of(bo).get(f"{address}?priority={about.pk}").content.decode()
    assert "Avgår i vår" in shown and "Stannar kvar" in shown and "Sätt inflytandet själv" not in shown
    card = client_of(bo).get(reverse("advocacy:influence_person", args=[maja.pk])).content.decode()
    assert "Stannar kvar" in card and "Ledamot, Trafikutskottet" in card
    client_of(alma).post(reverse("advocacy:influence_clear", args=[own.pk]))
    assert level(maja, about) == "high"
    undo(operation=Influence.history.filter(history_type="-").get().operation, actor=alma)
    assert level(maja, about) == "medium"


def test_reader_sets_nothing_and_a_reason_is_needed(alma, bo, committee):
    maja = seated("Maja Lindqvist", committee)
    with pytest.raises(PermissionDenied):
        influences.set_level(actor=bo, person=maja, level="low", reason="x")
    with pytest.raises(ValidationError):
        influences.set_level(actor=alma, person=maja, level="low", reason=" ")
