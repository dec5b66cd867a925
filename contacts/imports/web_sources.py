"""The public sources whose addresses are known, for whoever runs the product with a network."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from contacts.choices import RadarSource

if TYPE_CHECKING:
    from contacts.models import RadarRun


@dataclass(frozen=True)
class WebSource:
    """One address. `attribution` is what is shown wherever its data is."""

    label: Promise
    address: str
    source: RadarSource
    attribution: str
    help_text: Promise


RIKSDAGEN, VALMYNDIGHETEN = "Källa: Sveriges riksdag", "Källa: Valmyndigheten"
RESULTS = "https://resultat.val.se/resultatfiler/val2026"

SOURCES_ON_THE_WEB = (
    WebSource(
        _("Riksdagens ledamöter"),
        "https://data.riksdagen.se/personlista/?utformat=json",
        RadarSource.RIKSDAGEN,
        RIKSDAGEN,
        _("Ledamöter och ersättare i dag, med utskott, parti och valkrets."),
    ),
    WebSource(
        _("Riksdagens personer, hela datamängden"),
        "https://data.riksdagen.se/dataset/person/person.csv.zip",
        RadarSource.RIKSDAGEN,
        RIKSDAGEN,
        _("Alla sedan omkring 1990, även de som har lämnat. Personerna känns igen på Riksdagens GUID."),
    ),
    WebSource(
        _("Valda till riksdagen 2026"),
        f"{RESULTS}/s/rd/Val_2026_slutlig_00_RD.zip",
        RadarSource.VALMYNDIGHETEN,
        VALMYNDIGHETEN,
        _("Det slutliga valresultatet."),
    ),
    WebSource(
        _("Valda till alla regioner och kommuner 2026"),
        f"{RESULTS}/index.md5",
        RadarSource.VALMYNDIGHETEN,
        VALMYNDIGHETEN,
        _("Ett paket för varje fullmäktige, hämtade ett i taget: det tar några minuter."),
    ),
    WebSource(
        _("Kandidater 2026"),
        "https://data.val.se/filer/val2026/parti/kandidaturer.csv",
        RadarSource.CANDIDATES,
        VALMYNDIGHETEN,
        _("Ger de valda de namn som de går under. Ålder och hemort läses inte, och ingen kopia sparas."),
    ),
)


def attribution(run: RadarRun) -> str:
    """What is shown wherever something of the run is: whose facts they are."""
    if run.source == RadarSource.RIKSDAGEN:
        return RIKSDAGEN
    if run.source == RadarSource.SHEET:
        return _now("Källa: %(name)s") % {"name": run.file_name}
    return VALMYNDIGHETEN
