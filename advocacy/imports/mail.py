"""Mail as programs write it: .eml and .msg, forwarded, answered, with signatures. Read, never run."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import re
from email import policy
from email.message import EmailMessage, MIMEPart
from email.parser import BytesParser
from email.utils import getaddresses, parsedate_to_datetime
from html.parser import HTMLParser
from typing import Any

import oxmsg
from django.utils import timezone
from django.utils.translation import gettext as _
from mailparser_reply import EmailReplyParser
from oxmsg.domain import constants

from advocacy.services.mails import Address, Mail, MailFile
from crm.common.attachments import safe_name

MOST_BYTES = 25 * 1024 * 1024
MOST_FILES = 30
MOST_TEXT = 20_000
# So much of a mail is looked through, and so long lines are: the patterns of replies take hours for longer ones.
MOST_READ, MOST_HTML = 200_000, 500_000
LONGEST_HEAD, LONGEST_LINE, MOST_HEADS = 2_000, 300, 40
FIRST_YEAR, LAST_YEAR = 1970, 2200
LANGUAGES = ["sv", "en"]
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
FORWARDED = re.compile(r"^\s*(vb|vbf|vidarebefordrat|fwd?|fw)\s*:", re.IGNORECASE)
REPLY = re.compile(r"^\s*((sv|re|svar|vb|vbf|vidarebefordrat|fwd?|fw)\s*:\s*)+", re.IGNORECASE)
# '-----Ursprungligt meddelande-----', '---------- Forwarded message ---------', 'Börja vidarebefordrat brev:'
RULE = re.compile(
    r"^[>\s]*(-{2,}.*(meddelande|message|brev).*-{2,}|(börja vidarebefordrat brev|begin forwarded message)\s*:)\s*$",
    re.IGNORECASE,
)
HEADS = {
    "från": "from", "from": "from", "till": "to", "to": "to", "kopia": "cc", "cc": "cc", "ämne": "subject",
    "subject": "subject", "skickat": "date", "skickades": "date", "sent": "date", "datum": "date", "date": "date",
}  # fmt: skip
HEAD = re.compile(rf"^[>\s*]*({'|'.join(HEADS)})\s*\*?\s*:\s*\*?\s*(.*)$", re.IGNORECASE)
SHORT = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
MONTHS = {name: number for number, name in enumerate(SHORT, 1)}
MONTHS |= {"may": 5, "oct": 10}
DAY = re.compile(r"(\d{1,2})\s+([a-zåäö]{3,9})\.?,?\s+(\d{4})", re.IGNORECASE)
AMERICAN_DAY = re.compile(r"([a-z]{3,9})\.?\s+(\d{1,2}),?\s+(\d{4})", re.IGNORECASE)
# One that is never closed lasts to the end, and is not looked for again at each of the next.
COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
MARK = re.compile("\ue000\\d+\ue001")
CLOCK = re.compile(r"\b(\d{1,2})[.:](\d{2})(?:[.:]\d{2})?\b(?:\s*([ap])\.?m\b)?")
ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


class Unreadable(Exception):
    """The file is no mail, or one that cannot be read; the text is for who handed it in."""


def read(raw: bytes) -> Mail:
    """A mail out of the bytes of an .eml or .msg file, or as a mailbox gives it. Raises Unreadable."""
    if not raw.strip():
        raise Unreadable(_("Filen är tom."))
    if len(raw) > MOST_BYTES:
        raise Unreadable(_("Mejlet är större än 25 MB."))
    try:
        return _read(raw)
    except RecursionError as error:  # parts within parts within parts
        raise Unreadable(_("Mejlet går inte att läsa.")) from error


def _read(raw: bytes) -> Mail:
    message = _outlook(raw) if raw.startswith(OLE) else BytesParser(policy=policy.default).parsebytes(raw)
    handed_in_by = _first(message, "From")
    if not handed_in_by.email:
        raise Unreadable(_("Filen är inget mejl: avsändare saknas."))
    inner = _attached_mail(message)
    is_forwarded = bool(FORWARDED.match(_header(message, "Subject"))) or inner is not None
    found = _as_written(inner if inner is not None else message)
    if is_forwarded and inner is None:
        found = _forwarded(found, _text(message))
    verdicts = tuple(str(verdict) for verdict in message.get_all("Authentication-Results", []))
    return Mail(handed_in_by=handed_in_by, message_id=_identity(message, raw), raw=raw, verdicts=verdicts, **found)


# --- The parts of a message -----------------------------------------------------------------------------------


def _as_written(message: EmailMessage) -> dict[str, Any]:
    own, is_dialogue = trim(_text(message))
    return {
        "sender": _first(message, "From"),
        "receivers": _addresses(message, "To", "Cc"),
        "subject": REPLY.sub("", _header(message, "Subject")).strip(),
        "sent_at": _moment(message),
        "text": own,
        "is_dialogue": is_dialogue,
        "files": _files(message),
    }


def _forwarded(mail: dict[str, Any], text: str) -> dict[str, Any]:
    """What a colleague forwarded in the text: the sender, the receivers, the day and the words of it."""
    comment, heads, rest = _split_forwarded(text)
    sender = _addressed(heads.get("from", ""))
    if not sender:
        return mail
    own, is_dialogue = trim(rest)
    comment, _answered = trim(comment)
    return {
        **mail,
        "sender": sender[0],
        "receivers": tuple(_addressed(", ".join(heads.get(name, "") for name in ("to", "cc")))),
        "subject": REPLY.sub("", heads.get("subject") or mail["subject"]).strip(),
        "sent_at": _spoken_moment(heads.get("date", ""), mail["sent_at"]),
        "text": f"{comment}\n\n{own}".strip(),
        "is_dialogue": is_dialogue,
    }


def trim(text: str) -> tuple[str, bool]:
    """What the sender wrote, without quoted mails and signature; and whether there was an earlier mail."""
    lines = [line for line in text[:MOST_READ].splitlines() if not _is_rule(line)]
    # A long line is no head and no signature: the parser sees a mark in its place.
    long = {f"\ue000{number}\ue001": line for number, line in enumerate(lines) if len(line) > LONGEST_LINE}
    marks = {line: mark for mark, line in long.items()}
    parts = EmailReplyParser(languages=LANGUAGES).read(text="\n".join(marks.get(line, line) for line in lines)).replies
    own = parts[0].body.strip() if parts else ""
    own = MARK.sub(lambda found: long.get(found[0], ""), own)
    return own[:MOST_TEXT] or text.strip()[:MOST_TEXT], len(parts) > 1


def _is_rule(line: str) -> bool:
    return len(line) <= LONGEST_LINE and RULE.match(line) is not None


def _head(line: str) -> re.Match[str] | None:
    return HEAD.match(line.lstrip(" >\t")[:LONGEST_HEAD])


def _split_forwarded(text: str) -> tuple[str, dict[str, str], str]:
    """The words before the first block of heads ('Från: …', 'Till: …'), the heads, and what stands after them."""
    lines = text[:MOST_READ].splitlines()
    for start, line in enumerate(lines):
        found = _head(line)
        if not found or HEADS[found[1].lower()] != "from":
            continue
        heads, after = _heads(lines[start : start + MOST_HEADS])
        if len(heads) > 2:
            before = [line for line in lines[:start] if not _is_rule(line)]
            return "\n".join(before), heads, "\n".join(lines[start + after :])
    return text, {}, ""


def _heads(lines: list[str]) -> tuple[dict[str, str], int]:
    """The heads that `lines` begin with, long ones over several lines; and how many lines they take."""
    heads: dict[str, str] = {}
    name = ""
    for number, line in enumerate(lines):
        if found := _head(line):
            name = HEADS[found[1].lower()]
            heads[name] = found[2].strip()
        elif not line.strip(" >") or not name:
            return heads, number
        else:
            heads[name] += f" {line.strip(' >')}"
    return heads, len(lines)


def _text(message: EmailMessage) -> str:
    body = message.get_body(preferencelist=("plain", "html"))
    if body is None:
        return ""
    content = _content(body)
    text = plain(content[:MOST_HTML]) if body.get_content_type() == "text/html" else content
    return _storable(text).replace("\r\n", "\n").replace("\xa0", " ").strip()


def _storable(text: str) -> str:
    """Without what no database and no page takes: NUL, halves of characters."""
    return text.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")


def _content(part: MIMEPart) -> str:
    try:
        return str(part.get_content())
    except (LookupError, UnicodeError, AssertionError, KeyError):
        payload = part.get_payload(decode=True)
        return payload.decode("utf-8", "replace") if isinstance(payload, bytes) else ""


class _Plain(HTMLParser):
    """The words of a page, a line for each block; nothing of scripts, styles and comments."""

    SILENT = {"script", "style", "head", "title"}
    BLOCKS = {"p", "div", "br", "tr", "li", "h1", "h2", "h3", "h4", "table", "blockquote", "ul", "ol", "hr"}

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.silent += tag in self.SILENT
        if tag in self.BLOCKS:
            self.words.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in self.SILENT and self.silent:
            self.silent -= 1
        if tag in self.BLOCKS - {"br"}:
            self.words.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.words.append(re.sub(r"\s+", " ", data))


def plain(html: str) -> str:
    """The text of a mail written as HTML."""
    parser = _Plain()
    parser.feed(COMMENT.sub("", html))
    parser.close()
    lines = [line.strip() for line in "".join(parser.words).splitlines()]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _files(message: EmailMessage) -> tuple[MailFile, ...]:
    """The files that somebody put in the mail; pictures that stand in its text are not such."""
    found = []
    for part in message.iter_attachments():
        if part.get("Content-ID") and part.get_content_disposition() != "attachment":
            continue
        payload = part.get_payload(decode=True)
        if part.get_filename() and isinstance(payload, bytes):
            found.append(MailFile(safe_name(str(part.get_filename())), payload))
    return tuple(found[:MOST_FILES])


def _attached_mail(message: EmailMessage) -> EmailMessage | None:
    """The mail that was forwarded as a file, where there is exactly one."""
    inner = [part for part in message.iter_attachments() if part.get_content_type() == "message/rfc822"]
    content = inner[0].get_content() if len(inner) == 1 else None
    return content if isinstance(content, EmailMessage) else None


# --- Heads -----------------------------------------------------------------------------------------------------


def _header(message: EmailMessage, name: str) -> str:
    try:
        return " ".join(_storable(str(message.get(name, "") or "")).split())
    except (ValueError, IndexError, AttributeError):  # heads that the library cannot take apart
        return ""


def _addresses(message: EmailMessage, *names: str) -> tuple[Address, ...]:
    return tuple(_addressed(", ".join(filter(None, (_header(message, name) for name in names)))))


def _first(message: EmailMessage, name: str) -> Address:
    return next(iter(_addresses(message, name)), Address("", ""))


def _addressed(text: str) -> list[Address]:
    """The addresses in a head, each once; Outlook's own way of writing several, with semicolons, too."""
    text = text.replace(";", ",").replace("[mailto:", "<").replace("]", ">")
    found: dict[str, Address] = {}
    for name, email in getaddresses([text]):
        if "@" in email:
            found.setdefault(email.strip().lower(), Address(name.strip(" '\"*")[:150], email.strip().lower()))
    return list(found.values())


def _identity(message: EmailMessage, raw: bytes) -> str:
    """The Message-ID; of a mail without one, a digest of all of it."""
    return _header(message, "Message-ID")[:255] or f"sha256:{hashlib.sha256(raw).hexdigest()}"


def _moment(message: EmailMessage) -> dt.datetime | None:
    """When a mail says that it was sent. '-0000' is UTC (RFC 5322); a zone in letters ('CET'), or none, is ours."""
    # As it was written: read as a head, every zone that the library does not know is '-0000'.
    written = next((str(value) for name, value in message.raw_items() if name.lower() == "date"), "")
    text = " ".join(written.split())
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError):
        return None
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        return None
    if timezone.is_aware(moment):
        return moment
    return moment.replace(tzinfo=dt.UTC) if "-0000" in text else timezone.make_aware(moment)


def _spoken_moment(text: str, outer: dt.datetime | None) -> dt.datetime | None:
    """When 'den 20 november 2026 10:12', 'fre 20 nov. 2026 kl 10:12', 'Friday, November 20, 2026 10:12 AM' was.

    Where no day can be read, and on the same day where no clock can, it is that of the mail around it (`outer`).
    """
    day, rest = _spoken_day(text.lower())
    if day is None:
        return outer
    clock = _clock(rest)
    if clock is None and outer and timezone.localdate(outer) == day:
        return outer
    return timezone.make_aware(dt.datetime.combine(day, clock or dt.time(12)))


def _spoken_day(text: str) -> tuple[dt.date | None, str]:
    """The day in the head of a forwarded mail, and what is written after it."""
    if found := ISO_DAY.search(text):
        year, month, day = map(int, found.groups())
    elif found := DAY.search(text):
        day, month, year = int(found[1]), MONTHS.get(found[2][:3], 0), int(found[3])
    elif found := AMERICAN_DAY.search(text):
        month, day, year = MONTHS.get(found[1][:3], 0), int(found[2]), int(found[3])
    else:
        return None, text
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None, text
    try:
        return dt.date(year, month, day), text[found.end() :]
    except ValueError:
        return None, text


def _clock(text: str) -> dt.time | None:
    found = CLOCK.search(text)
    if not found:
        return None
    hour = int(found[1])
    if found[3]:
        hour = hour % 12 + (12 if found[3] == "p" else 0)
    try:
        return dt.time(hour, int(found[2]))
    except ValueError:
        return None


# --- Outlook's .msg --------------------------------------------------------------------------------------------


def _outlook(raw: bytes) -> EmailMessage:
    """A .msg as an ordinary message."""
    try:
        found = oxmsg.Message.load(io.BytesIO(raw))
        heads = {name.lower(): value for name, value in found.message_headers.items()}
        message = EmailMessage(policy=policy.default)
        message["From"] = _one_line(_outlook_sender(found))
        to = ", ".join(_written(one.name, one.email_address) for one in found.recipients) or heads.get("to", "")
        message["To"] = _one_line(to)
        message["Subject"] = _one_line(found.subject)
        if sent := heads.get("date"):
            message["Date"] = _one_line(sent)
        elif found.sent_date:
            message["Date"] = found.sent_date
        if identity := heads.get("message-id") or found.properties.str_prop_value(constants.PID_INTERNET_MESSAGE_ID):
            message["Message-ID"] = _one_line(identity)
        message.set_content(found.body or plain(found.html_body or ""))
        for file in found.attachments[:MOST_FILES]:
            if file.file_bytes:
                message.add_attachment(
                    file.file_bytes, maintype="application", subtype="octet-stream", filename=file.file_name
                )
    except Exception as error:  # the library raises whatever a broken file leads it to
        raise Unreadable(_("Filen går inte att läsa som ett Outlook-mejl (.msg).")) from error
    return message


def _outlook_sender(found: oxmsg.Message) -> str:
    """Who sent it. A mail from one's own Exchange has no heads of its way here, and names the sender by their place
    in the directory ('/O=EXCHANGELABS/…') beside the address.
    """
    said = found.sender or ""
    address = found.properties.str_prop_value(constants.PID_SENDER_SMTP_ADDRESS)
    if "@" in said or not address:
        return said
    return _written(found.properties.str_prop_value(constants.PID_SENDER_NAME) or "", address)


def _written(name: str, address: str) -> str:
    return f'"{name.replace(chr(34), "")}" <{address}>'


def _one_line(text: str | None) -> str:
    return " ".join((text or "").split())
