"""People pasted as text: who is named, and whom that means in the register."""

import pytest

from contacts.imports import pasted
from contacts.imports.pasted import recognise
from tests import make

pytestmark = pytest.mark.django_db


def read(text):
    return [(one.name, one.email) for one in pasted.split(text)]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Anna Ek\nBo Berg\n", [("Anna Ek", ""), ("Bo Berg", "")]),
        ("Anna Ek, Bo Berg; Cia Dahl", [("Anna Ek", ""), ("Bo Berg", ""), ("Cia Dahl", "")]),
        ("Anna Ek\tBo Berg", [("Anna Ek", ""), ("Bo Berg", "")]),
        ("anna@ek.se, bo@berg.se", [("", "anna@ek.se"), ("", "bo@berg.se")]),
        ("Anna Ek <Anna@Ek.se>", [("Anna Ek", "anna@ek.se")]),
        ('"Ek, Anna" <anna@ek.se>; Bo Berg <bo@berg.se>', [("Anna Ek", "anna@ek.se"), ("Bo Berg", "bo@berg.se")]),
        ("Ek, Anna <anna@ek.se>", [("Anna Ek", "anna@ek.se")]),
        ("Ek, Anna\nBerg, Bo", [("Anna Ek", ""), ("Bo Berg", "")]),
        ("Anna Ek (anna@ek.se)", [("Anna Ek", "anna@ek.se")]),
        ("Anna Ek\tanna@ek.se\nBo Berg\tbo@berg.se", [("Anna Ek", "anna@ek.se"), ("Bo Berg", "bo@berg.se")]),
        ("Anna\tEk\tanna@ek.se", [("Anna Ek", "anna@ek.se")]),
        ("• Anna Ek\r\n• Bo Berg", [("Anna Ek", ""), ("Bo Berg", "")]),
        ("Anna Ek\nAnna Ek", [("Anna Ek", "")]),
        ("<mailto:anna@ek.se>", [("", "anna@ek.se")]),
        (" ,;\n\t", []),
    ],
)
def test_lists_are_read_however_they_are_separated(text, named):
    assert read(text) == named


def test_address_or_whole_name_of_one_person_is_certain(alma):
    anna, bo = make.person("Anna Ek"), make.person("Bo af Berg")
    make.detail(anna, "email", "anna@ek.se")

    found = recognise("ANNA@ek.se\nBo af Berg", actor=alma)

    assert [(m.found[0], m.is_certain) for m in found] == [(anna, True), (bo, True)]


def test_the_same_person_by_name_and_by_address_comes_once(alma):
    anna = make.person("Anna Ek")
    make.detail(anna, "email", "anna@ek.se")
    assert [m.found for m in recognise("Anna Ek; anna@ek.se", actor=alma)] == [[anna]]


def test_two_of_one_name_are_asked_about_and_an_address_settles_it(alma):
    one, other = make.person("Anna Ek"), make.person("Anna Ek")
    make.detail(other, "email", "anna@ek.se")

    (asked,) = recognise("Anna Ek", actor=alma)
    (settled,) = recognise("Anna Ek <anna@ek.se>", actor=alma)

    assert (set(asked.found), asked.is_certain) == ({one, other}, False)
    assert (settled.found, settled.is_certain) == ([other], True)


def test_shared_address_and_address_under_another_name_are_asked_about(alma):
    one, other = make.person("Anna Ek"), make.person("Bo Berg")
    for person in (one, other):
        make.detail(person, "email", "info@ek.se")
    make.detail(one, "email", "anna@ek.se")

    (shared,) = recognise("info@ek.se", actor=alma)
    (strange,) = recognise("Cia Dahl <anna@ek.se>", actor=alma)

    assert (set(shared.found), shared.is_certain) == ({one, other}, False)
    assert (strange.found, strange.is_certain) == ([one], False)


def test_namesake_with_another_address_is_asked_about(alma):
    anna = make.person("Anna Ek")
    make.detail(anna, "email", "anna@ek.se")
    (found,) = recognise("Anna Ek <anna@annat.se>", actor=alma)
    assert (found.found, found.is_certain) == ([anna], False)


def test_name_spelt_nearly_so_is_suggested_and_unknown_one_is_new(alma):
    anna = make.person("Anna Lindqvist")
    near, unknown = recognise("Anna Lindkvist\nnils.erik.nykomling@ny.se", actor=alma)
    assert (near.found, near.is_certain) == ([anna], False)
    assert (unknown.found, unknown.is_certain) == ([], False)
    assert unknown.pasted.names == ("Nils Erik", "Nykomling")


def test_merged_and_archived_are_not_recognised_by_name(alma):
    make.person("Anna Ek", is_archived=True)
    (found,) = recognise("Anna Ek", actor=alma)
    assert not found.is_certain


def test_a_long_list_asks_few_questions(alma, django_assert_max_num_queries):
    for n in range(40):
        make.detail(make.person(f"Person Nummer{n}"), "email", f"p{n}@ek.se")
    with django_assert_max_num_queries(8):
        assert len(recognise("\n".join(f"p{n}@ek.se" for n in range(40)), actor=alma)) == 40
