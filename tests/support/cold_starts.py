"""First uses of the SDK by two threads at one moment, each in a process forked before anything was imported.

Run as a program, with the tests' folder on the path and two arguments::

    python tests/support/cold_starts.py pydantic 100

``pydantic`` loads through the program's own lock, but nothing beyond the package whose modules import each
other in circles; ``sdk`` loads everything, for a reply and for its own sake. Prints what went wrong, and how
many rounds went well as its last line.
"""

import faulthandler
import os
import sys
import threading
from collections.abc import Callable

from personaui_desktop.__main__ import load_qt
from personaui_desktop.claude import loading
from personaui_desktop.claude.client import FOR_A_LOOK, ClaudeResponder
from personaui_desktop.claude.events import Failed
from personaui_desktop.errors import ReplyFailure
from personaui_desktop.records.providers import Provider
from personaui_desktop.records.replies import ReplyRequest

HEAVY = {"anthropic", "httpx2", "pydantic"}
HASTE_SECONDS = 0.00001
"""How soon one thread takes over from the other."""
LIMIT_SECONDS = 100.0
"""By then a round has long ended, if no thread waits for ever; its process does in any case."""
NOBODY = "http://127.0.0.1:9"

Work = Callable[[], object]


class Watch:
    """Notes which threads look for modules of the SDK, and answers nothing."""

    def __init__(self) -> None:
        self.threads: set[int] = set()

    def find_spec(self, name: str, _path: object = None, _target: object = None) -> None:
        """Part of the import system's protocol."""
        if name.partition(".")[0] in HEAVY:
            self.threads.add(threading.get_ident())


def round_of(works: list[Work]) -> list[str]:
    """Begin them all at one moment; what went wrong."""
    sys.setswitchinterval(HASTE_SECONDS)
    watch, wrong, ready = Watch(), list[str](), threading.Barrier(len(works))
    sys.meta_path.insert(0, watch)  # type: ignore[arg-type]

    def attempt(work: Work) -> None:
        ready.wait()
        try:
            work()
        except BaseException as error:  # noqa: BLE001 - whatever it is, it is told
            wrong.append(repr(error))

    threads = [threading.Thread(target=attempt, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if len(watch.threads) != 1:
        wrong.append(f"{len(watch.threads)} threads imported")
    return wrong


def reply() -> None:
    """Ask where nobody answers, for which all must be there."""
    request = ReplyRequest(("s",), ({"role": "user", "content": "hi"},))
    (end,) = ClaudeResponder(Provider(NOBODY), "k", FOR_A_LOOK).reply(request)
    assert isinstance(end, Failed)
    assert end.error.failure is ReplyFailure.NO_NETWORK


def pydantic_alone() -> None:
    """The part whose modules import each other in circles, used as the SDK does."""
    from pydantic import BaseModel

    class Model(BaseModel):
        number: int

    assert Model(number="1").number == 1  # type: ignore[arg-type]


def works_of(kind: str) -> list[Work]:
    """What is begun at one moment."""
    if kind == "sdk":
        return [loading.load_sdk, reply]
    loading._rehearse = pydantic_alone
    return [loading.load_sdk, loading.load_sdk]


def begin(works: list[Work]) -> int:
    """Begin a round in a process of its own; its id."""
    if process := os.fork():
        return process
    faulthandler.dump_traceback_later(LIMIT_SECONDS, exit=True)
    wrong = ["nothing came back"]
    try:
        wrong = round_of(works)
    finally:
        sys.stdout.writelines(f"{line}\n" for line in wrong)
        sys.stdout.flush()
        os._exit(bool(wrong))


def main(kind: str, rounds: int) -> None:
    """Some rounds, two at a time."""
    load_qt()
    works = works_of(kind)
    assert not HEAVY & {name.partition(".")[0] for name in sys.modules}
    under_way = went_well = 0
    for number in range(rounds + 1):
        if number < rounds:
            begin(works)
            under_way += 1
        while under_way >= 2 or (number == rounds and under_way):
            _, status = os.wait()
            under_way -= 1
            went_well += status == 0
    sys.stdout.write(f"{went_well}\n")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
