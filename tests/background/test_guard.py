import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QIconEngine, QWindow
from PySide6.QtWidgets import QLabel, QWidget

from personaui_desktop.background.guard import empty_answer, guarded

TESTS = Path(__file__).parents[1]
KINDS = (
    "viewportEvent", "event", "mouseMoveEvent", "paintEvent", "resizeEvent", "sizeHint", "eventFilter",
    "rowCount", "data", "paint", "text",
)  # fmt: skip


def test_mistakes_in_what_qt_calls_are_told_once_each_and_the_program_goes_on(data_dir: Path) -> None:
    command = [sys.executable, str(TESTS / "support" / "faulty_program.py"), str(data_dir), *KINDS]
    environment = os.environ | {"PYTHONPATH": str(TESTS.parent)}
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False, env=environment)
    told = [f"{kind}: made often True, offered 1, again 0" for kind in KINDS]
    assert done.stdout.splitlines() == [*told, "wrote still here"], done.stderr
    assert done.returncode == 0, done.stderr
    log = (data_dir / "personaui.log").read_text(encoding="utf-8")
    assert log.count("faulty_program.py") >= len(KINDS)
    assert [log.count(f"ZeroDivisionError: the mistake in {kind}\n") for kind in KINDS] == [1] * len(KINDS)


@pytest.mark.parametrize(
    ("annotated", "answer"),
    [
        (None, None),
        (bool, False),
        (int, 0),
        (str, ""),
        (object, None),
        (dict[int, QByteArray], {}),
        (QSize, QSize()),
        (Qt.ItemFlag, Qt.ItemFlag.NoItemFlags),
        (QAccessible.Role, QAccessible.Role.NoRole),
        (QAccessibleInterface | None, None),
        # Things of Qt's that are more than a value: there is none.
        (QAccessibleInterface, None),
        (QWindow, None),
        (QWidget, None),
        (QIconEngine, None),
        ("Named", None),
    ],
)
def test_who_could_not_answer_answers_with_nothing_of_the_right_type(
    annotated: object, answer: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    def asked() -> object:
        raise ValueError

    asked.__annotations__["return"] = annotated
    assert empty_answer(asked) == answer
    told: list[object] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, *_rest: told.append(kind))
    assert guarded(asked)() == answer
    assert told == [ValueError]


def test_what_python_wants_to_end_with_is_let_through() -> None:
    @guarded
    def interrupted() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()


@pytest.mark.usefixtures("qtbot")
def test_methods_of_ones_own_are_left_to_their_callers() -> None:
    class Label(QLabel):
        def divide(self) -> int:
            return 1 // 0

    with pytest.raises(ZeroDivisionError):
        Label().divide()
