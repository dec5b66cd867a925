"""Board papers made and read back: what the tests of each sort of file share."""

import datetime as dt
import io
import re

import pikepdf
import pypdf

from advocacy.exports.paper_files import FORMATS
from advocacy.exports.paper_reading import PaperLook
from tests.advocacy import paper_sample as sample

LOOK = PaperLook(name="Mälardalsrådet")
APPROVED = dt.date(2026, 8, 20)
# Figures of the sample as they are to be read, with the spaces of Swedish numbers.
SAID = ["39 % (39 av 101)", "↑ upp 12 procentenheter", "= oförändrat", "↓ ner 11", "1 284", "0,87"]


def made(extension, content=None, look=LOOK, approved_on=APPROVED):
    return FORMATS[extension].make(content or sample.content(), look=look, approved_on=approved_on)


def plain(text):
    return re.sub(r"\s+", " ", text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{SOFT HYPHEN}", ""))


def pdf_text(file):
    return plain("\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(file)).pages))


def elements(node):
    """All elements of the structure tree below a node, in the order of reading."""
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from elements(kid)


def of_kind(pdf, *kinds):
    return [one for one in elements(pdf.Root.StructTreeRoot) if str(one.S) in kinds]
