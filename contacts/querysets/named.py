"""What people and organizations have in common: they are found by name, by an address, by an identifier."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, TypeVar

from django.apps import apps
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from phonenumber_field.phonenumber import PhoneNumber
from phonenumbers import NumberParseException

from crm.common import search
from crm.common.search import Asked

_NUMBER = re.compile(r"[+(\d][\d\s()/.–-]*")
_DOMAIN = re.compile(r"@?(?:www\.)?((?:[\w-]+\.)+[a-z]{2,})")
FEWEST_DIGITS = 5


M = TypeVar("M", bound=models.Model)


class NamedQuerySet(models.QuerySet[M]):
    """Rows with `search_text` and `sort_key`, to whom contact details and identifiers belong."""

    def matching(self, text: str) -> Any:
        """Every word of `text` is, begins or stands inside a word of the name, in any order; or it is their address.

        Where nobody is called so, those who are called nearly so. Without words: all.
        """
        asked = Asked(text)
        if not asked:
            return self
        spelt = search.condition(self, asked.ladder[-1])
        found = self.filter(spelt | self._addressed(asked) if self._addresses(asked) else spelt)
        if found.exists():
            return found
        near = search.holding(self, asked.close[-1])
        near.is_near = True  # what a list says of it
        return near

    def named(self, text: str, limit: int) -> list[int]:
        """The ids of the best `limit` rows for `text`, best first."""
        asked = Asked(text)
        others = [source] if (source := self.addressed("name", asked)) else []
        found = search.find({"name": self}, asked, limit, others)
        rows = [*found.get(f"name{search.ADDRESS}", ()), *found.get("name", ())]
        return list(dict.fromkeys(row.pk for row in rows))[:limit]

    # --- By address or identifier -----------------------------------------------------------------------

    def addressed(self, name: str, asked: Asked) -> search.Source | None:
        """Those who have the address, the number or the identifier that was asked for; None when it can be none."""
        wanted = self._addresses(asked)
        if not wanted:
            return None
        why: Any = [
            Subquery(rows.filter(**{self._holder: OuterRef("pk")}).order_by("pk").values("value")[:1])
            for rows in wanted
        ]
        found = models.functions.Coalesce(*why) if len(why) > 1 else why[0]
        rows = self.filter(self._addressed(asked)).order_by("sort_key", "pk")
        return search.Source(
            f"{name}{search.ADDRESS}", search.narrow(rows, sort="sort_key", said="search_text", found=found)
        )

    @property
    def _holder(self) -> str:
        return str(self.model._meta.model_name)

    def _addressed(self, asked: Asked) -> Q:
        found = Q(pk__in=[])
        for rows in self._addresses(asked):
            found |= Q(pk__in=rows.filter(**{f"{self._holder}__isnull": False}).values(self._holder))
        return found

    def _addresses(self, asked: Asked) -> list[Any]:
        """Contact details and identifiers that are what was asked for."""
        details = apps.get_model("contacts", "ContactDetail").objects
        text = asked.text.lower()
        wanted: list[Any] = []
        if (said := _detail(text)) is not None:
            wanted.append(details.filter(said))
        elif self._holder == "organization" and (domain := _DOMAIN.fullmatch(text)):
            wanted.append(details.filter(_of_domain(domain[1])))
        if len(text.split()) == 1 and any(sign.isdigit() for sign in text):
            wanted.append(apps.get_model("contacts", "ExternalIdentifier").objects.filter(value=asked.text))
        return wanted


def left_of(model: type[models.Model], ids: Iterable[int]) -> list[int]:
    """The ids, those of rows that were merged away replaced by the ids of the rows that are left."""
    wanted = list(ids)
    gone = model._base_manager.filter(pk__in=wanted, merged_into__isnull=False).values_list("pk", "merged_into_id")
    kept = dict(gone)
    return list(dict.fromkeys(kept.get(pk, pk) for pk in wanted))


def _detail(text: str) -> Q | None:
    """An e-mail address or a telephone number, or the beginning of one, written in any way."""
    if "@" in text[1:] and " " not in text:
        return Q(kind="email", value__startswith=text)
    if _NUMBER.fullmatch(text) and sum(sign.isdigit() for sign in text) >= FEWEST_DIGITS:
        return Q(kind__in=("phone", "mobile"), value__startswith=_e164(text))
    return None


def _e164(text: str) -> str:
    """A number, or the beginning of one, as it is stored: '070-12' → '+467012'."""
    try:
        number = PhoneNumber.from_string(text, region="SE")
        if number.is_valid():
            return str(number.as_e164)
    except NumberParseException:
        pass
    digits = "".join(sign for sign in text if sign.isdigit())
    if text.startswith("+"):
        return f"+{digits}"
    if digits.startswith("00"):
        return f"+{digits[2:]}"
    return f"+46{digits.removeprefix('0')}"


def _of_domain(domain: str) -> Q:
    return Q(kind="email", value__endswith=f"@{domain}") | Q(kind="web", value__contains=domain)
