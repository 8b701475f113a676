import pytest
from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication

from personaui_desktop.widgets.chat.links import open_link


@pytest.mark.parametrize(
    ("address", "opened"), [("https://example.org/a", True), ("file:///etc/passwd", False), ("x:y", False)]
)
def test_only_addresses_of_the_web_are_opened(qapp: QApplication, address: str, opened: bool) -> None:
    class Desktop(QObject):
        def __init__(self) -> None:
            super().__init__()
            self.urls: list[QUrl] = []

        @Slot(QUrl)
        def open_url(self, url: QUrl) -> None:
            self.urls.append(url)

    desktop = Desktop()
    for scheme in ("https", "file", "x"):
        QDesktopServices.setUrlHandler(scheme, desktop, "open_url")
    open_link(address)
    for scheme in ("https", "file", "x"):
        QDesktopServices.unsetUrlHandler(scheme)
    assert bool(desktop.urls) is opened
