"""The customer's own look: set by managers, readable whatever the colour, seen by all."""

import io
import struct
import zlib

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from crm.common import colours
from crm.common.writes import Conflict
from crm.models import Attachment, Look
from crm.services import look


def drawn(width, height, form="PNG"):
    stream = io.BytesIO()
    Image.new("L", (width, height)).save(stream, form)
    return stream.getvalue()


def said_to_be(width, height):
    """A small picture that says of itself that it is large."""
    head = b"IHDR" + struct.pack(">II", width, height) + PNG[24:29]
    return PNG[:12] + head + struct.pack(">I", zlib.crc32(head)) + PNG[33:]


PNG = drawn(1, 1)


def logo(content=PNG, name="logotyp.png"):
    return SimpleUploadedFile(name, content)


def set_look(actor, **fields):
    return look.edit(actor=actor, **{"name": "Samverkan Öst", "accent": "#7a1f5c", "typeface": "serif", **fields})


@pytest.mark.parametrize("accent", ["#ffff00", "#ffffff", "#000000", "#7a1f5c", "#00ff88", "#888888", "#339966"])
def test_every_colour_is_readable_where_text_stands_on_it(accent):
    said = look.tokens(accent)

    def pair(name):
        return [colours.rgb(one) for one in said[name].removeprefix("light-dark(").rstrip(")").split(", ")]

    on_light, on_dark = pair("--accent")
    assert colours.contrast(on_light, colours.rgb("#f7f6f2")) >= 4.5
    assert colours.contrast(on_dark, colours.rgb("#172126")) >= 4.5
    for fill in (*pair("--accent-fill"), *pair("--accent-press")):
        assert colours.contrast(fill, colours.WHITE) >= 4.5
    for ink, wash in zip(pair("--accent"), pair("--accent-wash"), strict=True):
        assert colours.contrast(ink, wash) >= 4.5  # badges, the tab that is chosen


def test_contrast_is_that_of_the_standard():
    assert colours.contrast(colours.WHITE, colours.BLACK) == pytest.approx(21)
    assert colours.contrast(colours.rgb("#777777"), colours.WHITE) == pytest.approx(4.48, abs=0.01)


def shown(client):
    return Image.open(io.BytesIO(b"".join(client.get(reverse("crm:look_logo")).streaming_content)))


def test_a_manager_sets_it_and_everybody_gets_it_logged_in_or_not(db, client, eva):
    assert client.get(reverse("crm:look_style")).content == b""
    client.force_login(eva)
    answer = client.post(
        reverse("crm:look"), {"name": "Samverkan Öst", "accent": "#7a1f5c", "typeface": "serif", "logo": logo()}
    )
    assert answer.status_code == 302
    client.logout()
    style = client.get(reverse("crm:look_style")).content.decode()
    assert "#7a1f5c" in style and "serif" in style
    assert shown(client).size == (1, 1)
    assert 'alt="Samverkan Öst"' in client.get(reverse("account_login")).content.decode()


def test_an_editor_does_not_set_it(alma):
    with pytest.raises(PermissionDenied):
        set_look(alma)


def test_two_at_once_lose_nothing(eva, dag):
    first = set_look(eva)
    set_look(dag, name="Samverkan Väst", version=first.version)
    with pytest.raises(Conflict):
        set_look(eva, name="Samverkan Norr", version=first.version)
    assert Look.objects.get().name == "Samverkan Väst"


def test_who_had_the_page_before_anybody_had_set_it_overwrites_nobody(client, eva, dag):
    client.force_login(eva)
    version = client.get(reverse("crm:look")).context["form"]["version"].value()
    set_look(dag, name="Samverkan Väst")
    answer = client.post(
        reverse("crm:look"), {"name": "Samverkan Norr", "accent": "#7a1f5c", "typeface": "sans", "version": version}
    )
    assert answer.status_code == 409 and "Samverkan Väst" in answer.content.decode()
    assert Look.objects.get().name == "Samverkan Väst"


def test_a_logo_is_drawn_anew_in_colours_that_papers_take_and_holds_nothing_else(client, eva):
    """A printer's CMYK is no part of PDF/A; where a photograph was taken is nobody's business."""
    stream = io.BytesIO()
    told = Image.Exif()
    told[0x010E] = "Taget hemma hos Eva"
    Image.new("CMYK", (60, 20)).save(stream, "JPEG", exif=told)
    set_look(eva, upload=logo(stream.getvalue() + b"PK<script>", "l.jpg"))
    answer = b"".join(client.get(reverse("crm:look_logo")).streaming_content)
    assert (shown(client).mode, shown(client).size) == ("RGB", (60, 20))
    assert b"hemma" not in answer and b"<script>" not in answer


@pytest.mark.parametrize("form", ["PNG", "JPEG"])
def test_a_logo_of_either_kind_is_taken(eva, form):
    ending = {"PNG": "png", "JPEG": "jpg"}[form]
    assert set_look(eva, upload=logo(drawn(300, 80, form), f"l.{ending}")).logo.content_type == f"image/{form.lower()}"


@pytest.mark.parametrize(
    ("content", "said"),
    [(said_to_be(20_000, 20_000), "3000"), (drawn(4000, 10), "3000"), (PNG[:40], "hel bild"),
     (b"\x89PNG\r\n\x1a\n" + b"x" * 60, "hel bild"), (b"\xff\xd8\xff<script>", "hel bild"),
     (PNG + b"x" * 600_000, "500 kB")],
    ids=["bomb", "broad", "torn", "only-called-so", "script", "heavy"],
)  # fmt: skip
def test_what_papers_could_not_print_is_refused_beside_the_field(client, eva, content, said):
    client.force_login(eva)
    form = {"name": "X", "accent": "#7a1f5c", "typeface": "sans", "version": 0}
    answer = client.post(reverse("crm:look"), {**form, "logo": logo(content)})
    assert answer.status_code == 422 and said in answer.context["form"].errors["logo"][0]
    assert not Look.objects.exists() and not Attachment.objects.exists()


def test_a_logo_whose_file_is_gone_is_not_found(client, eva):
    set_look(eva, upload=logo())
    stored = Look.objects.get().logo
    stored.file.storage.delete(stored.file.name)
    assert client.get(reverse("crm:look_logo")).status_code == 404


@pytest.mark.parametrize(
    ("content", "name"),
    [(b"<svg xmlns='http://www.w3.org/2000/svg'/>", "l.svg"), (b"%PDF-1.4 x", "l.pdf"), (b"", "l.png")],
)
def test_only_a_picture_is_taken_as_logo(eva, content, name):
    with pytest.raises(ValidationError):
        set_look(eva, upload=logo(content, name))
    assert not Look.objects.exists()


def test_a_new_logo_takes_the_place_of_the_old_and_can_be_taken_away(eva):
    set_look(eva, upload=logo())
    set_look(eva, upload=logo(name="ny.png"))
    assert [file.name for file in Attachment.objects.all()] == ["ny.png"]
    set_look(eva, is_logo_removed=True)
    assert Look.objects.get().logo is None and not Attachment.objects.exists()


def test_a_colour_that_is_none_is_told_beside_the_field(client, eva):
    client.force_login(eva)
    answer = client.post(reverse("crm:look"), {"name": "X", "accent": "red", "typeface": "sans"})
    assert answer.status_code == 422 and "#0d5c8c" in answer.content.decode()


def test_without_a_logo_there_is_none(client, db):
    assert client.get(reverse("crm:look_logo")).status_code == 404
