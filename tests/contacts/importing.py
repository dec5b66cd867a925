"""What the tests of imports share: a loaded register, lists made on the spot, the commands' answers."""

from __future__ import annotations

import copy
import csv
import io
import json
import tempfile
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import TestCase

from contacts.services.reference import load_register
from crm.models import User

DATA = Path(__file__).parent.parent / "data"
ANNA = {"Namn": "Anna Ek", "E-post": "anna@exempel.example", "Organisation": "Trafikverket", "Roll": "Utredare"}


def sample(name: str) -> Any:
    """A JSON sample, to be changed at will."""
    return copy.deepcopy(json.loads((DATA / name).read_text()))


class ImportCase(TestCase):
    """The reference facts are loaded; files live in a folder that is thrown away."""

    command = ""

    @classmethod
    def setUpTestData(cls) -> None:
        load_register(actor=User.objects.system())

    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def run_import(self, path: Path | str, *flags: str) -> tuple[dict[str, Any], int]:
        """The JSON object and the exit status of the command."""
        out = io.StringIO()
        status = 0
        try:
            call_command(self.command, str(path), *(flags or ("--apply",)), "--json", stdout=out)
        except SystemExit as end:
            status = int(end.code or 0)
        return json.loads(out.getvalue()), status

    def refused(self, path: Path | str) -> str:
        """What the command says of unusable input; its exit status must be 2."""
        with pytest.raises(CommandError) as refused:
            call_command(self.command, str(path), "--apply", stdout=io.StringIO())
        assert refused.value.returncode == 2
        return str(refused.value)

    def json_file(self, data: Any, name: str = "file.json") -> Path:
        path = self.folder / name
        path.write_text(json.dumps(data, ensure_ascii=False))
        return path

    def list_file(self, *rows: dict[str, str], name: str = "lista.csv") -> Path:
        """A contact list with the columns that the rows name."""
        path = self.folder / name
        heads = list(dict.fromkeys(head for row in rows for head in row))
        with path.open("w", newline="") as file:
            writer = csv.DictWriter(file, heads, delimiter=";")
            writer.writeheader()
            writer.writerows(rows)
        return path

    def import_list(self, *rows: dict[str, str]) -> dict[str, Any]:
        """Import a list that must have no wrong rows."""
        result, status = self.run_import(self.list_file(*rows))
        assert (status, result["wrong"]) == (0, []), result["wrong"]
        return result

    def wrong(self, *rows: dict[str, str]) -> list[tuple[int, str, str]]:
        """(row, field, reason) of a list that must be refused."""
        result, status = self.run_import(self.list_file(*rows))
        assert status == 1
        assert result["applied"] is False
        return [(w["row"], w["field"], w["reason"]) for w in result["wrong"]]
