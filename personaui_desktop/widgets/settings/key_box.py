"""The API key: where one was found, and saving or forgetting it. The key itself is never shown."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from personaui_desktop.background.operation import Run
from personaui_desktop.credentials import KEY_VARIABLE, Credentials, KeySource, is_anthropic, server_address
from personaui_desktop.errors import KnownError
from personaui_desktop.operations import provider as server
from personaui_desktop.records import Provider
from personaui_desktop.widgets.common.buttons import plain_button, quiet_button
from personaui_desktop.widgets.common.theme import RELATED
from personaui_desktop.widgets.settings.fields import Note, named

WHERE = {
    KeySource.ENVIRONMENT: f"A key is in the environment ({KEY_VARIABLE}); it goes before one saved here.",
    KeySource.KEYRING: "A key is saved in the system's keyring.",
    KeySource.THIS_RUN: "This system offers no keyring: the key is kept for this run only, "
    "and has to be entered again at the next start.",
}
NONE_FOR_ANTHROPIC = "No key yet. Until there is one, the demo companion answers."
NO_SERVER = "The server's address comes first."
NONE_FOR_OTHERS = "No key. Most servers on your own machine need none."


class KeyBox(QWidget):
    """The key of one server at a time.

    Signals:
        stored: a typed key has been kept; its `KeySource`.
    """

    stored = Signal(object)

    def __init__(self, credentials: Credentials, run: Run, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._credentials = credentials
        self._run = run
        self._provider: Provider | None = Provider()
        self.field = QLineEdit()
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.setPlaceholderText("Paste a key here")
        self.field.textChanged.connect(self._follow_text)
        self.save_button = plain_button("Sa&ve key", self.save)
        self.note = Note()
        self.forget_button = quiet_button("&Forget key", self._forget)
        self.forget_button.hide()
        foot = QHBoxLayout()
        foot.setSpacing(RELATED)
        foot.addWidget(self.note, 1)
        foot.addWidget(self.forget_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(named("API &key", self.field, self.save_button))
        layout.addLayout(foot)
        self._follow_text()

    @property
    def typed(self) -> str:
        """A key that was typed and is not kept yet."""
        return self.field.text().strip()

    def show_server(self, provider: Provider) -> None:
        """Show where the key of this server lies."""
        self._provider = provider
        self._follow_text()
        self.note.say("Looking for a key…")
        self.forget_button.hide()
        self._run(
            server.find_key(self._credentials, provider), self, self._teller(provider), self._tell_problem
        )

    def show_no_server(self) -> None:
        """There is no server yet whose key it could be."""
        self._provider = None
        self.note.say(NO_SERVER)
        self.forget_button.hide()
        self._follow_text()

    def save(self) -> None:
        """Keep the typed key."""
        key, provider = self.typed, self._provider
        if not key or provider is None:
            return
        self.save_button.setEnabled(False)

        def finish(source: KeySource) -> None:
            self.field.clear()
            self._teller(provider)(source)
            self.stored.emit(source)

        self._run(server.store_key(self._credentials, provider, key), self, finish, self._fail_to_save)

    def _forget(self) -> None:
        provider = self._provider
        if provider is None:
            return
        self.forget_button.setEnabled(False)
        self._run(
            server.forget_key(self._credentials, provider), self, self._teller(provider), self._tell_problem
        )

    def _teller(self, provider: Provider) -> Callable[[KeySource | None], None]:
        """Tells where the key of that server lies, unless another server is shown by then."""

        def tell(source: KeySource | None) -> None:
            if provider is self._provider:
                self._tell(provider, source)

        return tell

    def _tell(self, provider: Provider, source: KeySource | None) -> None:
        if source is None:
            own = is_anthropic(server_address(provider))
            self.note.say(NONE_FOR_ANTHROPIC if own else NONE_FOR_OTHERS)
        else:
            self.note.say(WHERE[source], "warn" if source is KeySource.THIS_RUN else "ok")
        # A key in the environment is not the program's to forget.
        self.forget_button.setVisible(source in {KeySource.KEYRING, KeySource.THIS_RUN})
        self.forget_button.setEnabled(True)

    def _tell_problem(self, error: KnownError) -> None:
        self.note.say(f"{error} {error.remedy}".strip(), "warn")
        self.forget_button.setEnabled(True)

    def _fail_to_save(self, error: KnownError) -> None:
        self._tell_problem(error)
        self._follow_text()

    def _follow_text(self) -> None:
        self.save_button.setEnabled(bool(self.typed) and self._provider is not None)
