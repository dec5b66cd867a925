"""How what an import does is told. Asked for every row of a long list: each label is looked up once."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from contacts.choices import DetailKind
from contacts.models import ContactDetail, ContactListMember, Membership, MembershipStatus, PersonTag, Tag

# Field, what the register says, what it will say.
Change = tuple[str, str, str]


class Words:
    """Labels in the language that holds when they are first asked for."""

    def __init__(self) -> None:
        self.known: dict[Any, str] = {}

    def model(self, model: type[models.Model]) -> str:
        if model not in self.known:
            self.known[model] = str(model._meta.verbose_name)
        return self.known[model]

    def field(self, model: type[models.Model], name: str) -> str:
        key = (model, name)
        if key not in self.known:
            self.known[key] = str(_field(model, name).verbose_name)
        return self.known[key]

    def of(self, text: str) -> str:
        """A short text translated."""
        if text not in self.known:
            self.known[text] = _(text)
        return self.known[text]

    def detail_kind(self, kind: str) -> str:
        key = (DetailKind, kind)
        if key not in self.known:
            self.known[key] = str(DetailKind(kind).label)
        return self.known[key]

    def described(self, obj: models.Model) -> Change:
        """A new row as a change: what sort of thing, nothing before, what it says."""
        if isinstance(obj, ContactDetail):
            return (self.detail_kind(obj.kind), "", readable(obj.value))
        if isinstance(obj, Membership):
            return (self.model(Membership), "", self._role(obj))
        if isinstance(obj, MembershipStatus):
            return (self.model(MembershipStatus), "", f"{obj} {obj.starts_on or ''}–{obj.ends_on or ''}")
        if isinstance(obj, PersonTag):
            return (self.model(Tag), "", str(obj))
        if isinstance(obj, ContactListMember):
            return (self.of("kontaktlista"), "", str(obj.contact_list))
        return (self.model(type(obj)), "", str(obj))

    def _role(self, role: Membership) -> str:
        parts = [str(role)]
        if role.party_id:
            parts.append(role.party.code)  # type: ignore[union-attr]
        if role.area_id:
            parts.append(str(role.area))
        if role.starts_on:
            parts.append(f"{self.of('från')} {role.starts_on}")
        if role.ends_on:
            parts.append(f"{self.of('till')} {role.ends_on}")
        return ", ".join(parts)


@cache
def _field(model: type[models.Model], name: str) -> Any:
    return model._meta.get_field(name)


def readable(value: str) -> str:
    """A Swedish mobile number as Swedes write it; other values as they are. Cheap: it is asked for every row."""
    if len(value) == 12 and value.startswith("+467"):
        return f"0{value[3:5]}-{value[5:8]} {value[8:10]} {value[10:]}"
    return value


def shown(value: Any) -> str:
    return "–" if value is None or value == "" else str(value)


# What `Words.of` is asked for, for the collecting of messages.
def _collected() -> tuple[str, ...]:
    return (_("kontaktlista"), _("från"), _("till"))
