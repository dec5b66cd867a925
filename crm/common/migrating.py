"""Migrations that make or change many tables at once."""

from __future__ import annotations

from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations import AlterField, CreateModel
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


class CreateModels(Operation):
    """Several models, each after those that it refers to.

    Django renders every connected model anew after each operation of its own: with a hundred models, all connected
    through history and users, that is half a minute for an empty database. Here they are rendered once.
    """

    def __init__(self, models: list[CreateModel]) -> None:
        self.models = models

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        state.__dict__.pop("apps", None)  # the rendered models: made anew when next asked for
        for model in self.models:
            model.state_forwards(app_label, state)

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        for model in self.models:
            model.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        for model in reversed(self.models):
            model.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        return f"Create {len(self.models)} models"

    def references_model(self, name: str, app_label: str) -> bool:
        return any(model.references_model(name, app_label) for model in self.models)

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return type(self).__name__, [self.models], {}


class AlterFields(Operation):
    """Many fields at once, the models rendered once; on SQLite a table is written anew once for all its fields."""

    def __init__(self, fields: list[AlterField]) -> None:
        self.fields = fields

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        state.__dict__.pop("apps", None)
        for field in self.fields:
            field.state_forwards(app_label, state)

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        if schema_editor.connection.vendor != "sqlite":
            for field in self.fields:
                field.database_forwards(app_label, schema_editor, from_state, to_state)
            return
        by_model: dict[str, list[str]] = {}
        for field in self.fields:
            by_model.setdefault(field.model_name, []).append(field.name)
        for model_name, names in by_model.items():
            before = from_state.apps.get_model(app_label, model_name)
            after = to_state.apps.get_model(app_label, model_name)
            pairs = [(before._meta.get_field(name), after._meta.get_field(name)) for name in names]
            schema_editor._remake_table(before, alter_fields=pairs)  # type: ignore[attr-defined]

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        self.database_forwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        return f"Alter {len(self.fields)} fields"

    def references_model(self, name: str, app_label: str) -> bool:
        return any(field.references_model(name, app_label) for field in self.fields)

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return type(self).__name__, [self.fields], {}
