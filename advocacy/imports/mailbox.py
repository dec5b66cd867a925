"""The mailbox that colleagues forward mail to: read over IMAP, always encrypted."""

from __future__ import annotations

import imaplib
import logging
import re
import ssl
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from advocacy.imports.mail import MOST_BYTES, Unreadable, read
from advocacy.services import mails
from crm.models import User

ANYBODY = "*"  # the mailbox takes mail from our own accounts alone, so that its addresses can be believed
TIMEOUT = 30  # seconds for each answer of the server
MOST_MAILS = 200  # at one reading; the rest comes with the next
# What others may have written in a verdict: the sender chooses the address that is told there.
ASIDE = re.compile(r'"(?:\\.|[^"\\])*"|\([^()]*\)')
VOUCHED = re.compile(r"\s*dmarc\s*=\s*pass(\s.*)?", re.IGNORECASE)

logger = logging.getLogger(__name__)


class Unreachable(Exception):
    """The mailbox is not set up, or cannot be read; the text says why."""


@dataclass
class Fetched:
    """What one reading of the mailbox came to. `doubtful`: drafts with addresses that nobody in the register has."""

    rows: int = 0
    new: int = 0
    unchanged: int = 0
    doubtful: int = 0
    wrong: list[dict[str, Any]] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        return {
            "source": "mailbox",
            "rows": self.rows,
            "new": dict(Counter({"incomingmail": self.new})),
            "changed": {},
            "unchanged": {"incomingmail": self.unchanged},
            "ended": {},
            "doubtful": self.doubtful,
            "wrong": self.wrong,
            "applied": True,
        }


def fetch() -> Fetched:
    """Read the unread mails of the mailbox, each in a transaction of its own. Raises Unreachable.

    A mail is marked as read when it has been taken in or refused, so that what goes wrong on the way is read again. A
    fault over one of them stands in the log, and holds up none of the others.
    """
    done = Fetched()
    with _connected() as box:
        for uid in _unread(box):
            done.rows += 1
            try:
                _take(box, uid, done)
            except (OSError, imaplib.IMAP4.error):
                raise
            except Exception:
                logger.exception("mail %s of the mailbox", uid)
                reason = _("Mejlet gick inte att ta emot. Felet står i loggen, och mejlet läses igen nästa gång.")
                done.wrong.append({"row": int(uid), "field": "", "value": "", "reason": reason})
            else:
                box.uid("STORE", uid, "+FLAGS", r"(\Seen)")
    return done


def _take(box: imaplib.IMAP4, uid: str, done: Fetched) -> None:
    try:
        mail = read(_content(box, uid))
    except Unreadable as error:
        done.wrong.append({"row": int(uid), "field": "", "value": "", "reason": str(error)})
        return
    sender = mail.handed_in_by.email
    owner = mails.colleague(sender)
    reason = "" if owner else _("Avsändaren är ingen kollega som får registrera kontakter.")
    if owner and not is_sender_known(mail):
        reason = _("Det går inte att lita på att avsändaren är den som anges.")
    if owner is None or reason:
        row, _is_new = mails.refuse(actor=User.objects.system(), mail=mail, reason=reason)
        done.wrong.append({"row": int(uid), "field": "from", "value": sender, "reason": reason})
        return
    row, is_new = mails.take_in(mail=mail, actor=owner, is_uploaded=False, ours=settings.MAILBOX_ADDRESSES)
    done.new += is_new
    done.unchanged += not is_new
    done.doubtful += bool(is_new and row.unknown)


def is_sender_known(mail: mails.Mail) -> bool:
    """Whether our own mail server says that the sender is who it says. With '*' for its name, the address decides.

    Only the first of its heads counts: those below it may have been written by the sender.
    """
    if settings.MAILBOX_AUTHSERV == ANYBODY:
        return True
    for verdict in mail.verdicts:
        server, _sign, found = verdict.partition(";")
        if server.split()[:1] == [settings.MAILBOX_AUTHSERV]:
            said = ASIDE.sub("", found)
            return not set('"()') & set(said) and any(VOUCHED.fullmatch(part) for part in said.split(";"))
    return False


@contextmanager
def _connected() -> Iterator[imaplib.IMAP4]:
    url = urlsplit(settings.MAILBOX_URL)
    if url.scheme not in ("imaps", "imap+tls") or not url.hostname:
        raise Unreachable(_("Ingen brevlåda är inställd: ange SAMSYN_MAILBOX som imaps://namn:lösenord@värd/INBOX."))
    if not settings.MAILBOX_AUTHSERV:
        raise Unreachable(
            _(
                "Ange i SAMSYN_MAILBOX_AUTHSERV under vilket namn brevlådans server intygar avsändaren, "
                "eller * om bara egna konton kan skicka dit."
            )
        )
    try:
        box = _open(url.scheme, url.hostname, url.port)
        try:
            box.login(unquote(url.username or ""), unquote(url.password or ""))
            _ok(box.select(unquote(url.path.strip("/")) or "INBOX"))
            yield box
        finally:
            box.logout()
    except (OSError, imaplib.IMAP4.error) as error:
        raise Unreachable(_("Brevlådan går inte att läsa: %(why)s") % {"why": error}) from error


def _open(scheme: str, host: str, port: int | None) -> imaplib.IMAP4:
    trusted = ssl.create_default_context()
    if scheme == "imaps":
        return imaplib.IMAP4_SSL(host, port or 993, ssl_context=trusted, timeout=TIMEOUT)
    box = imaplib.IMAP4(host, port or 143, timeout=TIMEOUT)
    box.starttls(ssl_context=trusted)
    return box


def _unread(box: imaplib.IMAP4) -> list[str]:
    (found,) = _ok(box.uid("SEARCH", "UNSEEN"))
    return found.decode().split()[:MOST_MAILS] if found else []


def _content(box: imaplib.IMAP4, uid: str) -> bytes:
    """A mail, without marking it as read. One that is too large is never fetched."""
    answer = _ok(box.uid("FETCH", uid, "(RFC822.SIZE)"))
    size = int(str(answer[0]).partition("RFC822.SIZE ")[2].split(")")[0].split()[0])
    if size > MOST_BYTES:
        raise Unreadable(_("Mejlet är större än 25 MB."))
    for part in _ok(box.uid("FETCH", uid, "(BODY.PEEK[])")):
        if isinstance(part, tuple):
            return bytes(part[1])
    raise Unreadable(_("Mejlet gick inte att hämta."))


def _ok(answer: tuple[str, Any]) -> Any:
    state, found = answer
    if state != "OK":
        raise imaplib.IMAP4.error(str(found))
    return found
