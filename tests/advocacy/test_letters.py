"""Letters: which templates are taken in, what is merged, who is left out, and that they were sent."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from docx import Document
from docx.oxml.ns import qn

from advocacy.exports import letters_docx
from advocacy.models import Interaction, LetterTemplate
from advocacy.services import letters, onboarding
from contacts.services import people
from crm.common.file_kinds import Refused
from crm.common.undo import undo
from crm.models import Attachment, ExportLog, Operation
from tests import make
from tests.advocacy.onboarding_world import DAY, Riksdag, case_of, start

pytestmark = pytest.mark.django_db


def docx(*lines, header=""):
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    if header:
        document.sections[0].header.paragraphs[0].text = header
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def with_part(content, name, part):
    """A Word file with one more part, or another one of that name."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w") as new:
        for item in old.infolist():
            if item.filename != name:
                new.writestr(item, old.read(item))
        new.writestr(name, part)
    return stream.getvalue()


def lines_of(content):
    return [paragraph.text for paragraph in Document(io.BytesIO(content)).paragraphs]


def upload(content=None, name="Välkommen.docx"):
    return SimpleUploadedFile(name, letters_docx.sample() if content is None else content)


def refused(content, name="a.docx"):
    with pytest.raises(Refused) as found:
        letters_docx.check(name, content)
    return str(found.value)


# --- What is taken in ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", [letters_docx.WELCOME, letters_docx.THANKS])
def test_samples_can_be_taken_in_as_they_are(text):
    letters_docx.check("a.docx", letters_docx.sample(text))


def test_unknown_field_is_named_with_those_that_exist():
    said = refused(docx("Hej {{ namn }}, {{ skostorlek }}"))
    assert "Fälten finns inte: {{ skostorlek }}." in said
    for name in letters_docx.FIELDS:
        assert f"{{{{ {name} }}}}" in said


@pytest.mark.parametrize(
    "line",
    [
        "{% for a in namn %}{{ a }}{% endfor %}", "{{ namn.__class__ }}", "{{ namn|upper }}", "{{ namn * 1000 }}",
        "{{ range(9) }}", "{% set a = namn %}", "{% macro a() %}{% endmacro %}", "{{ namn[0] }}", "{{r namn }}",
        "{%p if namn %}", "{% include namn %}",
    ],
)  # fmt: skip
def test_nothing_but_fields_and_conditions_is_taken(line):
    assert "En mall kan ha fält" in refused(docx("{{ namn }}", line))


def test_field_that_is_not_closed_is_told():
    assert "inte rätt skrivet" in refused(docx("{{ namn }} {{ parti"))
    assert "inte rätt skrivet" in refused(docx("{{ namn }} {% if parti %}"))


def test_file_without_fields_is_told_how_they_are_written():
    assert "{{ namn }}" in refused(docx("Hej"))


def test_head_and_foot_hold_only_what_is_the_same_for_all():
    assert "Flytta {{ namn }}" in refused(docx("{{ namn }}", header="Till {{ namn }}"))
    letters_docx.check("a.docx", docx("{{ namn }}", header="{{ datum }}"))


def test_file_is_what_its_content_is_and_not_its_name():
    assert "Innehållet är inte" in refused(b"%PDF-1.7 hej", "brev.docx")
    assert "Word-fil" in refused(b"%PDF-1.7 hej", "brev.pdf")
    assert "makron" in refused(with_part(docx("{{ namn }}"), "word/vbaProject.bin", b"x"))
    assert "makron" in refused(docx("{{ namn }}"), "brev.docm")
    assert refused(with_part(docx("{{ namn }}"), "word/document.xml", b"<w:document"))


def test_what_word_would_fetch_from_elsewhere_is_refused_but_links_are_not():
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId9" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}" Target="https://x.se/a" '
        'TargetMode="External"/></Relationships>'
    )
    name = "word/_rels/header9.xml.rels"
    said = refused(with_part(docx("{{ namn }}"), name, rels.format("attachedTemplate")))
    assert "hämtar något utifrån" in said
    assert "inbäddade" in refused(with_part(docx("{{ namn }}"), "word/embeddings/a.bin", b"x"))
    letters_docx.check("a.docx", with_part(docx("{{ namn }}"), name, rels.format("hyperlink")))


def test_file_that_is_too_large_packed_or_unpacked_is_refused(monkeypatch):
    monkeypatch.setattr(letters_docx, "MOST_UNPACKED", 1000)
    assert "packas upp" in refused(docx("{{ namn }}"))
    monkeypatch.setattr(letters_docx, "MOST_BYTES", 1000)
    assert "större än 5 MB" in refused(docx("{{ namn }}"))


# --- Merged --------------------------------------------------------------------------------------------------------


def test_values_are_text_whatever_they_hold():
    name = "Ö & <b>Åsa</b> {{ parti }} \x00\x0b"
    (line,) = lines_of(letters_docx.merged(docx("Hej {{ namn }}!"), {"namn": name, "parti": "C"}))
    assert line == "Hej Ö & <b>Åsa</b> {{ parti }} !"


def test_text_stands_only_where_its_condition_holds():
    content = docx("{% if lämnade %}Tack, {% endif %}{{ förnamn }}")
    assert lines_of(letters_docx.merged(content, {"förnamn": "Åsa"})) == ["Åsa"]
    assert lines_of(letters_docx.merged(content, {"förnamn": "Åsa", "lämnade": "igår"})) == ["Tack, Åsa"]


def test_address_stands_line_by_line():
    (line,) = lines_of(letters_docx.merged(docx("{{ adress }}"), {"adress": "Åsa Ek\nGatan 1\n123 45 Ort"}))
    assert line == "Åsa Ek\nGatan 1\n123 45 Ort"


def test_one_file_has_every_letter_on_a_page_of_its_own():
    content = docx("Hej {{ namn }}", "Slut", header="Vi, {{ datum }}")
    written = [letters_docx.merged(content, {"namn": name, "datum": "idag"}) for name in ("Åsa", "Bo", "Cleo")]
    joined = Document(io.BytesIO(letters_docx.one_file(written)))
    assert [p.text for p in joined.paragraphs] == ["Hej Åsa", "Slut", "Hej Bo", "Slut", "Hej Cleo", "Slut"]
    assert len(joined.sections) == 3
    for section in joined.sections:
        assert section.start_type == 2  # a new page
        assert section.header.paragraphs[0].text == "Vi, idag"


def test_letter_that_ends_with_a_table_is_followed_by_a_new_page_too():
    document = Document()
    document.add_table(1, 1).cell(0, 0).text = "{{ namn }}"
    stream = io.BytesIO()
    document.save(stream)
    written = [letters_docx.merged(stream.getvalue(), {"namn": name}) for name in ("Åsa", "Bo")]
    joined = Document(io.BytesIO(letters_docx.one_file(written)))
    assert [table.cell(0, 0).text for table in joined.tables] == ["Åsa", "Bo"]
    assert len(joined.sections) == 2
    assert len(joined.element.body.findall(f".//{qn('w:sectPr')}")) == 2


def test_role_is_written_as_within_a_sentence():
    assert [letters.within_sentence(role) for role in ("Riksdagsledamot", "VD", "EU-samordnare", "")] == [
        "riksdagsledamot", "VD", "EU-samordnare", "",
    ]  # fmt: skip


# --- Templates on their pages ----------------------------------------------------------------------------------


@pytest.fixture
def alma_in(client, alma):
    client.force_login(alma)
    return client


def add(client, **data):
    data = {"name": "Välkommen", "kind": "welcome", "file": upload(), **data}
    return client.post(reverse("advocacy:letter_template_add"), data)


def test_template_is_taken_in_and_given_back(alma_in):
    assert add(alma_in).status_code == 302
    template = LetterTemplate.objects.get()
    answer = alma_in.get(reverse("advocacy:letter_template_file", args=[template.pk]))
    assert b"".join(answer.streaming_content) == letters.content_of(template)
    assert answer["Content-Disposition"].startswith("attachment")


def test_template_with_an_unknown_field_is_told_beside_the_field_and_the_rest_kept(alma_in):
    answer = add(alma_in, file=upload(docx("{{ skostorlek }}")))
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "{{ skostorlek }}" in text
    assert 'value="Välkommen"' in text
    assert not LetterTemplate.objects.exists()
    assert not Attachment.objects.exists()


def test_name_that_is_taken_is_told(alma_in):
    add(alma_in)
    answer = add(alma_in, name=" välkommen ", file=upload())
    assert answer.status_code == 422
    assert "redan en brevmall" in answer.content.decode()


def test_new_file_takes_the_place_of_the_old(alma_in):
    add(alma_in)
    template = LetterTemplate.objects.get()
    url = reverse("advocacy:letter_template_edit", args=[template.pk])
    data = {"name": "Hej", "kind": "other", "version": template.version}
    assert alma_in.post(url, data).status_code == 302
    assert alma_in.post(url, data).status_code == 409
    data |= {"version": template.version + 1, "file": upload(docx("Ny {{ namn }}"), "ny.docx")}
    assert alma_in.post(url, data).status_code == 302
    template.refresh_from_db()
    assert (template.name, template.attachment.name) == ("Hej", "ny.docx")
    assert Attachment.objects.count() == 1


def test_template_is_put_away_and_taken_out_again(alma_in):
    add(alma_in)
    template = LetterTemplate.objects.get()
    url = reverse("advocacy:letter_template_archive", args=[template.pk])
    alma_in.post(url)
    assert list(LetterTemplate.objects.in_use()) == []
    alma_in.post(url, {"back": "1"})
    assert list(LetterTemplate.objects.in_use()) == [template]


def test_sample_is_handed_out_for_welcome_and_thanks(alma_in):
    url = reverse("advocacy:letter_template_sample")
    assert "Varmt välkommen" in " ".join(lines_of(alma_in.get(url).content))
    assert "Tack för din tid" in " ".join(lines_of(alma_in.get(url, {"slag": "thanks"}).content))
    assert alma_in.get(url, {"slag": "annat"}).status_code == 404


def test_reader_reads_templates_and_adds_none(client, bo):
    client.force_login(bo)
    assert client.get(reverse("advocacy:letter_template_list")).status_code == 200
    assert add(client).status_code == 403


# --- Letters to those on the board -----------------------------------------------------------------------------------


@pytest.fixture
def world(on_day):
    on_day(DAY)
    return Riksdag()


@pytest.fixture
def programme(world):
    made = world.programme("Nyvalda")
    onboarding.add_step(actor=make.actor(), programme=made, name="Välkomstbrev", done_by="material", kind="letter")
    return made


@pytest.fixture
def three(world, programme):
    """One with an address, one without, one who does not want to be contacted."""
    found = [world.mp("Åsa Nilsson"), world.mp("Bo Olsson"), world.mp("Cleo Persson")]
    make.detail(found[0], "address", "Storgatan 1, 721 87 Västerås")
    people.edit(person=found[2], actor=make.actor(), do_not_contact=True)
    start(programme)
    return found


@pytest.fixture
def template(alma):
    content = docx("{{ adress }}", "{{ hälsning }}", "{{ tillträdde }}, {{ parti }}, {{ län }}, {{ avsändare }}")
    return letters.add_template(actor=alma, name="Brev", kind="welcome", upload=upload(content))


def export(client, programme, **data):
    return client.post(reverse("advocacy:onboarding_export", args=[programme.pk]), data)


def test_page_says_before_who_gets_no_letter_and_who_has_no_address(three, programme, template, alma_in):
    text = alma_in.get(reverse("advocacy:onboarding_export", args=[programme.pk]), {"som": "brev"}).content.decode()
    assert "Vill inte bli kontaktade, och är inte med (1)" in text
    assert "Cleo Persson" in text
    assert "Saknar adress, och får ett brev utan adressrader (1)" in text
    assert "Bo Olsson" in text
    assert "1 av 3 har adress" in text


def test_letters_come_as_one_file_each_and_are_logged_as_taken_out(three, programme, template, alma_in, alma):
    answer = export(alma_in, programme, format="brev", template=template.pk)
    packed = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))
    assert sorted(packed.namelist()) == ["Nilsson, Åsa.docx", "Olsson, Bo.docx"]
    assert lines_of(packed.read("Nilsson, Åsa.docx")) == [
        "Åsa Nilsson\nStorgatan 1\n721 87 Västerås",
        "Hej Åsa,",
        f"28 september 2026, {make.party('C').name}, Uppsala län, {alma}",
    ]
    assert lines_of(packed.read("Olsson, Bo.docx"))[0] == "Bo Olsson"
    log = ExportLog.objects.get()
    assert (log.format, log.rows) == ("brev", 2)
    assert "Brev, ett var" in alma_in.get(reverse("crm:export_detail", args=[log.pk])).content.decode()
    assert not Interaction.objects.exists()


def test_letters_come_as_one_document(three, programme, template, alma_in):
    answer = export(alma_in, programme, format="brev-en", template=template.pk)
    joined = Document(io.BytesIO(b"".join(answer.streaming_content)))
    assert [p.text for p in joined.paragraphs][::3] == ["Åsa Nilsson\nStorgatan 1\n721 87 Västerås", "Bo Olsson"]
    assert len(joined.sections) == 2


def test_where_nobody_can_get_a_letter_the_file_says_so(world, programme, template, alma_in):
    people.edit(person=world.mp("Cleo Persson"), actor=make.actor(), do_not_contact=True)
    start(programme)
    answer = export(alma_in, programme, format="brev-en", template=template.pk)
    assert lines_of(b"".join(answer.streaming_content)) == ["Ingen av dem kan få brev."]


def test_letters_without_a_template_are_asked_for_one(three, programme, alma_in):
    answer = export(alma_in, programme, format="brev")
    assert answer.status_code == 422
    assert "Välj en brevmall" in answer.content.decode()


def test_many_letters_are_made_by_the_job_worker(three, programme, template, alma_in, run_jobs, settings):
    settings.EXPORT_JOB_ROWS = 2
    answer = export(alma_in, programme, format="brev-en", template=template.pk)
    assert answer.status_code == 302
    run_jobs()
    log = ExportLog.objects.get()
    assert (log.state, log.rows) == ("done", 2)
    with log.file.open("rb") as file:
        assert len(Document(file).sections) == 2


def test_two_of_one_name_get_a_letter_each(world, programme, template, alma_in):
    world.mp("Anna Ek")
    world.mp("Anna Ek")
    start(programme)
    answer = export(alma_in, programme, format="brev", template=template.pk)
    packed = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))
    assert sorted(packed.namelist()) == ["Ek, Anna 2.docx", "Ek, Anna.docx"]


# --- Sent ----------------------------------------------------------------------------------------------------------


def say_sent(client, programme, **data):
    url = reverse("advocacy:onboarding_bulk", args=[programme.pk, "brev-skickade"]) + "?urval=alla"
    data = {"held_on": DAY.isoformat(), "title": "Välkomstbrev", **data}
    shown = client.post(url, data)
    return shown, client.post(url, {**data, "seen": shown.context.get("seen", "")})


def test_letters_are_contacts_first_when_one_says_that_they_were_sent(three, programme, alma_in, alma):
    shown, answer = say_sent(alma_in, programme)
    text = shown.content.decode()
    assert "vill inte bli kontaktade" in text
    assert "1 av dem saknar adress" in text
    assert answer.status_code == 302
    contact = Interaction.objects.get()
    assert (contact.kind, contact.title, contact.held_on) == ("letter", "Välkomstbrev", DAY)
    met = {part.person for part in contact.participations.filter(side="theirs")}
    assert met == {three[0], three[1]}
    assert [case_of(person).steps.get().done_on for person in three] == [DAY, DAY, None]
    undo(operation=Operation.objects.filter(kind="bulk").latest("pk"), actor=alma)
    assert not Interaction.objects.exists()
    assert case_of(three[0]).steps.get().done_on is None


@pytest.mark.parametrize("day", ["2026-11-23", "1999-01-01", "igår", ""])
def test_day_on_which_no_letter_was_sent_is_refused(three, programme, alma_in, day):
    shown, _answer = say_sent(alma_in, programme, held_on=day)
    assert shown.status_code == 422
    assert not Interaction.objects.exists()
