"""What the columns of a contact list may be called, in Swedish and English."""

from __future__ import annotations

import re

from crm.common.text import fold

# field: (what it is called in messages, other names of it)
COLUMNS: dict[str, tuple[str, tuple[str, ...]]] = {
    "samsyn": ("Samsyn-id", ("Samsyn id", "Id i Samsyn", "Samsyn")),
    "id": ("Id", ("Eget id", "Kontakt-id", "Kontaktid", "Record id", "Contact id")),
    "given": ("Förnamn", ("Tilltalsnamn", "First name", "Given name", "Firstname")),
    "family": ("Efternamn", ("Last name", "Family name", "Surname", "Lastname")),
    "name": ("Namn", ("Fullständigt namn", "Person", "Kontaktperson", "Name", "Full name", "Fullname",
                     "För- och efternamn", "Förnamn och efternamn", "Efternamn, förnamn", "Namn på person",
                     "Ledamot")),
    "title": ("Titel", ("Title",)),
    "salutation": ("Tilltal", ("Salutation",)),
    "email": ("E-post", ("Epost", "E-post adress", "Mejladresser", "E-postadresser", "E-postadress", "Epostadress",
                         "Mejl", "Mail", "E-mail", "Email", "Mejladress",
                         "Email address", "E-mail address")),
    "phone": ("Telefon", ("Telefonnummer", "Tel", "Tfn", "Tel.nr", "Telnr", "Telefonnr", "Telefon arbete",
                          "Telefon arb", "Tel arb", "Direktnr", "Växel", "Phone", "Telephone",
                          "Arbetstelefon", "Work phone",
                          "Phone number")),
    "mobile": ("Mobil", ("Mobiltelefon", "Mobilnummer", "Mobilnr", "Mobil nr", "Mobil tel", "Mobiltel", "Mobile",
                         "Cell", "Cell phone", "Mobile phone")),
    "address": ("Adress", ("Postadress", "Besöksadress", "Gatuadress", "Utdelningsadress", "Address",
                           "Street address")),
    "postcode": ("Postnummer", ("Postnr", "Post nr", "Postal code", "Post code", "Zip", "Zip code")),
    "city": ("Ort", ("Postort", "City", "Town")),
    "web": ("Webbplats", ("Webb", "Hemsida", "Website", "Web", "Url")),
    "organization": ("Organisation", ("Organization", "Arbetsplats", "Arbetsgivare", "Företag", "Company", "Org",
                                      "Myndighet", "Organ", "Nämnd", "Nämnd/styrelse", "Styrelse",
                                      "Organisationsnamn", "Employer")),
    "number": ("Organisationsnummer", ("Org.nr", "Orgnr", "Org nr", "Organization number", "Organisation number")),
    "kind": ("Slag", ("Organisationsslag", "Slag av organisation", "Typ av organisation", "Organisationstyp", "Kind",
                      "Organization kind", "Organization type")),
    "role": ("Roll", ("Befattning", "Uppdrag", "Funktion", "Titel/befattning", "Titel/roll", "Roll/befattning",
                      "Roll/uppdrag", "Position", "Role", "Job title")),
    "role_kind": ("Slag av roll", ("Rolltyp", "Typ av roll", "Role kind", "Role type")),
    "party": ("Parti", ("Party", "Partibeteckning", "Partiförkortning", "Partitillhörighet")),
    "municipality": ("Kommun", ("Municipality", "Hemkommun", "Kommunnamn")),
    "county": ("Län", ("County", "Länsnamn")),
    "sector": ("Sektor", ("Sector",)),
    "tags": ("Etiketter", ("Etikett", "Taggar", "Tagg", "Nyckelord", "Tags", "Tag", "Labels", "Kategori",
                           "Kategorier")),
    "lists": ("Kontaktlistor", ("Kontaktlista", "Lista", "Listor", "Sändlista", "Utskickslista", "List", "Lists",
                                "Contact list", "Contact lists")),
    "note": ("Anteckning", ("Anteckningar", "Notering", "Noteringar", "Kommentar", "Kommentarer", "Intern anteckning",
                            "Interna anteckningar", "Note", "Notes", "Comment", "Comments", "Remarks")),
    "starts_on": ("Från", ("Från och med", "Fr.o.m.", "From", "Start", "Startdatum", "Tillträde", "Tillträdde",
                          "Tillträdesdag", "Tillträdesdatum", "Vald från", "Start date")),
    "ends_on": ("Till", ("Till och med", "T.o.m.", "To", "Until", "Slut", "Slutdatum", "Avgång", "Avgick",
                        "Avgångsdatum", "Vald till", "End", "End date")),
}  # fmt: skip


def key(heading: str) -> str:
    """'E-post ' → 'epost', 'Fr.o.m' → 'from': letters and digits only."""
    return re.sub(r"[^0-9a-z]+", "", fold(heading))


FIELDS = {key(name): field for field, (label, others) in COLUMNS.items() for name in (label, *others)}


# Of these a row may have several values, in one cell or in several columns.
PHONES = {"phone", "mobile"}
SEVERAL = {"email", "phone", "mobile", "address", "web", "tags", "lists", "note"}


def field_of(heading: str) -> str:
    """The field that a heading means by itself, '' when it means none that we know."""
    return FIELDS.get(key(heading), "")


def label(field: str) -> str:
    return COLUMNS[field][0]
