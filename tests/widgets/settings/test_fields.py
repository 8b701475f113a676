from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent


def test_the_wheel_passes_over_a_field_without_focus(bench) -> None:
    dialog = bench.open()
    field = dialog.connection.max_tokens
    dialog.connection.model.field.setFocus()
    before = field.value()
    field.wheelEvent(_wheel())
    assert field.value() == before


def _wheel() -> QWheelEvent:
    spot, none = QPointF(5, 5), Qt.KeyboardModifier.NoModifier
    still = Qt.ScrollPhase.NoScrollPhase
    return QWheelEvent(spot, spot, QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton, none, still, False)


def test_a_number_can_be_stepped_with_the_mouse(bench) -> None:
    field = bench.open().connection.max_tokens
    before = field.value()
    bench.qtbot.mouseClick(field.more_button, Qt.MouseButton.LeftButton)
    assert field.value() == before + field.singleStep()
    bench.qtbot.mouseClick(field.less_button, Qt.MouseButton.LeftButton)
    assert field.value() == before
    field.setValue(field.minimum())
    assert not field.less_button.isEnabled()
    field.setValue(field.maximum())
    assert field.less_button.isEnabled()
    assert not field.more_button.isEnabled()
    assert not field.lineEdit().geometry().intersects(field.more_button.geometry())
