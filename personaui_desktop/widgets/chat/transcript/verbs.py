"""What a person asks for in the transcript, for whoever can do it."""

from PySide6.QtCore import QObject, Signal


class Verbs(QObject):
    """Asks; whose transcript it is answers.

    Signals:
        older_needed, newer_needed: the reader nears an end of the loaded messages.
        latest_needed: the reader wants the newest message, which is not loaded.
        place_needed: the reader wants a message that is not loaded, its id.
        text_needed: a frame is about to be shown, and with it the text that has arrived.
        link_activated: the address of a link that was clicked.
        zoom_requested: larger (1) or smaller (-1) text.
    """

    older_needed = Signal()
    newer_needed = Signal()
    latest_needed = Signal()
    place_needed = Signal(object)
    text_needed = Signal()
    link_activated = Signal(str)
    zoom_requested = Signal(int)
