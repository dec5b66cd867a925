"""An address as it was typed, in one text, as the lines of an envelope and as the parts of a contact card."""

from __future__ import annotations

import re
from dataclasses import dataclass

from crm.common.text import fold

SWEDEN = ("sverige", "sweden")
_CODE = r"(?:SE?[- ]?)?([1-9]\d{2}) ?(\d{2})"
# A Swedish post code and its place at the end of a line, whatever stands before: 'Storgatan 1 721 87 Västerås'.
_SWEDISH = re.compile(rf"(?:(?P<street>.*\S) )?(?<!\d){_CODE} (?P<city>[^\W\d_][^\d]*)")
# 'B-1000 Bryssel', '1050 Bruxelles', 'FI-00100 Helsinki': a foreign code and its place on a line of its own.
_FOREIGN = re.compile(r"(?P<code>(?:[A-Z]{1,3}-)?\d{4,6}) (?P<city>[^\d].*)")


@dataclass(frozen=True)
class Address:
    """The parts of an address. What cannot be told apart stands in `street`, so that nothing is lost."""

    street: tuple[str, ...] = ()
    code: str = ""
    city: str = ""
    country: str = ""

    @property
    def lines(self) -> list[str]:
        """As on an envelope: the street, post code and place, the country in capitals."""
        place = f"{self.code} {self.city}".strip()
        country = "" if fold(self.country) in SWEDEN else self.country.upper()
        return [line for line in (*self.street, place, country) if line]

    def __bool__(self) -> bool:
        return bool(self.lines)


def parse(text: str) -> Address:
    """'Storgatan 1, 721 87 Västerås' in its parts; line breaks and commas both part lines."""
    parts = [" ".join(part.split()).strip(" ,") for part in re.split(r"[\n,;]", text)]
    parts = [part for part in parts if part]
    country = _country(parts)
    known = parts[:-1] if country else parts
    found = _swedish(known, country) if not country or fold(country) in SWEDEN else None
    return found or _foreign(known, country)


def _swedish(parts: list[str], country: str) -> Address | None:
    for number in range(len(parts) - 1, -1, -1):
        if match := _SWEDISH.fullmatch(parts[number]):
            street = [*parts[:number], match["street"] or "", *parts[number + 1 :]]
            return Address(tuple(filter(None, street)), f"{match[2]} {match[3]}", match["city"], country)
    return None


def _foreign(parts: list[str], country: str) -> Address:
    for number, part in enumerate(parts):
        if match := _FOREIGN.fullmatch(part):
            rest = parts[:number] + parts[number + 1 :]
            return Address(tuple(rest), match["code"], match["city"], country)
    return Address(tuple(parts), country=country)


def _country(parts: list[str]) -> str:
    """A last line without figures, after one that ends a place: then it is a country."""
    if len(parts) < 2 or re.search(r"\d", parts[-1]):
        return ""
    before = parts[-2]
    is_place = _SWEDISH.fullmatch(before) or _FOREIGN.fullmatch(before)
    return parts[-1] if is_place or fold(parts[-1]) in SWEDEN else ""
