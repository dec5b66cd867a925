"""Numbers and days as Swedes write them, and what the components promise their pages."""

import datetime as dt
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import engines
from django.test import RequestFactory
from django.utils import timezone, translation

from crm.common import extensions, navigation
from crm.common.columns import Column
from crm.common.extensions import NavigationItem, Slot
from crm.common.permissions import Role
from crm.common.widgets import Combobox, DateInput, PillRadio
from crm.models import User
from crm.templatetags import ui

S = "\N{NO-BREAK SPACE}"


def render(source: str, **context: object) -> str:
    """A template as the loader gives it to the engine: with its components compiled."""
    from django_cotton.compiler_regex import CottonCompiler

    request = RequestFactory().get("/personer/", {"sort": "name", "sida": "2"})
    template = engines["django"].from_string(CottonCompiler().process(source))
    return template.render(context, request)


class TestNumbers:
    @pytest.mark.parametrize(
        ("value", "written"),
        [
            (0, "0"),
            (1284, f"1{S}284"),
            (1234567, f"1{S}234{S}567"),
            (-1284, f"−1{S}284"),
            (Decimal(12), "12"),
            (None, "–"),
        ],
    )
    def test_thousands_are_kept_apart_by_a_space_that_does_not_break(self, value, written):
        assert ui.number(value) == written

    def test_decimals_have_a_comma(self):
        assert ui.number(1234.5, 1) == f"1{S}234,5"

    def test_english_numbers_have_commas(self):
        with translation.override("en"):
            assert ui.number(1284) == "1,284"
            assert ui.percent(62) == "62%"

    @pytest.mark.parametrize(
        ("value", "written"), [(62, "62"), (0, "0"), (0.2, "1"), (99.7, "99"), (100, "100"), (41.4, "41")]
    )
    def test_percent_says_nothing_or_all_only_when_it_is(self, value, written):
        assert ui.percent(value) == f"{written}{S}%"

    def test_share_of_nothing_is_a_dash(self):
        assert ui.share(None) == "–"
        assert ui.share(0.62) == f"62{S}%"


class TestDays:
    today = timezone.localdate()

    def test_day_of_this_year_has_its_weekday_and_no_year(self):
        day = dt.date(self.today.year, 11, 20)
        weekday = ["mån", "tis", "ons", "tors", "fre", "lör", "sön"][day.weekday()]
        assert f">{weekday}{S}20{S}nov<" in ui.day(day)

    def test_day_of_another_year_has_its_year(self):
        assert f">5{S}maj{S}2023<" in ui.day(dt.date(2023, 5, 5))

    def test_long_day_is_machine_readable_too(self):
        assert ui.date_long(dt.date(2026, 11, 22)) == f'<time datetime="2026-11-22">22{S}nov{S}2026</time>'

    def test_moment_is_told_in_stockholm(self):
        assert f"22{S}nov{S}2026{S}14.05" in ui.moment(dt.datetime(2026, 11, 22, 13, 5, tzinfo=dt.UTC))

    @pytest.mark.parametrize(
        ("starts", "ends", "written"),
        [
            (dt.date(2022, 9, 26), None, ">2022–<"),
            (dt.date(2022, 9, 26), dt.date(2026, 9, 28), ">2022–26<"),
            (None, dt.date(2026, 9, 28), ">–2026<"),
            (dt.date(2026, 1, 1), dt.date(2026, 9, 28), ">2026<"),
        ],
    )
    def test_period_leaves_open_ends_open(self, starts, ends, written):
        assert written in ui.period(SimpleNamespace(starts_on=starts, ends_on=ends))

    @pytest.mark.parametrize(
        ("days", "written"),
        [
            (0, "idag"),
            (1, "igår"),
            (5, "5 dagar sedan"),
            (90, "3 månader sedan"),
            (-2, "om 2 dagar"),
            (800, "2 år sedan"),
        ],
    )
    def test_ago_is_said_in_words(self, days, written):
        assert ui.ago(self.today - dt.timedelta(days=days)) == written


class TestComponents:
    def test_unknown_attributes_are_passed_on_escaped(self):
        html = render('<c-button :data-name="name" hx-get="/x/">Visa</c-button>', name='"><script>')
        assert 'data-name="&quot;&gt;&lt;script&gt;"' in html
        assert 'hx-get="/x/"' in html

    def test_attribute_that_is_false_is_left_out(self):
        assert "data-autofocus" not in render('<c-button :data-autofocus="on">Visa</c-button>', on=False)
        assert " data-autofocus>" in render('<c-button :data-autofocus="on">Visa</c-button>', on=True)

    def test_a_page_variable_does_not_leak_into_a_component(self):
        html = render("<c-card>Text</c-card><c-button>Visa</c-button>", title="Personer", href="/fel/", action="fel")
        assert "Personer" not in html
        assert "fel" not in html

    def test_nothing_of_what_is_drawn_has_a_style(self):
        html = render(
            '<c-party code="C" color="#009933" /><c-bar :value="41" :target="60" label="Täckning" />{% icon "plus" %}'
        )
        assert "style" not in html
        assert 'fill="#009933"' in html

    def test_bar_says_its_value_and_its_target(self):
        html = render('<c-bar :value="41" :target="60" label="Täckning" />')
        assert f'aria-label="Täckning: 41{S}%, mål 60{S}%"' in html
        assert 'width="41.00%"' in html
        assert 'x1="60.00%"' in html

    @pytest.mark.parametrize(("value", "width"), [(None, "0%"), (-3, "0.00%"), (250, "100.00%")])
    def test_bar_never_leaves_its_track(self, value, width):
        assert ui.length_of(value, 100) == width

    def test_tree_draws_children_under_their_node(self):
        html = render('<c-tree><c-node title="Ovan" href="/a/"><c-node title="Under" href="/b/" /></c-node></c-tree>')
        assert html.count("<details") == 1
        assert html.index("Ovan") < html.index("<details") < html.index("Under</a>")

    def test_pager_says_where_one_is_and_keeps_the_query(self):
        html = render('<c-pager :page="page" />', page=Paginator(range(1284), 50).get_page(2))
        assert f"51–100 av 1{S}284" in html
        assert 'href="?sort=name&amp;sida=3"' in html
        assert 'href="?sort=name&amp;sida=1"' in html


class TestTable:
    columns = (
        Column("name", "Namn", lambda row: row.name, ("sort_key",), "link"),
        Column("party", "Parti", lambda row: row.party, kind="party"),
        Column("reach", "Räckvidd", lambda row: 1284, ("reach",), "number"),
        Column("met", "Senast träffad", lambda row: dt.date(2026, 11, 17), kind="date"),
        Column("area", "Område", lambda row: None),
    )

    class Row:
        name = "Lindqvist, <Maja>"
        party = SimpleNamespace(code="C", name="Centerpartiet", color="#009933")

        def get_absolute_url(self):
            return "/personer/1/"

    def html(self) -> str:
        return render(
            '<c-table :columns="columns" :rows="rows" sort="name" />', columns=self.columns, rows=[self.Row()]
        )

    def test_name_links_to_its_page_and_is_escaped(self):
        assert '<a href="/personer/1/">Lindqvist, &lt;Maja&gt;</a>' in self.html()

    def test_head_tells_how_the_list_is_sorted_and_turns_it(self):
        html = self.html()
        assert html.count("aria-sort") == 1
        assert 'aria-sort="ascending"><a href="?sort=-name">' in html
        assert '<a href="?sort=reach">' in html

    def test_each_kind_is_written_its_own_way(self):
        html = self.html()
        assert f"1{S}284</td>" in html
        assert f"17{S}nov{S}2026" in html
        assert 'fill="#009933"' in html
        assert ">–</td>" in html

    def test_phone_shows_the_first_four_columns_unless_others_are_chosen(self):
        assert ui.phone_columns(self.columns) == {"name", "party", "reach", "met"}
        chosen = [*self.columns[:4], Column("area", "Område", lambda row: None, phone=True)]
        assert ui.phone_columns(chosen) == {"area"}

    def test_party_color_that_is_no_color_does_not_break_out(self):
        row = self.Row()
        row.party = SimpleNamespace(code="X", name="X", color='"><script>')
        assert "<script>" not in ui.cell(self.columns[1], row)


class TestForms:
    class Form(forms.Form):
        name = forms.CharField(label="Namn", help_text="Förnamn först.")
        kind = forms.ChoiceField(label="Hur?", choices=[("a", "Möte"), ("b", "Samtal")], widget=PillRadio)
        day = forms.DateField(label="När?", widget=DateInput)
        comment = forms.CharField(label="Anteckning", required=False)
        source = forms.CharField(label="Källa", max_length=3)
        version = forms.IntegerField(widget=forms.HiddenInput)
        more_fields = ("comment", "source")

    def test_rarer_fields_lie_behind_more(self):
        html = str(self.Form(initial={"version": 1284}))
        first, more = html.split('<details class="more">')
        assert 'name="name"' in first
        assert 'name="comment"' in more
        assert 'name="version" value="1284"' in first

    def test_more_opens_by_itself_when_something_in_it_is_wrong(self):
        form = self.Form({"name": "Maja", "kind": "a", "day": "2026-11-22", "source": "för lång", "version": 1})
        assert '<details class="more" open>' in str(form)

    def test_summary_links_to_every_wrong_field(self):
        html = str(self.Form({"version": 1, "source": "SCB"}))
        assert "3 uppgifter behöver rättas" in html
        assert 'href="#id_name"' in html
        assert 'href="#id_kind_group"' in html

    def test_wrong_field_is_described_by_its_help_and_its_error(self):
        html = str(self.Form({"version": 1})["name"].as_field_group())
        assert 'aria-describedby="id_name_helptext id_name_error"' in html
        assert 'aria-invalid="true"' in html
        assert 'id="id_name_error"' in html

    def test_day_is_given_to_the_browser_in_iso(self):
        assert 'type="date" name="day" value="2026-11-22"' in str(
            self.Form(initial={"day": dt.date(2026, 11, 22)})["day"]
        )


@pytest.mark.django_db
class TestCombobox:
    @pytest.fixture
    def form(self, alma, bo):
        class Form(forms.Form):
            users = forms.ModelMultipleChoiceField(
                User.objects.order_by("pk"),
                widget=Combobox("crm:user_list", multiple=True, describe=lambda u: {"party": "C"}),
            )

        return Form

    def test_only_what_is_chosen_is_rendered(self, form, alma, bo):
        html = str(form(initial={"users": [bo.pk]})["users"])
        assert f'name="users" value="{bo.pk}"' in html
        assert "Bo Dahl" in html
        assert "Alma Ek" not in html

    def test_what_was_chosen_is_kept_when_the_form_comes_back(self, form, alma, bo):
        bound = form({"users": [str(bo.pk), str(alma.pk)]})
        assert bound.is_valid()
        html = str(bound["users"])
        assert html.index("Bo Dahl") < html.index("Alma Ek")

    def test_nonsense_is_neither_chosen_nor_a_crash(self, form):
        bound = form({"users": ["x", "999999"]})
        assert not bound.is_valid()
        assert 'type="hidden"' not in str(bound["users"])


@pytest.mark.django_db
class TestNavigation:
    @pytest.fixture(autouse=True)
    def items(self, monkeypatch):
        slot = Slot(NavigationItem)
        slot.add(NavigationItem("users", "administration", "Användare", "crm:user_list", 900, role=Role.ADMIN))
        slot.add(NavigationItem("login", "start", "Att göra", "account_login", 10, count=lambda user: 7))
        slot.add(NavigationItem("gone", "start", "Borta", "crm:no_such_page", 20))
        monkeypatch.setattr(extensions, "navigation", slot)

    def of(self, user, path="/") -> list:
        request = RequestFactory().get(path)
        request.user = user
        return navigation.navigation(request)["navigation"]

    def test_outsider_has_no_navigation(self, cai):
        assert self.of(cai) == []

    def test_reader_does_not_see_administration(self, bo):
        assert [item["label"] for group in self.of(bo) for item in group["items"]] == ["Att göra"]

    def test_administrator_sees_all_groups_with_their_counts(self, dag):
        start, administration = self.of(dag)
        assert start["items"][0]["count"] == 7
        assert administration["label"] == "Administration"

    def test_item_is_active_on_the_pages_under_it(self, dag):
        start, administration = self.of(dag, "/anvandare/3/redigera/")
        assert administration["items"][0]["active"]
        assert not start["items"][0]["active"]


def test_party_known_by_its_letters_and_name_alone_is_drawn():
    """A party held long ago: the participation has kept its letters, no party points at it any more."""
    html = render('<c-party code="FP" color="" name="Folkpartiet" />')
    assert 'title="Folkpartiet"' in html
    assert "</svg>FP</span>" in html
