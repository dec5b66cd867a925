"""Letters from a Word file: what a template may hold, one letter merged for each person, all letters as one file.

A template has fields in double braces, `{{ namn }}`, and may leave text out with `{% if lämnade %} … {% endif %}`.
Nothing else is taken: no loops, calls or calculations, so that a template can neither run anything nor go on for ever.
What stands in the head, the foot and the footnotes is the same in every letter of one file; there only what does not
differ between people may stand.
"""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from typing import Any, BinaryIO

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from docx import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docxcompose.composer import Composer
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml.etree import LxmlError

from crm.common.file_kinds import Refused, recognise

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MOST_BYTES = 5 * 1024 * 1024
MOST_UNPACKED = 40 * 1024 * 1024
MOST_TEXT = 2 * 1024 * 1024  # of one part, as it is searched for fields
MOST_BRACES = 2_000
PROPERTIES = ("author", "comments", "identifier", "language", "subject", "title")
# Content that runs, or that Word would fetch from somewhere else when the letter is opened.
ACTIVE = ("word/activex/", "word/embeddings/")
FETCHED = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*\bTargetMode\s*=\s*[\"']External[\"'][^>]*>", re.IGNORECASE)
LINKED = b"/relationships/hyperlink"
ODD_TAG = re.compile(r"\{[\{%#](?:p|r|tr|tc)\s|\{%\s*(?:colspan|cellbg|vm|hm)\b")

# By name: what it says, and an example. `for_all`: the same in every letter of a mailing.
FIELDS: dict[str, tuple[Any, Any]] = {
    "namn": (gettext_lazy("för- och efternamn"), "Maja Lindqvist"),
    "förnamn": (gettext_lazy("förnamn"), "Maja"),
    "efternamn": (gettext_lazy("efternamn"), "Lindqvist"),
    "hälsning": (gettext_lazy("hur brevet börjar"), "Hej Maja,"),
    "titel": (gettext_lazy("titel, om någon är noterad"), "docent"),
    "uppdrag": (gettext_lazy("uppdraget"), "Riksdagsledamot"),
    "uppdrag_i_text": (gettext_lazy("uppdraget inne i en mening"), "riksdagsledamot"),
    "organisation": (gettext_lazy("var uppdraget är"), "Sveriges riksdag"),
    "parti": (gettext_lazy("partiets namn"), "Centerpartiet"),
    "område": (gettext_lazy("valkrets, region eller kommun"), "Västmanlands läns valkrets"),
    "län": (gettext_lazy("länet"), "Västmanlands län"),
    "tillträdde": (gettext_lazy("dagen då uppdraget började"), "28 september 2026"),
    "lämnade": (gettext_lazy("uppdragets sista dag, tomt medan det pågår"), "27 september 2026"),
    "adress": (gettext_lazy("namn och adress, rad för rad"), "Maja Lindqvist\nSveriges riksdag\n100 12 Stockholm"),
    "kontaktansvarig": (gettext_lazy("vem av oss som är kontaktansvarig"), "Alma Berg"),
    "kontaktansvarig_epost": (gettext_lazy("den kontaktansvarigas e-post"), "alma@example.se"),
    "datum": (gettext_lazy("dagens datum"), "22 november 2026"),
    "program": (gettext_lazy("introduktionsprogrammets namn"), "Nyvalda riksdagsledamöter 2026"),
    "sakfråga": (gettext_lazy("programmets sakfråga"), "Systemanalys 2024"),
    "avsändare": (gettext_lazy("den som skriver ut breven"), "Alma Berg"),
}  # fmt: skip
FOR_ALL = ("datum", "program", "sakfråga", "avsändare")
ALLOWED = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Const, nodes.If, nodes.CondExpr,
    nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not,
)  # fmt: skip
UNREADABLE = (
    PackageNotFoundError, LxmlError, zipfile.BadZipFile, KeyError, ValueError, AttributeError, TypeError, IndexError,
    NotImplementedError, EOFError, OSError,
)  # fmt: skip


def field_list() -> list[tuple[str, str, str]]:
    """The fields with what they say and an example, for the page that takes templates in."""
    return [(_written(name), str(said), str(example).replace("\n", ", ")) for name, (said, example) in FIELDS.items()]


def _written(name: str) -> str:
    return f"{{{{ {name} }}}}"


# --- What a template may hold ----------------------------------------------------------------------------------


def check(name: str, content: bytes) -> None:
    """Raises Refused, in words for who uploaded it, when the file is no Word file that can be merged."""
    if len(content) > MOST_BYTES:
        raise Refused(_("Filen är större än 5 MB."))
    if recognise(name, content) != DOCX:
        raise Refused(_("En brevmall är en Word-fil (.docx)."))
    _check_package(content)
    try:
        sources = list(_sources(DocxTemplate(io.BytesIO(content))))
    except UNREADABLE as error:
        raise Refused(_("Filen går inte att läsa. Öppna den i Word och spara den på nytt.")) from error
    used = set().union(*(_fields_of(source, is_body=is_body) for source, is_body in sources))
    if not used:
        raise Refused(_("Mallen har inga fält. Skriv till exempel %(field)s där namnet ska stå.") % _one("namn"))
    _try(content)


def _one(name: str) -> dict[str, str]:
    return {"field": _written(name)}


def _check_package(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        parts = packed.infolist()
        if sum(part.file_size for part in parts) > MOST_UNPACKED:
            raise Refused(_("Filen är för stor när den packas upp. Minska bilderna i den."))
        if any(part.filename.lower().startswith(ACTIVE) for part in parts):
            raise Refused(_("Filen har inbäddade objekt. Ta bort dem; bilder och tabeller går bra."))
        for part in parts:
            if part.filename.endswith(".rels") and _fetches(packed.read(part)):
                raise Refused(_("Filen hämtar något utifrån, en mall eller en länkad bild. Infoga det i stället."))


def _fetches(relations: bytes) -> bool:
    return any(LINKED not in found for found in FETCHED.findall(relations))


def _sources(template: DocxTemplate) -> Iterator[tuple[str, bool]]:
    """The texts in which docxtpl looks for fields; True for the letter itself, False for what all have in common."""
    template.init_docx()
    yield _patched(template, template.get_xml()), True
    for kind in (RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER):
        for _key, part in template.get_headers_footers(kind):
            yield _patched(template, template.get_part_xml(part)), False
    for part in template.docx.part.package.parts:
        if part.content_type == CONTENT_TYPE.WML_FOOTNOTES:
            yield _patched(template, part.blob.decode("utf-8")), False
    for name in PROPERTIES:
        yield getattr(template.docx.core_properties, name) or "", False


def _patched(template: DocxTemplate, xml: str) -> str:
    if len(xml) > MOST_TEXT or xml.count("{") > MOST_BRACES:
        raise Refused(_("Mallen är för lång för ett brev."))
    patched = str(template.patch_xml(xml))
    if ODD_TAG.search(xml) or ODD_TAG.search(patched):
        raise Refused(_only_fields())
    return patched


def _only_fields() -> str:
    return _(
        "En mall kan ha fält, %(field)s, och villkor, {%% if lämnade %%} … {%% endif %%}. Annat tas inte emot."
    ) % (_one("namn"))


def _fields_of(source: str, *, is_body: bool) -> set[str]:
    """The fields that a text has. Raises Refused for those that do not exist and for what is no field."""
    try:
        tree = _environment().parse(source)
    except TemplateError as error:
        raise Refused(_broken(error)) from error
    wrong = {type(node) for node in tree.find_all(nodes.Node)} - set(ALLOWED)
    if wrong:
        raise Refused(_only_fields())
    used = {node.name for node in tree.find_all(nodes.Name)}
    if unknown := sorted(used - FIELDS.keys()):
        told = {"unknown": ", ".join(map(_written, unknown)), "known": ", ".join(map(_written, FIELDS))}
        raise Refused(_("Fälten finns inte: %(unknown)s. De som finns är %(known)s.") % told)
    if not is_body and (own := sorted(used - set(FOR_ALL))):
        told = {"own": ", ".join(map(_written, own)), "all": ", ".join(map(_written, FOR_ALL))}
        raise Refused(
            _("Sidhuvud, sidfot och fotnoter är lika i alla brev. Flytta %(own)s till brevet; där går %(all)s.") % told
        )
    return used


def _broken(error: TemplateError) -> str:
    said = _("Ett fält är inte rätt skrivet: varje {{ ska ha ett }}, och varje {% if %} ett {% endif %}.")
    text = re.sub(r"<[^>]+>", "", str(error.message or ""))[:120]
    return f"{said} ({text})" if text else said


def _try(content: bytes) -> None:
    """A letter to nobody: what cannot be merged is found now, and not on the day of the mailing."""
    try:
        Document(io.BytesIO(merged(content, {name: str(example) for name, (_said, example) in FIELDS.items()})))
    except (*UNREADABLE, TemplateError) as error:
        raise Refused(_("Filen går inte att fylla i. Öppna den i Word, spara den på nytt och försök igen.")) from error


# --- Merging ---------------------------------------------------------------------------------------------------


def _environment() -> ImmutableSandboxedEnvironment:
    environment = ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    environment.filters.clear()
    environment.globals.clear()
    environment.tests.clear()
    return environment


def clean(value: str) -> str:
    """A value without what Word cannot hold: signs that cannot be seen, but line breaks."""
    kept = "".join(char for char in value if char == "\n" or unicodedata.category(char) not in ("Cc", "Cs", "Co", "Cn"))
    return kept.replace("{_", "{").replace("_}", "}")


def merged(content: bytes, values: Mapping[str, str]) -> bytes:
    """One letter: the template with these values in its fields."""
    template = DocxTemplate(io.BytesIO(content))
    known = {name: clean(values.get(name, "")) for name in FIELDS}
    template.render(known, jinja_env=_environment(), autoescape=True)
    stream = io.BytesIO()
    template.save(stream)
    return stream.getvalue()


class _Joined(Composer):
    """Numbers what must be numbered once, when all letters are there: for each letter anew it takes ever longer."""

    def _wait(self) -> None:
        pass

    renumber_bookmarks = renumber_docpr_ids = renumber_nvpicpr_ids = _wait

    def save(self, filename: Any) -> None:
        super().renumber_bookmarks()
        super().renumber_docpr_ids()
        super().renumber_nvpicpr_ids()
        super().save(filename)


def one_file(letters: Iterable[bytes]) -> bytes:
    """All letters as one document, each from the top of a new page with the head and the foot of its first page.

    Raises ValueError when there is no letter.
    """
    rest = iter(letters)
    first = next(rest, None)
    if first is None:
        raise ValueError("no letter")
    composer = _Joined(Document(io.BytesIO(first)))
    section = composer.doc.element.body.find(qn("w:sectPr"))
    for letter in rest:
        _end_section(composer.doc.element.body, section)
        composer.append(Document(io.BytesIO(letter)))
    stream = io.BytesIO()
    composer.save(stream)
    return stream.getvalue()


def _end_section(body: Any, section: Any) -> None:
    """Let the letter that stands last be a section of its own: the next begins on a new page, numbered from 1."""
    if section is None:
        return
    before = section.getprevious()
    is_paragraph = before is not None and before.tag == qn("w:p") and not before.findall(f".//{qn('w:sectPr')}")
    if not is_paragraph:
        before = OxmlElement("w:p")
        section.addprevious(before)
    own = deepcopy(section)
    for kind in own.findall(qn("w:type")):
        own.remove(kind)
    before.get_or_add_pPr().append(own)


def zipped(stream: BinaryIO, letters: Iterable[tuple[str, bytes]]) -> int:
    """Write a .zip with a file for each (name, letter); returns how many. Two of one name get a number each."""
    taken: dict[str, int] = {}
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, letter in letters:
            again = taken[name] = taken.get(name, 0) + 1
            packed.writestr(f"{name} {again}.docx" if again > 1 else f"{name}.docx", letter)
    return sum(taken.values())


# --- The sample ------------------------------------------------------------------------------------------------

WELCOME = """\
{{ adress }}
{{ datum }}
{{ hälsning }}
Varmt välkommen som {{ uppdrag_i_text }}! Vi arbetar tillsammans för transportsystemet i sju län och vill gärna \
berätta om det som är på gång där du verkar.{% if län %} I {{ län }} är det mycket som händer under \
mandatperioden.{% endif %}
{% if kontaktansvarig %}{{ kontaktansvarig }} är din kontakt hos oss och hör av sig för en första träff. Du når oss på \
{{ kontaktansvarig_epost }}.{% else %}Vi hör av oss för en första träff.{% endif %}
Med vänlig hälsning
{{ avsändare }}"""
THANKS = """\
{{ adress }}
{{ datum }}
{{ hälsning }}
Tack för din tid som {{ uppdrag_i_text }}{% if lämnade %}, som slutade {{ lämnade }}{% endif %}. Det vi har kommit \
fram till tillsammans bär vi med oss.
{% if kontaktansvarig %}Vill du höra av dig framöver är {{ kontaktansvarig }} fortfarande din kontakt hos oss.\
{% else %}Hör gärna av dig också framöver.{% endif %}
Med vänlig hälsning
{{ avsändare }}"""


def sample(text: str = WELCOME, title: str = "Brev") -> bytes:
    """A template to begin from, as Word saves it."""
    document = Document()
    document.core_properties.title = title
    document.core_properties.author = ""
    document.styles["Normal"].font.name = "Calibri"
    document.styles["Normal"].font.size = Pt(11)
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(25)
    for line in text.splitlines():
        document.add_paragraph(line).paragraph_format.space_after = Pt(12)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()
