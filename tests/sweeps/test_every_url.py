"""Every address × everybody: who is let in, who is not, and that nothing slips out on the way."""

import re

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from crm.common.permissions import ORDER, role_of
from tests.base import make_user
from tests.sweeps.table import API, CLOSED, EDITOR, KEYED, OPEN, OWN, PAGES, TECHNICAL
from tests.sweeps.world import SECRET, addresses, build

pytestmark = pytest.mark.django_db

MEMBERS = ["bo", "alma", "eva", "dag"]
RULES = PAGES | API
SHOWN = {200, 302}
TAKEN = {200, 201, 204, 302, 400, 409, 422}
NOT_OWN = {403, 404}
LOGIN = "/konto/login/"


@pytest.fixture
def world():
    return build()


class Visitor:
    """Somebody who walks about and leaves everything as it was."""

    def __init__(self, name=None):
        self.user = make_user(name) if name else None
        self.client = Client(raise_request_exception=False)
        if self.user:
            self.client.force_login(self.user)

    def ask(self, verb, path, data=None):
        kind = {"content_type": "application/json"} if path.startswith("/api/") and verb == "post" else {}
        with transaction.atomic():
            answer = getattr(self.client, verb)(path, data if data is not None else {}, **kind)
            # A file that is sent in pieces is read to its end, which closes it.
            answer.body = b"".join(answer.streaming_content) if answer.streaming else answer.content
            transaction.set_rollback(True)
        return answer

    def may(self, role):
        held = role_of(self.user)
        return held is not None and ORDER.index(held) >= ORDER.index(role)


def path_of(name, world):
    return reverse(name, kwargs=world[RULES[name].of])


def verbs(rule):
    """The verbs of an address, each with the role that it takes: where there is only one, the other is refused."""
    return (("get", rule.get), ("post", rule.post))


# --- The table ---------------------------------------------------------------------------------------


def test_every_address_is_in_the_table():
    known = set(RULES) | OPEN | OWN | CLOSED

    unlisted = [name for name in addresses() if name not in known and not name.startswith(TECHNICAL)]

    assert not unlisted, f"say in tests/sweeps/table.py who may use: {', '.join(unlisted)}"


def test_the_table_names_no_address_that_is_gone():
    gone = (set(RULES) | OPEN | OWN | CLOSED) - set(addresses())

    assert not gone


# --- Who is let in --------------------------------------------------------------------------------------


def test_anonymous_is_sent_to_the_login_page(world):
    visitor, wrong = Visitor(), []
    for name in PAGES:
        for verb in ("get", "post"):
            answer = visitor.ask(verb, path_of(name, world))
            if answer.status_code != 302 or not answer.headers["Location"].startswith(LOGIN):
                wrong.append(f"{verb} {name}: {answer.status_code}")
    assert not wrong


def test_anonymous_gets_401_from_the_api(world):
    visitor, wrong = Visitor(), []
    for name in API:
        for verb in ("get", "post"):
            answer = visitor.ask(verb, path_of(name, world))
            if answer.status_code != 401:
                wrong.append(f"{verb} {name}: {answer.status_code}")
    assert not wrong


def test_outsider_finds_nothing_and_reads_nothing(world):
    visitor, wrong = Visitor("cai"), []
    for name in RULES:
        for verb in ("get", "post"):
            answer = visitor.ask(verb, path_of(name, world))
            refused = {403} if name in API else {404}
            if answer.status_code not in refused or SECRET.encode() in answer.body:
                wrong.append(f"{verb} {name}: {answer.status_code}")
    assert not wrong


@pytest.mark.parametrize("who", MEMBERS)
def test_member_reads_what_the_role_gives(world, who):
    visitor, wrong = Visitor(who), []
    for name, rule in RULES.items():
        answer = visitor.ask("get", path_of(name, world))
        wanted = expected(visitor, rule.get, rule.post, SHOWN) if is_shared(rule, who) else NOT_OWN
        if answer.status_code not in wanted:
            wrong.append(f"{name}: {answer.status_code}, not {sorted(wanted)}")
    assert not wrong


@pytest.mark.parametrize("who", MEMBERS)
def test_member_does_what_the_role_gives(world, who):
    visitor, wrong = Visitor(who), []
    for name, rule in RULES.items():
        answer = visitor.ask("post", path_of(name, world))
        wanted = expected(visitor, rule.post, rule.get, TAKEN) if is_shared(rule, who) else NOT_OWN
        if name in API and rule.post is None and not visitor.may(EDITOR):
            wanted = {403}  # the API asks for a writer before it looks at the verb
        if answer.status_code not in wanted:
            wrong.append(f"{name}: {answer.status_code}, not {sorted(wanted)}")
    assert not wrong


def is_shared(rule, who):
    return not rule.is_own or who == "alma"


def expected(visitor, role, other, done):
    """The answers that are right: let in, refused for the role, or no such verb (asked of the role first)."""
    if role is None:
        return {405} if visitor.may(other) else {403, 405}
    return done if visitor.may(role) else {403}


# --- What does not exist --------------------------------------------------------------------------------


@pytest.mark.parametrize("who", [None, "cai", "dag"])
def test_pages_of_the_login_library_that_are_not_used_do_not_exist(who):
    visitor = Visitor(who)

    for name in CLOSED:
        assert visitor.ask("get", reverse(name)).status_code == 404
        assert visitor.ask("post", reverse(name)).status_code == 404


def test_row_that_is_not_there_is_404(world):
    visitor, wrong = Visitor("dag"), []
    nothing = {"code": "finns-inte"}
    for name, rule in RULES.items():
        kwargs = {k: nothing.get(k, 999_999) if k != "figure" else v for k, v in world[rule.of].items()}
        if kwargs:
            for verb, role in verbs(rule):
                status = visitor.ask(verb, reverse(name, kwargs=kwargs)).status_code
                if role and status != 404:
                    wrong.append(f"{verb} {name}: {status}")
    assert not wrong


@pytest.mark.parametrize("verb", ["put", "delete", "patch"])
def test_no_page_knows_other_verbs(world, verb):
    visitor, wrong = Visitor("dag"), []
    for name in PAGES:
        with transaction.atomic():
            status = getattr(visitor.client, verb)(path_of(name, world)).status_code
            transaction.set_rollback(True)
        if status != 405 and not (PAGES[name].is_own and status in NOT_OWN):
            wrong.append(f"{name}: {status}")
    assert not wrong


# --- What every answer carries ------------------------------------------------------------------------------

INLINE = {
    "script": re.compile(r"<script(?![^>]*\ssrc=)[^>]*>(?!\s*</script>)", re.IGNORECASE),
    "style element": re.compile(r"<style", re.IGNORECASE),
    "style attribute": re.compile(r"<[^>]+\sstyle\s*=", re.IGNORECASE),
    "handler": re.compile(r"<[^>]+\son[a-z]+\s*=", re.IGNORECASE),
    "htmx handler": re.compile(r"<[^>]+\shx-on", re.IGNORECASE),
    "javascript address": re.compile(r"""(?:href|src|action)\s*=\s*["']?\s*javascript:""", re.IGNORECASE),
    "other host": re.compile(r"""<(?:script|link|img|iframe|form)[^>]+(?:src|href|action)\s*=\s*["'](?:https?:)?//"""),
}
# Data for scripts, which no browser runs.
DATA = re.compile(r'<script[^>]+type="application/(?:ld\+)?json"[^>]*>', re.IGNORECASE)


def inline(html):
    """What in a page a strict policy would refuse."""
    html = DATA.sub("", re.sub(r"<svg.*?</svg>", "", html, flags=re.DOTALL))
    return [what for what, pattern in INLINE.items() if pattern.search(html)]


def headers_missing(answer):
    wanted = {
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
    }
    missing = [name for name, value in wanted.items() if answer.headers.get(name) != value]
    policy = answer.headers.get("Content-Security-Policy", "")
    if "default-src 'none'" not in policy or "unsafe" in policy:
        missing.append(f"Content-Security-Policy ({policy or 'none'})")
    return missing


@pytest.mark.parametrize("verb", ["get", "post"])
@pytest.mark.parametrize("who", [None, "cai", "dag"])
def test_every_answer_has_a_strict_policy_and_nothing_that_it_refuses(world, who, verb):
    visitor, wrong = Visitor(who), []
    paths = {name: path_of(name, world) for name in RULES}
    paths |= {name: reverse(name) for name in OPEN | OWN | CLOSED if name not in KEYED}
    for name, path in paths.items():
        answer = visitor.ask(verb, path)
        wrong += [f"{name}: lacks {what}" for what in headers_missing(answer)]
        if answer.headers.get("Content-Type", "").startswith("text/html"):
            wrong += [f"{name}: {what}" for what in inline(answer.body.decode())]
    assert not wrong


def test_the_check_for_inline_code_sees_each_kind():
    samples = {
        "script": "<script>x()</script>",
        "style element": "<style>a{}</style>",
        "style attribute": '<p style="color:red">',
        "handler": '<a onclick="x()">',
        "htmx handler": '<a hx-on:click="x()">',
        "javascript address": '<a href="javascript:x()">',
        "other host": '<script src="https://cdn.example/x.js"></script>',
    }

    assert {what: inline(html) for what, html in samples.items()} == {what: [what] for what in samples}
    assert inline('<script src="/static/x.js" defer></script><p class="style">') == []
