"""The settings page of the look: light or dark, and how large the text is, with a sample."""

from PySide6.QtWidgets import QLabel, QWidget

from personaui_desktop.settings.table import Page, Settings
from personaui_desktop.translation import translate
from personaui_desktop.widgets.common.theme import font
from personaui_desktop.widgets.settings.fields import NumberField
from personaui_desktop.widgets.settings.form import PERCENT, Form

MESSAGE_SIZE = 14.5


class AppearancePage(Form):
    """Edits how the program looks."""

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(Page.APPEARANCE, settings, parent)
        self.sample = QLabel(translate("Settings", "You came back. I kept the lamp lit, just in case."))
        self.sample.setWordWrap(True)
        self.sample.setAccessibleName(translate("Settings", "Sample of the text size"))
        self.rows.insertWidget(self.rows.count() - 1, self.sample)
        size = self.field("text_size")
        if isinstance(size, NumberField):
            size.valueChanged.connect(self._show_sample)
            self._show_sample(size.value())

    def _show_sample(self, percent: int) -> None:
        self.sample.setFont(font(MESSAGE_SIZE * percent / PERCENT))
