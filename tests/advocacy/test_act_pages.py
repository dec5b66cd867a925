"""Acts noted by hand: found, read beside our position, placed, changed, taken away."""

import datetime as dt

import pytest
from django.urls import reverse

from advocacy.models import Act, ArgumentUse
from advocacy.services import acts, argument_uses, arguments, erasure, positions
from crm.common import extensions, undo
from crm.common.dates import today
from crm.models import Operation
from tests import make, make_advocacy
from tests.base import client_of

pytestmark = pytest.mark.django_db
LIST, ADD, UNPLACED = reverse("advocacy:act_list"), reverse("advocacy:act_add"), reverse("advocacy:act_unplaced")
DAY = dt.date(2026, 3, 2)


@pytest.fixture
def maja():
    return make.person("Maja Alm")


@pytest.fixture
def railway(alma):
    priority = make_advocacy.priority("Järnväg")
    positions.add(actor=alma, priority=priority, text="Spåren ska byggas ut")
    return priority


def noted(alma, who, **said):
    fields = {"kind": "speech", "acted_on": DAY, "title": "Om Årsta spår", "url": "https://example.se/1", **said}
    return acts.note(actor=alma, person=who, **fields)


def typed(who, **said):
    return {
        "person": who.pk, "kind": "speech", "acted_on": "2026-03-02", "title": "Om Årsta spår",
        "url": "https://example.se/1", "leaning": "neither", **said,
    }  # fmt: skip


def address(name, row):
    return reverse(f"advocacy:{name}", args=[row.pk])


def text_of(answer):
    return answer.content.decode()


# --- Noting ---------------------------------------------------------------------------------------------------------


def test_act_noted_on_the_page_of_a_person_is_read_there_on_the_priority_and_on_both_timelines(alma, bo, maja, railway):
    form = client_of(alma).get(ADD, {"person": maja.pk})
    assert "Maja Alm" in text_of(form)
    answer = client_of(alma).post(f"{ADD}?person={maja.pk}", typed(maja, priority=railway.pk, leaning="for"))
    assert answer.url == maja.get_absolute_url()
    act = Act.objects.get()
    assert (act.kind, act.acted_on, act.leaning, act.priority) == ("speech", DAY, "for", railway)
    for row in (maja, railway):
        assert act.get_absolute_url() in text_of(client_of(bo).get(f"{row.get_absolute_url()}kort/"))
    for name, row in (("contacts:person_timeline", maja), ("advocacy:priority_timeline", railway)):
        page = client_of(bo).get(reverse(name, args=[row.pk]), {"slag": "handlingar"})
        assert "Om Årsta spår" in text_of(page)


def test_our_position_is_read_beside_the_form_and_on_the_act(alma, bo, maja, railway):
    assert "Spåren ska byggas ut" in text_of(client_of(alma).get(ADD, {"priority": railway.pk}))
    chosen = client_of(bo).get(reverse("advocacy:act_position"), {"priority": railway.pk})
    assert "Spåren ska byggas ut" in text_of(chosen)
    assert "Spåren" not in text_of(client_of(bo).get(reverse("advocacy:act_position"), {"priority": "x"}))
    act = noted(alma, maja, priority=railway, leaning="against")
    assert "Spåren ska byggas ut" in text_of(client_of(bo).get(act.get_absolute_url()))


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"url": ""}, "url"),
        ({"acted_on": (today() + dt.timedelta(days=1)).isoformat()}, "acted_on"),
        ({"acted_on": "0026-03-02"}, "acted_on"),
        ({"title": " "}, "title"),
        ({"person": ""}, "person"),
        ({"kind": "vote"}, "kind"),
        ({"leaning": "for"}, "priority"),
    ],
)
def test_what_is_wrong_is_told_beside_its_field_and_nothing_is_stored(alma, maja, said, field):
    answer = client_of(alma).post(ADD, typed(maja, quote="Bygg spåren nu") | said)
    assert answer.status_code == 422
    assert answer.context["form"].errors[field]
    assert "Bygg spåren nu" in text_of(answer)
    assert not Act.objects.exists()


# --- Changing and taking away ------------------------------------------------------------------------------------


def test_change_over_a_change_is_told_and_keeps_what_was_typed(alma, eva, maja):
    act = noted(alma, maja)
    acts.edit(actor=eva, act=act, version=1, title="Om spåren i Årsta")
    data = typed(maja, title="Om dubbelspår", version=1)
    answer = client_of(alma).post(address("act_edit", act), data)
    assert answer.status_code == 409
    assert "Om dubbelspår" in text_of(answer)
    assert "Eva Lund" in text_of(answer)
    assert Act.objects.get().title == "Om spåren i Årsta"


def test_act_taken_away_comes_back_with_where_an_argument_was_used_in_it(alma, maja, railway):
    act = noted(alma, maja, priority=railway)
    argument = arguments.add(actor=alma, priority=railway, text="Spår sparar tid", source="Rapport")
    argument_uses.note(actor=alma, argument=argument, act=act)
    answer = client_of(alma).post(address("act_remove", act))
    assert answer.url == LIST
    assert not Act.objects.exists() and not ArgumentUse.objects.exists()
    undo.undo(operation=Operation.objects.get(), actor=alma)
    assert ArgumentUse.objects.get().act == Act.objects.get() == act


# --- The list -----------------------------------------------------------------------------------------------------


def test_list_is_narrowed_by_every_filter(alma, bo, maja, railway):
    below = make_advocacy.priority("Dubbelspår", parent=railway)
    noted(alma, maja, title="Ett", priority=below, leaning="for", kind="question")
    noted(alma, make.person("Bo Ek"), title="Två", acted_on=dt.date(2025, 1, 1), quote="Årstabron")
    asked = {
        "Ett": ({"person": maja.pk}, {"priority": railway.pk}, {"kind": "question"}, {"leaning": "for"},
                {"from": "2026-01-01"}, {"placed": "med"}, {"q": "ett"}),
        "Två": ({"to": "2025-12-31"}, {"placed": "utan"}, {"q": "årstabron"}, {"kind": "speech"}),
    }  # fmt: skip
    for title, queries in asked.items():
        for query in queries:
            rows = client_of(bo).get(LIST, query).context["object_list"]
            assert [row.title for row in rows] == [title], query


def test_search_finds_an_act_by_its_title_and_by_the_quote(alma, bo, maja):
    act = noted(alma, maja, quote="Staten måste bygga")
    for words in ("årsta spår", "staten bygger"):
        assert act.get_absolute_url() in text_of(client_of(bo).get(reverse("crm:search"), {"q": words}))


# --- Those without a priority --------------------------------------------------------------------------------------


def test_row_without_priority_is_placed_and_counts(alma, maja, railway):
    act = noted(alma, maja)
    page = client_of(alma).get(UNPLACED)
    assert "Om Årsta spår" in text_of(page)
    data = {"version": act.version, "priority": railway.pk, "leaning": "for"}
    client_of(alma).post(address("act_place", act), data)
    act.refresh_from_db()
    assert (act.priority, act.leaning) == (railway, "for")
    assert "Om Årsta spår" not in text_of(client_of(alma).get(UNPLACED)).split("toast")[0] or not Act.objects.unplaced()


def test_row_half_filled_is_told_in_its_row_and_keeps_what_was_chosen(alma, maja, railway):
    act = noted(alma, maja)
    answer = client_of(alma).post(address("act_place", act), {"version": 1, "priority": railway.pk})
    assert answer.status_code == 422
    assert f'value="{railway.pk}" selected' in text_of(answer)
    assert "leaning-" in text_of(answer)
    act.refresh_from_db()
    assert act.priority is None


def test_row_that_a_colleague_has_placed_meanwhile_is_not_placed_again(alma, eva, maja, railway):
    act = noted(alma, maja)
    acts.place(actor=eva, act=act, priority=railway, leaning="against")
    other = make_advocacy.priority()
    answer = client_of(alma).post(
        address("act_place", act), {"version": 1, "priority": other.pk, "leaning": "for"}, follow=True
    )
    assert "Ingenting är sparat" in text_of(answer)
    act.refresh_from_db()
    assert (act.priority, act.leaning) == (railway, "against")


# --- What is known of a person -------------------------------------------------------------------------------------


def test_acts_are_told_to_the_person_and_forgotten_with_them(alma, dag, maja):
    noted(alma, maja, quote="Bygg spåren")
    known = next(one for one in extensions.personal_data if one.name == "acts")
    assert known.extract(maja)[0]["quote"] == "Bygg spåren"
    erasure.forget_acts(actor=dag, person=maja)
    assert not Act.objects.exists()
    assert not Act.history.filter(person_id=maja.pk).exists()
