"""The register's fixed words. Codes are stored; the Swedish words are shown."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class OrganizationKind(models.TextChoices):
    MUNICIPALITY = "municipality", _("Kommun")
    REGION = "region", _("Region")
    ASSEMBLY = "assembly", _("Riksdag och fullmäktige")
    BOARD = "board", _("Nämnd eller styrelse")
    COMMITTEE = "committee", _("Utskott")
    AGENCY = "agency", _("Myndighet")
    MINISTRY = "ministry", _("Departement")
    PARTY = "party", _("Parti")
    UNIVERSITY = "university", _("Lärosäte")
    COMPANY = "company", _("Företag")
    ASSOCIATION = "association", _("Förening eller intresseorganisation")
    NETWORK = "network", _("Nätverk")
    STEERING_GROUP = "steering_group", _("Styrgrupp eller råd")
    EU_INSTITUTION = "eu_institution", _("EU-institution")


class Sector(models.TextChoices):
    POLITICS = "politics", _("Politik")
    PUBLIC = "public", _("Offentlig förvaltning")
    ACADEMIA = "academia", _("Akademi")
    BUSINESS = "business", _("Näringsliv")
    CIVIL = "civil", _("Civilsamhälle")


class Level(models.TextChoices):
    LOCAL = "local", _("Lokal")
    REGIONAL = "regional", _("Regional")
    NATIONAL = "national", _("Nationell")
    EUROPEAN = "european", _("Europeisk")


# Highest level first: decides which mandate a person's group is taken from.
LEVEL_RANK = {Level.EUROPEAN: 0, Level.NATIONAL: 1, Level.REGIONAL: 2, Level.LOCAL: 3}


class AreaKind(models.TextChoices):
    COUNTRY = "country", _("Land")
    COUNTY = "county", _("Län")
    MUNICIPALITY = "municipality", _("Kommun")
    CONSTITUENCY = "constituency", _("Riksdagsvalkrets")
    EU = "eu", _("EU")


class RoleKind(models.TextChoices):
    """What sort of role a membership is."""

    ELECTED = "elected", _("Förtroendevald")
    SUBSTITUTE = "substitute", _("Ersättare")
    OFFICIAL = "official", _("Tjänsteperson")
    MEMBER = "member", _("Medlem")
    REPRESENTATIVE = "representative", _("Företrädare")


class Side(models.TextChoices):
    """On which side of its assembly's majority a mandate stands."""

    MAJORITY = "majority", _("Majoritet")
    OPPOSITION = "opposition", _("Opposition")
    UNCLEAR = "unclear", _("Oklart")


class Gender(models.TextChoices):
    WOMAN = "woman", _("Kvinna")
    MAN = "man", _("Man")
    OTHER = "other", _("Annat")


class Language(models.TextChoices):
    """In which language we write to a person."""

    SWEDISH = "sv", _("Svenska")
    ENGLISH = "en", _("Engelska")
    FINNISH = "fi", _("Finska")
    DANISH = "da", _("Danska")
    NORWEGIAN = "nb", _("Norska")
    GERMAN = "de", _("Tyska")
    FRENCH = "fr", _("Franska")


class RelationKind(models.TextChoices):
    """What one person is to another."""

    ASSISTANT = "assistant", _("Assistent")
    SECRETARY = "secretary", _("Politisk sekreterare")
    CHIEF = "chief", _("Chef")


class ListKind(models.TextChoices):
    """How a contact list gets its people."""

    STATIC = "static", _("Utvalda personer")
    DYNAMIC = "dynamic", _("Sparat urval som håller sig aktuellt")


class PairState(models.TextChoices):
    """What was decided of two rows that may be the same."""

    OPEN = "open", _("Att avgöra")
    DIFFERENT = "different", _("Inte samma")
    MERGED = "merged", _("Sammanslagna")


class RuleMeasure(models.TextChoices):
    """What a composition rule counts among those who sit in a body."""

    TOTAL = "total", _("Ledamöter i allt")
    ROLE = "role", _("Ledamöter med en viss roll")
    SECTOR = "sector", _("Ledamöter från en sektor")
    SIDE = "side", _("Ledamöter från majoritet eller opposition")
    EACH_SIDE = "each_side", _("Både majoritet och opposition från varje organisation")
    EACH_COUNTY = "each_county", _("Ledamöter från vart och ett av länen")
    EACH_ORGANIZATION = "each_organization", _("Platser för var och en av organisationerna")
    EACH_MEMBER = "each_member", _("Platser för var och en av våra medlemmar")
    EACH_PARTY = "each_party", _("Ledamöter från vart och ett av partierna")


class Tier(models.TextChoices):
    A = "A", "A"
    B = "B", "B"
    C = "C", "C"
    NONE = "none", _("Ingen")


class DetailKind(models.TextChoices):
    EMAIL = "email", _("E-post")
    PHONE = "phone", _("Telefon")
    MOBILE = "mobile", _("Mobil")
    ADDRESS = "address", _("Adress")
    WEB = "web", _("Webbplats")


class CustomerStatus(models.TextChoices):
    """An organization's membership of the cooperation itself."""

    FULL = "full", _("Medlem")
    ASSOCIATED = "associated", _("Associerad")
    NONE = "none", _("Inte medlem")
    UNKNOWN = "unknown", _("Okänt")


class ServingStatus(models.TextChoices):
    SERVING = "serving", _("Tjänstgörande")
    ON_LEAVE = "on_leave", _("Ledig")


class NewIn(models.TextChoices):
    """Where somebody newly elected had no mandate in the term before."""

    ASSEMBLY = "assembly", _("Ny i församlingen")
    EVERYWHERE = "everywhere", _("Ny helt och hållet")


class TermBody(models.TextChoices):
    """The sort of body that a term is for."""

    RIKSDAG = "riksdag", _("Riksdagen")
    REGIONAL_COUNCIL = "regional_council", _("Regionfullmäktige")
    MUNICIPAL_COUNCIL = "municipal_council", _("Kommunfullmäktige")
    BOARD = "board", _("Nämnder och styrelser")
    COOPERATION = "cooperation", _("Samverkansorganets råd")


class Scheme(models.TextChoices):
    """Where an identifier comes from."""

    SAMSYN = "samsyn", _("Samsyn")
    RIKSDAGEN = "riksdagen", _("Riksdagen, intressent_id")
    RIKSDAGEN_GUID = "riksdagen-guid", _("Riksdagen, sourceid")
    ELECTION = "val-2026", _("Valmyndigheten 2026, kandidatnummer")
    ELECTION_2022 = "val-2022", _("Valmyndigheten 2022, kandidatnummer")
    ELECTION_MANDATE = "val-mandat", _("Valmyndigheten, mandat")
    WIKIDATA = "wikidata", _("Wikidata")
    IMPORT = "import", _("Eget id i importerad fil")


class ChangeKind(models.TextChoices):
    """How a source differs from the register, as staff speak of it."""

    NEW_PERSON = "new_person", _("Ny person")
    RE_ELECTED = "re_elected", _("Omvald")
    NEW_MANDATE = "new_mandate", _("Nytt uppdrag")
    MOVED_UP = "moved_up", _("Gått uppåt")
    MOVED_DOWN = "moved_down", _("Gått nedåt")
    LEFT = "left", _("Lämnar")
    CHANGED_PARTY = "changed_party", _("Bytt parti")
    CHANGED_CONSTITUENCY = "changed_constituency", _("Bytt valkrets")
    NEW_COMMITTEE_SEAT = "new_committee_seat", _("Ny plats i utskott eller nämnd")
    ENDED_COMMITTEE_SEAT = "ended_committee_seat", _("Lämnar utskott eller nämnd")
    SUBSTITUTE_IN = "substitute_in", _("Ersättare in")
    SUBSTITUTE_OUT = "substitute_out", _("Ersättare ut")
    OFFICE = "office", _("Statsråd eller talman")
    NAME_CHANGED = "name_changed", _("Ändrat namn")
    DETAILS = "details", _("Ändrade uppgifter")
    CORRECTED = "corrected", _("Rättat av källan")
    SAME_PERSON = "same_person", _("Samma person två gånger")
    DOUBTFUL = "doubtful", _("Tveksam träff")


class ChangeState(models.TextChoices):
    """What became of a proposed change."""

    OPEN = "open", _("Att avgöra")
    ACCEPTED = "accepted", _("Godkänd")
    REFUSED = "refused", _("Avvisad")
    APPLIED = "applied", _("Genomförd")
    GONE = "gone", _("Gäller inte längre")


class RadarSource(models.TextChoices):
    """What sort of source a radar run compares with the register."""

    RIKSDAGEN = "riksdagen", _("Riksdagens personlista")
    VALMYNDIGHETEN = "valmyndigheten", _("Valmyndighetens valda")
    CANDIDATES = "candidates", _("Valmyndighetens kandidater")
    HISTORY = "history", _("Valmyndighetens ledamöter med historik")
    SHEET = "sheet", _("Lista över förtroendevalda")


class RadarState(models.TextChoices):
    READING = "reading", _("Jämförs")
    OPEN = "open", _("Att gå igenom")
    APPLYING = "applying", _("Genomförs")
    DONE = "done", _("Genomgången")
    FAILED = "failed", _("Misslyckad")
    UNDONE = "undone", _("Ångrad")
