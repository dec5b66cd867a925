"""Reading Riksdagen's list of people."""

import datetime as dt

from contacts.imports.sources.riksdagen_file import last_day
from contacts.models import ContactDetail, ExternalIdentifier, Membership, MembershipStatus, Person
from tests.contacts.importing import DATA, ImportCase, sample

LIST = DATA / "personlista.json"
END = dt.date(2026, 9, 27)


def mandates(number: str) -> list[Membership]:
    held = Membership.objects.filter(person__identifiers__value=number).order_by("starts_on", "pk")
    return list(held.select_related("organization", "party", "area", "term"))


def test_end_before_noon_means_the_day_before() -> None:
    assert last_day("2026-09-28 10:59:00") == END
    assert last_day("2023-02-09 12:00:00") == dt.date(2023, 2, 9)
    assert last_day("2023-05-22") == dt.date(2023, 5, 22)
    assert last_day("") is None


class TheMembers(ImportCase):
    command = "import_riksdagen"

    def test_people_and_mandates_are_added_and_the_doubtful_is_left_out(self) -> None:
        result, status = self.run_import(LIST)
        assert status == 0
        assert result["rows"] == result["new"]["person"] == 6
        assert result["new"]["membership"] == 9
        assert result["doubtful"] == 3
        reasons = {d["subject"].split(",")[0]: d["reason"] for d in result["doubtful_rows"]}
        assert "2026-09 har inga hela datum" in reasons["Efraim Halvdatum"]

    def test_facts_of_another_shape_are_passed_over(self) -> None:
        data = sample("personlista.json")
        for person in data["personlista"]["person"]:
            person["personuppdrag"], person["personuppgift"] = {"uppdrag": ["x", None]}, {"uppgift": "x"}
        result, status = self.run_import(self.json_file(data))
        assert (status, result["new"]["person"], result["new"]["membership"]) == (0, 6, 0)

    def test_partial_date_leaves_the_certain_period_alone(self) -> None:
        self.run_import(LIST)
        held = mandates("0900000000005")
        assert [(m.starts_on, m.ends_on) for m in held] == [(dt.date(2022, 9, 26), dt.date(2023, 5, 22))]

    def test_mandate_ends_the_day_before_the_morning_when_the_next_chamber_meets(self) -> None:
        self.run_import(LIST)
        mandate = next(m for m in mandates("0900000000001") if m.role == "Riksdagsledamot")
        assert (mandate.starts_on, mandate.ends_on) == (dt.date(2022, 9, 26), END)
        assert (mandate.party.code, mandate.area.name, mandate.term.name) == ("L", "Örebro län", "Riksdagen 2022–2026")
        assert (mandate.source, mandate.source_on) == ("Sveriges riksdag", dt.date(2026, 3, 11))

    def test_committee_seat_is_found_by_type_and_letters_and_listed_once(self) -> None:
        self.run_import(LIST)
        roles = [(m.organization.short_name, m.role, m.starts_on) for m in mandates("0900000000001")]
        assert roles.count(("TU", "Ledamot", dt.date(2022, 10, 4))) == 1
        assert ("TU", "Ordförande", dt.date(2023, 2, 9)) in roles

    def test_same_letters_are_a_party_or_a_delegation_by_type(self) -> None:
        result, _status = self.run_import(LIST)
        leader = next(m for m in mandates("0900000000001") if m.role == "Gruppledare")
        assert leader.organization.name == "Kristdemokraterna"
        assert any("Krigsdelegationen" in d["subject"] for d in result["doubtful_rows"])

    def test_official_address_telephone_and_title_are_read_and_private_life_is_not(self) -> None:
        self.run_import(LIST)
        person = Person.objects.get(identifiers__value="0900000000001")
        details = set(ContactDetail.objects.filter(person=person).values_list("kind", "value"))
        assert details == {("email", "agda.provberg@riksdagen.example"), ("phone", "+4687864000")}
        assert (person.title, person.birth_year, person.gender) == ("Jurist", 1970, "woman")
        stored = repr(list(Person.objects.values())) + repr(list(ContactDetail.objects.values()))
        assert "Lantbrukaren" not in stored
        assert "Hemliga byn" not in stored

    def test_identifiers_keep_their_zeros(self) -> None:
        self.run_import(LIST)
        person = Person.objects.get(identifiers__scheme="riksdagen", identifiers__value="0900000000001")
        assert ExternalIdentifier.objects.filter(scheme="riksdagen-guid", person=person).count() == 1

    def test_one_on_leave_does_not_serve_but_the_substitute_does(self) -> None:
        self.run_import(LIST)
        leave = MembershipStatus.objects.get()
        assert (leave.status, leave.starts_on, leave.ends_on) == ("on_leave", dt.date(2026, 1, 1), END)
        substitute = mandates("0900000000003")[0]
        assert substitute.kind == "substitute"
        assert substitute.stands_in_for == leave.membership
        serving = Membership.objects.serving_on(dt.date(2026, 3, 11)).filter(organization__name="Sveriges riksdag")
        names = {m.person.name for m in serving.select_related("person")}
        assert names == {"Agda Provberg", "Cilla Inhoppare"}

    def test_one_without_assignments_is_a_person_without_mandate(self) -> None:
        self.run_import(LIST)
        assert Person.objects.filter(identifiers__value="0900000000004").exists()
        assert mandates("0900000000004") == []

    def test_namesakes_with_different_numbers_are_two_people(self) -> None:
        self.run_import(LIST)
        assert Person.objects.filter(given_name="Agda", family_name="Provberg").count() == 2

    def test_implausible_number_of_sitting_members_is_a_warning(self) -> None:
        result, _status = self.run_import(LIST)
        assert any("2 tjänstgörande" in warning for warning in result["warnings"])

    def test_second_reading_changes_nothing(self) -> None:
        first, _status = self.run_import(LIST)
        histories = Membership.history.count()
        again, _status = self.run_import(LIST)
        assert again["new"] == again["changed"] == again["ended"] == {"person": 0, "membership": 0}
        assert again["unchanged"]["membership"] == first["new"]["membership"]
        assert Membership.history.count() == histories

    def test_one_person_alone_comes_as_an_object(self) -> None:
        data = sample("personlista.json")
        data["personlista"]["person"] = data["personlista"]["person"][2]
        result, _status = self.run_import(self.json_file(data))
        assert result["new"]["person"] == 1

    def test_change_of_party_ends_the_mandate_and_begins_another(self) -> None:
        self.run_import(LIST)
        data = sample("personlista.json")
        data["personlista"]["@systemdatum"] = "2026-05-20 00:00:00"
        data["personlista"]["person"][0]["parti"] = "-"
        left = self.json_file(data)
        result, _status = self.run_import(left)
        chamber = [m for m in mandates("0900000000001") if m.role == "Riksdagsledamot"]
        assert [(m.party and m.party.code, m.starts_on, m.ends_on) for m in chamber] == [
            ("L", dt.date(2022, 9, 26), dt.date(2026, 5, 19)),
            (None, dt.date(2026, 5, 20), END),
        ]
        # Also the seat in the committee that lasts.
        assert result["ended"]["membership"] == result["new"]["membership"] == 2
        again, _status = self.run_import(left)
        assert again["new"] == again["changed"] == again["ended"] == {"person": 0, "membership": 0}

    def test_leave_goes_on_when_the_one_on_leave_changes_party(self) -> None:
        self.run_import(LIST)
        leave = MembershipStatus.objects.get()
        data = sample("personlista.json")
        data["personlista"]["@systemdatum"] = "2026-05-20 00:00:00"
        for person in data["personlista"]["person"]:
            if person["intressent_id"] == leave.membership.person.identifiers.get(scheme="riksdagen").value:
                person["parti"] = "-"
        left = self.json_file(data)
        self.run_import(left)
        day = dt.date(2026, 5, 20)
        new = Membership.objects.get(person=leave.membership.person, starts_on=day)
        assert [(s.status, s.starts_on, s.ends_on) for s in new.statuses.all()] == [("on_leave", day, END)]
        leave.refresh_from_db()
        assert leave.ends_on == dt.date(2026, 5, 19)
        assert not Membership.objects.serving_on(day).filter(pk=new.pk).exists()
        self.run_import(left)
        assert MembershipStatus.objects.count() == 2

    def test_earlier_end_than_known_ends_the_mandate(self) -> None:
        self.run_import(LIST)
        data = sample("personlista.json")
        data["personlista"]["@systemdatum"] = "2026-06-01"
        data["personlista"]["person"][0]["personuppdrag"]["uppdrag"][0]["tom"] = "2026-05-31"
        result, _status = self.run_import(self.json_file(data))
        assert result["ended"]["membership"] == 1
        mandate = next(m for m in mandates("0900000000001") if m.role == "Riksdagsledamot")
        assert mandate.ends_on == dt.date(2026, 5, 31)
        older, _status = self.run_import(LIST)
        assert older["changed"]["membership"] == older["ended"]["membership"] == 0

    def test_new_family_name_is_the_same_person(self) -> None:
        self.run_import(LIST)
        data = sample("personlista.json")
        data["personlista"]["person"][2]["efternamn"] = "Nygift"
        result, _status = self.run_import(self.json_file(data))
        assert result["changed"]["person"] == 1
        person = Person.objects.get(identifiers__value="0900000000003")
        assert person.family_name == "Nygift"
        assert person.search_text.startswith("cilla nygift")
        assert person.version == 2

    def test_unknown_party_stops_everything(self) -> None:
        data = sample("personlista.json")
        data["personlista"]["person"][2]["parti"] = "XX"
        result, status = self.run_import(self.json_file(data))
        assert (status, result["wrong"][0]["value"]) == (1, "XX")
        assert Person.objects.count() == 0

    def test_empty_or_foreign_list_is_unusable(self) -> None:
        assert "tom" in self.refused(self.json_file({"personlista": {"@systemdatum": "2026-03-11", "person": None}}))
        assert "personlista" in self.refused(DATA / "val_RD.json")
