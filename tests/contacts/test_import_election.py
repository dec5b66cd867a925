"""Reading Valmyndigheten's file of those elected."""

import datetime as dt

from contacts.models import ExternalIdentifier, Membership, Party, Person
from crm.models import User
from tests import make
from tests.contacts.importing import DATA, ImportCase, sample

RD = DATA / "val_RD.json"
KF = DATA / "val_KF_1980.json"


class TheElected(ImportCase):
    command = "import_election"

    def test_each_elected_is_one_person_with_one_mandate_although_named_on_two_levels(self) -> None:
        result, status = self.run_import(RD)
        assert status == 0
        assert result["applied"] is True
        assert (result["source"], result["rows"]) == ("Valmyndigheten", 3)
        assert (result["new"]["person"], result["new"]["membership"]) == (3, 3)
        assert Person.objects.count() == Membership.objects.count() == 3

    def test_mandate_says_from_when_for_which_party_and_constituency_and_by_whom(self) -> None:
        self.run_import(RD)
        mandate = Membership.objects.get(person__legal_name="Inga Testberg Mallgren")
        assert (mandate.role, mandate.kind) == ("Riksdagsledamot", "elected")
        assert mandate.organization.name == "Sveriges riksdag"
        assert mandate.starts_on == mandate.term.starts_on == dt.date(2026, 9, 28)
        assert mandate.ends_on is None
        assert mandate.party.code == "L"
        assert (mandate.area.kind, mandate.area.name) == ("constituency", "Västmanlands län")
        assert (mandate.source, mandate.source_on) == ("Valmyndigheten", dt.date(2026, 9, 19))

    def test_legal_name_is_kept_whole_beside_the_suggested_parts(self) -> None:
        self.run_import(RD)
        names = Person.objects.values_list("legal_name", "given_name", "family_name")
        assert set(names) == {
            ("Alva Maria Öståker", "Alva Maria", "Öståker"),
            ("Karl af Provhult", "Karl", "af Provhult"),
            ("Inga Testberg Mallgren", "Inga Testberg", "Mallgren"),
        }

    def test_candidate_number_is_kept_as_identifier(self) -> None:
        self.run_import(RD)
        found = ExternalIdentifier.objects.get(scheme="val-2026", value="90001")
        assert found.person.legal_name == "Alva Maria Öståker"
        assert ExternalIdentifier.objects.filter(scheme="val-mandat", value="2026:RD:00:90001").exists()

    def test_second_reading_changes_nothing(self) -> None:
        self.run_import(RD)
        histories = Membership.history.count(), Person.history.count()
        result, _status = self.run_import(RD)
        assert result["new"] == result["changed"] == result["ended"] == {"person": 0, "membership": 0}
        assert result["unchanged"] == {"person": 3, "membership": 3}
        assert (Membership.history.count(), Person.history.count()) == histories

    def test_dry_run_tells_the_same_and_stores_nothing(self) -> None:
        told, status = self.run_import(RD, "--dry-run")
        assert (status, told["applied"]) == (0, False)
        assert Person.objects.count() == ExternalIdentifier.objects.filter(person__isnull=False).count() == 0
        done, _status = self.run_import(RD)
        assert {**told, "applied": True} == done

    def test_history_names_the_system_account_and_the_file(self) -> None:
        self.run_import(RD)
        record = Membership.history.earliest("history_id")
        assert record.history_user == User.objects.system()
        assert record.history_change_reason == "Import: val_RD.json"

    def test_namesake_in_the_register_is_somebody_else(self) -> None:
        make.person("Karl af Provhult")
        result, _status = self.run_import(RD)
        assert result["new"]["person"] == 3
        assert any("1 ny person" in warning for warning in result["warnings"])

    def test_name_divided_by_hand_is_left_so(self) -> None:
        self.run_import(RD)
        person = Person.objects.get(legal_name="Inga Testberg Mallgren")
        Person.objects.filter(pk=person.pk).update(given_name="Inga", family_name="Testberg Mallgren")
        result, _status = self.run_import(RD)
        person.refresh_from_db()
        assert result["changed"]["person"] == 0
        assert person.family_name == "Testberg Mallgren"

    def test_corrected_party_strikes_the_mandate_and_adds_the_right_one(self) -> None:
        self.run_import(RD)
        data = sample("val_RD.json")
        for level in (data["valomrade"], data["valomrade"]["valkretsLista"][1]):
            liberals = next(p for p in level["valda"]["partiLedamoterLista"] if p["partikod"] == "0003")
            liberals.update(partikod="0004", partiforkortning="C", partibeteckning="Centerpartiet")
        corrected = self.json_file(data)
        result, _status = self.run_import(corrected)
        assert result["ended"]["membership"] == result["new"]["membership"] == 1
        held = Membership.objects.filter(person__legal_name="Inga Testberg Mallgren")
        assert {(m.party.code, m.is_struck) for m in held} == {("L", True), ("C", False)}
        again, _status = self.run_import(corrected)
        assert again["new"] == again["changed"] == again["ended"] == {"person": 0, "membership": 0}

    def test_one_who_is_no_longer_among_the_elected_is_told_of_and_kept(self) -> None:
        self.run_import(RD)
        data = sample("val_RD.json")
        del data["valomrade"]["valkretsLista"]
        data["valomrade"]["valda"]["partiLedamoterLista"].pop()
        result, _status = self.run_import(self.json_file(data))
        assert result["doubtful"] == 1
        assert result["doubtful_rows"][0]["subject"] == "Inga Testberg Mallgren"
        assert Membership.objects.valid().count() == 3

    def test_municipal_council_is_filled_from_its_own_day_and_a_local_party_is_added(self) -> None:
        result, _status = self.run_import(KF)
        assert result["new"]["party"] == 1
        mandate = Membership.objects.get(person__legal_name="Tage Lokalius")
        assert mandate.organization.name == "Kommunfullmäktige i Västerås stad"
        assert mandate.starts_on == dt.date(2026, 10, 15)
        # Its letters are those of another party: its number and name decide.
        assert mandate.party.name == "Exempelpartiet Västerås"
        assert Party.objects.get(code="S").name == "Socialdemokraterna"

    def test_same_candidate_in_two_assemblies_is_one_person(self) -> None:
        self.run_import(RD)
        self.run_import(KF)
        assert Membership.objects.filter(person__legal_name="Inga Testberg Mallgren").count() == 2
        assert Person.objects.count() == 4

    def test_level_without_result_falls_back_on_the_whole_area(self) -> None:
        data = sample("val_RD.json")
        data["valomrade"]["valkretsLista"][0]["valda"] = None
        result, _status = self.run_import(self.json_file(data))
        assert result["new"]["membership"] == 3

    def test_result_that_is_not_settled_is_unusable(self) -> None:
        data = sample("val_RD.json")
        data["valomrade"]["valda"] = None
        for part in data["valomrade"]["valkretsLista"]:
            part["valda"] = None
        assert "inte fastställt än" in self.refused(self.json_file(data))

    def test_test_file_is_unusable(self) -> None:
        assert "testfil" in self.refused(self.json_file({**sample("val_RD.json"), "test": True}))

    def test_other_files_are_unusable(self) -> None:
        assert "inte läsbar JSON" in self.refused(DATA / "kontaktlista.csv")
        assert "Valmyndigheten" in self.refused(DATA / "personlista.json")
        assert "går inte att läsa" in self.refused(self.folder / "finns-inte.json")
        assert "tom" in self.refused(self._empty())

    def test_file_of_another_shape_inside_is_unusable(self) -> None:
        for inside in ({"valkretsLista": ["x"]}, {"valda": "x"}, {"valda": {"partiLedamoterLista": ["x"]}}):
            data = sample("val_RD.json")
            data["valomrade"] = {"kod": "00", **inside}
            assert "inte fastställt än" in self.refused(self.json_file(data))

    def _empty(self) -> str:
        path = self.folder / "tom.json"
        path.write_text("")
        return str(path)

    def test_unknown_constituency_is_a_wrong_row_and_stops_everything(self) -> None:
        data = sample("val_RD.json")
        del data["valomrade"]["valkretsLista"]
        data["valomrade"]["valda"]["partiLedamoterLista"][0]["ledamoter"][0].update(
            valkretsnamn="Månen", valkretskod="99"
        )
        result, status = self.run_import(self.json_file(data))
        assert (status, result["applied"]) == (1, False)
        assert [(w["row"], w["value"]) for w in result["wrong"]] == [(1, "Månen")]
        assert Person.objects.count() == 0
