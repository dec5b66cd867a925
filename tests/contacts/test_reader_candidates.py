"""Reading Valmyndigheten's candidates: the names that the elected go by."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import TestCase

from contacts.choices import RadarSource, Scheme
from contacts.imports.result import Unusable
from contacts.imports.roster import Listed
from contacts.imports.rosters_read import read, recognise
from contacts.models import ExternalIdentifier, Person
from tests import make
from tests.contacts.importing import DATA

FILE = DATA / "val_kandidaturer_2026.csv"
CONTENT = FILE.read_bytes()


class TheCandidates(TestCase):
    def setUp(self) -> None:
        for number, name in (
            ("90001", "Alva Maria Öståker"),
            ("90002", "Karl af Provhult"),
            ("90003", "Inga Mallgren"),
        ):
            person = make.person(name)
            Person.objects.filter(pk=person.pk).update(legal_name=name)
            self.know(number, person)

        Person.objects.filter(family_name="Provhult").update(given_name="Karl", family_name="af Provhult")

    def know(self, number: str, person: Person) -> None:
        ExternalIdentifier.objects.create(scheme=Scheme.ELECTION, value=number, person=person)

    def listed(self, content: bytes = CONTENT) -> dict[str, Listed]:
        (found,) = read(content, FILE.name, "candidates", options={"source_on": "2026-09-13"})
        assert (found.source, found.scheme, found.source_on) == ("Valmyndigheten", "val-2026", dt.date(2026, 9, 13))
        return {one.number: one for one in found.people}

    def test_candidate_number_is_the_bridge_to_the_name_somebody_goes_by(self) -> None:
        one = self.listed()["90002"]
        assert (one.given, one.family, one.is_legal_name) == ("Kalle", "af Provhult", False)

    def test_one_candidate_on_many_ballot_papers_is_one_person_by_the_name_that_most_of_them_have(self) -> None:
        one = self.listed()["90001"]
        # Among them 'Öståker, Alva', without a place in the order, and one that is not valid.
        assert one.name == "Alva Öståker"

    def test_nobody_is_listed_whose_number_the_register_does_not_know(self) -> None:
        assert self.listed().keys() == {"90001", "90002", "90003"}

    def test_name_that_staff_or_the_riksdag_have_given_is_not_touched(self) -> None:
        Person.objects.filter(legal_name="Alva Maria Öståker").update(given_name="Alvis")
        assert self.listed().keys() == {"90002", "90003"}

    def test_nobody_is_given_a_seat_or_said_to_have_left_by_standing_for_election(self) -> None:
        (found,) = read(CONTENT, FILE.name, "candidates", options={"source_on": "2026-09-13"})
        assert found.covers == []
        assert not any(one.seats for one in found.people)

    def test_age_home_and_what_the_ballot_paper_says_are_never_kept(self) -> None:
        (found,) = read(CONTENT, FILE.name, "candidates", options={})
        for secret in ("Hemliga", "Undersköterska", "51"):
            assert secret not in repr(found)
        assert all((one.birth_year, one.gender, one.title, one.details) == (None, "", "", ()) for one in found.people)

    def test_quotation_mark_is_a_letter_since_no_cell_is_ever_quoted(self) -> None:
        assert self.listed()["90003"].name == '"Inga" Mallgren'
        opened = CONTENT.replace(b'"Inga" Mallgren', b'"Inga Mallgren')
        assert self.listed(opened).keys() == {"90001", "90002", "90003"}

    def test_name_is_divided_where_the_register_divides_it(self) -> None:
        ExternalIdentifier.objects.all().delete()
        person = make.person("Inga Mallgren")
        legal = "Inga Eva Testberg Mallgren"
        values = {"given_name": "Inga Eva", "family_name": "Testberg Mallgren", "legal_name": legal}
        Person.objects.filter(pk=person.pk).update(**values)
        self.know("90003", person)
        one = self.listed(CONTENT.replace(b'"Inga" Mallgren', b"Inga Testberg Mallgren"))["90003"]
        assert (one.given, one.family) == ("Inga", "Testberg Mallgren")

    def test_name_written_as_often_in_two_ways_is_told(self) -> None:
        content = CONTENT.replace("1;J;J;J;90001;Alva Öståker".encode(), "1;J;J;J;90001;Alva Östaker".encode())
        content = content.replace("Öståker, Alva".encode(), "Östaker, Alva".encode())
        content += CONTENT.splitlines(keepends=True)[1]
        (found,) = read(content, FILE.name, "candidates", options={})
        assert [doubt.reason for doubt in found.doubtful] == [
            "Skrivs olika på valsedlarna: Alva Östaker, Alva Öståker."
        ]

    def test_register_that_knows_no_candidate_is_told_what_to_read_first(self) -> None:
        ExternalIdentifier.objects.all().delete()
        (found,) = read(CONTENT, FILE.name, "candidates", options={})
        assert found.people == []
        assert "Läs in de valda först" in found.warnings[0]

    def test_file_that_does_not_say_its_day_is_read_as_of_today_and_that_is_told(self) -> None:
        (found,) = read(CONTENT, FILE.name, "candidates", options={})
        assert any("som om den vore av i dag" in warning for warning in found.warnings)

    def test_columns_of_earlier_elections_are_read_too(self) -> None:
        old = CONTENT.replace("ANMÄLDAKANDIDATER".encode(), b"ANMKAND").replace(b"KOMMUN;VALSED", b"ORT;VALSED")
        assert len(self.listed(old)) == 3


def test_file_of_candidates_is_recognised() -> None:
    assert recognise(CONTENT, FILE.name) == RadarSource.CANDIDATES


def test_other_table_is_refused_with_what_it_lacks() -> None:
    with pytest.raises(Unusable, match="Saknas: kandidatnummer, namn"):
        read(b"a;b\n1;2\n", "annat.csv", "candidates")
