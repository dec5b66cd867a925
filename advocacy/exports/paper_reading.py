"""A board paper as it is read: its content as headings, paragraphs, tables and pictures, in Swedish words.

PDF, Word and slides are made of the same `Reading`, so that they say the same. Everything comes from the content alone:
the same content gives the same figures whenever it is printed. Swedish, whatever language the reader has chosen.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlsplit

from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.utils.translation import override

from advocacy.exports.paper_pictures import Picture, of_counties, of_goals, of_groups, of_ladder, of_quarters
from advocacy.exports.paper_words import cell, change, value_with_whole, written
from advocacy.services import paper_content
from advocacy.services.figures.definitions import of_section
from crm.models.look import ACCENT, Typeface
from crm.templatetags.ui import DASH

Content = dict[str, Any]

# Tables that are long, or that a picture has told of already, stand at the end.
APPENDED = ("spread", "ladder")
# Hundreds of rows: to count on in a sheet, not to read on paper.
SHEETS_ALONE = ("met_by_county",)
NUMBERS = ("number", "percent", "kronor", "days")
# Letters on a line of a table.
LETTERS = 106
# Letters of a code that is not to be broken.
CODE = 12
# Letters of a column that needs no more than its own room, and of the longest that is given all it asks for.
SHORT, LONGEST = 18, 44
DOCUMENT = "document"
_ITEM = re.compile(r"\s*[-•*]\s+(.*)")
_NUMBERED = re.compile(r"\s*\d{1,2}[.)]\s+(.*)")


@dataclass(frozen=True)
class PaperLook:
    """The customer's own look: name, accent as #rrggbb, one of `Typeface`, and a logo as the bytes of a PNG or JPEG."""

    name: str = ""
    accent: str = ACCENT
    typeface: str = Typeface.SANS
    logo: bytes = b""


@dataclass(frozen=True)
class Block:
    """A piece of what was written: a paragraph ('p', one text), or a list ('ul', 'ol')."""

    kind: str
    texts: list[str]


@dataclass(frozen=True)
class TableOut:
    """A table ready to set, without a title of its own where it is what the heading says.

    `numeric` says which columns stand to the right, `shares` how much of the width each takes, adding up to 1. `links`:
    for each row, where on the web it can be read, or ''; column `linked` leads there.
    """

    title: str
    heads: list[str]
    numeric: list[bool]
    shares: list[float]
    rows: list[list[str]]
    note: str = ""
    links: list[str] = field(default_factory=list)
    linked: int = 0

    def link_of(self, row: int, column: int) -> str:
        """Where a cell leads, or ''."""
        return self.links[row] if self.links and column == self.linked else ""


@dataclass(frozen=True)
class SectionOut:
    """A heading with its tables and pictures. `key` is that of the content's section, `level` that of the heading."""

    key: str
    title: str
    tables: list[TableOut]
    pictures: list[Picture] = field(default_factory=list)
    level: int = 3


@dataclass(frozen=True)
class PartOut:
    """A chapter's figures of one period; `title` only where the paper has more than one. `note`: held against what."""

    title: str
    note: str
    sections: list[SectionOut]
    nothing: list[str]


@dataclass(frozen=True)
class ChapterOut:
    """The whole plan, or a goal: what is said of it and its figures."""

    code: str
    title: str
    text: list[Block]
    parts: list[PartOut]


@dataclass(frozen=True)
class Reading:
    """The whole paper in the order of reading."""

    title: str
    author: str
    mark: str
    facts: list[list[str]]
    summary: list[Block]
    needs: list[Block]
    proposal: list[Block]
    overview: list[Picture]
    plan: ChapterOut
    goals: list[ChapterOut]
    appended: list[SectionOut]
    definitions: list[list[str]]
    definitions_note: str
    words: dict[str, str]


def read(content: Content, *, look: PaperLook, approved_on: dt.date | None) -> Reading:
    """The content made ready to be set. Of a paper that is not approved the mark says that it is a draft."""
    with override("sv"):
        heading, texts = content["heading"], content["texts"]
        chapters = [_chapter(one) for one in (content["plan"], *content["goals"])]
        return Reading(
            title=heading["title"],
            author=look.name or _("Samsyn"),
            mark=_mark(approved_on),
            facts=_facts(heading),
            summary=blocks(texts["summary"]),
            needs=blocks(texts["needs"]),
            proposal=blocks(texts["proposal"]),
            overview=_overview(content),
            plan=replace(chapters[0], title=_("Hela planen"), code=""),
            goals=chapters[1:],
            appended=_appended(content),
            definitions=_definitions(content),
            definitions_note=_of_definitions(content, is_draft=approved_on is None),
            words=_words(),
        )


def blocks(text: str) -> list[Block]:
    """What somebody has written, as paragraphs and lists: lines that begin with '- ' or '1. ' are items."""
    found: list[Block] = []
    is_after_gap = True
    for line in text.replace("\r\n", "\n").split("\n"):
        kind, said = _line(line)
        if said and found and found[-1].kind == kind and (kind != "p" or not is_after_gap):
            found[-1] = _grown(found[-1], said)
        elif said:
            found.append(Block(kind, [said]))
        is_after_gap = not said
    return found


def _line(line: str) -> tuple[str, str]:
    for kind, pattern in (("ul", _ITEM), ("ol", _NUMBERED)):
        if found := pattern.fullmatch(line):
            return kind, found[1].strip()
    return "p", line.strip()


def _grown(block: Block, said: str) -> Block:
    texts = [f"{block.texts[0]}\n{said}"] if block.kind == "p" else [*block.texts, said]
    return Block(block.kind, texts)


def day(iso: str) -> str:
    """'2026-09-03' → '3 september 2026', with spaces that do not break."""
    return format_date(dt.date.fromisoformat(iso), "j F Y").replace(" ", "\N{NO-BREAK SPACE}") if iso else ""


def period(first: str, last: str) -> str:
    """'1 januari 2026 – 30 juni 2026'."""
    return f"{day(first)} – {day(last)}"


def _mark(approved_on: dt.date | None) -> str:
    if approved_on is None:
        return _("UTKAST – inte fastställt")
    return _("Fastställt %(day)s – siffrorna är frysta") % {"day": day(approved_on.isoformat())}


def _facts(heading: Content) -> list[list[str]]:
    said = [
        (_("Till"), heading["body"]),
        (_("Sammanträde"), day(heading["meeting_on"])),
        (_("Ärende"), heading["agenda_item"]),
        (_("Utskick"), day(heading["dispatch_on"])),
        (_("Verksamhetsplan"), heading["plan"]),
        (_("Period"), period(heading["first"], heading["last"])),
    ]
    return [[label, value] for label, value in said if value]


def _words() -> dict[str, str]:
    """The headings and words that are the same in every paper."""
    return {
        "summary": _("Sammanfattning"),
        "changed": _("Vad som har ändrats"),
        "needs": _("Vad vi behöver av styrelsen"),
        "proposal": _("Förslag till beslut"),
        "overview": _("Målen i korthet"),
        "goals": _("Mål för mål"),
        "appendix": _("Bilaga: spridning, siffror bakom och definitioner"),
        "definitions": _("Så räknas siffrorna"),
        "nothing": _("Inget att redovisa"),
        "page": _("Sida"),
        "of": _("av"),
        "contents": _("Innehåll"),
        "logo": _("Logotyp"),
        "unwritten": _("Ingen text är skriven."),
    }


def _overview(content: Content) -> list[Picture]:
    """The goals that the paper is about, as its page has them; the others of the plan stand in the plan's table."""
    parts = content["plan"]["parts"]
    codes = {chapter["scope"].rpartition(":")[2] for chapter in content["goals"]}
    found = (
        of_goals(
            {**table, "rows": [row for row in table["rows"] if row[0] in codes]},
            period(part["first"], part["last"]) if len(parts) > 1 else "",
        )
        for part in parts
        for table in tables_of(part, "reach", "goals")
    )
    return [picture for picture in found if picture.bars]


def tables_of(part: Content, section: str, key: str) -> list[Content]:
    """The tables of that key in a section of a part: one or none."""
    return [t for s in part["sections"] if s["key"] == section for t in s["tables"] if t["key"] == key]


def _chapter(chapter: Content) -> ChapterOut:
    has_several = len(chapter["parts"]) > 1
    parts = [_part(chapter, part, n, has_several=has_several) for n, part in enumerate(chapter["parts"])]
    return ChapterOut(chapter["scope"].split(":")[-1], chapter["title"], blocks(chapter["text"]), parts)


def _part(chapter: Content, part: Content, place: int, *, has_several: bool) -> PartOut:
    told = [section for section in part["sections"] if not section["empty"]]
    level = 4 if has_several else 3
    sections = [_section(section, level, _pictures(chapter, part, section["key"])) for section in told]
    nothing = [f"{section['title']}: {section['empty']}" for section in part["sections"] if section["empty"]]
    title = period(part["first"], part["last"]) if has_several else ""
    compared = _("Jämförs med %(period)s.") % {"period": period(*part["compared"])}
    if part.get("is_over_election", place > 0):  # papers of old do not say so
        compared += " " + _("Det var före valet: målgruppen var en annan då.")
    return PartOut(title, compared, [section for section in sections if section.tables or section.pictures], nothing)


def _pictures(chapter: Content, part: Content, key: str) -> list[Picture]:
    """What is drawn of more than the section itself. The line of quarters runs over elections: it stands once."""
    is_last = part is chapter["parts"][-1]
    found = {
        "reach": lambda: of_quarters(chapter) if is_last else None,
        "spread": lambda: of_counties(chapter, part),
    }
    picture = found[key]() if key in found else None
    return [picture] if picture else []


def _section(section: Content, level: int, more: list[Picture]) -> SectionOut:
    tables = [_figures(section)] if section["figures"] else []
    if section["key"] not in APPENDED:
        told = [table for table in section["tables"] if table["key"] not in SHEETS_ALONE]
        tables += [_table(table, section["title"]) for table in told]
    pictures = [of_ladder(table) for table in section["tables"] if table["key"] == "ladder"]
    pictures += [of_groups(table) for table in section["tables"] if table["key"] == "by_party"]
    return SectionOut(section["key"], section["title"], tables, [*pictures, *more], level)


def _figures(section: Content) -> TableOut:
    """The figures of a section as a table: now, then, the difference in words and an arrow, and what it was to be."""
    with_target = any(figure["target"] is not None for figure in section["figures"])
    heads = [_("Mått"), _("Perioden"), _("Jämförd period"), _("Förändring")]
    rows = []
    for figure in section["figures"]:
        row = [figure["label"], value_with_whole(figure), written(figure["kind"], figure["before"]), change(figure)]
        rows.append([*row, written(figure["kind"], figure["target"])] if with_target else row)
    heads = [*heads, _("Målvärde")] if with_target else heads
    return _set("", heads, [False, *[True] * (len(heads) - 1)], rows)


def _table(table: Content, section: str) -> TableOut:
    title = table["title"] if table["title"] != section else ""
    kinds = [head["kind"] for head in table["heads"]]
    rows = [[cell(kind, value) for kind, value in zip(kinds, row, strict=True)] for row in table["rows"]]
    numeric = [kind in NUMBERS for kind in kinds]
    made = _set(title, [head["label"] for head in table["heads"]], numeric, rows, table["note"])
    return _linked(made, table) if table.get("links") else made


def _linked(made: TableOut, table: Content) -> TableOut:
    """With its links at the name of the document, which stands there as the name of the site where it is not told."""
    keys = [head["key"] for head in table["heads"]]
    linked = keys.index(DOCUMENT) if DOCUMENT in keys else 0
    links = [url if url.startswith(("https://", "http://")) else "" for url in table["links"]]
    rows = [
        [urlsplit(url).hostname or text if n == linked and url and text == DASH else text for n, text in enumerate(row)]
        for row, url in zip(made.rows, links, strict=True)
    ]
    return replace(made, rows=rows, links=links, linked=linked)


def _set(title: str, heads: list[str], numeric: list[bool], rows: list[list[str]], note: str = "") -> TableOut:
    return TableOut(title, heads, numeric, _shares(heads, numeric, rows), rows, note)


def _shares(heads: list[str], numeric: list[bool], rows: list[list[str]]) -> list[float]:
    """How much of a line each column takes. Short words are not broken; what is left goes to those that say more."""
    columns = list(zip(heads, *rows, strict=True))
    least = [max(_longest_word(head, LONGEST), *(_longest_word(c, CODE) for c in cells)) for head, *cells in columns]
    most = [max(low, min(LONGEST, max(map(len, column)) + 3)) for low, column in zip(least, columns, strict=True)]
    if sum(most) > LETTERS > sum(least):
        grown = (LETTERS - sum(least)) / (sum(most) - sum(least))
        most = [round(low + (high - low) * grown) for low, high in zip(least, most, strict=True)]
    is_wide = [n > SHORT and not number for n, number in zip(most, numeric, strict=True)]
    if not any(is_wide):
        is_wide[0] = True
    spare = max(0, LETTERS - sum(most)) / sum(is_wide)
    taken = [n + spare if wide else n for n, wide in zip(most, is_wide, strict=True)]
    return [n / sum(taken) for n in taken]


def _longest_word(text: str, most: int) -> int:
    """With the room around it, and no more than what is worth keeping whole."""
    return min(most, max(map(len, text.split()), default=0)) + 3


def _appended(content: Content) -> list[SectionOut]:
    """The long tables, under the goal that they are of."""
    found = []
    for chapter in (content["plan"], *content["goals"]):
        code = chapter["scope"].split(":")[-1]
        for part in chapter["parts"]:
            title = f"{code} {chapter['title']}"
            if len(chapter["parts"]) > 1:
                title = f"{title}, {period(part['first'], part['last'])}"
            long = [t for s in part["sections"] if s["key"] in APPENDED for t in s["tables"]]
            if long:
                found.append(SectionOut(chapter["scope"], title, [_table(table, "") for table in long], level=2))
    return found


def _definitions(content: Content) -> list[list[str]]:
    """Name and meaning of what this paper tells of, in the words that it was approved with."""
    chapters = [content["plan"], *content["goals"]]
    told = [s for chapter in chapters for part in chapter["parts"] for s in part["sections"] if not s["empty"]]
    used = {of_section(section["key"]) for section in told}
    used |= {figure["definition"] for section in told for figure in section["figures"]}
    return [[one["title"], " ".join(one["said"])] for one in wordings(content) if one["key"] in used]


def wordings(content: Content) -> list[Content]:
    """The definitions that were kept with a paper; today's where it is older than that."""
    return content.get("definitions") or paper_content.definitions()


def _of_definitions(content: Content, *, is_draft: bool) -> str:
    """Which version they are, and of when their words are."""
    version = _("Definitionernas version: %(version)s.") % {"version": content["heading"]["definitions"]}
    if is_draft:
        return version
    said = _("Orden är de som gällde när underlaget fastställdes.")
    if not content.get("definitions"):
        said = _("Underlaget fastställdes innan definitionernas ord sparades. Här står dagens.")
    return f"{version} {said}"
