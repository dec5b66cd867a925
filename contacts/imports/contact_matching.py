"""Whom the rows of a contact list mean in the register, and what that comes to.

A person is recognised by our own id, the list's id, the e-mail address, by name and telephone, by name and
organization or municipality; never by name alone. What is doubtful goes to whoever imports the list: which of the
candidates, somebody new, or skip. What differs changes, blank cells change nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

from django.utils.translation import gettext as _

from contacts.choices import DetailKind, Scheme, Sector
from contacts.imports.drafts import make
from contacts.imports.entry import PHONES, Entry, Reader
from contacts.imports.known import Known, Register
from contacts.imports.marks import Marks, Options
from contacts.imports.organizations import Misplaced, Organizations
from contacts.imports.register import Areas, Parties
from contacts.imports.roles import Roles
from contacts.models import (
    ContactDetail,
    ExternalIdentifier,
    Organization,
    Person,
)
from contacts.services.import_plan import Plan
from crm.common import text
from crm.common.dates import today

fold = lru_cache(maxsize=50_000)(text.fold)
NEW, SKIP, SAME_ROW = "new", "skip", "row:"
MAX_CANDIDATES = 8
TEXTS = ("title", "salutation", "sector")


@dataclass
class Overview:
    """What is known of a whole list before its rows are understood: little, for a list may be long.

    `shared_emails` stand on several rows, as do rows whose hash is in `repeated`; `digest` tells the list from others
    however it was saved.
    """

    emails: set[str] = field(default_factory=set)
    shared_emails: set[str] = field(default_factory=set)
    repeated: set[int] = field(default_factory=set)
    digest: str = ""


class Unsure(Exception):
    """Who is meant cannot be told by the row alone."""

    def __init__(self, question: str, found: list[Known], *, field: str = "", value: str = "", is_new: bool = False):
        self.question, self.found, self.field, self.value, self.is_new = question, found, field, value, is_new
        super().__init__(question)


class Matching:
    """A list against the register, part by part."""

    def __init__(self, reader: Reader, parties: Parties, areas: Areas, options: Options) -> None:
        self.reader, self.options, self.today = reader, options, today()
        self.organizations = Organizations(areas, options.create_kind)
        self.register = Register(reads_notes="note" in reader.columns)
        self.roles = Roles(self.register, parties, areas)
        self.marks = Marks(options)
        self.overview = Overview()
        self.first: dict[tuple[str, str], tuple[int, str]] = {}
        # Rows that others were decided to be the same as.
        self.meant_rows = {
            int(choice.removeprefix(SAME_ROW))
            for choice in options.decisions.values()
            if choice.startswith(SAME_ROW) and choice.removeprefix(SAME_ROW).isdecimal()
        }
        self.plan = Plan(source="")

    def look_at(self, overview: Overview) -> None:
        """Before the first part."""
        self.overview = overview
        self.register.know_emails(overview.emails, overview.shared_emails)

    def part(self, plan: Plan, entries: list[Entry], *, is_stored: bool) -> None:
        """Plan one part of the list. `is_stored`: the parts before it stand in the register by now."""
        self.plan = self.roles.plan = self.marks.plan = plan
        if is_stored:
            self.marks.planned.clear()
        self.register.forget(is_stored=is_stored, meant_rows=self.meant_rows)
        decided = [self.options.decisions.get(entry.row, "") for entry in entries]
        chosen = [int(choice) for choice in decided if choice.isdecimal()]
        self.register.load(entries, [*chosen, *self.register.stored.values()])
        for entry in entries:
            self._clash(entry)
            try:
                # Of a row that is wrong already only its organization is looked at, so that all is told at once.
                self.organizations.of(entry) if entry.is_wrong else self._plan(entry)
            except Misplaced as misplaced:
                self.reader.refuse(entry, misplaced.field, misplaced.value, misplaced.reason)
        self.roles.tell_beside()

    def _clash(self, entry: Entry) -> None:
        """In the command, rows that share an address or an id with somebody of another name are wrong.

        A row that says who it is by the register's own number may share an address: an export of such people does.
        """
        keys = [("id", entry.own_id)] if entry.own_id else []
        if not (self.options.asks or entry.samsyn):
            keys = [("email", value) for value in entry.emails if value in self.overview.shared_emails] + keys
        for key in keys:
            row, name = self.first.setdefault(key, (entry.row, entry.full))
            if name != entry.full and fold(name) != fold(entry.full):
                reason = _("Samma värde står på rad %(row)s för %(name)s.") % {"row": row, "name": name}
                self.reader.refuse(entry, key[0], key[1], reason)
                entry.is_wrong = True

    # --- Who ------------------------------------------------------------------------------------------

    def _plan(self, entry: Entry) -> None:
        organization = self.organizations.of(entry)
        outcome = self.plan.outcomes[entry.row]
        known = self._who(entry, organization)
        if outcome.state in ("doubtful", "skipped", "wrong"):
            return
        if not self._may(entry, known):
            return
        if known is not None and organization is not None:
            self.roles.check(entry, known, organization)
        self.marks.check(entry)
        if organization is not None and organization.pk is None:
            self.marks.once(organization, entry)
        if known is None:
            known = self._new_person(entry)
        else:
            self._compare_person(entry, known)
        self.register.touched[known] = None
        self.register.by_row[entry.row] = known
        outcome.person, outcome.person_id, outcome.is_new_person = known.obj, known.pk, known.is_made
        self._identify(entry, known)
        if organization is not None:
            self.roles.place(entry, known, organization)
        elif entry.area is not None:
            outcome.notes.append(_("Området läses inte in: raden nämner varken uppdrag eller organisation."))
        self._details(entry, known)
        self.marks.put(entry, known)

    def _may(self, entry: Entry, known: Known | None) -> bool:
        if known is None and not self.options.may_add:
            self.reader.refuse(entry, "name", entry.full, _("Du får inte lägga till personer."))
        elif known is not None and not self.options.may_change:
            self.reader.refuse(entry, "name", entry.full, _("Du får inte ändra personer."))
        else:
            return True
        return False

    def _who(self, entry: Entry, organization: Organization | None) -> Known | None:
        """The one whom a row means, None for somebody new. What cannot be told is noted. Raises Misplaced."""
        choice = self.options.decisions.get(entry.row, "")
        if choice == SKIP:
            self.plan.outcomes[entry.row].turn("skipped", _("Hoppas över, enligt ditt val."))
            return None
        if choice and choice != NEW:
            found = self._chosen(choice)
            if found is None:
                raise Misplaced("name", entry.full, _("Den du valde finns inte längre. Välj igen."))
            return found
        try:
            found = self._match(entry, organization)
            if found is None and choice != NEW:
                self._look_at_namesakes(entry)
            return found
        except Unsure as unsure:
            if choice == NEW:
                return None
            self._ask(entry, unsure)
            return None

    def _chosen(self, choice: str) -> Known | None:
        if not choice.startswith(SAME_ROW):
            return self.register.by_pk.get(int(choice)) if choice.isdecimal() else None
        row = int(told) if (told := choice.removeprefix(SAME_ROW)).isdecimal() else 0
        return self.register.by_row.get(row) or self.register.by_pk.get(self.register.stored.get(row, 0))

    def _ask(self, entry: Entry, unsure: Unsure) -> None:
        if self.options.asks:
            outcome = self.plan.outcomes[entry.row]
            outcome.turn("doubtful")
            outcome.question, outcome.told = unsure.question, entry.facts()
            outcome.candidates = [known.pk for known in unsure.found if known.pk][:MAX_CANDIDATES]
            outcome.rows = [known.row for known in unsure.found if not known.pk and known.row][:MAX_CANDIDATES]
        elif unsure.is_new:
            self.plan.doubt(entry.row, entry.full, unsure.question)
        else:
            raise Misplaced(unsure.field, unsure.value, unsure.question)

    def _namesakes(self, entry: Entry) -> list[Known]:
        return list(dict.fromkeys(known for key in entry.name_keys for known in self.register.by_name.get(key, ())))

    def _match(self, entry: Entry, organization: Organization | None) -> Known | None:
        if entry.samsyn:
            if entry.samsyn not in self.register.by_pk:
                raise Misplaced("samsyn", str(entry.samsyn), _("Ingen person i registret har det numret."))
            return self._checked(entry, self.register.by_pk[entry.samsyn], "samsyn", str(entry.samsyn))
        own_id = entry.own_id or ("" if entry.has_evidence else entry.row_key)
        if own_id in self.register.by_id:
            return self._checked(entry, self.register.by_id[own_id], "id", own_id)
        for email in entry.emails:
            if found := self._by_email(entry, email):
                return found
        namesakes = self._namesakes(entry)
        if not namesakes:
            return None
        for fits in self._evidence(entry, organization):
            fitting = [known for known in namesakes if fits(known) and not self._contradicts(entry, known)]
            if len(fitting) > 1:
                reason = _("Flera personer med det namnet finns där. Skriv e-post eller id som skiljer dem åt.")
                raise Unsure(reason, fitting, field="name", value=entry.full)
            if fitting:
                return fitting[0]
        return None

    def _evidence(self, entry: Entry, organization: Organization | None) -> list[Callable[[Known], Any]]:
        """What, beside the name, shows that it is them: the strongest first."""
        phones, area = entry.phones, entry.area
        tests: list[Callable[[Known], Any]] = []
        if phones:
            tests.append(lambda known: known.phones & phones)
        if organization is not None:
            tests.append(lambda known: known.works_in(organization))
        if area is not None and area.kind == "municipality":
            tests.append(lambda known: any(self._lies_in(held, area.pk) for held in known.memberships))
        return tests

    def _lies_in(self, held: Any, area: int) -> bool:
        organization = held.organization
        if isinstance(organization, int):
            organization = self.organizations.by_pk.get(organization)
        return held.area == area or (organization is not None and organization.area_id == area)

    def _by_email(self, entry: Entry, email: str) -> Known | None:
        found = self.register.by_email.get(email, [])
        if len(found) > 1:
            found = [known for known in found if fold(known.name) == fold(entry.full)] or found
        if len(found) > 1:
            raise Unsure(_("Flera personer i registret har adressen."), found, field="email", value=email)
        return self._checked(entry, found[0], "email", email) if found else None

    def _checked(self, entry: Entry, known: Known, name: str, value: str) -> Known:
        """An id or address of somebody with quite another name is a mistake, not a change of name."""
        full = known.name
        if known.may_be_called(entry.full, by_given=name == "email"):
            return known
        reason = _("Hör till %(name)s i registret. Rätta raden, eller den personens uppgifter.") % {"name": full}
        if name == "email":
            if self.options.asks:
                reason = _("E-postadressen hör till %(name)s i registret, som heter något annat.") % {"name": full}
                if not known.pk:
                    told = {"row": known.row, "name": full}
                    reason = _("Samma e-postadress står på rad %(row)s för %(name)s.") % told
            raise Unsure(reason, [known], field=name, value=value)
        raise Misplaced(name, value, reason)

    def _contradicts(self, entry: Entry, known: Known) -> bool:
        """Whether a namesake is somebody else after all: has another id, or an address that another row has."""
        if entry.own_id and any(not own_id.startswith("rad:") for own_id in known.ids):
            return True
        return bool(entry.emails) and bool(known.emails & self.overview.emails)

    def _look_at_namesakes(self, entry: Entry) -> None:
        """Raise Unsure when somebody of that name is known, but nothing else shows that it is them."""
        namesakes = self._namesakes(entry)
        if self.options.asks:
            namesakes = [known for known in namesakes if not self._contradicts(entry, known)]
        if namesakes:
            raise Unsure(self._namesake, namesakes, is_new=True)

    @cached_property
    def _namesake(self) -> str:
        """One text for all: in a long list every third name may be somebody else's too."""
        reason = _("Någon med samma namn finns redan, men inget annat visar att det är samma person.")
        return reason if self.options.asks else f"{reason} " + _("Läggs in som ny.")

    # --- What is known of them ------------------------------------------------------------------------

    def _new_person(self, entry: Entry) -> Known:
        values = {
            "given_name": entry.given,
            "family_name": entry.family,
            "title": entry.title,
            "salutation": entry.salutation,
            "sector": entry.sector,
        }
        person = make(Person, **values)
        person.derive()
        self.plan.add(person, entry.row, is_valid=True)
        if entry.title or entry.salutation or entry.sector:
            self.plan.note(Person, {name: ("", values[name]) for name in TEXTS}, entry.row, words=_words)
        known = Known(None, {**values, "legal_name": ""}, person, entry.row, is_made=True)
        self.register.index(known)
        return known

    def _compare_person(self, entry: Entry, known: Known) -> None:
        told = {name: value for name in TEXTS if (value := getattr(entry, name))}
        if known.name != entry.full and fold(known.name) != fold(entry.full):
            told |= {"given_name": entry.given, "family_name": entry.family}
        pairs = {name: (known.values[name], value) for name, value in told.items()}
        if known.obj is not None:
            self.plan.note(Person, pairs, entry.row, words=_words)
            for name, value in told.items():
                setattr(known.obj, name, value)
            known.obj.derive()
        else:
            self.plan.alter(Person, known.pk, pairs, entry.row, is_counted=not known.is_made, words=_words)
        known.values.update(told)

    def _identify(self, entry: Entry, known: Known) -> None:
        own_id = entry.own_id or ("" if entry.has_evidence else entry.row_key)
        if own_id and own_id not in known.ids:
            known.ids.add(own_id)
            self.register.by_id[own_id] = known
            identifier = make(ExternalIdentifier, scheme=Scheme.IMPORT, value=own_id, **known.reference())
            self.plan.add(identifier, entry.row, is_valid=True)

    def _details(self, entry: Entry, known: Known) -> None:
        for kind, value in entry.details:
            kinds = PHONES if kind in PHONES else (kind,)
            same = next(((k, value) for k in kinds if (k, value) in known.details), None)
            if same is not None:
                if (pk := known.details[same]) and not known.is_made:
                    self.plan.keep_known(ContactDetail, pk)
                continue
            detail = make(
                ContactDetail,
                kind=kind,
                value=value,
                source=self.plan.source,
                is_preferred=kind not in known.preferred,
                **known.reference(),
            )
            known.preferred.add(kind)
            known.details[kind, value] = None
            self.plan.add(detail, entry.row, is_valid=True)
            if kind == DetailKind.EMAIL:
                self.register.meet(value, known)


def _words(name: str, value: Any) -> str:
    """A person's value as it is read; nothing before is left out."""
    return str(Sector(value).label) if name == "sector" and value else value
