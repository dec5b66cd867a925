"""What the rows of a list put on people: tags, contact lists, internal notes. And how a list is to be read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contacts.choices import ListKind
from contacts.imports.drafts import make
from contacts.imports.entry import Entry
from contacts.imports.known import Known
from contacts.imports.organizations import Misplaced
from contacts.models import ContactList, ContactListMember, Note, Organization, PersonTag, Tag
from contacts.services import lists
from contacts.services.import_plan import Plan
from crm.common import text
from crm.common.dates import today
from crm.common.sheet_reading import one_line
from crm.models import User

fold = lru_cache(maxsize=50_000)(text.fold)
NEW_TAG = gettext_lazy("Etiketten finns inte i registret. Nya etiketter läggs upp av en ansvarig.")


@dataclass
class Options:
    """How a list is to be read.

    `asks`: somebody decides what is doubtful (`decisions` by row), as on the page; else a namesake is somebody new,
    and what cannot be told is wrong, as in the command.
    """

    asks: bool = False
    decisions: Mapping[int, str] = field(default_factory=dict)
    create_kind: str = ""
    owner: User | None = None
    may_add: bool = True
    may_change: bool = True
    may_add_tags: bool = True
    tag: str = ""
    list_name: str = ""


class Marks:
    """Tags and lists of the register by name, those that the list adds among them. `plan` is the part being planned."""

    def __init__(self, options: Options) -> None:
        self.options, self.today, self.plan = options, today(), Plan(source="")
        self.tags = {fold(tag.name): tag for tag in Tag.objects.all()}
        self.lists = {fold(found.name): found for found in ContactList.objects.all()}
        self.planned: set[int] = set()

    def check(self, entry: Entry) -> None:
        """Raise Misplaced for what may not be put on anybody, before anything of the row is planned."""
        self._check_lists(entry)
        self._check_tags(entry)

    def put(self, entry: Entry, known: Known) -> None:
        self._tag(entry, known)
        self._put_on_lists(entry, known)
        self._write_down(entry, known)

    def once(self, obj: Tag | ContactList | Organization, entry: Entry) -> None:
        """Plan what several rows refer to, with the first of them that is right."""
        if obj.pk is None and id(obj) not in self.planned:
            self.planned.add(id(obj))
            self.plan.add(obj, entry.row, is_valid=True)

    def _check_tags(self, entry: Entry) -> None:
        for name in entry.tags:
            if not self.options.may_add_tags and fold(name) not in self.tags:
                raise Misplaced("tags", name, str(NEW_TAG))

    def _tag(self, entry: Entry, known: Known) -> None:
        for name in [*entry.tags, self.options.tag] if self.options.tag else entry.tags:
            key = fold(name)
            if key not in self.tags:
                self.tags[key] = Tag(name=name)
            tag = self.tags[key]
            self.once(tag, entry)
            if key not in known.tags and tag.pk not in known.tags:
                known.tags.add(key)
                self.plan.add(make(PersonTag, tag=tag, **known.reference()), entry.row, is_valid=True)

    def _list_names(self, entry: Entry) -> list[str]:
        return [*entry.lists, *([self.options.list_name] if self.options.list_name else ())]

    def _check_lists(self, entry: Entry) -> None:
        for name in self._list_names(entry):
            found = self.lists.get(fold(name))
            if found is not None and found.kind == ListKind.DYNAMIC:
                reason = _("Listan är ett sparat urval. Ingen kan ställas på den för hand.")
                raise Misplaced("lists", name, reason)
            if found is not None and self.options.owner and not lists.may_fill(self.options.owner, found):
                raise Misplaced("lists", name, _("Du får inte ändra vilka som står på den här listan."))

    def _put_on_lists(self, entry: Entry, known: Known) -> None:
        for name in self._list_names(entry):
            key = fold(name)
            if key not in self.lists:
                self.lists[key] = ContactList(name=name, owner=self.options.owner or User.objects.system())
                self.lists[key].derive()
            listed = self.lists[key]
            self.once(listed, entry)
            if key not in known.lists and listed.pk not in known.lists:
                known.lists.add(key)
                member = make(ContactListMember, contact_list=listed, starts_on=self.today, **known.reference())
                self.plan.add(member, entry.row, is_valid=True)

    def _write_down(self, entry: Entry, known: Known) -> None:
        """What the list notes of somebody becomes an internal note, once."""
        said = one_line(entry.note) if entry.note else ""
        if not said or said in known.notes:
            return
        known.notes.add(said)
        by = self.options.owner or User.objects.system()
        note = make(Note, text=entry.note, written_by=by, **known.reference())
        note.derive()
        self.plan.add(note, entry.row, is_valid=True)
