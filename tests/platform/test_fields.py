"""Form fields of our own: what is no id is refused beside the field, on every database."""

import ast
import datetime as dt

import pytest
from django import forms
from django.http import QueryDict

from contacts.models import Tag
from crm.common.dates import today
from crm.common.fields import AmountField, DecimalAmountField, IdsField, PastDayField, RowsField
from crm.common.widgets import Combobox
from tests.architecture.source import modules

pytestmark = pytest.mark.django_db


class TagsForm(forms.Form):
    tags = RowsField(Tag.objects.all(), required=False, widget=Combobox("contacts:tag_suggest", multiple=True))


@pytest.mark.parametrize("odd", ["9" * 30, "²", "-1", "0x1", "", "'"])
def test_what_is_no_id_is_an_error_beside_the_field(odd: str) -> None:
    form = TagsForm(_data("tags", odd))

    assert list(form.errors) == ["tags"]
    assert "tags" in str(form)


def _data(name: str, *values: str) -> QueryDict:
    data = QueryDict(mutable=True)
    data.setlist(name, list(values))
    return data


def test_rows_that_were_chosen_are_shown_without_being_asked_for_again(django_assert_num_queries) -> None:
    tag = Tag.objects.create(name="Almedalen")
    form = TagsForm(_data("tags", str(tag.pk)))

    with django_assert_num_queries(1):
        assert list(form.cleaned_data["tags"]) == [tag] if form.is_valid() else None
    with django_assert_num_queries(0):
        assert "Almedalen" in str(form["tags"])


def test_ids_come_as_one_text_or_several() -> None:
    field = IdsField(required=False)

    assert field.clean(["1,2", "3", "2"]) == [1, 2, 3]
    assert field.clean(None) == []
    for odd in (["1,²"], ["9" * 30], ["1;2"]):
        with pytest.raises(forms.ValidationError):
            field.clean(odd)


def test_no_form_uses_the_field_that_fails_on_sqlite() -> None:
    found = [
        f"{module.file}:{node.lineno}"
        for module in modules()
        if module.name != "crm.common.fields"
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Attribute) and node.attr in ("ModelMultipleChoiceField", "ModelMultipleChoiceFilter")
        and module.name != "contacts.filters.reference"
    ]  # fmt: skip
    assert found == [], "use RowsField of crm.common.fields, or RowsFilter"


class AmountForm(forms.Form):
    amount = AmountField(required=False, min_value=0)
    cost = DecimalAmountField(required=False, decimal_places=1, max_digits=9)
    source_on = PastDayField(required=False)


@pytest.mark.parametrize("typed", ["12 000 000", "12\N{NO-BREAK SPACE}000\N{NO-BREAK SPACE}000", "12000000"])
def test_amounts_may_have_spaces_between_their_digits(typed: str) -> None:
    form = AmountForm({"amount": typed, "cost": "1 200,5"})

    assert form.is_valid()
    assert form.cleaned_data["amount"] == 12_000_000
    assert str(form.cleaned_data["cost"]) == "1200.5"


def test_stored_amount_is_shown_in_groups_and_what_was_typed_as_it_is() -> None:
    assert 'value="12\N{NO-BREAK SPACE}000\N{NO-BREAK SPACE}000"' in str(
        AmountForm(initial={"amount": 12_000_000})["amount"]
    )
    refused = AmountForm({"amount": "12 mkr"})
    assert refused.errors["amount"]
    assert 'value="12 mkr"' in str(refused["amount"])


def test_day_of_a_source_cannot_lie_ahead() -> None:
    ahead = today() + dt.timedelta(days=1)
    assert list(AmountForm({"source_on": ahead.isoformat()}).errors) == ["source_on"]
    assert AmountForm({"source_on": today().isoformat()}).is_valid()
