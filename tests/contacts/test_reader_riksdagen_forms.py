"""Reading Riksdagen's list of people as XML and as the CSV data set, packed or not: the same as its JSON."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import Any

import pytest

from contacts.choices import RadarSource
from contacts.imports.result import Unusable
from contacts.imports.roster import Listed, Roster
from contacts.imports.rosters_read import read, recognise
from contacts.imports.sources.riksdagen_forms import from_xml
from crm.common.dates import today
from tests.contacts.importing import DATA, ImportCase

JSON, XML, SET = (DATA / name for name in ("personlista.json", "personlista.xml", "person.csv"))
DAY = {"source_on": "2026-03-11"}
AGDA = "11111111-2222-3333-4444-555555555555"


def listed(found: Roster) -> list[dict[str, Any]]:
    """What a roster says, ready to be compared with another."""
    return [
        {**{name: getattr(one, name) for name in Listed.__slots__ if name != "seats"}, "seats": [*map(repr, one.seats)]}
        for one in found.people
    ]


def zipped(name: str, content: bytes, day: tuple[int, int, int] = (2026, 4, 2)) -> bytes:
    room = io.BytesIO()
    with zipfile.ZipFile(room, "w") as archive:
        archive.writestr(zipfile.ZipInfo(name, (*day, 3, 0, 0)), content)
    return room.getvalue()


class TheForms(ImportCase):
    def read(self, content: bytes, name: str, **options: str) -> Roster:
        (found,) = read(content, name, "riksdagen", options=options)
        return found

    def refused(self, content: bytes, name: str = "lista.xml") -> str:  # type: ignore[override]
        with pytest.raises(Unusable) as refused:
            read(content, name, "riksdagen")
        return str(refused.value)

    # --- XML ------------------------------------------------------------------------------------------------

    def test_xml_says_the_same_as_json(self) -> None:
        xml, plain = self.read(XML.read_bytes(), XML.name), self.read(JSON.read_bytes(), JSON.name)
        assert listed(xml) == listed(plain)
        assert (xml.source_on, xml.doubtful, xml.scheme) == (plain.source_on, plain.doubtful, plain.scheme)

    def test_one_person_alone_in_xml_is_read(self) -> None:
        text = XML.read_text(encoding="utf-8-sig")
        head, rest = text.split("<person>", 1)
        alone = f"{head}<person>{rest.split('</person>')[0]}</person></personlista>".encode()
        assert [one.number for one in self.read(alone, XML.name).people] == ["0900000000001"]

    def test_empty_elements_are_nothing(self) -> None:
        data = from_xml(
            b'<personlista systemdatum="2026-03-11"><person><a/><b> </b><c>x</c></person></personlista>', "x"
        )
        assert data == {"personlista": {"@systemdatum": "2026-03-11", "person": {"a": {}, "b": {}, "c": "x"}}}

    def test_identifiers_of_xml_keep_their_zeros(self) -> None:
        assert self.read(XML.read_bytes(), XML.name).people[0].number == "0900000000001"

    def test_xml_that_swells_or_is_something_else_is_refused(self) -> None:
        entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
        bomb = f'<!DOCTYPE personlista [<!ENTITY a0 "aaaaaaaaaa">{entities}]><personlista>&a9;</personlista>'
        assert "läsbar XML" in self.refused(bomb.encode())
        assert "läsbar XML" in self.refused(b"<personlista><person>")
        assert "inte en personlista" in self.refused(b"<votering/>")

    def test_file_on_the_reading_machine_is_not_read_through_xml(self) -> None:
        text = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]><personlista><person>&e;</person></personlista>'
        assert "läsbar XML" in self.refused(text.encode())

    # --- The data set ---------------------------------------------------------------------------------------

    def test_rows_of_the_data_set_are_gathered_into_people_known_by_their_guid(self) -> None:
        found = self.read(SET.read_bytes(), SET.name, **DAY)
        assert (found.scheme, found.source_on) == ("riksdagen-guid", dt.date(2026, 3, 11))
        assert [(one.number, one.name) for one in found.people] == [
            (AGDA, "Agda Provberg"), ("22222222-2222-3333-4444-555555555555", "Börje Ledigsson")
        ]  # fmt: skip

    def test_data_set_says_of_a_person_what_json_says(self) -> None:
        person = self.read(SET.read_bytes(), SET.name, **DAY).people[0]
        same = self.read(JSON.read_bytes(), JSON.name).people[0]
        assert sorted(map(repr, person.seats)) == sorted(map(repr, same.seats))
        assert person.details == same.details
        assert (person.birth_year, person.gender, person.title) == (1970, "woman", "Jurist, docent")

    def test_committee_is_found_by_its_letters_or_its_name(self) -> None:
        person = self.read(SET.read_bytes(), SET.name, **DAY).people[0]
        roles = [(seat.organization.short_name, seat.role) for seat in person.seats]
        assert ("TU", "Ledamot") in roles
        assert ("TU", "Ordförande") in roles

    def test_leave_is_a_row_of_its_own(self) -> None:
        seats = self.read(SET.read_bytes(), SET.name, **DAY).people[1].seats
        assert any(away.starts_on == dt.date(2026, 1, 1) for seat in seats for away in seat.away)

    def test_home_and_web_page_are_never_read(self) -> None:
        found = self.read(SET.read_bytes(), SET.name, **DAY)
        assert "Hemliga" not in repr(found)
        assert "agda.example" not in repr(found)

    def test_those_who_left_before_the_registers_first_term_are_left_out_and_counted(self) -> None:
        found = self.read(SET.read_bytes(), SET.name, **DAY)
        assert any(warning.startswith("1 personer som lämnade före") for warning in found.warnings)

    def test_committee_seat_without_an_end_does_not_keep_somebody_who_left_the_chamber(self) -> None:
        row = "Ceasar,Efterkälke,,M,44444444-2222-3333-4444-555555555555,man,1951,,,,,,,uppdrag,TU,Ledamot,,1991-10-01,"
        found = self.read(SET.read_bytes() + f"{row}\r\n".encode(), SET.name, **DAY)
        assert len(found.people) == 2

    def test_guid_is_the_same_in_large_letters(self) -> None:
        content = SET.read_bytes().replace(
            b"22222222-2222-3333-4444-555555555555", b"ABCDEF22-2222-3333-4444-555555555555", 1
        )
        content = content.replace(b"22222222-2222-3333-4444-555555555555", b"abcdef22-2222-3333-4444-555555555555")
        assert len(self.read(content, SET.name, **DAY).people) == 2

    def test_day_of_the_data_set_is_told_or_that_of_its_package_or_today(self) -> None:
        content = SET.read_bytes()
        assert self.read(zipped(SET.name, content), "person.csv.zip", **DAY).source_on == dt.date(2026, 3, 11)
        assert self.read(zipped(SET.name, content), "person.csv.zip").source_on == dt.date(2026, 4, 2)
        undated = self.read(content, SET.name)
        assert undated.source_on == today()
        assert any("som om den vore av i dag" in warning for warning in undated.warnings)
        assert "går inte att läsa" in self.refused_day(content)

    def refused_day(self, content: bytes) -> str:
        with pytest.raises(Unusable) as refused:
            self.read(content, SET.name, source_on="i går")
        return str(refused.value)

    # --- All of them ----------------------------------------------------------------------------------------

    def test_each_form_may_come_packed_and_is_recognised(self) -> None:
        for path in (JSON, XML, SET):
            for content in (path.read_bytes(), zipped(path.name, path.read_bytes())):
                assert recognise(content, path.name) == RadarSource.RIKSDAGEN
                assert self.read(content, path.name, **DAY).people[0].name == "Agda Provberg"

    def test_package_of_something_else_is_refused(self) -> None:
        assert "ingen personlista" in self.refused(zipped("bild.png", b"x"), "bild.zip")
