"""The settings page of the look: light or dark, and how large the text is."""

from PySide6.QtWidgets import QButtonGroup, QLabel, QVBoxLayout, QWidget

from personaui_desktop.settings import Settings
from personaui_desktop.widgets.common.theme import GROUP, font
from personaui_desktop.widgets.settings.fields import NumberField, heading, named
from personaui_desktop.widgets.settings.radio import Radio

APPEARANCES = {"system": "Follow the s&ystem", "light": "&Light", "dark": "&Dark"}
SMALLEST_PERCENT, LARGEST_PERCENT, PERCENT_STEP = 70, 200, 10
MESSAGE_SIZE = 14.5


class AppearancePage(QWidget):
    """Edits how the program looks."""

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self.buttons = {name: Radio(text) for name, text in APPEARANCES.items()}
        self.text_size = NumberField(SMALLEST_PERCENT, LARGEST_PERCENT, PERCENT_STEP, " %")
        self.sample = QLabel("You came back. I kept the lamp lit, just in case.")
        self.sample.setWordWrap(True)
        self.sample.setAccessibleName("Sample of the text size")
        self.text_size.valueChanged.connect(self._show_sample)
        self._lay_out()
        self.buttons.get(settings.appearance, self.buttons["system"]).setChecked(True)
        self.text_size.setValue(round(settings.text_size * 100))
        self._show_sample()

    def put_into(self, settings: Settings) -> Settings:
        """The settings with what this page says."""
        appearance = next(name for name, button in self.buttons.items() if button.isChecked())
        percent = self.text_size.value()
        # A size between the steps, as it may have been before, stays exactly what it was.
        size = settings.text_size if percent == round(settings.text_size * 100) else percent / 100
        return settings._replace(appearance=appearance, text_size=size)

    def _lay_out(self) -> None:
        look = QVBoxLayout()
        look.setSpacing(0)
        look.addWidget(heading("Light or dark"))
        for button in self.buttons.values():
            self._group.addButton(button)
            look.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GROUP)
        layout.addLayout(look)
        layout.addLayout(named("Size of the &text in messages", self.text_size))
        layout.addWidget(self.sample)
        layout.addStretch(1)

    def _show_sample(self) -> None:
        self.sample.setFont(font(MESSAGE_SIZE * self.text_size.value() / 100))
