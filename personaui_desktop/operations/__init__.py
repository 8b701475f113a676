"""One verbs file a noun, loaded at its first use; every verb answers work that has not run yet."""

from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import TYPE_CHECKING, Any

if not TYPE_CHECKING:

    def __getattr__(name: str) -> ModuleType:
        """What ``from personaui_desktop.operations import replies`` gets until the verbs are loaded."""
        if find_spec(f"{__name__}.{name}") is None:
            raise AttributeError(name)
        verbs = globals()[name] = _LateVerbs(f"{__name__}.{name}")
        return verbs


class _LateVerbs(ModuleType):
    """Stands for a file of verbs. Python loads it, once for all threads, where one of them is asked for."""

    def __getattr__(self, name: str) -> Any:
        return getattr(import_module(self.__name__), name)

    def __setattr__(self, name: str, value: object) -> None:
        setattr(import_module(self.__name__), name, value)
