"""One row of everything, named so that it would be noticed anywhere, and the addresses to walk."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import URLPattern, URLResolver, get_resolver

from advocacy.imports.mail import read as read_mail
from advocacy.models import Audience, Event, EventSpeaker, EventStaff, Goal, MotionPeriod, Plan, Priority, Task
from advocacy.services import acts, influences, interaction_parts, interactions, mails, stances
from contacts.choices import OrganizationKind
from contacts.imports.result import ImportResult
from contacts.models import OrganizationPair, PersonPair
from contacts.services import composition_rules, import_mappings, people, posts
from contacts.services import import_runs as imports
from contacts.services import lists as contact_lists
from crm.common import exports, writes
from crm.common.operations import operation
from crm.models import ExportLog, Operation
from crm.services import saved_views
from tests import make
from tests.base import make_user
from tests.sweeps.world_arguments import arguments_of
from tests.sweeps.world_charts import chart_of
from tests.sweeps.world_consultations import consultations_of
from tests.sweeps.world_measures import measures_of
from tests.sweeps.world_motions import motions_of
from tests.sweeps.world_onboarding import introductions
from tests.sweeps.world_outcomes import outcomes_of
from tests.sweeps.world_papers import papers_of, rows_of
from tests.sweeps.world_radar import radar_runs
from tests.sweeps.world_register import parts_of

# Stands in every name of the world: where it is read, content was given out.
SECRET = "Kvastfening"
DAY = dt.date(2026, 3, 2)
MAIL = f"From: Maja <maja@{SECRET.lower()}.se>\nMessage-ID: <{SECRET}>\nSubject: Om {SECRET}\n\nSvar om {SECRET}"


def build() -> dict[str, dict[str, Any]]:
    """Make the world. Returns the arguments of an address by what it is about."""
    actor = make.actor()
    county = make.area()
    body = make.organization(f"{SECRET}verket", OrganizationKind.AGENCY, area=county)
    person = make.person(f"Maja {SECRET}", email=f"maja@{SECRET.lower()}.se")
    held = make.membership(person, body, role=f"{SECRET}direktör", party=make.party("C"), starts_on=DAY)
    plan = writes.save(
        Plan(code="2026", name=f"Plan {SECRET}", starts_on=dt.date(2026, 1, 1), ends_on=dt.date(2026, 12, 31)),
        actor=actor,
    )
    priority = writes.save(Priority(code="KVAST", name=f"{SECRET}banan"), actor=actor)
    goal = Goal(plan=plan, priority=priority, code="K-1", statement=f"{SECRET} nås", kind="awareness", unit="person")
    goal.audience = writes.save(Audience(name=f"{SECRET}målgrupp"), actor=actor)
    writes.save(goal, actor=actor)
    event = writes.save(Event(name=f"{SECRET}dagen", kind="seminar", starts_on=DAY), actor=actor)
    interaction = interactions.log(
        actor=make_user("alma"), kind="meeting", held_on=DAY, title=f"Om {SECRET}", people=[person],
        priorities=[priority], points=[{"text": f"Punkt om {SECRET}", "priority": priority}],
        stances=[{"person": person, "priority": priority, "value": "for", "evidence": f"Sade {SECRET}"}],
        commitments=[{"promiser": "ours", "text": f"Löfte om {SECRET}", "priority": priority}],
        facts={"hospitality": f"Lunch {SECRET}", "hospitality_payer": "ours"},
    )  # fmt: skip
    upload = SimpleUploadedFile(f"{SECRET}.txt", SECRET.encode())
    file = interaction_parts.attach(actor=make_user("alma"), interaction=interaction, upload=upload)
    period = MotionPeriod(session="2025/26", starts_on=DAY, ends_on=DAY)
    task = writes.save(Task(title=f"Ring {SECRET}", owner=make_user("alma"), interaction=interaction), actor=actor)
    rows = {
        "area": county,
        "party": make.party("C"),
        "organization": body,
        "person": person,
        "membership": held,
        "priority": priority,
        "goal": goal,
        "event": event,
        "event_speaker": writes.save(EventSpeaker(event=event, person=person, name=f"Maja {SECRET}"), actor=actor),
        "event_staff": writes.save(EventStaff(event=event, user=make_user("alma")), actor=actor),
        "interaction": interaction,
        "task": task,
        "commitment": interaction.commitments.get(),
        "stance": stances.note(
            actor=make_user("alma"), person=person, priority=priority, value="for", stated_on=DAY, evidence=SECRET
        ),
        "act": acts.note(
            actor=make_user("alma"),
            person=person,
            kind="statement",
            acted_on=DAY,
            title=f"Sade {SECRET}",
            url="https://example.se/",
            priority=priority,
            leaning="for",
        ),
        "influence": influences.set_level(actor=make_user("alma"), person=person, level="high", reason=SECRET),
        "mail": mails.take_in(mail=read_mail(MAIL.encode()), actor=make_user("alma"), is_uploaded=True)[0],
        "motion_period": writes.save(period, actor=actor),
        "user": make_user("bo"),
    }
    rows |= {**_imported(), "export": _export()} | _of_the_register(actor, county, body, person, held)
    rows |= radar_runs(person, body, SECRET)
    rows |= introductions(person, body, county, SECRET)
    rows |= consultations_of(body, priority, SECRET)
    rows |= motions_of(SECRET, priority)
    rows |= arguments_of(body, priority, SECRET)
    rows |= measures_of(body, priority, county, SECRET)
    rows |= outcomes_of(priority, interaction, SECRET)
    rows |= papers_of(goal, SECRET)
    arguments = _arguments(rows)
    arguments["file"] = {"pk": interaction.pk, "file": file.pk}
    arguments["chart"] = chart_of(SECRET)
    arguments["voice_cell"] = {"pk": priority.pk, "county": county.pk, "party": make.party("C").pk}
    arguments["paper_text"] = {"pk": rows["paper"].pk, "part": "summary"}
    arguments["paper_chapter"] = {"pk": rows["paper"].pk, "place": 0}
    arguments["paper_frozen_file"] = {"pk": rows["paper_frozen"].pk, "extension": "xlsx"}
    arguments["paper_draft"] = {"pk": rows["paper"].pk, "extension": "xlsx"}
    arguments["paper_rows"] = rows_of(rows["paper_frozen"])
    arguments["paper_frozen_chapter"] = {"pk": rows["paper_frozen"].pk, "place": 0}
    arguments["session"] = {"session": period.slug}
    arguments["figures"] = {"section": "reach"}
    arguments["figure_rows"] = {"section": "reach", "figure": "met"}
    return {**arguments, "plan": {"code": plan.code}, "units": {"pk": goal.pk, "figure": "audience"}}


def _of_the_register(actor: Any, county: Any, body: Any, person: Any, held: Any) -> dict[str, Any]:
    """Seats and rules of the body, lists, views, and the parts of all."""
    seat = posts.define(organization=body, role=f"{SECRET}ledamot", number=1, actor=actor)[0]
    rule = composition_rules.add(organization=body, measure="each_county", areas=[county], at_least=2, actor=actor)
    rows = {
        "post": seat,
        "rule": rule,
        "operation": _operation(person),
        "person_pair": _pair(PersonPair, person, make.person(f"Moa {SECRET}")),
        "organization_pair": _pair(OrganizationPair, body, make.organization(f"{SECRET}sverket")),
    }
    rows["list"] = contact_lists.add(name=f"Lista {SECRET}", actor=actor, people=[person.pk])
    rows["saved_view"] = saved_views.add(
        actor=actor, list_name="contacts:person_list", name=f"Vy {SECRET}", query="party=C", is_shared=True
    )
    return rows | parts_of(person, body, held, SECRET)


def _arguments(rows: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """What addresses take, by what they are about: the number of a row, and what some take besides."""
    body, rule, county = rows["organization"], rows["rule"], rows["area"]
    arguments: dict[str, dict[str, Any]] = {name: {"pk": row.pk} for name, row in rows.items()}
    gap = {"pk": body.pk, "rule": rule.pk, "group": f"area-{county.pk}"}
    arguments |= {"gap": gap, "kind": {"kind": body.kind}, "tier": {"tier": "A"}}
    arguments["onboarding_action"] = {"pk": rows["onboarding"].pk, "action": "byt-ansvarig"}
    arguments["list_member"] = {"pk": rows["list"].pk, "person": rows["person"].pk}
    arguments |= {"person_action": {"action": "ansvarig"}, "organization_action": {"action": "organization-etikett"}}
    return {**arguments, "": {}}


def _imported() -> dict[str, Any]:
    """A list that was looked through and not carried out, and how its columns are read."""
    result = ImportResult("contacts", 0, Counter(), Counter(), Counter(), Counter()).as_json()
    sheet = ContentFile(f"Namn\nMaja {SECRET}\n".encode(), name=f"{SECRET}.csv")
    preview = imports.upload_run(actor=make_user("alma"), file=sheet, source="contacts")
    imports.finish_reading(run=preview, result=result, rows=1)
    mapping = import_mappings.keep(actor=make_user("alma"), name=SECRET, columns={"Namn": "name"})
    document = ContentFile(b'{"dokumentstatus": {"dokument": {}}}', name=f"{SECRET}.ndjson")
    motions = imports.upload_run(actor=make_user("alma"), file=document, source="motions")
    imports.finish_reading(run=motions, result={"motions": {"new": 1}, "does_something": True}, rows=1)
    return {"import": preview, "mapping": mapping, "motion_import": motions}


def _export() -> ExportLog:
    """A long export of the administrator's: others may not fetch its file."""
    log = exports.log(actor=make_user("dag"), what=f"Personer {SECRET}", file_format="csv", rows=1)
    log.file.save("export.csv", ContentFile(SECRET.encode()))
    return log


def _operation(person: Any) -> Operation:
    actor = make_user("alma")
    with operation(kind=Operation.Kind.BULK, title=f"Nivå på {SECRET}", actor=actor) as made:
        people.edit(person=person, tier="A", actor=actor)
    return made


def _pair(model: Any, first: Any, second: Any) -> Any:
    return writes.save(model(first=first, second=second, score=80, reasons=[["same_name", ""]]), actor=make.actor())


def addresses() -> Iterator[str]:
    """The name of every address that the resolver knows, with its namespaces."""
    yield from _walk(get_resolver(), "")


def _walk(resolver: URLResolver, namespaces: str) -> Iterator[str]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield f"{namespaces}{pattern.name or pattern.pattern}"
        else:
            yield from _walk(pattern, f"{namespaces}{pattern.namespace}:" if pattern.namespace else namespaces)
