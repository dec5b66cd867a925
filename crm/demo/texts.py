"""What the demo's contacts are about: subjects, and what was gone through. Nothing is put in anybody real's mouth."""

from __future__ import annotations

from typing import NamedTuple

from advocacy.choices import InteractionKind as Kind
from advocacy.choices import Promiser, StanceValue


class Theme(NamedTuple):
    """A priority as it is worked on: whom we meet on it, how often, in which words.

    `meets` is the share of each group, or of each body, that we meet; what is not named is not met. `quiet` are
    counties where nobody is (the white spots). `subjects` follow 'om', `went_through` follows nothing.
    `again` is the share of those whom we meet at least twice a year.
    """

    code: str
    weight: int
    meets: dict[str, float]
    quiet: str
    subjects: tuple[str, ...]
    went_through: tuple[str, ...]
    again: float = 0.0


THEMES: tuple[Theme, ...] = (
    Theme(
        "EBS", 11,
        {"mp": 0.22, "regional": 0.4, "local": 0.22, "region_official": 0.6, "municipal_official": 0.4,
         "agency-trafikverket": 0.6, "university": 0.25,
         "eu-parliament-TRAN": 0.9, "eu-commission": 0.0, "eu": 0.35, "partner": 0.6, "company": 0.15, "agency": 0.3,
         "ministry": 0.0},
        "09 05",
        ("kapaciteten på stråken in mot Stockholm", "restiderna i den storregionala tågtrafiken",
         "pendlingen över länsgränserna", "uppföljningen av nationell plan", "underhållet av järnvägen",
         "länens gemensamma prioriteringar", "stationslägen och bytespunkter"),
        ("Gick igenom länens gemensamma prioriteringar och ordningen mellan dem.",
         "Visade kartan över pendlingen över länsgränserna och hur den har förändrats de senaste åren.",
         "Redovisade var kapaciteten tar slut i högtrafik och vad det betyder för pendlarna.",
         "Diskuterade hur åtgärderna i nationell plan kan följas upp i en gemensam lista.",
         "Tog upp underhållet på stråken in mot Stockholm och hur störningar sprider sig i tågsystemet.",
         "Beskrev hur länen samverkar i En Bättre Sits och när nästa avstämning äger rum.",
         "Gick igenom restidsmålen och jämförde med dagens tidtabell."),
    ),
    Theme(
        "SA24", 9,
        {"mp": 0.34, "committee-TU": 0.75, "regional": 0.2, "local": 0.1, "region_official": 0.5,
         "agency-trafikverket": 0.5, "municipal_official": 0.2, "ministry": 0.0},
        "09",
        ("prioriteringarna i Systemanalys 2024", "nationell plan 2026–2037", "nästa systemanalys",
         "behoven på Mälarbanan och Svealandsbanan", "hur åtgärderna i planen genomförs"),
        ("Gick igenom Systemanalys 2024 kapitel för kapitel, med tyngd på funktioner framför enskilda åtgärder.",
         "Redovisade vilka av prioriteringarna som finns med i nationell plan 2026–2037 och vilka som återstår.",
         "Visade tidslinjen för de åtgärder i planen som berör regionens stråk.",
         "Diskuterade hur underlaget till nästa planomgång kan tas fram tidigare än förra gången.",
         "Beskrev metoden bakom systemanalysen och hur kommunerna deltog i den."),
    ),
    Theme(
        "GODS", 6,
        {"demo-norrvret": 0.9, "demo-tornskar": 0.9, "demo-vithamre": 0.9, "agency-trafikverket": 0.5,
         "region_official": 0.3, "regional": 0.08, "mp": 0.06,
         "municipal_official": 0.15, "agency-sjofartsverket": 0.3, "ministry": 0.0},
        "17 21",
        ("överflyttning av gods till järnväg och sjöfart", "terminaler och omlastning", "godsstrategins genomförande",
         "bärighet och längre tåg", "uppställningsplatser för tung trafik"),
        ("Gick igenom godsflödena genom regionen och vilka terminaler som har ledig kapacitet.",
         "Redovisade läget i godsstrategins åtgärdslista.",
         "Diskuterade vad som krävs för längre och tyngre tåg på huvudstråken.",
         "Tog upp uppställningsplatser för tung trafik och hur behovet kan beskrivas gemensamt.",
         "Beskrev Godstransportrådets arbete och hur företagen kan delta i det."),
    ),
    Theme(
        "EBM", 8,
        {"demo-rallarhed": 0.9, "demo-stenkarve": 0.9, "demo-sparbransch": 0.9,
         "mp": 0.14, "committee-UbU": 0.7, "university": 0.6, "region_official": 0.5, "regional": 0.12,
         "agency-uka": 0.5, "agency-uhr": 0.5, "ministry-U": 0.4, "ministry-A": 0.5,
         "municipality-0980": 0.0, "partner": 0.2},
        "20",
        ("dimensioneringen av högre utbildning", "studenternas rörlighet i regionen",
         "regionala kompetensråd", "kompetensförsörjningen i nio län", "yrkesväxling och livslångt lärande"),
        ("Gick igenom prognoserna för kompetensbehovet i de nio länen.",
         "Visade var studenterna kommer ifrån och var de arbetar tre år efter examen.",
         "Diskuterade hur regionernas prognoser kan användas när utbildningar dimensioneras.",
         "Beskrev samverkan mellan lärosätena och de regionalt utvecklingsansvariga.",
         "Redovisade de gemensamma ståndpunkterna om högre utbildning och underlaget bakom dem."),
    ),
    Theme(
        "LARARE", 8,
        {"mp": 0.14, "committee-UbU": 0.5, "university": 0.5, "municipal_official": 0.85, "local": 0.5,
         "regional": 0.2, "region_official": 0.4, "agency-skolverket": 0.6, "agency-uka": 0.4,
         "tag:Lärarförsörjning": 0.9, "ministry-U": 0.4},
        "17",
        ("lärarutbildning via lärcentrum", "genomströmningen i lärarutbildningen", "arbetsintegrerad lärarutbildning",
         "rekryteringen till läraryrket", "övningsskolor och praktikplatser"),
        ("Gick igenom hur många som fullföljer lärarutbildningen och vid vilka moment studenterna hoppar av.",
         "Redovisade erfarenheter av arbetsintegrerad lärarutbildning och vad modellen kräver av kommunen.",
         "Diskuterade hur lärcentrum kan ge fler platser nära dem som vill läsa till lärare.",
         "Visade hur behovet av behöriga lärare ser ut kommun för kommun.",
         "Tog upp handledning och praktikplatser, som ofta avgör hur många studenter som kan tas emot."),
        again=0.7,
    ),
    Theme(
        "SAMHB", 6,
        {"demo-rallarhed": 0.9, "demo-stenkarve": 0.9, "demo-sparbransch": 0.9,
         "mp": 0.1, "regional": 0.2, "local": 0.12, "municipal_official": 0.4, "region_official": 0.4,
         "agency-myh": 0.6, "agency-trafikverket": 0.3, "university": 0.3,
         "ministry-A": 0.5},
        "05 17",
        ("försörjningen av samhällsbyggare", "yrkeshögskolans platser i infrastruktursektorn",
         "rekrytering till väg- och anläggningsyrken", "validering och kortare utbildningsvägar"),
        ("Gick igenom hur många samhällsbyggare som går i pension och hur många som utbildas.",
         "Redovisade behovet av en samlad nationell bild av yrkena i infrastruktursektorn.",
         "Diskuterade hur regionala kompetensråd kan komplettera ett nationellt.",
         "Tog upp hur rekryteringen kan breddas så att fler söker utbildningarna."),
    ),
    Theme(
        "JARNVAG", 10,
        {"demo-rallarhed": 0.9, "demo-stenkarve": 0.9, "demo-sparbransch": 0.9, "mp": 0.2, "committee-TU": 0.4,
         "regional": 0.25, "local": 0.12, "region_official": 0.3,
         "municipal_official": 0.2, "agency-myh": 0.7, "agency-trafikverket": 0.4, "university": 0.3,
         "demo-almvret": 0.5},
        "09 21",
        ("järnvägsutbildningar och övningsanläggningar", "övningsspår och deras finansiering",
         "utbildningen av lokförare och signaltekniker", "lärarbristen i järnvägsutbildningarna",
         "en gemensam bild av järnvägens yrken"),
        ("Gick igenom behovet av övningsanläggningar och vilka utbildningar som saknar plats att öva på.",
         "Visade kartan över övningsspåren och vem som har rådighet över dem.",
         "Redovisade kunskapsunderlaget om järnvägens yrken, med antal utbildade per år.",
         "Diskuterade hur drift och underhåll av övningsanläggningarna kan finansieras långsiktigt.",
         "Tog upp tillgången på utbildare och hur branschen och skolorna kan dela på dem."),
    ),
    Theme(
        "INNO", 4,
        {"regional": 0.3, "region_official": 0.6, "local": 0.15, "municipal_official": 0.4, "university": 0.15,
         "agency": 0.1},
        "04 09 17 20 21",
        ("innovation i offentlig sektor", "upphandling som verktyg för innovation", "delad data mellan kommuner",
         "goda exempel från medlemmarna"),
        ("Gick igenom tre goda exempel från medlemmarna och vad som krävs för att andra ska kunna ta efter.",
         "Diskuterade hinder för innovationsupphandling i mindre kommuner.",
         "Redovisade upplägget för medlemmarnas gemensamma lärande under året."),
    ),
    Theme(
        "MARITIM", 5,
        {"mp": 0.3, "agency-sjofartsverket": 0.7, "agency-trafikverket": 0.3, "regional": 0.25, "tag:Maritim":
         0.5,
         "region_official": 0.2, "local": 0.08, "association": 0.6},
        "17 18 20",
        ("sjöfarten på Mälaren", "farleder och slussar", "inlandssjöfartens villkor", "vattenkvaliteten i Mälaren",
         "godstrafik på inre vattenvägar"),
        ("Gick igenom läget för farleder och slussar och vilka volymer de kan ta emot.",
         "Diskuterade hur inre vattenvägar kan avlasta vägarna i högtrafik.",
         "Visade hur vattenkvaliteten följs upp och vilka kommuner som deltar.",
         "Beskrev arbetet inför den maritima dagen."),
    ),
    Theme(
        "INT", 6,
        {"mp": 0.22, "regional": 0.45, "local": 0.32, "university": 0.5, "company": 0.45, "region_official": 0.4,
         "eu": 0.2, "partner": 0.3},
        "09 17 20 21",
        ("jämförelser mellan storstadsregioner", "studieresans lärdomar", "regionens roll i världsekonomin",
         "samarbetet med nordiska regioner"),
        ("Gick igenom jämförelsen med andra storstadsregioner och vilka mått som är säkra.",
         "Diskuterade vad som går att ta med från studieresan till det egna utvecklingsarbetet.",
         "Redovisade regionens andel av landets tillväxt och hur den beräknas.",
         "Beskrev utbytet med nordiska regioner och kommande tillfällen att delta."),
    ),
    Theme(
        "MP", 5, {"mp": 0.45}, "",
        ("vad samverkan gör och vilka frågor som drivs", "samarbetet med länets riksdagsledamöter",
         "underlag inför motionstiden"),
        ("Presenterade samverkan, medlemmarna och årets prioriterade frågor.",
         "Gick igenom vilka underlag som finns att hämta och vem på kansliet som svarar på frågor.",
         "Beskrev hur länets ledamöter brukar samlas och vilka tillfällen som ligger närmast."),
    ),
    Theme(
        "MEDL", 4, {"regional": 0.2, "local": 0.25, "municipal_official": 0.4, "region_official": 0.2}, "",
        ("medlemskapets innehåll", "introduktionen av nya förtroendevalda", "erfarenhetsutbyte mellan medlemmarna"),
        ("Presenterade samverkan för nya på posten och gick igenom årets möten.",
         "Diskuterade hur medlemmen vill medverka i grupperna och vem som är kontaktväg.",
         "Gick igenom nomineringarna till rådet och tidplanen för dem."),
    ),
    Theme(
        "SEF", 2, {"eu": 0.5, "regional": 0.08, "partner": 0.4}, "",
        ("EU:s transportpolitik", "det transeuropeiska nätet och regionens noder", "EU-finansiering till transporter"),
        ("Gick igenom regionens noder i det transeuropeiska transportnätet.",
         "Beskrev länens prioriteringar i ett europeiskt sammanhang, med karta på engelska.",
         "Diskuterade kommande utlysningar och vilka åtgärder som kan komma i fråga."),
    ),
)  # fmt: skip

TITLES: dict[str, tuple[str, ...]] = {
    Kind.MEETING: ("Möte om {}", "Avstämning om {}", "Lunchmöte om {}", "Dialogmöte om {}", "Digitalt möte om {}",
                   "Arbetsmöte om {}", "Fördjupat möte om {}"),
    Kind.CALL: ("Samtal om {}", "Telefonavstämning om {}", "Kort samtal om {}"),
    Kind.LETTER: ("Brev om {}", "Skrivelse om {}", "E-post om {}"),
    Kind.EMAIL_DIALOGUE: ("Mejlväxling om {}", "Frågor och svar om {}", "E-postdialog om {}"),
    Kind.MATERIAL: ("Underlag om {}", "Faktablad om {}", "Kartunderlag om {}", "Rapport om {}"),
    Kind.ALMEDALEN: ("Möte i Visby om {}", "Frukostmöte i Visby om {}", "Samtal i Almedalen om {}",
                     "Kaffemöte i Almedalen om {}"),
    Kind.MEDIA: ("Debattartikel om {}", "Intervju om {}", "Pressmeddelande om {}"),
    Kind.SITE_VISIT: ("Studiebesök om {}", "Besök på plats om {}"),
}  # fmt: skip

FOLLOW_UPS = (
    "Vi skickar underlaget under veckan.",
    "Nytt möte bokas inom två månader.",
    "Ingen uppföljning behövs just nu.",
    "Vi återkommer med siffror per län.",
    "Följs upp vid nästa avstämning.",
    "Rapporten och en kort sammanfattning skickas efteråt.",
    "Vi tar med frågan till den tematiska gruppen.",
    "Kontaktvägen framåt är kansliet.",
    "Minnesanteckningar finns hos mötesledaren.",
    "Vi kompletterar kartan och hör av oss igen.",
    "Bra tillfälle att bjuda in till nästa seminarium.",
    "",
)
OPENINGS: dict[str, tuple[str, ...]] = {
    Kind.MEETING: ("", "", "En timme, bra med tid för frågor.", "Kort möte mellan två andra punkter.",
                   "Mötet blev längre än planerat.", "Första mötet i frågan."),
    Kind.CALL: ("", "Ringde upp efter förra kontakten.", "Tjugo minuter per telefon."),
    Kind.EMAIL_DIALOGUE: ("Frågor och svar i flera mejl.", "Besvarade frågor om underlaget.", ""),
    Kind.ALMEDALEN: ("Fyrtio minuter i vårt tält.", "Gående möte längs hamnen.", "", "Inbokat sedan april."),
    Kind.SITE_VISIT: ("Heldag med rundvandring.", "Två timmar på plats."),
}  # fmt: skip
ASKED_US = (
    "Kontakten kom utifrån, med en fråga om underlaget.",
    "Vi blev kontaktade inför ett internt möte.",
    "Svar på en fråga till kansliet.",
)
SENT = (
    "Samma underlag till alla, med följebrev.",
    "Skickades med e-post tillsammans med sammanfattningen på två sidor.",
    "Två sidor och en karta.",
    "Med hänvisning till vår ståndpunkt och källorna bakom den.",
)
PLACES = (
    "Kansliet",
    "Digitalt",
    "Digitalt",
    "Riksdagens kansli",
    "Regionens hus",
    "Stadshuset",
    "Konferenscentret",
    "",
)
VISITS = (
    ("JARNVAG", "Studiebesök på ett övningsspår"),
    ("JARNVAG", "Studiebesök på en yrkeshögskola med tågteknik"),
    ("LARARE", "Studiebesök på ett lärcentrum"),
    ("GODS", "Studiebesök på en kombiterminal"),
    ("MARITIM", "Studiebesök vid slussen"),
    ("EBS", "Resa med pendeltåget i högtrafik"),
    ("INNO", "Studiebesök på en testbädd för välfärdsteknik"),
)
CONSULTATIONS = (
    ("EBS", "ministry-LI", "förutsättningarna för infrastrukturplaneringen"),
    ("JARNVAG", "ministry-U", "yrkesutbildningar som kräver särskild utrustning"),
    ("LARARE", "ministry-U", "vägar in i läraryrket"),
    ("EBM", "ministry-U", "dimensionering av högre utbildning"),
    ("SAMHB", "ministry-A", "validering av yrkeskunnande"),
    ("MARITIM", "ministry-LI", "villkor för inlandssjöfart"),
    ("SA24", "ministry-LI", "uppföljning av den nationella planen"),
    ("GODS", "ministry-LI", "långa och tunga transporter"),
    ("INNO", "ministry-Fi", "innovationsupphandling"),
)
# Seminars outside Almedalen: month, day, priority, name, place.
SEMINARS = (
    (2, 5, "EBM", "Var behövs utbildningsplatserna?", "Örebro"),
    (3, 12, "JARNVAG", "Var ska järnvägens yrken övas?", "Stockholm"),
    (4, 16, "EBS", "Pendlingen som inte ryms på kartan", "Västerås"),
    (5, 7, "LARARE", "Fler vägar till läraryrket", "Eskilstuna"),
    (9, 3, "MARITIM", "Maritima dagen", "Västerås"),
    (10, 8, "GODS", "Godsdagen", "Norrköping"),
    (10, 22, "INNO", "Medlemmarnas goda exempel", "Uppsala"),
    (11, 12, "SA24", "Från systemanalys till genomförande", "Stockholm"),
    (12, 3, "INT", "Storstadsregioner i jämförelse", "Stockholm"),
)
ALMEDALEN_SEMINARS = (
    (1, "EBS", "Hur knyts en region samman?"),
    (2, "JARNVAG", "Vem ska bygga och köra järnvägen?"),
    (3, "LARARE", "Lärare i hela regionen"),
)
# Own body, priority, months, name of the meeting.
OWN_MEETINGS = (
    ("own-board", "STY", (3, 5, 9, 12), "Styrelsens möte"),
    ("own-ebs-lilla", "EBS", (1, 3, 4, 6, 8, 10, 11), "Möte med Lilla gruppen"),
    ("own-ebs-stora", "EBS", (2, 5, 10), "Möte med Stora gruppen"),
    ("own-ebs-100", "SA24", (3, 11), "100-gruppen samlas"),
    ("own-sa24-tema", "SA24", (2, 4, 9), "Tematisk grupp om Systemanalys 2024"),
    ("own-ebm-styr", "EBM", (2, 4, 9, 11), "Styrgruppen för En Bättre Matchning"),
    ("own-ebm-rud", "EBM", (1, 5, 8, 10), "Regionala utvecklingsdirektörer, avstämning"),
    ("own-ebm-strateger", "EBM", (3, 6, 9), "Strateger och analytiker, avstämning"),
    ("own-gods", "GODS", (3, 6, 9, 11), "Godstransportrådets möte"),
    ("own-gods-styr", "GODS", (2, 8), "Godstransportrådets styrgrupp"),
    ("own-gsn-styr", "GSN", (4, 10), "Styrgruppen för Greater Stockholm Network"),
    ("own-council", "RAD", (5,), "Rådsmöte"),
)
OWN_SUMMARIES = (
    "Genomgång av läget i de prioriterade frågorna och tidplanen framåt.",
    "Avstämning av pågående aktiviteter. Protokoll finns hos kansliet.",
    "Planering av kommande månader och fördelning av uppdrag.",
    "Föredragning av kansliet, därefter diskussion länsvis.",
)
MONTHS = [
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
]
TASKS = (
    "Skicka underlaget om {subject}",
    "Ring upp om {subject}",
    "Boka uppföljning om {subject}",
    "Ta fram siffror per län till {person}",
    "Svara {person} om {subject}",
    "Skriv minnesanteckningar från mötet med {person}",
    "Bjud in {person} till nästa seminarium",
    "Uppdatera faktabladet om {subject}",
    "Stäm av talepunkter om {subject}",
    "Kontrollera kontaktuppgifterna till {person}",
)
# What shows where somebody of a company that does not exist stands, and what was promised there.
EVIDENCE: dict[str, tuple[str, ...]] = {
    StanceValue.FOR: ("Vill stå bakom en gemensam skrivelse.", "Erbjöd egna siffror till underlaget."),
    StanceValue.LEANS_FOR: ("Håller med om behovet, men vill se kostnaden.", "Positiv, om ansvaret blir tydligt."),
    StanceValue.NEUTRAL: ("Har inte tagit ställning än.", "Vill höra fler i branschen först."),
    StanceValue.LEANS_AGAINST: ("Tvekar om finansieringen.", "Ser hellre att andra åtgärder kommer först."),
    StanceValue.AGAINST: ("Anser att pengarna gör större nytta på annat håll.",),
}
PROMISES: dict[str, tuple[str, ...]] = {
    Promiser.THEIRS: (
        "Skickar egna uppgifter om {}",
        "Tar upp {} i sin styrelse",
        "Bjuder in till ett studiebesök om {}",
        "Läser vårt utkast om {} och svarar",
    ),
    Promiser.OURS: (
        "Skickar sammanställningen om {}",
        "Bjuder in till nästa seminarium om {}",
        "Återkommer med siffror om {}",
        "Tar med frågan om {} till den tematiska gruppen",
    ),
}
