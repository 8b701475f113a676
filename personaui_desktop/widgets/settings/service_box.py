"""Who answers: Claude, a compatible server and its address, or the demo companion."""

from enum import Enum
from typing import TypeVar

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from personaui_desktop.phrases import Phrase
from personaui_desktop.records.providers import HeaderStyle
from personaui_desktop.settings.table import TABLE
from personaui_desktop.translation import translate, translated
from personaui_desktop.widgets.common.theme import GROUP, STEP
from personaui_desktop.widgets.settings.address import PRESETS, problem_with, tidy, warning_about, with_scheme
from personaui_desktop.widgets.settings.fields import Note, heading, mark_wrong, named
from personaui_desktop.widgets.settings.pick_or_type import PickOrType
from personaui_desktop.widgets.settings.radio import Radio


class Service(Enum):
    """Who answers."""

    ANTHROPIC = Phrase("Settings", "&Claude, by Anthropic")
    COMPATIBLE = Phrase("Settings", "C&ompatible server: Ollama, LM Studio, llama.cpp, LiteLLM…")
    DEMO = Phrase("Settings", "&Demo mode: canned replies, no AI, works offline")


HEADER = TABLE["header_style"]

T = TypeVar("T")


class ServiceBox(QWidget):
    """The choice of service, and for a compatible server where it is and how the key travels.

    Signals:
        service_changed: another service was chosen.
        address_changed: the service or the address is another, and the typing has come to a rest.
    """

    service_changed = Signal()
    address_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.services = {service: Radio(translated(service.value)) for service in Service}
        self.styles = {
            HeaderStyle(value): Radio(translated(words)) for value, words in HEADER.choices.items()
        }
        self.address = PickOrType(PRESETS[0].address, translate("Settings", "Common addresses"))
        self.address.offer([(f"{preset.name} · {preset.address}", preset.address) for preset in PRESETS])
        self.address_note = Note()
        self.address_note.setContentsMargins(0, STEP, 0, 0)
        self._server = self._make_server()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self._add_group(layout, translate("Settings", "Replies come from"), list(self.services.values()))
        layout.addWidget(self._server)
        for button in self.services.values():
            button.toggled.connect(self._follow_choice)
        self.address.textChanged.connect(self._follow_address)
        self.address.editingFinished.connect(self._finish_address)

    @property
    def service(self) -> Service:
        """The chosen service."""
        return _chosen(self.services, Service.ANTHROPIC)

    @property
    def base_url(self) -> str:
        """The address as the settings keep it; empty for Anthropic's own."""
        return tidy(self.address.text()) if self.service is Service.COMPATIBLE else ""

    @property
    def header_style(self) -> HeaderStyle:
        """How the key travels."""
        if self.service is not Service.COMPATIBLE:
            return HeaderStyle.BEARER
        return _chosen(self.styles, HeaderStyle.BEARER)

    @property
    def problem(self) -> str:
        """What keeps the choice from being used, in one sentence; empty where nothing does."""
        return problem_with(self.address.text()) if self.service is Service.COMPATIBLE else ""

    def choose(self, service: Service, base_url: str, style: HeaderStyle) -> None:
        """Show this choice."""
        with QSignalBlocker(self.address):
            self.address.setText(base_url)
            self.address.setCursorPosition(0)
        self.styles[style].setChecked(True)
        self.services[service].setChecked(True)

    def show_problem(self) -> bool:
        """Say what is wrong with the address and go there; answers whether anything is."""
        mark_wrong(self.address, wrong=bool(self.problem))
        self._follow_address()
        if self.problem:
            self.address.setFocus()
        return bool(self.problem)

    def _make_server(self) -> QWidget:
        server = QWidget()
        layout = QVBoxLayout(server)
        layout.setContentsMargins(0, GROUP, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(named(translated(TABLE["base_url"].label), self.address))
        layout.addWidget(self.address_note)
        layout.addSpacing(GROUP)
        self._add_group(layout, translated(HEADER.label), list(self.styles.values()))
        return server

    def _add_group(self, layout: QVBoxLayout, name: str, buttons: list[Radio]) -> None:
        group = QButtonGroup(self)
        layout.addWidget(heading(name))
        for button in buttons:
            button.setAccessibleDescription(name)
            group.addButton(button)
            layout.addWidget(button)

    def _follow_choice(self, chosen: bool) -> None:
        if chosen:
            self._server.setVisible(self.service is Service.COMPATIBLE)
            self._follow_address()
            self.service_changed.emit()
            self.address_changed.emit()

    def _finish_address(self) -> None:
        """Show a scheme that was left out, then tell where the server is."""
        self.address.setText(with_scheme(self.address.text().strip()))
        self.address_changed.emit()

    def _follow_address(self) -> None:
        """Warn at once, but complain about what is half typed only after it was to be used."""
        problem = self.problem
        complain = bool(problem) and bool(self.address.property("wrong"))
        self.address_note.say(problem if complain else warning_about(self.address.text()), "warn")
        mark_wrong(self.address, wrong=complain)


def _chosen(buttons: dict[T, Radio], default: T) -> T:
    return next((choice for choice, button in buttons.items() if button.isChecked()), default)
