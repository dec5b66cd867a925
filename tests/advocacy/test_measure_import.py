"""Measures of a sheet: what each row says, what is not understood, and that nothing happens before it is confirmed."""

import datetime as dt
import json
from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse

from advocacy.imports import measures as reader
from advocacy.models import Measure, MeasureStatus
from advocacy.services import measure_import, measures
from contacts.imports.result import Unusable
from crm.common.undo import undo
from crm.models import Operation
from tests import make, make_advocacy

pytestmark = pytest.mark.django_db
HEADS = "Åtgärd;Objektsnummer;Plan;Sakfråga;Län;Ansvarig;Kostnad;Byggstart;Klar;Läge;Läget den;Källa"


def sheet(*rows, heads=HEADS):
    return "\n".join([heads, *rows]).encode()


def read(*rows, heads=HEADS):
    return reader.read(sheet(*rows, heads=heads), "plan.csv", national_plan="2026-2037", source="Planen")


def preview(*rows, **more):
    return measure_import.preview(rows=read(*rows, **more).rows)


def apply(*rows, actor=None, **more):
    return measure_import.apply(actor=actor or make.actor(), rows=read(*rows, **more).rows)


class TestReading:
    def test_row_says_all_that_it_holds(self):
        rail = make_advocacy.priority("Järnväg", code="JVG")
        county, body = make.area("Uppsala län", code="03"), make.organization("Spårverket")

        apply("Fyra spår;JB-1;2022–33;jvg;Uppsala län;Spårverket;1 200,5;2027;2031;Försenad;2026-03-01;Rapport")

        made = Measure.objects.get()
        assert (made.name, made.code, made.national_plan, made.source) == ("Fyra spår", "JB-1", "2022-2033", "Rapport")
        assert (made.priority, made.responsible, str(made.cost)) == (rail, body, "1200.5")
        assert (made.planned_from, made.planned_until) == (2027, 2031)
        assert [link.area for link in made.areas.all()] == [county]
        status = made.statuses.get()
        assert (status.state, status.stated_on, status.source) == ("late", dt.date(2026, 3, 1), "Rapport")

    def test_what_the_row_does_not_say_is_said_for_the_file(self):
        apply("Fyra spår;;;;;;;;;;;")

        made = Measure.objects.get()
        assert (made.national_plan, made.source) == ("2026-2037", "Planen")

    @pytest.mark.parametrize(
        ("row", "why"),
        [
            (";JB-1;;;;;;;;;;", "saknar namn"),
            ("Spår;;2010–21;;;;;;;;;", "Okänd plan"),
            ("Spår;;;;;;mycket;;;;;", "Inte ett belopp"),
            ("Spår;;;;;;;snart;;;;", "Inte ett årtal"),
            ("Spår;;;;;;;2031;2027;;;", "Slutåret"),
            ("Spår;;;;;;;;;På gång;2026-03-01;", "Okänt läge"),
            ("Spår;;;;;;;;;Försenad;;", "saknar dag"),
            ("Spår;;;;;;;;;Försenad;i våras;", "Inte ett datum"),
        ],
    )
    def test_row_that_is_not_understood_is_left_out_with_the_reason(self, row, why):
        reading = read("Annat spår;;;;;;;;;;;", row)

        assert [one.name for one in reading.rows] == ["Annat spår"]
        assert why in reading.wrong[0].reason

    @pytest.mark.parametrize(
        ("row", "why"),
        [
            ("Spår;;;Okänd fråga;;;;;;;;", "Sakfrågan"),
            ("Spår;;;;Skåne;;;;;;;", "Länet"),
            ("Spår;;;;;;;;;Försenad;2999-01-01;", "framåt"),
        ],
    )
    def test_row_that_does_not_fit_the_register_is_left_out(self, row, why):
        outcome = preview("Annat;;;;;;;;;;;", row)

        assert [one.name for one in outcome.lines] == ["Annat"]
        assert why in outcome.wrong[0].reason

    def test_unknown_responsible_is_left_empty_and_told(self):
        outcome = apply("Spår;;;;;Okänt verk;;;;;;")

        assert outcome.unknown_responsible == ["Okänt verk"]
        assert Measure.objects.get().responsible is None

    def test_file_without_the_column_is_refused(self):
        with pytest.raises(Unusable, match="Åtgärd"):
            read("1", heads="Nummer")


class TestStoring:
    def test_several_rows_of_one_measure_are_its_status_over_time(self):
        apply("Spår;;;;;;;;;Enligt plan;2026-01-01;", "Spår;;;;;;;;;Försenad;2026-03-01;")

        assert list(Measure.objects.get().statuses.values_list("state", flat=True)) == ["late", "on_time"]

    def test_same_file_again_does_nothing(self):
        row = "Spår;JB-1;;;;;100;;;Försenad;2026-03-01;"
        apply(row)
        count = Operation.objects.count()

        outcome = apply(row)

        assert outcome.operation is None and outcome.count("same") == 1
        assert Operation.objects.count() == count and MeasureStatus.objects.count() == 1

    def test_blank_cells_change_nothing_and_what_differs_is_told(self):
        apply("Spår;JB-1;;;;;100;2027;;;;")

        outcome = apply("Spår;;;;;;120;;;;;")

        assert outcome.lines[0].what == ("kostnad, mnkr: 100,0 → 120,0",)
        made = Measure.objects.get()
        assert (str(made.cost), made.planned_from, made.code) == ("120.0", 2027, "JB-1")

    def test_measure_is_known_again_by_its_number(self):
        apply("Spår;JB-1;;;;;;;;;;")
        apply("Nya spår;JB-1;;;;;;;;;;")

        assert Measure.objects.get().name == "Nya spår"

    def test_another_state_of_a_day_already_told_is_no_overwriting(self):
        apply("Spår;;;;;;;;;Försenad;2026-03-01;")

        outcome = apply("Spår;;;;;;;;;Färdig;2026-03-01;")

        assert "redan noterat" in outcome.wrong[0].reason
        assert MeasureStatus.objects.get().state == "late"

    def test_all_of_it_can_be_taken_back(self, alma):
        kept = measures.add(actor=alma, name="Kvar", national_plan="2026-2037", source="Planen", planned_from=2027)
        outcome = apply("Kvar;;;;;;;2029;;;;", "Spår;;;;;;;;;Försenad;2026-03-01;", actor=alma)

        undo(operation=outcome.operation, actor=alma)

        assert Measure.objects.get() == kept
        assert Measure.objects.get().planned_from == 2027 and not MeasureStatus.objects.exists()


class TestPages:
    def send(self, client, content):
        given = {"source": "Planen", "national_plan": "2026-2037", "file": SimpleUploadedFile("plan.csv", content)}
        return client.post(reverse("advocacy:measure_upload"), given)

    def test_nothing_is_stored_before_it_is_confirmed(self, client, alma):
        client.force_login(alma)

        page = self.send(client, sheet("Spår;;;;;;;;;Försenad;2026-03-01;", ";;;;;;;;;;;Källa"))

        assert page.status_code == 200 and not Measure.objects.exists()
        assert "nytt läge 2026-03-01" in page.content.decode() and "saknar namn" in page.content.decode()
        client.post(reverse("advocacy:measure_upload"), {"rows": page.context["rows"]})
        assert Measure.objects.get().statuses.get().state == "late"

    def test_rows_that_somebody_else_wrote_are_refused(self, client, alma):
        client.force_login(alma)

        page = client.post(reverse("advocacy:measure_upload"), {"rows": '[{"name": "Spår"}]'}, follow=True)

        assert not Measure.objects.exists() and "på nytt" in page.content.decode()

    def test_file_that_is_no_sheet_is_told_beside_the_field(self, client, alma):
        client.force_login(alma)

        page = self.send(client, b"Nummer\n1")

        assert page.status_code == 422 and page.context["form"].errors["file"]


def test_command_tells_first_and_stores_when_told(tmp_path):
    path = tmp_path / "plan.csv"
    path.write_bytes(sheet("Spår;;;;;;;;;;;"))
    out = StringIO()

    call_command("import_measures", str(path), "--source", "Planen", "--dry-run", "--json", stdout=out)
    assert json.loads(out.getvalue())["measures"]["new"] == 1 and not Measure.objects.exists()

    call_command("import_measures", str(path), "--source", "Planen", "--apply", stdout=StringIO())
    assert Measure.objects.get().source == "Planen"
