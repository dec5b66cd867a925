"""What every figure of a paper means, in a sentence or two for its last page: docs/metrics.md in Swedish."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

# By the `definition` of a figure, in the order in which they are told.
DEFINITIONS: dict[str, tuple[Any, Any]] = {
    "coverage": (
        _("Täckningsgrad"),
        _("De i målgruppen som vi har träffat i perioden, delat med målgruppen på periodens sista dag."),
    ),
    "reached": (
        _("Nådda och träffade"),
        _(
            "Olika personer eller organisationer som vi har träffat i perioden: möten, samtal, besök och andra "
            "kontakter åt båda hållen. Utskick räknas som information. Var och en räknas en gång, hur många kontakter "
            "det än var. Nådda är träffade i målgruppen, de som har lämnat den och de utanför."
        ),
    ),
    "balance": (
        _("Balans"),
        _("Hur jämnt täckningen är fördelad mellan grupper: 1 är helt jämnt, lägre tal är ojämnare."),
    ),
    "ladder": (
        _("Relationstrappa"),
        _(
            "Det högsta steg som var och en har nått under de tolv månader som slutar på periodens sista dag: inte "
            "nådd, informerad, deltagit, träffad, i dialog, har agerat, förespråkare."
        ),
    ),
    "recency": (
        _("Senast träffade"),
        _("Dagar sedan vi träffade personen, mot intervallet för personens nivå. Som det var när underlaget gjordes."),
    ),
    "stances": (
        _("Inställning"),
        _(
            "Personer vars noterade inställning har närmat sig eller fjärmat sig från vår ståndpunkt i perioden. Under "
            "fem personer redovisas ingenting."
        ),
    ),
    "anchoring": (
        _("Förankring"),
        _("Partier i länen med ett formellt beslut i frågan, delat med dem som enligt planen ska ha ett."),
    ),
    "outcomes": (
        _("Genomslag"),
        _(
            "Det som har ändrats i perioden och som vi har noterat med källa. Vårt bidrag är en bedömning, inte "
            "ett bevis."
        ),
    ),
    "motions": (
        _("Motioner"),
        _("Riksdagsmotioner lämnade i perioden som en medarbetare har kopplat till sakfrågan, och deras yrkanden."),
    ),
    "consultations": (
        _("Remisser"),
        _("Synpunkter i remissvar som vi har lämnat i perioden, och vad som har blivit av dem."),
    ),
    "implementation": (
        _("Genomförande"),
        _("Namngivna åtgärder i de nationella planerna efter hur det stod till med dem på periodens sista dag."),
    ),
    "commitments": (
        _("Åtaganden"),
        _("Vad de och vi har lovat, som det stod på periodens sista dag."),
    ),
    "onboarding": (
        _("Introduktion"),
        _("De nya som har fått alla steg som krävs i programmet, delat med alla nya i programmet."),
    ),
}


def definitions_of(content: dict[str, Any]) -> list[list[str]]:
    """Name and meaning of what this paper has figures of."""
    chapters = [content["plan"], *content["goals"]]
    sections = [s for chapter in chapters for part in chapter["parts"] for s in part["sections"] if not s["empty"]]
    used = {figure["definition"] for section in sections for figure in section["figures"]}
    used |= {section["key"] for section in sections}
    return [[str(name), str(said)] for key, (name, said) in DEFINITIONS.items() if key in used]
