"""The maps of a priority and the figure 'stance movement': who stands where, and what is kept from others."""

import datetime as dt
import io

import openpyxl
import pytest
from django.urls import reverse

from advocacy.models import Audience, AudienceCondition, AudienceCriterion, Stance
from advocacy.services import influences, stances
from advocacy.services.stance_map import StanceMap, movement, support_by
from contacts.choices import OrganizationKind
from crm.common import writes
from tests import make, make_advocacy
from tests.base import client_of

pytestmark = pytest.mark.django_db
MARCH, JUNE, AUTUMN = dt.date(2026, 3, 2), dt.date(2026, 6, 1), dt.date(2026, 9, 1)


@pytest.fixture
def committee():
    return make.organization("Trafikutskottet", OrganizationKind.COMMITTEE, level="national", sector="politics")


@pytest.fixture
def audience(committee):
    made = writes.save(Audience(name="De som beslutar"), actor=make.actor())
    row = writes.save(AudienceCriterion(audience=made, label="Utskottet"), actor=make.actor())
    condition = AudienceCondition(criterion=row, dimension="organization", organization=committee)
    writes.save(condition, actor=make.actor())
    return made


@pytest.fixture
def about(audience):
    priority = make_advocacy.priority("Systemanalys 2024")
    make_advocacy.goal(priority, audience=audience)
    return priority


def seated(name, where, code="C", **fields):
    who = make.person(name)
    make.membership(who, where, party=make.party(code), starts_on=dt.date(2022, 10, 1), **fields)
    return who


def noted(actor, person, priority, value="for", day=MARCH):
    return stances.note(actor=actor, person=person, priority=priority, value=value, stated_on=day, evidence="Debatten")


def address(name, priority):
    return reverse(f"advocacy:{name}", args=[priority.pk])


def cells(page):
    """{(influence, stance): names} of the picture."""
    return {
        (str(row["label"]), cell["head"]): [mark["name"] for mark in cell["marks"]] or cell["count"]
        for row in page.context["rows"]
        for cell in row["cells"]
        if cell["count"]
    }


def test_map_holds_the_audience_those_with_a_stance_and_those_we_have_weighed(alma, about, committee):
    maja, olle = seated("Maja Lindqvist", committee), seated("Olle Berg", make.organization("SJ"))
    sara, _other = seated("Sara Holm", make.organization("Vy")), seated("Utanför Kartan", make.organization("DB"))
    noted(alma, olle, about, "leans_against")
    influences.set_level(actor=alma, person=sara, level="high", reason="Rådgivare", priority=about)
    page = client_of(alma).get(address("influence_map", about))
    assert cells(page) == {("Stort", "Okänd"): 2, ("Litet", "Lutar åt emot"): ["Olle Berg"]}
    assert [person.pk for person in page.context["object_list"]] == [olle.pk, sara.pk, maja.pk]
    assert "Utanför Kartan" not in page.content.decode()


def test_latest_stance_is_where_they_stand_and_an_arrow_says_which_way_they_moved(alma, about, committee):
    maja = seated("Maja Lindqvist", committee)
    below = make_advocacy.priority("Järnväg", parent=about)
    noted(alma, maja, below, "against", MARCH)
    noted(alma, maja, about, "neutral", JUNE)
    noted(alma, maja, about, "for", AUTUMN)
    place = StanceMap(about, alma).places[maja.pk]
    assert (place.value, place.first, place.moved) == ("for", "neutral", 2)
    text = client_of(alma).get(address("influence_map", about)).content.decode()
    assert 'aria-hidden="true">↗</span><span class="visually-hidden">närmare oss' in text


def test_map_narrows_to_audience_party_county_and_one_cell_and_the_file_follows(alma, about, audience, committee):
    county = make.area("Uppsala län", code="03")
    maja = seated("Maja Lindqvist", committee, area=county)
    olle = seated("Olle Berg", make.organization("SJ"), code="M")
    noted(alma, olle, about, "against")
    get = client_of(alma).get
    listed = lambda **asked: [p.pk for p in get(address("influence_map", about), asked).context["object_list"]]  # noqa: E731
    assert listed(audience=audience.pk) == listed(party="C") == listed(county=county.code) == [maja.pk]
    assert listed(level="high", value="okand") == [maja.pk] and listed(value="against") == [olle.pk]
    whole = get(address("influence_map", about), {"value": "against"})
    assert len(cells(whole)) == 2
    answer = get(address("influence_map_export", about), {"format": "csv", "value": "against"})
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").strip().splitlines()
    assert len(lines) == 2 and "Olle Berg" in lines[1] and "Ledamot, SJ" in lines[1] and "Emot" in lines[1]


def test_unknown_filter_value_shows_nobody_and_says_so(alma, about, committee):
    seated("Maja Lindqvist", committee)
    page = client_of(alma).get(address("influence_map", about), {"audience": "999999"})
    assert page.context["object_list"] == [] and "Filtret går inte att använda" in page.content.decode()


def test_support_is_counted_per_party_and_county_now_and_at_first(alma, about, committee):
    maja, olle, sara = (seated(n, committee, c) for n, c in (("Maja A", "C"), ("Olle B", "C"), ("Sara C", "M")))
    noted(alma, maja, about, "against", MARCH)
    noted(alma, maja, about, "leans_for", AUTUMN)
    noted(alma, olle, about, "for", MARCH)
    groups = {group.key: group for group in support_by(StanceMap(about, alma).places.values(), lambda p: p.party)}
    centre, moderates = groups["C"], groups["M"]
    assert (centre.now["leans_for"], centre.now["for"], centre.first["against"], centre.unknown) == (1, 1, 1, 0)
    assert (centre.closer, centre.further, centre.is_small) == (1, 0, True)
    assert (moderates.known, moderates.unknown, moderates.total) == (0, 1, 1)
    text = client_of(alma).get(address("support_map", about)).content.decode()
    assert 'aria-label="Nu: för 1, lutar åt för 1"' in text and 'aria-label="Först: för 1, emot 1"' in text
    assert "Utan län" in text
    answer = client_of(alma).get(address("support_map_export", about))
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))["Per parti"]
    rows = {row[0]: row[1:] for row in sheet.iter_rows(values_only=True)}
    assert rows["Parti C"][:7] == (1, 1, 0, 0, 0, 0, 2)
    assert sara.pk


def test_what_was_said_in_confidence_is_on_nobody_elses_map_but_told_of(alma, bo, about, committee):
    maja = seated("Maja Lindqvist", committee)
    said = [{"person": maja, "priority": about, "value": "against", "evidence": "Sa det i förtroende"}]
    make_advocacy.interaction(maja, actor=alma, stances=said, is_confidential=True, held_on=MARCH)
    assert cells(client_of(alma).get(address("influence_map", about))) == {("Stort", "Emot"): ["Maja Lindqvist"]}
    seen = client_of(bo).get(address("influence_map", about))
    assert cells(seen) == {("Stort", "Okänd"): 1} and seen.context["hidden"] == 1
    assert client_of(bo).get(address("support_map", about)).context["whole"].known == 0
    assert (len(movement([about.pk], MARCH, AUTUMN).new), len(movement([about.pk], MARCH, AUTUMN, reader=bo).new)) == (
        1,
        0,
    )


def test_movement_goes_from_the_last_note_before_the_period_to_the_last_in_it(alma, about):
    first, last = dt.date(2026, 5, 1), dt.date(2026, 12, 31)
    people = {name: make.person(f"{name} Person") for name in ("upp", "ner", "kvar", "ny", "fore", "efter")}
    for name, notes in {
        "upp": [("against", MARCH), ("neutral", JUNE)],
        "ner": [("for", JUNE), ("leans_for", AUTUMN)],
        "kvar": [("neutral", MARCH), ("for", JUNE), ("neutral", AUTUMN)],
        "ny": [("for", JUNE)],
        "fore": [("for", dt.date(2026, 1, 1)), ("against", MARCH)],
    }.items():
        for value, day in notes:
            noted(alma, people[name], about, value, day)
    found = movement([about.pk], first, last)
    assert (found.rose, found.fell) == ((people["upp"].pk,), (people["ner"].pk,))
    assert (set(found.same), found.new) == ({people["kvar"].pk, people["fore"].pk}, (people["ny"].pk,))
    assert (found.known, found.moved, found.is_small) == (5, 2, False)
    assert movement([about.pk], first, last, within=[people["ny"].pk]).known == 1
    assert movement([make_advocacy.priority("Annat").pk], first, last).known == 0
    assert movement(None, first, last) == found


def test_priority_page_leads_to_the_maps_and_tells_the_movement_of_the_year(alma, about):
    maja = make.person("Maja Lindqvist")
    noted(alma, maja, about, "against", MARCH)
    noted(alma, maja, about, "for", JUNE)
    text = client_of(alma).get(f"{about.get_absolute_url()}kort/").content.decode()
    assert address("influence_map", about) in text and address("support_map", about) in text
    assert "Närmare oss det senaste året" in text
    assert Stance.objects.count() == 2


def test_map_asks_no_more_of_the_database_the_more_people_it_holds(
    alma, about, committee, django_assert_max_num_queries
):
    browser = client_of(alma)
    for number in range(3):
        noted(alma, seated(f"Person Nummer{number}", committee), about)
    with django_assert_max_num_queries(25) as few:
        browser.get(address("influence_map", about))
    for number in range(3, 20):
        noted(alma, seated(f"Person Nummer{number}", committee), about)
    with django_assert_max_num_queries(len(few)):
        browser.get(address("influence_map", about))
    with django_assert_max_num_queries(len(few)):
        browser.get(address("support_map", about))
