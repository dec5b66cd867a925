"""Contact lists by the command: good rows, operations, saved mappings, long lists."""

import io
from typing import ClassVar
from unittest import mock

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from contacts.imports import contact_list, engine
from contacts.imports.marks import Options
from contacts.models import (
    ContactList,
    Membership,
    Organization,
    Person,
)
from contacts.services import import_mappings
from crm.models import Operation, User
from tests import make
from tests.base import make_user
from tests.contacts.importing import ImportCase

ANNA = {"Namn": "Anna Ek", "E-post": "anna@exempel.example", "Organisation": "Trafikverket", "Roll": "Utredare"}


class GoodRows(ImportCase):
    """What is right may be taken, if one says so."""

    command = "import_contacts"
    BAD: ClassVar[dict[str, str]] = {
        "Namn": "Bo Al",
        "E-post": "bo(at)exempel",
        "Organisation": "Nya bolaget",
        "Slag": "Företag",
    }

    def test_right_rows_are_stored_and_the_wrong_leave_nothing_behind(self) -> None:
        result, status = self.run_import(self.list_file({**ANNA, "Slag": ""}, self.BAD), "--apply", "--good-rows")
        assert (status, result["applied"], result["new"]["person"]) == (1, True, 1)
        assert [w["row"] for w in result["wrong"]] == [3]
        assert Person.objects.get().name == "Anna Ek"
        assert not Organization.objects.filter(name="Nya bolaget").exists()

    def test_whole_import_is_one_operation_that_names_its_history(self) -> None:
        self.import_list(ANNA)
        made = Operation.objects.get()
        assert (made.kind, made.title) == ("import", "Import av lista.csv")
        assert Person.history.get().operation == Membership.history.get().operation == made

    def test_import_that_changes_nothing_leaves_no_operation(self) -> None:
        self.import_list(ANNA)
        self.import_list(ANNA)
        assert Operation.objects.count() == 1

    def test_saved_mapping_is_named(self) -> None:
        columns = {"Vem": "name", "Var": "organization", "Gör": "role", "Annat": ""}
        import_mappings.keep(actor=User.objects.system(), name="Nätverket", columns=columns)
        path = self.list_file({"Vem": "Anna Ek", "Var": "Trafikverket", "Gör": "Chef", "Nytt": "x"})
        result, _status = self.run_import(path, "--apply", "--mapping", "nätverket")
        assert (result["new"]["person"], Membership.objects.get().role) == (1, "Chef")
        assert result["warnings"] == ["Kolumnen ”Nytt” läses inte in."]

    def test_unknown_mapping_is_unusable(self) -> None:
        with pytest.raises(CommandError, match="Ingen kolumnöversättning"):
            call_command(self.command, str(self.list_file(ANNA)), "--apply", "--mapping", "x", stdout=io.StringIO())


class Parts(ImportCase):
    """A long list is carried out part by part; nobody can tell."""

    command = "import_contacts"
    ROWS = (
        {**ANNA, "Titel": "", "Etiketter": "x"},
        {**ANNA, "Namn": "Bo Al", "E-post": "bo@exempel.example", "Titel": "", "Etiketter": "x"},
        {**ANNA, "Organisation": "Region Uppsala", "Titel": "Docent", "Etiketter": "X, y"},
        {**ANNA, "Titel": "Docent", "Etiketter": ""},
    )

    def test_list_cut_in_parts_comes_to_the_same(self) -> None:
        path = self.list_file(*self.ROWS)
        whole, _status = self.run_import(path, "--dry-run")
        with mock.patch.object(contact_list, "PART", 1):
            previewed, _status = self.run_import(path, "--dry-run")
            result, status = self.run_import(path)
        assert status == 0
        assert {**result, "applied": False} == previewed == whole
        anna = Person.objects.get(family_name="Ek")
        assert (anna.title, anna.memberships.count(), anna.person_tags.count()) == ("Docent", 2, 2)

    def test_wrong_row_of_the_last_part_leaves_nothing_of_the_first(self) -> None:
        with mock.patch.object(contact_list, "PART", 1):
            assert self.wrong(*self.ROWS, {**ANNA, "Namn": "Anna"})
        assert Person.objects.count() == Person.history.count() == 0

    def test_address_written_in_two_ways_is_one_wherever_the_list_is_cut(self) -> None:
        rows = (ANNA, {**ANNA, "E-post": "Anna Ek <ANNA@exempel.example>", "Titel": "Docent"})
        rows = tuple({"Titel": "", **row} for row in rows)
        with mock.patch.object(contact_list, "PART", 1):
            result, _status = self.run_import(self.list_file(*rows))
        assert (result["new"]["person"], Person.objects.get().title) == (1, "Docent")
        assert self.wrong(*rows, {**rows[1], "Namn": "Bo Al"})

    def test_row_tells_what_it_made_not_what_a_later_one_makes_of_it(self) -> None:
        path = self.list_file({**ANNA, "Till": ""}, {**ANNA, "Till": "2030-01-31"})
        content, name = engine.load(str(path))
        (plan,) = engine.reading(engine.SOURCES[engine.LIST], content, name).parts()
        (role,) = [after for label, _before, after in plan.outcomes[2].changes if "uppdrag" in label]
        assert role == "Utredare, Trafikverket"
        assert [after for _label, _before, after in plan.outcomes[3].changes] == ["2030-01-31"]

    def test_longer_list_takes_no_more_questions(self) -> None:
        def rows(n: int) -> list[dict[str, str]]:
            return [{**ANNA, "Namn": f"Anna Ek{i:04}", "E-post": f"a{i}@exempel.example"} for i in range(n)]

        self.import_list(*rows(1))
        asked = []
        for n in (20, 200):
            with CaptureQueriesContext(connection) as queries:
                self.import_list(*rows(n))
            asked.append(len(queries))
        assert asked[1] <= asked[0] + 2


class Rights(ImportCase):
    """New rows need the right to add, changed rows the right to change."""

    command = "import_contacts"

    def reasons(self, **rights: bool) -> list[str]:
        make.person("Anna Ek", email=ANNA["E-post"])
        path = self.list_file({**ANNA, "Titel": "Docent"}, {**ANNA, "Namn": "Bo Al", "E-post": "bo@exempel.example"})
        content, name = engine.load(str(path))
        found = engine.reading(engine.SOURCES[engine.LIST], content, name, Options(**rights))
        return [wrong.reason for wrong in engine.preview(found).wrong]

    def test_one_who_may_not_add_adds_nobody(self) -> None:
        assert self.reasons(may_add=False) == ["Du får inte lägga till personer."]

    def test_one_who_may_not_change_changes_nobody(self) -> None:
        assert self.reasons(may_change=False) == ["Du får inte ändra personer."]

    def test_nobody_is_put_on_a_list_that_is_another_ones_own(self) -> None:
        alma, eva = make_user("alma"), make_user("eva")
        own = ContactList.objects.create(name="Tänkbara", owner=eva, is_shared=False, sort_key="tankbara")
        content, name = engine.load(str(self.list_file({**ANNA, "Listor": "Tänkbara"})))

        def reasons(actor: User) -> list[str]:
            found = engine.reading(engine.SOURCES[engine.LIST], content, name, Options(owner=actor))
            return [wrong.reason for wrong in engine.preview(found).wrong]

        assert reasons(alma) == ["Du får inte ändra vilka som står på den här listan."]
        assert reasons(own.owner) == []
