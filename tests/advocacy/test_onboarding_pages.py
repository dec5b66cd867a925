"""Pages of introductions: programmes and their form, who is new, the board, a person's case."""

import datetime as dt

import pytest
from django.urls import reverse

from advocacy.models import OnboardingCase, OnboardingProgramme
from advocacy.services import onboarding, onboarding_cases, onboarding_steps
from contacts.models import Person
from tests import make, make_advocacy
from tests.advocacy.onboarding_world import DAY, LAST, NEW, OLD, Riksdag, case_of, start

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(on_day):
    on_day(DAY)
    return Riksdag()


@pytest.fixture
def programme(world):
    made = world.programme("Nyvalda")
    for name, fields in (
        ("Välkomstbrev", {"done_by": "material"}),
        ("Möte", {"done_by": "contact", "kind": "meeting"}),
    ):
        onboarding.add_step(actor=make.actor(), programme=made, name=name, due_days=20, **fields)
    return made


@pytest.fixture
def alma_in(client, alma):
    client.force_login(alma)
    return client


def page(client, name, pk=None, **query):
    answer = client.get(reverse(f"advocacy:{name}", args=[pk] if pk else []), query)
    assert answer.status_code == 200
    return answer.content.decode()


# --- Programmes ---------------------------------------------------------------------------------------------------


def test_without_programmes_ready_made_ones_are_offered(alma_in):
    text = page(alma_in, "onboarding_list")
    assert "Inget program pågår" in text
    for name in ("Nyvalda riksdagsledamöter", "Nyvalda ledande politiker", "Nytillträdda ledande", "Tack till dem"):
        assert name in text


def test_ready_made_programme_fills_the_form_and_keeps_nothing(alma_in):
    text = page(alma_in, "onboarding_add", utgangspunkt="tack")
    assert 'value="Tackbrev"' in text
    assert 'value="leaving"' in text
    assert not OnboardingProgramme.objects.exists()


def posted(steps=(), tracks=(), **fields):
    data = {"cohort": "newly_elected", "entered_from": "2026-09-28", "name": "Nyvalda 2026", **fields}
    for prefix, rows in (("steps", steps), ("tracks", tracks)):
        data |= {f"{prefix}-TOTAL_FORMS": len(rows), f"{prefix}-INITIAL_FORMS": 0}
        for number, row in enumerate(rows):
            data |= {f"{prefix}-{number}-{name}": value for name, value in row.items()}
    return data


STEP = {"due_days": 30, "due_from": "seat", "done_by": "tick", "is_required": "on"}


def test_programme_is_saved_with_tracks_and_steps_in_order(world, alma_in, alma):
    data = posted(
        [{**STEP, "name": "Möte", "position": 2}, {**STEP, "name": "Brev", "position": 1, "track": "uppsala"}],
        [{"name": "Uppsala", "county": make.area().pk}],
        audience=world.programme("Annat").audience_id, owner=alma.pk,
    )  # fmt: skip
    answer = alma_in.post(reverse("advocacy:onboarding_add"), data)
    made = OnboardingProgramme.objects.get(name="Nyvalda 2026")
    assert (answer.status_code, answer["Location"]) == (302, made.get_absolute_url())
    assert [(step.name, str(step.track or "")) for step in made.steps.all()] == [("Brev", "Uppsala"), ("Möte", "")]


def test_all_that_is_wrong_with_a_programme_is_said_in_one_round(world, alma_in):
    data = posted(
        [{**STEP, "name": "Möte", "done_by": "contact"}, {**STEP, "name": "Brev", "track": "Norr"}],
        [{"name": "Tomt"}], name="", entered_until="2026-09-01",
    )  # fmt: skip
    answer = alma_in.post(reverse("advocacy:onboarding_add"), data)
    text = answer.content.decode()
    assert answer.status_code == 422
    for said in (
        "Välj vilket slag av kontakt som räknas.", "Det finns inget spår med det namnet.",
        "Välj ett utskott eller ett län.", "Slutdagen ligger före startdagen.",
    ):  # fmt: skip
        assert said in text
    assert 'value="Norr"' in text
    assert not OnboardingProgramme.objects.exists()


def test_form_shows_what_is_stored_and_a_changed_step_stays_the_same_row(programme, alma_in, alma):
    first, second = programme.steps.all()
    text = page(alma_in, "onboarding_edit", programme.pk)
    assert 'value="Välkomstbrev"' in text
    rows = [
        {**STEP, "pk": first.pk, "name": "Hälsning", "position": 2},
        {**STEP, "pk": second.pk, "name": "Möte", "is_removed": "on"},
    ]
    data = posted(rows, audience=programme.audience_id, owner=alma.pk, version=programme.version, name="Nyvalda")
    assert alma_in.post(reverse("advocacy:onboarding_edit", args=[programme.pk]), data).status_code == 302
    (kept,) = programme.steps.all()
    assert (kept.pk, kept.name, kept.position) == (first.pk, "Hälsning", 1)


def test_step_that_somebody_has_done_cannot_be_taken_away(world, programme, alma_in, alma):
    world.mp("Ny Nilsson")
    start(programme)
    step = programme.steps.first()
    onboarding_steps.tick(actor=alma, step=step.case_steps.get())
    data = posted(
        [{**STEP, "pk": step.pk, "name": step.name, "is_removed": "on"}],
        audience=programme.audience_id, owner=alma.pk, version=programme.version, name="Nyvalda",
    )  # fmt: skip
    answer = alma_in.post(reverse("advocacy:onboarding_edit", args=[programme.pk]), data)
    assert answer.status_code == 422
    assert "kan inte tas bort" in answer.content.decode()
    assert programme.steps.count() == 2


def test_what_another_saved_meanwhile_is_told_and_what_was_typed_stays(programme, alma_in, alma):
    onboarding.edit(actor=make.actor(), programme=programme, description="Ändrad av en kollega")
    data = posted(audience=programme.audience_id, owner=alma.pk, version=programme.version, name="Mitt namn")
    answer = alma_in.post(reverse("advocacy:onboarding_edit", args=[programme.pk]), data)
    assert answer.status_code == 409
    assert "Mitt namn" in answer.content.decode()
    assert OnboardingProgramme.objects.get().name == "Nyvalda"


def test_programme_shows_its_figures_by_party_county_and_committee(world, programme, alma_in, alma):
    world.mp("Ny Nilsson")
    world.mp("Också Olsson")
    start(programme)
    for row in case_of(Person.objects.get(family_name="Nilsson")).steps.all():
        onboarding_steps.tick(actor=alma, step=row)
    text = page(alma_in, "onboarding_detail", programme.pk)
    assert "1 av 2" in text
    assert "50" in text
    for by in ("county", "committee"):
        assert "1 av 2" in page(alma_in, "onboarding_detail", programme.pk, per=by)


# --- Who is new ----------------------------------------------------------------------------------------------------


def test_new_ones_are_begun_with_and_the_chosen_host_holds(world, programme, alma_in, alma, eva):
    first, second = world.mp("Ny Nilsson"), world.mp("Också Olsson")
    world.mp("Gammal Gran", starts_on=OLD, ends_on=LAST)
    text = page(alma_in, "onboarding_cohort", programme.pk)
    assert "Nilsson, Ny" in text
    assert "Gran, Gammal" not in text
    answer = alma_in.post(
        reverse("advocacy:onboarding_cohort", args=[programme.pk]),
        {"which": "chosen", "people": [first.pk], f"host-{first.pk}": eva.pk, f"host-{second.pk}": alma.pk},
    )
    assert answer.status_code == 302
    case = OnboardingCase.objects.get()
    assert (case.person, case.host) == (first, eva)
    assert "Nilsson, Ny" not in page(alma_in, "onboarding_cohort", programme.pk)


def test_all_are_begun_with_and_those_on_no_page_get_the_suggested_host(world, programme, alma_in, monkeypatch):
    monkeypatch.setattr("advocacy.views.onboarding_cohort.PAGE", 1)
    world.mp("Ny Nilsson")
    world.mp("Också Olsson")
    assert "Påbörja för alla" in page(alma_in, "onboarding_cohort", programme.pk)
    alma_in.post(reverse("advocacy:onboarding_cohort", args=[programme.pk]), {"which": "all"})
    assert OnboardingCase.objects.filter(host__isnull=False).count() == 2


def test_whole_audience_is_shown_with_who_is_new_and_who_has_a_case(world, programme, alma_in):
    begun = world.mp("Ny Nilsson")
    world.mp("Också Olsson")
    again = world.mp("Åter Andersson", starts_on=OLD, ends_on=LAST)
    make.membership(again, world.riksdag, role="Riksdagsledamot", starts_on=NEW)
    world.mp("Gammal Gran", starts_on=OLD, ends_on=LAST)
    start(programme, people=[begun.pk])
    text = page(alma_in, "onboarding_cohort", programme.pk, visa="alla")
    assert case_of(begun).get_absolute_url() in text
    assert text.count("ny, väntar") == 1
    assert text.count("inte ny") == 1
    assert "Gran, Gammal" not in text


def test_nobody_ticked_is_said_and_nobody_begun(world, programme, alma_in):
    world.mp("Ny Nilsson")
    answer = alma_in.post(reverse("advocacy:onboarding_cohort", args=[programme.pk]), {"which": "chosen"})
    assert answer.status_code == 422
    assert "Markera minst en person." in answer.content.decode()
    assert not OnboardingCase.objects.exists()


def test_reader_sees_who_is_new_and_may_not_begin(world, programme, client, bo):
    person = world.mp("Ny Nilsson")
    client.force_login(bo)
    text = page(client, "onboarding_cohort", programme.pk)
    assert "Nilsson, Ny" in text
    assert "Påbörja för de markerade" not in text
    answer = client.post(
        reverse("advocacy:onboarding_cohort", args=[programme.pk]), {"which": "all", "people": person.pk}
    )
    assert answer.status_code == 403


# --- The board -----------------------------------------------------------------------------------------------------


@pytest.fixture
def two(world, programme):
    people = [world.mp("Ny Nilsson"), world.mp("Också Olsson", code="S")]
    start(programme)
    return people


def test_board_has_a_column_for_each_step_and_finds_by_filter(two, programme, alma_in, alma):
    text = page(alma_in, "onboarding_board", programme.pk)
    for said in ("Välkomstbrev", "Möte", "Nilsson, Ny", "Olsson, Också"):
        assert said in text
    party = make.party("S").pk
    only = page(alma_in, "onboarding_board", programme.pk, party=party)
    assert "Olsson, Också" in only
    assert "Nilsson, Ny" not in only
    for row in case_of(two[0]).steps.all():
        onboarding_steps.tick(actor=alma, step=row)
    late = page(alma_in, "onboarding_board", programme.pk, late="on")
    assert "2 sena" in late
    assert "Nilsson, Ny" not in late
    waiting = page(alma_in, "onboarding_board", programme.pk, step=programme.steps.first().pk)
    assert "Nilsson, Ny" not in waiting
    assert "Olsson, Också" in waiting


def test_step_is_ticked_on_the_board_and_the_tick_taken_back(two, programme, alma_in):
    row = case_of(two[0]).steps.first()
    url = reverse("advocacy:onboarding_step", args=[row.pk])
    answer = alma_in.post(url, {"do": "tick", "cell": "1"}, headers={"HX-Request": "true"})
    row.refresh_from_db()
    assert row.done_on == DAY
    assert "klart" in answer.content.decode()
    assert 'value="untick"' in answer.content.decode()
    alma_in.post(url, {"do": "untick", "cell": "1"}, headers={"HX-Request": "true"})
    row.refresh_from_db()
    assert row.done_on is None


def test_without_scripts_one_comes_back_to_the_board(two, programme, alma_in):
    row = case_of(two[0]).steps.first()
    answer = alma_in.post(reverse("advocacy:onboarding_step", args=[row.pk]), {"do": "tick", "from": "board"})
    assert answer["Location"] == reverse("advocacy:onboarding_board", args=[programme.pk])


def test_step_that_a_contact_shows_has_no_button(two, programme, alma_in, alma):
    make_advocacy.interaction(two[0], actor=alma, held_on=DAY)
    row = case_of(two[0]).steps.get(step__name="Möte")
    assert row.done_on == DAY
    assert f'<span class="step-cell" id="steg-{row.pk}">' in page(alma_in, "onboarding_board", programme.pk)


def test_board_is_taken_out_as_a_sheet(two, programme, alma_in):
    answer = alma_in.get(reverse("advocacy:onboarding_export", args=[programme.pk]), {"format": "csv"})
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    assert "Välkomstbrev, senast" in text
    assert "Nilsson" in text


def test_many_get_another_host_at_once(two, programme, alma_in, eva):
    url = reverse("advocacy:onboarding_bulk", args=[programme.pk, "byt-ansvarig"]) + "?urval=alla"
    shown = alma_in.post(url, {"host": eva.pk})
    assert f"2 personer · {programme.name}" in shown.content.decode()
    seen = shown.context["seen"]
    answer = alma_in.post(url, {"host": eva.pk, "seen": seen})
    assert answer.status_code == 302
    assert set(OnboardingCase.objects.values_list("host", flat=True)) == {eva.pk}


# --- A case --------------------------------------------------------------------------------------------------------


def test_step_is_left_out_with_a_word(two, alma_in):
    case = case_of(two[0])
    row = case.steps.first()
    url = reverse("advocacy:onboarding_step", args=[row.pk])
    answer = alma_in.post(url, {"do": "skip", "reason": ""}, headers={"HX-Request": "true"})
    assert answer.status_code == 422
    field = answer.content.decode().partition('name="reason"')[2].partition("</form>")[0]
    assert 'aria-invalid="true"' in field
    assert "Skriv med några ord varför." in field
    alma_in.post(url, {"do": "skip", "reason": "känner oss väl"}, headers={"HX-Request": "true"})
    text = page(alma_in, "onboarding_case", case.pk)
    assert "hoppat över: känner oss väl" in text
    assert "Inget steg är kvar" not in text
    for row in case.steps.filter(skipped_reason=""):
        alma_in.post(reverse("advocacy:onboarding_step", args=[row.pk]), {"do": "skip", "reason": "känner oss väl"})
    assert "Inget steg är kvar" in page(alma_in, "onboarding_case", case.pk)


def test_tick_of_another_day_is_kept_and_one_ahead_refused(two, alma_in):
    row = case_of(two[0]).steps.first()
    url = reverse("advocacy:onboarding_step", args=[row.pk])
    ahead = (DAY + dt.timedelta(days=1)).isoformat()
    assert alma_in.post(url, {"do": "tick", "on": ahead}, headers={"HX-Request": "true"}).status_code == 422
    assert alma_in.post(url, {"do": "tick", "on": "igår"}, headers={"HX-Request": "true"}).status_code == 422
    alma_in.post(url, {"do": "tick", "on": (DAY - dt.timedelta(days=1)).isoformat()}, headers={"HX-Request": "true"})
    row.refresh_from_db()
    assert row.done_on == DAY - dt.timedelta(days=1)


def test_confidential_contact_that_did_a_step_is_not_told_to_others(two, client, alma, bo):
    make_advocacy.interaction(two[0], actor=alma, held_on=DAY, title="Hemligt möte", is_confidential=True)
    client.force_login(bo)
    text = page(client, "onboarding_case", case_of(two[0]).pk)
    assert "genom en konfidentiell kontakt" in text
    assert "Hemligt" not in text


def test_case_is_ended_with_a_reason_and_opened_again(two, alma_in):
    case = case_of(two[0])
    url = reverse("advocacy:onboarding_case_close", args=[case.pk])
    assert alma_in.post(url, {"reason": "", "version": case.version}).status_code == 422
    assert alma_in.post(url, {"reason": "vill vänta", "version": case.version}).status_code == 302
    text = page(alma_in, "onboarding_case", case.pk)
    assert "vill vänta" in text
    assert "Öppna igen" in text
    alma_in.post(reverse("advocacy:onboarding_case_reopen", args=[case.pk]))
    case.refresh_from_db()
    assert case.state == "open"


def test_step_of_an_introduction_that_was_ended_is_not_ticked(two, alma_in, alma):
    case = case_of(two[0])
    onboarding_cases.close(actor=alma, case=case, reason="vill vänta")
    row = case.steps.first()
    answer = alma_in.post(reverse("advocacy:onboarding_step", args=[row.pk]), headers={"HX-Request": "true"})
    assert answer.status_code == 422
    row.refresh_from_db()
    assert row.done_on is None


def test_host_is_changed(two, alma_in, eva):
    case = case_of(two[0])
    alma_in.post(reverse("advocacy:onboarding_case_host", args=[case.pk]), {"host": eva.pk})
    case.refresh_from_db()
    assert case.host == eva


def test_reader_cannot_be_a_host(two, alma_in, bo):
    case = case_of(two[0])
    answer = alma_in.post(reverse("advocacy:onboarding_case_host", args=[case.pk]), {"host": bo.pk})
    assert answer.status_code == 422
