"""Files are what their content shows: what is allowed is known, all else is refused with its reason."""

import io
import zipfile

import pytest

from crm.common.file_kinds import KINDS, Refused, recognise
from tests.advocacy import outlook


def packed(*names, **contents):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name in names:
            archive.writestr(name, contents.get(name.replace("/", "_").replace(".", "_"), "<x/>"))
    return made.getvalue()


def office(main, *more, types="<Types/>"):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("[Content_Types].xml", types)
        for name in (main, *more):
            archive.writestr(name, "<x/>")
    return made.getvalue()


def opendocument(kind, *more):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}")
        for name in ("content.xml", *more):
            archive.writestr(name, "<x/>")
    return made.getvalue()


CALENDAR = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nEND:VCALENDAR\r\n"
MAIL = b"From: maja@riksdagen.se\r\nSubject: Hej\r\n\r\n<html>Hej</html>\x00"
GOOD = {
    ".pdf": b"%PDF-1.7\n...",
    ".docx": office("word/document.xml"),
    ".xlsx": office("xl/workbook.xml"),
    ".pptx": office("ppt/presentation.xml"),
    ".odt": opendocument("text"),
    ".ods": opendocument("spreadsheet"),
    ".odp": opendocument("presentation"),
    ".txt": "Åsa, 5 € – „ja”".encode("cp1252", "ignore"),
    ".csv": "\ufeffnamn;län\nÅsa;Örebro".encode(),
    ".jpg": b"\xff\xd8\xff\xe0JFIF",
    ".jpeg": b"\xff\xd8\xff\xe1Exif",
    ".png": b"\x89PNG\r\n\x1a\n....",
    ".webp": b"RIFF\x00\x00\x00\x00WEBPVP8 ",
    ".heic": b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic",
    ".eml": MAIL,
    ".ics": CALENDAR,
    ".msg": outlook.message(subject="Banan", sender_smtp="alma@example.se"),
}


@pytest.mark.parametrize("ending", sorted(GOOD))
def test_what_is_allowed_is_known_by_its_content(ending):
    assert recognise(f"Underlag{ending.upper()}", GOOD[ending]) == KINDS[ending].content_type


def test_every_kind_has_an_example():
    assert set(KINDS) == set(GOOD)


@pytest.mark.parametrize("ending", sorted(KINDS))
@pytest.mark.parametrize(
    "content",
    [b"MZ\x90\x00program", b"\x7fELF\x02", b"#!/bin/sh\n", b"<html><script>alert(1)</script>", b" \n<!DOCTYPE html>",
     b"<!-- x --><svg xmlns='http://www.w3.org/2000/svg' onload='x'/>", b"<?xml version='1.0'?><svg/>", b"\x00\x01\x02",
     office("word/document.xml", "word/vbaProject.bin"), packed("a.txt")],
)  # fmt: skip
def test_a_program_or_a_web_page_is_refused_whatever_it_is_called(ending, content):
    with pytest.raises(Refused):
        recognise(f"Bild{ending}", content)


@pytest.mark.parametrize("ending", sorted(set(KINDS) - {".txt", ".csv"}))
def test_text_is_no_other_kind(ending):
    with pytest.raises(Refused, match="Innehållet är inte"):
        recognise(f"Bild{ending}", "Bara text på svenska".encode())


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("avtal.docx", office("word/document.xml", "word/vbaProject.bin"), "makron"),
        ("avtal.docx", office("word/document.xml", types="ms-word.document.macroEnabled.main+xml"), "makron"),
        ("avtal.docm", b"", "makron"),
        ("avtal.odt", opendocument("text", "Basic/Standard/Module1.xml"), "makron"),
        ("avtal.odt", opendocument("spreadsheet"), "Innehållet är inte"),
        ("avtal.docx", GOOD[".xlsx"], "Innehållet är inte"),
        ("avtal.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "låst med lösenord"),
        ("avtal.docx", GOOD[".docx"][:60], "Innehållet är inte"),
        ("avtal.doc", b"", "Äldre Office-filer"),
        ("sida.html", b"", "Webbsidor"),
        ("bild.svg", b"", "Webbsidor och SVG-bilder"),
        ("allt.zip", b"", "Packa upp"),
        ("spel.exe", b"", "Program"),
        ("namnlös", b"", "Filtypen tas inte emot. Det går bra med .pdf"),
        ("faktura.pdf.exe", GOOD[".pdf"], "Program"),
        ("brev.msg", b"\xd0\xcf\x11\xe0" + b"\x00" * 600, "Innehållet är inte"),
        ("möte.ics", b"BEGIN:VCALENDAR\r\nSKR\xc4P", "Innehållet är inte"),
    ],
    # Not by their content: a packed file holds the second in which it was made.
    ids=lambda value: value if isinstance(value, str) else "content",
)  # fmt: skip
def test_the_reason_is_told(name, content, why):
    with pytest.raises(Refused, match=why):
        recognise(name, content)
