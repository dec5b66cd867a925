"""Reading Valmyndigheten's members with history: who sat in the term, from when and until when."""

from __future__ import annotations

import datetime as dt

from contacts.choices import RadarSource
from contacts.imports.roster import Listed, Roster
from contacts.imports.rosters_read import read, recognise
from tests.contacts.importing import DATA, ImportCase

FILE = DATA / "val_historik_2022.csv"
FIRST, LAST = dt.date(2022, 10, 15), dt.date(2026, 10, 14)


class TheHistory(ImportCase):
    roster: Roster

    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        (cls.roster,) = read(FILE.read_bytes(), FILE.name, "history", options={"source_on": "2026-06-01"})

    def listed(self, number: str) -> Listed:
        return next(one for one in self.roster.people if one.number == number)

    def days(self, number: str) -> list[tuple[dt.date | None, dt.date | None]]:
        return [(seat.starts_on, seat.ends_on) for seat in self.listed(number).seats]

    def test_headings_on_the_second_row_are_found_and_every_line_read_however_it_ends(self) -> None:
        assert len(self.roster.people) == 8
        assert self.roster.wrong == []

    def test_numbers_are_those_of_the_election_of_2022(self) -> None:
        assert (self.roster.scheme, self.roster.source) == ("val-2022", "Valmyndigheten")
        numbers = [seat.number for seat in self.listed("70002").seats]
        assert numbers == ["2022:KF:1980:70002"]

    def test_who_came_back_has_a_mandate_for_each_time(self) -> None:
        content = (
            FILE.read_bytes()
            .replace(b"Cajsa;Eftertr", b"Bertil;Eftertr")
            .replace(b"70003;2024-04-18", b"70002;2024-04-18")
        )
        (found,) = read(content, FILE.name, "history")
        seats = next(one for one in found.people if one.number == "70002").seats
        assert [seat.number for seat in seats] == ["2022:KF:1980:70002", "2022:KF:1980:70002:2024-04-18"]

    def test_without_days_a_seat_is_the_whole_terms(self) -> None:
        assert self.days("70004") == [(FIRST, LAST)]

    def test_who_left_has_a_last_day_and_who_came_after_a_first(self) -> None:
        assert self.days("70002") == [(FIRST, dt.date(2024, 3, 31))]
        assert self.days("70003") == [(dt.date(2024, 4, 18), LAST)]

    def test_municipality_is_told_by_the_countys_digits_and_its_own_two(self) -> None:
        bodies = {one.number: one.seats[0].organization.name for one in self.roster.people}
        assert bodies["70002"] == "Kommunfullmäktige i Västerås stad"
        assert bodies["70008"] == "Kommunfullmäktige i Stockholms stad"
        assert bodies["70006"] == "Regionfullmäktige i Region Stockholm"

    def test_zero_that_a_spreadsheet_ate_is_put_back(self) -> None:
        content = FILE.read_bytes().replace(b";01; ; ; ;1;N;44", b";1; ; ; ;1;N;44")
        content = content.replace(b";01;80;01;X;", b";1;80;01;X;")
        (found,) = read(content, FILE.name, "history")
        bodies = {one.number: one.seats[0].organization.name for one in found.people}
        assert bodies["70006"] == "Regionfullmäktige i Region Stockholm"
        assert bodies["70008"] == "Kommunfullmäktige i Stockholms stad"

    def test_who_sits_in_two_councils_is_one_person_and_a_repeated_row_is_one_seat(self) -> None:
        bodies = [seat.organization.level for seat in self.listed("70001").seats]
        assert bodies == ["local", "regional"]

    def test_fp_is_the_liberals_and_an_unknown_local_party_is_made_from_the_file(self) -> None:
        liberal, local = (self.listed(number).seats[0].party for number in ("70004", "70005"))
        assert liberal and liberal.code == "L"
        assert local and (local.pk, local.name, local.level) == (None, "Exempelpartiet Västerås", "local")

    def test_seat_in_the_riksdag_has_its_constituency(self) -> None:
        (seat,) = self.listed("70007").seats
        assert seat.area and (seat.area.kind, seat.area.name) == ("constituency", "Västmanlands län")
        assert (seat.role, seat.ends_on) == ("Riksdagsledamot", dt.date(2022, 10, 18))

    def test_day_that_is_not_whole_is_doubtful_and_not_guessed(self) -> None:
        reasons = {doubt.subject.split(",")[0]: doubt.reason for doubt in self.roster.doubtful}
        assert "Datumet är inte helt" in reasons["Halva Dagen"]
        assert not any(one.number == "70009" for one in self.roster.people)

    def test_who_left_before_the_term_began_never_sat(self) -> None:
        reasons = {doubt.subject.split(",")[0]: doubt.reason for doubt in self.roster.doubtful}
        assert "Avgick innan uppdraget började" in reasons["Aldrig Tillträdd"]
        assert not any(one.number == "70010" for one in self.roster.people)

    def test_age_and_gender_are_not_read(self) -> None:
        assert all((one.birth_year, one.gender) == (None, "") for one in self.roster.people)

    def test_every_council_of_the_file_is_told_whole(self) -> None:
        covered = {
            (cover.organization.name, cover.role, cover.term and cover.term.name) for cover in self.roster.covers
        }
        assert ("Kommunfullmäktige i Västerås stad", "Ledamot", "Kommunfullmäktige 2022–2026") in covered
        assert ("Sveriges riksdag", "Riksdagsledamot", "Riksdagen 2022–2026") in covered

    def test_row_that_cannot_be_placed_is_wrong_and_then_nobody_is_said_to_have_left(self) -> None:
        content = FILE.read_bytes().replace(b";19;80;01;Nord", b";19;99;01;Nord", 1)
        (found,) = read(content, FILE.name, "history")
        assert [(wrong.row, wrong.value) for wrong in found.wrong] == [(3, "1999")]
        assert found.covers == []

    def test_file_is_recognised(self) -> None:
        assert recognise(FILE.read_bytes(), FILE.name) == RadarSource.HISTORY
