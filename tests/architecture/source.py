"""The product's source as trees: what each module imports and calls."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
PACKAGES = ("crm", "contacts", "advocacy")
FLOOR = ("crm.common", "crm.models", "crm.templatetags", "crm.migrations")


@dataclass(frozen=True)
class Module:
    name: str
    path: Path

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.path.read_text(encoding="utf-8"))

    @property
    def app(self) -> str:
        """Which storey it is in: floor, contacts, advocacy or roof."""
        return app_of(self.name)

    @property
    def room(self) -> str:
        """The folder or file within its app: 'services', 'models', 'filters' …"""
        parts = self.name.split(".")
        return parts[1] if len(parts) > 1 else ""

    @property
    def file(self) -> str:
        return str(self.path.relative_to(ROOT))

    def imports(self) -> Iterator[str]:
        """Dotted names of what is imported anywhere in the module, but for what only type checkers read."""
        for node in walk_without_typing(self.tree):
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                yield from (f"{node.module}.{alias.name}" for alias in node.names)

    def calls(self) -> Iterator[tuple[str, ast.Call]]:
        """Calls of a method, by its name."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                yield node.func.attr, node


def walk_without_typing(node: ast.AST) -> Iterator[ast.AST]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.If) and "TYPE_CHECKING" in ast.dump(child.test):
            continue
        yield child
        yield from walk_without_typing(child)


def app_of(name: str) -> str:
    if any(name == floor or name.startswith(f"{floor}.") for floor in FLOOR):
        return "floor"
    top = name.split(".")[0]
    return {"contacts": "contacts", "advocacy": "advocacy", "crm": "roof"}.get(top, "")


@lru_cache
def modules() -> tuple[Module, ...]:
    found = []
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
            found.append(Module(name, path))
    assert len(found) > 50
    return tuple(found)
