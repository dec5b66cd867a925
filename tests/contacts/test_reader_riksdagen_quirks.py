"""Riksdagen's list as it really comes: what its values may be, and what they mean."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from contacts.imports.roster import Listed, Roster
from contacts.imports.rosters_read import read
from contacts.models import ExternalIdentifier, Membership, Organization, Party
from tests import make
from tests.contacts.importing import ImportCase, sample

CHAMBER = {"organ_kod": "kam", "roll_kod": "Riksdagsledamot", "typ": "kammaruppdrag", "status": "Tjänstgörande",
           "from": "2022-09-26 11:00:00", "tom": "2026-09-28 10:59:00", "uppgift": [{}]}  # fmt: skip
MINISTER = {"organ_kod": "S", "roll_kod": "Socialminister", "typ": "Departement", "status": "",
            "from": "2022-10-18", "tom": "", "uppgift": ["Socialdepartementet"]}  # fmt: skip
SEAT = {"organ_kod": "TU", "roll_kod": "Ledamot", "typ": "uppdrag", "status": "", "from": "2022-10-04", "tom": "",
        "uppgift": ["Trafikutskottet"]}  # fmt: skip


class TheQuirks(ImportCase):
    def roster(self, *assignments: Any, **values: Any) -> Roster:
        data = sample("personlista.json")
        person = data["personlista"]["person"][0] | values
        if assignments:
            person["personuppdrag"] = {"uppdrag": [*assignments]}
        data["personlista"]["person"] = person
        (found,) = read(json.dumps(data).encode(), "personlista.json", "riksdagen")
        return found

    def person(self, *assignments: Any, **values: Any) -> Listed:
        (found,) = self.roster(*assignments, **values).people
        return found

    def days(self, person: Listed) -> list[tuple[str, dt.date | None, dt.date | None]]:
        return [(seat.role, seat.starts_on, seat.ends_on) for seat in person.seats]

    def test_empty_values_of_every_sort_are_nothing(self) -> None:
        for empty in (None, {}, [], "", [{}], {"uppdrag": None}, {"uppdrag": {}}, {"uppdrag": [{}]}):
            assert self.person(personuppdrag=empty).seats == []
        for empty in (None, {}, [], "", {"uppgift": None}, {"uppgift": {}}, {"uppgift": [{}]}):
            assert self.person(personuppgift=empty).details == []

    def test_year_and_gender_that_are_not_told_are_not_known(self) -> None:
        for empty in ("", None, {}):
            one = self.person(fodd_ar=empty, kon=empty)
            assert (one.birth_year, one.gender) == (None, "")

    def test_number_is_text_and_keeps_its_zeros(self) -> None:
        assert self.person(intressent_id="010392780417").number == "010392780417"

    def test_ampersand_of_the_official_address_is_put_back(self) -> None:
        assert ("email", "Agda.Provberg@riksdagen.example", "Riksdagen") in self.person().details

    def test_fp_is_the_liberals(self) -> None:
        seat = self.person(CHAMBER, parti="FP").seats[0]
        assert seat.party == Party.objects.get(code="L")

    def test_hyphen_is_no_party(self) -> None:
        found = self.roster(CHAMBER, parti="-")
        assert (found.wrong, found.people[0].seats[0].party) == ([], None)

    def test_morning_of_the_day_when_the_next_chamber_meets_is_the_day_before(self) -> None:
        assert self.days(self.person(CHAMBER)) == [("Riksdagsledamot", dt.date(2022, 9, 26), dt.date(2026, 9, 27))]

    def test_days_with_and_without_a_time_are_the_same_day_and_a_repeated_row_one_seat(self) -> None:
        again = {**CHAMBER, "from": "2022-09-26", "status": "Ledig"}
        assert len(self.person(CHAMBER, again).seats) == 1

    def test_day_that_is_not_whole_is_doubtful(self) -> None:
        found = self.roster({**CHAMBER, "tom": "2026-09"}, {**SEAT, "from": ""})
        assert found.people[0].seats == []
        assert ["inga hela datum" in doubt.reason for doubt in found.doubtful] == [True, True]

    def test_committee_seat_without_an_end_ends_with_the_chamber_which_alone_decides(self) -> None:
        left = self.person({**CHAMBER, "tom": "2024-05-01"}, SEAT)
        assert self.days(left)[1] == ("Ledamot", dt.date(2022, 10, 4), dt.date(2024, 5, 1))
        stays = self.person(CHAMBER, SEAT)
        assert self.days(stays)[1] == ("Ledamot", dt.date(2022, 10, 4), None)

    def test_minister_without_a_seat_in_the_chamber_needs_no_party_and_no_constituency(self) -> None:
        found = self.roster({**MINISTER, "organ_kod": "Fö"}, parti="Fö", valkrets="")
        assert found.wrong == []
        assert [seat.organization.name for seat in found.people[0].seats] == ["Försvarsdepartementet"]

    def test_minister_with_the_letters_of_the_ministry_for_a_party_keeps_the_party_that_we_know(self) -> None:
        party, person = Party.objects.get(code="KD"), make.person("Agda Provberg")
        ExternalIdentifier.objects.create(scheme="riksdagen", value="0900000000001", person=person)
        Membership.objects.create(
            person=person, organization=Organization.objects.get(name="Sveriges riksdag"), role="Riksdagsledamot",
            kind="elected", party=party, starts_on=dt.date(2022, 9, 26),
        )  # fmt: skip
        for letters in ("S", "Fö"):  # 'S' is a party as well
            found = self.roster({**CHAMBER, "status": "Ledig"}, {**MINISTER, "organ_kod": letters}, parti=letters)
            assert (found.wrong, found.people[0].seats[0].party) == ([], party), letters

    def test_party_that_nobody_knows_is_a_wrong_row(self) -> None:
        found = self.roster(CHAMBER, {**MINISTER, "organ_kod": "Fö"}, parti="Fö")
        assert [wrong.value for wrong in found.wrong] == ["Fö"]

    def test_same_letters_are_a_ministry_or_a_party_by_the_type_of_the_assignment(self) -> None:
        leader = {"organ_kod": "S", "roll_kod": "Gruppledare", "typ": "partiuppdrag", "from": "2023-02-09", "tom": ""}
        names = [seat.organization.name for seat in self.person(CHAMBER, MINISTER, leader).seats]
        assert names == ["Sveriges riksdag", "Socialdepartementet", "Socialdemokraterna"]

    def test_substitute_says_whom_they_stand_in_for(self) -> None:
        substitute = {**CHAMBER, "roll_kod": "Statsrådsersättare", "uppgift": ["Börje Ledigsson"]}
        (seat,) = self.person(substitute).seats
        assert (seat.kind, seat.replaces, seat.role) == ("substitute", "Börje Ledigsson", "Statsrådsersättare")

    def test_leave_in_any_wording_is_a_leave(self) -> None:
        for status in ("Ledig", "Ledig Ersättare"):
            (seat,) = self.person({**CHAMBER, "status": status}).seats
            assert [away.starts_on for away in seat.away] == [dt.date(2022, 9, 26)]

    def test_implausible_number_of_sitting_members_is_told_and_nobody_is_said_to_have_left(self) -> None:
        found = self.roster(CHAMBER)
        assert "1 tjänstgörande ledamöter" in found.warnings[0]
        assert found.covers == []
