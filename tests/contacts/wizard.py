"""What the tests of the import wizard share: uploading a list, settling its columns, looking at its pages."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from crm.models import ImportRun

WRONG = "Namn;E-post;Organisation;Från\nAnna Ek;anna(at)exempel;Trafikverket;2026-09\nBo Al;bo@exempel.example;;\n"
DOUBT = "Namn;Titel;Personnr\nAnna Ek;Docent;19700101-1234\nBo Al;Jurist;\n"


def upload(client: Client, content: bytes | str | Path, name: str = "lista.csv") -> ImportRun:
    answer = send(client, content, name)
    assert answer.status_code == 302, answer.content.decode()
    return ImportRun.objects.latest("pk")


def send(client: Client, content: bytes | str | Path, name: str = "lista.csv") -> Any:
    if isinstance(content, Path):
        content, name = content.read_bytes(), content.name
    data = content.encode() if isinstance(content, str) else content
    return client.post(reverse("contacts:import_list"), {"file": SimpleUploadedFile(name, data)})


def settle(client: Client, run: ImportRun, **chosen: str) -> Any:
    columns = {f"column_{index}": field for index, field in run.options["columns"].items()}
    told = {"header_row": str(run.options["header_row"]), **columns, **chosen}
    return client.post(reverse("contacts:import_columns", args=[run.pk]), told)


def shown(client: Client, run: ImportRun, name: str = "detail", query: str = "", **headers: str) -> str:
    answer = client.get(reverse(f"contacts:import_{name}", args=[run.pk]) + query, headers=headers)
    assert answer.status_code == 200
    return answer.content.decode()


def confirm(client: Client, run: ImportRun, **data: str) -> ImportRun:
    answer = client.post(reverse("contacts:import_confirm", args=[run.pk]), data)
    assert answer.status_code == 302
    run.refresh_from_db()
    return run


def sheet(client: Client, run: ImportRun, name: str) -> list[tuple[Any, ...]]:
    answer = client.get(reverse(f"contacts:import_{name}", args=[run.pk]))
    assert answer.status_code == 200
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    return list(book.worksheets[0].iter_rows(values_only=True))


def decide(client: Client, run: ImportRun, **choices: str) -> Any:
    told = {name.replace("_", "-"): choice for name, choice in choices.items()}
    return client.post(reverse("contacts:import_decide", args=[run.pk]), told)
