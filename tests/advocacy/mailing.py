"""Mails as programs write them, made up: nobody of this name has written them."""

from __future__ import annotations

from email.message import EmailMessage

ANSWER = """Hej Alma!

Det passar bra på tisdag. Skicka gärna underlaget om övningsspåret före.

Med vänliga hälsningar
Maja Lindqvist
Riksdagsledamot
070-174 06 05

Från: Alma Ek <alma@example.se>
Skickat: den 20 november 2026 10:12
Till: Maja Lindqvist <maja@example.org>
Ämne: Möte om banan

Hej Maja,
kan vi ses?

/Alma
"""
OUTLOOK = """För kännedom.

Från: Maja Lindqvist <maja@example.org>
Skickat: den 18 november 2026 09:03
Till: Alma Ek <alma@example.se>; Okänd Person <okand@example.net>
Kopia: Registrator <registrator@example.com>
Ämne: SV: Banan genom Södermanland

Vi tar upp frågan i utskottet.

Hälsningar
Maja

Från: Alma Ek <alma@example.se>
Skickat: den 17 november 2026 15:40
Till: Maja Lindqvist <maja@example.org>
Ämne: Banan genom Södermanland

Kan ni ta upp den?
"""
GMAIL = """---------- Forwarded message ---------
Från: Maja Lindqvist <maja@example.org>
Date: ons 18 nov. 2026 kl 09:03
Subject: Banan genom Södermanland
To: Alma Ek <alma@example.se>


Vi tar upp frågan i utskottet.
"""
APPLE = """Börja vidarebefordrat brev:

> Från: Maja Lindqvist <maja@example.org>
> Ämne: Banan genom Södermanland
> Datum: 18 november 2026 09:03:11 CET
> Till: Alma Ek <alma@example.se>
>
> Vi tar upp frågan i utskottet.
"""


def mail(
    text: str = ANSWER,
    *,
    sender: str = "Maja Lindqvist <maja@example.org>",
    to: str = "Alma Ek <alma@example.se>",
    subject: str = "SV: Möte om banan",
    number: str = "<1@example.org>",
    day: str = "Fri, 20 Nov 2026 11:02:00 +0100",
) -> EmailMessage:
    """A mail as a program makes it: `bytes(mail())` is an .eml file."""
    message = EmailMessage()
    for name, value in (("From", sender), ("To", to), ("Subject", subject), ("Message-ID", number), ("Date", day)):
        if value:
            message[name] = value
    message.set_content(text)
    return message


def forwarded(text: str = OUTLOOK, sender: str = "Alma Ek <alma@example.se>", **heads: str) -> EmailMessage:
    """What a colleague forwards to the mailbox."""
    subject = heads.pop("subject", "VB: Banan genom Södermanland")
    return mail(text, sender=sender, to="kontakter@samsyn.example", subject=subject, **heads)
