"""Messages, pages and views for tests of the transcript."""

from collections.abc import Iterable
from typing import Any

from hypothesis import strategies as st
from PySide6.QtGui import QImage
from support import builders
from support.on_file import read

from personaui_desktop.background.database_worker import DatabaseWorker
from personaui_desktop.database import create_session, get_db_connection
from personaui_desktop.database.pages import newest_page, page_around
from personaui_desktop.item_models.messages import MessageListModel
from personaui_desktop.records.messages import Message, MessagePage
from personaui_desktop.widgets.chat.transcript.copy_commands import copy_commands
from personaui_desktop.widgets.chat.transcript.layout.body import Body
from personaui_desktop.widgets.chat.transcript.layout.text_box import TextBox, Typography
from personaui_desktop.widgets.chat.transcript.layout.utf16 import utf16_length
from personaui_desktop.widgets.chat.transcript.markdown.inline import parse_inline
from personaui_desktop.widgets.chat.transcript.view import TranscriptView

MARKS = [
    "$",
    "$$",
    "\\(",
    "\\)",
    "\\[",
    "\\]",
    "*",
    "**",
    "_",
    "`",
    "~~",
    "[",
    "](https://a.b)",
    "\\",
    "&amp;",
    "<b>",
    "![](x)",
    "https://a.b/c",
]
STARTS = [
    "# ",
    "- ",
    "  - ",
    "1. ",
    "> ",
    "```",
    "```py",
    "~~~",
    "---",
    "===",
    "| a | b |",
    "|-|:-:|",
    "- [ ] ",
    "$$",
    "\\[",
]
WORDS = [
    "word",
    "Some longer words here",
    "שלום",
    "日本語",
    "😀",
    "é\u0301",
    "\t",
    "x" * 700,
    "many words " * 120,
]

markdown_texts = st.lists(
    st.one_of(
        st.sampled_from(MARKS),
        st.sampled_from([f"\n{start}" for start in STARTS]),
        st.sampled_from(WORDS),
        st.sampled_from(["\n", "\n\n", " ", ". "]),
        st.text(max_size=12),
    ),
    max_size=40,
).map("".join)


def a_message(message_id: int = 1, text: str = "Hello.", is_user: bool = False, **more: Any) -> Message:
    """A message by even minutes of one day."""
    minutes = message_id % 1440
    timestamp = f"2026-11-20 {minutes // 60:02}:{minutes % 60:02}:00"
    return builders.a_message(message_id, text, is_user=is_user, timestamp=timestamp)._replace(**more)


def messages(first: int, last: int, text: str = "Message number {}.") -> list[Message]:
    """Messages with all ids from the first to the last, the speakers taking turns."""
    return [a_message(number, text.format(number), number % 2 == 0) for number in range(first, last + 1)]


def stored_session(texts: Iterable[str]) -> int:
    """A session of the default persona that is stored in one go, the speakers taking turns."""
    session_id = create_session("Lights", "default")
    connection = get_db_connection("default")
    rows = [(session_id, text, number % 2 == 0, "Mia") for number, text in enumerate(texts)]
    insert = "INSERT INTO chat_messages (session_id, message, is_user, character_name) VALUES (?, ?, ?, ?)"
    connection.executemany(insert, rows)
    connection.commit()
    connection.close()
    return session_id


def a_page(found: Iterable[Message], has_older: bool = False, has_newer: bool = False) -> MessagePage:
    """A page of messages."""
    return MessagePage(list(found), has_older, has_newer)


def a_model(
    found: Iterable[Message] = (), has_older: bool = False, has_newer: bool = False
) -> MessageListModel:
    """A model that shows messages."""
    model = MessageListModel()
    model.reset_to(a_page(found, has_older, has_newer))
    return model


def append_text(model: MessageListModel, message_id: int, piece: str) -> None:
    """Let more of a reply arrive, if it is loaded."""
    row = model.row_of(message_id)
    if row is not None:
        model.set_text(message_id, model.message(row).text + piece)


def a_view(qtbot: Any, model: MessageListModel, width: int = 720, height: int = 600) -> TranscriptView:
    """A shown view of a model, everything placed."""
    view = TranscriptView(model)
    view.scene.commands.declare(copy_commands(view))
    qtbot.addWidget(view)
    view.set_persona("mia", "Mia")
    view.resize(width, height)
    view.show()
    qtbot.waitExposed(view)
    view.throttle.flush()
    return view


def line_starts(body: Body) -> list[int]:
    """Where the lines of a body that is one laid-out paragraph begin, in UTF-16 units of its text."""
    starts, offset = [], 0
    for number in range(body.block_count):
        laid = body.laid(number)
        assert laid is not None
        (box,) = laid.boxes
        # A part whose first line another one has begun begins no line.
        lines = range(1 if box.lead else 0, box.line_count)
        starts += [offset + box.line_start_at(box.line_rect(line).center().y()) for line in lines]
        offset += box.length + utf16_length(laid.shown.block.joint)
    return starts


def line_starts_of_one_layout(text: str, body: Body) -> list[int]:
    """Where the lines of a paragraph would begin if it were one text, set as a body is."""
    setting = Typography(body.look.font(), body.look.pitch)
    box = TextBox(parse_inline(text), setting, body.look, body.limit)
    return [box.line_start_at(box.line_rect(line).center().y()) for line in range(box.line_count)]


def on_screen(view: TranscriptView) -> QImage:
    """What has been painted, without having anything painted anew."""
    return view.screen().grabWindow(view.winId()).toImage().convertToFormat(QImage.Format.Format_RGB32)


def a_searched_session(count: int, every: int = 10) -> int:
    """A session in which every so many messages mention the lighthouse."""
    mention = "The **light**house, and the Lighthouse again."
    return stored_session(mention if number % every == 0 else "Nothing." for number in range(count))


def a_found_view(qtbot: Any, worker: DatabaseWorker, session_id: int) -> TranscriptView:
    """A view of a session's end that is given the pages it asks for."""
    model = MessageListModel()
    model.reset_to(read(newest_page, session_id, 60))
    view = a_view(qtbot, model)
    view.scene.verbs.place_needed.connect(
        lambda message_id: model.reset_to(read(page_around, session_id, message_id, 60))
    )
    view.set_source(worker.run, lambda: ("default", session_id))
    return view
