"""Cards are looked at and taken in by a real worker, into real files."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from support.made_cards import PICTURE, V1, V2, V3, json_of, png_of
from support.on_file import read

from personaui_desktop.background.database_worker import DatabaseWorker
from personaui_desktop.database import get_all_persona_ids
from personaui_desktop.database.personas import read_profile
from personaui_desktop.operations.cards import CardOrigin, TakenIn
from personaui_desktop.widgets.personas.bring_delegate import LINE_ROLE, tick_rect
from personaui_desktop.widgets.personas.bring_dialog import BringDialog


class Bench:
    """A dialog over some cards, and what it told."""

    def __init__(self, qtbot: QtBot, worker: DatabaseWorker, *contents: bytes) -> None:
        self.qtbot, self.worker = qtbot, worker
        self.parent = QWidget()
        qtbot.addWidget(self.parent)
        self.origins = [CardOrigin(f"{at}.png", content=each) for at, each in enumerate(contents)]
        self.dialog = BringDialog(self.origins, worker.run, "claude-opus-5-5", self.parent)
        self.taken: list[TakenIn] = []
        self.ended: list[int] = []
        self.dialog.brought.connect(self.taken.append)
        self.dialog.finished.connect(self.ended.append)
        self.dialog.open()

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: self.worker.is_idle)

    def click(self, button: QWidget) -> None:
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    def words(self, row: int) -> tuple[str, str]:
        item = self.dialog.list.item(row)
        return item.text().strip("\u2068\u2069"), item.data(LINE_ROLE)


@pytest.fixture
def over(qtbot: QtBot, worker: DatabaseWorker) -> Callable[..., Bench]:
    # With the last name for it a widget is destroyed.
    kept: list[Bench] = []

    def make(*contents: bytes) -> Bench:
        made = Bench(qtbot, worker, *contents)
        kept.append(made)
        made.settle()
        return made

    return make


def changed(**data: Any) -> bytes:
    return png_of({**V2, "data": {**V2["data"], **data}})  # type: ignore[dict-item]


def test_a_card_is_shown_before_anything_is_stored(over: Callable[..., Bench]) -> None:
    dialog = over(changed(tags="sea", creator_notes="<b>kind</b>\r\nnow")).dialog
    page = dialog.page
    assert (page.name.text(), page.origin.text()) == (
        "Wren",
        "By \u2068somebody\u2069 · Version \u20681.1\u2069 · \u2068sea\u2069",
    )
    assert "3 greetings" in page.facts.text()
    assert "That costs ≈ $0.0006 each time" in page.facts.text()
    assert "A lorebook of one entry" in page.facts.text()
    assert page.repairs.text() == "A text was found where a list belongs. (tags)"
    assert page.notes.text() == "<b>kind</b>\nnow"
    assert page.notes.textFormat() is Qt.TextFormat.PlainText
    assert "wipes the lens" in page.greeting.text()
    assert "User" in page.greeting.text()
    told = page.told.toPlainText()
    assert told.startswith("You are Wren, talking with")
    assert told.index("Wren keeps the light.") < told.index("patient") < told.index("Stay in the tower.")
    assert not dialog.list.isVisible()
    assert dialog.bring_button.text() == "Bring \u2068Wren\u2069"
    assert dialog.bring_button.hasFocus()
    assert get_all_persona_ids() == []


def test_the_button_takes_it_in_and_the_dialog_goes(over: Callable[..., Bench]) -> None:
    bench = over(png_of(V3))
    bench.qtbot.keyClick(bench.dialog.bring_button, Qt.Key.Key_Return)
    bench.settle()
    (taken,) = bench.taken
    profile = read(read_profile, on=taken.persona_id)
    assert profile is not None
    assert (profile.name, profile.called) == ("Wren", "Birdie")
    assert bench.ended == [1]


def test_escape_leaves_everything_as_it_was(over: Callable[..., Bench]) -> None:
    bench = over(png_of(V3))
    bench.qtbot.keyClick(bench.dialog, Qt.Key.Key_Escape)
    assert (bench.ended, bench.taken, get_all_persona_ids()) == ([0], [], [])


def test_what_is_empty_takes_no_room(over: Callable[..., Bench]) -> None:
    page = over(json_of({"name": "Kai", "description": ""})).dialog.page
    for part in (page.repairs, page.repairs_title, page.notes, page.notes_title, page.greeting):
        assert not part.isVisible()
    for part in (page.greeting_title, page.origin):
        assert not part.isVisible()


def test_a_file_without_a_card_says_so_and_can_only_be_closed(over: Callable[..., Bench]) -> None:
    dialog = over(PICTURE).dialog
    assert dialog.page.origin.text() == "This picture holds no character."
    assert "original file" in dialog.page.facts.text()
    assert not dialog.bring_button.isVisible()
    assert dialog.cancel_button.text() == "Close"
    assert dialog.cancel_button.hasFocus()


def test_several_are_listed_and_all_are_taken_in_but_those_that_hold_none(over: Callable[..., Bench]) -> None:
    bench = over(PICTURE, changed(name="Ada"), changed(name="Bo"), b"nothing")
    dialog = bench.dialog
    assert [bench.words(row) for row in range(4)] == [
        ("0.png", "This picture holds no character."),
        ("Ada", "\u20681.png\u2069"),
        ("Bo", "\u20682.png\u2069"),
        ("3.png", "There is no character in this file."),
    ]
    assert (dialog.list.currentRow(), dialog.page.name.text()) == (1, "Ada")
    assert dialog.bring_button.text() == "Bring 2 characters"
    bench.click(dialog.bring_button)
    bench.settle()
    assert [each.name for each in bench.taken] == ["Ada", "Bo"]
    assert bench.ended == [1]


def test_a_tick_chooses_by_mouse_and_by_the_space_bar(over: Callable[..., Bench]) -> None:
    bench = over(changed(name="Ada"), changed(name="Bo"), PICTURE)
    dialog, list_ = bench.dialog, bench.dialog.list
    tick = tick_rect(list_.visualItemRect(list_.item(0)).toRectF()).center().toPoint()
    bench.qtbot.mouseClick(list_.viewport(), Qt.MouseButton.LeftButton, pos=tick)
    assert (list_.chosen, dialog.bring_button.text()) == ([1], "Bring 1 character")
    # Beside the tick it only shows the card.
    row = list_.visualItemRect(list_.item(1)).center()
    bench.qtbot.mouseClick(list_.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(row.x(), row.y()))
    assert (list_.chosen, dialog.page.name.text()) == ([1], "Bo")
    bench.qtbot.keyClick(list_, Qt.Key.Key_Space)
    assert list_.chosen == []
    assert not dialog.bring_button.isVisible()
    bench.qtbot.keyClick(list_, Qt.Key.Key_Down)
    bench.qtbot.keyClick(list_, Qt.Key.Key_Space)
    assert list_.chosen == []
    assert dialog.page.origin.text() == "This picture holds no character."
    bench.qtbot.keyClick(list_, Qt.Key.Key_Home)
    bench.qtbot.keyClick(list_, Qt.Key.Key_Space)
    bench.click(dialog.bring_button)
    bench.settle()
    assert [each.name for each in bench.taken] == ["Ada"]


def test_one_that_fails_when_it_is_taken_in_stays_and_says_why(
    over: Callable[..., Bench], tmp_path: Path
) -> None:
    bench = over(changed(name="Ada"), changed(name="Bo"))
    bench.origins[0] = CardOrigin("gone.png", tmp_path / "gone.png")
    bench.dialog._origins[0] = bench.origins[0]
    bench.click(bench.dialog.bring_button)
    bench.settle()
    assert [each.name for each in bench.taken] == ["Bo"]
    assert bench.ended == []
    assert bench.dialog.sentence.text() == "1 file could not be brought. The list says why."
    assert bench.words(0)[1].startswith("“gone.png” cannot be read")
    assert bench.words(1)[1] == "Is here now"
    assert not bench.dialog.bring_button.isVisible()
    assert bench.dialog.cancel_button.text() == "Close"


def test_cancel_while_they_come_stops_after_the_one_under_way(
    qtbot: QtBot, worker: DatabaseWorker, over: Callable[..., Bench]
) -> None:
    bench = over(*(changed(name=str(number)) for number in range(5)))
    shown: list[str] = []
    bench.dialog.brought.connect(lambda _taken: shown.append(bench.dialog.sentence.text()))
    bench.dialog.brought.connect(lambda _taken: bench.dialog.reject() if len(bench.taken) == 2 else None)
    bench.click(bench.dialog.bring_button)
    assert not bench.dialog.bring_button.isEnabled()
    qtbot.waitUntil(lambda: bench.ended == [1])
    assert [each.name for each in bench.taken] == ["0", "1"]
    assert shown == ["Bringing 1 of 5 characters…", "Bringing 2 of 5 characters…"]
    assert len(get_all_persona_ids()) == 2


def test_cancel_while_they_are_read_reads_no_more(qtbot: QtBot, worker: DatabaseWorker) -> None:
    bench = Bench(qtbot, worker, *([json_of(V1)] * 30))
    assert bench.dialog.progress.isVisible()
    assert "of 30 files" in bench.dialog.sentence.text()
    bench.dialog.reject()
    bench.settle()
    assert bench.ended == [0]


def test_a_name_may_hold_any_mark(over: Callable[..., Bench]) -> None:
    dialog = over(changed(name="<i>A & B</i> " + "long " * 20)).dialog
    assert dialog.bring_button.text().startswith("Bring \u2068<i>A && B</i>")
    assert len(dialog.bring_button.text()) < 40
    assert dialog.page.name.textFormat() is Qt.TextFormat.PlainText
