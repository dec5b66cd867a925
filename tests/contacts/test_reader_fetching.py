"""Reading public sources from their addresses, against a host that the tests start."""

from __future__ import annotations

import datetime as dt
import hashlib
import http.server
import io
import threading
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from contacts.choices import RadarSource
from contacts.imports import fetching
from contacts.imports.fetching import Fetcher
from contacts.imports.result import Unusable
from contacts.imports.web_sources import SOURCES_ON_THE_WEB
from contacts.models import FetchedSource

pytestmark = pytest.mark.django_db
Answer = tuple[int, dict[str, str], bytes]


class Host:
    """What the host answers, path by path, and what it was asked."""

    def __init__(self) -> None:
        self.answers: dict[str, Callable[[Any], Answer]] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.origin = ""

    def gives(self, path: str, content: bytes, status: int = 200, **headers: str) -> str:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.answers[path] = lambda _headers: (status, named, content)
        return f"{self.origin}{path}"

    def paths(self) -> list[str]:
        return [path for path, _headers in self.asked]


@pytest.fixture
def host(settings: Any, tmp_path: Any) -> Iterator[Host]:
    found = Host()

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found.asked.append((self.path, dict(self.headers)))
            known = found.answers.get(self.path.partition("?")[0])
            status, headers, content = known(self.headers) if known else (404, {}, b"")
            self.send_response(status)
            for name, value in {"Content-Length": str(len(content)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_args: Any) -> None:
            """Quiet."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    found.origin = f"http://127.0.0.1:{server.server_port}"
    settings.RADAR_ORIGINS = [found.origin]
    settings.MEDIA_ROOT = tmp_path
    yield found
    server.shutdown()
    server.server_close()


@pytest.fixture
def waited() -> list[float]:
    return []


@pytest.fixture
def fetcher(waited: list[float]) -> Fetcher:
    return Fetcher(pause=waited.append, clock=lambda: sum(waited))


def test_file_is_read_and_remembered_with_a_copy(host: Host, fetcher: Fetcher) -> None:
    address = host.gives("/a/lista.json", b"{}", ETag='"1"', Last_Modified="Fri, 20 Nov 2026 23:30:00 GMT")
    found = fetcher.fetch(address)
    assert (found.name, found.content, found.is_unchanged) == ("lista.json", b"{}", False)
    # As the day is in Sweden.
    assert found.day == dt.date(2026, 11, 21)
    kept = FetchedSource.objects.get()
    assert (kept.address, kept.etag, kept.digest) == (address, '"1"', hashlib.sha256(b"{}").hexdigest())
    assert Path(kept.file.path).read_bytes() == b"{}"


def test_what_has_not_changed_is_not_sent_again(host: Host, fetcher: Fetcher) -> None:
    day = "Fri, 20 Nov 2026 12:00:00 GMT"
    address = host.gives("/lista.json", b"{}", ETag='"1"', Last_Modified=day)
    fetcher.fetch(address)
    before = FetchedSource.objects.get()
    host.gives("/lista.json", b"", status=304)
    again = fetcher.fetch(address)
    assert (again.content, again.is_unchanged, again.day) == (b"{}", True, dt.date(2026, 11, 20))
    _path, asked = host.asked[-1]
    assert (asked["If-None-Match"], asked["If-Modified-Since"]) == ('"1"', day)
    after = FetchedSource.objects.get()
    assert after.fetched_at == before.fetched_at
    assert after.checked_at > before.checked_at


def test_what_has_changed_replaces_the_copy(
    host: Host, fetcher: Fetcher, django_capture_on_commit_callbacks: Any
) -> None:
    address = host.gives("/lista.json", b"old")
    fetcher.fetch(address)
    old = FetchedSource.objects.get().file.path
    host.gives("/lista.json", b"new")
    with django_capture_on_commit_callbacks(execute=True):
        assert fetcher.fetch(address).content == b"new"
    kept = FetchedSource.objects.get()
    assert Path(kept.file.path).read_bytes() == b"new"
    assert not kept.file.storage.exists(old)


def test_lost_copy_is_asked_for_anew(host: Host, fetcher: Fetcher) -> None:
    address = host.gives("/lista.json", b"{}", ETag='"1"')
    fetcher.fetch(address)
    FetchedSource.objects.get().file.storage.delete(FetchedSource.objects.get().file.name)
    assert fetcher.fetch(address).content == b"{}"
    assert "If-None-Match" not in host.asked[-1][1]


def test_no_copy_is_kept_of_candidates_whose_ages_and_homes_stand_in_the_file(host: Host, fetcher: Fetcher) -> None:
    fetcher.fetch(host.gives("/filer/val2026/parti/kandidaturer.csv", b"NAMN", ETag='"1"'))
    kept = FetchedSource.objects.get()
    assert not kept.file
    assert kept.digest


def test_busy_host_is_asked_again_later_each_time(host: Host, fetcher: Fetcher, waited: list[float]) -> None:
    answers = [(503, {}, b""), (502, {}, b""), (200, {}, b"{}")]
    host.answers["/lista.json"] = lambda _headers: answers.pop(0)
    assert fetcher.fetch(f"{host.origin}/lista.json").content == b"{}"
    assert [wait for wait in waited if wait > 1] == [2.0, 8.0]


def test_host_that_says_when_it_has_time_is_believed_within_reason(
    host: Host, fetcher: Fetcher, waited: list[float]
) -> None:
    answers = [(429, {"Retry-After": "7"}, b""), (429, {"Retry-After": "86400"}, b""), (200, {}, b"{}")]
    host.answers["/lista.json"] = lambda _headers: answers.pop(0)
    fetcher.fetch(f"{host.origin}/lista.json")
    assert [wait for wait in waited if wait > 1] == [7.0, 60.0]


def test_host_that_stays_busy_is_given_up_in_words(host: Host, fetcher: Fetcher) -> None:
    address = host.gives("/lista.json", b"", status=503)
    with pytest.raises(Unusable, match="svarar inte: HTTP 503"):
        fetcher.fetch(address)
    assert len(host.asked) == fetching.TRIES


def test_host_that_is_not_there_is_given_up_in_words(settings: Any, fetcher: Fetcher) -> None:
    settings.RADAR_ORIGINS = ["http://127.0.0.1:9"]
    with pytest.raises(Unusable, match="svarar inte"):
        fetcher.fetch("http://127.0.0.1:9/lista.json")


def test_file_that_is_cut_off_is_asked_for_again(host: Host, fetcher: Fetcher) -> None:
    answers = [(200, {"Content-Length": "10"}, b"{}"), (200, {}, b"{}")]
    host.answers["/lista.json"] = lambda _headers: answers.pop(0)
    assert fetcher.fetch(f"{host.origin}/lista.json").content == b"{}"
    assert len(host.asked) == 2


def test_missing_file_is_told_and_not_asked_for_again(host: Host, fetcher: Fetcher) -> None:
    with pytest.raises(Unusable, match="ingen fil på adressen"):
        fetcher.fetch(f"{host.origin}/finns-inte.json")
    assert len(host.asked) == 1


def test_two_questions_to_one_host_have_a_pause_between_them(host: Host, fetcher: Fetcher, waited: list[float]) -> None:
    for name in ("a", "b", "c"):
        fetcher.fetch(host.gives(f"/{name}.json", b"{}"))
    assert waited == [fetching.PACE, fetching.PACE]


def test_too_large_a_file_is_refused_while_it_comes(host: Host, fetcher: Fetcher, settings: Any) -> None:
    settings.RADAR_MAX_BYTES = 1024 * 1024
    with pytest.raises(Unusable, match="större än 1 MB"):
        fetcher.fetch(host.gives("/stor.json", b"x" * (1024 * 1024 + 1)))
    assert not FetchedSource.objects.exists()


@pytest.mark.parametrize(
    "address",
    [
        "https://example.com/personlista.json",
        "http://data.riksdagen.se/personlista/",
        "https://data.riksdagen.se.example.com/personlista/",
        "https://data.riksdagen.se@127.0.0.1/personlista/",
        "https://127.0.0.1:8000/",
        "file:///etc/passwd",
        "ftp://data.riksdagen.se/personlista",
    ],
)
def test_other_hosts_and_other_ways_are_refused(fetcher: Fetcher, address: str) -> None:
    with pytest.raises(Unusable, match=r"Tillåtna platser är data\.riksdagen\.se"):
        fetcher.fetch(address)


def test_redirection_to_another_host_is_refused(host: Host, fetcher: Fetcher) -> None:
    address = host.gives("/lista.json", b"", status=302, Location="http://127.0.0.1:9/hemligt")
    with pytest.raises(Unusable, match="leder till en plats som inte får läsas"):
        fetcher.fetch(address)


def test_redirection_on_the_same_host_is_followed(host: Host, fetcher: Fetcher) -> None:
    host.gives("/ny.json", b"{}")
    assert fetcher.fetch(host.gives("/gammal.json", b"", status=301, Location="/ny.json")).content == b"{}"


def index_of(host: Host, files: dict[str, bytes], **wrong: str) -> str:
    """An index of checksums as Valmyndigheten writes it, and the files that it names."""
    lines = [f"{hashlib.md5(content).hexdigest()}  ./{path}" for path, content in files.items()]  # noqa: S324
    for path, content in files.items():
        host.gives(f"/val2026/{path}", content)
    return host.gives("/val2026/index.md5", "\r\n".join([*lines, *wrong.values()]).encode())


RESULTS = {
    "s/rd/Val_2026_slutlig_00_RD.zip": b"rd",
    "s/rf/Val_2026_slutlig_19_RF.zip": b"rf19",
    "s/rf/Val_2026_slutlig_OS_RF.zip": b"sum",
    "s/kf/Val_2026_slutlig_1980_KF.zip": b"kf1980",
    "s/kf/Val_2026_slutlig_0180_KF.zip": b"kf0180",
    "p/kf/Val_2026_preliminar_1980_KF.zip": b"early",
}


def test_index_of_checksums_gives_the_final_results_as_one_package(host: Host, fetcher: Fetcher) -> None:
    told: list[tuple[int, int]] = []
    found = fetcher.results(index_of(host, RESULTS), told=lambda done, of: told.append((done, of)))
    with zipfile.ZipFile(io.BytesIO(found.content)) as package:
        files = set(package.namelist())
    assert {path for path in host.paths() if path.endswith(".zip")} == {
        f"/val2026/{path}" for path in RESULTS if "_OS_" not in path and path.startswith("s/")
    }
    assert "index.md5" in files
    assert told[-1] == (4, 4)


def test_of_an_index_only_the_types_and_counties_chosen_are_fetched(host: Host, fetcher: Fetcher) -> None:
    fetcher.results(index_of(host, RESULTS), ["KF", "RF"], ["19"])
    assert host.paths()[1:] == [
        "/val2026/s/rf/Val_2026_slutlig_19_RF.zip", "/val2026/s/kf/Val_2026_slutlig_1980_KF.zip"
    ]  # fmt: skip


def test_file_that_is_not_what_the_index_says_is_asked_for_once_more_and_then_refused(
    host: Host, fetcher: Fetcher
) -> None:
    index = index_of(host, {"s/rd/Val_2026_slutlig_00_RD.zip": b"rd"})
    host.gives("/val2026/s/rd/Val_2026_slutlig_00_RD.zip", b"other")
    with pytest.raises(Unusable, match="stämmer inte med kontrollsumman"):
        fetcher.results(index)
    assert host.paths().count("/val2026/s/rd/Val_2026_slutlig_00_RD.zip") == 2


def test_index_without_what_was_chosen_is_told(host: Host, fetcher: Fetcher) -> None:
    with pytest.raises(Unusable, match="inga slutliga resultat"):
        fetcher.results(index_of(host, RESULTS), ["RF"], ["24"])


def test_addresses_that_are_offered_may_be_read_and_say_whose_they_are() -> None:
    for one in SOURCES_ON_THE_WEB:
        assert fetching.is_allowed(one.address), one.address
        assert one.attribution in ("Källa: Sveriges riksdag", "Källa: Valmyndigheten")
        assert one.source in RadarSource
