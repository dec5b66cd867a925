"""Which files staff may put beside something, told by what is in them and not by their name alone."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from email.parser import BytesHeaderParser
from pathlib import PurePosixPath

import icalendar
import oxmsg
from django.utils.translation import gettext as _

MOST_PARTS = 5_000
CONTENT_TYPES = "[Content_Types].xml"
MOST_OF_CONTENT_TYPES = 1 << 20

MACRO_ENDINGS = {".docm", ".dotm", ".xlsm", ".xltm", ".xlsb", ".xlam", ".pptm", ".potm", ".ppsm", ".ppam"}
WEB_ENDINGS = {".htm", ".html", ".xhtml", ".mht", ".mhtml", ".svg", ".svgz", ".xml", ".js", ".mjs", ".css", ".php"}
OLD_ENDINGS = {".doc", ".dot", ".xls", ".xlt", ".ppt", ".pps", ".rtf"}
PACKED_ENDINGS = {".zip", ".rar", ".7z", ".gz", ".tar", ".iso", ".cab"}
PROGRAM_ENDINGS = {
    ".exe", ".dll", ".com", ".bat", ".cmd", ".msi", ".ps1", ".vbs", ".wsf", ".scr", ".lnk", ".hta", ".jar", ".sh",
    ".py", ".pl", ".rb", ".app", ".apk", ".dmg", ".deb", ".rpm", ".reg", ".url", ".chm",
}  # fmt: skip
PROGRAM_BEGINNINGS = (b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"\xce\xfa\xed\xfe")
WEB_BEGINNING = re.compile(rb"\s*<(?:!doctype\s+(?:html|svg)|html|head|body|svg|script|\?xml)\b", re.IGNORECASE)
COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
BEGINNING = 4096
CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


class Refused(Exception):
    """Why a file is not taken in, in words for who uploaded it."""


@dataclass(frozen=True)
class FileKind:
    """A sort of file: its type as it is served, and whether some bytes are one (raises Refused where it says why)."""

    content_type: str
    is_one: Callable[[bytes], bool]


def recognise(name: str, content: bytes) -> str:
    """The type of a file that is what its name says. Raises Refused."""
    ending = PurePosixPath(name).suffix.lower()
    kind = KINDS.get(ending)
    if kind is None:
        raise Refused(_why_not(ending))
    if content.startswith(PROGRAM_BEGINNINGS):
        raise Refused(_("Filen är ett program. Program tas inte emot."))
    if WEB_BEGINNING.match(COMMENT.sub(b"", content[:BEGINNING].removeprefix(b"\xef\xbb\xbf"))):
        raise Refused(_("Filen är en webbsida eller en SVG-bild. Sådana tas inte emot: de kan innehålla program."))
    if not kind.is_one(content):
        raise Refused(_("Innehållet är inte det som filnamnet säger (%(ending)s).") % {"ending": ending})
    return kind.content_type


def _why_not(ending: str) -> str:
    if ending in MACRO_ENDINGS:
        return _macros()
    if ending in WEB_ENDINGS:
        return _("Webbsidor och SVG-bilder tas inte emot: de kan innehålla program.")
    if ending in OLD_ENDINGS:
        return _("Äldre Office-filer kan innehålla makron. Spara om filen i dagens format, till exempel .docx.")
    if ending in PACKED_ENDINGS:
        return _("Packade filer tas inte emot. Packa upp och välj filerna var för sig.")
    if ending in PROGRAM_ENDINGS:
        return _("Program tas inte emot.")
    return _("Filtypen tas inte emot. Det går bra med %(endings)s.") % {"endings": ", ".join(KINDS)}


def _macros() -> str:
    return _("Dokument med makron tas inte emot. Spara om filen utan makron.")


# --- What content looks like -------------------------------------------------------------------------------


def _begins(*beginnings: bytes) -> Callable[[bytes], bool]:
    return lambda content: content.startswith(beginnings)


def _is_webp(content: bytes) -> bool:
    return content[:4] == b"RIFF" and content[8:12] == b"WEBP"


def _is_heic(content: bytes) -> bool:
    brands = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1")
    return content[4:8] == b"ftyp" and any(brand in content[8:64] for brand in brands)


def _is_text(content: bytes) -> bool:
    """Readable as text: UTF-8, UTF-16 with its mark, or the Western code page, without control characters."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _decodes(content, "utf-16")
    return not CONTROL.search(content) and (_decodes(content, "utf-8") or _decodes(content, "cp1252"))


def _decodes(content: bytes, encoding: str) -> bool:
    try:
        content.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _is_mail(content: bytes) -> bool:
    head = content.split(b"\r\n\r\n", 1)[0].split(b"\n\n", 1)[0]
    if b"\x00" in head:
        return False
    said = BytesHeaderParser().parsebytes(head)
    return bool(said["From"]) and any(said[name] for name in ("Date", "Subject", "Message-ID", "Received"))


def _is_outlook_mail(content: bytes) -> bool:
    # It reads whatever it is given and says in many ways that it cannot.
    try:
        oxmsg.Message.load(io.BytesIO(content))
    except Exception:  # noqa: BLE001
        return False
    return True


def _is_calendar(content: bytes) -> bool:
    if not content.lstrip(b"\xef\xbb\xbf\r\n ").upper().startswith(b"BEGIN:VCALENDAR"):
        return False
    try:
        icalendar.Calendar.from_ical(content)
    except (ValueError, KeyError, IndexError):
        return False
    return True


def _office(main_part: str) -> Callable[[bytes], bool]:
    """A packed Office document whose main part has this name, without macros."""

    def is_one(content: bytes) -> bool:
        if content.startswith(b"\xd0\xcf\x11\xe0"):
            raise Refused(_("Filen är låst med lösenord eller sparad i ett äldre format."))
        packed = _packed(content)
        if packed is None or CONTENT_TYPES not in packed.namelist() or main_part not in packed.namelist():
            return False
        with packed.open(CONTENT_TYPES) as part:
            types = part.read(MOST_OF_CONTENT_TYPES)
        if b"macroEnabled" in types or any(name.endswith("vbaProject.bin") for name in packed.namelist()):
            raise Refused(_macros())
        return True

    return _readable(is_one)


def _open_document(kind: str) -> Callable[[bytes], bool]:
    """A packed OpenDocument of this kind, without macros."""

    def is_one(content: bytes) -> bool:
        packed = _packed(content)
        if packed is None or "mimetype" not in packed.namelist() or "content.xml" not in packed.namelist():
            return False
        with packed.open("mimetype") as part:
            said = part.read(200).strip()
        if any(name.startswith(("Basic/", "Scripts/")) for name in packed.namelist()):
            raise Refused(_macros())
        return said == f"application/vnd.oasis.opendocument.{kind}".encode()

    return _readable(is_one)


def _packed(content: bytes) -> zipfile.ZipFile | None:
    if not content.startswith(b"PK"):
        return None
    packed = zipfile.ZipFile(io.BytesIO(content))
    return packed if len(packed.namelist()) <= MOST_PARTS else None


def _readable(is_one: Callable[[bytes], bool]) -> Callable[[bytes], bool]:
    """False where the package is damaged."""

    def checked(content: bytes) -> bool:
        try:
            return is_one(content)
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, OSError, EOFError):
            return False

    return checked


_OOXML = "application/vnd.openxmlformats-officedocument."
_ODF = "application/vnd.oasis.opendocument."
KINDS: dict[str, FileKind] = {
    ".pdf": FileKind("application/pdf", _begins(b"%PDF-")),
    ".docx": FileKind(f"{_OOXML}wordprocessingml.document", _office("word/document.xml")),
    ".xlsx": FileKind(f"{_OOXML}spreadsheetml.sheet", _office("xl/workbook.xml")),
    ".pptx": FileKind(f"{_OOXML}presentationml.presentation", _office("ppt/presentation.xml")),
    ".odt": FileKind(f"{_ODF}text", _open_document("text")),
    ".ods": FileKind(f"{_ODF}spreadsheet", _open_document("spreadsheet")),
    ".odp": FileKind(f"{_ODF}presentation", _open_document("presentation")),
    ".txt": FileKind("text/plain", _is_text),
    ".csv": FileKind("text/csv", _is_text),
    ".jpg": FileKind("image/jpeg", _begins(b"\xff\xd8\xff")),
    ".jpeg": FileKind("image/jpeg", _begins(b"\xff\xd8\xff")),
    ".png": FileKind("image/png", _begins(b"\x89PNG\r\n\x1a\n")),
    ".webp": FileKind("image/webp", _is_webp),
    ".heic": FileKind("image/heic", _is_heic),
    ".eml": FileKind("message/rfc822", _is_mail),
    ".msg": FileKind("application/vnd.ms-outlook", _is_outlook_mail),
    ".ics": FileKind("text/calendar", _is_calendar),
}
