"""What models can be asked for: read from what a server lists, and kept for as long as the program runs."""

import threading
from typing import Any

from personaui_desktop.claude import told
from personaui_desktop.records.providers import EFFORTS, Abilities

THINKING = ("adaptive", "enabled", "disabled")
"""The kinds of thinking that this program asks for, as the API names them."""


def abilities_of(model: Any) -> Abilities | None:
    """What a model is able to, as its server lists it, which may miss any field; ``None`` without a list."""
    capabilities = told.field(model, "capabilities")
    if capabilities is None:
        return None
    thinking, effort = (told.field(capabilities, name) for name in ("thinking", "effort"))
    kinds = told.field(thinking, "types") if _is_supported(thinking) else None
    levels = effort if _is_supported(effort) else None
    return Abilities(
        tuple(kind for kind in THINKING if _is_supported(told.field(kinds, kind))),
        tuple(level for level in EFFORTS if _is_supported(told.field(levels, level))),
    )


class KnownModels:
    """The abilities of models, by server, as far as they are known. Safe from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._listed: dict[tuple[str, str], Abilities] = {}
        self._refused: dict[tuple[str, str], set[str]] = {}

    def learn(self, address: str, model: str, abilities: Abilities) -> None:
        """Note what a server lists of a model."""
        with self._lock:
            self._listed[address, model] = abilities

    def refuse(self, address: str, model: str, *named: str) -> None:
        """Note kinds of thinking and efforts that a server refuses, whatever it lists."""
        with self._lock:
            self._refused.setdefault((address, model), set()).update(named)

    def find(self, address: str, model: str) -> Abilities | None:
        """What a model can be asked for; ``None`` where that is not known."""
        with self._lock:
            listed = self._listed.get((address, model))
            refused = frozenset(self._refused.get((address, model), ()))
        if listed is None or not refused:
            return listed
        return Abilities(*(tuple(each for each in kind if each not in refused) for kind in listed))


KNOWN = KnownModels()
"""What has been learnt in this run."""


def _is_supported(record: Any) -> bool:
    return told.field(record, "supported") is True
