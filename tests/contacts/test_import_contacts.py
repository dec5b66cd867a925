"""Reading contact lists."""

import datetime as dt
import io
import shutil
import subprocess

import pytest
from django.core.management import call_command

from contacts.models import (
    ContactDetail,
    ContactListMember,
    ExternalIdentifier,
    Membership,
    MembershipStatus,
    Organization,
    Person,
    PersonTag,
    Tag,
)
from crm.common.dates import today
from tests import make
from tests.contacts.importing import ANNA, DATA, ImportCase


class TheSample(ImportCase):
    """tests/data/kontaktlista.csv: phones, leading zeros, å ä ö, dates."""

    command = "import_contacts"

    def test_list_is_read_whole(self) -> None:
        result, status = self.run_import(DATA / "kontaktlista.csv")
        assert (status, result["wrong"], result["doubtful"]) == (0, [], 0)
        assert (result["rows"], result["new"]["person"], result["new"]["membership"]) == (5, 5, 5)
        self._check()

    def _check(self) -> None:
        boss = Person.objects.get(identifiers__scheme="import", identifiers__value="0012")
        assert (boss.name, boss.title, boss.sector) == ("Åsa Öberg", "Civilekonom", "business")
        assert set(boss.contact_details.values_list("kind", "value", "is_preferred")) == {
            ("email", "asa.oberg@exempelbolaget.example", True),
            ("phone", "+46812345678", True),
            ("mobile", "+46701740605", True),
        }
        assert set(boss.person_tags.values_list("tag__name", flat=True)) == {"Godstrafik", "Hamnar"}
        role = boss.memberships.get()
        assert (role.role, role.kind, role.starts_on, role.ends_on) == (
            "Logistikchef", "representative", dt.date(2024, 1, 15), None,
        )  # fmt: skip
        assert (role.organization.kind, role.organization.sector) == ("company", "business")
        politician = Membership.objects.get(person__family_name="Ängström")
        assert (politician.kind, politician.party.code, politician.area.name) == ("elected", "L", "Västerås")
        assert (politician.starts_on, politician.ends_on) == (dt.date(2022, 10, 15), dt.date(2026, 10, 14))
        professor = Membership.objects.get(person__family_name="af Sandeberg")
        assert (professor.kind, professor.starts_on) == ("official", dt.date(2021, 9, 1))

    def test_second_reading_changes_nothing(self) -> None:
        self.run_import(DATA / "kontaktlista.csv")
        histories = [m.history.count() for m in (Person, Membership, ContactDetail, PersonTag, ExternalIdentifier)]
        result, _status = self.run_import(DATA / "kontaktlista.csv")
        assert result["new"] == result["changed"] == result["ended"] == {"person": 0, "membership": 0}
        assert (result["unchanged"]["person"], result["unchanged"]["membership"]) == (5, 5)
        assert [
            m.history.count() for m in (Person, Membership, ContactDetail, PersonTag, ExternalIdentifier)
        ] == histories

    def test_list_made_in_libreoffice_reads_the_same(self) -> None:
        result, status = self.run_import(DATA / "kontaktlista.xlsx")
        assert (status, result["wrong"], result["new"]["person"]) == (0, [], 5)
        self._check()

    def test_list_saved_by_libreoffice_in_every_format_is_the_same_list(self) -> None:
        program = shutil.which("soffice")
        if not program:
            pytest.skip("LibreOffice (soffice) was not found; the stored workbook is read by the test above")
        self.run_import(DATA / "kontaktlista.xlsx")
        for suffix in ("ods", "xls", "xlsx"):
            subprocess.run(
                [program, f"-env:UserInstallation=file://{self.folder}/profile", "--headless", "--convert-to", suffix,
                 "--outdir", str(self.folder), str(DATA / "kontaktlista.xlsx")],
                check=True, capture_output=True, timeout=120,
            )  # fmt: skip
            result, _status = self.run_import(self.folder / f"kontaktlista.{suffix}")
            assert result["new"] == result["changed"] == {"person": 0, "membership": 0}, suffix

    def test_text_says_the_same_in_swedish(self) -> None:
        out = io.StringIO()
        call_command("import_contacts", str(DATA / "kontaktlista.csv"), "--dry-run", stdout=out)
        assert "Kontaktlista: 5 rader lästa." in out.getvalue()
        assert "Nya: 5 personer, 5 uppdrag och roller" in out.getvalue()
        assert "Ingenting är infört" in out.getvalue()


class Whom(ImportCase):
    """Who is recognised, and by what."""

    command = "import_contacts"

    def test_name_alone_never_merges(self) -> None:
        known = make.person("Anna Ek")
        result = self.import_list({"Namn": "Anna Ek"})
        assert (result["new"]["person"], result["doubtful"]) == (1, 1)
        assert Person.objects.filter(given_name="Anna").exclude(pk=known.pk).count() == 1

    def test_list_of_bare_names_can_be_read_twice(self) -> None:
        self.import_list({"Namn": "Anna Ek"}, {"Namn": "Anna Ek"}, {"Namn": "Bo Al"})
        again = self.import_list({"Namn": "Anna Ek"}, {"Namn": "Anna Ek"}, {"Namn": "Bo Al"})
        assert again["new"] == {"person": 0, "membership": 0}
        assert Person.objects.count() == 3

    def test_own_id_is_recognised_with_another_address_and_role(self) -> None:
        self.import_list({"Id": "007", **ANNA})
        result = self.import_list({"Id": "007", "Namn": "Anna Ek", "E-post": "ny@exempel.example"})
        assert result["new"]["person"] == 0
        assert set(Person.objects.get().contact_details.values_list("value", flat=True)) == {
            "anna@exempel.example",
            "ny@exempel.example",
        }

    def test_address_is_recognised_whatever_its_case(self) -> None:
        make.person("Anna Ek", email="anna@exempel.example")
        result = self.import_list({"Namn": "Anna Ek Dahl", "E-post": "Anna@Exempel.example"})
        assert (result["new"]["person"], result["changed"]["person"]) == (0, 1)
        assert Person.objects.get().name == "Anna Ek Dahl"

    def test_address_of_somebody_with_quite_another_name_is_wrong(self) -> None:
        make.person("Sten Al", email="anna@exempel.example")
        assert "Sten Al" in self.wrong(ANNA)[0][2]

    def test_own_id_of_somebody_with_quite_another_name_is_wrong(self) -> None:
        self.import_list({"Id": "1", "Namn": "Sten Al"})
        assert self.wrong({"Id": "1", "Namn": "Anna Ek"})[0][:2] == (2, "Id")

    def test_name_and_organization_together_are_enough(self) -> None:
        known = make.person("Anna Ek")
        make.membership(known, Organization.objects.get(name="Trafikverket"), "Chef")
        result = self.import_list(ANNA)
        assert result["new"]["person"] == 0
        assert Membership.objects.filter(person=known).count() == 2
        assert "Har redan rollen Chef" in result["doubtful_rows"][0]["reason"]

    def test_name_and_telephone_together_are_enough(self) -> None:
        make.person("Anna Ek", phone="08-123 456 78")
        result = self.import_list({"Namn": "Anna Ek", "Mobil": "+46 8 123 456 78"})
        assert result["new"]["person"] == 0

    def test_undivided_name_meets_a_name_divided_by_hand(self) -> None:
        known = make.person("Anna Ek")
        Person.objects.filter(pk=known.pk).update(family_name="Maria Ek", sort_key="maria ek anna")
        make.membership(known, Organization.objects.get(name="Trafikverket"), "Utredare")
        result = self.import_list({**ANNA, "Namn": "Anna Maria Ek"})
        assert (result["new"]["person"], result["changed"]["person"]) == (0, 0)

    def test_namesakes_at_one_place_with_addresses_of_their_own_are_two(self) -> None:
        rows = (ANNA, {**ANNA, "E-post": "anna.ek2@exempel.example"})
        assert self.import_list(*rows)["new"]["person"] == 2
        assert self.import_list(*rows)["new"]["person"] == 0

    def test_two_rows_of_one_person_are_two_roles(self) -> None:
        result = self.import_list(ANNA, {**ANNA, "Organisation": "Region Uppsala", "Roll": "Rådgivare"})
        assert (result["new"]["person"], result["new"]["membership"]) == (1, 2)

    def test_nobody_at_all_is_stored_when_one_row_is_wrong(self) -> None:
        assert len(self.wrong(ANNA, {**ANNA, "Namn": "Bo Al", "E-post": "bo(at)exempel"})) == 1
        assert Person.objects.count() == 0


class What(ImportCase):
    """What changes, and what does not."""

    command = "import_contacts"

    def test_blank_cells_wipe_nothing(self) -> None:
        full = {**ANNA, "Titel": "Jurist", "Telefon": "08-123 456 78", "Sektor": "Offentlig förvaltning", "Parti": "S",
                "Kommun": "Uppsala", "Från": "2024-01-01", "Till": "2027-12-31", "Etiketter": "vän"}  # fmt: skip
        self.import_list(full)
        result = self.import_list({**dict.fromkeys(full, ""), "Namn": "Anna Ek", "E-post": ANNA["E-post"]})
        assert result["changed"] == result["ended"] == {"person": 0, "membership": 0}
        person, role = Person.objects.get(), Membership.objects.get()
        assert (person.title, person.sector, person.contact_details.count()) == ("Jurist", "public", 2)
        assert (role.party.code, role.area.name, role.ends_on) == ("S", "Uppsala", dt.date(2027, 12, 31))
        assert person.person_tags.count() == 1

    def test_changed_title_is_a_changed_person_with_history(self) -> None:
        self.import_list({**ANNA, "Titel": "Jurist"})
        result = self.import_list({**ANNA, "Titel": "Docent"})
        assert result["changed"] == {"person": 1, "membership": 0}
        person = Person.objects.get()
        assert [h.title for h in person.history.order_by("history_id")] == ["Jurist", "Docent"]
        assert person.version == 2

    def test_changed_party_ends_the_role_and_begins_another(self) -> None:
        self.import_list({**ANNA, "Parti": "S", "Från": "2022-10-15"})
        rows = {**ANNA, "Parti": "M", "Från": "2022-10-15"}
        result = self.import_list(rows)
        assert result["ended"]["membership"] == result["new"]["membership"] == 1
        old, new = Membership.objects.order_by("starts_on")
        assert (old.party.code, old.ends_on) == ("S", today() - dt.timedelta(days=1))
        assert (new.party.code, new.starts_on) == ("M", today())
        again = self.import_list(rows)
        assert again["new"] == again["changed"] == again["ended"] == {"person": 0, "membership": 0}
        assert again["doubtful"] == 0

    def test_leave_goes_on_when_the_role_goes_on_for_another_party(self) -> None:
        self.import_list({**ANNA, "Parti": "S", "Från": "2022-10-15"})
        held = Membership.objects.get()
        MembershipStatus.objects.create(membership=held, status="on_leave", starts_on=dt.date(2023, 1, 1))
        self.import_list({**ANNA, "Parti": "M", "Från": "2022-10-15"})
        before, after = MembershipStatus.objects.order_by("starts_on")
        assert (before.membership, before.ends_on) == (held, today() - dt.timedelta(days=1))
        assert (after.membership.party.code, after.status, after.starts_on, after.ends_on) == (
            "M", "on_leave", today(), None,
        )  # fmt: skip
        assert not Membership.objects.serving_on(today()).filter(person=held.person).exists()

    def test_end_day_ends_the_role(self) -> None:
        self.import_list({**ANNA, "Från": "2022-10-15"})
        result = self.import_list({**ANNA, "Från": "2022-10-15", "Till": "2026-05-31"})
        assert result["ended"]["membership"] == 1
        assert Membership.objects.get().ends_on == dt.date(2026, 5, 31)

    def test_missing_party_and_start_are_filled_in(self) -> None:
        self.import_list(ANNA)
        result = self.import_list({**ANNA, "Parti": "c", "Från": "2022-10-15"})
        assert (result["new"]["membership"], result["changed"]["membership"]) == (0, 1)
        role = Membership.objects.get()
        assert (role.party.code, role.starts_on) == ("C", dt.date(2022, 10, 15))

    def test_other_start_than_known_is_doubtful_and_left(self) -> None:
        self.import_list({**ANNA, "Från": "2022-10-15"})
        result = self.import_list({**ANNA, "Från": "2023-01-01"})
        assert (result["doubtful"], result["changed"]["membership"]) == (1, 0)
        assert Membership.objects.get().starts_on == dt.date(2022, 10, 15)

    def test_later_time_in_the_same_role_is_a_role_of_its_own(self) -> None:
        self.import_list({**ANNA, "Från": "2018-10-15", "Till": "2022-10-14"})
        result = self.import_list({**ANNA, "Från": "2024-01-01"})
        assert result["new"]["membership"] == 1
        assert Membership.objects.count() == 2

    def test_unknown_organization_is_added_when_its_sort_is_told(self) -> None:
        result = self.import_list({**ANNA, "Organisation": "Nya Exempelbolaget", "Slag": "Företag"})
        assert result["new"]["organization"] == 1
        assert Organization.objects.get(name="Nya Exempelbolaget").history.count() == 1

    def test_organization_is_known_by_short_name_and_by_number(self) -> None:
        numbered = Organization.objects.get(organization_number="202100-6297")
        self.import_list({**ANNA, "Organisation": "", "Organisationsnummer": "2021006297"})
        self.import_list({**ANNA, "Organisation": "Västerås kommun"})
        held = Membership.objects.values_list("organization__name", flat=True)
        assert set(held) == {numbered.name, "Västerås stad"}

    def test_tag_is_known_whatever_its_case(self) -> None:
        Tag.objects.create(name="Järnväg")
        self.import_list({**ANNA, "Etiketter": "JÄRNVÄG; Gods"})
        assert set(Tag.objects.values_list("name", flat=True)) == {"Järnväg", "Gods"}

    def test_person_is_put_on_a_list_once(self) -> None:
        row = {**ANNA, "Kontaktlista": "Almedalen 2027; Nätverket"}
        assert self.import_list(row)["new"]["contactlist"] == 2
        again = self.import_list(row)
        assert "contactlist" not in again["new"]
        assert ContactListMember.objects.count() == 2

    def test_our_own_number_is_recognised_above_all(self) -> None:
        known = make.person("Anna Ek")
        make.person("Anna Ek")
        result = self.import_list({"Samsyn-id": str(known.pk), "Namn": "Anna Ek", "Titel": "Docent"})
        assert result["changed"]["person"] == 1
        known.refresh_from_db()
        assert known.title == "Docent"

    def test_county_of_a_known_place_is_nothing_new(self) -> None:
        """What an export tells of a role changes nothing when it is read in again."""
        self.import_list({**ANNA, "Organisation": "Västerås stad", "Kommun": "Västerås", "Parti": "S"})
        result = self.import_list({**ANNA, "Organisation": "Västerås stad", "Län": "Västmanlands län", "Parti": "S"})
        assert result["changed"] == result["ended"] == {"person": 0, "membership": 0}

    def test_party_of_another_role_is_not_taken_for_this_ones(self) -> None:
        self.import_list(ANNA, {**ANNA, "Organisation": "Västerås stad", "Roll": "Kommunalråd", "Parti": "S"})
        result = self.import_list({**ANNA, "Parti": "S"})
        assert result["changed"]["membership"] == 0

    def test_several_columns_of_addresses_are_all_read(self) -> None:
        self.import_list({**ANNA, "Telefon": "018-10 20 30", "Arbetstelefon": "018-10 20 40"})
        assert ContactDetail.objects.filter(kind="phone").count() == 2

    def test_english_headings_are_understood(self) -> None:
        result = self.import_list(
            {"First name": "Anna", "Last name": "Ek", "E-mail": "a@exempel.example", "Organization": "Trafikverket",
             "Job title": "Adviser", "From": "2024-01-01", "Tags": "x"}
        )  # fmt: skip
        assert (result["new"]["person"], result["new"]["membership"], result["warnings"]) == (1, 1, [])

    def test_unknown_heading_is_a_warning(self) -> None:
        result = self.import_list({**ANNA, "Skostorlek": "38"})
        assert result["warnings"] == ["Kolumnen ”Skostorlek” läses inte in."]
