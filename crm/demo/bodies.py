"""Where the demo's people sit and work: real public bodies by key, and companies that do not exist."""

from __future__ import annotations

from typing import NamedTuple

# Our share of the Riksdag: constituency and number of seats.
CONSTITUENCIES = {
    "01": 7, "02": 10, "03": 5, "04": 5, "05": 6, "09": 2, "21": 4, "22": 5, "23": 5, "24": 4, "25": 4,
    "12": 1, "14": 1, "16": 1, "28": 1, "29": 1,
}  # fmt: skip
# Seats of the parties in the whole Riksdag after the elections of 2022 and 2026.
SEATS_2022 = {"S": 107, "M": 68, "SD": 73, "V": 24, "C": 24, "KD": 19, "MP": 18, "L": 16}
SEATS_2026 = {"S": 99, "M": 70, "SD": 62, "V": 30, "C": 25, "KD": 22, "MP": 22, "L": 19}
LOCAL_PARTIES = {"04": "VfP", "18": "ÖrP"}

# Committee and how many of the demo's members sit there.
COMMITTEES = {"TU": 9, "UbU": 7, "NU": 5, "FiU": 4, "AU": 4, "MJU": 4, "CU": 3, "KU": 2, "EUN": 3}

REGIONS = {"01": 9, "03": 6, "04": 6, "05": 6, "17": 5, "18": 6, "19": 6, "20": 5, "21": 5}
MUNICIPALITIES = (
    "0126", "0180", "0181", "0184", "0191", "0380", "0381", "0382", "0480", "0483", "0484",
    "0580", "0581", "0980", "1780", "1880", "1883", "1980", "1984", "2080", "2081", "2180",
)  # fmt: skip
SEVEN_COUNTIES = ("01", "03", "04", "05", "09", "18", "19")

# Officials: body and the titles held there.
AGENCY_OFFICIALS = {
    "agency-trafikverket": (
        "Regional direktör", "Strategisk planerare", "Utredningsledare järnväg", "Samhällsplanerare",
        "Enhetschef godstrafik", "Enhetschef underhåll", "Utredare kompetensförsörjning",
    ),
    "agency-sjofartsverket": ("Enhetschef farleder", "Strateg inlandssjöfart", "Utredare"),
    "agency-transportstyrelsen": ("Enhetschef sjöfart", "Utredare järnväg"),
    "agency-trafikanalys": ("Analytiker",),
    "agency-vti": ("Forskningsledare",),
    "agency-hav": ("Utredare vattenmiljö",),
    "agency-myh": ("Enhetschef områdesanalys", "Utredare", "Handläggare yrkesutbildning"),
    "agency-uka": ("Avdelningschef", "Utredare"),
    "agency-uhr": ("Enhetschef", "Utredare"),
    "agency-skolverket": ("Avdelningschef", "Undervisningsråd"),
    "agency-tillvaxtverket": ("Programansvarig regional utveckling",),
    "agency-vinnova": ("Områdesansvarig",),
    "agency-lansstyrelsen-01": ("Länsöverdirektör", "Samhällsplanerare"),
    "agency-lansstyrelsen-03": ("Enhetschef samhällsbyggnad",),
    "agency-lansstyrelsen-19": ("Vattensamordnare",),
}  # fmt: skip
MINISTRY_OFFICIALS = {
    "ministry-LI": ("Statssekreterare", "Departementsråd", "Kansliråd", "Departementssekreterare"),
    "ministry-U": ("Statssekreterare", "Kansliråd", "Departementssekreterare"),
    "ministry-A": ("Kansliråd", "Departementssekreterare"),
    "ministry-Fi": ("Kansliråd",),
    "ministry-KN": ("Politiskt sakkunnig", "Departementssekreterare"),
}
REGION_TITLES = ("Regional utvecklingsdirektör", "Infrastrukturstrateg", "Strateg kompetensförsörjning")
MUNICIPAL_TITLES = ("Kommundirektör", "Trafikstrateg", "Näringslivschef", "Utbildningschef", "Samhällsbyggnadschef")
UNIVERSITIES = {
    "kth": ("Vicerektor för samverkan", "Programansvarig samhällsbyggnad", "Professor i järnvägsteknik"),
    "su": ("Vicerektor", "Föreståndare för lärarutbildningen"),
    "uu": ("Samverkansdirektör", "Prefekt"),
    "slu": ("Samverkanslektor",),
    "sh": ("Prorektor", "Utbildningsledare"),
    "mdu": ("Rektor", "Akademichef", "Programansvarig byggteknik"),
    "oru": ("Prorektor", "Utbildningsledare"),
    "liu": ("Samverkansdirektör", "Professor i transportsystem"),
    "kau": ("Dekan för lärarutbildningen",),
    "hda": ("Prorektor", "Avdelningschef"),
    "hig": ("Samverkanschef",),
    "ki": ("Strateg",),
    "gih": ("Utbildningsledare",),
    "hhs": ("Programchef",),
    "mchs": ("Utbildningsledare",),
}
EU_SEATS = ("S", "M", "C", "MP")
EU_OFFICIALS = {"eu-commission-MOVE": ("Policy Officer", "Head of Unit"), "eu-commission": ("Policy Officer",)}
PARTNERS = {"sef": ("Verksamhetschef", "EU-strateg"), "skr": ("Sektionschef",), "malardalstrafik": ("Trafikchef",),
            "reglab": ("Verksamhetsledare",)}  # fmt: skip


class Fictional(NamedTuple):
    """A company or association that does not exist; hence no organization number."""

    key: str
    name: str
    kind: str
    municipality: str
    tag: str
    titles: tuple[str, ...]


FICTIONAL = (
    Fictional("norrvret", "Norrvret Logistik AB", "company", "0581", "Godsföretag", ("Logistikchef", "Vd")),
    Fictional("tornskar", "Tornskär Hamn och Terminal AB", "company", "0480", "Godsföretag", ("Terminalchef", "Vd")),
    Fictional("kvarnlot", "Kvarnlöt Tågoperatör AB", "company", "1880", "Godsföretag", ("Trafikplaneringschef",)),
    Fictional("brunntorpa", "Brunntorpa Sågverk AB", "company", "2080", "Godsföretag", ("Transportansvarig",)),
    Fictional("vithamre", "Vithamre Stål AB", "company", "2081", "Godsföretag", ("Inköpschef", "Hållbarhetschef")),
    Fictional("sjolycke", "Sjölycke Rederi AB", "company", "0980", "Maritim", ("Rederichef", "Kommunikationschef")),
    Fictional("havlot", "Havlöt Farledsteknik AB", "company", "0381", "Maritim", ("Vd",)),
    Fictional("rallarhed", "Rallarhed Spårteknik AB", "company", "1984", "Prioriterade yrken",
              ("Vd", "Utbildningsansvarig", "Projektchef")),
    Fictional("stenkarve", "Stenkärve Anläggning AB", "company", "0180", "Prioriterade yrken",
              ("Regionchef", "Hr-chef")),
    Fictional("gronholma", "Grönholma Brokonsult AB", "company", "0380", "Prioriterade yrken", ("Kontorschef",)),
    Fictional("asptveta", "Asptveta Mätteknik AB", "company", "1780", "Prioriterade yrken", ("Vd",)),
    Fictional("almvret", "Almvret Digital AB", "company", "0184", "", ("Affärsutvecklare", "Vd")),
    Fictional("ostskar", "Östskär Bioteknik AB", "company", "0126", "", ("Forskningschef",)),
    Fictional("ljungkarve", "Ljungkärve Batteri AB", "company", "1980", "", ("Fabrikschef", "Kommunikationschef")),
    Fictional("sparbransch", "Branschrådet Spår och Anläggning i Mälardalen", "association", "0180",
              "Prioriterade yrken", ("Branschchef", "Utbildningssamordnare")),
    Fictional("vattenvagar", "Föreningen Vattenvägar i Mälaren", "association", "1980", "", ("Ordförande",)),
    Fictional("lararlyft", "Nätverket Fler Lärare i Mälardalen", "association", "0484", "Lärarförsörjning",
              ("Verksamhetsledare",)),
)  # fmt: skip

# Company and the group that it is part of.
COMPANY_GROUPS = {"kvarnlot": "norrvret", "tornskar": "norrvret", "asptveta": "stenkarve"}
