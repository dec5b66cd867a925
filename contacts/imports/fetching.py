"""Reading a public source from its address: politely, and only from the hosts that the settings name.

Each address is asked whether it has changed since it was last read (`If-None-Match`, `If-Modified-Since`); if not, the
copy of then is used. Between two questions to a host there is a pause; a host that is busy is asked again, a few times
and later each time. What is larger than a source may be, comes too slowly or leads to another host is refused.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import http.client
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from email.message import Message
from email.utils import parsedate_to_datetime
from pathlib import PurePosixPath
from typing import IO, Any
from urllib.parse import unquote, urljoin, urlsplit

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from contacts.imports import packages
from contacts.imports.result import Unusable
from contacts.models import FetchedSource
from contacts.services import fetched_sources

TIMEOUT = 30  # seconds without a word from the host
LONGEST = 600  # seconds for a whole file
TRIES = 4
PACE = 0.5  # seconds between two questions to one host
WAITS = (2.0, 8.0, 30.0)
BUSY = {429, 500, 502, 503, 504}
CHUNK = 1 << 18
AGENT = "Samsyn mandatbevakning"
NOT_COPIED = ("/parti/kandidaturer.csv",)

Told = Callable[[int, int], Any]


@dataclass(frozen=True)
class Fetched:
    """What an address gave. `day`: when its publisher last changed it, as far as told; `is_unchanged`: the copy of an
    earlier reading."""

    address: str
    name: str
    content: bytes
    day: dt.date | None
    is_unchanged: bool


def fetch(address: str, options: Mapping[str, Any] | None = None, *, told: Told | None = None) -> Fetched:
    """Read an address. That of an `index.md5` gives the final results that it names, as one package: of the types in
    `options["elections"]` (['RF', 'KF']; all without) and the counties in `options["counties"]` (['03', '19']).

    `told(done, all)` is called as it goes on. Raises Unusable, in words for the one who chose the address.
    """
    fetcher = Fetcher()
    if PurePosixPath(urlsplit(address).path).name == packages.INDEX:
        chosen = options or {}
        return fetcher.results(address, chosen.get("elections") or (), chosen.get("counties") or (), told)
    return fetcher.fetch(address)


def is_allowed(address: str) -> bool:
    """Whether the address is at a host that the settings name, asked for in the way they say."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}".lower() in {origin.lower() for origin in settings.RADAR_ORIGINS}


def _require_allowed(address: str) -> None:
    if not is_allowed(address):
        told = {"hosts": ", ".join(urlsplit(origin).netloc for origin in settings.RADAR_ORIGINS)}
        raise Unusable(_("Adressen får inte läsas. Tillåtna platser är %(hosts)s, med https.") % told)


class Fetcher:
    """One round of questions. `pause` waits, `clock` tells the seconds."""

    def __init__(self, pause: Callable[[float], Any] = time.sleep, clock: Callable[[], float] = time.monotonic) -> None:
        self.pause, self.clock = pause, clock
        self.asked: dict[str, float] = {}
        self.opener = urllib.request.build_opener(_OnlyThere())

    def fetch(self, address: str, *, anew: bool = False) -> Fetched:
        """The file at an address. `anew`: whatever is known of it. Raises Unusable."""
        _require_allowed(address)
        known = None if anew else fetched_sources.known(address)
        copy = fetched_sources.copy_of(known) if known else None
        answer = self._asked(address, known if copy is not None else None)
        if answer is None and known is not None and copy is not None:
            fetched_sources.checked(known)
            return Fetched(address, _name(address), copy, _day(known.last_modified), True)
        if answer is None:
            raise Unusable(_("Platsen säger att filen är oförändrad, men den har inte lästs förut."))
        content, headers = answer
        if not content.strip():
            raise Unusable(_("Filen på adressen är tom."))
        fetched_sources.keep(
            address=address,
            content=None if urlsplit(address).path.endswith(NOT_COPIED) else content,
            digest=hashlib.sha256(content).hexdigest(),
            name=_name(address),
            headers={name.lower(): value for name, value in headers.items()},
        )
        return Fetched(address, _name(address, headers), content, _day(headers.get("Last-Modified", "")), False)

    def read(self, address: str) -> bytes:
        """What an address says now, one of thousands of small answers: nothing is remembered. Raises Unusable."""
        _require_allowed(address)
        answer = self._asked(address, None)
        if answer is None or not answer[0].strip():
            raise Unusable(_("Filen på adressen är tom."))
        return answer[0]

    def results(
        self, index: str, elections: Iterable[str] = (), counties: Iterable[str] = (), told: Told | None = None
    ) -> Fetched:
        """The final results that an index of checksums names, each held against its own. Raises Unusable."""
        listed = self.fetch(index)
        wanted = _wanted(packages.index_paths(listed.content), elections, counties)
        if not wanted:
            raise Unusable(_("Förteckningen innehåller inga slutliga resultat för det som valts."))
        files, unchanged = [(packages.INDEX, listed.content)], listed.is_unchanged
        for done, path in enumerate(wanted, start=1):
            one = self._checked(urljoin(index, path), path, wanted[path])
            files.append((path, one.content))
            unchanged = unchanged and one.is_unchanged
            if told:
                told(done, len(wanted))
        return Fetched(index, "resultat.zip", packages.packed(files), listed.day, unchanged)

    def _checked(self, address: str, path: str, digest: str) -> Fetched:
        """A file that is what the index says; asked for anew, once, when it is not."""
        name = PurePosixPath(path).name
        one = self.fetch(address)
        try:
            packages.check(name, one.content, {name: digest})
        except Unusable:
            one = self.fetch(address, anew=True)
            packages.check(name, one.content, {name: digest})
        return one

    # --- Asking ---------------------------------------------------------------------------------------------

    def _asked(self, address: str, known: FetchedSource | None) -> tuple[bytes, Message] | None:
        """(content, headers), or None when it is as `known` says. Raises Unusable."""
        request = urllib.request.Request(address, headers=_question(known))  # noqa: S310 is_allowed has looked
        reason = ""
        for attempt in range(TRIES):
            self._be_polite(urlsplit(address).netloc)
            wait = WAITS[min(attempt, len(WAITS) - 1)]
            try:
                with self.opener.open(request, timeout=TIMEOUT) as answer:
                    return self._read(answer, answer.headers)
            except urllib.error.HTTPError as error:
                error.close()
                if error.code == http.client.NOT_MODIFIED:
                    return None
                if error.code not in BUSY:
                    raise Unusable(_told_of(error.code)) from error
                reason, wait = f"HTTP {error.code}", _patience(error.headers, wait)
            except (urllib.error.URLError, OSError, http.client.HTTPException) as error:
                reason = str(getattr(error, "reason", error))
            if attempt < TRIES - 1:
                self.pause(wait)
        raise Unusable(_("Platsen svarar inte: %(reason)s. Försök igen senare.") % {"reason": reason})

    def _be_polite(self, host: str) -> None:
        now = self.clock()
        ready = self.asked.get(host, -PACE) + PACE
        if now < ready:
            self.pause(ready - now)
        self.asked[host] = max(now, ready)

    def _read(self, answer: http.client.HTTPResponse, headers: Message) -> tuple[bytes, Message]:
        begun, content = self.clock(), bytearray()
        # What has come is counted at once: a host that lets a byte fall now and then would never fill a whole part.
        while part := answer.read1(CHUNK):
            content += part
            if len(content) > settings.RADAR_MAX_BYTES:
                size = settings.RADAR_MAX_BYTES // (1024 * 1024)
                raise Unusable(_("Filen är större än %(size)s MB.") % {"size": size})
            if self.clock() - begun > LONGEST:
                raise Unusable(_("Platsen svarar för långsamt. Försök igen senare."))
        promised = headers.get("Content-Length", "")
        if promised.isdecimal() and len(content) < int(promised):
            raise http.client.IncompleteRead(bytes(content), int(promised) - len(content))
        return bytes(content), headers


class _OnlyThere(urllib.request.HTTPRedirectHandler):
    """Follows where a host leads only to hosts that may be read."""

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: Message, newurl: str
    ) -> urllib.request.Request | None:
        if not is_allowed(newurl):
            raise Unusable(_("Adressen leder till en plats som inte får läsas: %(address)s") % {"address": newurl})
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _question(known: FetchedSource | None) -> dict[str, str]:
    asked = {"User-Agent": AGENT, "Accept": "*/*"}
    if known is not None and known.etag:
        asked["If-None-Match"] = known.etag
    if known is not None and known.last_modified:
        asked["If-Modified-Since"] = known.last_modified
    return asked


def _patience(headers: Message, otherwise: float) -> float:
    """How long a busy host asks us to wait, within reason."""
    told = headers.get("Retry-After", "")
    return min(float(told), 60.0) if told.isdecimal() else otherwise


def _told_of(code: int) -> str:
    if code in (404, 410):
        return _("Det finns ingen fil på adressen (%(code)s).") % {"code": code}
    return _("Platsen lämnar inte ut filen (%(code)s).") % {"code": code}


def _wanted(paths: Mapping[str, str], elections: Iterable[str], counties: Iterable[str]) -> dict[str, str]:
    """Of the files that an index names, the final results of the types and counties chosen; never a summary's."""
    types, areas = {one.upper() for one in elections}, tuple(counties)
    found = {}
    for path, digest in paths.items():
        parts = PurePosixPath(path).stem.split("_")
        if "slutlig" not in parts or not path.lower().endswith(".zip") or "OS" in parts:
            continue
        area, election = parts[-2], parts[-1].upper()
        if (not types or election in types) and (not areas or election == "RD" or area.startswith(areas)):
            found[path] = digest
    return found


def _name(address: str, headers: Message | None = None) -> str:
    """What the file is called: as its host says, else by the last part of its address."""
    told = headers.get_filename() if headers is not None else None
    name = PurePosixPath(unquote(told or urlsplit(address).path)).name
    return name[:200] or urlsplit(address).netloc


def _day(last_modified: str) -> dt.date | None:
    try:
        return timezone.localdate(parsedate_to_datetime(last_modified)) if last_modified else None
    except (TypeError, ValueError):
        return None
