"""What we know of the demo's people: who keeps in touch with them, their addresses and tags."""

from __future__ import annotations

import datetime as dt
import re
from itertools import cycle

from contacts.choices import DetailKind, OrganizationKind
from contacts.models import ContactDetail, Organization, OrganizationTag, PersonTag, Tag
from crm.common.text import fold
from crm.demo import bodies
from crm.demo.maker import RIKSDAG_STARTS, SOURCE, Maker, Profile

# The series that the regulator keeps for fiction: nobody can be called on them.
MOBILES = [f"070-17406{n:02}" for n in range(5, 100)]
PHONES = [
    *(f"08-465004{n:02}" for n in range(100)),
    *(f"031-39006{n:02}" for n in range(100)),
    *(f"040-62804{n:02}" for n in range(100)),
    *(f"0980-3192{n:02}" for n in range(100)),
]


class Knowledge(Maker):
    def care_for(self) -> None:
        """Owner and tier for those whom we keep in touch with."""
        owners = cycle([self.users["alma"], self.users["eva"], self.users["alma"], self.users["dag"]])
        for who in self.profiles:
            if who.sits_in("committee-TU") or who.sits_in("committee-UbU") or who.sits_in("ministry-LI"):
                who.person.tier = "A"
            elif who.group in ("mp", "regional", "agency") and self.rng.random() < 0.4:
                who.person.tier = "B"
            elif self.rng.random() < 0.35:
                who.person.tier = "C"
            if who.person.tier:
                who.person.owner = next(owners)
        for who in self.rng.sample(self.profiles, 4):
            who.person.do_not_contact, who.person.tier, who.person.owner = True, "none", None

    def details(self) -> list[ContactDetail]:
        """Addresses at example.se, telephones of the series for fiction."""
        mobiles, phones = list(MOBILES), list(PHONES)
        self.rng.shuffle(mobiles)
        self.rng.shuffle(phones)
        found = []
        for who in self.profiles:
            newest = max(who.memberships, key=lambda m: (not m.organization.is_own_body, m.starts_on or dt.date.min))
            name = fold(f"{who.person.given_name} {who.person.family_name}").replace(" ", ".")
            domain = f"{_host(newest.organization)}.example.se"
            found.append(self._detail(who, DetailKind.EMAIL, f"{name}@{domain}", "arbete", preferred=True))
            if self.rng.random() < 0.08:
                found.append(self._detail(who, DetailKind.EMAIL, f"{name}@example.se", "privat"))
            if mobiles and self.rng.random() < 0.25:
                found.append(self._detail(who, DetailKind.MOBILE, mobiles.pop(), "", preferred=True))
            if phones and self.rng.random() < 0.6:
                found.append(self._detail(who, DetailKind.PHONE, phones.pop(), "växel", preferred=True))
        return found

    def _detail(self, who: Profile, kind: str, value: str, label: str, *, preferred: bool = False) -> ContactDetail:
        verified = self.days_ago(5, 500) if self.rng.random() < 0.6 else None
        return ContactDetail(
            person=who.person, kind=kind, value=value, label=label, is_preferred=preferred, source=SOURCE,
            last_verified_on=verified,
        )  # fmt: skip

    def tags(self) -> tuple[list[Tag], list[PersonTag], list[OrganizationTag]]:
        known = {tag.name: tag for tag in Tag.objects.all()}
        new = {name: Tag(name=name, description=text) for name, text in TAGS.items() if name not in known}
        known |= new
        on_people = []
        for who in self.profiles:
            names = [name for name, fits in TAG_RULES.items() if fits(who)]
            names += [name for name, share in TAG_SHARES.items() if self.rng.random() < share]
            on_people += [PersonTag(person=who.person, tag=known[name]) for name in names]
        on_bodies = [
            OrganizationTag(organization=self.organizations[f"demo-{one.key}"], tag=known[one.tag])
            for one in bodies.FICTIONAL
            if one.tag in known
        ]
        return list(new.values()), on_people, on_bodies


def _host(organization: Organization) -> str:
    """'Kommunfullmäktige i Uppsala kommun' → 'uppsala', 'Region Sörmland' → 'region-sormland'."""
    while organization.parent is not None and organization.kind != OrganizationKind.AGENCY:
        organization = organization.parent
    words = [
        word for word in re.split(r"[^a-z0-9]+", fold(organization.short)) if word not in ("", "kommun", "stad", "ab")
    ]
    return "-".join(words[:3])


TAGS = {
    "Nyvald 2026": "Invald första gången i en församling vid valet 2026",
    "Nytillträdd": "Ny på sin post de senaste månaderna",
    "Järnväg": "Arbetar med järnväg eller järnvägsutbildningar",
    "Talare": "Har talat eller tackat ja till att tala på våra arrangemang",
    "Almedalen": "Bjuds in till våra samtal i Visby",
    "Nyhetsbrevet": "Får nyhetsbrevet",
}
TAG_SHARES = {"Talare": 0.07, "Almedalen": 0.18, "Nyhetsbrevet": 0.4}
TAG_RULES = {
    "Nyvald 2026": lambda who: (
        who.group in ("mp", "regional", "local")
        and all(m.starts_on and m.starts_on >= RIKSDAG_STARTS for m in who.memberships)
    ),
    "Nytillträdd": lambda who: who.sits_in("newly-appointed"),
    "Järnväg": lambda who: "järnväg" in who.person.title or who.sits_in("demo-rallarhed"),
    "Maritim": lambda who: "sjöfart" in who.person.title or "farled" in who.person.title,
}
