"""Programs that start with one folder: the part that takes it, listens, and brings the first window forward.

Run as a program it is one start, or with ``--pairs`` many pairs, each started at one moment in processes
forked from one that has loaded Qt, with the outcomes of a pair a line::

    python tests/support/starts.py FOLDER LISTENS_AFTER_MS [LIMIT_SECONDS]
    python tests/support/starts.py FOLDER --pairs 50

A start that is never shown forward says where it hangs and ends at its limit, also where nobody waits for it.
"""

import faulthandler
import os
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtNetwork import QLocalServer  # noqa: F401 - loaded once, before processes are forked

from personaui_desktop.background.single_instance import Claim, SingleInstance

AT_ONCE = 10
"""So many pairs run beside each other."""
LISTENS_AFTER_MS = (0, 5, 20, 60, 150)
LIMIT_SECONDS = 60.0
"""By then a start has long ended, if the program is not broken."""


def start(
    folder: Path, listens_after_ms: int, say: Callable[[str], object], limit: float = LIMIT_SECONDS
) -> None:
    """One start, until it has been shown forward or has shown another, or its process ends at the limit."""
    faulthandler.dump_traceback_later(limit, exit=True)
    application = QCoreApplication([])
    instance = SingleInstance(folder)
    claim = instance.claim()
    say(claim.name)
    if claim is not Claim.OURS:
        return

    def come_forward() -> None:
        say("came forward")
        application.quit()

    def listen() -> None:
        instance.listen()
        say("listens")

    # As a window does, it listens only after a while, and stays until it was asked for.
    instance.asked_forward.connect(come_forward)
    QTimer.singleShot(listens_after_ms, listen)
    application.exec()
    instance.release()


def pairs(folder: Path, count: int) -> Iterator[list[str]]:
    """What both starts of each pair said."""
    for first in range(0, count, AT_ONCE):
        begun = [_pair(folder / str(number), number) for number in range(first, min(first + AT_ONCE, count))]
        for outputs in begun:
            yield sorted(_all_of(output) for output in outputs)


def _pair(folder: Path, number: int) -> list[int]:
    """Begin two starts at one moment; where they are heard."""
    folder.mkdir()
    waits, begins = os.pipe()
    after_ms = LISTENS_AFTER_MS[number % len(LISTENS_AFTER_MS)]
    outputs = [_forked(folder, after_ms, waits, begins) for _ in range(2)]
    os.close(waits)
    os.close(begins)
    return outputs


def _forked(folder: Path, listens_after_ms: int, waits: int, begins: int) -> int:
    """Begin a process that starts once nobody holds ``begins`` any more; where it is heard."""
    heard, told = os.pipe()
    if os.fork():
        os.close(told)
        return heard
    try:
        os.close(begins)
        os.read(waits, 1)
        start(folder, listens_after_ms, lambda words: os.write(told, f"{words} ".encode()))
    finally:
        os._exit(0)


def _all_of(output: int) -> str:
    with os.fdopen(output) as stream:
        return stream.read().strip()


def main() -> None:
    """Run what the command line says."""
    folder = Path(sys.argv[1])
    if sys.argv[2] == "--pairs":
        for said in pairs(folder, int(sys.argv[3])):
            sys.stdout.write(", ".join(said) + "\n")
    else:
        limits = [float(limit) for limit in sys.argv[3:]]
        start(folder, int(sys.argv[2]), partial(print, flush=True), *limits)


if __name__ == "__main__":
    main()
