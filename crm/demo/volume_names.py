"""Names for very many people: thousands of family names, as unevenly spread as in a Swedish telephone book.

Put together at random from common parts, to search and sort among; nobody in particular is meant. A search that is
measured on a few hundred names, all equally common, is measured on nothing.
"""

from __future__ import annotations

import random
from itertools import accumulate

from crm.demo.names import MEN, OTHERS, WOMEN, family_names


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


MORE_WOMEN = _words(
    """
    Anna Eva Karin Lena Maria Birgitta Elisabeth Anette Annelie Jenny Emelie Ann-Marie Anna-Karin Britt-Marie Eva-Lena
    Alice Ellen Frida Ingela Jessica Julia Kajsa Klara Linda Lisa Louise Madeleine Malin Marie Monica Nina Pernilla
    Rebecka Sandra Sofie Therese Veronica Wilma Yvonne Caroline Charlotte Cecilia Filippa Gun Görel Hillevi Ann Bodil
    Li Mia Ia Eva-Karin Maj-Britt Kristin Christina Kristina Katrin Catharina Sanna Stina Tuva Vendela Zara Fatima
    """
)
MORE_MEN = _words(
    """
    Erik Lars Karl Anders Johan Per Nils Peter Jan Fredrik Henrik Andreas Martin Björn Christian Christoffer Kristoffer
    Daniel Dennis Filip Philip Gabriel Göran Gustaf Jens Jesper Jimmy Johannes Joakim Jonny Josef Karl-Erik Kenneth
    Kent Klas Krister Lars-Göran Linus Lukas Mats Max Mikael Michael Niklas Nicklas Ola Oliver Pär Pontus Rasmus Rikard
    Richard Robert Robin Roger Sven Sven-Erik Thomas Tommy Tony Ulrik Urban Victor Wilhelm William Åke Örjan Bo Ib Hu
    """
)
# Sons of …: a third of all people, and unevenly at that.
FATHERS = _words(
    """
    Ander Johan Karl Nil Erik Lar Ol Per Sven Gustaf Peter Jan Han Bengt Jöran Mattia Mårten Axel Berndt Jakob Daniel
    Henrik Håkan Isak Mån Knut Samuel Göran Fredrik Pål Jon Simon Abraham Börje Carl Eric Pehr Petter Jöns Kristian
    Christian Jona Israel David Eskil Elia Ivar Torsten Benjamin Joel Algot Arvid Birger Staffan Tomas Thomas Mikael
    Klas Clae Herman Adam Bertil Didrik Edvard Ingemar Josef Tor Vilhelm Wilhelm Zakari Esbjörn Rasmu Ing Holger Åke
    """
)
FIRST = _words(
    """
    Al Alm Ahl Ald Alp Arn Ask Asp Back Bag Berg Berge Bern Björk Björn Bjur Blad Blom Bo Boberg Bok Borg Brand Bratt
    Bredd Bro Brun Brunn Bryn Bränn Bäck By Byl Cassel Cedar Ceder Dal Dahl Del Djur Dun Edl Eg Ek Eke Eld Elm Elf En
    Eng Erl Fager Falk Fall Far Fjell Fjäll Flod Flor For Fors Forss Frid Fri Frost Frö Få Fält Gran Gren Grip Grund
    Grön Gull Gyll Gyllen Gård Hag Hagel Hall Ham Hammar Hanse Har Hassel Hav Hed Hede Heden Hell Her Hjelm Hjort
    Hof Hol Holm Hult Hägg Häger Häll Härn Hög Hörn Hå Ingel Jern Järn Kall Karl Kihl Kjell Klar Klint Klipp Koll Korn
    Kron Kull Kvarn Kvist Käll Lager Land Lax Lid Lil Lilj Lilje Lind Linde Ling Ljung Ljus Lo Lov Lund Lun Lund Lång
    Löf Löv Malm Mal Mel Mo Mol Mon Mor Mos Mun Myr Mål Mån Möller Nor Nord Norr Ny Nyl Näs Oden Olof Orr Ost Palm
    Pil Pet Pil Quarn Rahm Ram Ren Ren Ris Ro Roos Ros Rosen Run Rud Ryd Råd Rön Rönn Sahl Sal Sam Sand Sel Selin Sil
    Silver Sjö Skog Skoog Skott Skär Sköld Sme Snö Sol Spång Staf Stahl Stav Sten Stjern Stjärn Stor Strand Strid
    Stråhl Strål Ström Sund Svan Svan Svart Säf Säll Söder Ta Tall Ten Tern Thor Thorn Thun Til Tor Torn Tron Tun Törn
    Ug Ul Upp Vall Vahl Vald Vall Van Var Ved Vess Vest Vick Vik Wik Win Wind Wahl Wall Wall Wall Weg Wen West Wester
    Vester Viberg Vin Vinter Vreds Väst Väster Åhl Åker Ål Ång Åk Åkers Ä Äng Ängs Äppel Ö Öd Öfver Öhr Öhl Ör Öst Öster
    """
)
LAST = _words(
    """
    berg ström lund gren quist qvist kvist löf löv dal dahl man mark stedt stad feldt felt felt lin ling land holm by
    blad bom blom borg bäck bergh crantz fors gård hammar hult jelm kranz lander lind löv ner ros sjö skog stam sten
    strand strandh stål svärd torp tun vall wall vik wik åker vist hag hed hall mo
    """
)
COMMON = _words(
    """
    Lindberg Lindström Lindqvist Lindgren Berg Axelsson Bergström Lundberg Lind Lundgren Lundqvist Berglund Sandberg
    Forsberg Sjöberg Wallin Engström Eklund Danielsson Lundin Håkansson Björk Bergman Gunnarsson Holm Wikström Holmberg
    Nyström Öberg Söderberg Åberg Ekström Björklund Blomqvist Hansson Norberg Sundberg Sjögren Ahmed Hedlund Sundström
    Bergqvist Nordström Holmgren Hellström Nyberg Strömberg Dahlberg Lindholm Ek Åström Lindkvist Vikström Ekman
    Söderström Norström Dahl Malmberg Höglund Öström Wiklund Viklund Bäckström Beckström Lundkvist Lindquist Sandström
    """
)
ALONE = _words(
    """
    Ek Li Lo Ask Alm Lind Berg Dahl Holm Lund Ström Falk Björk Frisk Modig Rask Kvick Tapper Stål Sköld Svärd Hjelm
    Lång Stolt Glad Frid Brun Gren Roos Ros Alin Norén Norin Lindén Dahlin Hedén Sjödin Bodin Berglin Nordin Wallin
    Sandin Molin Hedin Melin Öhman Åhman Ekman Hellman Norman Lindell Nordell Wikell Forsell Sandell Martinell Hedell
    Lilja Palm Sahlin Rosén Malm Moberg Åberg Öberg Öman Åman Öst Väst Ness Ny Al Hu Wu Ho Ali Ahmed Hassan Mohamed
    Nguyen Tran Hosseini Haddad Khalil Yilmaz Demir Kaya Novak Kowalski Nowak Popović Jovanović Horvat Müller Schmidt
    Schneider Hansen Jensen Nielsen Olsen Larsen Sørensen Pedersen Korhonen Virtanen Mäkinen Nieminen Heikkinen Laine
    García López Silva Santos Rossi Smith Brown Johnson Wilson Öztürk Çelik Şahin Sjögren Sjöö Bråkenhielm af
    """
)[:-1]
DOUBLE_EVERY = 17


def surnames() -> list[str]:
    """Several thousand family names, the most common first, in a fixed order."""
    rng = random.Random(1880)  # noqa: S311
    sons = [f"{father}{'s' if father[-1] != 's' else ''}son" for father in FATHERS]
    built = [
        first + last
        for first in dict.fromkeys(FIRST)
        for last in dict.fromkeys(LAST)
        if not (first[-1].lower() == last[0] == first[-2:-1].lower()) and first.lower() != last
    ]
    rng.shuffle(built)
    # Common names of two parts, and those of one part, come among the sons.
    common = [*built[:300], *ALONE, *family_names()[:40]]
    rng.shuffle(common)
    sons = _mixed(sons, COMMON)
    rest = [*built[300:], *OTHERS, *family_names()]
    rng.shuffle(rest)
    return list(dict.fromkeys([*sons, *common, *rest]))


def _mixed(sons: list[str], others: tuple[str, ...]) -> list[str]:
    """Twelve sons first, then one of each in turn."""
    turns = zip(sons[12:], others, strict=False)
    return [*sons[:12], *(name for pair in turns for name in pair), *sons[12 + len(others) :], *others]


def _spread(number: int, power: float) -> list[float]:
    """Running sums of weights that fall as the rank to a power: how names are spread."""
    return list(accumulate(1 / (rank + 3) ** power for rank in range(number)))


class ManyNames:
    """Draws given and family names, common ones often."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self.women = list(dict.fromkeys([*MORE_WOMEN, *WOMEN]))
        self.men = list(dict.fromkeys([*MORE_MEN, *MEN]))
        self.families = surnames()
        self._families = _spread(len(self.families), 0.85)
        self._women, self._men = _spread(len(self.women), 0.6), _spread(len(self.men), 0.6)

    def next(self, number: int) -> tuple[str, str, str]:
        """Given name, family name and gender of the person with this number; some have two family names."""
        choose = self._rng.choices
        family = choose(self.families, cum_weights=self._families)[0]
        if number % DOUBLE_EVERY == 0:
            other = choose(self.families, cum_weights=self._families)[0]
            family = f"{other}{'-' if number % 2 else ' '}{family}"
        if self._rng.random() < 0.5:
            return choose(self.women, cum_weights=self._women)[0], family, "woman"
        return choose(self.men, cum_weights=self._men)[0], family, "man"
