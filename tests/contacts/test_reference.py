"""The register's reference facts: what is loaded, and what a second load leaves alone."""

import datetime as dt
from collections import Counter

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext

from contacts.choices import CustomerStatus, OrganizationKind
from contacts.models import (
    Area,
    ContactDetail,
    CustomerMembership,
    ExternalIdentifier,
    Organization,
    OrganizationResponsibility,
    Party,
    PartyAlias,
    Term,
)
from contacts.models.organization import validate_organization_number
from contacts.services import composition_rules, reference
from crm.common import writes
from crm.common.dates import active_q
from crm.models import User
from tests.base import make_user

OWN_BODIES = {
    "Rådet",
    "Styrelsen",
    "Lilla gruppen",
    "Stora gruppen",
    "100-gruppen",
    "Styrgrupp En Bättre Matchning",
    "Godstransportrådets styrgrupp",
    "Godstransportrådets referensgrupp",
    "Godstransportrådets beredningsgrupp",
    "Greater Stockholm Network styrgrupp",
}


def organization(key: str) -> Organization:
    return Organization.objects.get(identifiers__scheme="samsyn", identifiers__value=key)


class TheRegisterAsLoaded(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        reference.load_register(actor=make_user("dag"))

    def test_sweden_has_21_counties_290_municipalities_and_29_constituencies(self) -> None:
        kinds = Counter(Area.objects.values_list("kind", flat=True))
        assert kinds == {"country": 1, "eu": 1, "county": 21, "municipality": 290, "constituency": 29}

    def test_every_municipality_lies_in_the_county_that_its_code_begins_with(self) -> None:
        rows = Area.objects.filter(kind="municipality").values_list("code", "county__code", "parent__code")
        assert all(code[:2] == county == parent for code, county, parent in rows)

    def test_county_of_an_area_is_one_join_away_for_counties_too(self) -> None:
        assert Area.objects.get(kind="county", code="01").county.code == "01"
        assert not Area.objects.exclude(kind__in=["country", "eu"]).filter(county=None).exists()

    def test_stockholms_county_has_two_constituencies(self) -> None:
        names = Area.objects.filter(kind="constituency", county__code="01").values_list("name", flat=True)
        assert set(names) == {"Stockholms kommun", "Stockholms län"}

    def test_areas_sort_as_swedes_do(self) -> None:
        names = list(Area.objects.filter(kind="municipality").values_list("name", flat=True))
        assert names[0] == "Ale"
        assert names[-1] == "Övertorneå"
        assert names.index("Åre") < names.index("Älmhult") < names.index("Öckerö")

    def test_twenty_regions_have_a_council_each_and_gotland_is_a_municipality(self) -> None:
        regions = Organization.objects.filter(kind=OrganizationKind.REGION)
        assert regions.count() == 20
        assert Organization.objects.filter(kind=OrganizationKind.ASSEMBLY, parent__in=regions).count() == 20
        gotland = organization("municipality-0980")
        assert (gotland.name, gotland.kind, gotland.area.county.code) == ("Region Gotland", "municipality", "09")
        assert organization("municipal-council-0980").parent == gotland

    def test_every_municipality_has_a_council(self) -> None:
        municipalities = Organization.objects.filter(kind=OrganizationKind.MUNICIPALITY)
        councils = Organization.objects.filter(kind=OrganizationKind.ASSEMBLY, parent__in=municipalities)
        assert municipalities.count() == 290
        assert councils.values("parent").distinct().count() == 290
        assert set(councils.values_list("level", "sector")) == {("local", "politics")}

    def test_riksdag_has_its_standing_committees_and_the_eu_committee(self) -> None:
        committees = Organization.objects.filter(kind=OrganizationKind.COMMITTEE, parent=organization("riksdag"))
        assert len(committees) == 16
        assert organization("committee-TU").name == "Trafikutskottet"
        assert organization("committee-EUN").name == "EU-nämnden"

    def test_ministries_agencies_and_universities_are_there(self) -> None:
        ministries = Organization.objects.filter(kind="ministry", is_archived=False)
        assert set(ministries.values_list("parent__name", flat=True)) == {"Regeringskansliet"}
        assert ministries.count() == 11
        assert Organization.objects.filter(kind="university").count() == 47
        named = ["trafikverket", "myh", "uka", "uhr", "sjofartsverket", "trafikanalys", "transportstyrelsen"]
        assert [organization(f"agency-{key}").kind for key in [*named, "tillvaxtverket"]] == ["agency"] * 8
        assert Organization.objects.filter(kind="agency", name__startswith="Länsstyrelsen i ").count() == 10

    def test_own_bodies_are_marked_and_nothing_else_is(self) -> None:
        own = Organization.objects.filter(is_own_body=True)
        assert set(own.values_list("name", flat=True)) >= OWN_BODIES
        for key in ["sef", "reglab", "own-gods", "own-studieresa", "region-01"]:
            assert not organization(key).is_own_body, key

    def test_organization_numbers_are_valid_and_trafikverket_has_its_own(self) -> None:
        numbers = list(
            Organization.objects.exclude(organization_number="").values_list("organization_number", flat=True)
        )
        for number in numbers:
            validate_organization_number(number)
        assert len(numbers) > 50
        assert organization("agency-trafikverket").organization_number == "202100-6297"

    def test_every_loaded_organization_would_pass_a_form(self) -> None:
        for one in Organization.objects.all():
            one.clean_fields(exclude=["parent", "area", "merged_into"])
            assert one.sector, one.name
            assert one.level, one.name
        for detail in ContactDetail.objects.all():
            detail.clean()

    def test_eight_parties_sit_in_the_riksdag_and_two_local_ones_in_the_regions(self) -> None:
        assert list(Party.objects.filter(level="national").values_list("code", flat=True)) == [
            "S", "M", "SD", "V", "C", "KD", "MP", "L",
        ]  # fmt: skip
        assert set(Party.objects.filter(level="regional").values_list("name", flat=True)) == {
            "Vård för Pengarna",
            "Örebropartiet",
        }
        assert not Party.objects.filter(organization=None).exists()
        for party in Party.objects.all():
            party.full_clean()

    def test_other_words_for_a_party_lead_to_it(self) -> None:
        for word, code in [("FP", "L"), ("0003", "L"), ("Arbetarepartiet-Socialdemokraterna", "S")]:
            with self.subTest(word=word, code=code):
                assert PartyAlias.objects.get(value=word).party.code == code

    def test_exactly_one_term_runs_on_a_day(self) -> None:
        for body, day, name in [
            ("riksdag", dt.date(2026, 9, 27), "Riksdagen 2022–2026"),
            ("riksdag", dt.date(2026, 9, 28), "Riksdagen 2026–2030"),
            ("regional_council", dt.date(2026, 10, 14), "Regionfullmäktige 2022–2026"),
            ("municipal_council", dt.date(2026, 10, 15), "Kommunfullmäktige 2026–2030"),
            ("board", dt.date(2026, 12, 31), "Nämnder och styrelser 2023–2026"),
            ("board", dt.date(2027, 1, 1), "Nämnder och styrelser 2027–2030"),
        ]:
            with self.subTest(body=body, day=day):
                assert [term.name for term in Term.objects.filter(active_q(day), body=body)] == [name]

    def test_five_regions_are_full_members_five_associated_and_municipalities_unknown(self) -> None:
        def names(status: str) -> set[str]:
            return set(CustomerMembership.objects.filter(status=status).values_list("organization__name", flat=True))

        assert names(CustomerStatus.FULL) == {
            "Region Stockholm", "Region Uppsala", "Region Västmanland", "Region Sörmland", "Region Örebro län",
        }  # fmt: skip
        assert names(CustomerStatus.ASSOCIATED) == {
            "Region Östergötland", "Region Gotland", "Region Gävleborg", "Region Dalarna", "Region Värmland",
        }  # fmt: skip
        unknown = CustomerMembership.objects.filter(status=CustomerStatus.UNKNOWN)
        assert set(unknown.values_list("organization__kind", flat=True)) == {"municipality"}
        assert len(unknown) == 65

    def test_one_ministry_answers_for_a_field_on_a_day(self) -> None:
        for code, day, ministry in [
            ("infrastructure", dt.date(2022, 12, 31), "Infrastrukturdepartementet"),
            ("infrastructure", dt.date(2023, 1, 1), "Landsbygds- och infrastrukturdepartementet"),
            ("education", dt.date(2026, 9, 28), "Utbildningsdepartementet"),
        ]:
            with self.subTest(code=code, day=day):
                held = OrganizationResponsibility.objects.filter(active_q(day), responsibility__code=code)
                assert [one.organization.name for one in held] == [ministry]


@pytest.fixture
def loaded(dag: User) -> Counter[str]:
    return reference.load_register(actor=dag)


def test_parties_cover_the_regions_seats_of_2026(loaded: Counter[str], shared) -> None:
    lines = shared("data/val/region_mandat_2026_malardalen.csv").read_text(encoding="utf-8").splitlines()[1:]
    seated = {line.split(",")[3] for line in lines}
    known = set(Party.objects.values_list("code", flat=True)) | set(Party.objects.values_list("name", flat=True))
    assert seated <= known


def test_second_load_changes_nothing(loaded: Counter[str], dag: User) -> None:
    before = (Organization.objects.order_by("pk").values_list("pk", "version", "updated_at"), Area.objects.values())
    before = tuple(map(list, before))
    histories = Organization.history.count(), ExternalIdentifier.history.count()
    assert reference.load_register(actor=dag) == Counter()
    assert list(Organization.objects.order_by("pk").values_list("pk", "version", "updated_at")) == before[0]
    assert list(Area.objects.values()) == before[1]
    assert (Organization.history.count(), ExternalIdentifier.history.count()) == histories


def test_second_load_asks_few_questions(loaded: Counter[str], dag: User) -> None:
    with CaptureQueriesContext(connection) as queries:
        reference.load_register(actor=dag)
    assert len(queries) < 40


def test_what_staff_changed_stays_as_they_left_it(loaded: Counter[str], dag: User) -> None:
    own = organization("own")
    own.name, own.short_name = "Vårt eget namn", "Vi"
    writes.save(own, actor=dag)
    membership = organization("region-05").customer_memberships.get()
    membership.status = CustomerStatus.FULL
    writes.save(membership, actor=dag)
    detail = organization("agency-trafikverket").contact_details.get(kind="email")
    writes.remove(detail, actor=dag)

    assert reference.load_register(actor=dag) == Counter()
    assert organization("own").name == "Vårt eget namn"
    assert organization("region-05").customer_memberships.get().status == CustomerStatus.FULL
    assert not organization("agency-trafikverket").contact_details.filter(kind="email").exists()


def test_our_bodies_come_with_rules_that_staff_own_from_then_on(loaded: Counter[str], dag: User) -> None:
    steering = organization("own-gsn-styr").composition_rules.all()
    assert [(r.sector, r.at_least, r.at_most) for r in steering] == [
        ("politics", 3, 3), ("academia", 3, 3), ("business", 3, 3),
    ]  # fmt: skip
    counties = organization("own-ebs-lilla").composition_rules.get(measure="each_county").areas.all()
    assert {link.area.code for link in counties} == {"01", "03", "04", "05", "09", "18", "19"}
    for rule in steering:
        composition_rules.remove(rule=rule, actor=dag)
    assert reference.load_register(actor=dag) == Counter()
    assert not organization("own-gsn-styr").composition_rules.exists()


def test_agencies_stand_under_the_ministry_that_they_answer_to(loaded: Counter[str]) -> None:
    assert organization("agency-trafikverket").parent == organization("ministry-LI")
    assert organization("agency-skolverket").parent == organization("ministry-U")


def test_what_is_missing_is_added_again(loaded: Counter[str], dag: User) -> None:
    PartyAlias.objects.get(value="FP").delete()
    Term.objects.get(body="riksdag", ends_on=None).delete()
    assert reference.load_register(actor=dag) == {"PartyAlias": 1, "Term": 1}
    assert PartyAlias.objects.get(value="FP").party.code == "L"


def test_organization_that_staff_had_entered_is_taken_for_the_same(dag: User) -> None:
    by_number = writes.save(Organization(name="TRV", kind="agency", organization_number="202100-6297"), actor=dag)
    by_name = writes.save(Organization(name="Nacka kommun", kind="municipality"), actor=dag)
    reference.load_register(actor=dag)
    assert organization("agency-trafikverket") == by_number
    assert organization("agency-trafikverket").name == "TRV"
    assert organization("municipality-0182") == by_name
    assert organization("municipal-council-0182").parent == by_name


def test_history_names_who_loaded(loaded: Counter[str], dag: User) -> None:
    entry = organization("region-01").history.get()
    assert (entry.history_user, entry.history_type, entry.history_change_reason) == (dag, "+", "Grunddata")


def test_system_may_load_the_register(db: None) -> None:
    assert reference.load_register(actor=User.objects.system())["Area"] == 342


def test_manager_may_not_load_the_register(eva: User) -> None:
    with pytest.raises(PermissionDenied):
        reference.load_register(actor=eva)
    assert not Area.objects.exists()
