"""Files and pictures that are dropped or pasted: everything gets an answer."""

import os
import warnings
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QWidget
from support.chat_stage import Stage
from support.made_cards import V1, V2, json_of, png_of

from personaui_desktop.operations.files import LARGEST_TEXT
from personaui_desktop.widgets.common.notices import Notice


def of_files(*paths: Path) -> QMimeData:
    """As a file manager gives them: addresses, and the same as text."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


def of_picture() -> QMimeData:
    image = QImage(8, 8, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    mime = QMimeData()
    mime.setImageData(image)
    return mime


def drop(widget: QWidget, mime: QMimeData) -> bool:
    """Drop something; answers whether the pointer said that it could be dropped."""
    at, left, none = QPointF(20, 20), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    with warnings.catch_warnings():
        # Qt 6.12 wants a point of fractions, which those before it do not take.
        warnings.simplefilter("ignore", DeprecationWarning)
        enter = QDragEnterEvent(at.toPoint(), Qt.DropAction.CopyAction, mime, left, none)
    QApplication.sendEvent(widget, enter)
    if enter.isAccepted():
        QApplication.sendEvent(widget, QDropEvent(at, Qt.DropAction.CopyAction, mime, left, none))
    return enter.isAccepted()


def test_the_text_of_a_dropped_file_is_inserted(stage: Stage, tmp_path: Path, told: list[Notice]) -> None:
    file = tmp_path / "notes.txt"
    file.write_bytes("First Größe\r\nSecond".encode())
    assert drop(stage.pane.composer.edit.viewport(), of_files(file))
    stage.until(lambda: stage.pane.composer.text == "First Größe\nSecond")
    assert told == []


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_text_with_a_mark_at_its_start_is_a_text(stage: Stage, tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "notes.txt"
    file.write_bytes("Größe".encode(encoding))
    drop(stage.pane, of_files(file))
    stage.until(lambda: stage.pane.composer.text == "Größe")


def test_what_is_dropped_beside_the_composer_is_meant_for_it(stage: Stage, tmp_path: Path) -> None:
    mime = QMimeData()
    mime.setText("a sentence")
    assert drop(stage.pane, mime)
    assert stage.pane.composer.text == "a sentence"
    assert stage.pane.composer.edit.hasFocus()


@pytest.mark.parametrize("kind", ["picture", "folder", "pipe", "too large", "gone"])
def test_a_file_that_is_no_text_is_told_by_name(
    stage: Stage, tmp_path: Path, told: list[Notice], kind: str
) -> None:
    path = tmp_path / "thing.png"
    if kind == "picture":
        path.write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
    elif kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        if not hasattr(os, "mkfifo"):
            pytest.skip("This system has no pipes in folders.")
        os.mkfifo(path)
    elif kind == "too large":
        path.write_bytes(b"x" * (LARGEST_TEXT + 1))
    drop(stage.pane, of_files(path))
    stage.until(lambda: len(told) == 1)
    assert "thing.png" in told[0].text
    assert ("larger" in told[0].text) is (kind == "too large")
    assert stage.pane.composer.text == ""


def test_a_picture_gets_an_answer(stage: Stage, told: list[Notice]) -> None:
    assert drop(stage.pane.composer.edit.viewport(), of_picture())
    assert told == [Notice("Only text can be sent, not pictures.")]
    QGuiApplication.clipboard().setMimeData(of_picture())
    stage.pane.composer.edit.paste()
    assert len(told) == 2
    assert stage.pane.composer.text == ""


def test_an_address_is_inserted_as_text(stage: Stage) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl("https://example.org/a")])
    drop(stage.pane, mime)
    assert stage.pane.composer.text == "https://example.org/a"


def test_a_file_that_arrives_late_goes_into_no_other_conversation(
    stage: Stage, tmp_path: Path, told: list[Notice]
) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("First")
    other = stage.session("Hello")
    drop(stage.pane, of_files(file))
    stage.place.show_session(other)
    stage.until(lambda: len(told) == 1)
    assert "another conversation" in told[0].text
    assert stage.pane.composer.text == ""


def test_many_files_at_once_are_too_many(stage: Stage, tmp_path: Path, told: list[Notice]) -> None:
    drop(stage.pane, of_files(*[tmp_path / f"{number}.txt" for number in range(11)]))
    assert told[0].text == "11 files are too many."


def characters(stage: Stage) -> list[list[Path]]:
    given: list[list[Path]] = []
    stage.pane.composer.edit.characters_given.connect(given.append)
    return given


def test_characters_among_files_are_handed_over_together_and_the_others_are_text(
    stage: Stage, tmp_path: Path, told: list[Notice]
) -> None:
    given = characters(stage)
    cards = [tmp_path / "wren.png", tmp_path / "ada.json"]
    cards[0].write_bytes(png_of(V2))
    cards[1].write_bytes(json_of(V1))
    (tmp_path / "other.json").write_text('{"a": 1}')
    drop(stage.pane, of_files(cards[0], tmp_path / "other.json", cards[1]))
    stage.until(lambda: given == [cards] and stage.pane.composer.text == '{"a": 1}')
    assert told == []


def test_many_files_that_may_all_be_characters_are_handed_over(stage: Stage, tmp_path: Path) -> None:
    given = characters(stage)
    files = [tmp_path / f"{number}.PNG" for number in range(11)]
    drop(stage.pane, of_files(*files))
    assert given == [files]


def test_a_character_that_is_pasted_is_handed_over(stage: Stage, tmp_path: Path) -> None:
    given = characters(stage)
    (tmp_path / "wren.png").write_bytes(png_of(V2))
    QGuiApplication.clipboard().setMimeData(of_files(tmp_path / "wren.png"))
    stage.pane.composer.edit.paste()
    stage.until(lambda: given == [[tmp_path / "wren.png"]])
