"""Mail as programs write it: who wrote to whom, when, and what, without what was quoted."""

import datetime as dt

import pytest

from advocacy.imports.mail import MOST_BYTES, Unreadable, plain, read
from tests.advocacy import mailing


def emails(addresses):
    return [one.email for one in addresses]


def test_answer_is_read_without_quoted_mail_and_signature():
    found = read(bytes(mailing.mail()))
    assert found.text == "Hej Alma!\n\nDet passar bra på tisdag. Skicka gärna underlaget om övningsspåret före."
    assert (found.sender.name, found.sender.email) == ("Maja Lindqvist", "maja@example.org")
    assert emails(found.receivers) == ["alma@example.se"]
    assert found.subject == "Möte om banan"
    assert found.sent_at == dt.datetime(2026, 11, 20, 10, 2, tzinfo=dt.UTC)
    assert found.is_dialogue
    assert found.message_id == "<1@example.org>"


def test_first_mail_is_no_dialogue():
    assert not read(bytes(mailing.mail("Hej!\n\nKan vi ses?\n"))).is_dialogue


@pytest.mark.parametrize("text", [mailing.OUTLOOK, mailing.GMAIL, mailing.APPLE])
def test_forwarded_mail_is_that_of_who_wrote_it_first(text):
    found = read(bytes(mailing.forwarded(text)))
    assert found.handed_in_by.email == "alma@example.se"
    assert found.sender.email == "maja@example.org"
    assert "alma@example.se" in emails(found.receivers)
    assert found.subject == "Banan genom Södermanland"
    assert found.sent_at.date() == dt.date(2026, 11, 18)
    assert "Vi tar upp frågan i utskottet." in found.text
    assert "Kan ni ta upp den?" not in found.text


def test_comment_of_who_forwards_and_all_receivers_are_kept():
    found = read(bytes(mailing.forwarded()))
    assert found.text.startswith("För kännedom.")
    assert emails(found.receivers) == ["alma@example.se", "okand@example.net", "registrator@example.com"]
    assert found.is_dialogue


def test_mail_forwarded_as_a_file_is_read_out_of_it():
    outer = mailing.forwarded("Se bifogat.")
    outer.add_attachment(mailing.mail())
    found = read(bytes(outer))
    assert found.sender.email == "maja@example.org"
    assert found.handed_in_by.email == "alma@example.se"
    assert found.text.startswith("Hej Alma!")


def test_html_becomes_text_and_nothing_of_its_scripts_is_left():
    html = "<head><style>p{}</style></head><p>Hej&nbsp;Maja!</p><div>Rad&amp;rad<br>två</div><script>x()</script>"
    assert plain(html) == "Hej Maja!\n\nRad&rad\ntvå"
    message = mailing.mail("")
    message.set_content(html, subtype="html")
    assert read(bytes(message)).text == "Hej Maja!\n\nRad&rad\ntvå"


def test_files_are_found_and_pictures_in_the_text_are_none():
    message = mailing.mail()
    message.add_related(b"\x89PNG", maintype="image", subtype="png", cid="<logo>", filename="logo.png")
    message.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="Underlag å.pdf")
    assert [file.name for file in read(bytes(message)).files] == ["Underlag å.pdf"]


def test_mail_without_identity_is_known_by_what_it_says():
    first, second = (read(bytes(mailing.mail(text, number=""))) for text in ("ett", "två"))
    assert first.message_id.startswith("sha256:")
    assert first.message_id != second.message_id


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b" \n",
        b"just text",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
        b"\x00\xff" * 500,
        b"Subject: x\n\n",
    ],
)
def test_what_is_no_mail_is_refused_in_words(raw):
    with pytest.raises(Unreadable) as found:
        read(raw)
    assert str(found.value)


def test_mail_that_is_too_large_is_refused():
    with pytest.raises(Unreadable):
        read(b"From: a@b.se\n\n" + b"x" * MOST_BYTES)


@pytest.mark.parametrize(
    "raw",
    [
        b"From: =?utf-8?q?=C3=85sa?= <asa@b.se>\nSubject: =?x-none?q?h?=\nContent-Type: text/plain; charset=x\n\n\xe5",
        b"From: a@b.se\nTo: ,,;<>\nDate: never\nContent-Type: multipart/mixed\n\nno boundary",
        b"From: a@b.se\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: base64\n\n!!!!",
        b"From: a@b.se\nSubject: " + b"x" * 5000 + b"\n\n" + b"> " * 500,
    ],
)
def test_odd_mail_is_read_as_far_as_it_goes(raw):
    assert "@b.se" in read(raw).sender.email
