"""Letters as forms of an export: a file for each person in a .zip, or all of them in one document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from itertools import chain
from typing import Any, BinaryIO

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advocacy.exports import letters_docx
from advocacy.models import LetterTemplate
from advocacy.services import letters
from contacts.exports.recipients import recipients, refusing, with_address, without_address
from crm.common.exports import Format, Taking

MOST = 1000
AT_ONCE = 40  # so many letters are merged while one waits
TOLD = 10  # one tells after so many letters how far it has come
NO_FILE_NAME = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


def _templates() -> list[tuple[str, str]]:
    return [(str(pk), name) for pk, name in LetterTemplate.objects.in_use().values_list("pk", "name")]


class LetterForm(forms.Form):
    """Which template the letters are made from."""

    template = forms.ChoiceField(
        label=gettext_lazy("Brevmall"),
        choices=_templates,
        error_messages={"required": gettext_lazy("Välj en brevmall. Finns det ingen, lägg först till en.")},
    )


def _letters(taking: Taking) -> Iterator[tuple[str, bytes]]:
    """The name of a file and its letter, person by person."""
    template = LetterTemplate.objects.select_related("attachment").get(pk=taking.options["template"])
    content, sender = letters.content_of(template), str(taking.options.get("sender", ""))
    for number, receiver in enumerate(letters.receivers(taking.queryset), start=1):
        lines = next(iter(recipients([receiver.person]))).lines
        facts = letters.facts_of(receiver.case, receiver.person, lines=lines, sender=sender)
        yield _file_name(receiver.person.name_sorted), letters_docx.merged(content, facts)
        if number % TOLD == 0:
            taking.tell(number)


def _file_name(name: str) -> str:
    return NO_FILE_NAME.sub(" ", name).strip(" .")[:100] or _("Brev")


def _zip(stream: BinaryIO, taking: Taking) -> int:
    return letters_docx.zipped(stream, _letters(taking))


def _one(stream: BinaryIO, taking: Taking) -> int:
    count = 0

    def written() -> Iterator[bytes]:
        nonlocal count
        for _name, letter in _letters(taking):
            count += 1
            yield letter

    letters_of_all = written()
    first = next(letters_of_all, None)
    nobody = letters_docx.sample(_("Ingen av dem kan få brev."))
    stream.write(letters_docx.one_file(chain([first], letters_of_all)) if first else nobody)
    return count


def left_out(cases: Any) -> dict[str, Any]:
    """Who gets no letter, or one without an address."""
    people = letters.people_of(cases)
    return {
        _("Saknar adress, och får ett brev utan adressrader"): without_address(people),
        _("Vill inte bli kontaktade, och är inte med"): refusing(people),
    }


def summary(rows: int, missing: list[int]) -> tuple[int, str]:
    return rows - missing[-1], with_address(rows, missing)


_letter_format: Any = partial(
    Format, options=LetterForm, left_out=left_out, summary=summary, most=MOST, at_once=AT_ONCE
)
LETTERS_ZIP: Format = _letter_format(
    "brev",
    gettext_lazy("Brev, ett var"),
    gettext_lazy("En Word-fil för var och en, från en av era brevmallar, i en packad fil (.zip)."),
    "zip",
    "application/zip",
    _zip,
)
LETTERS_ONE: Format = _letter_format(
    "brev-en",
    gettext_lazy("Brev, alla i en fil"),
    gettext_lazy("Alla brev efter varandra i en Word-fil att skriva ut, varje brev på en ny sida."),
    "docx",
    letters_docx.DOCX,
    _one,
)
