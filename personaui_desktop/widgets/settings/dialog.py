"""The settings dialog: pages at the left, one open at the right; Save applies, Cancel discards."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from personaui_desktop.background.operation import Run
from personaui_desktop.credentials import Credentials, KeySource
from personaui_desktop.operations.provider import known_abilities
from personaui_desktop.settings.table import TABLE, Page, Settings
from personaui_desktop.translation import translate, translated
from personaui_desktop.widgets.common.buttons import plain_button, primary_button
from personaui_desktop.widgets.common.dialogs import button_row, fit_on_screen, scrolling
from personaui_desktop.widgets.common.theme import GROUP, SIDE
from personaui_desktop.widgets.settings.appearance_page import AppearancePage
from personaui_desktop.widgets.settings.connection_page import ConnectionPage
from personaui_desktop.widgets.settings.conversation_page import ConversationPage
from personaui_desktop.widgets.settings.form import Form
from personaui_desktop.widgets.settings.page_list import PageList
from personaui_desktop.widgets.settings.shortcuts_page import ShortcutsPage

WIDTH, HEIGHT = 680, 700
PAGES_WIDTH = 160


class SettingsDialog(QDialog):
    """Edits a copy of the settings.

    Args:
        settings: shown at first.
        credentials: where keys lie.
        run: for the keyring and the network.
        words: what each command is called, by its name.

    Signals:
        accepted_settings: the `settings.Settings` to put in force.
    """

    accepted_settings = Signal(object)

    def __init__(
        self,
        settings: Settings,
        credentials: Credentials,
        run: Run,
        words: Mapping[str, str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._accept_when_stored = False
        self.setWindowTitle(translate("Settings", "Settings"))
        self.setProperty("ground", "pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.connection = ConnectionPage(settings, credentials, run)
        self.appearance = AppearancePage(settings)
        self.conversation = ConversationPage(settings)
        self.shortcuts = ShortcutsPage(settings, words)
        self._forms: dict[Page, ConnectionPage | Form | ShortcutsPage] = {
            Page.CONNECTION: self.connection,
            Page.APPEARANCE: self.appearance,
            Page.CONVERSATION: self.conversation,
            Page.SHORTCUTS: self.shortcuts,
        }
        self._pages = QStackedWidget()
        for page in Page:
            # The list of commands scrolls by itself.
            form = self._forms[page]
            self._pages.addWidget(form if form is self.shortcuts else scrolling(form))
        self.names = PageList([translated(page.value) for page in Page])
        self.save_button = primary_button(translate("Settings", "&Save"), self.save)
        self.save_button.setDefault(True)
        self.cancel_button = plain_button(translate("Settings", "Cancel"), self.reject)
        self._lay_out()
        self.names.page_chosen.connect(self._open)
        self.names.choose(0)
        self.connection.key_stored.connect(self._follow_key)
        self.connection.key.missing.connect(self._begin_with_key)

    @property
    def settings(self) -> Settings:
        """The settings as the pages describe them."""
        settings = self._settings
        for page in self._forms.values():
            settings = page.put_into(settings)
        return settings

    def go_to(self, setting: str) -> None:
        """Open the page of a setting, with the keyboard in its field."""
        page = TABLE[setting].page
        if page is None:
            return
        self.names.choose(list(Page).index(page))
        field = self._forms[page].field(setting)
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        area = self._pages.currentWidget()
        if isinstance(area, QScrollArea):
            area.ensureWidgetVisible(field)

    def save(self) -> None:
        """Keep a key that was typed, tell the settings, and close; stay where something cannot be used."""
        if self.connection.show_problem():
            self.names.choose(0)
        elif self.connection.has_typed_key:
            self._accept_when_stored = True
            self.connection.key.save()
        else:
            self._accept()

    def _open(self, page: int) -> None:
        self.conversation.show_abilities(known_abilities(self.connection.provider))
        self._pages.setCurrentIndex(page)

    def _follow_key(self, source: KeySource) -> None:
        wanted, self._accept_when_stored = self._accept_when_stored, False
        # Where it could only be kept for this run, the page says so now, and Save closes the next time.
        if wanted and source is not KeySource.THIS_RUN:
            self._accept()
        elif wanted:
            self.names.choose(0)

    def _begin_with_key(self) -> None:
        """What is missing is written first, unless the person is somewhere already."""
        if self.focusWidget() in {None, self.names}:
            self.connection.key.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _accept(self) -> None:
        self.accepted_settings.emit(self.settings)
        self.accept()

    def _lay_out(self) -> None:
        self.names.setFixedWidth(PAGES_WIDTH)
        body = QHBoxLayout()
        body.setSpacing(SIDE)
        body.addWidget(self.names)
        body.addWidget(self._pages, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GROUP, GROUP, GROUP, GROUP)
        layout.setSpacing(GROUP)
        layout.addLayout(body, 1)
        layout.addLayout(button_row(self.cancel_button, self.save_button))
        fit_on_screen(self, WIDTH, HEIGHT)
