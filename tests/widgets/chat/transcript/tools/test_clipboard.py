from typing import Any

from hypothesis import given, settings
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from support.transcripts import (
    a_message,
    a_model,
    a_view,
    markdown_texts,
)

from personaui_desktop.widgets.chat.transcript.view import TranscriptView


def test_select_all_and_copy_as_markdown(qtbot: Any) -> None:
    view = a_view(qtbot, a_model([a_message(1, "**a**"), a_message(2, "- b")]))
    view.scene.select_all()
    view.scene.commands.start("edit.copy_markdown")
    assert QGuiApplication.clipboard().text() == "**a**\n\n- b"


def test_code_is_copied_by_its_button(qtbot: Any) -> None:
    lines = "\n".join(f"line {number}" for number in range(60))
    view = a_view(qtbot, a_model([a_message(1, f"Text\n```python\n{lines}\n```")]), height=2000)
    row = view.scene.row_of(1)
    assert row is not None
    block = row.laid.body.laid(1)
    assert block is not None
    corner = row.laid.rects.body.topLeft() + QPointF(0, row.top + row.laid.body.top(1))
    at = (block.copy_rect().center() + corner).toPoint()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert QGuiApplication.clipboard().text() == lines


def test_the_current_message_is_copied_where_nothing_is_selected(qtbot: Any) -> None:
    view = a_view(qtbot, a_model([a_message(1, "**a** b")]))
    view.hands.keyboard.arrive(Qt.FocusReason.TabFocusReason)
    view.hands.clipboard.copy()
    assert QGuiApplication.clipboard().text() == "a b"
    view.hands.clipboard.copy_markdown()
    assert QGuiApplication.clipboard().text() == "**a** b"


@settings(max_examples=40)
@given(text=markdown_texts)
def test_any_text_can_be_painted_selected_and_copied(qtbot: Any, text: str) -> None:
    view = TranscriptView(a_model([a_message(1, text), a_message(2, text, is_user=True)]))
    view.resize(360, 500)
    view.grab()
    view.scene.select_all()
    view.grab()
    assert (
        view.hands.clipboard.selected_text(as_markdown=True).strip() == f"{text}\n\n{text}".strip()
        or not text.strip()
    )
    view.deleteLater()
