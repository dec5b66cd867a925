"""Mail as programs write it: who wrote to whom, when, and what, without what was quoted."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from advocacy.imports.mail import MOST_BYTES, Unreadable, plain, read
from tests.advocacy import mailing, outlook


def emails(addresses):
    return [one.email for one in addresses]


def check_answer(found):
    """Maja's answer to Alma, as `mailing.mail` writes it: what is read of it is the same in every form of file."""
    assert found.text == "Hej Alma!\n\nDet passar bra på tisdag. Skicka gärna underlaget om övningsspåret före."
    assert (found.sender.name, found.sender.email) == ("Maja Lindqvist", "maja@example.org")
    assert emails(found.receivers) == ["alma@example.se"]
    assert found.subject == "Möte om banan"
    assert found.sent_at == dt.datetime(2026, 11, 20, 10, 2, tzinfo=dt.UTC)
    assert found.is_dialogue
    assert found.message_id == "<1@example.org>"


def test_answer_is_read_without_quoted_mail_and_signature():
    found = read(bytes(mailing.mail()))
    check_answer(found)


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


STOCKHOLM = ZoneInfo("Europe/Stockholm")


@pytest.mark.parametrize(
    ("said", "when"),
    [
        ("den 18 november 2026 09:03", (18, 9, 3)),
        ("ons 18 nov. 2026 kl 9.03", (18, 9, 3)),
        ("Wednesday, November 18, 2026 9:03 PM", (18, 21, 3)),
        ("2026-11-18 12:05:44", (18, 12, 5)),
        ("20 november 2026", (20, 14, 40)),
        ("i förrgår", (20, 14, 40)),
    ],
    ids=str,
)
def test_forwarded_mail_was_sent_when_its_head_says_or_when_it_was_forwarded(said, when):
    message = mailing.forwarded(mailing.OUTLOOK.replace("den 18 november 2026 09:03", said))
    del message["Date"]
    message["Date"] = "Fri, 20 Nov 2026 14:40:00 +0100"
    day, hour, minute = when
    assert read(bytes(message)).sent_at == dt.datetime(2026, 11, day, hour, minute, tzinfo=STOCKHOLM)


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


@pytest.mark.parametrize(
    "line", ["Den 3 november skrev " * 5_000, "-" * 60_000, "From" + " " * 60_000], ids=["quotes", "rule", "spaces"]
)
def test_long_line_is_kept_whole_and_takes_no_hours(line):
    message = mailing.mail(f"Hej!\n\n{line}\nHör av dig.\n", subject="Fwd: x")
    text = read(bytes(message)).text
    assert text.startswith("Hej!")
    assert line.strip()[:15_000] in text


def test_thousands_of_heads_take_no_hours():
    assert read(b"From: a@b.se\nSubject: Fwd: x\n\n" + b"From: a\n" * 20_000).sender.email == "a@b.se"


def test_comment_that_is_never_closed_hides_the_rest():
    assert plain("<p>Hej!</p>" + "<!-- x " * 20_000) == "Hej!"


def test_parts_within_parts_without_end_are_no_mail():
    inner = b"".join(b"Content-Type: multipart/mixed; boundary=a%d\n\n--a%d\n" % (n, n) for n in range(2_000))
    with pytest.raises(Unreadable):
        read(b"From: a@b.se\nSubject: x\n" + inner)


def test_what_no_database_takes_is_left_out():
    raw = b"From: Alma\x00 <a@b.se>\nSubject: hej\x00 du\nDate: Fri, 31 Dec 9999 23:59:00 -1200\n"
    raw += b"Content-Type: text/plain; charset=unicode_escape\n\nh\\ud800ej\n"
    found = read(raw)
    assert (found.subject, found.sender.name, found.text, found.sent_at) == ("hej du", "Alma", "h?ej", None)


def test_name_of_a_file_in_a_mail_says_no_folder_and_hides_nothing():
    message = mailing.mail()
    message.add_attachment(b"%PDF-", maintype="application", subtype="pdf", filename="../../\u202efdp.exe")
    assert [file.name for file in read(bytes(message)).files] == ["fdp.exe"]


MAJA = {outlook.DISPLAY_NAME: 'Maja "Majsan" Lindqvist', outlook.SMTP: "maja@example.org"}
EXCHANGE = "/O=EXCHANGELABS/OU=EXCHANGE ADMINISTRATIVE GROUP/CN=RECIPIENTS/CN=ALMA"


def test_outlook_s_own_file_is_read_with_its_files_and_without_quoted_mail():
    heads = (
        'From: "Maja Lindqvist" <maja@example.org>\r\nTo: Alma Ek <alma@example.se>\r\n'
        "Message-ID: <1@example.org>\r\nDate: Fri, 20 Nov 2026 11:02:00 +0100\r\n\r\n"
    )
    raw = outlook.message(
        heads=heads,
        subject="SV: Möte om banan",
        body=mailing.ANSWER.replace("\n", "\r\n"),
        recipients=[{outlook.DISPLAY_NAME: "Alma Ek", outlook.SMTP: "alma@example.se"}],
        files=[("Underlag övning.pdf", b"%PDF-1.7" + bytes(9000)), ("lista.txt", b"hej")],
    )
    found = read(raw)
    check_answer(found)
    assert [(file.name, len(file.content)) for file in found.files] == [("Underlag övning.pdf", 9008), ("lista.txt", 3)]


def test_sent_mail_out_of_one_s_own_exchange_has_no_heads_and_is_read_all_the_same():
    raw = outlook.message(
        subject="Banan", submitted=dt.datetime(2026, 11, 20, 10, 2, tzinfo=dt.UTC), sender_name="Alma Ek",
        sender_email=EXCHANGE, sender_smtp="alma@example.se", message_id="<7@example.se>", recipients=[MAJA],
        html="<p>Hej Maja,</p><script>bort()</script><p>kan vi ses på Åland?</p>".encode("iso-8859-15"),
    )  # fmt: skip
    found = read(raw)
    assert (found.sender.name, found.sender.email) == ("Alma Ek", "alma@example.se")
    assert [(one.name, one.email) for one in found.receivers] == [("Maja Majsan Lindqvist", "maja@example.org")]
    assert found.sent_at == dt.datetime(2026, 11, 20, 10, 2, tzinfo=dt.UTC)
    assert (found.text, found.message_id) == ("Hej Maja,\n\nkan vi ses på Åland?", "<7@example.se>")


def test_outlook_file_cut_short_is_refused_in_words():
    whole = outlook.message(subject="Banan", sender_smtp="alma@example.se", body="Hej " * 3000)
    for length in (512, 1024, len(whole) // 2):
        with pytest.raises(Unreadable, match="Outlook-mejl"):
            read(whole[:length])
