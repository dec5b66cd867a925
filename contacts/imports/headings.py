"""What the columns of a contact list may be called, in Swedish and English."""

from __future__ import annotations

import re

from crm.common.text import fold

# field: (what it is called in messages, other names of it)
COLUMNS: dict[str, tuple[str, tuple[str, ...]]] = {
    "id": ("Id", ("Eget id", "Kontakt-id", "Kontaktid", "Record id", "Contact id")),
    "given": ("Förnamn", ("Tilltalsnamn", "First name", "Given name", "Firstname")),
    "family": ("Efternamn", ("Last name", "Family name", "Surname", "Lastname")),
    "name": ("Namn", ("Fullständigt namn", "Person", "Kontaktperson", "Name", "Full name", "Fullname")),
    "title": ("Titel", ("Title",)),
    "salutation": ("Tilltal", ("Salutation",)),
    "email": ("E-post", ("Epost", "E-postadress", "Epostadress", "Mejl", "Mail", "E-mail", "Email", "Mejladress",
                         "Email address", "E-mail address")),
    "phone": ("Telefon", ("Telefonnummer", "Tel", "Tfn", "Phone", "Telephone", "Arbetstelefon", "Work phone",
                          "Phone number")),
    "mobile": ("Mobil", ("Mobiltelefon", "Mobilnummer", "Mobilnr", "Mobile", "Cell", "Cell phone", "Mobile phone")),
    "address": ("Adress", ("Postadress", "Besöksadress", "Address")),
    "web": ("Webbplats", ("Webb", "Hemsida", "Website", "Web", "Url")),
    "organization": ("Organisation", ("Organization", "Arbetsplats", "Arbetsgivare", "Företag", "Company",
                                      "Organisationsnamn", "Employer")),
    "number": ("Organisationsnummer", ("Org.nr", "Orgnr", "Org nr", "Organization number", "Organisation number")),
    "kind": ("Slag", ("Organisationsslag", "Slag av organisation", "Typ av organisation", "Organisationstyp", "Kind",
                      "Organization kind", "Organization type")),
    "role": ("Roll", ("Befattning", "Uppdrag", "Funktion", "Position", "Role", "Job title")),
    "role_kind": ("Slag av roll", ("Rolltyp", "Typ av roll", "Role kind", "Role type")),
    "party": ("Parti", ("Party", "Partibeteckning", "Partiförkortning")),
    "municipality": ("Kommun", ("Municipality",)),
    "county": ("Län", ("County",)),
    "sector": ("Sektor", ("Sector",)),
    "tags": ("Etiketter", ("Etikett", "Taggar", "Tagg", "Nyckelord", "Tags", "Tag", "Labels", "Kategori")),
    "starts_on": ("Från", ("Från och med", "Fr.o.m.", "From", "Start", "Startdatum", "Tillträde", "Start date")),
    "ends_on": ("Till", ("Till och med", "T.o.m.", "To", "Until", "Slut", "Slutdatum", "Avgång", "End", "End date")),
}  # fmt: skip


def key(heading: str) -> str:
    """'E-post ' → 'epost', 'Fr.o.m' → 'from': letters and digits only."""
    return re.sub(r"[^0-9a-z]+", "", fold(heading))


FIELDS = {key(name): field for field, (label, others) in COLUMNS.items() for name in (label, *others)}


def label(field: str) -> str:
    return COLUMNS[field][0]
