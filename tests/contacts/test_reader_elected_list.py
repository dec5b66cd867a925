"""Reading a municipality's or a region's own list of its elected."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import pytest
from openpyxl import Workbook

from contacts.choices import RadarSource
from contacts.imports import packages
from contacts.imports.result import Unusable
from contacts.imports.roster import Listed, Roster
from contacts.imports.rosters_read import read, recognise
from contacts.models import Membership, Organization, Party, Person, Term
from tests import make
from tests.contacts.importing import ImportCase

COUNCIL = "Kommunfullmäktige i Västerås stad"
DAY = "2026-11-20"
FIRST = dt.date(2026, 10, 15)


def csv_of(*rows: str) -> bytes:
    return "\r\n".join(rows).encode("utf-8-sig")


LIST = csv_of(
    "Förtroendevalda i Västerås stad 2026–2030",
    "Namn;Parti;Uppdrag;E-post;Hemkommun;Adress;Personnummer",
    "Ek, Anna;S;Ledamot;anna.ek@vasteras.example;Surahammar;Hemliga gatan 1;19700101-1234",
    "Bo von Berg;M;Ersättare;;Västerås;Hemliga gatan 2;",
    "Cilla Dahl;L;1:e vice ordförande;cilla@vasteras.example;Västerås;;",
)


class TheLists(ImportCase):
    def roster(self, content: bytes = LIST, name: str = "lista.csv", **options: Any) -> Roster:
        (found,) = read(content, name, "sheet", options={"source_on": DAY, **options})
        return found

    def listed(self, content: bytes = LIST, name: str = "lista.csv", **options: Any) -> dict[str, Listed]:
        return {one.name: one for one in self.roster(content, name, **options).people}

    def refused(self, content: bytes, **options: Any) -> str:  # type: ignore[override]
        with pytest.raises(Unusable) as refused:
            self.roster(content, **options)
        return str(refused.value)

    def council(self, name: str = COUNCIL) -> Organization:
        return Organization.objects.get(name=name)

    def hold(self, name: str, **values: Any) -> Person:
        """Somebody with a seat in the council from the term's first day."""
        person = make.person(name)
        held = {"organization": self.council(), "role": "Ledamot", "kind": "elected", "starts_on": FIRST, **values}
        Membership.objects.create(person=person, **held)
        return person

    # --- Which body -----------------------------------------------------------------------------------------

    def test_council_is_recognised_by_what_stands_above_the_headings(self) -> None:
        bodies = {seat.organization.name for one in self.roster().people for seat in one.seats}
        assert bodies == {COUNCIL}

    def test_council_is_recognised_by_the_name_of_the_sheet_or_the_file(self) -> None:
        book = Workbook()
        book.active.title = "Regionfullmäktige Västmanland"  # type: ignore[union-attr]
        for row in (["Namn", "Parti"], ["Anna Ek", "S"]):
            book.active.append(row)  # type: ignore[union-attr]
        room = io.BytesIO()
        book.save(room)
        found = self.roster(room.getvalue(), "lista.xlsx")
        assert found.people[0].seats[0].organization.name == "Regionfullmäktige i Region Västmanland"
        plain = csv_of("Namn;Parti", "Anna Ek;S")
        for name, body in (
            ("Kommunfullmäktige Upplands-Bro 2026.csv", "Kommunfullmäktige i Upplands-Bro kommun"),
            ("kf_håbo.csv", "Kommunfullmäktige i Håbo kommun"),
            ("kf habo.csv", "Kommunfullmäktige i Habo kommun"),
            ("Västerås stads fullmäktige.csv", COUNCIL),
            ("Region Sörmland.csv", "Regionfullmäktige i Region Sörmland"),
        ):
            assert self.roster(plain, name).people[0].seats[0].organization.name == body, name

    def test_chosen_council_goes_before_what_the_file_is_called(self) -> None:
        chosen = self.council("Kommunfullmäktige i Uppsala kommun")
        bodies = {seat.organization for one in self.roster(organization=chosen.pk).people for seat in one.seats}
        assert bodies == {chosen}

    def test_list_of_no_known_council_asks_for_one(self) -> None:
        assert "Välj vilken församling" in self.refused(csv_of("Namn;Parti", "Anna Ek;S"))

    def test_column_of_municipalities_makes_one_list_of_many_councils(self) -> None:
        found = self.listed(csv_of("Kommun;Namn;Parti", "Västerås;Anna Ek;S", "Köping;Bo Berg;M"))
        assert found["Bo Berg"].seats[0].organization.name == "Kommunfullmäktige i Köpings kommun"

    def test_board_of_the_register_is_found_by_the_beginning_of_its_name(self) -> None:
        owner = Organization.objects.get(name="Västerås stad")
        board = make.organization("Kommunstyrelsen i Västerås stad", kind="board", parent=owner)
        content = csv_of("Västerås", "Namn;Parti;Nämnd;Roll", "Anna Ek;S;Kommunstyrelsen;Ordförande")
        (seat,) = self.listed(content)["Anna Ek"].seats
        assert (seat.organization, seat.role) == (board, "Ordförande")
        assert seat.term and seat.term.body == "board"

    def test_body_that_the_register_lacks_is_doubtful_and_counted(self) -> None:
        rows = "Anna Ek;S;Kulturnämnden;Ledamot", "Anna Ek;S;Kommunfullmäktige;Ledamot"
        found = self.roster(csv_of("Västerås", "Namn;Parti;Nämnd;Roll", *rows))
        assert "Organ som inte finns i registret: Kulturnämnden (1)." in found.warnings
        assert [seat.organization.name for seat in found.people[0].seats] == [COUNCIL]

    def test_list_of_bodies_that_the_register_lacks_is_refused_with_their_names(self) -> None:
        content = csv_of("Västerås", "Namn;Parti;Nämnd", "Anna Ek;S;Kulturnämnden")
        assert "Inget av listans organ finns i registret: Kulturnämnden (1)." in self.refused(content)

    def test_package_of_lists_is_read_list_by_list(self) -> None:
        plain = csv_of("Namn;Parti", "Anna Ek;S")
        files = packages.packed([("kf köping.csv", plain), ("kf arboga.csv", plain), ("läs mig.txt", b"x")])
        found = read(files, "listor.zip", "sheet", options={"source_on": DAY})
        assert [roster.source for roster in found] == ["Köpings kommun", "Arboga kommun"]

    # --- Who and what ---------------------------------------------------------------------------------------

    def test_people_have_no_numbers_and_are_told_with_name_party_and_role(self) -> None:
        found = self.roster()
        assert (found.scheme, found.source, found.source_on) == (None, "Västerås stad", dt.date(2026, 11, 20))
        told = [(one.number, one.name, one.given, one.family, one.seats[0].party.code) for one in found.people]
        assert told == [
            ("", "Anna Ek", "Anna", "Ek", "S"),
            # Written as one, it is not for the reader to divide.
            ("", "Bo von Berg", "", "", "M"),
            ("", "Cilla Dahl", "", "", "L"),
        ]

    def test_substitute_is_no_member(self) -> None:
        (seat,) = self.listed()["Bo von Berg"].seats
        assert (seat.role, seat.kind) == ("Ersättare", "substitute")

    def test_who_leads_the_council_has_a_seat_in_it_as_well(self) -> None:
        assert [seat.role for seat in self.listed()["Cilla Dahl"].seats] == ["Förste vice ordförande", "Ledamot"]

    def test_where_people_live_their_year_of_birth_and_personal_numbers_are_never_read(self) -> None:
        found = self.roster()
        for secret in ("Hemliga", "Surahammar", "19700101"):
            assert secret not in repr(found)

    def test_address_of_the_role_is_read(self) -> None:
        assert self.listed()["Anna Ek"].details == [("email", "anna.ek@vasteras.example", "")]

    def test_seat_without_days_began_with_a_term_that_is_new_and_else_nobody_knows_when(self) -> None:
        seat = self.listed()["Anna Ek"].seats[0]
        term = Term.objects.get(body="municipal_council", starts_on=FIRST)
        assert (seat.starts_on, seat.term, seat.is_as_of_source) == (FIRST, term, True)
        later = self.listed(source_on="2028-05-01")["Anna Ek"].seats[0]
        assert (later.starts_on, later.term) == (None, term)

    def test_days_that_the_list_tells_are_kept(self) -> None:
        content = csv_of("Västerås", "Namn;Parti;Från;Till", "Anna Ek;S;2027-02-01;2027-12-31")
        (seat,) = self.listed(content)["Anna Ek"].seats
        assert (seat.starts_on, seat.ends_on) == (dt.date(2027, 2, 1), dt.date(2027, 12, 31))

    def test_one_person_in_several_bodies_is_one(self) -> None:
        make.organization("Kommunstyrelsen", kind="board", parent=Organization.objects.get(name="Västerås stad"))
        rows = "Anna Ek;S;Kommunfullmäktige;Ledamot", "Anna Ek;S;Kommunstyrelsen;Ersättare"
        found = self.roster(csv_of("Västerås", "Namn;Parti;Nämnd;Roll", *rows))
        assert [(one.name, len(one.seats)) for one in found.people] == [("Anna Ek", 2)]

    def test_two_of_one_name_and_party_in_the_same_council_are_two_and_that_is_told(self) -> None:
        found = self.roster(csv_of("Västerås", "Namn;Parti", "Anna Ek;S", "Anna Ek;S", "Anna Ek;M"))
        assert [one.row for one in found.people] == [3, 4, 5]
        assert [doubt.row for doubt in found.doubtful] == [4]

    def test_unknown_party_is_wrong_and_then_nobody_is_said_to_have_left(self) -> None:
        found = self.roster(csv_of("Västerås", "Namn;Parti", "Anna Ek;S", "Bo Berg;QQ"))
        assert [(wrong.row, wrong.value, wrong.column) for wrong in found.wrong] == [(4, "QQ", "B")]
        assert found.covers == []

    def test_local_party_of_the_register_is_found_by_its_name(self) -> None:
        Party.objects.create(code="XPV-9876", name="Exempelpartiet Västerås", level="local")
        found = self.listed(csv_of("Västerås", "Namn;Parti", "Anna Ek;Exempelpartiet Västerås"))
        assert found["Anna Ek"].seats[0].party == Party.objects.get(code="XPV-9876")

    # --- What the list covers -------------------------------------------------------------------------------

    def test_list_tells_all_members_and_all_substitutes_of_its_council(self) -> None:
        assert {(cover.organization.name, cover.role) for cover in self.roster().covers} == {
            (COUNCIL, "Ledamot"), (COUNCIL, "Ersättare"), (COUNCIL, "Förste vice ordförande")
        }  # fmt: skip

    def test_list_that_is_far_too_short_covers_nothing_and_says_so(self) -> None:
        for n in range(5):
            self.hold(f"Ledamot Nummer{n}")
        found = self.roster()
        assert (COUNCIL, "Ledamot") not in {(cover.organization.name, cover.role) for cover in found.covers}
        assert any("listan har 2 av 5" in warning for warning in found.warnings)

    def test_list_that_is_said_to_be_a_part_covers_nothing(self) -> None:
        assert self.roster(is_partial=True).covers == []

    # --- The layout -----------------------------------------------------------------------------------------

    def test_columns_chosen_by_hand_are_read_as_chosen_but_never_a_home(self) -> None:
        content = csv_of("Västerås", "X;Y;Z", "Anna Ek;S;Hemliga gatan 1")
        options = {"sheet": 0, "header_row": 2, "columns": {"0": "name", "1": "party", "2": "address"}}
        one = self.listed(content, **options)["Anna Ek"]
        assert one.seats[0].party and one.seats[0].party.code == "S"
        assert one.details == []

    def test_list_without_names_is_refused_in_words(self) -> None:
        assert "saknar kolumn för namn" in self.refused(csv_of("Västerås", "Parti;Uppdrag", "S;Ersättare"))
        assert "inga personer" in self.refused(csv_of("Västerås", "Namn;Parti"))

    def test_role_of_a_list_without_that_column_is_the_one_chosen(self) -> None:
        found = self.listed(csv_of("Västerås", "Namn;Parti", "Anna Ek;S"), role="Ersättare")
        assert found["Anna Ek"].seats[0].kind == "substitute"

    def test_what_no_authority_publishes_is_somebodys_own_list(self) -> None:
        assert recognise(LIST, "lista.csv") == RadarSource.SHEET
