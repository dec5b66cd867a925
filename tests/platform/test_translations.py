"""Compiled translations are made by the product itself."""

import gettext

from crm.common.translations import compile_catalogues

TEXT = """
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "Åtgärd"
msgstr "Action"

#, fuzzy
msgid "Ärende"
msgstr "Wrong"
"""


def test_catalogue_is_compiled_when_its_source_changed(settings, tmp_path):
    settings.LOCALE_PATHS = [tmp_path]
    source = tmp_path / "en" / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True)
    source.write_text(TEXT)
    assert compile_catalogues() == [source]
    texts = gettext.translation("django", tmp_path, ["en"])
    assert texts.gettext("Åtgärd") == "Action"
    assert texts.gettext("Ärende") == "Ärende", "a doubtful translation is not shown"
    assert compile_catalogues() == []
