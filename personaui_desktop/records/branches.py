"""Branches: conversations that begin as another one did, and where they part."""

from enum import Enum
from typing import NamedTuple


class BranchKind(Enum):
    """How a branch came to be."""

    PARKED = "parked"
    """What followed a message until something else did. It is opened in its place."""
    COPIED = "copied"
    DUPLICATE = "duplicate"


class BranchOrigin(NamedTuple):
    """Where a session branched off.

    ``trunk_title`` is as it was at the fork where ``is_trunk_there`` is not so. ``fork_id`` is the last
    message of the trunk that both have, ``own_after`` the same message's id in the branch; what follows it is
    the branch's own. A copy that is still being made ``is_whole`` only later: what it has is its end.
    """

    session_id: int
    kind: BranchKind
    trunk_id: int
    trunk_title: str
    fork_id: int
    own_after: int
    is_whole: bool
    forked_at: str
    is_trunk_there: bool


class Relative(NamedTuple):
    """A session that shares its beginning with another one, up to its own message ``shared_until``.

    What both share has ids in the other that are higher by ``shift``.
    """

    session_id: int
    shared_until: int
    shift: int


class Branch(NamedTuple):
    """A session in the map of branches: where it parted, how many messages are its own, and since when."""

    session_id: int
    title: str
    updated_at: str
    messages: int
    is_trashed: bool
    origin: BranchOrigin | None
