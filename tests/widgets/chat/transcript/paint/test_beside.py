from typing import Any

import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from support.painting import assert_as_painted_anew
from support.transcript_hands import click_part, point_at
from support.transcripts import a_message, a_model, a_view, on_screen

from personaui_desktop.records.messages import Marks, Message
from personaui_desktop.widgets.chat.transcript.parts import Part, PartKind
from personaui_desktop.widgets.chat.transcript.tools.under_mouse import part_at, parts_of
from personaui_desktop.widgets.chat.transcript.view import TranscriptView

PLAIN = a_message(2, "Something that was said.")
OTHERWISE = PLAIN._replace(version=2, versions=3)


def shown(qtbot: Any, message: Message, width: int = 700) -> TranscriptView:
    view = a_view(qtbot, a_model([a_message(1, "Hello", is_user=True), message]), width=width)
    QApplication.processEvents()
    return view


def cut(view: TranscriptView, rect: QRectF) -> QImage:
    row = view.scene.row_of(2)
    assert row is not None
    return on_screen(view).copy(rect.translated(0, row.top).toAlignedRect())


def inked(image: QImage) -> bool:
    ground = image.pixel(0, 0)
    return any(image.pixel(x, y) != ground for x in range(image.width()) for y in range(image.height()))


def to_message(view: TranscriptView) -> None:
    row = view.scene.row_of(2)
    assert row is not None
    point_at(view, (row.laid.rects.bubble.center() + QPointF(0, row.top)).toPoint())
    QApplication.processEvents()


@pytest.mark.parametrize("width", [300, 700])
def test_the_arrows_are_there_under_the_pointer_and_the_number_always(qtbot: Any, width: int) -> None:
    view = shown(qtbot, OTHERWISE, width)
    switch = view.scene.row_of(2).laid.rects.switch  # type: ignore[union-attr]
    assert [inked(cut(view, rect)) for rect in switch] == [False, True, False]
    to_message(view)
    assert [inked(cut(view, rect)) for rect in switch] == [True, True, True]
    assert_as_painted_anew(view)


@pytest.mark.parametrize(("version", "arrows"), [(1, [False, True]), (3, [True, False])])
def test_there_is_no_arrow_where_there_is_no_further_version(
    qtbot: Any, version: int, arrows: list[bool]
) -> None:
    view = shown(qtbot, OTHERWISE._replace(version=version))
    to_message(view)
    switch = view.scene.row_of(2).laid.rects.switch  # type: ignore[union-attr]
    assert [inked(cut(view, rect)) for rect in (switch.back, switch.on)] == arrows
    kinds = (PartKind.VERSION_BACK, PartKind.VERSION_ON)
    row = view.scene.row_of(2)
    assert row is not None
    assert [Part(kind) in parts_of(row.laid) for kind in kinds] == arrows
    at = [rect.center() + QPointF(0, row.top) for rect in (switch.back, switch.on)]
    assert [part_at(row, point) is not None for point in at] == arrows


@pytest.mark.parametrize("marks", [Marks(is_hidden=True), Marks(is_bookmarked=True), Marks(note="x")])
@pytest.mark.parametrize("width", [300, 700])
def test_each_mark_is_painted_as_soon_as_it_is_made(qtbot: Any, marks: Marks, width: int) -> None:
    view = shown(qtbot, PLAIN._replace(memorized=True), width)
    view.scene.model.apply([2], [PLAIN._replace(marks=marks, memorized=True)])
    view.throttle.flush()
    QApplication.processEvents()
    (mark,) = view.scene.row_of(2).laid.rects.marks  # type: ignore[union-attr]
    assert inked(cut(view, mark.rect))
    assert_as_painted_anew(view)


def test_what_is_left_out_is_painted_behind_the_others(qtbot: Any) -> None:
    plain = shown(qtbot, PLAIN)
    body = plain.scene.row_of(2).laid.rects.body  # type: ignore[union-attr]
    hidden = shown(qtbot, PLAIN._replace(marks=Marks(is_hidden=True)))
    assert darkest(cut(hidden, body)) > darkest(cut(plain, body))


def darkest(image: QImage) -> float:
    return min(
        image.pixelColor(x, y).lightnessF() for x in range(image.width()) for y in range(image.height())
    )


def test_the_arrows_are_no_parts_while_a_version_arrives(qtbot: Any) -> None:
    from personaui_desktop.records.messages import ReplyStatus

    view = shown(qtbot, OTHERWISE._replace(status=ReplyStatus.STREAMING))
    to_message(view)
    switch = view.scene.row_of(2).laid.rects.switch  # type: ignore[union-attr]
    assert [inked(cut(view, rect)) for rect in switch] == [False, True, False]
    with pytest.raises(AssertionError):
        click_part(view, 2, PartKind.VERSION_BACK)
