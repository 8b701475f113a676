"""What may have the name of one of the program's files without being a file."""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

ODD: dict[str, Callable[[Path], None]] = {
    "pipe": lambda path: os.mkfifo(path),
    "folder": lambda path: path.mkdir(),
    "endless device": lambda path: path.symlink_to("/dev/zero"),
    "full device": lambda path: path.symlink_to("/dev/full"),
    "link to a pipe": lambda path: _link_to_pipe(path),
}


def _link_to_pipe(path: Path) -> None:
    pipe = path.with_name(path.name + ".pipe")
    os.mkfifo(pipe)
    path.symlink_to(pipe)


@contextmanager
def impatience(seconds: int = 20) -> Iterator[None]:
    """Fail, rather than hang, where something is waited for that never comes."""

    def give_up(_number: int, _frame: object) -> None:
        raise AssertionError("waits for ever")

    before = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
