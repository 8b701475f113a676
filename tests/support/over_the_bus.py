"""A window with a conversation, and what assistive technology reads of it over the accessibility bus.

Run as a program in a bus session of its own, on a screen, with the tests' folder on the path. What was read
is written as JSON: the ``items`` of the list with their roles and names, ``announced`` texts, and the names
of the items that got the ``focus``.
"""

import json
import sys
import threading
from collections.abc import Iterator
from time import monotonic
from typing import Any

from jeepney import DBusAddress, HeaderFields, MatchRule, MessageType, message_bus, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection
from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer, Signal
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from support.transcripts import a_message, a_model, append_text

from personaui_desktop.records.messages import ReplyStatus
from personaui_desktop.widgets.chat.transcript.view import TranscriptView

ACCESSIBLE = "org.a11y.atspi.Accessible"
REGISTRY = "org.a11y.atspi.Registry"
ROOT = "/org/a11y/atspi/accessible/root"
EVENTS = ("object:announcement", "object:state-changed:focused")
QUIET_SECONDS = 2.0
REGISTERED_SECONDS = 20.0
PROBE_MS = 50


class Bus:
    """The accessibility bus, as a screen reader uses it."""

    def __init__(self) -> None:
        session = open_dbus_connection("SESSION")
        (address,) = _call(session, ("org.a11y.Bus", "/org/a11y/bus"), "org.a11y.Bus", "GetAddress")
        self._connection = open_dbus_connection(address)
        self._listen()
        rule = MatchRule(type="signal", interface="org.a11y.atspi.Event.Object")
        self._connection.send_and_get_reply(message_bus.AddMatch(rule))

    def items(self) -> list[tuple[str, str]]:
        """Role and name of everything in the conversation's list."""
        end = monotonic() + REGISTERED_SECONDS
        found: list[tuple[str, str]] = []
        while not found and monotonic() < end:
            # The program comes to the registry in its own time.
            described = [self._described(item) for item in self._below((REGISTRY, ROOT))]
            found = [each for each in described if each[0] == "list item"]
        return found

    def hear_focus(self) -> None:
        """Wait until the program tells of the focus: just started, Qt may miss what is listened for."""
        end = monotonic() + REGISTERED_SECONDS
        while not any(body[0] == "focused" for _fields, _member, body in self._told()):
            if monotonic() > end:
                raise TimeoutError("Nothing is told of the focus.")
            self._listen()

    def events(self) -> dict[str, list[str]]:
        """What is told until nothing more is: announcements, and the names of what got the focus."""
        announced, focused = [], []
        # All first: a question in between would drop what comes before its answer.
        for fields, member, body in list(self._told()):
            kind, gained, _rest, value = body[:4]
            if member == "Announcement":
                announced.append(value[1])
            elif kind == "focused" and gained:
                focused.append((fields[HeaderFields.sender], fields[HeaderFields.path]))
        return {"announced": announced, "focus": [self._described(item)[1] for item in focused]}

    def _listen(self) -> None:
        registry = (REGISTRY, "/org/a11y/atspi/registry")
        for event in EVENTS:
            self._ask(registry, REGISTRY, "RegisterEvent", "sass", (event, [], ""))

    def _told(self) -> Iterator[tuple[dict[HeaderFields, Any], str | None, Any]]:
        while True:
            try:
                message = self._connection.receive(timeout=QUIET_SECONDS)
            except TimeoutError:
                return
            fields = message.header.fields
            yield fields, fields.get(HeaderFields.member), message.body

    def _below(self, item: tuple[str, str]) -> list[tuple[str, str]]:
        (children,) = self._ask(item, ACCESSIBLE, "GetChildren")
        return [each for child in children for each in (child, *self._below(child))]

    def _described(self, item: tuple[str, str]) -> tuple[str, str]:
        (role,) = self._ask(item, ACCESSIBLE, "GetRoleName")
        (name,) = self._ask(item, "org.freedesktop.DBus.Properties", "Get", "ss", (ACCESSIBLE, "Name"))
        return role, name[1]

    def _ask(self, item: tuple[str, str], interface: str, method: str, *body: Any) -> Any:
        return _call(self._connection, item, interface, method, *body)


def _call(
    connection: DBusConnection,
    item: tuple[str, str],
    interface: str,
    method: str,
    signature: str | None = None,
    body: tuple[Any, ...] = (),
) -> Any:
    name, path = item
    address = DBusAddress(path, bus_name=name, interface=interface)
    reply = connection.send_and_get_reply(new_method_call(address, method, signature, body), timeout=10)
    if reply.header.message_type is MessageType.error:
        raise RuntimeError(f"{interface}.{method}: {reply.body}")
    return reply.body


class Reader(QObject):
    """Reads in a thread of its own, for the window answers meanwhile.

    Signals:
        has_read: the list was read; now the focus is to move until that is told.
        is_told: it is told; now something is to happen in the list.
        done: nothing more is told.
    """

    has_read = Signal()
    is_told = Signal()
    done = Signal()

    def run(self) -> None:
        """Read, and print what was read."""
        try:
            bus = Bus()
            items = bus.items()
            self.has_read.emit()
            bus.hear_focus()
            self.is_told.emit()
            sys.stdout.write(json.dumps({"items": items, **bus.events()}))
        finally:
            self.done.emit()


def main() -> None:
    """Show a conversation whose last reply is being written; then finish it and move the focus."""
    application = QApplication([])
    model = a_model(
        [
            a_message(1, "**Hi**", memorized=True),
            a_message(2, "Yes", is_user=True),
            a_message(3, "", status=ReplyStatus.STREAMING),
        ]
    )
    view = TranscriptView(model)
    view.set_persona("mia", "Mia")
    view.resize(600, 400)
    view.show()
    view.activateWindow()
    view.setFocus()
    while not view.hasFocus():
        application.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)

    def move_focus() -> None:
        view.clearFocus()
        view.setFocus()

    probe = QTimer(view)
    probe.timeout.connect(move_focus)

    def go_on() -> None:
        probe.stop()
        for _ in range(2):
            QTest.keyClick(view, Qt.Key.Key_Up)
        for _ in range(3):
            append_text(model, 3, "*word* ")
        model.apply([3], [a_message(3, "**All** of it.", status=ReplyStatus.COMPLETE)])
        model.apply([3], [a_message(3, "**All** of it.", status=ReplyStatus.COMPLETE, memorized=True)])

    reader = Reader()
    reader.has_read.connect(lambda: probe.start(PROBE_MS))
    reader.is_told.connect(go_on)
    reader.done.connect(application.quit)
    thread = threading.Thread(target=reader.run)
    thread.start()
    application.exec()
    thread.join()


if __name__ == "__main__":
    main()
