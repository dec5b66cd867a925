"""Motions read from Riksdagen itself, against a host that the tests start."""

from __future__ import annotations

import http.server
import io
import json
import threading
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from advocacy.imports import riksdagen_live
from advocacy.models import CommitteeReport, Motion
from contacts.imports import fetching
from tests.advocacy.test_motion_import import motion, point, proposal, report

pytestmark = pytest.mark.django_db


class Riksdagen:
    """Lists of motions in pages, and each document; what it was asked."""

    def __init__(self) -> None:
        self.origin = ""
        self.pages: list[dict[str, Any]] = []
        self.documents: dict[str, Any] = {}
        self.asked: list[str] = []

    def list_pages(self, *pages: list[str], hits: int | None = None, **of_all: Any) -> None:
        """The list's pages; each leads to the next as Riksdagen's do: by http and without its form."""
        n = sum(map(len, pages)) if hits is None else hits
        self.pages = [
            {
                "@sida": str(number),
                "@traffar": str(n),
                "@nasta_sida": f"{self.origin}/dokumentlista/?doktyp=mot&rm=2024%2F25&p={number + 1}",
                "dokument": [{"dok_id": name, "rm": "2024/25"} for name in names],
                **of_all,
            }
            for number, names in enumerate(pages, start=1)
        ]
        del self.pages[-1]["@nasta_sida"]

    def answer(self, path: str) -> Any:
        parts = urlsplit(path)
        if parts.path == "/dokumentlista/":
            asked = parse_qs(parts.query)
            if asked.get("utformat") != ["json"]:
                return None
            if asked["doktyp"] == ["bet"]:
                found = [{"dok_id": name, "rm": "2024/25"} for name in self.documents if name.startswith("hc01")]
                return {"dokumentlista": {"@sida": "1", "@traffar": str(len(found)), "dokument": found or None}}
            number = int(asked["p"][0])
            return {"dokumentlista": self.pages[min(number, len(self.pages)) - 1]}
        return self.documents.get(parts.path.rpartition("/")[2].removesuffix(".json"))


@pytest.fixture
def riksdagen(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Riksdagen]:
    found = Riksdagen()

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found.asked.append(self.path)
            data = found.answer(self.path)
            content = json.dumps(data).encode()
            self.send_response(404 if data is None else 200)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_args: Any) -> None:
            """Quiet."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    found.origin = f"http://127.0.0.1:{server.server_port}"
    settings.RADAR_ORIGINS = [found.origin]
    monkeypatch.setattr(riksdagen_live, "ORIGIN", found.origin)
    monkeypatch.setattr(fetching, "PACE", 0)
    yield found
    server.shutdown()
    server.server_close()


def live(*flags: str, session: str = "2024/25") -> dict[str, Any]:
    out = io.StringIO()
    call_command("import_riksdagen", "--motions", "--live", "--rm", session, "--apply", "--json", *flags, stdout=out)
    return json.loads(out.getvalue())


def test_a_session_is_read_page_by_page_with_its_motions_and_reports(riksdagen: Riksdagen) -> None:
    riksdagen.documents = {f"HC02{n}": motion(n) for n in (1, 2, 3)} | {"hc01tu10": report(point())}
    riksdagen.list_pages(["HC021", "HC022"], ["hc022", "HC023"], hits=3)
    result = live()
    assert (result["motions"]["new"], result["reports"]["new"]) == (3, 1)
    assert result["warnings"][:1] != ["Riksdagens lista lovar 3 dokument men gav 2."]
    assert Motion.objects.count() == 3
    assert CommitteeReport.objects.get().points.count() == 1
    second = next(path for path in riksdagen.asked if "p=2" in path)
    assert "rm=2024/25" in second
    assert "utformat=json" in second


def test_a_list_that_leads_on_for_ever_is_left_when_its_page_no_longer_grows(riksdagen: Riksdagen) -> None:
    riksdagen.documents = {"HC021": motion(1)}
    riksdagen.list_pages(["HC021"], hits=7)
    riksdagen.pages[0]["@nasta_sida"] = f"{riksdagen.origin}/dokumentlista/?doktyp=mot&rm=2024/25&p=2"
    result = live()
    assert result["motions"]["new"] == 1
    assert "Riksdagens lista lovar 7 dokument men gav 1." in result["warnings"]
    assert len([path for path in riksdagen.asked if "doktyp=mot" in path]) == 2


def test_what_is_settled_is_not_asked_for_again(riksdagen: Riksdagen) -> None:
    waiting = motion(2, proposals=proposal(kammaren=None))
    riksdagen.documents = {"HC021": motion(1), "HC022": waiting}
    riksdagen.list_pages(["HC021", "HC022"])
    live()
    riksdagen.asked.clear()
    assert live()["motions"] == {"new": 0, "changed": 0, "unchanged": 1, "skipped": 0}
    assert [path for path in riksdagen.asked if "dokumentstatus" in path] == ["/dokumentstatus/HC022.json"]
    assert live("--again")["motions"]["unchanged"] == 2


def test_a_document_that_cannot_be_had_is_told_and_does_not_stop_the_others(riksdagen: Riksdagen) -> None:
    riksdagen.documents = {"HC021": motion(1), "HC022": {"dokumentstatus": None}}
    riksdagen.list_pages(["HC021", "HC022", "HC023"])
    result = live()
    assert result["motions"]["new"] == 1
    assert any(warning.startswith("2 dokument gick inte att läsa: HC022 (") for warning in result["warnings"])


def test_a_list_of_another_session_is_refused(riksdagen: Riksdagen) -> None:
    riksdagen.list_pages(["HC021"])
    with pytest.raises(CommandError, match="annat riksmöte än 2026/27"):
        live(session="2026/27")


def test_a_way_to_another_host_is_not_followed(riksdagen: Riksdagen) -> None:
    riksdagen.list_pages(["HC021"])
    riksdagen.pages[0]["@nasta_sida"] = "http://exempel.example/dokumentlista/?p=2"
    with pytest.raises(CommandError, match="Adressen får inte läsas"):
        live()
    assert Motion.objects.count() == 0


def test_a_session_is_written_as_the_riksdag_does() -> None:
    with pytest.raises(CommandError, match="Skriv riksmötet som 2026/27"):
        live(session="2026")
