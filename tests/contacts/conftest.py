"""Fixtures of the import wizard's tests."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from contacts.models import Tag
from contacts.services.reference import load_register
from crm.models import ImportRun, User
from tests import make
from tests.base import client_of
from tests.contacts.wizard import settle, upload


@pytest.fixture
def facts(db: None) -> None:
    load_register(actor=User.objects.system())
    # Those of the sample lists: an editor's import adds none.
    Tag.objects.bulk_create([Tag(name=name) for name in ("Godstrafik", "Hamnar", "Järnväg")])


@pytest.fixture
def editor(facts: None, alma: User) -> Client:
    return client_of(alma)


@pytest.fixture
def preview(editor: Client, run_jobs: Any) -> Any:
    """Upload a list, take its columns as they are guessed, and let the job read it."""

    def go(content: bytes | str | Path, name: str = "lista.csv", **chosen: str) -> ImportRun:
        run = upload(editor, content, name)
        if run.source == "contacts":
            settle(editor, run, **chosen)
        assert run_jobs() == 1
        run.refresh_from_db()
        return run

    return go


@pytest.fixture
def keep(alma):
    return make.person("Maja Ek", email="maja@example.se")


@pytest.fixture
def drop(alma):
    return make.person("Maja Lindqvist", email="maja.lindqvist@example.se")
