"""What every figure means, in words for those who read it: the one source of page and papers.

docs/metrics.md tells the same with where it is counted, and refers here; a test holds that every figure of every
section has its definition.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Definition:
    """One figure explained. `key` is the anchor that figures point at; `said` its paragraphs."""

    key: str
    title: Any
    said: tuple[Any, ...]


DEFINITIONS: tuple[Definition, ...] = (
    Definition(
        "reached",
        _("Nådda"),
        (
            _("Hur många olika personer (eller organisationer, om målet räknar sådana) som vi har träffat i perioden."),
            _(
                "Träffad är den som vi har talats vid med: möte, samtal, studiebesök, eller ett noterat samtal på ett"
                " arrangemang. Den som bara har varit i rummet har deltagit, den som bara har fått något är informerad."
                " Utkast, planerade och inställda kontakter, massutskick och möten i våra egna organ räknas inte."
            ),
            _(
                "En kontakt hör till ett mål när den är kopplad till målet, till målets sakfråga eller till en sakfråga"
                " under den. Nådda = träffade i målgruppen + de som sedan har lämnat den + de utanför målgruppen."
            ),
        ),
    ),
    Definition(
        "coverage",
        _("Täckningsgrad"),
        (
            _(
                "De i målgruppen på periodens sista dag som vi har träffat under perioden, delat med hela målgruppen"
                " den"
                " dagen. Utan målgrupp, eller om den är tom, visas – och aldrig 0 %."
            ),
            _(
                "Vem som hör till målgruppen avgörs av de uppdrag som gällde den dagen: förra årets målgrupp är"
                " fortfarande"
                " förra årets. Den som är tjänstledig räknas inte, men väl den som ersätter."
            ),
            _(
                "Den som träffades innan hen kom in i målgruppen räknas som träffad och visas för sig som träffad i ett"
                " annat uppdrag. En period över ett riksdagsval visas som två, var och en med sin egen målgrupp."
            ),
        ),
    ),
    Definition(
        "balance",
        _("Spridning och balans"),
        (
            _(
                "Täckningsgraden delad efter parti, län, nivå, sektor, kön och nyvald. Var och en räknas en gång, i det"
                " uppdrag som för in personen i målgruppen; med flera gäller högsta nivån och därefter det nyaste."
                " Sektorn är personens egen, annars organisationens."
            ),
            _(
                "Balansen är 1 när alla grupper har mötts i samma mån och sjunker mot 0 ju snedare det är: 1 minus"
                " halva"
                " summan av skillnaderna mellan gruppens andel av de träffade och dess andel av målgruppen. Den"
                " visas från"
                " tjugo träffade och uppåt."
            ),
        ),
    ),
    Definition(
        "ladder",
        _("Relationstrappa"),
        (
            _(
                "Det högsta steg som varje person i målgruppen har nått de tolv månader som slutar periodens sista dag:"
                " inte nådd, informerad, deltog, träffad, i dialog (träffad minst två olika dagar, eller har själv"
                " hört av"
                " sig). Steg 5: har handlat offentligt för vår ståndpunkt under mandatperioden. Steg 6: har gjort"
                " det på"
                " minst två sätt. Tjänstepersoner stannar på i dialog."
            ),
            _("Rörelsen gäller dem som var i målgruppen båda gångerna. De som kommit till eller lämnat visas för sig."),
        ),
    ),
    Definition(
        "white_spots",
        _("Vita fläckar"),
        (
            _("De grupper (parti och län) som har lägst täckningsgrad. Av lika låga kommer den största först."),
            _("Bakom varje grupp står vilka som ännu inte är träffade."),
            _(
                "Känner dem bäst gör den kollega som har talat flest gånger med dem på 24 månader, i vilket ärende som"
                " helst; annars den som är kontaktansvarig för flest. Nästa tillfälle är det första av en planerad"
                " kontakt, ett arrangemang där någon av dem medverkar och ett i deras introduktion. Konfidentiella"
                " kontakter räknas inte med här."
            ),
        ),
    ),
    Definition(
        "recency",
        _("Senast träffade"),
        (
            _(
                "Tid sedan någon av oss senast träffade personen, vad det än gällde, mot det intervall som hens"
                " kontaktnivå har. Grönt: i fas. Gult: tre fjärdedelar av tiden har gått. Rött: intervallet har"
                " passerat,"
                " eller ni har aldrig träffats."
            ),
            _("Visar läget i dag för målgruppen på periodens sista dag."),
        ),
    ),
    Definition(
        "stances",
        _("Inställning"),
        (
            _(
                "Personer vars noterade inställning till sakfrågan, eller en under den, har närmat sig eller fjärmat"
                " sig"
                " från vår ståndpunkt: från den sista noteringen före perioden till den sista i den. Varje notering"
                " har ett"
                " belägg. Färre än fem personer redovisas inte."
            ),
        ),
    ),
    Definition(
        "anchoring",
        _("Förankring"),
        (
            _(
                "Partier i länen med ett formellt beslut (organ, dag, paragraf) bakom ståndpunkten, delat med dem"
                " som ska"
                " ha det: länen som planen anger för sakfrågan, gånger partierna i regionfullmäktige där den dagen."
            ),
        ),
    ),
    Definition(
        "outcomes",
        _("Genomslag"),
        (
            _("Det som har ändrats, efter styrka, var och en med dokument, sida och länk."),
            _("Vårt bidrag anges med hur säkra vi är (hög, medel, låg). Det är aldrig ett bevis för att det var vi."),
        ),
    ),
    Definition(
        "motions",
        _("Motioner"),
        (
            _(
                "Motioner inlämnade i perioden med ett yrkande som en kollega har kopplat till sakfrågan, efter"
                " parti och"
                " slag. En motion från flera partier räknas för vart och ett, men en gång i summan."
                " Tillkännagivanden är"
                " yrkanden som kammaren har bifallit och skickat till regeringen; reservationer är de vid samma punkt."
            ),
        ),
    ),
    Definition(
        "consultations",
        _("Remisser"),
        (_("Synpunkter i de remissvar vi lämnade i perioden, och vad det blev av dem så långt det är känt i dag."),),
    ),
    Definition(
        "implementation",
        _("Genomförande"),
        (
            _(
                "Namngivna åtgärder i de nationella planerna efter läge på periodens sista dag, och vilka som har"
                " rört sig"
                " i perioden. Läget är det som en källa senast har sagt. Har ingen sagt något är det okänt."
            ),
        ),
    ),
    Definition(
        "commitments",
        _("Åtaganden"),
        (
            _(
                "Vad de har lovat oss och vad vi har lovat dem, som det stod på periodens sista dag: öppna och, av dem,"
                " försenade. Hållna och brutna är de som stängdes under perioden."
            ),
        ),
    ),
    Definition(
        "onboarding",
        _("Introduktion"),
        (
            _(
                "Introducerade är de nya i programmets målgrupp som har alla obligatoriska steg klara. Dagar till"
                " första"
                " mötet räknas från uppdragets första dag och visas som median av dem som har träffats."
            ),
        ),
    ),
)
# What a section is for, in one sentence under its heading.
LEADS: dict[str, Any] = {
    "reach": _("Hur stor del av målgruppen vi har träffat, och vilka som återstår."),
    "spread": _("Om vi har träffat alla grupper lika väl, eller någon mer än en annan."),
    "ladder": _("Hur långt relationen med var och en i målgruppen har kommit det senaste året."),
    "white_spots": _("Var vi har träffat minst andel, och vem hos oss som kan ringa."),
    "recency": _("Vilka vi håller kontakten med, och vilka vi är på väg att tappa."),
    "stances": _("Vilka som har närmat sig eller fjärmat sig från vår ståndpunkt."),
    "anchoring": _("Var partierna har fattat formella beslut bakom ståndpunkten."),
    "outcomes": _("Vad som har ändrats, och hur säkra vi är på att vi bidrog."),
    "motions": _("Vilka motioner som har tagit upp sakfrågan, och hur det gick för dem."),
    "consultations": _("Vad vi har svarat på remisser, och om någon tog det till sig."),
    "implementation": _("Hur det går med de åtgärder som är beslutade i de nationella planerna."),
    "commitments": _("Vad de har lovat oss och vi dem, och om löftena hålls."),
    "onboarding": _("Hur långt vi har kommit med att introducera de nya."),
}
# Which definition a whole section is told by.
OF_SECTION = {"reach": "coverage", "spread": "balance"}


def of_section(key: str) -> str:
    """The anchor of what a section shows."""
    return OF_SECTION.get(key, key)


def titles() -> dict[str, Any]:
    """What each section is called in a table of contents, before anything is counted."""
    named = {one.key: one.title for one in DEFINITIONS}
    return {"reach": named["coverage"], "spread": _("Spridning"), **named}
