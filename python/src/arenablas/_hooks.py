"""What is to be done when a module has been imported, by whomever; at once if it has been already."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from importlib.machinery import ModuleSpec
    from types import ModuleType

_waiting: dict[str, list[tuple[Callable[..., None], tuple[object, ...]]]] = {}
_loaded: set[str] = set()  # while what waited for them is done: the import system counts them as under way until then


def is_imported(name: str) -> bool:
    """Whether all of a module's text has been run."""
    module = sys.modules.get(name)
    if module is None:
        return False
    return name in _loaded or not getattr(getattr(module, "__spec__", None), "_initializing", False)


def when_imported(name: str, action: Callable[..., None], *args: object) -> None:
    """Calls the action once the module of that name is there, before whoever imports it goes on. What waits for that
    already doesn't wait twice."""
    if is_imported(name):
        action(*args)
        return
    waiting = _waiting.setdefault(name, [])
    if (action, args) not in waiting:
        waiting.append((action, args))
    if _Finder not in sys.meta_path:
        sys.meta_path.insert(0, _Finder)


class _Finder:
    """Finds the modules that are waited for, as the other finders do, and has them loaded by `_Loader`."""

    @classmethod
    def find_spec(cls, name: str, path: object = None, target: object = None) -> ModuleSpec | None:
        if name not in _waiting:
            return None
        for finder in sys.meta_path:
            find_spec = None if finder is cls else getattr(finder, "find_spec", None)
            spec = find_spec(name, path, target) if find_spec else None
            if spec is not None:
                if hasattr(spec.loader, "exec_module"):
                    spec.loader = _Loader(spec.loader)
                return spec
        return None


class _Loader:
    """Lets the module's own loader load it; afterwards there is no trace of this one."""

    def __init__(self, loader: object) -> None:
        self._loader = loader

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        return self._loader.create_module(spec)

    def exec_module(self, module: ModuleType) -> None:
        module.__spec__.loader = module.__loader__ = self._loader
        self._loader.exec_module(module)
        _loaded.add(module.__name__)
        try:
            for action, args in _waiting.pop(module.__name__, ()):
                action(*args)
        finally:
            _loaded.discard(module.__name__)
