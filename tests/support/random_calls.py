"""Calls at random: any function of the database layer, with any arguments of the kinds that it takes.

As a script, for as long as wanted: ``python -m support.random_calls SECONDS [SEED]`` within ``tests``.
"""

import inspect
import logging
import os
import sys
import tempfile
import traceback
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random
from time import monotonic
from types import ModuleType
from typing import Any, NamedTuple

from personaui_desktop import database
from personaui_desktop.database import (
    drafts,
    find,
    listing,
    pages,
    personas,
    positions,
    proposals,
    provenance,
    queued,
    receipts,
    relevance,
    replies,
    saying,
    schema,
    spans,
    to_remember,
    undo_steps,
)
from personaui_desktop.errors import KnownError
from personaui_desktop.records.memories import Origin, Proposal
from personaui_desktop.records.messages import ReplyStatus
from personaui_desktop.records.personas import Profile
from personaui_desktop.records.replies import ReplyOutcome, Usage

MODULES = (
    drafts, find, listing, pages, personas, positions, proposals, provenance, queued, receipts, relevance,
    replies, saying, schema, spans, to_remember, undo_steps,
)  # fmt: skip
NOT_CALLED = {"sql", "get_db_connection", "reused_connections"}
"""Their answers are no records."""


def functions() -> list[Callable[..., Any]]:
    """Every function that is called: the specified ones, and those that the window uses."""
    specified = [getattr(database, name) for name in database.__all__ if name not in NOT_CALLED]
    return specified + [function for module in MODULES for function in _own_calls(module)]


def _own_calls(module: ModuleType) -> list[Callable[..., Any]]:
    """What a module has for others: no steps of a longer work, no part of another's transaction."""
    return [
        function
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__ and not name.startswith("_")
        if "persona_id" in inspect.signature(function).parameters
        if "connection" not in inspect.signature(function).parameters
        if not inspect.isgeneratorfunction(function)
    ]


class RawError(NamedTuple):
    """An error that is not the database layer's own word, and the call that ended in it."""

    error: Exception
    call: str

    @property
    def kind(self) -> str:
        """Where it came from: alike for all errors with one cause."""
        frames = traceback.extract_tb(self.error.__traceback__)
        last = [frame for frame in frames if "database" in frame.filename][-1]
        return f"{type(self.error).__name__} in {Path(last.filename).name}:{last.lineno} {last.name}"


class RandomCaller:
    """Draws calls: mostly of rows that are there, now and then of what nobody should ask."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)
        self._functions = functions()
        self.counts: Counter[str] = Counter()

    def call(self) -> RawError | None:
        """Make one call; its error, if that has no name of ours."""
        function = self._random.choice(self._functions)
        arguments = self._arguments(function)
        try:
            function(**arguments)
        except KnownError:
            self.counts["refused"] += 1
        except Exception as error:  # noqa: BLE001 - this is what is looked for
            shown = ", ".join(f"{name}={value!r:.200}" for name, value in arguments.items())
            return RawError(error, f"{function.__name__}({shown})")
        else:
            self.counts["answered"] += 1
        return None

    def _arguments(self, function: Callable[..., Any]) -> dict[str, Any]:
        return {
            parameter.name: self._draw(parameter.name, parameter.annotation)
            for parameter in inspect.signature(function).parameters.values()
            if parameter.default is inspect.Parameter.empty or self._random.random() < 0.8
        }

    def _draw(self, name: str, kind: object) -> Any:
        if kind is bytes:
            return b"bytes"
        if kind is bool:
            return self._random.random() < 0.5
        if name == "persona_id":
            return self._random.choice(["default", "default", "default", "mia", "nobody", "../x", None, 7])
        if name in _SPECIAL:
            return _SPECIAL[name](self)
        if name.endswith("_id") or name in {"start", "end"}:
            return self.an_id()
        if name in {"limit", "offset", "size", "room"}:
            return self._random.choice([0, 1, 2, 5, 30, 2**31, 2**63 - 1, 2**63, 2**70, -1])
        return self.a_text()

    def an_id(self) -> Any:
        """A row's id, most likely one that is there."""
        return self._random.choice(_ODD_IDS) if self._random.random() < 0.25 else self._random.randint(1, 12)

    def a_number(self) -> int | None:
        """A count of tokens or money."""
        return self._random.choice([None, 0, 1, 700, 2**40, 2**62, 2**63 - 1, 2**63, 2**80, -1, -(2**63)])

    def a_text(self) -> str:
        """A text, now and then one that cannot be stored."""
        return self._random.choice(_TEXTS)

    def _ids(self) -> list[Any]:
        return [self.an_id() for _ in range(self._random.randint(0, 4))]

    def _usage(self) -> Usage:
        return Usage(*(self.a_number() for _ in range(4)))

    def _outcome(self) -> ReplyOutcome:
        return ReplyOutcome(
            self._random.choice(list(ReplyStatus)),
            self.a_text() or None,
            self.a_text() or None,
            self.a_text() or None,
            self._usage(),
            self.a_number(),
        )

    def _proposals(self) -> list[Proposal]:
        texts = self.a_text, self.an_id, self.an_id, self.a_text, lambda: Origin.ASKED
        return [
            Proposal(0, self.an_id(), self.an_id(), *(draw() for draw in texts), moves_marker=True)
            for _ in range(self._random.randint(1, 3))
        ]

    def _profile(self) -> Profile:
        return Profile(self.a_text(), self.a_text(), self.a_text(), self._random.choice([None, b"", b"png"]))

    def _session(self) -> Any:
        if self._random.random() < 0.3:
            return self._opening()
        return self.an_id()

    def _opening(self) -> saying.Opening:
        return saying.Opening(self.a_text(), self.a_text())


_ODD_IDS = (None, 0, -1, 2**31, 2**40, 2**63 - 2, 2**63 - 1, 2**63, 2**64, -(2**63), 1 - 2**63, -(2**70))
_TEXTS = (
    "", "Hello", "naïve 🌙", "pier storm", "  ", "\0", "'; --", '"', "\ud800", "x\udc00y", "long " * 2000
)  # fmt: skip
_SPECIAL: dict[str, Callable[[RandomCaller], Any]] = {
    "message_ids": RandomCaller._ids,
    "usage": RandomCaller._usage,
    "outcome": RandomCaller._outcome,
    "proposals": RandomCaller._proposals,
    "profile": RandomCaller._profile,
    "session": RandomCaller._session,
    "opening": RandomCaller._opening,
    "cost_nano": RandomCaller.a_number,
    "before_id": lambda caller: caller.an_id() or 1,
    "spans": lambda _: [("2026-01-01", "2026-12-31")],
    "count_in": lambda _: lambda text: text.count("e"),
    "words": lambda _: ["pier", "storm"],
    "size_of": lambda _: len,
    "most_that_fit": lambda _: lambda number: number * 10,
}


def main(seconds: float, seed: int) -> int:
    """Call until the time is over; every kind of raw error is told once."""
    found: dict[str, RawError] = {}
    logging.disable()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["PERSONAUI_DATA_DIR"] = folder
        caller = RandomCaller(seed)
        until = monotonic() + seconds
        with database.reused_connections():
            while monotonic() < until:
                raw = caller.call()
                if raw is not None and raw.kind not in found:
                    found[raw.kind] = raw
                    sys.stdout.write(f"{raw.kind}: {raw.error}\n    {raw.call:.400}\n")
    sys.stdout.write(f"{dict(caller.counts)}, {len(found)} kinds of raw errors\n")
    return len(found)


if __name__ == "__main__":
    sys.exit(bool(main(float(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1)))
