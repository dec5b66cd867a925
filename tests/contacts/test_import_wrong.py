"""What is wrong in a contact list is told with its row, column and reason."""

from contacts.models import (
    Person,
)
from tests.contacts.importing import ANNA, ImportCase


class Wrong(ImportCase):
    """Rows that are refused, each with its row, column and reason; nothing is stored."""

    command = "import_contacts"

    def field(self, **values: str) -> tuple[int, str]:
        named = {head.replace("_", "-"): value for head, value in values.items()}
        [(row, field, reason)] = self.wrong({**ANNA, **named})
        assert reason.endswith((".", "?"))
        assert Person.objects.count() == 0
        return row, field

    def test_misspelt_address(self) -> None:
        assert self.field(E_post="anna(at)exempel.example") == (2, "E-post")

    def test_telephone_that_is_none(self) -> None:
        assert self.field(Telefon="växeln") == (2, "Telefon")

    def test_half_a_date(self) -> None:
        assert self.field(Från="2026-09") == (2, "Från")

    def test_end_before_start(self) -> None:
        assert self.field(Från="2026-09-01", Till="2026-08-31") == (2, "Till")

    def test_unknown_party_and_places(self) -> None:
        assert self.field(Parti="Partiet som inte finns") == (2, "Parti")
        assert self.field(Kommun="Ankeborg") == (2, "Kommun")
        assert self.field(Län="Ankeborgs län") == (2, "Län")

    def test_municipality_in_another_county(self) -> None:
        assert self.field(Kommun="Västerås", Län="Uppsala län") == (2, "Kommun")

    def test_half_a_name(self) -> None:
        assert self.field(Namn="Anna") == (2, "Namn")

    def test_unknown_words_for_sort_and_sector(self) -> None:
        assert self.field(Slag="Rymdskepp") == (2, "Slag")
        assert self.field(Sektor="Rymden") == (2, "Sektor")

    def test_unknown_organization_suggests_the_one_meant(self) -> None:
        [(row, field, reason)] = self.wrong({**ANNA, "Organisation": "Trafikverkt"})
        assert (row, field) == (2, "Organisation")
        assert "Menas Trafikverket?" in reason

    def test_new_municipality_is_a_misspelt_one(self) -> None:
        assert self.field(Organisation="Vesterås stat", Slag="Kommun") == (2, "Organisation")

    def test_role_without_organization(self) -> None:
        assert self.field(Organisation="") == (2, "Roll")

    def test_personal_number_is_refused_and_not_repeated(self) -> None:
        result, status = self.run_import(self.list_file({"Id": "19700101-1234", **ANNA}))
        assert status == 1
        assert result["wrong"][0]["field"] == "Id"
        assert "1970" not in repr(result)

    def test_personal_number_in_any_column_is_refused_and_not_repeated(self) -> None:
        result, status = self.run_import(self.list_file({**ANNA, "Titel": "f. 19700101-1234"}))
        assert (status, result["wrong"][0]["field"], result["wrong"][0]["value"]) == (1, "Titel", "•••")
        assert "1970" not in repr(result)

    def test_column_of_personal_numbers_is_dropped_and_told_of(self) -> None:
        result = self.import_list({**ANNA, "Personnr": "19700101-1234"})
        assert any("innehåller personnummer" in warning for warning in result["warnings"])
        assert "1970" not in repr(result)

    def test_misspelt_municipality_is_told_what_may_be_meant(self) -> None:
        [(_row, field, reason)] = self.wrong({**ANNA, "Kommun": "Södertelje"})
        assert field == "Kommun"
        assert "Menas Södertälje?" in reason

    def test_wrong_value_names_the_letter_of_its_column(self) -> None:
        result, _status = self.run_import(self.list_file({**ANNA, "Från": "2026-09"}))
        assert result["wrong"][0]["column"] == "E"

    def test_same_address_for_two_people_in_the_file(self) -> None:
        [(row, field, reason)] = self.wrong(ANNA, {**ANNA, "Namn": "Bo Al"})
        assert (row, field) == (3, "E-post")
        assert "rad 2" in reason

    def test_every_wrong_cell_is_told_at_once(self) -> None:
        wrong = self.wrong(
            {**ANNA, "E-post": "x", "Från": "igår", "Organisation": "Okänt"},
            {**ANNA, "E-post": "b@exempel.example", "Parti": "?"},
        )
        assert [(row, field) for row, field, _reason in wrong] == [
            (2, "E-post"),
            (2, "Från"),
            (2, "Organisation"),
            (3, "Parti"),
        ]

    def test_file_without_names_is_unusable(self) -> None:
        assert "kolumn för namn" in self.refused(self.list_file({"E-post": "a@exempel.example"}))

    def test_two_columns_for_one_thing_are_unusable(self) -> None:
        assert "Befattning" in self.refused(self.list_file({**ANNA, "Befattning": "Chef"}))

    def test_file_that_is_no_sheet_is_unusable(self) -> None:
        path = self.folder / "bild.xlsx"
        path.write_bytes(b"\x89PNG\r\n\x1a\n")
        assert self.refused(path)
