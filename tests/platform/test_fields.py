"""Form fields of our own: what is no id is refused beside the field, on every database."""

import ast

import pytest
from django import forms
from django.http import QueryDict

from contacts.models import Tag
from crm.common.fields import IdsField, RowsField
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
