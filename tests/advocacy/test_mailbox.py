"""The mailbox, read over IMAP from a server that the test starts, as a mail server would be asked."""

import imaplib
import json
import os
import re
import socket
import ssl
import subprocess
import sys
import time
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from advocacy.imports.mail import read
from advocacy.imports.mailbox import is_sender_known
from advocacy.models import IncomingMail, Interaction
from advocacy.services import mails
from crm.schedule import MAILBOX
from tests import make
from tests.advocacy import mailing

pytestmark = pytest.mark.django_db
USER, PASSWORD = "kontakter", "en-hemlig/fras"
QUOTED = "en-hemlig%2Ffras"


@pytest.fixture(scope="session")
def certificate(tmp_path_factory):
    """A certificate of our own for 'localhost'."""
    folder = tmp_path_factory.mktemp("imap")
    key, cert = folder / "key.pem", folder / "cert.pem"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
    command += ["-addext", "subjectAltName=DNS:localhost", "-keyout", str(key), "-out", str(cert)]
    subprocess.run(command, check=True, capture_output=True)
    return key, cert


@pytest.fixture
def server(certificate, tmp_path, monkeypatch, settings):
    """A running IMAP server with one empty mailbox; the product is told of it."""
    key, cert = certificate
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    program = Path(sys.executable).with_name("pymap")
    command = [str(program), "--host", "localhost", "--port", str(port), "--cert", str(cert), "--key", str(key)]
    command += ["dict", "--demo-user", USER, "--demo-password", PASSWORD]
    log = (tmp_path / "imap.log").open("wb")
    process = subprocess.Popen(command, stdout=log, stderr=log, env={**os.environ, "TMPDIR": str(tmp_path)})
    monkeypatch.setenv("SSL_CERT_FILE", str(cert))
    settings.MAILBOX_URL = f"imap+tls://{USER}:{QUOTED}@localhost:{port}/INBOX"
    settings.MAILBOX_ADDRESSES = ["kontakter@samsyn.example"]
    settings.MAILBOX_AUTHSERV = "*"
    try:
        _wait_for(port, process, tmp_path / "imap.log")
        yield port
    finally:
        process.terminate()
        process.wait(timeout=10)
        log.close()


def _wait_for(port, process, log):
    for _ in range(300):
        if process.poll() is not None:
            pytest.fail(f"the IMAP server stopped: {log.read_text()}")
        with socket.socket() as probe:
            if probe.connect_ex(("localhost", port)) == 0:
                return
        time.sleep(0.1)
    pytest.fail("the IMAP server did not start")


def connect(port):
    box = imaplib.IMAP4("localhost", port)
    box.starttls(ssl_context=ssl.create_default_context())
    box.login(USER, PASSWORD)
    return box


def deliver(port, *messages):
    box = connect(port)
    for message in messages:
        state, _answer = box.append("INBOX", None, None, bytes(message))
        assert state == "OK"
    box.logout()


def unread(port):
    box = connect(port)
    box.select("INBOX")
    found = box.uid("SEARCH", "UNSEEN")[1][0].split()
    box.logout()
    return len(found)


def fetch(*, status=0):
    out = StringIO()
    try:
        call_command("fetch_mail", "--json", stdout=out)
        code = 0
    except SystemExit as stopped:
        code = stopped.code
    assert code == status
    return json.loads(out.getvalue())


def test_forwarded_mail_becomes_a_draft_of_who_forwarded_it_and_is_read_once(server, alma):
    person = make.person("Maja Lindqvist", email="maja@example.org")
    text = mailing.OUTLOOK.replace("alma@example.se", alma.email)
    deliver(server, mailing.forwarded(text, sender=alma.email))
    found = fetch()
    assert (found["rows"], found["new"], found["doubtful"], found["wrong"]) == (1, {"incomingmail": 1}, 1, [])
    draft = Interaction.objects.get()
    assert draft.participations.get(side="ours").user == alma
    assert draft.participations.get(side="theirs").person == person
    unknown = [one["email"] for one in IncomingMail.objects.get().unknown]
    assert unknown == ["okand@example.net", "registrator@example.com"]
    assert unread(server) == 0
    assert fetch()["rows"] == 0
    deliver(server, mailing.forwarded(text, sender=alma.email))
    assert fetch()["unchanged"] == {"incomingmail": 1}
    assert Interaction.objects.count() == 1


def test_mailbox_itself_is_nobody_to_meet(server, alma):
    make.person("Maja Lindqvist", email="maja@example.org")
    deliver(server, mailing.mail("Hej!", sender=alma.email, to="maja@example.org, kontakter@samsyn.example"))
    assert fetch()["doubtful"] == 0


def test_nobody_outside_the_staff_makes_drafts_and_nothing_they_wrote_is_kept(server, bo, cai):
    senders = ["frammande@example.net", bo.email, cai.email]
    deliver(server, *(mailing.mail("Hemligt", sender=who, number=f"<{who}>") for who in senders))
    found = fetch(status=1)
    assert [row["value"] for row in found["wrong"]] == senders
    assert not Interaction.objects.exists()
    rows = IncomingMail.objects.all()
    assert {row.state for row in rows} == {"refused"}
    assert not any(row.raw or row.subject for row in rows)
    assert unread(server) == 0


def test_sender_that_the_mail_server_does_not_vouch_for_is_refused(server, alma, settings):
    settings.MAILBOX_AUTHSERV = "mx.samsyn.example"
    false, true = mailing.mail(sender=alma.email, number="<1>"), mailing.mail(sender=alma.email, number="<2>")
    false["Authentication-Results"] = "mx.evil.example; dmarc=pass"
    true["Authentication-Results"] = "mx.samsyn.example; spf=pass; dmarc=pass header.from=example.se"
    deliver(server, false, true)
    assert len(fetch(status=1)["wrong"]) == 1
    assert Interaction.objects.count() == 1


def test_only_the_first_verdict_of_our_own_server_counts(settings):
    settings.MAILBOX_AUTHSERV = "mx.samsyn.example"
    message = mailing.mail()
    message["Authentication-Results"] = "mx.samsyn.example; dmarc=fail"
    message["Authentication-Results"] = "mx.samsyn.example; dmarc=pass"
    assert not is_sender_known(read(bytes(message)))


@pytest.mark.parametrize(
    "said",
    [
        'spf=pass smtp.mailfrom="x; dmarc=pass"@evil.example; dmarc=fail',
        "spf=pass smtp.mailfrom=dmarc=pass@evil.example; dmarc=fail header.from=example.se",
        "dkim=pass (signed; dmarc=pass (once)); dmarc=none",
        "dmarc=passed",
        'dmarc=fail reason="broken; dmarc=pass',
    ],
)
def test_what_the_sender_chose_in_a_verdict_vouches_for_nobody(settings, said):
    settings.MAILBOX_AUTHSERV = "mx.samsyn.example"
    message = mailing.mail()
    message["Authentication-Results"] = f"mx.samsyn.example; {said}"
    assert not is_sender_known(read(bytes(message)))


@pytest.mark.parametrize("said", ["dmarc=pass", "spf=fail (no); DMARC = pass (p=NONE dis=NONE) header.from=example.se"])
def test_verdict_of_our_own_server_vouches(settings, said):
    settings.MAILBOX_AUTHSERV = "mx.samsyn.example"
    message = mailing.mail()
    message["Authentication-Results"] = f"mx.samsyn.example; {said}"
    assert is_sender_known(read(bytes(message)))


def test_mail_that_cannot_be_stored_holds_up_none_of_the_others_and_is_read_again(server, alma, monkeypatch, caplog):
    take_in = mails.take_in

    def broken(*, mail, **more):
        if mail.message_id == "<trasigt@example.org>":
            raise ValueError("no such thing")
        return take_in(mail=mail, **more)

    monkeypatch.setattr(mails, "take_in", broken)
    deliver(server, mailing.mail(sender=alma.email, number="<trasigt@example.org>"), mailing.mail(sender=alma.email))
    found = fetch(status=1)
    assert (found["rows"], found["new"], len(found["wrong"])) == (2, {"incomingmail": 1}, 1)
    assert "no such thing" in caplog.text
    assert unread(server) == 1


def test_what_is_no_mail_is_told_and_the_rest_is_read(server, alma):
    deliver(server, b"no head at all", mailing.mail(sender=alma.email))
    found = fetch(status=1)
    assert len(found["wrong"]) == 1
    assert found["new"] == {"incomingmail": 1}


def test_job_reads_the_mailbox_every_five_minutes(server, alma, run_jobs):
    deliver(server, mailing.mail(sender=alma.email))
    (job,) = MAILBOX
    job.task.enqueue()
    run_jobs()
    assert Interaction.objects.count() == 1


@pytest.mark.parametrize(
    "url", ["", "imap://localhost:1/INBOX", "https://localhost/", "imaps://x:y@localhost:1/INBOX", "imaps:///"]
)
def test_mailbox_that_cannot_be_read_is_told_in_words_and_never_asked_in_the_clear(settings, url):
    settings.MAILBOX_URL = url
    with pytest.raises(CommandError) as found:
        call_command("fetch_mail")
    assert found.value.returncode == 2
    assert re.search("brevlåda", str(found.value), re.IGNORECASE)


def test_wrong_password_is_told(server, settings):
    settings.MAILBOX_URL = settings.MAILBOX_URL.replace(QUOTED, "fel")
    with pytest.raises(CommandError):
        call_command("fetch_mail")


def test_server_that_shows_another_certificate_is_not_trusted(server, monkeypatch):
    monkeypatch.delenv("SSL_CERT_FILE")
    with pytest.raises(CommandError):
        call_command("fetch_mail")


def test_mailbox_is_not_read_before_it_is_said_whom_to_believe(server, settings):
    settings.MAILBOX_AUTHSERV = ""
    with pytest.raises(CommandError) as found:
        call_command("fetch_mail")
    assert "SAMSYN_MAILBOX_AUTHSERV" in str(found.value)
