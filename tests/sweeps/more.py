"""More of everything: every row of the world again, beside it and beneath copies of what it belongs to."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from crm.common import bulk
from crm.common.tracking import OfOperation
from crm.models import User
from tests import make

APPS = ("crm", "contacts", "advocacy")
# One of a kind: who is at the page, what is current, what a list of facts holds.
LEFT = {"crm.User", "crm.ScheduledRun", "crm.SearchWord", "advocacy.Plan", "contacts.Term", "contacts.Area"}


def add_more() -> set[str]:
    """Returns the names of the models of which there are more now."""
    found = [m for m in apps.get_models() if m._meta.app_label in APPS and not issubclass(m, OfOperation)]
    every = [model for model in found if model._meta.label not in LEFT]
    rows = {model: list(model._base_manager.all()) for model in _in_order(every)}
    grown = set()
    for copy in (1, 2):
        copies: dict[tuple[Any, Any], Any] = {}
        for model, originals in rows.items():
            for original in originals:
                # The first copy stays with the same parents, the others go beneath the copies of those.
                made = _copied(original, copy, copies if copy > 1 else {})
                if made is not None:
                    copies[model, original.pk] = made.pk
                    grown.add(model._meta.label)
    return grown


def _in_order(found: list[Any]) -> list[Any]:
    """What is referred to comes first."""
    ordered: list[Any] = []
    while found:
        ready = [m for m in found if not {f.related_model for f in _relations(m)} & set(found) - {m}] or found[:1]
        ordered += ready
        found = [model for model in found if model not in ready]
    return ordered


def _relations(model: Any) -> list[Any]:
    return [field for field in model._meta.concrete_fields if field.is_relation]


def _copied(original: Any, copy: int, copies: dict[tuple[Any, Any], Any]) -> Any:
    model = type(original)
    names = [f.attname for f in model._meta.concrete_fields if not f.primary_key]
    made = model(**{name: getattr(original, name) for name in names})
    for field in _relations(model):
        target = getattr(original, field.attname)
        setattr(made, field.attname, copies.get((field.related_model, target), target))
        if isinstance(field, models.OneToOneField):
            setattr(made, field.attname, None)
    for name in ("is_preferred", "is_current"):
        if hasattr(made, name):
            setattr(made, name, False)
    return _stored(made, copy)


def _stored(made: Any, copy: int) -> Any:
    """The copy, with its texts changed when the same again is refused; None when that is refused too."""
    actor: User = make.actor()
    for suffix in ("", str(copy)):
        for field in made._meta.concrete_fields:
            if suffix and type(field) is models.CharField and not field.choices and getattr(made, field.attname):
                setattr(made, field.attname, f"{getattr(made, field.attname)[: (field.max_length or 99) - 1]}{suffix}")
        try:
            with transaction.atomic():
                return bulk.insert([made], actor=actor)[0]
        except (IntegrityError, ValidationError, ValueError):
            made.pk = None
    return None
