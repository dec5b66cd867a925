"""The browser fixtures do catch what they promise to catch."""

import pytest
from _pytest.outcomes import Failed
from django.contrib.auth.models import Group
from playwright.sync_api import Error


def test_axe_catches_a_picture_without_a_text(page, axe):
    page.set_content('<html lang="sv"><title>x</title><main><h1>x</h1><img src="data:image/png;base64,AA"></main>')
    with pytest.raises(Failed, match="image-alt"):
        axe(page)


def test_axe_lets_a_sound_page_through(page, axe):
    page.set_content('<html lang="sv"><title>x</title><main><h1>Rubrik</h1><p>Text</p></main>')
    axe(page)


def test_fits_catches_a_page_wider_than_its_window(open_page, fits):
    page = open_page(width=360)
    page.set_content('<html lang="sv"><title>x</title><div id="wide" style="width: 500px">x</div>')
    with pytest.raises(Failed, match='id="wide"'):
        fits(page)


def test_call_to_another_host_fails_the_test(open_page):
    page = open_page()
    page.goto("/konto/login/")
    with pytest.raises(Error):
        page.goto("http://samsyn.invalid/")
    troubles = open_page.troubles
    assert troubles == ["a call to another host: http://samsyn.invalid/"]
    troubles.clear()


def test_refusal_of_the_content_security_policy_fails_the_test(open_page):
    page = open_page()
    page.goto("/konto/login/")
    page.evaluate("document.body.append(Object.assign(document.createElement('script'), {textContent: '1'}))")
    assert "Content Security Policy" in open_page.troubles[0]
    open_page.troubles.clear()


@pytest.mark.smoke
def test_sign_in_gives_the_page_a_session(page, sign_in, alma):
    sign_in(page, alma)
    page.goto("/")
    assert "/konto/login" not in page.url
    assert page.get_by_text(alma.name).count()


@pytest.mark.smoke
def test_page_without_a_session_is_sent_to_the_login(page):
    page.goto("/")
    assert page.locator("input[type=password]").is_visible()


@pytest.mark.parametrize("turn", [1, 2])
def test_roles_outlive_a_test_that_empties_the_database(transactional_db, turn):
    assert Group.objects.count() == 4
    Group.objects.all().delete()
