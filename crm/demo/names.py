"""Names of people who do not exist.

Family names are put together of two lists, so that they look Swedish and are hardly anybody's; the rest are made
up too. None of them is carried by a member of the Riksdag: the given name may then be any.
"""

from __future__ import annotations

import random

from contacts.choices import Gender


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


WOMEN = _words(
    """
    Agnes Aida Amira Anita Annika Astrid Barbro Birgitta Britta Camilla Carina Cecilia Dagmar Ebba Elin Elsa Emma
    Farida Frida Gerd Greta Gunilla Hanna Hedvig Helena Ida Inger Ingrid Irma Jasmin Johanna Josefin Karin
    Katarina Kerstin Kristina Lena Leyla Linnea Lisbet Lovisa Maj Malin Margareta Maria Marianne Matilda Mona
    Märta Nadja Olga Petra Rakel Ronja Samira Sara Signe Siv Sofia Solveig Susanne Tove Ulrika Vera Viveka Ylva
    Zahra Åsa Öllegård
    """
)
MEN = _words(
    """
    Adam Albin Ali Anders Arne Axel Bengt Bertil Bilal Björn Bror Carl-Johan Christer Daniel David Edvin Elias
    Emil Erik Esbjörn Folke Fredrik Georg Gunnar Gustav Göran Hampus Hans Harald Henrik Hugo Håkan Ibrahim Ingemar
    Ivar Jakob Jan Joel Jonas Jörgen Kaj Karl Kjell Lars-Erik Leif Lennart Ludvig Magnus Marcus Mattias Mehmet
    Mikael Nils Olof Omar Oskar Ove Patrik Per Ragnar Rolf Rune Samuel Sebastian Simon Stefan Sten Sune Sören
    Tobias Tomas Torbjörn Ulf Viktor Yngve Åke Östen
    """
)
FIRST_PARTS = _words(
    """
    Alm Asp Björk Blå Bok Brunn Dal Fjäll Gran Grön Gull Hassel Hav Häger Kall Klipp Kvarn Lav Lind Ljung Löv Mar
    Mo Nord Ny Ros Rönn Sand Sjö Skog Sten Sund Säv Tall Torn Ulv Vass Vit Väst Äng Älv Ör Öst
    """
)
LAST_PARTS = ("vret", "skär", "löt", "hamre", "tveta", "torpa", "lycke", "holma", "kärve", "måne")
OTHERS = _words(
    """
    Aldiqani Bahramiyar Benaldi Czarnolek Dragovinac Eskelipuro Fadhelani Gebremaro Halimovar Ilvesmäki-Ros
    Jalalpour Karimsten Koskiviita Kowalnik Lazarescol Marjaniemi-Löt Mirzabegi Nekoufar Okafemi Pellikaara
    Qaderson Rahmanlu Salehmand Tesfaros Tuominkoski Uzunbek Vartavuo Warsamehag Yilmazer Zandvaart
    """
)


def family_names() -> list[str]:
    """All of them, in a fixed order; the second part follows neither its own first letter nor itself."""
    built = [
        first + last
        for first in FIRST_PARTS
        for last in LAST_PARTS
        if first[-1].lower() != last[0] and not (first == "Hav" and last == "holma")
    ]
    return [*built, *OTHERS]


class Names:
    """Hands out full names, each once; family names are used up before any is given again."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self._taken: set[tuple[str, str]] = set()
        self._waiting: list[str] = []

    def next(self, gender: str) -> tuple[str, str]:
        """A given name that goes with `gender`, and a family name."""
        if not self._waiting:
            self._waiting = family_names()
            self._rng.shuffle(self._waiting)
        family = self._waiting.pop()
        pool = {Gender.WOMAN: WOMEN, Gender.MAN: MEN}.get(Gender(gender), WOMEN + MEN)
        while (given := self._rng.choice(pool), family) in self._taken:
            pass
        self._taken.add((given, family))
        return given, family
