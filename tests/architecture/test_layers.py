"""Imports point down only; what each room may know; who may write. See docs/architecture.md."""

import ast

import pytest

from tests.architecture.source import ROOT, Module, app_of, modules

STOREYS = {"floor": 0, "contacts": 1, "advocacy": 2, "roof": 3}

# Rooms of an app, from the ground up. A module may import from its own height and below.
ROOMS = {
    "choices": 0,
    "models": 1,
    "querysets": 1,
    "permissions": 2,
    "services": 3,
    "filters": 4,
    "forms": 4,
    "columns": 4,
    "exports": 4,
    "pictures": 4,
    "imports": 4,
    "confidentiality": 4,
    "jobs": 4,
    "extensions": 5,
    "views": 5,
    "templatetags": 5,
    "api": 5,
    "admin": 5,
    "management": 5,
    "urls": 6,
    "apps": 6,
    "migrations": 6,
}
SERVICES_KNOW_NOT = (
    "django.http",
    "django.forms",
    "django.shortcuts",
    "django.views",
    "rest_framework",
    "django.contrib.messages",
)
WRITES = {"bulk_create", "bulk_update", "delete"}
WRITERS = ("services", "migrations")

# Writes outside the services, of rows that are not tracked.
ALLOWED_WRITES = {
    ("crm/common/accounts.py", "delete"): "API tokens, when the password beside them is changed",
    ("crm/common/attachments.py", "delete"): "files on disk, which no row names",
    ("crm/schedule.py", "update"): "ScheduledRun: when a job last ran",
    ("crm/common/search/vocabulary.py", "bulk_create"): "SearchWord: what a search knows",
    ("crm/common/search/vocabulary.py", "delete"): "SearchWord: what a search knows",
    ("crm/tasks.py", "delete"): "tokens, sessions and uploads that have had their time",
    ("crm/tasks.py", "update"): "ImportRun: file and names of an import that has had its time",
}


def upward(storey=None):
    """Imports that point up, as 'file imports name'."""
    found = []
    for module in modules():
        for name in module.imports():
            target = app_of(name)
            if target and STOREYS[target] > STOREYS[module.app]:
                found.append(f"{module.file} imports {name}")
    return found


def test_imports_point_down_only():
    assert upward() == []


def test_no_name_of_an_upper_storey_is_smuggled_in_as_text():
    """`apps.get_model("advocacy", …)`, a foreign key to "advocacy.X" or `reverse("advocacy:…")` is an import too."""
    found = [
        f"{module.file}:{node.lineno}: {node.value}"
        for module in modules()
        if module.app in ("contacts", "floor")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        and (node.value == "advocacy" or node.value.startswith(("advocacy.", "advocacy:")))
        and node.value not in navigation_groups()
    ]  # fmt: skip
    assert found == []


def navigation_groups():
    """The floor names the groups of the menu, of which one is called advocacy."""
    from crm.common.navigation import GROUPS

    return GROUPS


@pytest.mark.parametrize("app", ["contacts", "advocacy"])
def test_rooms_know_only_what_lies_below(app):
    found = []
    for module in modules():
        if module.app != app or not module.room:
            continue
        for name in module.imports():
            if name.startswith(f"{app}.") and height(name.split(".")[1]) > height(module.room):
                found.append(f"{module.file} imports {name}")
    assert found == []


def height(room: str) -> int:
    """How high a room lies: `filters_goal` and `plan_urls` are rooms of their kind."""
    kind = next((part for part in room.split("_") if part in ROOMS), None)
    assert kind, f"say in ROOMS how high '{room}' lies"
    return ROOMS[kind]


def test_services_know_no_request_form_or_serializer():
    found = [
        f"{module.file} imports {name}"
        for module in modules()
        if module.room == "services"
        for name in module.imports()
        if name.startswith(SERVICES_KNOW_NOT)
    ]
    assert found == []


def test_models_do_nothing_by_themselves():
    """No services in models, no `save()` with side effects, no signals anywhere."""
    found = [
        f"{module.file} imports {name}"
        for module in modules()
        for name in module.imports()
        if (name.startswith("django.db.models.signals") and not name.endswith(".post_migrate"))
        or (module.room == "models" and ".services" in name)
    ]
    found += [
        f"{module.file}: {cls.name}.save"
        for module in modules()
        if "models" in module.name
        for cls in ast.walk(module.tree)
        if isinstance(cls, ast.ClassDef)
        for method in cls.body
        if isinstance(method, ast.FunctionDef) and method.name in ("save", "delete")
    ]
    assert found == []


def writes_of(module: Module):
    """Calls that write rows: `update` only with fields by name, which is how a queryset takes them."""
    for name, call in module.calls():
        if name in WRITES or (name == "update" and call.keywords and not call.args and call.keywords[0].arg):
            yield name, call


def test_rows_are_written_by_services_alone():
    found, used = [], set()
    for module in modules():
        if module.room in WRITERS or module.name == "crm.common.writes":
            continue
        for name, call in writes_of(module):
            key = (module.file, name)
            used.add(key)
            if key not in ALLOWED_WRITES:
                found.append(f"{module.file}:{call.lineno}: {ast.unparse(call)[:80]}")
    assert found == []
    assert used == set(ALLOWED_WRITES), "an exemption that nothing needs any more"


def test_pages_forms_and_api_save_nothing_themselves():
    found = [
        f"{module.file}:{call.lineno}: {ast.unparse(call)[:80]}"
        for module in modules()
        if module.room in ("views", "forms", "api", "filters", "admin")
        for name, call in module.calls()
        if name in ("save", "create", "get_or_create", "update_or_create", "set_password")
        and not ast.unparse(call.func).startswith(("self.", "super()."))
    ]
    assert found == []


# Parts of a service that another module shares; the service itself takes the actor by name.
PARTS = {("contacts/services/reference.py", "add")}


def test_whoever_writes_says_who_acts():
    """A service that writes takes `actor`, by name and without a default."""
    found = []
    for module in modules():
        if module.room != "services":
            continue
        for function in (node for node in module.tree.body if isinstance(node, ast.FunctionDef)):
            if function.name.startswith("_") or not calls_writes(function):
                continue
            names = {a.arg: d for a, d in zip(function.args.kwonlyargs, function.args.kw_defaults, strict=True)}
            if names.get("actor", "none") is not None and (module.file, function.name) not in PARTS:
                found.append(f"{module.file}: {function.name}")
    assert found == []


def calls_writes(function):
    written = {ast.unparse(node.func) for node in ast.walk(function) if isinstance(node, ast.Call)}
    return bool(written & {"writes.save", "writes.remove", "writes.create_many"})


def test_things_are_named_for_what_they_are():
    vague = {"utils", "util", "helpers", "helper", "misc", "tools", "stuff"}

    assert [module.file for module in modules() if vague & set(module.name.split("."))] == []


def test_every_folder_of_tests_is_a_package():
    folders = {path.parent for path in (ROOT / "tests").rglob("test_*.py")}

    assert [str(folder) for folder in folders if not (folder / "__init__.py").exists()] == []


# --- The tests above see what they are to see -----------------------------------------------------------


def module_of(tmp_path, name, text):
    path = tmp_path / "sample.py"
    path.write_text(text)
    return Module(name, path)


def test_an_import_inside_a_function_is_seen(tmp_path):
    module = module_of(tmp_path, "contacts.models.x", "def f():\n    from advocacy.models import Goal\n")

    assert list(module.imports()) == ["advocacy.models.Goal"]


def test_an_import_for_type_checkers_is_no_import(tmp_path):
    text = "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from advocacy.models import Goal\n"

    assert list(module_of(tmp_path, "x", text).imports()) == ["typing.TYPE_CHECKING"]


def test_each_kind_of_write_is_seen(tmp_path):
    text = "q.update(a=1)\nq.bulk_create([])\nq.bulk_update([], [])\nq.delete()\nd.update({})\nd.update(**other)\n"

    assert [name for name, _call in writes_of(module_of(tmp_path, "x", text))] == [
        "update", "bulk_create", "bulk_update", "delete"
    ]  # fmt: skip
