from PySide6.QtCore import Qt


def test_the_usual_addresses_can_be_picked_by_key(bench) -> None:
    dialog = bench.open(base_url="http://localhost:1")
    field = dialog.connection.service.address
    bench.qtbot.keyClick(field, Qt.Key.Key_Down)
    popup = field.completer().popup()
    assert popup.isVisible()
    assert popup.model().index(1, 0).data().startswith("LM Studio")
    bench.qtbot.keyClick(popup, Qt.Key.Key_Down)
    bench.qtbot.keyClick(popup, Qt.Key.Key_Down)
    bench.qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert field.text() == "http://localhost:1234"
