"""What a list notes of somebody becomes an internal note; new tags come with an import only to who may add tags."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from contacts.models import Note, Person, Tag
from crm.common.undo import undo
from crm.models import ImportRun, Operation, User
from tests import make
from tests.base import client_of
from tests.contacts.wizard import confirm, settle, shown, upload

NOTED = "Namn;E-post;Noteringar\nAnna Ek;anna@exempel.se;Vill ha underlag i mars\nBo Al;bo@exempel.se;\n"


def imported(client: Client, content: str, run_jobs: Any) -> ImportRun:
    run = upload(client, content)
    settle(client, run)
    run_jobs()
    confirm(client, run)
    run_jobs()
    run.refresh_from_db()
    return run


def test_note_is_read_with_its_heading_shown_before_and_kept_with_who_wrote_it(
    editor: Client, preview: Any, alma: User, run_jobs: Any
) -> None:
    run = preview(NOTED)
    assert "Vill ha underlag i mars" in shown(editor, run)
    assert run.result["new"]["note"] == 1
    confirm(editor, run)
    run_jobs()

    note = Note.objects.get()
    assert (note.person.name, note.text, note.written_by) == ("Anna Ek", "Vill ha underlag i mars", alma)
    assert note.history.get().history_user == alma
    assert [n.pk for n in Note.objects.visible_to(alma).matching("underlaget")] == [note.pk]


def test_same_list_again_makes_no_second_note(editor: Client, run_jobs: Any) -> None:
    imported(editor, NOTED, run_jobs)
    run = imported(editor, NOTED.replace("Vill ha", "Vill  ha"), run_jobs)
    assert run.result["states"] == {"unchanged": 2}
    assert Note.objects.count() == 1
    imported(editor, NOTED.replace("mars", "april"), run_jobs)
    assert Note.objects.count() == 2


def test_undone_import_takes_its_notes_with_it_and_leaves_those_that_stood(
    editor: Client, alma: User, run_jobs: Any
) -> None:
    person = make.person("Anna Ek", email="anna@exempel.se")
    before = Note.objects.create(person=person, text="Sedan förr", written_by=alma)
    imported(editor, NOTED, run_jobs)
    assert person.notes.count() == 2

    undo(operation=Operation.objects.latest("pk"), actor=alma)

    assert list(Note.objects.all()) == [before]


def test_several_columns_of_notes_are_one_and_keep_their_lines(editor: Client, run_jobs: Any) -> None:
    imported(editor, 'Namn;Anteckning;Kommentar\nAnna Ek;"Rad ett\nRad två";Rad tre\n', run_jobs)
    assert Note.objects.get().text == "Rad ett\nRad två\nRad tre"


def test_personal_number_in_a_note_is_refused_and_not_shown(editor: Client, preview: Any) -> None:
    run = preview("Namn;Anteckning\nAnna Ek;Född 19700101-1234\n")
    assert run.result["states"] == {"wrong": 1}
    assert "19700101" not in shown(editor, run)
    assert "Personnummer sparas inte" in shown(editor, run)


def test_note_that_is_too_long_is_told_with_its_row(editor: Client, preview: Any) -> None:
    run = preview(f"Namn;Anteckning\nAnna Ek;{'x' * 10_001}\n")
    assert run.result["states"] == {"wrong": 1}
    assert "längre än" in shown(editor, run)


# --- New tags ---------------------------------------------------------------------------------------------

TAGGED = "Namn;E-post;Etiketter\nAnna Ek;anna@exempel.se;Hamnar\nBo Al;bo@exempel.se;Almedalen\n"


def test_editor_uses_tags_that_there_are_and_is_told_of_the_row_with_a_new_one(
    editor: Client, preview: Any, alma: User, run_jobs: Any
) -> None:
    run = preview(TAGGED)
    assert run.result["states"] == {"new": 1, "wrong": 1}
    assert "Nya etiketter läggs upp av en ansvarig" in shown(editor, run)

    confirm(editor, run, good_rows="on")
    run_jobs()

    assert not Tag.objects.filter(name="Almedalen").exists()
    assert Person.objects.filter(person_tags__tag__name="Hamnar").count() == 1


def test_manager_adds_new_tags_with_a_list(facts: None, eva: User, run_jobs: Any) -> None:
    imported(client_of(eva), TAGGED, run_jobs)
    assert Person.objects.get(person_tags__tag__name="Almedalen").given_name == "Bo"


@pytest.mark.parametrize(("who", "status"), [("alma", 422), ("eva", 302)])
def test_new_tag_on_everybody_is_refused_beside_the_field(
    request: pytest.FixtureRequest, who: str, status: int, facts: None
) -> None:
    client = client_of(request.getfixturevalue(who))
    run = upload(client, "Namn\nAnna Ek\n")
    answer = settle(client, run, tag="Almedalen")
    assert answer.status_code == status
    if status == 422:
        assert "tag" in answer.context["form"].errors
        assert 'value="Almedalen"' in answer.content.decode()
        Tag.objects.create(name="Almedalen")
        assert settle(client, run, tag="almedalen").status_code == 302
