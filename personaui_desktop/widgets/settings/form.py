"""A page of settings as the table describes them: each a field with its words, in the table's order."""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from personaui_desktop.settings.table import TABLE, Page, Setting, Settings
from personaui_desktop.translation import translated
from personaui_desktop.widgets.common.theme import GROUP, RELATED
from personaui_desktop.widgets.settings.choice import Choice
from personaui_desktop.widgets.settings.fields import NumberField, explained, heading, named
from personaui_desktop.widgets.settings.tick_box import TickBox

PERCENT = 100


class _Bound(NamedTuple):
    """A setting's field. ``shown`` is what it said before anybody touched it."""

    field: QWidget
    read: Callable[[], object]
    shown: object


class Form(QWidget):
    """Edits the settings of one page. What nobody touched stays exactly as it was.

    Args:
        page: which.
        settings: shown at first.
    """

    def __init__(self, page: Page, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = QVBoxLayout(self)
        self.rows.setContentsMargins(0, 0, 0, 0)
        self.rows.setSpacing(GROUP)
        self._bound: dict[str, _Bound] = {}
        self._places: dict[str, int] = {}
        for name, setting in TABLE.items():
            if setting.page is page:
                self._add(name, setting, getattr(settings, name))
        self.rows.addStretch(1)
        self._follow_needs()

    def field(self, name: str) -> QWidget:
        """The field of a setting."""
        return self._bound[name].field

    def beneath(self, name: str, widget: QWidget) -> None:
        """Put something beneath a setting and what is said about it."""
        self.rows.insertWidget(self._places[name] + 1, widget)

    def put_into(self, settings: Settings) -> Settings:
        """The settings with what was changed on this page."""
        changes = {name: one.read() for name, one in self._bound.items() if one.read() != one.shown}
        return settings.but(**changes)

    def _add(self, name: str, setting: Setting, value: object) -> None:
        if setting.group:
            if self._bound:
                self.rows.addSpacing(RELATED)
            self.rows.addWidget(heading(translated(setting.group)))
        bound = _bound(setting, value)
        self._bound[name] = bound
        row = (
            named(translated(setting.label), bound.field)
            if _stands_below_its_name(bound.field)
            else bound.field
        )
        if setting.explanation:
            self.rows.addLayout(explained(row, translated(setting.explanation)))
        elif isinstance(row, QWidget):
            self.rows.addWidget(row)
        else:
            self.rows.addLayout(row)
        self._places[name] = self.rows.count() - 1

    def _follow_needs(self) -> None:
        for name, bound in self._bound.items():
            needed = self._bound.get(TABLE[name].needs)
            if needed is not None and isinstance(needed.field, NumberField):
                needed.field.valueChanged.connect(bound.field.setEnabled)
                bound.field.setEnabled(bool(needed.read()))


def number_field(setting: Setting, value: float) -> NumberField:
    """The field of a number; what is no whole number is shown in per cent."""
    factor = PERCENT if isinstance(value, float) else 1
    lowest, highest, step = (round(factor * each) for each in (setting.lowest, setting.highest, setting.step))
    field = NumberField(lowest, highest, step, translated(setting.unit))
    field.setSpecialValueText(translated(setting.at_lowest))
    field.setValue(round(factor * value))
    return field


def _bound(setting: Setting, value: object) -> _Bound:
    if isinstance(value, bool):
        box = TickBox(translated(setting.label))
        box.setChecked(value)
        return _Bound(box, box.isChecked, value)
    if isinstance(value, int | float):
        return _bound_number(setting, value)
    if setting.choices:
        words = {value: translated(choice) for value, choice in setting.choices.items()}
        choice = Choice(words, str(value), translated(setting.label or setting.group))
        return _Bound(choice, lambda: choice.value, choice.value)
    line = QLineEdit(str(value))
    return _Bound(line, lambda: line.text().strip(), line.text().strip())


def _bound_number(setting: Setting, value: float) -> _Bound:
    number = number_field(setting, value)

    def read() -> float:
        return number.value() / PERCENT if isinstance(value, float) else number.value()

    return _Bound(number, read, read())


def _stands_below_its_name(field: QWidget) -> bool:
    return isinstance(field, NumberField | QLineEdit)
