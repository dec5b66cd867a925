"""The customer's own look: name, logo, colour and typeface, and the stylesheet they make."""

from __future__ import annotations

import io
import warnings
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from crm.common import attachments, colours, writes
from crm.common.permissions import Role, require
from crm.models import Look, Typeface, User
from crm.models.look import ACCENT

PICTURES = {"image/png": "PNG", "image/jpeg": "JPEG"}
MOST_LOGO_BYTES = 512 * 1024
# Dots across and down: a picture of few bytes may unpack to gigabytes wherever it is shown.
MOST_LOGO_DOTS = 3000
# The grounds that the accent stands on: cards and page in light and dark (crm/static/crm/app.css).
LIGHT, DARK = "#f7f6f2", "#172126"
STACKS = {
    Typeface.SANS: "",
    Typeface.SERIF: 'Charter, "Bitstream Charter", "Sitka Text", Cambria, Georgia, serif',
}


@transaction.atomic
def edit(
    *, actor: User, name: str, accent: str, typeface: str, version: int | None = None, upload: Any = None,
    is_logo_removed: bool = False,
) -> Look:  # fmt: skip
    """Set it. Raises Conflict when `version` is not the stored one, ValidationError beside the field.

    Of a look that nobody has set yet the version is 0.
    """
    require(actor, Role.MANAGER)
    writes.hold(User, [User.objects.system().pk])  # the first time there is no row of its own to hold
    look = Look.objects.current()
    if look.pk:
        writes.check_version(look, version)
        look = writes.locked(look)
    old = look.logo
    is_changed = writes.assign(look, {"name": name, "accent": accent.lower(), "typeface": typeface})
    if upload:
        look.logo = _stored(upload, actor)
    elif is_logo_removed:
        look.logo = None
    if is_changed or look.logo != old or not look.pk:
        writes.save(look, actor=actor)
    if old and look.logo != old:
        attachments.remove(attachment=old, actor=actor)
    return look


def stylesheet(look: Look) -> str:
    """What `look` changes of the product's own style: tokens alone, each readable on its ground."""
    rules = []
    if look.accent != ACCENT:
        rules += [f"{name}: {value};" for name, value in tokens(look.accent).items()]
    text = f":root {{ {' '.join(rules)} }}\n" if rules else ""
    if stack := STACKS[Typeface(look.typeface)]:
        text += f"body, button, input, select, textarea {{ font-family: {stack}; }}\n"
    return text


def tokens(accent: str) -> dict[str, str]:
    """The accent as the tokens of app.css, for light and dark: to be read on the page and on its own wash."""
    colour = colours.rgb(accent)
    light, dark = colours.rgb(LIGHT), colours.rgb(DARK)
    fill = colours.readable(colour, colours.WHITE)
    washes = colours.mixed(colour, colours.WHITE, 0.9), colours.mixed(colour, dark, 0.8)
    inks = [
        colours.readable(colours.readable(colour, ground), w) for ground, w in zip((light, dark), washes, strict=True)
    ]

    def pair(one: colours.Rgb, other: colours.Rgb) -> str:
        return f"light-dark({colours.code(one)}, {colours.code(other)})"

    return {
        "--accent": pair(*inks),
        "--accent-fill": pair(fill, fill),
        "--accent-press": pair(colours.mixed(fill, colours.BLACK, 0.2), colours.mixed(fill, colours.BLACK, 0.2)),
        "--accent-wash": pair(*washes),
    }


def _stored(upload: Any, actor: User) -> Any:
    if upload.size > MOST_LOGO_BYTES:
        raise ValidationError({"logo": _("Bilden är för stor: högst 500 kB.")})
    try:
        return attachments.store(upload=_redrawn(upload), actor=actor)
    except ValidationError as error:
        raise ValidationError({"logo": error.messages}) from error


def _redrawn(upload: Any) -> ContentFile:
    """The picture drawn anew, in colours that every sort of paper takes, without anything else that the file held.

    Raises ValidationError for what is no whole picture: the papers that it stands in could not be printed.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture: Any = Image.open(upload, formats=list(PICTURES.values()))
            is_too_large = max(picture.size) > MOST_LOGO_DOTS
            if not is_too_large:
                form, picture = picture.format, ImageOps.exif_transpose(picture)
                picture = picture.convert("RGBA" if form == "PNG" else "RGB")
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        is_too_large = True
    except (OSError, SyntaxError, ValueError) as error:
        raise ValidationError(_("Logotypen ska vara en hel bild: PNG eller JPEG.")) from error
    if is_too_large:
        said = _("Bilden har för många bildpunkter: högst %(n)s på bredden och på höjden.")
        raise ValidationError(said % {"n": MOST_LOGO_DOTS})
    stream = io.BytesIO()
    picture.save(stream, form, quality=92)
    return ContentFile(stream.getvalue(), name=upload.name)
