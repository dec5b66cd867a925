"""What advocacy adds to the register through the slots of `crm.common.extensions`: one module beside this a subject."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from advocacy import extensions


def register() -> None:
    """Called once, when the apps are ready: every module beside this one fills its slots, in order of their names."""
    for found in iter_modules(extensions.__path__):
        if found.name != "register":
            import_module(f"{extensions.__name__}.{found.name}").register()
