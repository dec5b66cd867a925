"""Reading Valmyndigheten's results as they are published: zips, many of them, with an index of checksums."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
import zlib
from typing import Any

import pytest

from contacts.choices import RadarSource
from contacts.imports import packages
from contacts.imports.result import Unusable
from contacts.imports.roster import Roster
from contacts.imports.rosters_read import read, recognise
from tests.contacts.importing import ImportCase, sample

Files = dict[str, bytes]


def zipped(files: Files) -> bytes:
    room = io.BytesIO()
    with zipfile.ZipFile(room, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return room.getvalue()


def text(data: Any) -> bytes:
    return json.dumps(data, ensure_ascii=False).encode()


def region() -> Any:
    """A regional council's result, with somebody who sits in a municipal one too."""
    data = sample("val_KF_1980.json")
    data["valtyp"], data["valomrade"]["kod"], data["valomrade"]["namn"] = "RF", "19", "Västmanlands län"
    return data


RD, KF = text(sample("val_RD.json")), text(sample("val_KF_1980.json"))
NAMES = ("Val_2026_slutlig_mandatfordelning_00_RD.json", "Val_2026_slutlig_mandatfordelning_1980_KF.json")


def lines(files: Files, end: str = "\r\n") -> bytes:
    return "".join(f"{hashlib.md5(c).hexdigest()}  ./s/{name}{end}" for name, c in files.items()).encode()  # noqa: S324


class TheResults(ImportCase):
    def roster(self, content: bytes, name: str = "Val_2026_slutlig_00_RD.zip") -> Roster:
        (found,) = read(content, name, "valmyndigheten")
        return found

    def refused(self, content: bytes, name: str = "Val.zip") -> str:  # type: ignore[override]
        with pytest.raises(Unusable) as refused:
            read(content, name, "valmyndigheten")
        return str(refused.value)

    def test_zip_with_one_result_is_read_as_the_file_in_it(self) -> None:
        plain, packed = self.roster(RD, "RD.json"), self.roster(zipped({NAMES[0]: RD}))
        assert [(p.number, p.name, p.row) for p in plain.people] == [(p.number, p.name, p.row) for p in packed.people]
        assert len(packed.people) == 3

    def test_seats_are_found_by_name_among_the_votes(self) -> None:
        votes = text({"valomrade": {"rostfordelning": {}}})
        found = self.roster(zipped({
            "Val_2026_slutlig_rostfordelning_00_RD.json": votes, "README.txt": b"x", NAMES[0]: RD,
            "__MACOSX/._Val_2026_mandatfordelning_RD.json": b"x",
        }))  # fmt: skip
        assert len(found.people) == 3

    def test_name_in_the_zip_may_lack_its_area(self) -> None:
        assert len(self.roster(zipped({"Val_2026_slutlig_Mandatfordelning_RD.JSON": RD})).people) == 3

    def test_zips_in_a_zip_or_a_folder_are_one_list_where_a_person_stands_once(self) -> None:
        inner = {
            "s/rd/Val_2026_slutlig_00_RD.zip": zipped({NAMES[0]: RD}),
            "s/kf/Val_2026_slutlig_1980_KF.zip": zipped({NAMES[1]: KF}),
            "s/rf/Val_2026_slutlig_19_RF.zip": zipped({"mandatfordelning.json": text(region())}),
        }
        for name, content in inner.items():
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        for content in (zipped(inner), packages.folder(self.folder)):
            found = self.roster(content, "alla.zip")
            people = {one.number: sorted(seat.number for seat in one.seats) for one in found.people}
            assert people["90003"] == ["2026:KF:1980:90003", "2026:RD:00:90003", "2026:RF:19:90003"]
            assert [one.row for one in found.people] == [1, 2, 3, 4]
            assert len(found.covers) == 3

    def test_local_party_that_the_register_lacks_is_one_party_in_all_files(self) -> None:
        found = self.roster(zipped({NAMES[1]: KF, "mandatfordelning_19_RF.json": text(region())}))
        parties = {id(s.party) for one in found.people for s in one.seats if s.party and s.party.pk is None}
        assert len(parties) == 1

    def test_two_local_parties_with_the_same_letters_are_two(self) -> None:
        other = sample("val_KF_1980.json")
        other["valomrade"]["kod"] = "0180"
        local = other["valomrade"]["valkretsLista"][0]["valda"]["partiLedamoterLista"][1]
        local.update(partibeteckning="Exempelpartiet Stockholm", partikod="5555", partiforkortning="XPV")
        here = sample("val_KF_1980.json")
        here["valomrade"]["valkretsLista"][0]["valda"]["partiLedamoterLista"][1]["partiforkortning"] = "XPV"
        found = self.roster(zipped({"a_mandatfordelning.json": text(here), "b_mandatfordelning.json": text(other)}))
        new = {s.party.code: s.party.name for one in found.people for s in one.seats if s.party and not s.party.pk}
        assert sorted(new.values()) == ["Exempelpartiet Stockholm", "Exempelpartiet Västerås"]

    def test_checksums_of_the_index_are_held_against_the_files_however_its_lines_end(self) -> None:
        inner = {"Val_2026_slutlig_00_RD.zip": zipped({NAMES[0]: RD})}
        for end in ("\r\n", "\n"):
            assert len(self.roster(zipped({"index.md5": lines(inner, end), **inner})).people) == 3
        damaged = {"index.md5": lines(inner), "s/Val_2026_slutlig_00_RD.zip": zipped({NAMES[0]: RD + b" "})}
        assert "stämmer inte med kontrollsumman" in self.refused(zipped(damaged))

    def test_file_that_the_index_names_and_the_package_lacks_was_not_asked_for(self) -> None:
        inner = {"Val_2026_slutlig_00_RD.zip": zipped({NAMES[0]: RD})}
        index = lines({**inner, "Val_2026_slutlig_19_RF.zip": b"x"})
        assert len(self.roster(zipped({"index.md5": index, **inner})).people) == 3

    def test_summary_of_all_councils_is_passed_over(self) -> None:
        summary = region()
        summary["valomrade"]["kod"] = "OS"
        found = self.roster(zipped({"mandatfordelning_OS_RF.json": text(summary), NAMES[1]: KF}))
        assert len(found.covers) == 1
        assert "ingen mandatfördelning" in self.refused(zipped({"mandatfordelning_OS_RF.json": text(summary)}))

    def test_test_file_is_refused_by_name(self) -> None:
        data = {**sample("val_RD.json"), "test": True}
        assert "testfil" in self.refused(zipped({NAMES[1]: KF, NAMES[0]: text(data)}))
        assert NAMES[0] in self.refused(zipped({NAMES[1]: KF, NAMES[0]: text(data)}))

    def test_result_that_is_not_settled_is_told(self) -> None:
        early = sample("val_KF_1980.json")
        early["rakningstillfalle"] = "preliminar"
        early["valomrade"]["valkretsLista"][0]["valda"] = None
        name = "Val_2026_preliminar_mandatfordelning_1980_KF.json"
        assert "inte fastställt än" in self.refused(zipped({name: text(early)}))
        assert "inte fastställt än" in self.refused(text(early), name)
        found = self.roster(zipped({name: text(early), NAMES[0]: RD}))
        assert len(found.people) == 3
        assert found.warnings == ["1 resultat är inte fastställt än och har inte lästs: KF Västerås."]

    def test_wrong_row_says_of_which_council_it_is(self) -> None:
        data = sample("val_KF_1980.json")
        data["valomrade"]["valkretsLista"][0]["valda"]["partiLedamoterLista"][0]["ledamoter"][0]["kandidatnummer"] = ""
        found = self.roster(zipped({NAMES[1]: text(data), NAMES[0]: RD}))
        assert [wrong.reason.partition(":")[0] for wrong in found.wrong] == ["KF Västerås"]

    def test_result_of_2022_has_numbers_of_its_own_and_the_term_that_began_then(self) -> None:
        data = {**sample("val_KF_1980.json"), "valtillfalle": "val2022", "valdatum": "2022-09-11"}
        found = self.roster(text(data), "KF.json")
        seat = found.people[0].seats[0]
        assert (found.scheme, seat.number.partition(":")[0], seat.term and seat.term.name) == (
            "val-2022", "2022", "Kommunfullmäktige 2022–2026"
        )  # fmt: skip

    def test_results_of_two_elections_are_not_read_as_one(self) -> None:
        old = {**sample("val_KF_1980.json"), "valtillfalle": "val2022", "valdatum": "2022-09-11"}
        assert "olika val" in self.refused(zipped({NAMES[1]: text(old), NAMES[0]: RD}))

    def test_what_is_in_the_package_is_recognised(self) -> None:
        assert recognise(zipped({NAMES[0]: RD}), "x.zip") == RadarSource.VALMYNDIGHETEN
        assert recognise(RD, "x.json") == RadarSource.VALMYNDIGHETEN


class TheSubstitutes(ImportCase):
    def roster(self, data: Any, **options: Any) -> Roster:
        (found,) = read(text(data), "RD.json", "valmyndigheten", options=options)
        return found

    def test_they_are_read_when_asked_for_once_each_and_as_not_serving(self) -> None:
        data = sample("val_RD.json")
        (party,) = [p for p in data["valomrade"]["valda"]["partiLedamoterLista"] if p["partikod"] == "0002"]
        # One comes as an object; the same one stands in for two.
        party["ledamoter"][1]["ersattareList"] = party["ledamoter"][0]["ersattareList"][0]
        found = self.roster(data, substitutes=True)
        (one,) = [one for one in found.people if one.number == "90009"]
        (seat,) = one.seats
        assert (one.name, one.is_legal_name, one.row) == ("Nils Reservberg", True, 4)
        assert (seat.role, seat.kind, seat.is_idle, seat.party and seat.party.code) == (
            "Ersättare", "substitute", True, "S"
        )  # fmt: skip
        assert seat.number == "2026:RD:00:90009:ersattare"
        assert {cover.role for cover in found.covers} == {"Riksdagsledamot", "Ersättare"}

    def test_who_was_elected_is_no_substitute_as_well(self) -> None:
        data = sample("val_RD.json")
        own = {"kandidatnummer": 90002, "namn": "Karl af Provhult"}
        for level in (data["valomrade"], *data["valomrade"]["valkretsLista"]):
            for party in level["valda"]["partiLedamoterLista"]:
                for member in party["ledamoter"]:
                    member["ersattareList"] = [own, None]
        found = self.roster(data, substitutes=True)
        assert {seat.role for one in found.people for seat in one.seats} == {"Riksdagsledamot"}
        assert len(found.covers) == 1

    def test_without_being_asked_for_they_are_left_out(self) -> None:
        assert "90009" not in {one.number for one in self.roster(sample("val_RD.json")).people}


class Unsafe(ImportCase):
    def refused(self, content: bytes) -> str:  # type: ignore[override]
        with pytest.raises(Unusable) as refused:
            read(content, "paket.zip", "valmyndigheten")
        return str(refused.value)

    def test_package_that_swells_is_refused_whatever_it_says_of_itself(self) -> None:
        bomb = bytearray(zipped({"mandatfordelning.json": b"0" * 3_000_000}))
        with self.settings(RADAR_MAX_UNPACKED_BYTES=1_000_000):
            assert "för stor när den packas upp" in self.refused(bytes(bomb))
            # The archive's own directory says that it is small.
            at = bomb.rfind(b"PK\x01\x02") + 24
            bomb[at : at + 4] = (100).to_bytes(4, "little")
            told = self.refused(bytes(bomb))
            assert "för stor" in told or "skadad" in told

    def test_bombs_within_bombs_count_together(self) -> None:
        inner = zipped({"mandatfordelning.json": b"0" * 600_000})
        both = zipped({"a.zip": inner, "b.zip": inner})
        with self.settings(RADAR_MAX_UNPACKED_BYTES=1_000_000), pytest.raises(Unusable, match="för stor"):
            list(packages.unpacked(both, "x.zip", endings=(".json",)))

    def test_zips_are_opened_two_deep_and_no_deeper(self) -> None:
        deep = zipped({"mandatfordelning.json": RD})
        for _level in range(3):
            deep = zipped({"in.zip": deep})
        assert "ingen mandatfördelning" in self.refused(deep)

    def test_too_many_files_are_refused(self) -> None:
        many = {f"{n}_mandatfordelning.json": b"{" for n in range(packages.MAX_FILES + 1)}
        with pytest.raises(Unusable, match="för många filer"):
            list(packages.unpacked(zipped(many), "x.zip", endings=(".json",)))

    def test_damaged_package_is_refused_in_words(self) -> None:
        whole = zipped({"mandatfordelning.json": RD})
        assert "skadad" in self.refused(whole[:-30])
        assert zlib.crc32(whole) != zlib.crc32(whole[:60] + b"\xff\xff" + whole[62:])
        assert "skadad" in self.refused(whole[:60] + b"\xff\xff" + whole[62:])

    def test_package_of_something_else_is_refused(self) -> None:
        assert "ingen mandatfördelning" in self.refused(zipped({"bild.png": b"x"}))
        assert "läsbar JSON" in self.refused(zipped({"mandatfordelning.json": b"{"}))

    def test_empty_folder_is_told(self) -> None:
        with pytest.raises(Unusable, match="är tom"):
            packages.folder(self.folder)
