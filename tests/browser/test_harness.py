"""The browser fixtures do catch what they promise to catch."""

import pytest
from _pytest.outcomes import Failed


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


@pytest.mark.smoke
def test_sign_in_gives_the_page_a_session(page, sign_in, alma):
    sign_in(page, alma)
    page.goto("/")
    assert "/konto" not in page.url
    assert page.locator("body").inner_text()


@pytest.mark.smoke
def test_page_without_a_session_is_sent_to_the_login(page):
    page.goto("/")
    assert page.locator("input[type=password]").is_visible()
