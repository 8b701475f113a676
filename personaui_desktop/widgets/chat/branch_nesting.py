"""Puts branches behind those that they came from."""

from collections import defaultdict
from collections.abc import Sequence

from personaui_desktop.records.branches import Branch


def nested(branches: Sequence[Branch], deepest: int) -> list[tuple[Branch, int]]:
    """Each branch once, behind the one that it came from, and how deep it lies below the first of these.

    Args:
        branches: in the order in which those that came from the same one are to stand.
        deepest: what lies deeper than this is said to lie so deep.
    """
    ids = {each.session_id for each in branches}
    below: dict[int | None, list[Branch]] = defaultdict(list)
    for each in branches:
        trunk_id = each.origin.trunk_id if each.origin else None
        below[trunk_id if trunk_id in ids else None].append(each)
    found: dict[int, tuple[Branch, int]] = {}
    # What is left over then are rings of branches: each begins with its first.
    for first in (*below[None], *branches):
        waiting = [(first, 0)]
        while waiting:
            branch, depth = waiting.pop()
            if branch.session_id not in found:
                found[branch.session_id] = branch, depth
                next_depth = min(depth + 1, deepest)
                waiting += [(each, next_depth) for each in reversed(below[branch.session_id])]
    return list(found.values())
