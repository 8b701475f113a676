"""The transcript: first paint, scrolling, streaming, memory; reference a QPlainTextEdit of 400 messages."""

import gc
import os
import random
import statistics
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from time import perf_counter
from typing import NamedTuple
from unittest.mock import patch

from figures import Figure
from PySide6.QtCore import QAbstractEventDispatcher, QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QPlainTextEdit, QWidget
from support.on_file import read

from personaui_desktop.background.database_worker import DatabaseWorker
from personaui_desktop.background.garbage import GarbageCollector
from personaui_desktop.background.reply_worker import ReplyWorker
from personaui_desktop.claude.demo import DemoCompanion
from personaui_desktop.database import create_session, get_db_connection, pages, reused_connections
from personaui_desktop.item_models.messages import MessageListModel
from personaui_desktop.operations import reply_storage
from personaui_desktop.records.messages import Message, MessagePage, ReplyStatus
from personaui_desktop.widgets.chat.feed import ConversationFeed
from personaui_desktop.widgets.chat.transcript.layout.body import Body
from personaui_desktop.widgets.chat.transcript.view import TranscriptView
from personaui_desktop.widgets.common.place import Place

FRAME_MS = 1000 / 60
WIDTH, HEIGHT = 800, 900
REFERENCE_MESSAGES = 400
RUNS, FRAMES = 5, 300
WORDS = (
    "the",
    "lamp",
    "came",
    "round",
    "and",
    "for",
    "one",
    "turn",
    "whole",
    "bay",
    "stood",
    "white",
    "under",
)
_random = random.Random(5)


def run() -> list[Figure]:
    """Measure everything. The figures that count are those of a real window: ``QT_QPA_PLATFORM=xcb``."""
    application = QApplication.instance() or QApplication([])
    messages = [_message(number) for number in range(1, 5001)]
    garbage = GarbageCollector()  # as in the program, where nothing else collects garbage either
    garbage.begin()
    garbage.settle()
    figures = [*_first_paints(messages), *_scrolling(messages), *_streaming(), *_memory(messages)]
    application.processEvents()
    garbage.close()
    return figures


def _sentence(words: int) -> str:
    return " ".join(_random.choice(WORDS) for _ in range(words)).capitalize() + "."


def _text(number: int) -> str:
    match number % 10:
        case 3:
            lines = "\n".join(
                f"def f{at}(x):\n    return x * {at} + 'abc'" for at in range(_random.randint(2, 12))
            )
            return f"{_sentence(30)}\n\n```python\n{lines}\n```\n{_sentence(10)}"
        case 5:
            return f"{_sentence(20)}\n\n- " + "\n- ".join(_sentence(_random.randint(4, 14)) for _ in range(6))
        case 7:
            rows = "\n".join(f"| {_sentence(2)} | **{at}** | {_sentence(3)} |" for at in range(5))
            return f"| a | b | c |\n|---|:-:|--:|\n{rows}"
        case 9:
            return f"# {_sentence(4)}\n" + "\n\n".join(_sentence(_random.randint(20, 120)) for _ in range(4))
    return f"*{_sentence(3).lower()}* {_sentence(_random.randint(4, 60))} **bold** and `code`."


def _message(number: int, text: str | None = None, status: ReplyStatus | None = None) -> Message:
    timestamp = f"2026-11-20 {number // 60 % 24:02}:{number % 60:02}:00"
    said = _text(number) if text is None else text
    return Message(number, 1, said, number % 2 == 0, timestamp, "Mia", status=status)


def _model(messages: Iterable[Message]) -> MessageListModel:
    model = MessageListModel()
    model.reset_to(MessagePage(list(messages), has_older=False, has_newer=False))
    return model


class _Painting(QObject):
    """Notes when a widget is painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.has_begun = False
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.has_begun = self.has_begun or event.type() == QEvent.Type.Paint
        return False


def _shown(widget: QAbstractScrollArea) -> None:
    """Show a widget and wait until it is painted; how long a window manager takes does not count."""
    widget.setWindowFlag(Qt.WindowType.BypassWindowManagerHint)
    widget.resize(WIDTH, HEIGHT)
    painting = _Painting(widget.viewport())
    widget.show()
    while not painting.has_begun:
        QApplication.processEvents()


def _time(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return (perf_counter() - start) * 1000


def _plain(messages: list[Message]) -> QPlainTextEdit:
    edit = QPlainTextEdit()
    edit.setReadOnly(True)
    edit.setPlainText("\n\n".join(message.text for message in messages[-REFERENCE_MESSAGES:]))
    edit.moveCursor(edit.textCursor().MoveOperation.End)
    return edit


def _first_paints(messages: list[Message]) -> list[Figure]:
    """From the session's file to the painted end; the reference has its text in memory already."""
    with tempfile.TemporaryDirectory() as folder, patch.dict(os.environ, {"PERSONAUI_DATA_DIR": folder}):
        sessions = {count: _stored_session(messages, count) for count in (100, 10_000, 1_000_000)}
        times: dict[int, list[float]] = {count: [] for count in sessions}
        reference: list[float] = []
        for _ in range(7):
            reference.append(_time(lambda: _paint_plain(messages)))
            for count, session_id in sessions.items():
                times[count].append(_time(lambda session_id=session_id: _paint_end(session_id)))
        far = _far_jumps(sessions[1_000_000])
    plain = statistics.median(reference)
    medians = {count: statistics.median(found) for count, found in times.items()}
    return [
        *(
            Figure(f"first paint at the end of {count:,} messages", found, plain, "ms", "1.3")
            for count, found in medians.items()
        ),
        Figure(
            "first paint of 1,000,000 messages, beside 100", medians[1_000_000], medians[100], "ms", "1.2"
        ),
        Figure("jump to a message not loaded, median, read included", far, FRAME_MS, "ms", "1"),
    ]


def _far_jumps(session_id: int) -> float:
    """Jumps to any message of a long session; in the program reading is on another thread."""
    model = MessageListModel()
    model.reset_to(read(pages.newest_page, session_id, 60))
    view = TranscriptView(model)
    _shown(view)
    last = model.message(model.rowCount() - 1).id

    def jump() -> None:
        message_id = _random.randrange(last - 1_000_000, last) + 1
        model.reset_to(read(pages.page_around, session_id, message_id, 60))
        view.hands.explorer.show_message(message_id)
        QApplication.processEvents()

    times = [_time(jump) for _ in range(40)]
    view.deleteLater()
    return statistics.median(times)


def _stored_session(messages: list[Message], count: int) -> int:
    session_id = create_session("Long", "default")
    connection = get_db_connection("default")
    rows = ((session_id, messages[at % 5000].text, at % 2, "Mia") for at in range(count))
    insert = "INSERT INTO chat_messages (session_id, message, is_user, character_name) VALUES (?, ?, ?, ?)"
    connection.executemany(insert, rows)
    connection.commit()
    connection.close()
    return session_id


def _paint_plain(messages: list[Message]) -> None:
    edit = _plain(messages)
    _shown(edit)
    edit.deleteLater()


def _paint_end(session_id: int) -> None:
    model = MessageListModel()
    model.reset_to(read(pages.newest_page, session_id, 60))
    view = TranscriptView(model)
    _shown(view)
    view.deleteLater()


def _scrolling(messages: list[Message]) -> list[Figure]:
    view = TranscriptView(_model(messages))
    _shown(view)
    edit = _plain(messages)
    _shown(edit)
    bar = edit.verticalScrollBar()
    bar.setValue(bar.maximum())
    plain = _frames(lambda: bar.setValue(bar.value() - 2))
    view.scroller.to_latest()
    wheel = _wheel_through(view)
    fling = [time for _ in range(RUNS) for time in _frames(lambda: view.scroller.scroll_by(-800), 80)]
    rows = [_random.randrange(5000) for _ in range(60)]
    jumps = [_time(lambda row=row: _jump(view, row)) for row in rows]
    view.deleteLater()
    edit.deleteLater()
    return [
        Figure("frame while wheeling past 5,000, p99, beside plain text", _p99(wheel), _p99(plain), "ms"),
        Figure("frame while wheeling past 5,000, p99, beside a frame", _p99(wheel), FRAME_MS, "ms", "0.3"),
        Figure("frame while wheeling past 5,000, worst", max(wheel), FRAME_MS, "ms", "1"),
        Figure("frame of a fling, p99", _p99(fling), FRAME_MS, "ms", "0.6"),
        Figure("jump anywhere, worst of 60", max(jumps), FRAME_MS, "ms", "1"),
    ]


def _wheel_through(view: TranscriptView) -> list[float]:
    """Frames while all messages pass by, from the last to the first."""
    times: list[float] = []
    while view.scene.placement.placed[0].row or view.scene.placement.placed[0].top < 0:
        times += _frames(lambda: _wheel(view), 1 if view.scene.placement.placed[0].row < 10 else FRAMES)
    return times


def _wheel(view: TranscriptView) -> None:
    """Two fingers on a touchpad, moved fast, move what is read by 120 pixels."""
    middle, step = QPointF(WIDTH / 2, HEIGHT / 2), QPoint(0, 120)
    none = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    event = QWheelEvent(middle, middle, step, step, *none, Qt.ScrollPhase.ScrollUpdate, False)
    QApplication.sendEvent(view.viewport(), event)


def _frames(move: Callable[[], object], count: int = FRAMES) -> list[float]:
    """How long frames take: moving, painting, and what is prepared in between."""

    def frame() -> None:
        move()
        _turn()

    gc.collect()
    return [_time(frame) for _ in range(count)]


def _jump(view: TranscriptView, row: int) -> None:
    view.hands.explorer.show_message(view.scene.model.message(row).id)
    _turn()


def _turn() -> None:
    """One turn of the event loop, with what is done at its end where the loop is about to wait."""
    QApplication.processEvents()
    QAbstractEventDispatcher.instance().aboutToBlock.emit()


def _p99(times: list[float]) -> float:
    return sorted(times)[int(len(times) * 0.99)]


TABLE_HEADING = "| a | b | c |\n|---|:-:|--:|\n"


def _filled(make: Callable[[], str], size: int) -> str:
    """Pieces of text behind one another, as many characters as wanted."""
    pieces, length = [], 0
    while length < size:
        pieces.append(make())
        length += len(pieces[-1])
    return "".join(pieces)[:size]


def _row() -> str:
    return f"| {_sentence(2)} | **{_random.randint(1, 999)}** | {_sentence(3)} |\n"


def _link() -> str:
    return f"[{_sentence(1)}](https://a.b/c) "


def _mixed() -> str:
    table = f"| a | b |\n|---|--:|\n| {_sentence(2)} | **1** |"
    return f"{_sentence(9)}\n\n- {_sentence(4)}\n- {_sentence(6)}\n\n{table}\n\n"


KINDS: dict[str, tuple[Callable[[int], str], str]] = {
    "a paragraph": (lambda size: _sentence(size // 5)[:size].rstrip("."), " word"),
    "open code": (lambda size: "```python\n" + "x = f(1)  # hello\n" * (size // 18), " y"),
    "a table": (
        lambda size: (
            (TABLE_HEADING + _filled(_row, size - len(TABLE_HEADING))).rpartition("\n")[0] + "\n| last"
        ),
        " word",
    ),
    "a paragraph of links": (lambda size: _filled(_link, size).rpartition("[")[0] + "end", " word"),
    "mixed blocks": (lambda size: _filled(_mixed, size - 8) + "\n\nAnd so", " word"),
}


class _Piece(NamedTuple):
    """Median costs in ms: showing one more piece, laying out one more piece, laying out the whole anew."""

    shown: float
    laid_out: float
    whole: float


def _streaming() -> list[Figure]:
    figures = []
    for kind, (make, piece) in KINDS.items():
        costs = {size: _cost_of_piece(make(size), piece) for size in (500, 5_000, 50_000)}
        for size, cost in costs.items():
            name = f"a piece into {kind} of {size:,}"
            figures.append(
                Figure(f"{name}, shown, beside that of 500", cost.shown, costs[500].shown, "ms", "2")
            )
        for size, cost in costs.items():
            name = f"a piece into {kind} of {size:,}"
            figures.append(
                Figure(f"{name}, laid out, beside the whole", cost.laid_out, cost.whole, "ms", "0.1")
            )
    return figures


def _cost_of_piece(text: str, piece: str) -> _Piece:
    model = _model([_message(2, "Tell me."), _message(3, text, ReplyStatus.STREAMING)])
    view = TranscriptView(model)
    _shown(view)

    def show() -> None:
        model.set_text(3, model.message(1).text + piece)
        view.throttle.flush()
        QApplication.processEvents()

    shown = statistics.median(_time(show) for _ in range(200))
    look, limit = view.scene.messages.look, view.scene.messages.column.text_limit
    body = Body(text, look, limit, is_streaming=True)
    body.need(0, 0, 1e9)
    grown = [text + piece * count for count in range(1, 201)]
    laid_out = statistics.median(_time(lambda longer=longer: body.update(longer, True)) for longer in grown)
    whole = statistics.median(_time(lambda: Body(grown[-1], look, limit).need(0, 0, 1e9)) for _ in range(7))
    view.deleteLater()
    return _Piece(shown, laid_out, whole)


def _memory(messages: list[Message]) -> list[Figure]:
    """What scrolling past many messages leaves behind, in a view that is filled as in the program."""
    with tempfile.TemporaryDirectory() as folder, patch.dict(os.environ, {"PERSONAUI_DATA_DIR": folder}):
        worker, owner = DatabaseWorker(reused_connections), QObject()
        place, model = Place("default"), MessageListModel()
        replies = ReplyWorker(worker.run, DemoCompanion, reply_storage)
        feed = ConversationFeed(model, place, worker.run, worker.changed, replies, owner)
        view = TranscriptView(model)
        view.scene.verbs.older_needed.connect(feed.fetch_older)
        view.scene.verbs.newer_needed.connect(feed.fetch_newer)
        place.show_session(_stored_session(messages, 24_000))
        feed.open()
        _shown(view)
        sizes = [_size_after(view, count) for count in (2_000, 20_000)]
        view.deleteLater()
        replies.close()
        worker.close()
    return [Figure("memory after 22,000 messages, beside after 2,000", sizes[1], sizes[0], "MiB", "1.05")]


def _size_after(view: TranscriptView, count: int) -> float:
    """Memory in use after so many messages more have passed by."""
    while not view.scene.placement.placed:
        QApplication.processEvents()
    target = view.scene.placement.placed[0].laid.message.id - count
    while view.scene.placement.placed[0].laid.message.id > target:
        view.scroller.scroll_by(-800)
        QApplication.processEvents()
    gc.collect()
    return _resident()


def _resident() -> float:
    pages_in_use = int(Path("/proc/self/statm").read_text().split()[1])
    return pages_in_use * os.sysconf("SC_PAGE_SIZE") / 2**20
