"""Opens the links of messages in the browser or the mail program."""

from personaui_desktop.translation import translate
from personaui_desktop.widgets.common.desktop import open_address
from personaui_desktop.widgets.common.notices import Notices

OPENED_SCHEMES = ("http", "https", "mailto")


def open_link(address: str) -> bool:
    """Open a link of a message; other kinds of address are left alone. Answers whether that worked."""
    from PySide6.QtCore import QUrl

    return QUrl(address).scheme() in OPENED_SCHEMES and open_address(address)


def open_link_or_tell(notices: Notices, address: str) -> None:
    """Open a link, or say its address where that does not work."""
    if not open_link(address):
        notices.show(
            translate("Chat", "The link could not be opened."),
            translate("Chat", "Its address is {address}").format(address=address),
        )
