"""Measures of the national plans: what a source said stays, how it stood on a day, what has moved, and the pages."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from advocacy.models import Measure, MeasureStatus
from advocacy.services import measure_figures, measures
from advocacy.services.measure_figures import UNKNOWN, implementation
from crm.common import undo
from crm.common.dates import today
from crm.common.writes import Conflict
from tests import make, make_advocacy

pytestmark = pytest.mark.django_db
MARCH, MAY, JUNE = dt.date(2026, 3, 1), dt.date(2026, 5, 1), dt.date(2026, 6, 1)


def measure(name="Fyra spår", plan="2026-2037", **fields):
    statuses = fields.pop("statuses", {})
    made = measures.add(actor=make.actor(), name=name, national_plan=plan, source="Planen s. 12", **fields)
    for day, state in statuses.items():
        say(made, state, day)
    return made


def say(made, state, day=MARCH, **said):
    return measures.note_status(
        actor=make.actor(), measure=made, state=state, stated_on=day, source="Årsrapport", **said
    )


class TestStatus:
    def test_new_status_never_overwrites_an_old_one(self):
        made = measure(statuses={MARCH: "on_time", MAY: "late"})

        assert list(made.statuses.values_list("state", flat=True)) == ["late", "on_time"]

    def test_of_one_day_only_one_thing_is_said(self):
        made = measure(statuses={MARCH: "on_time"})

        with pytest.raises(ValidationError) as wrong:
            say(made, "late")
        assert "stated_on" in wrong.value.error_dict
        assert made.statuses.get().state == "on_time"

    def test_day_ahead_is_refused(self):
        with pytest.raises(ValidationError, match="framåt"):
            say(measure(), "done", today() + dt.timedelta(days=1))

    @pytest.mark.parametrize("source", ["", "  "])
    def test_nothing_is_said_without_a_source(self, alma, source):
        with pytest.raises(ValidationError) as wrong:
            measures.add(actor=alma, name="Spår", national_plan="2026-2037", source=source)
        assert "source" in wrong.value.error_dict
        made = measure()
        with pytest.raises(ValidationError):
            measures.note_status(actor=alma, measure=made, state="late", stated_on=MARCH, source=source)

    def test_mistake_is_taken_away_and_can_come_back(self, alma):
        made = measure(statuses={MARCH: "late"})
        operation = measures.take_back(actor=alma, status=made.statuses.get())
        assert not made.statuses.exists()

        undo.undo(operation=operation, actor=alma)

        assert made.statuses.get().state == "late"

    def test_reader_says_nothing(self, bo):
        with pytest.raises(PermissionDenied):
            measures.note_status(actor=bo, measure=measure(), state="late", stated_on=MARCH, source="Rapport")


class TestMeasure:
    def test_it_follows_one_of_an_earlier_plan_only(self, alma):
        before = measure(plan="2022-2033")
        after = measure(predecessor=before)
        assert list(before.successors.all()) == [after]

        with pytest.raises(ValidationError) as wrong:
            measures.edit(actor=alma, measure=before, predecessor=after)
        assert "predecessor" in wrong.value.error_dict

    def test_counties_are_set_anew_and_the_rest_stays(self, alma):
        uppsala, gotland = make.area("Uppsala län"), make.area("Gotlands län")
        made = measure(counties=[uppsala])

        measures.edit(actor=alma, measure=made, counties=[gotland])

        assert [link.area for link in made.areas.all()] == [gotland]
        assert Measure.objects.get().name == "Fyra spår"

    def test_second_of_two_who_change_it_is_told(self, alma):
        made = measure()
        measures.edit(actor=alma, measure=made, version=1, name="Fyra nya spår")

        with pytest.raises(Conflict):
            measures.edit(actor=alma, measure=made, version=1, name="Sex spår")

    def test_manager_takes_it_away_with_all_that_was_said(self, alma, eva):
        made = measure(statuses={MARCH: "late"}, counties=[make.area()])
        with pytest.raises(PermissionDenied):
            measures.remove(actor=alma, measure=made)

        measures.remove(actor=eva, measure=made)

        assert not Measure.objects.exists() and not MeasureStatus.objects.exists()


class TestFigures:
    def figures(self, first=MARCH, last=JUNE):
        return implementation(Measure.objects.all(), first, last)

    def test_how_it_stood_is_what_was_said_last_that_day_included(self):
        made = measure(statuses={MARCH: "not_started", MAY: "on_time", JUNE: "late"})

        for day, state in (
            (MARCH - dt.timedelta(days=1), UNKNOWN), (MARCH, "not_started"),
            (MAY - dt.timedelta(days=1), "not_started"),
            (MAY, "on_time"), (JUNE, "late"),
        ):  # fmt: skip
            assert self.figures(last=day, first=day).now[state] == (made.pk,)

    def test_states_add_up_to_all_and_unknown_is_not_guessed(self):
        measure("Känd", statuses={MARCH: "done"})
        measure("Okänd", planned_from=1999, planned_until=2001)

        figures = self.figures()

        assert {state: len(ids) for state, ids in figures.now.items() if ids} == {"done": 1, UNKNOWN: 1}
        assert sum(map(len, figures.now.values())) == figures.count == 2

    @pytest.mark.parametrize(
        ("before", "now", "way"),
        [
            ("not_started", "on_time", "forward"),
            ("late", "on_time", "forward"),
            ("late", "done", "forward"),
            ("on_time", "late", "backward"),
            ("not_started", "late", "backward"),
            ("on_time", "dropped", "backward"),
            ("on_time", "not_started", "backward"),
            ("done", "on_time", "backward"),
            ("late", "late", ""),
        ],
    )
    def test_movement_has_a_direction(self, before, now, way):
        measure(statuses={MARCH: before, MAY: now})

        assert self.figures().standings[0].way == way

    def test_first_word_of_a_measure_is_no_movement_of_it(self):
        measure(statuses={MAY: "late"})

        assert self.figures().ways() == {"first_told": 1}

    def test_measure_in_two_counties_counts_in_both(self):
        counties = [make.area("Uppsala län"), make.area("Gotlands län")]
        measure(statuses={MARCH: "late"}, counties=counties)

        split = self.figures().split(lambda one: one.counties)

        assert {pk: dict(counts) for pk, counts in split.items()} == {one.pk: {"late": 1} for one in counties}

    def test_priority_has_the_measures_of_its_own(self):
        rail = make_advocacy.priority("Järnväg")
        measure("Om järnväg", priority=rail)
        measure("Om annat")

        assert measure_figures.of_priorities([rail.pk], MARCH, JUNE).count == 1

    def test_it_takes_two_queries_whatever_there_is(self, django_assert_num_queries):
        county = make.area()
        for number in range(5):
            measure(f"Nr {number}", statuses={MARCH: "late"}, counties=[county])

        with django_assert_num_queries(2):
            assert len(self.figures().moved) == 0


class TestPages:
    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ("state=late", {"Sen"}),
            ("state=unknown", {"Okänd"}),
            ("state=late&state=unknown", {"Sen", "Okänd"}),
            ("overdue=on", {"Okänd"}),
            ("plan=2022-2033", {"Sen"}),
            ("county=03", {"Klar"}),
            ("q=spåret", set()),
            ("q=okända", {"Okänd"}),
            ("plan=strunt", set()),
        ],
    )
    def test_list_finds_by(self, client, bo, query, found):
        measure("Sen", plan="2022-2033", statuses={MARCH: "on_time", MAY: "late"})
        measure("Klar", statuses={MARCH: "late", MAY: "done"}, counties=[make.area("Uppsala län", code="03")])
        measure("Okänd", planned_from=2020)
        client.force_login(bo)

        page = client.get(f"{reverse('advocacy:measure_list')}?{query}")

        assert {row.name for row in page.context["object_list"]} == found

    @pytest.mark.parametrize("sort", ["state", "-state", "stated_on", "expected_until", "responsible", "priority"])
    def test_list_is_sorted_by(self, client, bo, sort):
        measure("A", statuses={MARCH: "late"})
        measure("B", statuses={MARCH: "done"})
        client.force_login(bo)

        page = client.get(f"{reverse('advocacy:measure_list')}?sort={sort}")

        names = [row.name for row in page.context["object_list"]]
        assert sorted(names) == ["A", "B"]
        if sort == "state":
            assert names == ["B", "A"]

    def test_status_without_a_source_is_asked_for_beside_the_field_and_keeps_what_was_typed(self, client, alma):
        made = measure()
        client.force_login(alma)

        page = client.post(
            reverse("advocacy:measure_status_add", args=[made.pk]), {"state": "late", "stated_on": "2026-03-01"}
        )

        assert page.status_code == 422
        assert page.context["form"]["source"].errors
        assert page.context["form"]["state"].value() == "late"

    def test_editor_adds_one_and_says_how_it_stands(self, client, alma):
        client.force_login(alma)
        given = {"name": "Fyra spår", "national_plan": "2026-2037", "source": "Planen", "cost": "1 200,5"}

        client.post(reverse("advocacy:measure_add"), given)
        made = Measure.objects.get()
        client.post(
            reverse("advocacy:measure_status_add", args=[made.pk]),
            {"state": "late", "stated_on": "2026-03-01", "source": "Rapport", "expected_until": "2031"},
        )

        page = client.get(made.get_absolute_url()).content.decode()
        assert "Försenad" in page and "2031" in page and "Rapport" in page

    def test_measure_is_carried_into_the_next_plan_with_what_is_known(self, client, alma):
        before = measure(plan="2022-2033", counties=[make.area()])
        client.force_login(alma)

        form = client.get(f"{reverse('advocacy:measure_add')}?efter={before.pk}").context["form"]

        assert form.initial["predecessor"] == before.pk
        assert form.initial["national_plan"] == "2026-2037"
        assert len(form.initial["counties"]) == 1

    @pytest.mark.parametrize("per", ["lan", "plan", "sakfraga", "ansvarig", "strunt"])
    def test_follow_up_adds_up_however_it_is_split(self, client, bo, per):
        measure("A", priority=make_advocacy.priority(), counties=[make.area()], statuses={MARCH: "late"})
        measure("B", responsible=make.organization("Spårverket"), plan="2022-2033", statuses={MARCH: "done"})
        client.force_login(bo)

        page = client.get(f"{reverse('advocacy:measure_follow_up')}?per={per}")

        assert sum(row["total"] for row in page.context["rows"]) == 2
        assert [row[-1] for row in page.context["by_group"].table.rows] == [
            row["total"] for row in page.context["rows"]
        ]

    def test_follow_up_tells_what_moved_between_two_days(self, client, bo):
        measure("Sackar", statuses={MARCH: "on_time", MAY: "late"})
        client.force_login(bo)

        page = client.get(f"{reverse('advocacy:measure_follow_up')}?first=2026-03-01&last=2026-05-01")

        assert "1 bakåt." in page.content.decode()
        assert [one["name"] for one in page.context["moved"]] == ["Sackar"]

    def test_priority_and_region_tell_of_theirs(self, client, bo):
        rail, county = make_advocacy.priority("Järnväg"), make.area("Uppsala län", code="03")
        region = make.organization("Region Uppsala", "region", area=county)
        measure("Sent spår", priority=rail, counties=[county], statuses={MARCH: "late"})
        client.force_login(bo)

        for page in (rail.get_absolute_url(), region.get_absolute_url()):
            assert "Sent spår" in client.get(f"{page}kort/").content.decode()

    def test_search_finds_it(self, client, bo):
        made = measure("Fyra spår till Uppsala")
        client.force_login(bo)

        assert made.get_absolute_url() in client.get("/sok/?q=spår").content.decode()

    def test_api_gives_what_was_said_newest_first(self, client, bo):
        measure(statuses={MARCH: "on_time", MAY: "late"}, counties=[make.area("Uppsala län", code="03")])
        client.force_login(bo)

        row = client.get("/api/v1/measures/").json()["results"][0]

        assert [one["state"] for one in row["statuses"]] == ["late", "on_time"]
        assert row["counties"] == ["03"]
