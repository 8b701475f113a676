import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit

from personaui_desktop.credentials import Credentials, KeySource
from personaui_desktop.records.providers import Provider
from personaui_desktop.settings.table import Settings
from personaui_desktop.widgets.settings.key_box import KEYS_PAGE, WHERE
from personaui_desktop.widgets.settings.service_box import Service


def test_a_saved_key_is_never_shown(bench) -> None:
    dialog = bench.open()
    key = dialog.connection.key
    assert "No key yet" in key.note.text()
    assert not key.forget_button.isVisible()
    assert key.field.echoMode() is QLineEdit.EchoMode.Password
    bench.qtbot.keyClicks(key.field, "secret")
    dialog.save_button.click()
    bench.settle()
    assert key.field.text() == ""
    assert "kept until you quit" in key.note.text()
    assert bench.credentials.find_key(Provider()).value == "secret"
    key.forget_button.click()
    bench.settle()
    assert "No key yet" in key.note.text()
    assert bench.credentials.find_key(Provider()) is None


def test_saving_the_dialog_keeps_a_typed_key_and_says_that_it_will_not_last(bench) -> None:
    dialog = bench.open()
    dialog.connection.key.field.setText("secret")
    dialog.save_button.click()
    bench.settle()
    assert bench.accepted == []
    assert "kept until you quit" in dialog.connection.key.note.text()
    dialog.save_button.click()
    assert bench.accepted == [Settings()]


def test_a_key_belongs_to_its_server(bench) -> None:
    bench.credentials.store_key("secret", Provider("http://localhost:1234"))
    dialog = bench.open()
    assert "No key yet" in dialog.connection.key.note.text()
    dialog.connection.service.services[Service.COMPATIBLE].click()
    dialog.connection.service.address.setText("http://localhost:1234")
    dialog.connection.service.address.editingFinished.emit()
    bench.settle()
    assert "kept until you quit" in dialog.connection.key.note.text()


def test_a_key_from_the_environment_cannot_be_forgotten(bench) -> None:
    bench.credentials = Credentials({"ANTHROPIC_API_KEY": "secret"})
    dialog = bench.open()
    assert "ANTHROPIC_API_KEY" in dialog.connection.key.note.text()
    assert not dialog.connection.key.forget_button.isVisible()


def test_where_a_key_lies_is_always_a_sentence() -> None:
    assert set(WHERE) == set(KeySource)


def test_a_server_without_an_address_has_no_key_yet(bench) -> None:
    dialog = bench.open()
    assert "demo companion" in dialog.connection.key.note.text()
    dialog.connection.service.services[Service.COMPATIBLE].click()
    bench.settle()
    assert "demo companion" not in dialog.connection.key.note.text()
    assert not dialog.connection.key.keys_page.isVisible()


def test_where_a_key_is_missing_the_keyboard_is_in_its_field(bench) -> None:
    dialog = bench.open()
    assert dialog.focusWidget() is dialog.connection.key.field
    bench.credentials.store_key("secret", Provider())
    assert bench.open().focusWidget() is not dialog.connection.key.field


def test_says_where_a_key_is_made_and_goes_there_only_when_clicked(
    bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: bool(opened.append(url.toString())))
    dialog = bench.open()
    page = dialog.connection.key.keys_page
    assert "console.anthropic.com" in page.text()
    assert page.isVisible()
    assert opened == []
    bench.qtbot.mouseClick(page, Qt.MouseButton.LeftButton, pos=_first_link(page))
    assert opened == [KEYS_PAGE]
    assert KEYS_PAGE in dialog.connection.key.note.text()


def _first_link(label: QLabel) -> QPoint:
    """A point on the link."""
    for x in range(0, label.width(), 4):
        for y in range(2, label.height(), 4):
            QTest.mouseMove(label, QPoint(x, y))
            if label.cursor().shape() is Qt.CursorShape.PointingHandCursor:
                return QPoint(x + 8, y)
    raise AssertionError("The label has no link.")
