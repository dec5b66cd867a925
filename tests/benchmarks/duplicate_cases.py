"""Labelled pairs of people who do not exist, made by rule with a fixed seed: one person entered twice, or two alike.

Each is two entries of the register as `contacts.services.duplicate_evidence.Entry` has them. See `duplicate_pairs`.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from contacts.services.duplicate_evidence import Entry, Seat
from contacts.services.duplicate_names import Name
from crm.common.text import fold
from crm.demo.names import MEN, WOMEN, family_names

SEED = 1994
PER_CLASS = 25
OTHERS = 4_000
TOWNS, COUNTIES = 290, 21


@dataclass(frozen=True)
class Person:
    """Somebody as one entry of the register says it."""

    given: str
    family: str
    legal: str = ""
    before: tuple[str, ...] = ()
    year: int | None = None
    gender: str = ""
    email: str = ""
    mobile: str = ""
    phone: str = ""
    address: str = ""
    body: int | None = None
    town: int | None = None
    party: int | None = None
    is_elected: bool = False

    def entry(self, number: int) -> Entry:
        whole = [Name.of_whole(text) for text in (self.legal, *self.before) if text]
        seats = [Seat(self.body, self.town, None, None)] if self.is_elected and self.body else []
        return Entry(
            id=number,
            names=tuple(dict.fromkeys([Name.of(self.given, self.family), *(n for n in whole if n)])),
            birth_year=self.year,
            gender=self.gender,
            emails={self.email} - {""},
            mobiles={self.mobile} - {""},
            phones={self.phone} - {""},
            addresses={fold(self.address)} - {""},
            organizations={self.body} - {None},  # type: ignore[arg-type]
            municipalities={self.town} - {None},  # type: ignore[arg-type]
            counties={self.town % COUNTIES} if self.town is not None else set(),
            parties={self.party} - {None},  # type: ignore[arg-type]
            seats=seats,
        )


@dataclass(frozen=True)
class Case:
    kind: str
    is_same: bool
    one: Person
    other: Person


class People:
    """Makes likely people."""

    def __init__(self) -> None:
        self.rng = random.Random(SEED)
        self.families = family_names()
        self.number = 0

    def some(self, **said: Any) -> Person:
        """Somebody of a town council or an authority, of whom some things are known."""
        rng, self.number = self.rng, self.number + 1
        gender = rng.choice(["woman", "man"])
        given = rng.choice(WOMEN if gender == "woman" else MEN)
        family = rng.choice(self.families)
        town = rng.randrange(TOWNS)
        is_elected = rng.random() < 0.6
        person = Person(
            given=given,
            family=family,
            gender=gender if rng.random() < 0.5 else "",
            year=rng.randint(1945, 2002) if rng.random() < 0.6 else None,
            email=f"{fold(given)}.{fold(family)}{rng.choice(['', '', self.number])}@ort{town}.example.se",
            mobile=f"+4670{self.number:07}" if rng.random() < 0.4 else "",
            body=town if is_elected else 1_000 + rng.randrange(600),
            town=town,
            party=rng.randrange(8) if is_elected else None,
            is_elected=is_elected,
        )
        return replace(person, **said)

    def bare(self, person: Person, **said: Any) -> Person:
        """The same person as somebody typed them in once more: the name and little else."""
        wiped = {"legal": "", "before": (), "year": None, "gender": "", "email": "", "mobile": "", "phone": ""}
        return replace(person, **{**wiped, "address": "", **said})


# --- One person, entered twice ------------------------------------------------------------------------------

SOUNDS = [("kv", "qv"), ("v", "w"), ("ck", "k"), ("k", "c"), ("ss", "s"), ("t", "th"), ("å", "aa"), ("ä", "ae"),
          ("ö", "oe"), ("sj", "sch"), ("ll", "l"), ("n", "nn"), ("f", "ph")]  # fmt: skip
SHORT = {
    "Anders": "Ante", "Axel": "Acke", "Elisabet": "Lisa", "Fredrik": "Fredde", "Gunilla": "Nilla", "Gustav": "Gösta",
    "Johanna": "Hanna", "Josefin": "Jossan", "Karl": "Kalle", "Katarina": "Kajsa", "Kristina": "Stina",
    "Lars-Erik": "Lasse", "Lena": "Helena", "Margareta": "Greta", "Mattias": "Matte", "Mikael": "Micke",
    "Nils": "Nisse", "Olof": "Olle", "Patrik": "Patte", "Per": "Pelle", "Samuel": "Sam", "Sebastian": "Seb",
    "Stefan": "Staffan", "Susanne": "Sussi", "Tobias": "Tobbe", "Ulrika": "Ulla", "Viktor": "Vicke",
}  # fmt: skip


def slip(rng: random.Random, word: str) -> str:
    """A word typed wrong: a letter dropped, doubled or swapped, never the first."""
    at = rng.randrange(1, max(2, len(word) - 1))
    dropped, doubled = word[:at] + word[at + 1 :], word[:at] + word[at] + word[at:]
    swapped = word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :]
    return rng.choice([w for w in (dropped, doubled, swapped) if w != word] or [word + "n"])


def respelt(rng: random.Random, word: str) -> str:
    """A word spelt as it sounds to somebody else."""
    lowered = word.lower()
    fitting = [(a, b) for a, b in SOUNDS if a in lowered[1:]] or [(lowered[-1], lowered[-1] * 2)]
    a, b = rng.choice(fitting)
    at = lowered.index(a, 1)
    return word[:at] + b + word[at + len(a) :]


def spelling_of_family(p: People) -> tuple[Person, Person]:
    one = p.some()
    return one, p.bare(one, family=respelt(p.rng, one.family))


def slip_in_family(p: People) -> tuple[Person, Person]:
    one = p.some()
    return one, p.bare(one, family=slip(p.rng, one.family))


def slip_in_given(p: People) -> tuple[Person, Person]:
    one = p.some(given=p.rng.choice([g for g in (*WOMEN, *MEN) if len(g) > 4]))
    return one, p.bare(one, given=slip(p.rng, one.given))


def without_diacritics(p: People) -> tuple[Person, Person]:
    one = p.some(family=p.rng.choice([f for f in p.families if set(f.lower()) & set("åäö")]))
    return one, p.bare(one, given=fold(one.given).title(), family=fold(one.family).title())


def short_form(p: People) -> tuple[Person, Person]:
    given = p.rng.choice(sorted(SHORT))
    one = p.some(given=given, gender="")
    return one, p.bare(one, given=SHORT[given])


def legal_and_used_names(p: People) -> tuple[Person, Person]:
    one = p.some(gender="man")
    first, used = p.rng.sample([m for m in MEN if "-" not in m], 2)
    one = replace(one, given=f"{first} {used}")
    return one, p.bare(one, given=used, legal=p.rng.choice(["", f"{first} {used} {one.family}"]))


def initial(p: People) -> tuple[Person, Person]:
    one = p.some()
    return one, p.bare(one, given=f"{one.given[0]}.", year=one.year)


def double_surname(p: People) -> tuple[Person, Person]:
    other = p.rng.choice(p.families)
    one = p.some()
    return one, p.bare(one, family=p.rng.choice([f"{one.family}-{other}", f"{other} {one.family}"]))


def new_surname_same_email(p: People) -> tuple[Person, Person]:
    one = p.some(year=p.rng.randint(1950, 2000))
    year = p.rng.choice([one.year, None])
    return one, p.bare(one, family=p.rng.choice(p.families), email=one.email, year=year)


def new_surname_same_mobile(p: People) -> tuple[Person, Person]:
    one = p.some(mobile=f"+4672{p.number:07}", year=p.rng.randint(1950, 2000))
    return one, p.bare(one, family=p.rng.choice(p.families), mobile=one.mobile, year=one.year)


def new_surname_same_year_and_body(p: People) -> tuple[Person, Person]:
    """Not both at once in a council: the one under the old name has left."""
    one = p.some(year=p.rng.randint(1950, 2000), is_elected=False)
    return one, p.bare(one, family=p.rng.choice(p.families), year=one.year)


def new_surname_noted_before(p: People) -> tuple[Person, Person]:
    one = p.some()
    family = p.rng.choice(p.families)
    return replace(one, family=family, before=(f"{one.given} {one.family}",)), p.bare(one)


def swapped_names(p: People) -> tuple[Person, Person]:
    one = p.some()
    return one, p.bare(one, given=one.family, family=one.given)


def slip_in_email(p: People) -> tuple[Person, Person]:
    one = p.some()
    name, _at, domain = one.email.partition("@")
    return one, p.bare(one, email=f"{slip(p.rng, name)}@{domain}", body=None, town=None, party=None, is_elected=False)


def same_name_same_body(p: People) -> tuple[Person, Person]:
    one = p.some()
    return one, p.bare(one)


def same_name_same_body_new_email(p: People) -> tuple[Person, Person]:
    one = p.some()
    return one, p.bare(one, email=f"{fold(one.family)}{p.number}@epost.example.se")


def same_name_same_town(p: People) -> tuple[Person, Person]:
    one = p.some()
    return one, p.bare(one, body=2_000 + p.number, is_elected=False, party=None)


def moved_with_year_and_mobile(p: People) -> tuple[Person, Person]:
    one = p.some(mobile=f"+4673{p.number:07}", year=p.rng.randint(1950, 2000), is_elected=False)
    town = p.rng.randrange(TOWNS)
    return one, p.bare(one, mobile=one.mobile, year=one.year, town=town, body=town + 3_000)


def rare_name_alone(p: People) -> tuple[Person, Person]:
    one = p.some()
    return one, Person(one.given, one.family)


# --- Two people who look like one -------------------------------------------------------------------------------


def namesakes_in_two_towns(p: People) -> tuple[Person, Person]:
    one = p.some(year=None)
    other = p.some(given=one.given, family=one.family, gender=one.gender)
    return one, replace(other, town=(one.town or 0) + 1)


def namesakes_of_other_years(p: People) -> tuple[Person, Person]:
    one = p.some(year=p.rng.randint(1945, 1980))
    return one, p.some(given=one.given, family=one.family, year=(one.year or 0) + p.rng.randint(2, 14), town=one.town)


def father_and_son(p: People) -> tuple[Person, Person]:
    one = p.some(given=p.rng.choice(MEN), gender="man", year=p.rng.randint(1940, 1965), address=f"Byvägen {p.number}")
    younger = replace(one, year=(one.year or 0) + p.rng.randint(20, 38), email="", mobile="", body=4_000 + p.number)
    return one, replace(younger, is_elected=False, party=None)


def father_and_son_without_years(p: People) -> tuple[Person, Person]:
    one, other = father_and_son(p)
    return one, replace(other, year=None, email=f"son{p.number}@example.se", mobile=f"+4679{p.number:07}")


def twins_at_one_address(p: People) -> tuple[Person, Person]:
    one = p.some(year=p.rng.randint(1960, 2000), address=f"Tvillinggränd {p.number}", phone=f"+468{p.number:06}")
    given = p.rng.choice([g for g in (*WOMEN, *MEN) if g[0] == one.given[0] and g != one.given] or ["Sam"])
    return one, replace(one, given=given, gender="", email="", mobile="")


def couple_with_one_email(p: People) -> tuple[Person, Person]:
    one = p.some(given=p.rng.choice(WOMEN), gender="woman", phone=f"+468{p.number:06}")
    return one, replace(one, given=p.rng.choice(MEN), gender="man", mobile="", year=None)


def colleagues_of_one_given_name(p: People) -> tuple[Person, Person]:
    one = p.some()
    return one, p.some(given=one.given, gender=one.gender, body=one.body, town=one.town)


def colleagues_of_one_given_name_and_year(p: People) -> tuple[Person, Person]:
    one = p.some(year=p.rng.randint(1950, 2000), is_elected=True)
    other = p.some(given=one.given, gender=one.gender, year=one.year)
    return one, replace(other, body=one.body, town=one.town, is_elected=True)


def officials_of_one_given_name_and_year(p: People) -> tuple[Person, Person]:
    """Nobody can tell them from somebody who has changed surname: shown, never certain."""
    one = p.some(year=p.rng.randint(1950, 2000), is_elected=False, party=None)
    other = p.some(given=one.given, gender=one.gender, year=one.year)
    return one, replace(other, body=one.body, town=one.town, is_elected=False, party=None)


def brother_and_sister(p: People) -> tuple[Person, Person]:
    pairs = [("Kristina", "Kristian"), ("Johanna", "Johan"), ("Mikaela", "Mikael"), ("Henrika", "Henrik")]
    hers, his = p.rng.choice(pairs)
    one = p.some(given=hers, gender="")
    return one, p.some(given=his, family=one.family, gender="", town=one.town, body=one.body, year=None)


def same_switchboard(p: People) -> tuple[Person, Person]:
    one = p.some(email=f"info@verk{p.number}.example.se", phone=f"+468{p.number:06}", is_elected=False)
    given = p.rng.choice([g for g in (*WOMEN, *MEN) if g != one.given])
    return one, replace(one, given=given, gender="", mobile="", year=None)


def near_surnames(p: People) -> tuple[Person, Person]:
    """Two surnames that many have, a letter apart."""
    family, other = p.rng.choice([("Nordtorpa", "Mordtorpa"), ("Sandvret", "Sundvret"), ("Almmåne", "Älvmåne")])
    one = p.some(family=family)
    return one, p.some(given=one.given, family=other, gender=one.gender, town=one.town)


def two_councils_at_once(p: People) -> tuple[Person, Person]:
    one = p.some(year=None)
    town = ((one.town or 0) + 21) % TOWNS
    one = replace(one, body=one.town, is_elected=True, party=3)
    return one, p.bare(one, town=town, body=town, party=3)


def numbered_emails(p: People) -> tuple[Person, Person]:
    """Two namesakes whom one employer tells apart by a number."""
    one = p.some(year=None, is_elected=False)
    name = f"{fold(one.given)}.{fold(one.family)}"
    mails = [f"{name}{n}@stor.example.se" for n in (p.rng.randint(1, 4), p.rng.randint(5, 9))]
    years = p.rng.sample(range(1955, 1998), 2)
    one = replace(one, email=mails[0], year=years[0])
    return one, replace(one, email=mails[1], mobile="", year=years[1])


Maker = Callable[[People], tuple[Person, Person]]
SAME: list[Maker] = [
    spelling_of_family, slip_in_family, slip_in_given, without_diacritics, short_form, legal_and_used_names, initial,
    double_surname, new_surname_same_email, new_surname_same_mobile, new_surname_same_year_and_body,
    new_surname_noted_before, swapped_names, slip_in_email, same_name_same_body, same_name_same_town,
    same_name_same_body_new_email,
    moved_with_year_and_mobile, rare_name_alone,
]  # fmt: skip
DIFFERENT: list[Maker] = [
    namesakes_in_two_towns, namesakes_of_other_years, father_and_son, father_and_son_without_years,
    twins_at_one_address, couple_with_one_email, colleagues_of_one_given_name, colleagues_of_one_given_name_and_year,
    officials_of_one_given_name_and_year, brother_and_sister, same_switchboard, near_surnames,
    two_councils_at_once, numbered_emails,
]  # fmt: skip


def cases() -> tuple[list[Case], list[Person]]:
    """The labelled pairs, and the others among whom they stand."""
    people = People()
    made = [
        Case(maker.__name__, is_same, *maker(people))
        for is_same, makers in ((True, SAME), (False, DIFFERENT))
        for maker in makers
        for _ in range(PER_CLASS)
    ]
    return made, [people.some() for _ in range(OTHERS)]
