"""Networks and steering groups: the list, the picture of one, whom to ask, and its rules on a page."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from contacts.choices import OrganizationKind, RoleKind
from contacts.models import CompositionRule, Organization
from contacts.services import composition_rules, posts
from crm.models import User
from tests import make
from tests.base import client_of

pytestmark = pytest.mark.django_db

FIRST = dt.date(2024, 1, 1)


@pytest.fixture
def body() -> Organization:
    return make.organization("Lilla gruppen", OrganizationKind.STEERING_GROUP, is_own_body=True)


@pytest.fixture
def rule(body: Organization) -> CompositionRule:
    """Two from each of two counties; one sits there for Uppsala, nobody for Gotland."""
    uppsala, gotland = make.area("Uppsala län"), make.area("Gotlands län")
    region = make.organization("Region Uppsala", OrganizationKind.REGION, area=uppsala)
    make.membership(make.person("Maja Lindqvist"), body, kind=RoleKind.MEMBER, represents=region, starts_on=FIRST)
    return composition_rules.add(
        organization=body, measure="each_county", areas=[uppsala, gotland], at_least=2, actor=make.actor()
    )


def text(user: User, url: str, **query: object) -> str:
    answer = client_of(user).get(url, query)
    assert answer.status_code == 200
    return answer.content.decode()


# --- The list -------------------------------------------------------------------------------------------------


def test_list_says_of_each_body_whether_it_is_complete(bo: User, body: Organization, rule: CompositionRule) -> None:
    make.organization("Nätverket", OrganizationKind.NETWORK)
    make.organization("Verket", OrganizationKind.AGENCY)
    shown = text(bo, reverse("contacts:network_list"))
    assert "2 luckor" in shown
    assert "inga regler" in shown
    assert "Verket</a>" not in shown.replace("Nätverket</a>", "")
    assert reverse("contacts:composition", args=[body.pk]) in shown


def test_list_is_that_of_the_chosen_day(bo: User, body: Organization) -> None:
    composition_rules.add(organization=body, measure="total", at_least=1, actor=make.actor())
    make.membership(None, body, kind=RoleKind.MEMBER, starts_on=FIRST)
    url = reverse("contacts:network_list")
    assert "1 lucka" in text(bo, url, day="2023-06-01")
    assert "komplett" in text(bo, url, day="2024-06-01")


def test_body_of_another_kind_with_rules_is_in_the_list(bo: User) -> None:
    company = make.organization("Bolaget AB", OrganizationKind.COMPANY)
    composition_rules.add(organization=company, measure="total", at_least=1, actor=make.actor())
    assert "Bolaget AB" in text(bo, reverse("contacts:network_list"))


def test_longer_list_costs_no_more_questions(bo: User) -> None:
    session, counts = client_of(bo), []
    for number in (1, 4):
        for _n in range(number):
            one = make.organization("", OrganizationKind.NETWORK)
            composition_rules.add(organization=one, measure="total", at_least=1, actor=make.actor())
        session.get(reverse("contacts:network_list"))
        with CaptureQueriesContext(connection) as asked:
            session.get(reverse("contacts:network_list"))
        counts.append(len(asked))
    assert counts[0] == counts[1]


# --- The picture ----------------------------------------------------------------------------------------------


def test_page_draws_who_is_there_and_who_is_missing(bo: User, body: Organization, rule: CompositionRule) -> None:
    shown = text(bo, reverse("contacts:composition", args=[body.pk]))
    assert "Varje län ska ha minst 2: Gotland, Uppsala" in shown
    assert 'aria-label="Uppsala län: 1, ska vara minst 2"' in shown
    assert shown.count("seat seat-vacant") == 3 + 1  # and the legend
    assert shown.count("seat seat-filled") == 1 + 1
    assert "<table" in shown
    assert "style=" not in shown


def test_page_is_that_of_the_chosen_day(bo: User, body: Organization, rule: CompositionRule) -> None:
    shown = text(bo, reverse("contacts:composition", args=[body.pk]), day="2023-01-01")
    assert 'aria-label="Uppsala län: 0, ska vara minst 2"' in shown


def test_page_names_those_who_do_not_say_whom_they_represent(
    alma: User, body: Organization, rule: CompositionRule
) -> None:
    silent = make.membership(make.person("Sven Tyst"), body, kind=RoleKind.MEMBER, starts_on=FIRST)
    shown = text(alma, reverse("contacts:composition", args=[body.pk]))
    assert "saknas uppgift om län" in shown
    assert reverse("contacts:membership_change", args=[silent.pk]) in shown


def test_gap_offers_people_who_would_fill_it(alma: User, body: Organization, rule: CompositionRule) -> None:
    gotland = make.area("Gotlands län")
    there = make.organization("Region Gotland", OrganizationKind.MUNICIPALITY, area=gotland)
    make.membership(make.person("Åsa Öberg"), there, starts_on=FIRST)
    url = reverse("contacts:composition_candidates", args=[body.pk, rule.pk, f"area-{gotland.pk}"])

    whole, part = text(alma, url), client_of(alma).get(url, headers={"hx-request": "true"}).content.decode()

    for shown in (whole, part):
        assert "Åsa Öberg" in shown
        assert "Ge uppdrag" in shown
        assert f"county={gotland.code}" in shown
    assert "<html" in whole
    assert "<html" not in part


@pytest.mark.parametrize("group", ["area-999999", "all", "x"])
def test_group_that_the_rule_has_not_is_404(bo: User, body: Organization, rule: CompositionRule, group: str) -> None:
    url = reverse("contacts:composition_candidates", args=[body.pk, rule.pk, group])
    assert client_of(bo).get(url).status_code == 404


def test_giving_a_role_from_a_gap_fills_in_body_and_whom_it_is_for(alma: User, body: Organization) -> None:
    region = make.organization("Region Uppsala", OrganizationKind.REGION)
    url = reverse("contacts:membership_add", args=[make.person().pk])
    form = client_of(alma).get(f"{url}?organization={body.pk}&represents={region.pk}").context["form"]
    assert form.initial["organization"] == body.pk
    assert form.initial["represents"] == region.pk


# --- The rules ------------------------------------------------------------------------------------------------


def test_new_rule_is_chosen_by_what_it_counts_and_then_asks_only_that(alma: User, body: Organization) -> None:
    url = reverse("contacts:rule_add", args=[body.pk])
    assert "Minst 3 från näringslivet" in text(alma, url)
    fields = client_of(alma).get(url, {"measure": "sector"}).context["form"].fields
    assert set(fields) == {"at_least", "at_most", "sector", "note", "version"}


@pytest.mark.parametrize(
    ("measure", "data"),
    [
        ("total", {}),
        ("role", {"role": "Ordförande"}),
        ("sector", {"sector": "business"}),
        ("side", {"side": "opposition"}),
        ("each_member", {}),
        ("each_side", {}),
    ],
)
def test_editor_makes_a_rule_of_every_measure(
    alma: User, body: Organization, measure: str, data: dict[str, str]
) -> None:
    url = reverse("contacts:rule_add", args=[body.pk])
    answer = client_of(alma).post(f"{url}?measure={measure}", {"at_least": "2", **data})
    assert answer.status_code == 302
    made = CompositionRule.objects.get()
    assert (made.measure, made.at_least, made.history.get().history_user) == (measure, 2, alma)


def test_rule_of_counties_organizations_and_parties_keeps_what_it_names(alma: User, body: Organization) -> None:
    county, region, party = make.area("Uppsala län"), make.organization("Region Uppsala"), make.party("C")
    url = reverse("contacts:rule_add", args=[body.pk])
    for measure, name, row in (
        ("each_county", "areas", county),
        ("each_organization", "organizations", region),
        ("each_party", "parties", party),
    ):
        assert client_of(alma).post(f"{url}?measure={measure}", {"at_least": "1", name: [row.pk]}).status_code == 302
    assert [rule.areas.count() + rule.organizations.count() + rule.parties.count() for rule in
            CompositionRule.objects.all()] == [1, 1, 1]  # fmt: skip


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"sector": "business"}, "Ange minst eller högst."),
        ({"at_least": "3", "at_most": "2", "sector": "business"}, "Högst kan inte vara mindre än minst."),
        ({"at_least": "3"}, "krävs"),
    ],
)
def test_rule_that_says_nothing_or_contradicts_itself_is_refused(
    alma: User, body: Organization, data: dict[str, str], said: str
) -> None:
    answer = client_of(alma).post(f"{reverse('contacts:rule_add', args=[body.pk])}?measure=sector", data)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not CompositionRule.objects.exists()


def test_changed_rule_names_other_counties_and_keeps_history(
    alma: User, body: Organization, rule: CompositionRule
) -> None:
    orebro = make.area("Örebro län")
    data = {"at_least": "1", "areas": [orebro.pk], "version": rule.version}
    url = reverse("contacts:rule_edit", args=[rule.pk])
    assert client_of(alma).post(url, data).status_code == 302
    rule.refresh_from_db()
    assert (rule.at_least, [link.area for link in rule.areas.all()]) == (1, [orebro])
    assert rule.history.count() == 2
    assert client_of(alma).post(url, data).status_code == 409


def test_rule_is_taken_away_after_a_question(alma: User, body: Organization, rule: CompositionRule) -> None:
    url = reverse("contacts:rule_remove", args=[rule.pk])
    assert "Varje län ska ha minst 2" in text(alma, url)
    client_of(alma).post(url)
    assert not CompositionRule.objects.exists()
    assert CompositionRule.history.filter(history_type="-").count() == 1


def test_rule_moves_up(alma: User, body: Organization, rule: CompositionRule) -> None:
    second = composition_rules.add(organization=body, measure="total", at_least=1, actor=alma)
    client_of(alma).post(reverse("contacts:rule_up", args=[second.pk]))
    assert list(CompositionRule.objects.filter(organization=body)) == [second, rule]


def test_reader_sees_rules_and_changes_none(bo: User, body: Organization, rule: CompositionRule) -> None:
    assert reverse("contacts:rule_edit", args=[rule.pk]) not in text(
        bo, reverse("contacts:composition", args=[body.pk])
    )
    assert client_of(bo).post(reverse("contacts:rule_remove", args=[rule.pk])).status_code == 403


def test_form_of_a_role_in_a_group_asks_for_whom_one_sits_among_the_first(alma: User, body: Organization) -> None:
    url = reverse("contacts:membership_add", args=[make.person().pk])
    usual = client_of(alma).get(url).context["form"]
    in_group = client_of(alma).get(f"{url}?organization={body.pk}").context["form"]
    assert {"represents", "side"} <= set(usual.more_fields)
    assert not {"represents", "side"} & set(in_group.more_fields)
    held = make.membership(None, body, kind=RoleKind.MEMBER, starts_on=FIRST)
    changed = client_of(alma).get(reverse("contacts:membership_change", args=[held.pk])).context["form"]
    assert not {"represents", "side"} & set(changed.more_fields)


def test_changes_of_a_body_tell_of_its_rules_and_seats(alma: User, eva: User, body: Organization) -> None:
    posts.define(organization=body, role="Kassör", number=1, actor=eva)
    made = composition_rules.add(
        organization=body, measure="each_county", areas=[make.area("Uppsala län")], at_least=4, actor=alma
    )
    composition_rules.remove(rule=made, actor=alma)
    shown = text(alma, reverse("contacts:organization_history", args=[body.pk]))
    for said in ("Kassör", "sammansättningsregel", "Uppsala län", "Eva Lund"):
        assert said.casefold() in shown.casefold()
