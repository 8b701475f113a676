from pathlib import Path

import pytest
from PySide6.QtGui import QDesktopServices

from personaui_desktop.widgets.main_window import MainWindow


def test_where_nothing_opens_a_folder_its_place_is_told(
    window: MainWindow, data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
    window.menu_actions["program.data_folder"].trigger()
    assert window.notice_bar.notice is not None
    assert str(data_dir) in window.notice_bar.notice.remedy
    window.chat.transcript.scene.verbs.link_activated.emit("https://example.org/a")
    assert "https://example.org/a" in window.notice_bar.notice.remedy
