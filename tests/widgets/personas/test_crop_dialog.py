from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from personaui_desktop.widgets.personas.crop_dialog import CropDialog, CropView


def a_picture() -> QImage:
    image = QImage(300, 200, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    return image


def test_the_square_is_moved_and_stays_in_the_picture(qtbot):
    view = CropView(a_picture())
    qtbot.addWidget(view)
    assert view.square == QRect(50, 0, 200, 200)
    view.move_by(30, 10)
    assert view.square == QRect(80, 0, 200, 200)
    view.move_by(-999, -999)
    assert view.square == QRect(0, 0, 200, 200)
    view.set_size(0.5)
    assert view.square == QRect(50, 50, 100, 100)
    view.move_by(999, 999)
    assert view.square == QRect(200, 100, 100, 100)
    view.set_size(1)
    assert view.square == QRect(100, 0, 200, 200)


def test_it_is_moved_with_the_mouse_and_the_keys_and_sized_with_the_slider(qtbot):
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = CropDialog(a_picture(), parent)
    dialog.open()
    view = dialog.view
    middle = view.rect().center()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=middle)
    QTest.mouseMove(view, middle + QPoint(20, 0))
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=middle + QPoint(20, 0))
    assert view.square.left() > 50
    before = view.square.left()
    qtbot.keyClick(view, Qt.Key.Key_Left)
    assert view.square.left() < before
    dialog.size_slider.setValue(50)
    assert view.square.size().toTuple() == (100, 100)
    chosen = []
    dialog.accepted.connect(lambda: chosen.append(view.square))
    qtbot.mouseClick(dialog.use_button, Qt.MouseButton.LeftButton)
    assert chosen[0].width() == 100
