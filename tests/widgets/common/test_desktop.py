from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from personaui_desktop.widgets.common.desktop import open_address, open_path


@pytest.mark.parametrize("works", [True, False])
def test_files_and_addresses_are_handed_to_the_desktop(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, works: bool
) -> None:
    asked: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: asked.append(url) or works)
    file = tmp_path / "50 % of #1?.txt"
    assert open_path(file) is works
    assert open_address("https://example.org/a?b=c#d") is works
    assert asked[0].toLocalFile() == str(file)
    assert asked[1].toString() == "https://example.org/a?b=c#d"
