"""One voice in the demo: a party that does not exist, in committees that do not exist, in each county of the plan.

The politicians of the demo sit in real assemblies for real parties: what one of them said would be read as the
party's. So the matrix has a row of its own in which everything that it can tell is to be seen.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter

from advocacy.choices import Confidence, Leaning, StanceValue
from advocacy.models import Position, Priority
from advocacy.services import decisions, stances
from contacts.choices import AreaKind, Level, OrganizationKind, RoleKind, Scheme
from contacts.models import Area, ExternalIdentifier, Organization, Party, Person
from contacts.services import memberships, organizations, parties, people
from crm.common import writes
from crm.common.dates import today
from crm.models import User

SOURCE = "Demo (påhittad)"
# County, and those who sit in its committee: the chair and a member.
SEATS = (
    ("01", ("Vendela Talltveta", "Isak Grönlöt")),
    ("03", ("Majken Ekhamre", "Otto Lindvret")),
    ("04", ("Sixten Björkmåne", "Ester Almlycke")),
    ("05", ("Signe Rönnholma", "Valter Askkärve")),
    ("17", ("Gunvor Lönntorpa", "Tage Sälgmåne")),
    ("18", ("Alvar Hasseltveta", "Elsy Furuvret")),
    ("19", ("Dagny Enhamre", "Folke Pillöt")),
    ("20", ("Ragnhild Granlycke", "Börje Oxelkärve")),
    ("21", ("Algot Häggholma", "Hillevi Alvret")),
)
# Where the chair and the member stand in each county above: F for, L leans for, N neutral, E against, '.' unknown.
# A: for, and the committee has decided; G: it decided long ago, and nobody has said anything since.
STANDS = {
    "EBS": ("AGF..FA..", "F.LN.NF.."),
    "LARARE": ("FALN.EF.G", "L.N...FL."),
    "SAMHB": (".AFF.N.AL", ".LEF.N..L"),
    "MARITIM": ("F.AE..F..", "....N.L.."),
}
VALUES = {
    "A": StanceValue.FOR, "F": StanceValue.FOR, "L": StanceValue.LEANS_FOR,
    "N": StanceValue.NEUTRAL, "E": StanceValue.AGAINST,
}  # fmt: skip
SAID = {
    StanceValue.FOR: "”Det här vill vi driva i länet.” (påhittat)",
    StanceValue.LEANS_FOR: "Positiv, om kostnaden delas. (påhittat)",
    StanceValue.NEUTRAL: "Vill se ett underlag först. (påhittat)",
    StanceValue.AGAINST: "Annat går före de närmaste åren. (påhittat)",
}
DECIDED = "Nämnden ställer sig bakom ståndpunkten. Påhittat beslut i demon."
RECENT, LONG_AGO = 50, 800  # days


def speak(users: dict[str, User], day: dt.date) -> Counter[str]:
    """Seat the party and let it speak as of `day`. Returns the number of new rows by model."""
    alma, eva, day = users["alma"], users["eva"], min(day, today())
    party = parties.add(actor=eva, code="EX", name="Exempelpartiet (påhittat)", level=Level.REGIONAL, position=200)
    counties = {area.code: area for area in Area.objects.filter(kind=AreaKind.COUNTY)}
    made = Counter(Party=1)
    for number, (code, names) in enumerate(SEATS):
        body, seated = _committee(counties[code], names, party, alma)
        made += Counter(Organization=1, Person=len(seated), Membership=len(seated))
        for priority, letters in STANDS.items():
            position = Position.objects.filter(priority__code=priority).select_related("priority").first()
            if position:
                stands = [row[number] for row in letters]
                made += _state(seated, stands, position.priority, day - dt.timedelta(days=7 * number + 3), alma)
                made += _decide(body, stands[0], position, party, day, eva)
    return made


def _committee(county: Area, names: tuple[str, ...], party: Party, actor: User) -> tuple[Organization, list[Person]]:
    body = organizations.add(
        actor=actor, name=f"Exempelnämnden i {county} (påhittad)", kind=OrganizationKind.COMMITTEE, area=county
    )
    key = f"demo-namnd-{county.code}"
    writes.save(ExternalIdentifier(scheme=Scheme.SAMSYN, value=key, organization=body), actor=actor)
    seated = []
    for name, role in zip(names, ("Ordförande", "Ledamot"), strict=True):
        given, family = name.split()
        who = people.add(actor=actor, given_name=given, family_name=family)
        memberships.add(
            actor=actor, person=who, organization=body, role=role, kind=RoleKind.ELECTED, party=party, source=SOURCE
        )
        seated.append(who)
    return body, seated


def _state(seated: list[Person], stands: list[str], priority: Priority, on: dt.date, actor: User) -> Counter[str]:
    count = 0
    for who, letter in zip(seated, stands, strict=True):
        if value := VALUES.get(letter):
            stances.note(
                actor=actor, person=who, priority=priority, value=value, stated_on=on, evidence=SAID[value],
                confidence=Confidence.LOW,
            )  # fmt: skip
            count += 1
    return Counter(Stance=count)


def _decide(
    body: Organization, letter: str, position: Position, party: Party, day: dt.date, actor: User
) -> Counter[str]:
    if letter not in ("A", "G"):
        return Counter()
    ago = dt.timedelta(days=LONG_AGO if letter == "G" else RECENT)
    decisions.add(
        actor=actor, body=body, decided_on=day - ago, paragraph="12", text=DECIDED, priority=position.priority,
        position=position, parties={Leaning.FOR: [party]},
    )  # fmt: skip
    return Counter(Decision=1)
