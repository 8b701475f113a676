"""The API key: where one was found, and saving or forgetting it. The key itself is never shown."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from personaui_desktop.background.operation import Run
from personaui_desktop.credentials import KEY_VARIABLE, Credentials, KeySource, is_anthropic, server_address
from personaui_desktop.errors import KnownError
from personaui_desktop.operations import provider as server
from personaui_desktop.phrases import Phrase
from personaui_desktop.records.providers import Provider
from personaui_desktop.translation import told, translate, translated
from personaui_desktop.widgets.common.buttons import quiet_button
from personaui_desktop.widgets.common.desktop import open_address
from personaui_desktop.widgets.common.theme import RELATED, SECOND_SIZE, font
from personaui_desktop.widgets.settings.fields import Note, named

WHERE = {
    KeySource.ENVIRONMENT: Phrase(
        "Settings", "Using the key from the environment ({key_variable}), not one saved here."
    ).filled(key_variable=KEY_VARIABLE),
    KeySource.KEYRING: Phrase("Settings", "Your key is saved in the system's keyring."),
    KeySource.THIS_RUN: Phrase(
        "Settings", "Your key is kept until you quit: this system has no keyring to save it in."
    ),
}
NONE_FOR_ANTHROPIC = Phrase("Settings", "No key yet. Until you add one, the demo companion replies.")
NO_SERVER = Phrase("Settings", "Enter the server's address first.")
KEYS_PAGE = "https://console.anthropic.com/settings/keys"
WHERE_KEYS_ARE_MADE = Phrase(
    "Settings", 'Get a key at <a href="{keys_page}">console.anthropic.com</a>.'
).filled(keys_page=KEYS_PAGE)
NONE_FOR_OTHERS = Phrase("Settings", "No key. Servers on your own computer rarely need one.")


class KeyBox(QWidget):
    """The key of one server at a time.

    Signals:
        stored: a typed key has been kept; its `KeySource`.
        missing: the server has no key and needs one.
    """

    stored = Signal(object)
    missing = Signal()

    def __init__(self, credentials: Credentials, run: Run, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._credentials = credentials
        self._run = run
        self._provider: Provider | None = Provider()
        self.field = QLineEdit()
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.setPlaceholderText(translate("Settings", "Paste a key here"))
        self.note = Note()
        self.keys_page = _link(translated(WHERE_KEYS_ARE_MADE))
        self.keys_page.linkActivated.connect(self._open)
        self.forget_button = quiet_button(translate("Settings", "&Forget key"), self._forget)
        self.forget_button.hide()
        foot = QHBoxLayout()
        foot.setSpacing(RELATED)
        foot.addWidget(self.note, 1)
        foot.addWidget(self.forget_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(named(translate("Settings", "API &key"), self.field))
        layout.addLayout(foot)
        layout.addWidget(self.keys_page)

    @property
    def typed(self) -> str:
        """A key that was typed and is not kept yet."""
        return self.field.text().strip()

    def show_server(self, provider: Provider) -> None:
        """Show where the key of this server lies."""
        self._provider = provider
        self.keys_page.setVisible(is_anthropic(server_address(provider)))
        self.note.say(translate("Settings", "Looking for a key…"))
        self.forget_button.hide()
        self._run(
            server.find_key(self._credentials, provider), self, self._teller(provider), self._tell_problem
        )

    def show_no_server(self) -> None:
        """There is no server yet whose key it could be."""
        self._provider = None
        self.note.say(translated(NO_SERVER))
        self.keys_page.hide()
        self.forget_button.hide()

    def save(self) -> None:
        """Keep the typed key."""
        key, provider = self.typed, self._provider
        if not key or provider is None:
            return

        def finish(source: KeySource) -> None:
            self.field.clear()
            self._teller(provider)(source)
            self.stored.emit(source)

        self._run(server.store_key(self._credentials, provider, key), self, finish, self._tell_problem)

    def _open(self, address: str) -> None:
        if not open_address(address):
            self.note.say(
                translate("Settings", "The link could not be opened. Its address is {address}").format(
                    address=address
                ),
                "warn",
            )

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
            self.note.say(translated(NONE_FOR_ANTHROPIC if own else NONE_FOR_OTHERS))
            if own:
                self.missing.emit()
        else:
            self.note.say(
                translated(WHERE[source]),
                "warn" if source is KeySource.THIS_RUN else "ok",
            )
        # A key in the environment is not the program's to forget.
        self.forget_button.setVisible(source in {KeySource.KEYRING, KeySource.THIS_RUN})
        self.forget_button.setEnabled(True)

    def _tell_problem(self, error: KnownError) -> None:
        self.note.say(told(error), "warn")
        self.forget_button.setEnabled(True)


def _link(words: str) -> QLabel:
    """A sentence with a link."""
    label = QLabel(words)
    label.setFont(font(SECOND_SIZE))
    label.setProperty("tone", "dim")
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)
    return label
