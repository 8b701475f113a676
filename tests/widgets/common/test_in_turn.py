from collections.abc import Callable

from PySide6.QtCore import QObject

from personaui_desktop.background.operation import Operation
from personaui_desktop.errors import KnownError
from personaui_desktop.widgets.common.in_turn import InTurn


class Lane:
    """Keeps what is asked for until a test lets it come home."""

    def __init__(self) -> None:
        self.asked: list[tuple[object, Callable[[object], None], Callable[[KnownError], None]]] = []

    def run(
        self,
        operation: Operation[object],
        owner: QObject,
        then: Callable[[object], None],
        otherwise: Callable[[KnownError], None],
    ) -> None:
        self.asked.append((operation, then, otherwise))

    def come_home(self, error: KnownError | None = None) -> None:
        operation, then, otherwise = self.asked.pop()
        then(operation) if error is None else otherwise(error)


def made(lane: Lane, log: list[object]) -> InTurn:
    return InTurn(
        lane.run,
        lambda number: f"work {number}",
        lambda number, result: log.append((number, result)),
        lambda number, error: log.append((number, str(error))),
        lambda done, of: log.append(f"{done}/{of}"),
        lambda: log.append("end"),
        QObject(),
    )


def test_each_is_asked_for_when_the_one_before_has_come_home(qapp: object) -> None:
    lane, log = Lane(), []
    turn = made(lane, log)
    turn.go([7, 9])
    assert (len(lane.asked), log) == (1, ["0/2"])
    lane.come_home()
    assert (len(lane.asked), log) == (1, ["0/2", (7, "work 7"), "1/2"])
    assert turn.is_running
    lane.come_home(KnownError("no"))
    assert log[3:] == [(9, "no"), "end"]
    assert not turn.is_running


def test_stopped_it_takes_what_is_under_way_and_no_more(qapp: object) -> None:
    lane, log = Lane(), []
    turn = made(lane, log)
    turn.go([1, 2, 3])
    turn.stop()
    turn.go([4])
    lane.come_home()
    assert log == ["0/3", (1, "work 1"), "end"]
    assert lane.asked == []


def test_nothing_to_do_is_done_at_once(qapp: object) -> None:
    lane, log = Lane(), []
    made(lane, log).go([])
    assert log == ["end"]
