"""`manage.py radar`: hold a public source against the register, and accept what is certain if asked to."""

from __future__ import annotations

import datetime as dt
import json
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from contacts import jobs_radar
from contacts.choices import ChangeKind, RadarSource
from contacts.imports import packages, radar_files
from contacts.imports import radar as source
from contacts.imports.commands import UNUSABLE, WRONG_ROWS
from contacts.imports.result import Unusable, where
from contacts.imports.sources import candidates
from contacts.models import RadarRun
from contacts.services import radar, radar_applying, radar_decisions
from contacts.services.radar_applying import Applied
from contacts.services.radar_proposals import Stored
from crm.models import User

CERTAIN, NONE = "certain", "none"


class Command(BaseCommand):
    help = (
        "Hold a public source against the register: who is new, re-elected, gone. What is found waits for somebody to "
        "decide on the page Mandatbevakning; nothing of the register changes without --accept certain. "
        "Exit status 0: done, 1: wrong rows (nothing accepted), 2: unusable input."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE|ADDRESS", help="files, a folder, or one https address")
        parser.add_argument("--source", required=True, choices=RadarSource.values)
        parser.add_argument(
            "--as-of", type=dt.date.fromisoformat, metavar="DAY", help="the source's day, if it does not say"
        )
        parser.add_argument("--accept", choices=(CERTAIN, NONE), default=NONE, help="carry out what is certain")
        parser.add_argument("--substitutes", action="store_true", help="read those who are to stand in, too")
        parser.add_argument("--json", action="store_true", dest="as_json", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        actor = User.objects.system()
        try:
            run = _started(actor, options)
        except (Unusable, ValidationError) as error:
            raise CommandError(_words(error), returncode=UNUSABLE) from error
        try:
            found = jobs_radar.held(run)
            stored = jobs_radar.compare(run, found)
            pairs = source.pairs(found.pairs)
            applied = None
            if options["accept"] == CERTAIN and not found.wrong:
                radar_decisions.accept_certain(actor=actor, run=run)
                applied = radar_applying.apply(run=run, actor=actor, compare=found.compare)
        except (Unusable, ValidationError) as error:
            radar.fail(run=run, message=_words(error))
            raise CommandError(_words(error), returncode=UNUSABLE) from error
        told = {**_told(run, found, stored, applied), "pairs": pairs}
        self.stdout.write(json.dumps(told, ensure_ascii=False) if options["as_json"] else _in_words(told))
        if found.wrong:
            sys.exit(WRONG_ROWS)


def _words(error: Unusable | ValidationError) -> str:
    return " ".join(error.messages) if isinstance(error, ValidationError) else str(error)


def _started(actor: User, options: dict[str, Any]) -> RadarRun:
    """A run of the files that were named, kept as one, or of the address. Raises Unusable."""
    names, chosen = options["files"], {"source": options["source"], "as_of": options["as_of"]}
    more = {"substitutes": True} if options["substitutes"] else {}
    if any("://" in name for name in names):
        if len(names) > 1:
            raise Unusable(_("Ange en adress i taget."))
        return radar.start(actor=actor, address=names[0], options=more, **chosen)
    files = [_read(Path(name)) for name in names]
    if options["source"] == RadarSource.CANDIDATES:
        files = [(f"{Path(name).stem}.csv", candidates.reduced(content, name)) for name, content in files]
    if len(files) == 1:
        name, content = files[0]
        return radar.start(actor=actor, file=ContentFile(content, name=name), options=more, **chosen)
    if options["source"] == RadarSource.VALMYNDIGHETEN:
        files = [(radar_files.as_seats(name), content) for name, content in files]
    both = ContentFile(packages.packed(files), name=_("%(n)s filer.zip") % {"n": len(files)})
    return radar.start(actor=actor, file=both, options={**more, source.MANY: len(files)}, **chosen)


def _read(path: Path) -> tuple[str, bytes]:
    """A file, or a folder as one package. Raises Unusable."""
    try:
        if path.is_dir():
            return f"{path.resolve().name}.zip", packages.folder(path)
        if path.stat().st_size > settings.RADAR_MAX_BYTES:
            raise Unusable(_("Filen är större än %(size)s MB.") % {"size": settings.RADAR_MAX_BYTES // (1024 * 1024)})
        return path.name, path.read_bytes()
    except OSError as error:
        told = {"path": path, "reason": error.strerror}
        raise Unusable(_("Filen %(path)s går inte att läsa: %(reason)s") % told) from error


def _told(run: RadarRun, found: source.Held, stored: Stored, applied: Applied | None) -> dict[str, Any]:
    """The object that `--json` prints, but for the pairs."""
    told: dict[str, Any] = {
        "source": run.source,
        "rows": found.rows,
        "changes": {kind: stored.open[kind] for kind in ChangeKind.values if stored.open[kind]},
        "refused": stored.refused,
        "wrong": [wrong.as_json() for wrong in found.wrong],
        "doubtful": len(found.doubtful),
        "warnings": found.warnings,
        "run": run.pk,
        "applied": applied.applied if applied else 0,
    }
    if applied:
        told |= {"gone": applied.gone, "waiting": applied.waiting}
    return told


def _in_words(told: dict[str, Any]) -> str:
    """The same in sentences."""
    counted = ", ".join(f"{ChangeKind(kind).label} {n}" for kind, n in told["changes"].items())
    lines = [
        _("%(n)s rader lästa.") % {"n": told["rows"]},
        _("Förändringar: %(counted)s.") % {"counted": counted or _("inga")},
    ]
    lines += [_("Varning: %(text)s") % {"text": text} for text in told["warnings"]]
    lines += [f"{where(w['row'])}{w['field']} {w['value']}: {w['reason']}" for w in told["wrong"]]
    for name, sentence in (
        ("refused", _("%(n)s avvisade sedan förut.")),
        ("doubtful", _("%(n)s uppgifter lämnas utanför.")),
        ("applied", _("%(n)s genomförda.")),
        ("gone", _("%(n)s gäller inte längre.")),
        ("waiting", _("%(n)s väntar på andra.")),
    ):
        if told.get(name):
            lines.append(sentence % {"n": told[name]})
    if not told["applied"]:
        lines.append(_("Ingenting i registret är ändrat. Gå igenom förslagen under Mandatbevakning."))
    return "\n".join(lines)
