"""The keys that a person chose for commands, in place of those that the commands declare."""

import re
from collections.abc import Mapping

MOST_KEYS = 4
"""So many for one command."""
_HELD = re.compile(r"(?:Ctrl|Alt|Meta|Shift)\+")
_NOT_FOR_WRITING = re.compile(r"(?:Ctrl|Alt|Meta)\+")
_FUNCTION = re.compile(r"F([1-9]|[12][0-9]|3[0-5])")

Chosen = Mapping[str, object]
"""By a command's name the list of its keys, as a file holds it: what makes no sense there is passed over."""
KeysOf = dict[str, tuple[str, ...]]
"""Keys by the name of a command."""


def chosen_keys(chosen: Chosen, name: str) -> tuple[str, ...] | None:
    """The keys that were chosen for a command; ``None`` where none were, and those that it declares count."""
    found = chosen.get(name)
    if not isinstance(found, list):
        return None
    return tuple(each for each in found if isinstance(each, str) and is_shortcut(each))[:MOST_KEYS]


def is_shortcut(keys: str) -> bool:
    """Whether keys can start something: others are needed for writing and for going about."""
    last = _HELD.sub("", keys)
    is_held = _NOT_FOR_WRITING.search(keys) is not None
    return bool(last) and (is_held or _FUNCTION.fullmatch(last) is not None)


def in_force(declared: Mapping[str, tuple[str, ...]], chosen: Chosen) -> KeysOf:
    """The keys of each command.

    What a person chose for one is taken from whichever other command declares it; of two for which the same
    was chosen, the first has it.
    """
    found: KeysOf = {}
    taken: set[str] = set()
    for name in declared:
        wanted = chosen_keys(chosen, name)
        if wanted is not None:
            found[name] = tuple(keys for keys in wanted if keys not in taken)
            taken.update(wanted)
    for name, own in declared.items():
        found.setdefault(name, tuple(keys for keys in own if keys not in taken))
    return found
