"""Is the English translation complete? `python -m tests.translations` lists what it lacks.

Texts are collected anew into a copy, so that a text which was never collected is found too.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = Path("locale/en/LC_MESSAGES/django.po")
SOURCES = ("crm", "contacts", "advocacy", "templates")


class GettextMissing(Exception):
    """The programs that collect texts are not installed."""


def missing() -> list[str]:
    """Every text that has no finished English translation, and every one that none uses any more."""
    if not shutil.which("xgettext") or not shutil.which("msgmerge"):
        raise GettextMissing("gettext was not found (Debian: apt-get install gettext)")
    have = _read(ROOT / CATALOGUE)
    with tempfile.TemporaryDirectory(prefix="samsyn-texts-") as folder:
        used = _collect(Path(folder))
    problems = [f"not collected: {_show(text)}" for text in used if _key(text) not in have]
    problems += [f"not translated: {_show(text)}" for text in have.values() if not _is_done(text)]
    gone = have.keys() - {_key(text) for text in used}
    return problems + [f"no longer used: {_show(have[key])}" for key in sorted(gone, key=str)]


def _collect(copy: Path) -> list[Message]:
    for name in SOURCES:
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__", "migrations", "static"))
    (copy / CATALOGUE).parent.mkdir(parents=True)
    # The bare command of Django: no settings, so that only what lies in the copy is read.
    command = [sys.executable, "-m", "django", "makemessages", "--locale", "en", "--no-obsolete", "--no-wrap"]
    done = subprocess.run(command, cwd=copy, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stdout + done.stderr)
    return list(_read(copy / CATALOGUE).values())


def _read(path: Path) -> dict[object, Message]:
    if not path.exists():
        return {}
    with path.open("rb") as file:
        catalogue: Catalog = read_po(file, locale="en")
    return {_key(text): text for text in catalogue if text.id}


def _key(text: Message) -> object:
    return (text.context, text.id if isinstance(text.id, str) else tuple(text.id))


def _is_done(text: Message) -> bool:
    forms = [text.string] if isinstance(text.string, str) else list(text.string)
    return bool(forms) and all(forms) and not text.fuzzy


def _show(text: Message) -> str:
    where = f" ({text.locations[0][0]})" if text.locations else ""
    return f"{text.id!r}{where}"


if __name__ == "__main__":
    try:
        problems = missing()
    except GettextMissing as reason:
        sys.exit(str(reason))
    print("\n".join(problems) or "The English translation is complete.")
    sys.exit(bool(problems))
